"""Rows of tasks, roles, insurance, training, growth talks and counts (P09, P16-P20)."""

import datetime as dt
from typing import Any

from oev import clock
from tests.house.access_row import COLLEAGUE, EVERYBODY, OWNER, REFERRER, B, C, E, P, Row, V
from tests.house.world import World, days
from volunteers.links import training_token
from volunteers.models import (
    ActivityLog,
    GrowthTalk,
    InsurancePolicy,
    RoleRequest,
    TaskKind,
    Training,
    TrainingOffer,
    TrainingSession,
)

Pair = tuple[Any, Any]


def people(world: World) -> Pair:
    """Els and Jan."""
    return world.people


def newsletter(world: World) -> dict[str, Any]:
    """A task to tick."""
    return {"kinds": [TaskKind.objects.get_or_create(code="nieuwsbrief", defaults={"name": "Nieuwsbrief"})[0].pk]}


def policies(world: World) -> Pair:
    """The policy of the cast, twice: it is nobody's own."""
    policy = InsurancePolicy.objects.get()
    return policy, policy


def role_requests(world: World) -> Pair:
    """Victor asks a role for each."""
    return world.pair(lambda w, who: RoleRequest.objects.create(volunteer=who, role="leader"))


def growth_talks(world: World) -> Pair:
    """One of each, held by the vertegenwoordiger."""
    return world.pair(
        lambda w, who: GrowthTalk.objects.create(
            volunteer=who, on_day=days(-300), next_on=days(65), hat="representative"
        )
    )


def activity_logs(world: World) -> Pair:
    """Two phone contacts."""
    return world.pair(lambda w, who: ActivityLog.objects.create(kind="phone", on_day=days(-3)))


def _moment(world: World, day: int, **more: Any) -> TrainingSession:
    training, _ = Training.objects.get_or_create(title="Basisopleiding", defaults={"kind": "basic"})
    starts_at = clock.local(days(day), dt.time(19, 30))
    return TrainingSession.objects.create(training=training, starts_at=starts_at, place="Turnhout", **more)


def moments(world: World) -> Pair:
    """Two that are still to come."""
    return _moment(world, 10), _moment(world, 20)


def held_moments(world: World) -> Pair:
    """Two of which the list is open."""
    return _moment(world, -5), _moment(world, -6)


def closed_moments(world: World) -> Pair:
    """Two of which the list is closed."""
    return tuple(_moment(world, day, closed_at=clock.now()) for day in (-5, -6))


def taps(world: World) -> Pair:
    """The address in a letter to each."""
    session = _moment(world, 10)
    return world.pair(lambda w, who: training_token(session.pk, who.pk))


def offers(world: World) -> Pair:
    """What the hospital and the social service propose."""
    made = (
        TrainingOffer.objects.create(
            partner=world.contact(name).partner, title="Luisteren", starts_at=clock.local(days(30), dt.time(14)),
            place="Leslokaal 2", offered_by=world.cast.users[name],
        )
        for name in ("nora", "piet")
    )  # fmt: skip
    return tuple(made)


OFFER = {"title": "Luisteren", "day": "2026-04-20", "hour": "14:00", "place": "Leslokaal 2", "theme": "ethics"}


def moment_data(world: World) -> dict[str, Any]:
    """A moment to plan."""
    training, _ = Training.objects.get_or_create(title="Basisopleiding", defaults={"kind": "basic"})
    return {
        "training": training.pk, "day": "2026-04-20", "hour": "19:30", "minutes": "180", "mode": "on_site",
        "place": "Turnhout",
    }  # fmt: skip


ROWS = [
    Row("ik/taken/", get=E, post=E, data=newsletter),
    Row("mensen/<int:pk>/taken/", get=C | V | OWNER, post=C | V | OWNER, of=people, data=newsletter),
    Row("verzekeringen/", get=C | V | E | B),
    Row("verzekeringen/<int:pk>/verlengen/", get=C, post=C, of=policies, data={"until_on": "2027-12-31"}),
    Row("mensen/<int:pk>/rol-vragen/", get=V, post=V, of=people, data={"role": "leader"}),
    Row("rollen/gevraagd/<int:pk>/weg/", post=C | V, of=role_requests),
    Row("wie-doet-wat/", get=C | V),
    Row("vliegende-ploeg/", get=C | V),
    Row("vorming/", get=C | V | E),
    Row("vorming/nieuw/", get=C, post=C, data=moment_data),
    Row("vorming/<int:pk>/", get=C | V | E, of=moments),
    Row("vorming/<int:pk>/wijzigen/", get=C, post=C, of=moments, data=moment_data),
    Row("vorming/<int:pk>/uitnodigen/", get=C, post=C, of=moments),
    Row(
        "vorming/<int:pk>/antwoord/", post=C | V | E, of=moments,
        data=lambda w: {"answer": "yes", "volunteer": w.cast.volunteers["mia"].pk},
    ),
    Row("vorming/<int:pk>/afgelasten/", get=C, post=C, of=moments),
    Row(
        "vorming/<int:pk>/lijst/", get=C, post=C, of=held_moments,
        data=lambda w: {f"p{w.people[0].pk}": "attended"},
    ),
    Row("vorming/<int:pk>/lijst/open/", post=C, of=closed_moments),
    Row("mensen/<int:pk>/groeigesprek/", get=C | V, post=C | V, of=people, data={"on": "2026-03-06", "kind": "growth"}),
    Row("groeigesprek/<int:pk>/later/", post=C | V, of=growth_talks),
    Row("groeigesprek/<int:pk>/weg/", post=C | V | OWNER, of=growth_talks),
    Row("tellingen/", get=C | V, post=C | V, data={"kind": "phone", "on": "2026-03-06", "number": "2"}),
    Row("tellingen/<int:pk>/weg/", post=C | V, of=activity_logs),
    Row("vorming/voorstellen/", get=P),
    Row("vorming/voorstellen/nieuw/", get=P, post=P, data=OFFER),
    Row("vorming/voorstellen/<int:pk>/aanbod/", post=C, of=offers),
    Row("vorming/voorstellen/<int:pk>/nu-niet/", post=C, of=offers),
    Row("vorming/voorstellen/<int:pk>/weg/", post=REFERRER | COLLEAGUE, of=offers),
    Row("ik/graag-leren/", get=E, post=E, data={"add": "ethics"}),
    Row("mensen/<int:pk>/graag-leren/", get=OWNER, post=OWNER, of=people, data={"add": "ethics"}),
    Row(
        "vorming/kom-je/<str:token>/", get=EVERYBODY, post=EVERYBODY, of=taps, data={"answer": "yes"}, public=True,
    ),
]  # fmt: skip
