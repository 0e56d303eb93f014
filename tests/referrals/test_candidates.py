"""From rows to candidates: who is in which list, why, and at what cost."""

import datetime as dt

import pytest

from oev import clock as house_clock
from referrals.candidate_rows import language_code, people
from referrals.candidates import candidates_for, moments_until, reasons_against
from referrals.matching import Moment
from referrals.models import Conversation
from referrals.services import hand_back, report_talk_afterwards
from tests.cast import volunteer
from tests.referrals.chain import accepted, at, by_phone, receive
from volunteers.models import Availability, BlockedPeriod, InsurancePolicy, RoleHolding
from volunteers.services import put_to_rest
from volunteers.states import RestKind

SATURDAY = dt.date(2026, 3, 7)


def find(referral):
    return candidates_for(referral, house_clock.now())


def asked_first(referral):
    found = find(referral)
    return [found.names[match.candidate.pk].split()[0] for match in found.best]


def seen(referral, who):
    ((candidate, _),) = people(referral, house_clock.now(), only=who.pk)
    return candidate


def test_every_fact_of_a_person_reaches_the_candidate(cast, laila, els, clock):
    referral = receive(cast)
    plain = seen(referral, els)
    assert (plain.experience, plain.has_access, plain.has_desk_name, plain.insured) == ("own", True, True, True)
    assert (plain.free, plain.away, plain.last_asked_on, plain.talks_this_month) == (None, frozenset(), None, 0)
    assert (plain.languages, plain.location, plain.own_maximum) == (frozenset({"nl"}), (51.32, 4.94), None)
    els.gender, els.languages, els.max_per_month = "v", ["Nederlands", "Frans", "Lingala"], 4
    els.save()
    els.site_access.update(display_name="")
    Availability.objects.create(volunteer=els, weekday=0, part="morning")
    Availability.objects.create(volunteer=els, weekday=6, part="evening")
    BlockedPeriod.objects.create(volunteer=els, from_on=dt.date(2026, 3, 8), until_on=dt.date(2026, 3, 9))
    facts = {"by": laila, "volunteer": els, "channel": "phone", "duration": "short", "site": cast.sites["Turnhout"]}
    for moment in (at(28, 23, month=2), at(1, 0), at(6, 12)):
        report_talk_afterwards(happened_at=moment, **facts)
    accepted(cast, laila, els)
    who = seen(referral, els)
    assert (who.gender, who.languages, who.own_maximum) == ("vrouw", frozenset({"nl", "fr", "lingala"}), 4)
    assert (who.has_access, who.has_desk_name, who.knows_site) == (True, False, True)
    assert who.free == {(0, "morning"), (6, "evening")}
    assert who.away == {dt.date(2026, 3, 8), dt.date(2026, 3, 9)}
    assert (who.talks_this_month, who.last_asked_on, who.already_asked) == (3, SATURDAY, False)


def test_whoever_is_not_callable_is_in_no_list(cast, laila, els):
    referral = by_phone(cast)
    assert els.pk in find(referral).names
    put_to_rest(by=laila, volunteer=els, kind=RestKind.SLEEP, from_on=SATURDAY)
    assert els.pk not in find(referral).names
    assert reasons_against(referral, els, house_clock.now()) is None


def test_a_role_in_reserve_or_of_another_kind_is_in_no_list(cast, els, mia):
    RoleHolding.objects.filter(volunteer=els).update(reserve_since=SATURDAY)
    RoleHolding.objects.filter(volunteer=mia).update(role="reader")
    assert {els.pk, mia.pk} & set(find(by_phone(cast)).names) == set()


def test_nobody_is_asked_for_a_role_that_never_was_insured(cast):
    """After the end of a policy who holds the role goes on (A15)."""
    InsurancePolicy.objects.update(until_on=dt.date(2026, 3, 6))
    assert len(find(by_phone(cast)).best) == 5
    InsurancePolicy.objects.update(roles=["leader"])
    found = find(by_phone(cast))
    assert (found.best, {one.reasons for one in found.set_aside}) == ([], {("niet verzekerd voor gesprekken",)})


def test_nobody_is_proposed_at_the_own_employer(cast, els):
    contact = cast.contacts["piet_contact"]
    contact.user = els.user
    contact.save()
    assert "Els" not in asked_first(by_phone(cast))
    contact.until_on = SATURDAY
    contact.save()
    assert reasons_against(by_phone(cast), els, house_clock.now()) == []


@pytest.mark.parametrize(
    ("until", "reasons"), [(SATURDAY, []), (dt.date(2026, 3, 6), ["geen toegang tot deze plaats"])]
)
def test_access_holds_up_to_and_including_its_last_day(cast, els, until, reasons):
    els.site_access.update(valid_until=until)
    assert reasons_against(receive(cast), els, house_clock.now())[:1] == reasons


def test_the_wishes_of_the_person_come_first(cast, mia, els):
    els.gender, els.languages = "v", ["Nederlands", "Turks"]
    els.save()
    assert asked_first(by_phone(cast, subject_kind="context"))[0] == "Mia"
    assert asked_first(by_phone(cast, wish_language="Turks"))[0] == "Els"
    assert asked_first(by_phone(cast, wish_gender="v"))[0] == "Els"
    assert asked_first(by_phone(cast, wish_experience="context"))[0] == "Mia"


def test_whoever_handed_it_back_is_not_asked_again_for_it(cast, laila, els):
    referral, assignment = accepted(cast, laila, els)
    hand_back(by=None, assignment=assignment)
    assert reasons_against(referral, els, house_clock.now()) == ["al gevraagd"]
    assert reasons_against(by_phone(cast), els, house_clock.now()) == []


def test_the_own_maximum_can_be_gone_beyond_and_nothing_else(cast, els):
    els.max_per_month = 0
    els.save()
    referral, now = by_phone(cast), house_clock.now()
    assert reasons_against(referral, els, now) == ["eigen maximum bereikt"]
    assert reasons_against(referral, els, now, over_maximum=True) == []
    assert [one.candidate.pk for one in find(referral).may_exceed] == [els.pk]


def test_moments_are_the_parts_of_days_that_are_left():
    assert moments_until(at(7, 8, 50), at(7, 18)) == (Moment(SATURDAY, "morning"), Moment(SATURDAY, "afternoon"))
    assert moments_until(at(7, 19), at(8, 7)) == (
        Moment(SATURDAY, "evening"),
        Moment(dt.date(2026, 3, 8), "morning"),
    )
    assert len(moments_until(at(7, 5), at(28, 5))) == 21


@pytest.mark.parametrize(
    ("word", "code"), [("Frans", "fr"), ("frans ", "fr"), ("fr", "fr"), ("Lingala", "lingala"), ("", "")]
)
def test_a_language_is_one_language_however_it_is_written(word, code):
    assert language_code(word) == code


@pytest.mark.parametrize("people_more", [0, 30])
def test_it_takes_three_queries_at_most_whatever_the_number_of_people(cast, django_assert_max_num_queries, people_more):
    for number in range(people_more):
        made = volunteer(cast, f"Vriend{number}", account=False)
        Conversation.objects.create(volunteer=made, happened_at=at(2, 10), channel="phone", site=cast.sites["Turnhout"])
        BlockedPeriod.objects.create(volunteer=made, from_on=SATURDAY, until_on=SATURDAY)
    referral = receive(cast)
    assert referral.site.municipality
    with django_assert_max_num_queries(3):
        assert len(find(referral).best) == 3
