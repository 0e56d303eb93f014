"""Rows of groups, meetings and turns (P36-P41)."""

from typing import Any

from contactgroups.models import GroupRole, GroupRoleRequest, Meeting
from contactgroups.services import cancel_meeting, propose_turns
from contactgroups.states import GroupState
from oev import clock
from tests.house.access_row import EVERYBODY, OWNER, C, E, Row, V
from tests.house.world import EVENING, World, days, turn_question
from volunteers.models import TaskHolding, TaskKind

Pair = tuple[Any, Any]


def groups(world: World) -> Pair:
    """The group that Els draws and that of Jan."""
    return world.groups


def meeting_on(number: int) -> Any:
    """The meeting of each group that many days from today."""
    moment = clock.local(days(number), EVENING)
    return lambda world: tuple(Meeting.objects.get(group=one, starts_at=moment) for one in world.groups)


def cancelled(world: World) -> Pair:
    """A meeting of each group that was called off."""
    both = meeting_on(17)(world)
    for one in both:
        cancel_meeting(by=world.actor("laila"), meeting=one, text="Deze week niet.")
    return both


def turn_on(number: int) -> Any:
    """The turn of each group that many days from today; Els and Jan lead in the third week, nobody in the second."""
    return lambda world: tuple(one.turn for one in meeting_on(number)(world))


def own_roles(world: World) -> Pair:
    """Els and Jan are trekker."""
    return world.pair(lambda w, who: GroupRole.objects.get(volunteer=who, kind="organiser"))


def roles_in_reserve(world: World) -> Pair:
    """Their roles are kept for them, and both are callable again (Q12)."""
    GroupRole.objects.filter(pk__in=[one.pk for one in own_roles(world)]).update(reserve_since=days(-30))
    return own_roles(world)


def questions(world: World) -> Pair:
    """A question to each about the turn that nobody has."""
    return world.pair(turn_question)


def role_requests(world: World) -> Pair:
    """Els and Jan propose Mia as lezer of their group."""
    mia = world.cast.volunteers["mia"]
    return tuple(GroupRoleRequest.objects.create(group=one, volunteer=mia, kind="reader") for one in world.groups)


def role_questions(world: World) -> Pair:
    """Els and Jan are asked to be lezer of their group."""
    both = zip(world.groups, world.people, strict=True)
    return tuple(
        GroupRoleRequest.objects.create(group=one, volunteer=who, kind="reader", passed_at=clock.now())
        for one, who in both
    )


def tasks(world: World) -> Pair:
    """Els and Jan make coffee."""
    kind, _ = TaskKind.objects.get_or_create(code="koffie", defaults={"name": "Koffie"})
    return world.pair(lambda w, who: TaskHolding.objects.create(volunteer=who, kind=kind, from_on=days(-9)))


def task_data(world: World) -> dict[str, Any]:
    """Their coffee is for the group of Els."""
    return {f"task{one.pk}": world.groups[0].pk for one in TaskHolding.objects.filter(kind__code="koffie")}


def proposed(world: World) -> None:
    """Drafts that wait for 'Publiceer'."""
    for one in world.groups:
        propose_turns(by=world.actor("laila"), group=one)


def to_break(world: World) -> Pair:
    """Both groups can take a break."""
    return tuple({"pk": one.pk, "step": GroupState.ON_BREAK.value} for one in world.groups)


GROUP = {"name": "Groep Nieuw", "mode": "on_site", "place": "Zaal 2"}
GROUPS = [
    Row("groepen/", public=True, get=EVERYBODY),
    Row("groepen/<int:pk>/", public=True, get=EVERYBODY, of=groups),
    Row(
        "groepen/nieuw/", get=C, post=C,
        data=lambda w: GROUP | {
            "contact": w.people[0].pk, "agreement": w.agreements[1].pk, "municipality": w.cast.towns["Geel"].pk,
        },
    ),
    Row("groepen/<int:pk>/gegevens/", get=C, post=C, of=groups, data=GROUP),
    Row(
        "groepen/<int:pk>/vaste-dag/", get=C, post=C, of=groups,
        data={"weekday": "2", "starts_at": "20:00", "minutes": "90", "from_on": "2026-05-06"},
    ),
    Row(
        "groepen/<int:pk>/stap/<slug:step>/", get=C | OWNER, post=C | OWNER, of=to_break,
        data={"break_until": "2026-04-30", "agreed_together": "on"},
    ),
    Row(
        "groepen/<int:pk>/rol/", get=C | V, post=C | V, of=groups,
        data=lambda w: {"volunteer": w.cast.volunteers["rita"].pk, "kind": "reader", "from_on": "2026-03-07"},
    ),
    Row("groepsrollen/<int:pk>/einde/", get=C | OWNER, post=C | OWNER, of=own_roles, data={"on": "2026-03-20"}),
    Row("groepsrollen/<int:pk>/weer/", post=OWNER, of=roles_in_reserve),
    Row(
        "groepen/<int:pk>/rol-voorstellen/", get=OWNER, post=OWNER, of=groups,
        data=lambda w: {"who": w.cast.volunteers["mia"].pk, "kind": "reader"},
    ),
    Row("groepsrollen/gevraagd/<int:pk>/", get=C | V | OWNER, post=C | V | OWNER, of=role_questions,
        data={"answer": "yes"}),
    Row("groepsrollen/gevraagd/<int:pk>/vragen/", post=C | V, of=role_requests),
    Row("groepsrollen/gevraagd/<int:pk>/weg/", post=C | V | OWNER, of=role_requests),
    Row("groepen/taken/", get=E, post=E, before=tasks, data=task_data),
    Row("groepen/taken/<int:pk>/", get=C | V | OWNER, post=C | V | OWNER, of=lambda w: w.people, before=tasks,
        data=task_data),
    Row("groepen/<int:pk>/beurtrol/", get=C | V | OWNER, of=groups),
    Row("groepen/<int:pk>/beurtrol/voorstel/", post=C | V | OWNER, of=groups),
    Row("groepen/<int:pk>/beurtrol/publiceer/", post=C | V | OWNER, of=groups, before=proposed),
    Row("groepen/<int:pk>/beurtrol/leeg/", post=C | V | OWNER, of=groups, before=proposed),
    Row("beurtrollen/", get=C | V),
    Row("mijn-groepen/", get=E),
    Row(
        "bijeenkomsten/<int:pk>/invullen/", get=C | OWNER, post=C | OWNER, of=meeting_on(-4),
        data={"own_experience": "4", "context": "1", "professionals": "0"},
    ),
    Row(
        "bijeenkomsten/<int:pk>/deze-week-niet/", get=C | OWNER, post=C | OWNER, of=meeting_on(3),
        data={"text": "Deze week niet."},
    ),
    Row("bijeenkomsten/<int:pk>/toch-wel/", post=C | OWNER, of=cancelled),
    Row(
        "beurten/<int:pk>/vragen/", get=C | V | OWNER, post=C | V | OWNER, of=turn_on(10),
        data=lambda w: {"act": "ask", "who": w.cast.volunteers["bart"].pk},
    ),
    Row("beurten/<int:pk>/nemen/", post=OWNER, of=turn_on(10)),
    Row("beurten/<int:pk>/doorgeven/", get=OWNER, post=OWNER, of=turn_on(17)),
    Row("beurtvragen/<int:pk>/", post=OWNER, of=questions, data={"answer": "yes"}),
    Row(
        "beurt/<str:secret>/", public=True, get=EVERYBODY, post=EVERYBODY, post_is=(200,), says="Dank je",
        of=lambda w: tuple(one.secret for one in questions(w)), data={"answer": "yes"},
    ),
]  # fmt: skip
