"""Aanmeldingen and talks: F22, F23, F26, F29 and F35."""

from partners.states import SiteKind
from referrals.states import TalkChannel
from reporting.figures.shapes import Years, hours, months_chart, one_row, single, split, tile
from reporting.report import Cell, Figure, Table
from reporting.suppression import FEWEST_EVENTS, ProtectedTable, protect
from reporting.suppression import Table as Counts

KINDS = dict(SiteKind.choices)
CHANNELS = dict(TalkChannel.choices)


def referrals(years: Years) -> tuple[Figure, Figure]:
    """F22 and F23 come from one protected table of months by kind, so that no total gives a part away."""
    shown = {year: _by_month_and_kind(years, year) for year in years}
    last = max(years)
    months = {int(month): value for month, value in shown[last].by_row().items()}
    total = Figure(
        "F22",
        "Aanmeldingen",
        "Aanmeldingen die dit jaar ontvangen werden, ook wie zich later bedacht.",
        "aanmeldingen",
        tiles=(tile("aanmeldingen", shown[last].total),),
        charts=(months_chart("Aanmeldingen per maand", months, "Aanmeldingen"),) if months else (),
    )
    kinds = Figure(
        "F23",
        "Aanmeldingen naar soort aanmelder",
        "Dezelfde aanmeldingen, naar de soort plaats die aanmeldde.",
        "aanmeldingen",
        tables=(split("Naar soort aanmelder", "Soort", KINDS, shown, columns=True),),
    )
    return total, kinds


def _by_month_and_kind(years: Years, year: int) -> ProtectedTable:
    counts = years[year].referrals
    return protect(Counts.grid({str(month): {kind: counts[month, kind] for kind in KINDS} for month in range(1, 13)}))


def waiting(years: Years) -> Figure:
    """F26: only over enough aanmeldingen."""
    ordered = sorted(years)
    rows = (
        (Cell("helft binnen"), *(hours(years[y].wait_median_hours, years[y].waits, FEWEST_EVENTS) for y in ordered)),
        (Cell("negen op tien binnen"), *(hours(years[y].wait_p90_hours, years[y].waits, 20) for y in ordered)),
    )
    return Figure(
        "F26",
        "Wachttijd",
        "Van de ontvangst van een aanmelding tot de eerste ervaringsdrager ja zegt: mediaan en 90e percentiel.",
        "uren",
        tables=(Table("Wachttijd", ("Wachttijd", *map(str, ordered)), rows),),
    )


def conversations(years: Years) -> Figure:
    """F29."""
    last = max(years)
    shown = {year: protect(Counts.line({k: found.talks[k] for k in CHANNELS})) for year, found in years.items()}
    months = protect(Counts.line({str(m): years[last].talks_by_month[m] for m in range(1, 13)})).by_row()
    return Figure(
        "F29",
        "Individuele gesprekken",
        "Gesprekken die dit jaar plaatsvonden, naar de manier waarop.",
        "gesprekken",
        tiles=(tile("individuele gesprekken", shown[last].total),),
        tables=(split("Gesprekken naar manier", "Manier", CHANNELS, shown),),
        charts=(months_chart("Gesprekken per maand", {int(m): v for m, v in months.items()}, "Gesprekken"),)
        if months
        else (),
    )


def support(years: Years) -> Figure:
    """F35."""
    return Figure(
        "F35",
        "Vraag om ondersteuning",
        "Hoe vaak een ervaringsdrager dit jaar zelf om ondersteuning vroeg. Waarover het ging, houden we niet bij.",
        "vragen",
        tables=(one_row("Vraag om ondersteuning", "vragen", {y: single(found.support) for y, found in years.items()}),),
    )
