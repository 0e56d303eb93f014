"""Rows of the table of access for who is away, who stands in, and who helps calling (Q13, Q43)."""

from oev.accounts.models import Absence, Office
from tests.house.access_row import OWNER, A, C, Row, V
from tests.house.world import World, days
from volunteers.models import CallTask


def coordinators(world: World) -> tuple[Office, Office]:
    """Offices of two coordinators who are there."""
    tom = world.cast.users["tom"]
    return (
        Office.objects.get(user=world.cast.users["dora"]),
        Office.objects.create(user=tom, kind="coordinator", from_on=days(-90)),
    )


def absences(world: World) -> tuple[Absence, Absence]:
    """Victor is away twice; first Els stands in, then Jan."""
    office = Office.objects.get(user=world.cast.users["victor"])
    els, jan = (world.cast.users[name] for name in ("els", "jan"))
    return (
        Absence.objects.create(office=office, stand_in=els, from_on=days(5), until_on=days(9)),
        Absence.objects.create(office=office, stand_in=jan, from_on=days(50)),
    )


def els_is_away(world: World) -> None:
    """Els holds an office too and is away from it; Jan stands in."""
    office = Office.objects.create(user=world.cast.users["els"], kind="representative", from_on=days(-90))
    Absence.objects.create(office=office, stand_in=world.cast.users["jan"], from_on=days(-2))


def calls_for(office: str):
    """Somebody to call, by this office."""

    def made(world: World) -> tuple[CallTask, CallTask]:
        return world.pair(
            lambda w, who: CallTask.objects.create(
                volunteer=who, kind="stay_in_touch", for_office=office, due_on=days(-1)
            )
        )

    return made


COVER = [
    Row("waarneming/", get=C | V),
    Row("waarneming/terug/", public=True, post=frozenset({"els"}), before=els_is_away),
    Row(
        "waarneming/voor/<int:pk>/", get=C | V, post=C | V, of=coordinators,
        data=lambda w: {"stand_in": w.cast.users["victor"].pk, "from_on": days(2).isoformat()},
    ),
    Row("waarneming/voor/<int:pk>/dagen/", get=C, post=C, of=coordinators, data={"weekdays": ["0", "3"]}),
    Row(
        "waarneming/<int:pk>/", get=C | V, post=C | V, of=absences,
        data=lambda w: {
            "stand_in": w.cast.users["mia"].pk, "from_on": days(20).isoformat(), "until_on": days(25).isoformat()
        },
    ),
    Row("waarneming/<int:pk>/einde/", post=C | V | A | OWNER, of=absences),
    Row("oproepen/", get=C, before=calls_for("representative")),
    Row("oproepen/<int:pk>/overnemen/", post=C, of=calls_for("representative")),
    Row("oproepen/<int:pk>/teruggeven/", post=C, of=calls_for("coordinator")),
]  # fmt: skip
