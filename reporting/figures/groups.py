"""Contact groups: F13, F15 and F16."""

from collections import Counter

from reporting.figures.shapes import Years, months_chart, rate, side_by_side, split, tile
from reporting.report import Cell, Figure, Table, as_cell
from reporting.suppression import Table as Counts
from reporting.suppression import protect

MODES = {"on_site": "ter plaatse", "online": "online"}
HEADS = {"own": "eigen ervaring", "context": "naasten", "professionals": "professionals"}


def active_groups(years: Years) -> Figure:
    """F13: how many, and where; groups are no people, so nothing is hidden."""
    last = max(years)
    towns = Counter(town or "online" for _, town in years[last].groups)
    rows = tuple((Cell(town), as_cell(count)) for town, count in sorted(towns.items()))
    count = len(years[last].groups)
    return Figure(
        "F13",
        "Actieve contactgroepen op 31 december",
        "Groepen die op de laatste dag van het jaar actief zijn, met hun gemeente. "
        "Een onlinereeks hoort bij geen gemeente.",
        "groepen",
        tiles=(tile("actieve contactgroepen", count),),
        tables=(Table("Groepen per gemeente", ("Gemeente", "Groepen"), rows, (Cell("Totaal"), as_cell(count))),),
    )


def meetings(years: Years) -> Figure:
    """F15."""
    columns = {
        year: {**{f"held {mode}": found.held[mode] for mode in MODES}, "cancelled": found.cancelled.total()}
        for year, found in years.items()
    }
    labels = {**{f"held {mode}": f"doorgegaan, {words}" for mode, words in MODES.items()}, "cancelled": "afgelast"}
    return Figure(
        "F15",
        "Bijeenkomsten",
        "Bijeenkomsten van contactgroepen die dit jaar doorgingen, en die afgelast werden.",
        "bijeenkomsten",
        tables=(side_by_side("Bijeenkomsten", "Wat", labels, columns),),
    )


def participations(years: Years) -> Figure:
    """F16, with the registratiegraad beside it (7.1 rule 6)."""
    last = max(years)
    by_kind = {year: protect(Counts.line({k: found.heads[k] for k in HEADS})) for year, found in years.items()}
    months = protect(Counts.line({str(month): years[last].heads_by_month[month] for month in range(1, 13)})).by_row()
    by_month = {int(month): value for month, value in months.items()}
    table = split("Deelnames naar wie kwam", "Wie", HEADS, by_kind)
    return Figure(
        "F16",
        "Deelnames",
        "Hoeveel mensen er waren, opgeteld over alle bijeenkomsten. We tellen deelnames en geen personen.",
        "deelnames",
        tiles=(tile("deelnames", by_kind[last].total),),
        tables=(table,),
        charts=(months_chart("Deelnames per maand", by_month, "Deelnames"),),
        registration_rate=rate(years[last].registered, years[last].held.total()),
    )
