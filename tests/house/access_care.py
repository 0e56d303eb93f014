"""Rows around standing and care: the talk of three, asking for a call, self-help groups, the plan, one tap."""

from typing import Any

from oev.search import search_form
from partners.models import Partner
from tests.cast import attend
from tests.house.access_row import EVERYBODY, OWNER, C, E, Row, V
from tests.house.world import World, days, new_person, rest
from volunteers.kinds import BridgePurpose
from volunteers.links import sign_up_token
from volunteers.models import BridgeContact, Postponement, RecoveryPlanCheck, ReturnTalk, Volunteer
from volunteers.spans import rebuild_spans

Pair = tuple[Any, Any]


def people(world: World) -> Pair:
    """Els and Jan."""
    return world.people


def gone(world: World) -> tuple[Volunteer, Volunteer]:
    """Two people who stopped."""
    return new_person(world, "Kim", state="stopped"), new_person(world, "Lou", state="stopped")


def hesitation(world: World) -> None:
    """Both have a harder period and came to an intervisie since; the agreement is missing."""
    for who in world.people:
        rest(world, who, "sleep", days(-40))
        attend(who, days(-20))
        rebuild_spans(who.pk)


def _talk(world: World, who: Volunteer) -> ReturnTalk:
    kept = rest(world, who, "sleep", days(-40))
    return ReturnTalk.objects.create(volunteer=who, rest=kept, starts_at=days_at(-1), place="Turnhout")


def days_at(number: int) -> Any:
    """Ten o'clock, that many days from today."""
    from datetime import time

    from oev import clock

    return clock.local(days(number), time(10))


def talks(world: World) -> Pair:
    """A talk of three of yesterday with each."""
    return world.pair(_talk)


def group(world: World) -> Partner:
    """A self-help group."""
    name = "Praatgroep Noord"
    return Partner.objects.get_or_create(name=name, kind="self_help", search_name=search_form(name))[0]


def contacts(world: World) -> Pair:
    """Two contacts with it."""
    return tuple(
        BridgeContact.objects.create(partner=group(world), on_day=days(-number), purpose=BridgePurpose.TOGETHER)
        for number in (1, 2)
    )


def postponements(world: World) -> Pair:
    """Two decisions."""
    return tuple(Postponement.objects.create(decided_on=days(-1), until_on=days(number)) for number in (30, 60))


def plans(world: World) -> Pair:
    """The plan of each was talked about."""
    return world.pair(lambda w, who: RecoveryPlanCheck.objects.create(volunteer=who, on_day=days(-9)))


def taps(world: World) -> Pair:
    """The address in a letter to each."""
    return world.pair(lambda w, who: sign_up_token(w.sessions["coming"].pk, who.pk))


CARE = [
    Row("ik/praten/", get=E, post=E, data={"wish": "today"}),
    Row("ik/napraten/", post=E, data={"office": "coordinator"}),
    Row("ik/steun/", post=E),
    Row("ik/wissen/", get=E, post=E),
    Row("mensen/<int:pk>/vraagt-wissen/", get=C | V | OWNER, post=C | V | OWNER, of=people),
    Row("mensen/<int:pk>/wissen/", get=C, post=C, of=gone),
    Row("ik/samen/", post=E, before=hesitation),
    Row("mensen/<int:pk>/samen/", post=C | V | OWNER, of=people, before=hesitation),
    Row(
        "samen/<int:pk>/", get=C | V, post=C | V, of=talks,
        data={"day": "2026-03-20", "hour": "10:00", "place": "Turnhout"},
    ),
    Row("samen/<int:pk>/klaar/", post=C | V, of=talks, data={"answer": "go_on"}),
    Row(
        "zelfhulp/", get=C | V, post=C | V, before=group,
        data=lambda w: {"partner": group(w).pk, "on_day": "2026-03-06", "purpose": "together"},
    ),
    Row("intervisie/uitstel/", get=C, post=C, data={"until_on": "2026-06-01"}),
    Row("uitstel/<int:pk>/weg/", post=C, of=postponements),
    Row("zelfhulp/<int:pk>/weg/", post=C | V, of=contacts),
    Row("mensen/<int:pk>/plan/", get=C, post=C, of=people, data={"on": "2026-03-06", "again_on": "2026-09-06"}),
    Row("plannen/<int:pk>/weg/", post=C, of=plans),
    Row(
        "kom-je/<str:token>/", get=EVERYBODY, post=EVERYBODY, of=taps, data={"answer": "yes"}, public=True,
    ),
]  # fmt: skip
