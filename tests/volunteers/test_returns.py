"""Coming back, contact and calls: each refusal beside what is allowed (R043, R064, R066, R067, Q11, Q19)."""

import pytest
from django.urls import reverse

from oev.errors import Refused
from tests.volunteers.scene import at, calls, day, last_seen, nights, status
from volunteers import services
from volunteers.kinds import Channel, Presence, Role
from volunteers.models import CallTask, Contact, Rest, ReturnAgreement, RoleHolding, Volunteer
from volunteers.pages.person import person_page
from volunteers.states import RestKind

PAUSE, SLEEP = RestKind.PAUSE, RestKind.SLEEP
TODAY = day("2026-03-07")


@pytest.fixture
def slept(els, who, clock):
    """Els, slapend since 1 January, with an intervisie on 3 February."""
    clock.move_to(at("2026-01-01 12:00"))
    services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=day("2026-01-01"))
    clock.move_to(at("2026-03-07 09:00"))
    session = services.plan_session(by=who("laila"), starts_at=at("2026-02-03 19:30"))
    services.save_attendance(by=who("laila"), session=session, presences={els.pk: Presence.ATTENDED})
    return els


def test_contact_of_the_vertegenwoordiger_is_not_that_of_the_coordinator(slept, who):
    services.agree_to_return(by=who("victor"), volunteer=slept, on=TODAY)
    services.record_contact(by=who("victor"), volunteer=slept, on=TODAY, channel=Channel.PHONE)
    with pytest.raises(Refused, match="een gesprek met de coördinator"):
        services.confirm_return(by=who("laila"), volunteer=slept, on=TODAY)
    services.record_contact(by=who("laila"), volunteer=slept, on=TODAY, channel=Channel.PHONE)
    services.confirm_return(by=who("victor"), volunteer=slept, on=TODAY)
    assert status(slept, "2026-03-07") == "active"


@pytest.mark.parametrize("name", ["laila", "els", "bruno"])
def test_only_the_vertegenwoordiger_agrees(slept, who, name):
    with pytest.raises(Refused):
        services.agree_to_return(by=who(name), volunteer=slept, on=TODAY)
    services.agree_to_return(by=who("victor"), volunteer=slept, on=TODAY)
    services.agree_to_return(by=who("victor"), volunteer=slept, on=TODAY)
    assert ReturnAgreement.objects.count() == 1


def test_record_of_later_hides_no_earlier_one_when_the_return_is_of_an_earlier_day(slept, who):
    for on in ("2026-03-04", "2026-03-07"):
        services.record_contact(by=who("laila"), volunteer=slept, on=day(on), channel=Channel.PHONE)
    services.agree_to_return(by=who("victor"), volunteer=slept, on=day("2026-03-05"))
    with pytest.raises(Refused, match="samen bespreken"):
        services.confirm_return(by=who("laila"), volunteer=slept, on=day("2026-03-04"))
    services.confirm_return(by=who("laila"), volunteer=slept, on=day("2026-03-06"))
    assert status(slept, "2026-03-05", "2026-03-06") == ["sleeping", "active"]


def test_agreement_of_before_the_pause_that_took_the_place_is_the_agreement(slept, who):
    victor = who("victor")
    given = services.agree_to_return(by=victor, volunteer=slept, on=day("2026-02-20"))
    services.put_to_rest(by=who("els"), volunteer=slept, kind=PAUSE, from_on=TODAY)
    assert services.agree_to_return(by=victor, volunteer=slept, on=TODAY) == given
    services.withdraw_fact(by=victor, fact=given)
    with pytest.raises(Refused, match="1 januari 2026"):
        services.agree_to_return(by=victor, volunteer=slept, on=day("2025-12-31"))
    assert services.agree_to_return(by=victor, volunteer=slept, on=day("2026-02-21")).on_day == day("2026-02-21")


def test_agreement_is_refused_when_none_is_needed(els, who):
    with pytest.raises(Refused):
        services.agree_to_return(by=who("victor"), volunteer=els, on=TODAY)


def test_confirming_twice_is_one_return(slept, who):
    services.agree_to_return(by=who("victor"), volunteer=slept, on=TODAY)
    services.record_contact(by=who("laila"), volunteer=slept, on=TODAY, channel=Channel.PHONE)
    first = services.confirm_return(by=who("laila"), volunteer=slept, on=TODAY)
    assert services.confirm_return(by=who("victor"), volunteer=slept, on=TODAY) == first


def test_confirming_is_refused_without_a_rest(els, who):
    with pytest.raises(Refused, match="niets te bevestigen"):
        services.confirm_return(by=who("laila"), volunteer=els, on=TODAY)


def test_withdrawn_record_counts_for_nothing(slept, who):
    services.agree_to_return(by=who("victor"), volunteer=slept, on=TODAY)
    contact = services.record_contact(by=who("laila"), volunteer=slept, on=TODAY, channel=Channel.PHONE)
    services.withdraw_fact(by=who("laila"), fact=contact)
    with pytest.raises(Refused, match="een gesprek met de coördinator"):
        services.confirm_return(by=who("laila"), volunteer=slept, on=TODAY)


def test_asking_to_return_gives_both_offices_a_call(slept, who):
    services.ask_to_return(by=who("els"), volunteer=slept)
    services.ask_to_return(by=who("els"), volunteer=slept)
    asked = [("asked_back", "coordinator"), ("asked_back", "representative")]
    assert calls(slept) == [*asked, ("talk", "representative")]
    services.record_contact(by=who("laila"), volunteer=slept, on=TODAY, channel=Channel.PHONE)
    assert calls(slept) == [asked[1], ("talk", "representative")]


def test_asking_to_return_is_for_the_person_alone(slept, els, who):
    with pytest.raises(Refused):
        services.ask_to_return(by=who("laila"), volunteer=slept)


def test_asking_to_return_is_refused_when_callable(els, who):
    with pytest.raises(Refused, match="niets meer nodig"):
        services.ask_to_return(by=who("els"), volunteer=els)


def test_roles_offered_back_wait_for_the_answer_through_a_pause(slept, who):
    services.agree_to_return(by=who("victor"), volunteer=slept, on=TODAY)
    services.record_contact(by=who("laila"), volunteer=slept, on=TODAY, channel=Channel.PHONE)
    services.confirm_return(by=who("laila"), volunteer=slept, on=TODAY)
    services.put_to_rest(by=who("els"), volunteer=slept, kind=PAUSE, from_on=TODAY)
    role = slept.roles.get(role=Role.TALKS)
    with pytest.raises(Refused, match="oproepbaar"):
        services.accept_role_back(by=who("els"), holding=role)
    services.end_pause(by=who("els"), volunteer=slept, on=TODAY)
    assert not RoleHolding.objects.held_on(TODAY).filter(volunteer=slept).exists()
    with pytest.raises(Refused):
        services.accept_role_back(by=who("jan"), holding=role)
    services.accept_role_back(by=who("els"), holding=role)
    assert RoleHolding.objects.held_on(TODAY).filter(volunteer=slept).count() == 1


@pytest.mark.parametrize("name", ["els", "jan", "bruno", "bea", "nora"])
def test_contact_is_recorded_by_the_two_offices_only(els, who, name):
    with pytest.raises(Refused):
        services.record_contact(by=who(name), volunteer=els, on=TODAY, channel=Channel.PHONE)
    services.record_contact(by=who("victor"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    services.record_contact(by=who("victor"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    assert Contact.objects.count() == 1


@pytest.mark.parametrize("on", ["2024-05-31", "2026-03-08"])
def test_contact_lies_between_the_candidacy_and_today(els, who, on):
    with pytest.raises(Refused):
        services.record_contact(by=who("laila"), volunteer=els, on=day(on), channel=Channel.PHONE)
    services.record_contact(by=who("laila"), volunteer=els, on=day("2024-06-01"), channel=Channel.PHONE)
    assert Contact.objects.count() == 1


def test_talk_is_recorded_within_a_rest_only(els, who):
    with pytest.raises(Refused):
        services.record_talk(by=who("victor"), volunteer=els, on=TODAY)
    services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=TODAY)
    with pytest.raises(Refused):
        services.record_talk(by=who("els"), volunteer=els, on=TODAY)
    with pytest.raises(Refused):
        services.record_talk(by=who("victor"), volunteer=els, on=day("2026-03-06"))
    services.record_talk(by=who("victor"), volunteer=els, on=TODAY)
    assert (calls(els), Rest.objects.get().talked_on) == ([], TODAY)


def test_wants_to_talk_is_for_the_vertegenwoordiger_alone(els, who):
    task = services.ask_for_call(by=who("els"), volunteer=els)
    assert list(CallTask.objects.visible_to(who("laila"))) == []
    assert list(CallTask.objects.visible_to(who("victor"))) == [task]
    with pytest.raises(Refused):
        services.close_call(by=who("laila"), task=task, on=TODAY)
    services.close_call(by=who("victor"), task=task, on=TODAY)
    assert calls(els) == []


def test_withdrawn_contact_ends_what_it_gave(cast, who, els):
    last_seen(els, "2025-03-01")
    contact = services.record_contact(by=who("laila"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    assert status(els, "2026-03-07") == "active"
    with pytest.raises(Refused):
        services.withdraw_fact(by=who("els"), fact=contact)
    services.withdraw_fact(by=who("victor"), fact=contact)
    contact.refresh_from_db()
    assert (status(els, "2026-03-07"), contact.withdrawn_by_id) == ("inactive", cast.victor.pk)
    assert calls(els) == [("lapse", "representative")]


def test_rest_is_not_withdrawn_by_one_office(els, who):
    rest = services.put_to_rest(by=who("els"), volunteer=els, kind=SLEEP, from_on=TODAY)
    with pytest.raises(Refused):
        services.withdraw_fact(by=who("laila"), fact=rest)
    assert Volunteer.objects.callable_on(TODAY).filter(pk=els.pk).count() == 0


def test_contact_of_before_a_lapse_is_no_answer_to_the_call(cast, clock, who, els):
    last_seen(els, "2025-03-05")
    nights(clock, "2026-03-06", "2026-03-07")
    services.record_contact(by=who("laila"), volunteer=els, on=day("2026-03-01"), channel=Channel.PHONE)
    assert (status(els, "2026-03-07"), calls(els)) == ("inactive", [("lapse", "representative")])
    services.record_contact(by=who("laila"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    assert (status(els, "2026-03-07"), calls(els)) == ("active", [])


def test_vertegenwoordiger_reads_of_contacts_the_own_ones(els, who, sign_in, cast):
    """P10: the coordinator and the person read all."""
    theirs = services.record_contact(by=who("laila"), volunteer=els, on=TODAY, channel=Channel.PHONE)
    mine = services.record_contact(by=who("victor"), volunteer=els, on=day("2026-03-06"), channel=Channel.PHONE)

    def read(name):
        return [one.pk for one in person_page(who(name), els).entries if one.key == "contact"]

    assert (read("victor"), read("laila"), read("els")) == ([mine.pk], [theirs.pk, mine.pk], [theirs.pk, mine.pk])
    page = sign_in(cast.victor, "representative")
    found = {one.pk: page.get(reverse("volunteers:fact_withdraw", args=["contact", one.pk])) for one in (mine, theirs)}
    assert (found[mine.pk].status_code, found[theirs.pk].status_code) == (200, 404)
