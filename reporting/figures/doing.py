"""What people of the pool do: F07, F08 and F09."""

from reporting.figures.shapes import Years, one_row, side_by_side, single, split
from reporting.report import Figure
from reporting.suppression import Table as Counts
from reporting.suppression import protect
from volunteers.kinds import Role, SessionKind

ROLES = dict(Role.choices)
SESSIONS = dict(SessionKind.choices)


def roles(years: Years) -> Figure:
    """F07."""
    shown = {year: protect(Counts.line({role: found.roles[role] for role in ROLES})) for year, found in years.items()}
    return Figure(
        "F07",
        "Rollen op 31 december",
        "Rollen die op de laatste dag van het jaar iemand hebben. Wie twee rollen heeft, telt twee keer.",
        "rollen",
        tables=(split("Rollen", "Rol", ROLES, shown),),
    )


def sessions(years: Years) -> Figure:
    """F08: sessions are no people, so nothing is hidden."""
    return Figure(
        "F08",
        "Intervisies",
        "Intervisies die dit jaar doorgingen: bij ons, of bij een partner.",
        "intervisies",
        tables=(
            side_by_side(
                "Intervisies",
                "Soort",
                SESSIONS,
                {year: {kind: found.sessions[kind] for kind in SESSIONS} for year, found in years.items()},
                {year: found.sessions.total() for year, found in years.items()},
            ),
        ),
    )


def intervision(years: Years) -> Figure:
    """F09."""
    shown = {year: single(found.attendances) for year, found in years.items()}
    return Figure(
        "F09",
        "Deelnames aan intervisie",
        "Aanwezigheden op intervisies die dit jaar plaatsvonden. Wie twee keer komt, telt twee keer.",
        "deelnames",
        tables=(one_row("Deelnames aan intervisie", "aanwezigheden", shown),),
    )
