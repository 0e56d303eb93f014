"""A harder period and a pause: at once, without a reason, and gently back (A04-A06, Q10-Q12, Q41)."""

import datetime as dt

import pytest

from oev.clock import BRUSSELS
from oev.errors import Refused
from oev.outbox.models import Outgoing
from tests.cast import attend
from volunteers import services
from volunteers.kinds import Channel, Role
from volunteers.models import CallTask, RoleHolding, StandingSpan
from volunteers.spans import rebuild_spans
from volunteers.states import RestKind


def at(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=BRUSSELS)


def day(text):
    return dt.date.fromisoformat(text)


def status(person, on):
    return StandingSpan.objects.on(day(on)).get(volunteer=person).status


@pytest.fixture
def bart(cast, clock):
    """Bart of A04: trekker and guide, with a task for the newsletter."""
    bart = cast.volunteers["bart"]
    for role in (Role.ORGANISER, Role.NEWSLETTER):
        RoleHolding.objects.create(volunteer=bart, role=role, from_on=day("2025-06-01"))
    attend(bart, day("2026-05-12"))
    rebuild_spans(bart.pk)
    clock.move_to(at("2026-05-12T20:15"))
    return bart


def test_return_needs_three_records_and_gives_roles_back_one_by_one(cast, clock, bart, actor_of):
    laila, victor = actor_of(cast.laila, "coordinator"), actor_of(cast.victor, "representative")
    services.put_to_rest(by=victor, volunteer=bart, kind=RestKind.SLEEP, from_on=day("2026-05-12"))
    clock.move_to(at("2026-06-09T09:00"))
    attend(bart, day("2026-06-02"))
    services.record_contact(by=laila, volunteer=bart, on=day("2026-06-04"), channel=Channel.PHONE)
    with pytest.raises(Refused) as refusal:
        services.confirm_return(by=laila, volunteer=bart, on=day("2026-06-09"))
    assert str(refusal.value) == "Nog nodig: samen bespreken met de vertegenwoordiger."
    services.agree_to_return(by=victor, volunteer=bart, on=day("2026-06-08"))
    with pytest.raises(Refused):
        services.confirm_return(by=actor_of(bart.user, "volunteer"), volunteer=bart, on=day("2026-06-09"))
    services.confirm_return(by=laila, volunteer=bart, on=day("2026-06-09"), max_per_month=2)
    assert (status(bart, "2026-06-08"), status(bart, "2026-06-09")) == ("sleeping", "active")
    held = RoleHolding.objects.filter(volunteer=bart)
    assert [one.role for one in held.held_on(day("2026-06-09"))] == ["newsletter"]
    for holding in held.exclude(offered_back_at=None):
        services.accept_role_back(by=actor_of(bart.user, "volunteer"), holding=holding)
    assert [one.role for one in held.held_on(day("2026-06-09"))] == ["newsletter", "organiser", "talks"]
    assert not CallTask.objects.filter(volunteer=bart, done_on=None).exists()
    assert Outgoing.objects.filter(code="rest").count() == 1
