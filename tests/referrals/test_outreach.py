"""Opnieuw contact by the vliegende ploeg (R090, R091, A10, P31): only after a yes to a call, counted as any attempt."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from oev import clock as house_clock
from oev.errors import Refused
from oev.outbox.models import LetterSwitch
from oev.outbox.services import deliver_due
from referrals import load, own_data, work
from referrals.candidates import callers_for, reasons_against
from referrals.models import Assignment, Consent, Conversation, Offer, OutreachAttempt, Referral, ReferralPerson
from referrals.receivers import effects_of_rest
from referrals.services import (
    answer_not_now,
    answer_yes,
    close_referral,
    give_back_call,
    go_with_two,
    hand_back,
    lapse_offers,
    offer_outreach,
    offer_second,
    person_left,
    reach_by_phone,
    record_not_reached,
    record_outreach,
    record_talk,
    take_on,
    wish_team,
    withdraw_consent,
    withdraw_offer,
)
from referrals.states import Outcome, ReferralState
from referrals.words import question_text, who_comes
from reporting.reads import read_years
from tests.referrals.chain import accepted, at, by_phone, calls_again, flying_team, receive, stayed_away
from volunteers.models import BlockedPeriod, InsurancePolicy, RoleHolding
from volunteers.services import put_to_rest, stop_engagement
from volunteers.states import RestKind

TODAY = dt.date(2026, 3, 7)
A_WEEK = dt.timedelta(days=7)


@pytest.fixture
def tom(cast):
    return cast.volunteers["tom"]


@pytest.fixture
def missed(cast, laila, els, mia, tom):
    """Els could not reach the person today; Mia and Tom are of the vliegende ploeg: (referral, lead)."""
    flying_team(mia, tom)
    return stayed_away(cast, laila, els)


@pytest.fixture
def call(missed, laila, mia):
    """Mia said yes to calling."""
    return calls_again(laila, missed[0], mia)


def fresh(row):
    return type(row).objects.get(pk=row.pk)


def found(referral):
    return callers_for(referral, house_clock.now())


def asked(referral):
    return [one.candidate.pk for one in found(referral).best]


def due(actor, day=TODAY):
    return [(row.title, row.line) for row in work.attempts_due(actor, day).rows]


# --- who is asked, and when -------------------------------------------------------------------------------


def test_callers_are_the_vliegende_ploeg_starters_included_and_not_who_does_the_talk(cast, laila, els, mia, tom):
    flying_team(els, mia)
    flying_team(tom, role="starter")
    referral, _ = stayed_away(cast, laila, els)
    assert sorted(asked(referral)) == sorted([mia.pk, tom.pk])
    with pytest.raises(Refused, match="Els: doet dit gesprek al"):
        offer_outreach(by=laila, referral=referral, volunteer=els)
    with pytest.raises(Refused, match="Jan is nu niet oproepbaar, of niet van de vliegende ploeg"):
        offer_outreach(by=laila, referral=referral, volunteer=cast.volunteers["jan"])


def test_second_of_a_duo_is_not_asked_to_call(cast, laila, els, mia, tom):
    flying_team(mia, tom)
    referral, _ = accepted(cast, laila, els)
    go_with_two(by=laila, referral=referral, duo="guide")
    answer_yes(by=None, offer=offer_second(by=laila, referral=fresh(referral), volunteer=mia))
    record_not_reached(by=laila, assignment=referral.assignments.get(lead=True), on=TODAY)
    assert asked(fresh(referral)) == [tom.pk]


@pytest.mark.parametrize("kind", [RestKind.SLEEP, RestKind.PAUSE])
def test_slapend_or_pausing_member_is_in_no_list_and_cannot_be_asked(missed, laila, mia, tom, kind):
    put_to_rest(by=laila, volunteer=mia, kind=kind, from_on=TODAY)
    assert asked(missed[0]) == [tom.pk]
    assert mia.pk not in found(missed[0]).names
    with pytest.raises(Refused, match="Mia is nu niet oproepbaar"):
        offer_outreach(by=laila, referral=missed[0], volunteer=mia)


def test_stopped_member_or_one_whose_role_ended_cannot_be_asked(missed, laila, mia, tom, actor_of):
    stop_engagement(by=actor_of(mia.user, "volunteer"), volunteer=mia, on=TODAY)
    RoleHolding.objects.filter(volunteer=tom, role="flying").update(until_on=TODAY)
    assert asked(missed[0]) == []
    for who in (mia, tom):
        with pytest.raises(Refused, match="nu niet oproepbaar"):
            offer_outreach(by=laila, referral=missed[0], volunteer=who)


def test_member_who_is_away_or_never_insured_is_set_aside_with_a_reason_that_is_never_health(missed, mia, tom):
    BlockedPeriod.objects.create(volunteer=mia, from_on=TODAY, until_on=TODAY)
    assert [(one.candidate.pk, one.reasons) for one in found(missed[0]).set_aside] == [
        (mia.pk, ("niet vrij op dat moment",)),
    ]  # fmt: skip
    InsurancePolicy.objects.filter(name="Polis ploeg").delete()
    assert (asked(missed[0]), len(found(missed[0]).set_aside)) == ([], 2)


def test_who_said_nu_niet_to_the_talk_may_be_asked_to_call_and_the_other_way_round(cast, laila, els, mia):
    from referrals.services import offer_to

    flying_team(mia)
    referral = by_phone(cast)
    answer_not_now(by=None, offer=offer_to(by=laila, referral=referral, volunteer=mia))
    _, lead = accepted(cast, laila, els, referral=referral)
    record_not_reached(by=laila, assignment=lead, on=TODAY)
    assert asked(fresh(referral)) == [mia.pk]
    answer_not_now(by=None, offer=offer_outreach(by=laila, referral=referral, volunteer=mia))
    assert asked(fresh(referral)) == []
    with pytest.raises(Refused, match="Mia: al gevraagd"):
        offer_outreach(by=laila, referral=referral, volunteer=mia)


def test_call_is_no_talk_of_the_own_maximum(call, cast, laila, mia):
    mia.max_per_month = 1
    mia.save(update_fields=["max_per_month"])
    assert reasons_against(by_phone(cast), mia, house_clock.now()) == []
    assert load.load_facts(laila, mia.pk, TODAY) == [
        ("Gesprekken die lopen", "0"), ("Gesprekken in 30 dagen", "0"), ("Belt iemand opnieuw", "1"),
    ]  # fmt: skip


# --- only after a yes to a call ---------------------------------------------------------------------------


def test_nobody_calls_a_person_on_the_ward_or_reached_through_another(cast, laila, els, mia):
    flying_team(mia)
    for more in ({}, {"reach_kind": "via", "via": "de dienst", "reachable_until": None}):
        referral, lead = accepted(cast, laila, els, referral=receive(cast, **more))
        record_not_reached(by=laila, assignment=lead, on=TODAY)
        with pytest.raises(Refused, match="De persoon zei geen ja op een telefoontje"):
            offer_outreach(by=laila, referral=fresh(referral), volunteer=mia)
        with pytest.raises(Refused, match="De persoon zei geen ja op een telefoontje"):
            wish_team(by=laila, assignment=lead)
        assert Offer.objects.filter(outreach=True).count() == 0


@pytest.mark.parametrize("how", ["left", "number"])
def test_a_yes_to_a_call_on_leaving_or_later_is_a_yes(cast, laila, els, mia, how):
    flying_team(mia)
    referral, lead = accepted(cast, laila, els, referral=receive(cast))
    record_not_reached(by=laila, assignment=lead, on=TODAY)
    if how == "left":
        person_left(by=laila, referral=referral, may_call=True, phone="0470 99 88 77")
    else:
        reach_by_phone(by=laila, referral=referral, phone="0470 99 88 77")
    assert offer_outreach(by=laila, referral=fresh(referral), volunteer=mia).outreach is True


def test_consent_taken_back_or_a_number_forgotten_ends_it_also_for_a_yes_under_way(missed, laila, mia):
    referral, _ = missed
    offer = offer_outreach(by=laila, referral=referral, volunteer=mia)
    ReferralPerson.objects.filter(referral=referral).delete()
    with pytest.raises(Refused, match="Deze vraag is niet meer nodig"):
        answer_yes(by=None, offer=offer)
    Consent.objects.filter(referral=referral).update(withdrawn_at=house_clock.now())
    with pytest.raises(Refused, match="geen ja op een telefoontje"):
        offer_outreach(by=laila, referral=referral, volunteer=mia)


def test_only_while_the_person_was_not_reached(cast, laila, els, mia):
    flying_team(mia)
    referral, lead = accepted(cast, laila, els)
    with pytest.raises(Refused, match="alleen wie nog niet bereikt werd"):
        offer_outreach(by=laila, referral=referral, volunteer=mia)
    record_not_reached(by=laila, assignment=lead, on=TODAY)
    offer = offer_outreach(by=laila, referral=fresh(referral), volunteer=mia)
    record_talk(by=laila, assignment=lead, happened_at=at(7, 9), channel="phone", duration="short")
    assert fresh(offer).state == "withdrawn"
    with pytest.raises(Refused, match="Deze vraag is niet meer nodig"):
        answer_yes(by=None, offer=offer)


# --- the question -----------------------------------------------------------------------------------------


def test_question_is_neutral_outside_and_tells_no_place_number_or_name(missed, laila, mia):
    LetterSwitch.objects.create(code="offer", is_open=True)
    offer = offer_outreach(by=laila, referral=missed[0], volunteer=mia)
    deliver_due()
    letter = mail.outbox[-1]
    assert (letter.to, letter.subject) == (["mia@voorbeeld.be"], "Er is een vraag voor jou")
    said = question_text(offer)
    assert said == (
        "Iemand wou met ons praten en was er niet. De persoon vindt het goed dat we nog eens bellen. Bel jij? "
        "Bel op 8 maart 2026, en anders nog eens op 14 maart 2026."
    )
    assert question_text(Offer.objects.with_question().get(pk=offer.pk)) == said
    told = letter.subject + letter.body + said
    assert [word for word in ("M.", "0470", "Herselt", "Els", missed[0].number) if word in told] == []
    assert offer.expires_at - offer.asked_at == dt.timedelta(hours=24)


def test_question_goes_once_the_first_yes_wins_and_the_database_holds_one(missed, laila, mia, tom):
    referral, _ = missed
    first, other = (offer_outreach(by=laila, referral=referral, volunteer=who) for who in (mia, tom))
    call = answer_yes(by=None, offer=first)
    assert (call.volunteer, call.lead, call.outreach, call.state) == (mia, False, True, "accepted")
    assert answer_yes(by=None, offer=first) == call
    assert fresh(other).state == "withdrawn"
    with pytest.raises(Refused, match="Iemand anders doet dit al"):
        answer_yes(by=None, offer=other)
    with pytest.raises(Refused, match="Er belt al iemand van de vliegende ploeg"):
        offer_outreach(by=laila, referral=referral, volunteer=tom)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(referral=referral, volunteer=tom, lead=False, outreach=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(referral=by_phone_again(referral), volunteer=tom, lead=True, outreach=True)


def by_phone_again(referral):
    return Referral.objects.create(year=2026, sequence=999, site=referral.site, subject_kind="self", reach_kind="phone")


def test_nu_niet_and_a_question_without_an_answer_come_back_to_the_coordinator(missed, laila, mia, tom, clock):
    referral, lead = missed
    answer_not_now(by=None, offer=offer_outreach(by=laila, referral=referral, volunteer=mia))
    assert due(laila) == [
        (f"{referral.number}, Sociale dienst Herselt",
         "Probeer opnieuw 8 maart 2026 en 14 maart 2026. Vraag iemand van de vliegende ploeg."),
    ]  # fmt: skip
    offer = offer_outreach(by=laila, referral=referral, volunteer=tom)
    assert due(laila)[0][1].endswith("Vliegende ploeg: 1 vraag wacht op een antwoord.")
    clock.move_to(offer.expires_at)
    assert lapse_offers(house_clock.now()) == 1
    assert due(laila)[0][1].endswith("Vraag iemand van de vliegende ploeg.")
    assert fresh(referral).state == ReferralState.NOT_REACHED
    assert fresh(lead).state == "accepted"


def test_question_taken_back_leaves_the_trying_as_it_was(missed, laila, mia):
    offer = offer_outreach(by=laila, referral=missed[0], volunteer=mia)
    assert len(due(laila)) == 1
    withdraw_offer(by=laila, offer=offer)
    assert due(laila) == []
    assert fresh(missed[1]).team_wished_at is None


# --- passing it on ----------------------------------------------------------------------------------------


def test_a10_who_leads_passes_it_to_the_vliegende_ploeg_and_the_coordinator_sees_it(missed, laila, mia, els, actor_of):
    referral, lead = missed
    by_els = actor_of(els.user, "volunteer")
    assert due(laila) == []
    wished = wish_team(by=by_els, assignment=lead).team_wished_at
    assert wish_team(by=by_els, assignment=lead).team_wished_at == wished
    assert len(due(laila)) == 1
    assert [row.line for row in work.coming_talks(by_els, TODAY).rows] == [
        "De vliegende ploeg is gevraagd om te bellen.",
    ]  # fmt: skip
    calls_again(laila, referral, mia)
    assert due(laila) == []
    assert [row.line for row in work.coming_talks(by_els, TODAY).rows] == [
        "Iemand van de vliegende ploeg belt de persoon.",
    ]  # fmt: skip
    assert due(laila, TODAY + dt.timedelta(days=1))[0][1] == (
        "Probeer opnieuw vandaag en 14 maart 2026. Mia belt."
    )  # fmt: skip


def test_member_has_one_row_that_tells_nothing_of_the_person(call, mia, actor_of):
    by_mia = actor_of(mia.user, "volunteer")
    rows = [(row.title, row.line, row.action_url) for row in work.coming_talks(by_mia, TODAY).rows]
    assert rows == [
        (
            "Iemand opnieuw bellen, 26-0001",
            "Bel op 8 maart 2026, en anders nog eens op 14 maart 2026.",
            f"/bellen/{call.pk}/",
        )
    ]


# --- how it went ------------------------------------------------------------------------------------------


def test_niet_bereikt_counts_as_an_attempt_of_who_leads_and_stays_until_two_are_over(missed, call, laila, mia, clock):
    referral, lead = missed
    for day, states in ((8, ("accepted", "not_reached")), (14, ("closed", "not_reached"))):
        clock.move_to(at(day, 17))
        record_outreach(by=laila, assignment=call, said="not_reached")
        record_outreach(by=laila, assignment=call, said="not_reached")
        assert (fresh(call).state, fresh(referral).state) == states
    assert list(OutreachAttempt.objects.values_list("assignment", "on_day", "made_by")) == [
        (lead.pk, TODAY, None), (lead.pk, dt.date(2026, 3, 8), call.pk), (lead.pk, dt.date(2026, 3, 14), call.pk),
    ]  # fmt: skip
    assert due(laila, dt.date(2026, 3, 14))[0][1].startswith("Twee keer geprobeerd. Je kan dit afronden.")
    close_referral(by=laila, referral=referral, outcome=Outcome.NOT_REACHED)
    assert fresh(referral).outcome == Outcome.NOT_REACHED


def test_a_call_and_a_try_of_who_leads_on_one_day_are_one_attempt(missed, call, laila):
    record_outreach(by=laila, assignment=call, said="not_reached")
    assert OutreachAttempt.objects.count() == 1
    with pytest.raises(Refused, match="Na twee pogingen"):
        close_referral(by=laila, referral=missed[0], outcome=Outcome.NOT_REACHED)


def test_bereikt_runs_on_confirms_the_yes_and_tells_who_leads(missed, call, laila, mia, els, actor_of, clock):
    referral, lead = missed
    LetterSwitch.objects.create(code="talk_news", is_open=True)
    clock.move_to(at(8, 17))
    by_mia = actor_of(mia.user, "volunteer")
    record_outreach(by=by_mia, assignment=call, said="reached")
    assert record_outreach(by=by_mia, assignment=call, said="reached") == call
    assert (fresh(call).state, fresh(referral).state, fresh(lead).state) == ("closed", "running", "accepted")
    assert list(Conversation.objects.values_list("assignment", "volunteer", "channel", "duration")) == [
        (call.pk, mia.pk, "phone", ""),
    ]  # fmt: skip
    assert Consent.objects.get(referral=referral).confirmed_at == at(8, 17)
    deliver_due()
    assert [letter.to for letter in mail.outbox] == [["els@voorbeeld.be"]]
    assert due(laila, TODAY + A_WEEK) == []
    with pytest.raises(Refused, match="Dit is niet meer nodig"):
        record_outreach(by=by_mia, assignment=call, said="not_reached")


def test_liever_niet_ends_it_at_once_for_everybody_and_no_letter_goes_to_who_noted_it(missed, call, mia, actor_of):
    referral, lead = missed
    by_mia = actor_of(mia.user, "volunteer")
    record_outreach(by=by_mia, assignment=call, said="rather_not")
    assert record_outreach(by=by_mia, assignment=call, said="rather_not").state == "closed"
    assert (fresh(referral).state, fresh(referral).outcome) == ("closed", "rather_not")
    assert not Assignment.objects.open().filter(referral=referral).exists()
    with pytest.raises(Refused):
        record_not_reached(by=by_mia, assignment=lead, on=TODAY)
    with pytest.raises(Refused):
        offer_outreach(by=by_mia, referral=referral, volunteer=mia)


def test_unknown_answer_is_refused(call, laila):
    with pytest.raises(Refused, match="Kies hoe het ging"):
        record_outreach(by=laila, assignment=call, said="gestuurd")


# --- taken back, given back, and what ends it -------------------------------------------------------------


def letters(code="call_off"):
    LetterSwitch.objects.get_or_create(code=code, defaults={"is_open": True})
    mail.outbox.clear()
    deliver_due()
    return [(letter.to, letter.subject) for letter in mail.outbox]


OFF = [(["mia@voorbeeld.be"], "Je hoeft niets meer te doen")]


def test_coordinator_takes_it_back_the_member_hears_it_once_and_another_is_asked(missed, call, laila, tom):
    give_back_call(by=laila, assignment=call)
    give_back_call(by=laila, assignment=call)
    assert fresh(call).state == "cancelled"
    assert letters() == OFF
    assert len(due(laila)) == 1
    other = calls_again(laila, missed[0], tom)
    assert (other.volunteer, letters()) == (tom, [])


def test_member_gives_it_back_without_a_reason_and_without_a_letter(missed, call, laila, mia, actor_of):
    give_back_call(by=actor_of(mia.user, "volunteer"), assignment=call)
    assert (letters(), len(due(laila))) == ([], 1)
    with pytest.raises(Refused, match="Dit is niet meer nodig"):
        record_outreach(by=laila, assignment=call, said="reached")


@pytest.mark.parametrize("kind", [RestKind.SLEEP, RestKind.PAUSE, None])
def test_member_who_rests_or_stops_hands_it_back_silently(missed, call, laila, mia, kind, actor_of):
    assert effects_of_rest(mia.pk, TODAY) == ["Een ander belt wie je zou bellen."]
    if kind:
        put_to_rest(by=laila, volunteer=mia, kind=kind, from_on=TODAY)
    else:
        stop_engagement(by=actor_of(mia.user, "volunteer"), volunteer=mia, on=TODAY)
    assert fresh(call).state == "cancelled"
    assert letters() == []
    assert due(laila)[0][1].endswith("Vraag iemand van de vliegende ploeg.")
    assert fresh(missed[0]).state == ReferralState.NOT_REACHED


def test_question_to_a_member_who_rests_is_withdrawn(missed, laila, mia):
    offer = offer_outreach(by=laila, referral=missed[0], volunteer=mia)
    put_to_rest(by=laila, volunteer=mia, kind=RestKind.SLEEP, from_on=TODAY)
    assert fresh(offer).state == "withdrawn"
    assert due(laila)[0][1].endswith("Vraag iemand van de vliegende ploeg.")


def lead_reaches(laila, referral, lead):
    record_talk(by=laila, assignment=lead, happened_at=at(7, 9), channel="phone", duration="short")


def lead_hands_back(laila, referral, lead):
    hand_back(by=laila, assignment=lead)


def closes(laila, referral, lead):
    close_referral(by=laila, referral=referral, outcome=Outcome.NOTHING_NOW)


def withdraws(laila, referral, lead):
    withdraw_consent(by=laila, referral=referral)


@pytest.mark.parametrize("happens", [lead_reaches, lead_hands_back, closes, withdraws])
def test_call_is_no_longer_needed_and_the_member_hears_it_once(missed, call, laila, happens):
    happens(laila, *missed)
    assert not Assignment.objects.open().calls().exists()
    assert letters() == OFF


# --- what others see --------------------------------------------------------------------------------------


def test_aanmelder_and_second_never_read_of_the_member_who_calls(missed, call):
    assert who_comes(missed[0]) == "Els komt praten."


def test_own_data_says_that_it_was_a_call(call, mia):
    talks = next(one for one in own_data.OWN_DATA if one.title == "Gesprekken waarop je ja zei")
    assert list(talks.read(mia.user)) == [
        {"wat": "opnieuw bellen", "ja gezegd op": "7 maart 2026", "staat": "aangenomen"},
    ]  # fmt: skip


def test_after_closing_a_nu_niet_to_a_call_is_nobodys(missed, laila, mia):
    answer_not_now(by=None, offer=offer_outreach(by=laila, referral=missed[0], volunteer=mia))
    close_referral(by=laila, referral=missed[0], outcome=Outcome.NOTHING_NOW)
    assert list(Offer.objects.filter(outreach=True).values_list("state", "volunteer")) == [("not_now", None)]


def test_waiting_time_of_the_figures_ends_with_a_yes_to_the_talk_not_to_a_call(cast, laila, mia):
    flying_team(mia)
    referral = by_phone(cast)
    record_not_reached(by=laila, assignment=take_on(by=laila, referral=referral), on=TODAY)
    calls_again(laila, fresh(referral), mia)
    assert read_years(2026, today=TODAY)[2026].waits == 0
