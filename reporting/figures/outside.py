"""Outwards: F36, F37 and F38, from the tellingen; nobody is named there, so nothing is hidden (7.2)."""

from reporting.figures.shapes import Years, one_row, side_by_side
from reporting.report import Figure
from volunteers.kinds import ActivityKind

GIVEN = {
    ActivityKind.LECTURE: "lezingen",
    ActivityKind.WORKSHOP: "workshops",
    ActivityKind.TESTIMONY: "getuigenissen",
}


def contacts_by_phone(years: Years) -> Figure:
    """F36: a telling of contacts, not of people."""
    values = {year: found.took_part[ActivityKind.PHONE] for year, found in years.items()}
    return Figure(
        "F36",
        "Telefonische contacten",
        "Telefonische contacten die de coördinator of de vertegenwoordiger telde, zonder naam.",
        "contacten",
        tables=(one_row("Telefonische contacten", "contacten", values),),
    )


def policy_meetings(years: Years) -> Figure:
    """F37."""
    values = {year: found.took_part[ActivityKind.POLICY] for year, found in years.items()}
    return Figure(
        "F37",
        "Beleidsvergaderingen",
        "Hoe vaak een ervaringsdrager deelnam aan een beleidsvergadering.",
        "deelnames",
        tables=(one_row("Beleidsvergaderingen", "deelnames van ervaringsdragers", values),),
    )


def activities(years: Years) -> Figure:
    """F38: how often, and an estimate of how many people were there."""
    said = {"": dict(GIVEN), "reached ": {kind: f"bereikt met {words} (schatting)" for kind, words in GIVEN.items()}}
    labels = {before + kind: words for before, kinds in said.items() for kind, words in kinds.items()}
    columns = {
        year: {
            **{kind: found.activities[kind] for kind in GIVEN},
            **{f"reached {kind}": found.reached[kind] for kind in GIVEN},
        }
        for year, found in years.items()
    }
    return Figure(
        "F38",
        "Lezingen, workshops en getuigenissen",
        "Hoe vaak we dit jaar een lezing, workshop of getuigenis gaven, en hoeveel mensen er ongeveer waren.",
        "activiteiten en personen",
        tables=(side_by_side("Lezingen, workshops en getuigenissen", "Wat", labels, columns),),
    )
