"""Going with two (R313): asked as an ordinary question, yes under the same rules, one talk, one end."""

import datetime as dt

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from oev import clock as house_clock
from oev.errors import Refused
from oev.outbox.models import LetterSwitch, Outgoing
from oev.outbox.services import deliver_due
from referrals import briefing, work
from referrals.candidates import candidates_for
from referrals.models import Assignment, Conversation, Offer, ReferralPerson
from referrals.seconds import second_to_ask_first
from referrals.services import (
    answer_not_now,
    answer_yes,
    close_referral,
    go_alone,
    go_with_two,
    hand_back,
    offer_second,
    offer_to,
    plan_talk,
    record_not_reached,
    record_talk,
    take_on,
)
from referrals.states import OfferState, ReferralState
from referrals.words import question_text, state_words, who_comes
from tests.referrals.chain import accepted, at, by_phone, receive
from volunteers.services import put_to_rest, stop_engagement
from volunteers.states import RestKind

TODAY = dt.date(2026, 3, 7)


def duo(cast, laila, lead, second, **more):
    """An aanmelding that two of us do: (referral, lead, second)."""
    referral, first = accepted(cast, laila, lead, **more)
    go_with_two(by=laila, referral=referral, duo="guide")
    referral.refresh_from_db()
    other = answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=second))
    first.refresh_from_db()
    referral.refresh_from_db()
    return referral, first, other


def both(referral):
    return list(referral.assignments.order_by("pk").values_list("lead", "state", "agreed_at", "place"))


def set_aside(referral):
    return {row.candidate.pk for row in candidates_for(referral, house_clock.now()).set_aside}


# --- asking -----------------------------------------------------------------------------------------------


def test_second_is_asked_by_a_neutral_letter_and_reads_that_it_is_together_and_no_name(cast, laila, els, mia):
    referral, lead = accepted(cast, laila, els)
    plan_talk(by=laila, assignment=lead, agreed_at=at(9, 15))
    go_with_two(by=laila, referral=referral, duo="guide")
    LetterSwitch.objects.create(code="offer", is_open=True)
    offer = offer_second(by=laila, referral=referral, volunteer=mia)
    deliver_due()
    assert [(letter.to, letter.subject) for letter in mail.outbox][-1:] == [
        (["mia@voorbeeld.be"], "Er is een vraag voor jou"),
    ]  # fmt: skip
    assert [word for word in ("Els", "samen", "mee") if word in mail.outbox[-1].body] == []
    said = question_text(offer)
    assert said == (
        "Iemand in Herselt wil graag praten. Jij gaat mee, samen met iemand anders van ons. Die spreekt het moment af. "
        "Het moment staat vast: maandag 9 maart om 15 uur."
    )
    assert question_text(Offer.objects.with_question().get(pk=offer.pk)) == said


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("guide", "Je gaat samen met iemand anders van ons."),
        ("coordinator", "Je gaat samen met de coördinator."),
        ("site", "Iemand van de dienst is erbij."),
    ],
)
def test_whoever_is_asked_first_reads_that_it_is_with_two(cast, laila, els, kind, said):
    referral = by_phone(cast)
    go_with_two(by=laila, referral=referral, duo=kind)
    offer = offer_to(by=laila, referral=referral, volunteer=els)
    assert question_text(offer) == f"Iemand in Herselt wil graag praten. {said} Jullie kiezen samen een moment."


def test_second_part_needs_a_duo_a_lead_and_a_free_place(cast, laila, els, mia):
    referral = by_phone(cast)
    with pytest.raises(Refused, match="Kies eerst dat jullie met twee gaan"):
        offer_second(by=laila, referral=referral, volunteer=els)
    go_with_two(by=laila, referral=referral, duo="guide")
    with pytest.raises(Refused, match="Zoek eerst iemand die het gesprek leidt"):
        offer_second(by=laila, referral=referral, volunteer=els)
    accepted(cast, laila, els, referral=referral)
    answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=mia))
    with pytest.raises(Refused, match="Er gaat al iemand mee"):
        offer_second(by=laila, referral=referral, volunteer=cast.volunteers["jan"])


def test_lead_is_not_asked_to_go_along_with_himself(cast, laila, els):
    referral, _ = accepted(cast, laila, els)
    go_with_two(by=laila, referral=referral, duo="guide")
    referral.refresh_from_db()
    with pytest.raises(Refused, match="Els: al gevraagd"):
        offer_second(by=laila, referral=referral, volunteer=els)


def test_with_two_is_another_question_so_whoever_could_not_alone_may_be_asked_again(cast, clock, laila, els):
    referral = by_phone(cast)
    answer_not_now(by=None, offer=offer_to(by=laila, referral=referral, volunteer=els))
    assert els.pk in set_aside(referral)
    clock.shift(dt.timedelta(minutes=5))
    go_with_two(by=laila, referral=referral, duo="coordinator")
    referral.refresh_from_db()
    assert els.pk not in set_aside(referral)
    again = offer_to(by=laila, referral=referral, volunteer=els)
    answer_not_now(by=None, offer=again)
    with pytest.raises(Refused, match="Els: al gevraagd"):
        offer_to(by=laila, referral=referral, volunteer=els)


def test_three_who_could_not_alone_count_no_more_once_it_is_with_two(cast, clock, laila):
    referral = by_phone(cast)
    for who in ("els", "mia", "jan"):
        answer_not_now(by=None, offer=offer_to(by=laila, referral=referral, volunteer=cast.volunteers[who]))
    assert work.looked_for(laila, TODAY)[0].rows[0].tag == "kies"
    clock.shift(dt.timedelta(minutes=5))
    go_with_two(by=laila, referral=referral, duo="coordinator")
    assert work.looked_for(laila, TODAY)[0].rows[0].tag == ""


def test_unknown_kind_is_refused_and_twice_is_once(cast, laila):
    referral = by_phone(cast)
    with pytest.raises(Refused, match="Kies wie er meegaat") as refusal:
        go_with_two(by=laila, referral=referral, duo="buur")
    assert refusal.value.field == "duo"
    first = go_with_two(by=laila, referral=referral, duo="site").question_since
    assert go_with_two(by=laila, referral=referral, duo="site").question_since == first


def test_alone_after_all_takes_the_question_back_and_is_refused_once_somebody_goes_along(cast, laila, els, mia):
    referral, _ = accepted(cast, laila, els)
    go_with_two(by=laila, referral=referral, duo="guide")
    offer = offer_second(by=laila, referral=referral, volunteer=mia)
    go_alone(by=laila, referral=referral)
    offer.refresh_from_db()
    referral.refresh_from_db()
    assert (offer.state, referral.duo, referral.state) == (OfferState.WITHDRAWN, "", "found")
    other, _, second = duo(cast, laila, els, mia)
    for act in (lambda: go_alone(by=laila, referral=other), lambda: go_with_two(by=laila, referral=other, duo="site")):
        with pytest.raises(Refused, match="Er gaat al iemand van ons mee"):
            act()
    hand_back(by=laila, assignment=second)
    assert go_alone(by=laila, referral=other).duo == ""


# --- yes --------------------------------------------------------------------------------------------------


def test_yes_to_the_second_part_joins_the_lead_and_takes_other_questions_back(cast, laila, els, mia):
    referral, lead = accepted(cast, laila, els)
    plan_talk(by=laila, assignment=lead, agreed_at=at(9, 15), place="Koffiehuis")
    go_with_two(by=laila, referral=referral, duo="guide")
    offers = [offer_second(by=laila, referral=referral, volunteer=who) for who in (mia, cast.volunteers["jan"])]
    second = answer_yes(by=None, offer=offers[0])
    assert answer_yes(by=None, offer=offers[0]) == second
    assert both(referral) == [
        (True, "planned", at(9, 15), "Koffiehuis"), (False, "planned", at(9, 15), "Koffiehuis"),
    ]  # fmt: skip
    with pytest.raises(Refused, match="Iemand anders doet dit al"):
        answer_yes(by=None, offer=offers[1])
    referral.refresh_from_db()
    assert referral.state == ReferralState.FOUND


def test_database_holds_one_open_second_part(cast, laila, els, mia):
    referral, _, _ = duo(cast, laila, els, mia)
    with pytest.raises(IntegrityError, match="assignment_one_open_second"), transaction.atomic():
        Assignment.objects.create(referral=referral, volunteer=cast.volunteers["jan"], lead=False)


def test_yes_to_the_second_part_is_refused_when_not_callable_or_closed(cast, laila, els, mia):
    referral, _ = accepted(cast, laila, els)
    go_with_two(by=laila, referral=referral, duo="guide")
    offer = offer_second(by=laila, referral=referral, volunteer=mia)
    put_to_rest(by=laila, volunteer=mia, kind=RestKind.PAUSE, from_on=TODAY)
    with pytest.raises(Refused, match="niet meer nodig"):
        answer_yes(by=None, offer=offer)
    offer = offer_second(by=laila, referral=referral, volunteer=cast.volunteers["jan"])
    close_referral(by=laila, referral=referral, outcome="nothing_now")
    with pytest.raises(Refused, match="niet meer nodig"):
        answer_yes(by=None, offer=offer)
    assert referral.assignments.filter(lead=False).count() == 0


def test_personal_fields_are_for_the_two_who_said_yes_until_thirty_days_after_the_end(
    cast, clock, laila, els, mia, actor_of
):
    referral, _ = accepted(cast, laila, els)
    go_with_two(by=laila, referral=referral, duo="guide")
    asked = offer_second(by=laila, referral=referral, volunteer=mia)
    people = {name: actor_of(cast.users[name], "volunteer") for name in ("els", "mia", "jan")}

    def readers():
        return [n for n, who in people.items() if ReferralPerson.objects.visible_to(who).filter(referral=referral)]

    assert readers() == ["els"]
    answer_yes(by=None, offer=asked)
    assert readers() == ["els", "mia"]
    close_referral(by=laila, referral=referral, outcome="nothing_now")
    clock.move_to(at(6, 9, month=4))
    assert readers() == ["els", "mia"]
    clock.move_to(at(7, 9, month=4))
    assert readers() == []


# --- what the two see -------------------------------------------------------------------------------------


def test_briefing_names_the_other_as_that_person_wants_and_says_who_leads(cast, laila, els, mia):
    mia.name_for_peers, mia.alias = "alias", "Merel"
    mia.save()
    _, lead, second = duo(cast, laila, els, mia)
    assert briefing.with_two(lead) == ["Merel gaat mee.", "Jij spreekt het moment af, en noteert hoe het ging."]
    assert briefing.with_two(second) == [
        "Je gaat samen met Els.", "Els spreekt het moment af, en noteert hoe het ging.",
    ]  # fmt: skip
    hand_back(by=laila, assignment=lead)
    assert briefing.with_two(second) == ["We zoeken nog iemand die het gesprek leidt. Je hoort het van ons."]
    take_on(by=laila, referral=lead.referral)
    assert briefing.with_two(second)[0] == "Je gaat samen met de coördinator."


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("", []),
        ("guide", ["Jullie gaan met twee. We zoeken nog iemand die meegaat."]),
        ("coordinator", ["De coördinator gaat mee."]),
        ("site", ["Iemand van de dienst is erbij."]),
    ],
)
def test_briefing_says_who_of_the_house_goes_along(cast, laila, els, kind, said):
    referral, lead = accepted(cast, laila, els)
    if kind:
        go_with_two(by=laila, referral=referral, duo=kind)
    lead = Assignment.objects.get(pk=lead.pk)
    assert briefing.with_two(lead) == said


def test_the_ward_reads_who_both_are(cast, laila, els, mia):
    referral, lead = accepted(cast, laila, els, referral=receive(cast))
    go_with_two(by=laila, referral=referral, duo="site")
    referral.refresh_from_db()
    assert who_comes(referral) == "Els komt praten, samen met iemand van de dienst."
    go_with_two(by=laila, referral=referral, duo="guide")
    answer_yes(by=None, offer=offer_second(by=laila, referral=referral, volunteer=mia))
    assert who_comes(referral) == "Els en Mia komen praten."
    hand_back(by=laila, assignment=lead)
    assert who_comes(referral) == ""


# --- the talk ---------------------------------------------------------------------------------------------


def test_second_follows_the_lead_and_neither_plans_nor_records(cast, laila, els, mia):
    referral, lead, second = duo(cast, laila, els, mia)
    plan_talk(by=laila, assignment=lead, agreed_at=at(9, 15), place="Onthaal")
    for act in (
        lambda: plan_talk(by=laila, assignment=second, agreed_at=at(9, 16)),
        lambda: record_not_reached(by=laila, assignment=second, on=TODAY),
        lambda: record_talk(by=laila, assignment=second, happened_at=at(7, 8), channel="phone", duration=""),
    ):
        with pytest.raises(Refused, match="Wie het gesprek leidt, spreekt af"):
            act()
    assert both(referral) == [(True, "planned", at(9, 15), "Onthaal"), (False, "planned", at(9, 15), "Onthaal")]
    record_not_reached(by=laila, assignment=lead, on=TODAY)
    assert both(referral) == [(True, "accepted", None, "Onthaal"), (False, "accepted", None, "Onthaal")]


def test_one_talk_counts_once_and_closing_closes_both(cast, laila, els, mia):
    referral, lead, _ = duo(cast, laila, els, mia)
    record_talk(by=laila, assignment=lead, happened_at=at(7, 8, 30), channel="phone", duration="", outcome="group")
    assert list(Conversation.objects.values_list("volunteer", "assignment")) == [(els.pk, lead.pk)]
    assert [(state, lead) for lead, state, _, _ in both(referral)] == [("closed", True), ("closed", False)]


def test_extra_talk_goes_on_with_two(cast, laila, els, mia):
    referral, lead, _ = duo(cast, laila, els, mia)
    record_talk(
        by=laila, assignment=lead, happened_at=at(7, 8, 30), channel="phone", duration="", outcome="extra_talk",
        next_moment=at(14, 15),
    )  # fmt: skip
    assert both(referral) == [
        (True, "closed", None, ""), (False, "planned", at(14, 15), ""), (True, "planned", at(14, 15), ""),
    ]  # fmt: skip


# --- somebody falls away ----------------------------------------------------------------------------------


def falls_away(laila, who, assignment, how, actor_of):
    if how == "hands back":
        hand_back(by=laila, assignment=assignment)
    elif how == "stops":
        stop_engagement(by=actor_of(who.user, "volunteer"), volunteer=who, on=TODAY)
    else:
        kind = RestKind.SLEEP if how == "sleeps" else RestKind.PAUSE
        put_to_rest(by=laila, volunteer=who, kind=kind, from_on=TODAY)


HOWS = ["hands back", "sleeps", "pauses", "stops"]


@pytest.mark.parametrize("how", HOWS)
def test_lead_falls_away_and_the_second_is_asked_first_and_leads_only_by_saying_yes(
    cast, clock, laila, els, mia, actor_of, how
):
    referral, lead, second = duo(cast, laila, els, mia, referral=receive(cast, contact=cast.contacts["nora_contact"]))
    plan_talk(by=laila, assignment=lead, agreed_at=at(7, 15), place="Onthaal")
    clock.shift(dt.timedelta(minutes=5))
    falls_away(laila, els, lead, how, actor_of)
    referral.refresh_from_db()
    assert (referral.state, [state for _, state, _, _ in both(referral)]) == ("searching", ["replacing", "planned"])
    assert state_words(referral) == "We zoeken iemand. Iemand anders van ons komt"
    assert second_to_ask_first(referral, house_clock.now()) == second
    clock.shift(dt.timedelta(minutes=5))
    offer = offer_to(by=laila, referral=referral, volunteer=mia)
    assert second_to_ask_first(referral, house_clock.now()) is None
    assert answer_yes(by=None, offer=offer) == second
    referral.refresh_from_db()
    assert both(referral)[1] == (True, "planned", at(7, 15), "Onthaal")
    assert state_words(referral) == "Iemand komt vandaag om 15 uur"
    assert Outgoing.objects.filter(code="referral_hour", fact_id=second.pk).count() == 1
    assert [row.line for row in work.lacking_seconds(laila, TODAY).rows] == ["Nog niemand gaat mee."]


def test_second_who_cannot_lead_stays_the_second_of_whoever_does(cast, clock, laila, els, mia):
    referral, lead, second = duo(cast, laila, els, mia)
    plan_talk(by=laila, assignment=lead, agreed_at=at(9, 15))
    clock.shift(dt.timedelta(minutes=5))
    hand_back(by=laila, assignment=lead)
    clock.shift(dt.timedelta(minutes=5))
    answer_not_now(by=None, offer=offer_to(by=laila, referral=referral, volunteer=mia))
    assert second_to_ask_first(referral, house_clock.now()) is None
    with pytest.raises(Refused, match="Mia: al gevraagd"):
        offer_to(by=laila, referral=referral, volunteer=mia)
    new = answer_yes(by=None, offer=offer_to(by=laila, referral=referral, volunteer=cast.volunteers["jan"]))
    assert both(referral) == [
        (True, "replacing", at(9, 15), ""), (False, "accepted", None, ""), (True, "accepted", None, ""),
    ]  # fmt: skip
    plan_talk(by=laila, assignment=new, agreed_at=at(10, 15))
    second.refresh_from_db()
    assert (second.lead, second.agreed_at) == (False, at(10, 15))
    assert [row.fact_id for row in Outgoing.objects.filter(code="talk_taken_over")] == [lead.pk]


@pytest.mark.parametrize("how", HOWS)
def test_second_falls_away_and_the_talk_goes_on_and_the_coordinator_can_ask_another(
    cast, clock, laila, els, mia, actor_of, how
):
    referral, lead, second = duo(cast, laila, els, mia, referral=receive(cast, contact=cast.contacts["nora_contact"]))
    plan_talk(by=laila, assignment=lead, agreed_at=at(7, 15))
    falls_away(laila, mia, second, how, actor_of)
    referral.refresh_from_db()
    assert (referral.state, state_words(referral)) == ("found", "Iemand komt vandaag om 15 uur")
    assert [state for _, state, _, _ in both(referral)] == ["planned", "replacing"]
    assert not Outgoing.objects.filter(code="referral_replacement").exists()
    (row,) = work.lacking_seconds(laila, TODAY).rows
    assert (row.line, row.action_label) == ("Wie meeging, kan niet meer. Het gesprek gaat door.", "Vraag iemand")
    jan = cast.volunteers["jan"]
    offer = offer_second(by=laila, referral=referral, volunteer=jan)
    assert [row.line for row in work.lacking_seconds(laila, TODAY).rows] == ["1 vraag wacht op een antwoord."]
    answer_yes(by=None, offer=offer)
    assert work.lacking_seconds(laila, TODAY).rows == []
    assert [row.fact_id for row in Outgoing.objects.filter(code="talk_taken_over")] == [second.pk]


def test_lapse_of_the_second_leaves_the_talk_as_it_is(cast, laila, els, mia):
    from volunteers.signals import standing_changed
    from volunteers.states import Status

    _, _, second = duo(cast, laila, els, mia)
    standing_changed.send(sender=type(mia), volunteer=mia, before=Status.ACTIVE, after=Status.INACTIVE, on=TODAY)
    second.refresh_from_db()
    assert second.state == "accepted"
