"""People: F01, F02 and F09."""

from reporting.figures.shapes import Years, side_by_side, single, tile
from reporting.report import Figure
from reporting.suppression import Table, protect

LABELS = {"callable": "oproepbaar", "other": "nu niet oproepbaar"}


def volunteers(years: Years) -> tuple[Figure, Figure]:
    """F01 and F02 share one protection, so that neither gives the other away; never split further (7.1 rule 4)."""
    shown = {
        year: protect(Table.line({"callable": found.callable_people, "other": found.other_people}))
        for year, found in years.items()
    }
    last = max(years)
    total = Figure(
        "F01",
        "Vrijwilligers op 31 december",
        "Ervaringsdragers die op de laatste dag van het jaar geen kandidaat zijn en niet gestopt zijn.",
        "personen",
        tiles=(tile("vrijwilligers op 31 december", shown[last].total),),
    )
    split = Figure(
        "F02",
        "Waarvan oproepbaar",
        "Ervaringsdragers die op de laatste dag van het jaar gevraagd kunnen worden, en wie nu niet. "
        "Waarom iemand nu niet oproepbaar is, staat in geen enkel cijfer.",
        "personen",
        tables=(
            side_by_side(
                "Oproepbaar of nu niet oproepbaar",
                "Wie",
                LABELS,
                {year: table.by_row() for year, table in shown.items()},
                {year: table.total for year, table in shown.items()},
            ),
        ),
    )
    return total, split


def intervision(years: Years) -> Figure:
    """F09."""
    columns = {year: {"n": single(found.attendances)} for year, found in years.items()}
    return Figure(
        "F09",
        "Deelnames aan intervisie",
        "Aanwezigheden op intervisies die dit jaar plaatsvonden. Wie twee keer komt, telt twee keer.",
        "deelnames",
        tables=(side_by_side("Deelnames aan intervisie", "Wat", {"n": "aanwezigheden"}, columns),),
    )
