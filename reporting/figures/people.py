"""People: F01, F02 and F03."""

from collections.abc import Mapping

from reporting.figures.shapes import Years, split, tile
from reporting.moves import ShownMoves
from reporting.report import Chart, Figure, Series, as_cell
from reporting.suppression import Table, protect
from volunteers.kinds import ExperienceKind

LABELS = {"callable": "oproepbaar", "other": "nu niet oproepbaar"}
Moves = Mapping[int, ShownMoves]


def volunteers(years: Years, moves: Moves) -> tuple[Figure, Figure, Figure]:
    """F01, F02 and F03: two splits of one total, each protected by itself and never crossed (7.1 rule 4)."""
    shown = {
        year: protect(Table.line({"callable": found.callable_people, "other": found.other_people}))
        for year, found in years.items()
    }
    pools = {year: moves[year].pool for year in years}
    total = Figure(
        "F01",
        "Vrijwilligers op 31 december",
        "Ervaringsdragers die op de laatste dag van het jaar geen kandidaat zijn en niet gestopt zijn.",
        "personen",
        tiles=(tile("vrijwilligers op 31 december", shown[max(years)].total),),
        charts=_through_the_years(moves),
    )
    callable_people = Figure(
        "F02",
        "Waarvan oproepbaar",
        "Ervaringsdragers die op de laatste dag van het jaar gevraagd kunnen worden, en wie nu niet. "
        "Waarom iemand nu niet oproepbaar is, staat in geen enkel cijfer.",
        "personen",
        tables=(split("Oproepbaar of nu niet oproepbaar", "Wie", LABELS, shown),),
    )
    kinds = Figure(
        "F03",
        "Eigen ervaring of naaste",
        "Dezelfde ervaringsdragers, naar de ervaring die ze zelf opgaven. Verder splitsen we dit nooit.",
        "personen",
        tables=(split("Eigen ervaring of naaste", "Ervaring", dict(ExperienceKind.choices), pools),),
    )
    return total, callable_people, kinds


def _through_the_years(moves: Moves) -> tuple[Chart, ...]:
    """The line of 7.3, from the first year in which anybody was there; one year alone is no line."""
    totals = {year: moves[year].pool.total for year in sorted(moves)}
    first = next((year for year, total in totals.items() if total != 0), None)
    there = {year: as_cell(total) for year, total in totals.items() if first and year >= first}
    if len(there) < 2:
        return ()
    return (
        Chart(
            "line",
            "Vrijwilligers door de jaren",
            f"Een punt per jaar, van {min(there)} tot {max(there)}.",
            tuple(map(str, there)),
            (Series("vrijwilligers", tuple(there.values())),),
            axis="Jaar",
        ),
    )
