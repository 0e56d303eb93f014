"""What people of the pool learn: F11."""

from collections import Counter

from reporting.figures.shapes import Years, side_by_side, split
from reporting.report import Figure, Table
from reporting.suppression import Table as Counts
from reporting.suppression import protect
from volunteers.kinds import TrainingTheme

THEMES = {**dict(TrainingTheme.choices), "": "geen van deze thema's"}
OWN = "de koepel zelf"


def training(years: Years) -> Figure:
    """F11: by theme and by who offers it, two splits of one total that are never crossed."""
    return Figure(
        "F11",
        "Vorming",
        "Vormingsmomenten die dit jaar doorgingen, en hoeveel deelnames er waren: naar thema, en naar wie ze aanbood.",
        "momenten en deelnames",
        tables=(
            *_by_part(years, 0, "thema", "Thema", THEMES),
            *_by_part(years, 1, "wie ze aanbood", "Aangeboden door", _partners(years)),
        ),
    )


def _partners(years: Years) -> dict[str, str]:
    names = {partner for found in years.values() for _, partner in (*found.trainings, *found.trained)}
    return {name: name or OWN for name in sorted(names | {""})}


def _by_part(years: Years, part: int, words: str, head: str, labels: dict[str, str]) -> tuple[Table, Table]:
    """Sessions, which are no people, and attendances, which are."""
    given = {year: _totals(found.trainings, part) for year, found in years.items()}
    came = {year: _totals(found.trained, part) for year, found in years.items()}
    shown = {year: protect(Counts.line({key: one[key] for key in labels})) for year, one in came.items()}
    return (
        side_by_side(
            f"Vormingsmomenten naar {words}",
            head,
            labels,
            {year: {key: one[key] for key in labels} for year, one in given.items()},
            {year: one.total() for year, one in given.items()},
        ),
        split(f"Deelnames naar {words}", head, labels, shown),
    )


def _totals(counts: Counter[tuple[str, str]], part: int) -> Counter[str]:
    totals: Counter[str] = Counter()
    for key, n in counts.items():
        totals[key[part]] += n
    return totals
