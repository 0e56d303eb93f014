"""A small report of invented numbers, each of them different, so that a number that went astray is seen."""

from datetime import date
from decimal import Decimal

from reporting.report import Cell, Chart, Figure, Report, Section, Series, Table, Tile, as_cell, cells
from reporting.suppression import NOT_SHOWN, Hidden

SMALL = Hidden(5)
MONTHS = tuple("jan feb mrt apr mei jun jul aug sep okt nov dec".split())
KINDS = ("Ziekenhuis", "Sociale dienst", "CAW", "Huisarts")


def per_month() -> Chart:
    hospital = Series("Ziekenhuis", cells(*range(101, 113)))
    social = Series("Sociale dienst", cells(*range(121, 128), SMALL, *range(129, 133)))
    return Chart("stacked", "Aanmeldingen per maand", "Elke maand een stapel.", MONTHS, (hospital, social), "Maand")


def per_year() -> Chart:
    values = cells(211, SMALL, 223, 229, 1233)
    return Chart(
        "line",
        "Vrijwilligers per jaar",
        "De lijn stijgt.",
        ("2022", "2023", "2024", "2025", "2026"),
        (Series("Vrijwilligers", values),),
        "Jaar",
    )


def by_kind() -> Chart:
    names = ("Aan het bed in het ziekenhuis", "Op een andere plaats", "Telefoon", "Online")
    talks = Series("Gesprekken", cells(541, 547, SMALL, 557))
    return Chart("bar", "Gesprekken naar kanaal", "Vooral aan het bed.", names, (talks,), "Kanaal")


def sample_report(*, copies: int = 1, words: str = "Vrijwilligers") -> Report:
    """`words` takes the place of a title and of a row's name: for words that try to be more than words."""
    people = Section(
        "mensen",
        "Mensen",
        "Wie er is.",
        (
            Figure(
                "F01",
                words,
                "Wie op 31 december vrijwilliger is.",
                "personen",
                tiles=(Tile("vrijwilligers op 31 december", Cell(5200)), Tile("naaste", as_cell(SMALL))),
                tables=(Table(words, (words, "Aantal"), (cells(words, 307), cells("Anderen", 311))),),
                charts=(per_year(),),
                notes=("De groep van Retie startte in maart.",),
                registration_rate=Cell(96, "%"),
            ),
        ),
    )
    by_referrer = Table(
        "Aanmeldingen naar soort aanmelder",
        ("Soort", "2025", "2026"),
        tuple(cells(kind, 401 + place, SMALL if place == 3 else 431 + place) for place, kind in enumerate(KINDS)),
        cells("Samen", 1601, NOT_SHOWN),
    )
    talks = Section(
        "gesprekken",
        "Aanmeldingen en gesprekken",
        "",
        (
            Figure("F22", "Aanmeldingen", "Binnen in het jaar.", "aanmeldingen", charts=(per_month(),)),
            Figure("F23", "Naar soort aanmelder", "F22 naar soort.", "aanmeldingen", tables=(by_referrer,)),
            Figure(
                "F26",
                "Wachttijd",
                "Van aanmelding tot eerste ja.",
                "uren",
                tiles=(Tile("mediaan", Cell(Decimal("7.5"), "uur")),),
            ),
            Figure("F29", "Individuele gesprekken", "Gesprekken.", "gesprekken", charts=(by_kind(),)),
        ),
    )
    return Report(2026, "Voorlopige versie", date(2027, 2, 3), "OEV Kempen", (people, talks) * copies)
