"""What people of the pool learn: F11."""

from collections import Counter
from collections.abc import Callable, Mapping

from reporting.figures.shapes import Years, side_by_side, split
from reporting.report import Figure, Table
from reporting.suppression import Shown, protect
from reporting.suppression import Table as Counts
from volunteers.kinds import TrainingTheme

THEMES = {**dict(TrainingTheme.choices), "": "geen van deze thema's"}
OWN = "de koepel zelf"
Key = tuple[str, str]  # theme and offering partner


def training(years: Years) -> Figure:
    """F11: by theme and by who offers it, two splits of one total that are never crossed."""
    return Figure(
        "F11",
        "Vorming",
        "Vormingsmomenten die dit jaar doorgingen, en hoeveel deelnames er waren: naar thema, en naar wie ze aanbood.",
        "momenten en deelnames",
        tables=(
            *_by_part(years, "thema", "Thema", lambda key: THEMES[key[0]], tuple(THEMES.values())),
            *_by_part(years, "wie ze aanbood", "Aangeboden door", lambda key: key[1] or OWN, (OWN,)),
        ),
    )


def _by_part(
    years: Years, words: str, head: str, name: Callable[[Key], str], first: tuple[str, ...]
) -> tuple[Table, Table]:
    """Sessions, which are no people, and attendances, which are; only parts in which something happened."""
    given = {year: _named(found.trainings, name) for year, found in years.items()}
    came = {year: _named(found.trained, name) for year, found in years.items()}
    there = {one for counts in (*given.values(), *came.values()) for one in counts}
    labels = [one for one in (*first, *sorted(there - set(first))) if one in there]
    shown = {year: protect(Counts.line({one: counts[one] for one in labels})) for year, counts in came.items()}
    captions = (f"Vormingsmomenten naar {words}", f"Deelnames naar {words}")
    same = {one: one for one in labels}
    totals = {year: counts.total() for year, counts in given.items()}
    return side_by_side(captions[0], head, same, _in_full(labels, given), totals), split(captions[1], head, same, shown)


def _in_full(labels: list[str], given: Mapping[int, Counter[str]]) -> dict[int, dict[str, Shown]]:
    """Each part of each year, also where it is 0."""
    return {year: {one: counts[one] for one in labels} for year, counts in given.items()}


def _named(counts: Counter[Key], name: Callable[[Key], str]) -> Counter[str]:
    totals: Counter[str] = Counter()
    for key, n in counts.items():
        totals[name(key)] += n
    return totals
