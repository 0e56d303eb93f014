"""Who may be asked: each condition by itself, and all of them in one query (3.1)."""

import pytest

from tests.volunteers.scene import at, day, last_seen
from volunteers import asking, services
from volunteers.kinds import Audience, Role
from volunteers.models import BlockedPeriod, InsurancePolicy, Rest, SiteAccess
from volunteers.states import RestKind

TODAY = day("2026-03-07")


@pytest.fixture
def els(cast):
    return cast.volunteers["els"]


def asked(*args, **kwargs):
    return sorted(person.first_name for person in asking.may_be_asked(*args, **kwargs))


EVERYBODY = ["Bart", "Carla", "Els", "Jan", "Lien", "Mia", "Rita", "Tom"]
BUT_ELS = [name for name in EVERYBODY if name != "Els"]


def test_everybody_who_holds_the_role_and_is_free(cast):
    assert asked(Role.TALKS, TODAY) == EVERYBODY
    assert asked(Role.LEADER, TODAY) == []


def test_list_of_the_site_and_its_last_day(cast, els):
    site = cast.sites["Turnhout"]
    assert asked(Role.TALKS, TODAY, site) == ["Els", "Jan", "Mia"]
    SiteAccess.objects.filter(volunteer=els).update(valid_until=TODAY)
    assert asked(Role.TALKS, TODAY, site) == ["Els", "Jan", "Mia"]
    assert asked(Role.TALKS, day("2026-03-08"), site) == ["Jan", "Mia"]
    SiteAccess.objects.filter(volunteer=els).update(valid_until=None, agreed_on=day("2026-03-08"))
    assert asked(Role.TALKS, TODAY, site) == ["Jan", "Mia"]


def test_blocked_days(cast, els):
    BlockedPeriod.objects.create(volunteer=els, from_on=day("2026-03-08"), until_on=day("2026-03-10"))
    days = ("2026-03-07", "2026-03-08", "2026-03-10", "2026-03-11")
    assert [asked(Role.TALKS, day(on)) for on in days] == [EVERYBODY, BUT_ELS, BUT_ELS, EVERYBODY]


def test_insurance_of_the_role(cast):
    """Without any policy nobody; after its end who holds the role goes on (A15)."""
    assert asked(Role.TALKS, day("2027-01-01")) == EVERYBODY
    InsurancePolicy.objects.update(from_on=day("2026-03-08"))
    assert (asked(Role.TALKS, TODAY), asked(Role.TALKS, day("2026-03-08"))) == ([], EVERYBODY)
    InsurancePolicy.objects.update(roles=["leader"])
    assert asked(Role.TALKS, day("2026-03-08")) == []


@pytest.mark.parametrize("kind", [RestKind.PAUSE, RestKind.SLEEP])
def test_whoever_rests(cast, els, who, kind):
    services.put_to_rest(by=who("els"), volunteer=els, kind=kind, from_on=TODAY)
    assert asked(Role.TALKS, TODAY) == BUT_ELS
    assert asked(Role.TALKS, day("2026-09-01")) == BUT_ELS


def test_rest_known_on_a_later_day_excludes_on_that_day_only(cast, els):
    Rest.objects.create(volunteer=els, kind="pause", from_on=day("2026-04-01"), until_on=day("2026-05-01"))
    days = ("2026-03-31", "2026-04-01", "2026-04-30", "2026-05-01")
    assert [asked(Role.TALKS, day(on)) for on in days] == [EVERYBODY, BUT_ELS, BUT_ELS, EVERYBODY]


def test_lapse_that_lies_ahead_never_excludes(cast, els):
    last_seen(els, "2025-03-10")
    assert asked(Role.TALKS, day("2026-03-24")) == EVERYBODY


def test_lapse_of_today_excludes_on_every_day(cast, els, clock):
    last_seen(els, "2025-03-06")
    assert asked(Role.TALKS, TODAY) == BUT_ELS
    assert asked(Role.TALKS, day("2026-03-24")) == BUT_ELS


def test_everything_is_one_query(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        asked(Role.TALKS, day("2026-03-24"), cast.sites["Turnhout"])
    with django_assert_num_queries(1):
        asking.callable_cards([one.pk for one in cast.volunteers.values()], TODAY, Audience.PEERS)


def test_card_is_the_same_for_every_cause(cast, els, who, clock):
    """Slapend, gepauzeerd, niet-actief, gestopt and kandidaat: one word (Q10, Q12)."""
    people = cast.volunteers
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.put_to_rest(by=who("jan"), volunteer=people["jan"], kind=RestKind.PAUSE, from_on=TODAY)
    services.stop_engagement(by=who("mia"), volunteer=people["mia"], on=TODAY)
    last_seen(people["tom"], "2025-03-01")
    for audience in (Audience.PEERS, Audience.PARTNERS, Audience.PUBLIC):
        cards = asking.callable_cards([one.pk for one in people.values()], TODAY, audience)
        assert {cards[people[name].pk].label for name in ("els", "jan", "mia", "tom")} == {"nu niet oproepbaar"}
        assert {cards[people[name].pk].label for name in ("rita", "bart")} == {"oproepbaar"}
    clock.move_to(at("2026-03-08 09:00"))
    assert not asking.callable_cards([els.pk], day("2026-03-08"), Audience.PEERS)[els.pk].callable_today
