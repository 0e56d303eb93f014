"""Who goes along hears the same and carries the same as who leads (R081, R084, R313)."""

import datetime as dt

import pytest
from django.core import mail
from django.urls import reverse

from oev import clock as house_clock
from oev.errors import Refused
from oev.outbox.models import LetterSwitch, Outgoing
from oev.outbox.services import deliver_due, letter_in_words
from referrals.calendars import own_talks
from referrals.candidate_rows import people
from referrals.emails import LETTERS
from referrals.load import load_facts
from referrals.models import Assignment, Conversation
from referrals.own_data import OWN_DATA
from referrals.services import (
    answer_yes,
    close_referral,
    hand_back,
    hand_over_to_partner,
    offer_second,
    offer_to,
    person_left,
    plan_talk,
    record_not_reached,
    record_talk,
    take_on,
    withdraw_referral,
)
from referrals.work_noted import talks_noted
from tests.referrals.chain import at, by_phone, receive
from tests.referrals.test_duo import duo
from tests.words import visible_text
from volunteers.models import Volunteer
from volunteers.services import ask_to_talk_afterwards, put_to_rest, set_pace
from volunteers.states import RestKind

TODAY = dt.date(2026, 3, 7)
NEWS, OFF = "Nieuws over je afspraak", "Je afspraak gaat niet door"


@pytest.fixture(autouse=True)
def _letters_are_open(db):
    LetterSwitch.objects.bulk_create([LetterSwitch(code=letter.code, is_open=True) for letter in LETTERS])


@pytest.fixture
def both(cast, laila, els, mia, actor_of):
    """Els leads, Mia goes along; what was sent so far is gone: (referral, lead, second, Els herself)."""
    referral, lead, second = duo(cast, laila, els, mia, referral=receive(cast))
    sent()
    return referral, lead, second, actor_of(cast.users["els"], "volunteer")


def sent():
    """Deliver what is due: (to, subject, second paragraph) of each letter to one of us."""
    mail.outbox.clear()
    deliver_due()
    return [(one.to[0].split("@")[0], one.subject, one.body.split("\n\n")[1]) for one in mail.outbox]


def talk(by, lead, **more):
    facts = {"happened_at": at(7, 8, 30), "channel": "bedside", "duration": "short"}
    return record_talk(by=by, assignment=lead, **(facts | more))


def of_person(laila, who):
    return dict(load_facts(laila, who.pk, TODAY))


def month_of(referral, who):
    ((candidate, _),) = people(referral, house_clock.now(), only=who.pk)
    return candidate.talks_this_month


# --- what is heard ----------------------------------------------------------------------------------------


def test_second_hears_the_hour_each_time_it_changes_and_the_lead_who_set_it_does_not(both, clock):
    _, lead, _, els = both
    plan_talk(by=els, assignment=lead, agreed_at=at(9, 15), place="Onthaal")
    assert sent() == [("mia", NEWS, "Er is nieuws over je afspraak. Ze is op maandag 9 maart om 15 uur.")]
    assert "Onthaal" not in mail.outbox[0].body
    clock.shift(60)
    plan_talk(by=els, assignment=lead, agreed_at=at(9, 16), place="Onthaal")
    assert [(to, said) for to, _, said in sent()] == [
        ("mia", "Er is nieuws over je afspraak. Ze is op maandag 9 maart om 16 uur.")
    ]
    clock.shift(60)
    plan_talk(by=els, assignment=lead, agreed_at=at(9, 15), place="Onthaal")
    assert [(to, said) for to, _, said in sent()] == [
        ("mia", "Er is nieuws over je afspraak. Ze is op maandag 9 maart om 15 uur.")
    ]
    clock.shift(60)
    plan_talk(by=els, assignment=lead, agreed_at=at(9, 15), place="Onthaal")
    assert sent() == []
    plan_talk(by=els, assignment=lead, agreed_at=at(9, 15), place="Koffiehuis")
    assert [(to, subject) for to, subject, _ in sent()] == [("mia", NEWS)]


def test_several_changes_before_the_letter_leaves_are_one_letter(both, clock):
    _, lead, _, els = both
    for hour in (14, 15, 16):
        plan_talk(by=els, assignment=lead, agreed_at=at(9, hour))
        clock.shift(5)
    assert [(to, said) for to, _, said in sent()] == [
        ("mia", "Er is nieuws over je afspraak. Ze is op maandag 9 maart om 16 uur.")
    ]


def test_hour_that_falls_away_is_heard_and_one_that_is_over_is_not(both, clock):
    _, lead, _, els = both
    plan_talk(by=els, assignment=lead, agreed_at=at(9, 15))
    sent()
    clock.shift(60)
    record_not_reached(by=els, assignment=lead, on=TODAY)
    assert [(to, said) for to, _, said in sent()] == [
        ("mia", "Er is nieuws over je afspraak. Er is nog geen uur afgesproken.")
    ]
    clock.shift(60)
    plan_talk(by=els, assignment=lead, agreed_at=at(7, 15))
    sent()
    clock.move_to(at(7, 16))
    record_not_reached(by=els, assignment=lead, on=TODAY)
    assert sent() == []


def test_news_that_waited_until_the_talk_was_over_is_not_sent(both, clock):
    _, lead, _, els = both
    plan_talk(by=els, assignment=lead, agreed_at=at(7, 15))
    clock.move_to(at(7, 15, 1))
    assert sent() == []
    assert Outgoing.objects.get(code="talk_news", fact_id=Assignment.objects.get(lead=False).pk).state == "dropped"


def test_a_next_talk_is_heard_by_the_second(both):
    _, lead, _, els = both
    talk(els, lead, outcome="extra_talk", next_moment=at(14, 15))
    assert [(to, said) for to, _, said in sent()] == [
        ("mia", "Er is nieuws over je afspraak. Ze is op zaterdag 14 maart om 15 uur.")
    ]


def test_talk_that_took_place_is_no_news(both, clock):
    referral, lead, _, els = both
    plan_talk(by=els, assignment=lead, agreed_at=at(7, 15))
    sent()
    clock.move_to(at(7, 16))
    talk(els, lead, happened_at=at(7, 15))
    assert sent() == []
    close_referral(by=els, referral=referral, outcome="group")
    assert sent() == []


def test_talk_that_was_noted_and_closed_at_once_is_not_called_off(both, clock):
    _, lead, _, els = both
    plan_talk(by=els, assignment=lead, agreed_at=at(7, 15))
    sent()
    talk(els, lead, outcome="group")
    assert sent() == []


ENDS = {
    "withdrawn": lambda laila, referral, cast: withdraw_referral(by=None, referral=referral),
    "left": lambda laila, referral, cast: person_left(by=None, referral=referral, may_call=False),
    "closed": lambda laila, referral, cast: close_referral(by=laila, referral=referral, outcome="rather_not"),
}


@pytest.mark.parametrize("planned", [True, False], ids=["with an hour", "without"])
@pytest.mark.parametrize("how", ENDS)
def test_both_hear_once_that_it_does_not_take_place(both, cast, laila, how, planned):
    referral, lead, _, els = both
    if planned:
        plan_talk(by=els, assignment=lead, agreed_at=at(9, 15))
        sent()
    said = "De afspraak van 9 maart 2026 gaat niet door." if planned else "Je afspraak gaat niet door."
    ENDS[how](laila, referral, cast)
    assert sent() == [(who, OFF, f"{said} Je hoeft niets te doen.") for who in ("els", "mia")]
    if how == "withdrawn":
        withdraw_referral(by=None, referral=referral)
    assert sent() == []


def test_handed_over_while_the_second_still_stands_is_heard(both, cast, laila):
    referral, lead, _, _ = both
    hand_back(by=laila, assignment=lead)
    sent()
    hand_over_to_partner(by=laila, referral=referral, partner=referral.site.partner)
    assert [(to, subject) for to, subject, _ in sent()] == [("mia", OFF)]


def test_lead_who_ends_it_reads_no_letter_about_it(both):
    referral, lead, _, els = both
    plan_talk(by=els, assignment=lead, agreed_at=at(9, 15))
    sent()
    close_referral(by=els, referral=referral, outcome="rather_not")
    assert [(to, subject) for to, subject, _ in sent()] == [("mia", OFF)]


@pytest.mark.parametrize("how", ["hands back", "sleeps"])
def test_nobody_goes_alone_without_knowing(both, clock, laila, mia, how):
    _, lead, second, _ = both
    plan_talk(by=laila, assignment=lead, agreed_at=at(7, 15))
    sent()
    clock.shift(60)
    if how == "hands back":
        hand_back(by=laila, assignment=second)
    else:
        put_to_rest(by=laila, volunteer=mia, kind=RestKind.SLEEP, from_on=TODAY)
    assert [(to, said) for to, subject, said in sent() if subject == NEWS] == [
        ("els", "Er is nieuws over je afspraak. Ze is op zaterdag 7 maart om 15 uur.")
    ]


def test_second_hears_that_the_lead_falls_away_and_who_leads_now_is_read_after_signing_in(both, cast, clock, laila):
    referral, lead, _, _ = both
    hand_back(by=laila, assignment=lead)
    assert [(to, subject) for to, subject, _ in sent()] == [("mia", NEWS)]
    clock.shift(60)
    take_on(by=laila, referral=referral)
    told = sent()
    assert ("mia", NEWS, "Er is nieuws over je afspraak. Er is nog geen uur afgesproken.") in told
    assert [to for to, subject, _ in told if subject == NEWS] == ["mia"]


def test_lead_and_second_asleep_at_once_are_not_told_of_each_other(both, laila, els, mia):
    assert len(both) == 4
    for who in (els, mia):
        put_to_rest(by=laila, volunteer=who, kind=RestKind.SLEEP, from_on=TODAY)
    assert [subject for _, subject, _ in sent() if subject in (NEWS, OFF)] == []


def test_lead_hears_that_somebody_goes_along_and_the_second_who_read_the_hour_in_the_question_does_not(
    cast, laila, els, mia
):
    duo(cast, laila, els, mia)
    assert [(to, said) for to, subject, said in sent() if subject == NEWS] == [
        ("els", "Er is nieuws over je afspraak. Er is nog geen uur afgesproken.")
    ]


def test_person_who_left_the_ward_is_heard_of_by_both(both, clock):
    referral, lead, _, els = both
    plan_talk(by=els, assignment=lead, agreed_at=at(7, 15))
    sent()
    clock.shift(60)
    person_left(by=None, referral=referral, may_call=True, phone="0470 11 22 33")
    assert sorted(to for to, subject, _ in sent() if subject == NEWS) == ["els", "mia"]


def test_second_without_mail_is_told_once_how_it_stands(both, clock, mia):
    _, lead, second, els = both
    Volunteer.objects.filter(pk=mia.pk).update(email="", prefers_phone=True)
    type(mia.user).objects.filter(pk=mia.user_id).update(prefers_phone=True)
    for hour in (14, 16):
        plan_talk(by=els, assignment=lead, agreed_at=at(9, hour))
        clock.shift(60)
        assert sent() == []
    (row,) = Outgoing.objects.filter(code="talk_news", fact_id=second.pk)
    assert row.state == "call"
    assert letter_in_words(row) == (NEWS, ["Er is nieuws over je afspraak. Ze is op maandag 9 maart om 16 uur."])


def test_calendar_of_the_second_follows_the_hour_and_empties_when_it_is_off(both, laila, mia):
    referral, lead, second, els = both
    entries = lambda: [(one.key, one.starts_at) for one in own_talks(mia.pk, house_clock.now())]  # noqa: E731
    assert entries() == []
    plan_talk(by=els, assignment=lead, agreed_at=at(9, 15))
    assert entries() == [(f"g{second.pk}", at(9, 15))]
    plan_talk(by=els, assignment=lead, agreed_at=at(10, 11))
    assert entries() == [(f"g{second.pk}", at(10, 11))]
    withdraw_referral(by=laila, referral=referral)
    assert entries() == []


# --- what is carried --------------------------------------------------------------------------------------


def test_talk_counts_for_the_pace_of_both(both, cast, laila, els, mia):
    _, lead, _, actor = both
    other = by_phone(cast)
    for who in (els, mia):
        assert of_person(laila, who) == {"Gesprekken die lopen": "1", "Gesprekken in 30 dagen": "0"}
        assert month_of(other, who) == 1
    talk(actor, lead, outcome="group")
    for who in (els, mia):
        assert of_person(laila, who) == {"Gesprekken die lopen": "0", "Gesprekken in 30 dagen": "1"}
        assert month_of(other, who) == 1
    assert Conversation.objects.count() == 1


def test_own_maximum_of_the_second_is_reached_by_going_along(both, cast, laila, mia):
    _, lead, _, actor = both
    set_pace(by=laila, volunteer=mia, max_per_month=1)
    other = by_phone(cast)
    for _ in range(2):
        with pytest.raises(Refused, match="Mia: eigen maximum bereikt"):
            offer_to(by=laila, referral=other, volunteer=mia)
        if not Conversation.objects.exists():
            talk(actor, lead, outcome="group")
    assert offer_to(by=laila, referral=other, volunteer=mia, over_maximum=True)


def test_second_knows_the_place_afterwards(both, mia):
    referral, lead, _, actor = both
    talk(actor, lead, outcome="group")
    ((candidate, _),) = people(referral, house_clock.now(), only=mia.pk)
    assert candidate.knows_site


def test_talk_is_of_the_second_who_was_there(both, cast, clock, laila, mia):
    _, lead, second, actor = both
    clock.move_to(at(7, 12))
    hand_back(by=laila, assignment=second)
    assert talk(actor, lead, happened_at=at(7, 11)).second_id == mia.pk
    assert talk(actor, lead, happened_at=at(7, 12)).second_id is None
    jan = cast.volunteers["jan"]
    clock.move_to(at(8, 9))
    answer_yes(by=None, offer=offer_second(by=laila, referral=lead.referral, volunteer=jan))
    assert talk(actor, lead, happened_at=at(7, 17)).second_id is None
    assert talk(actor, lead, happened_at=at(8, 8)).second_id == jan.pk
    assert talk(actor, lead, happened_at=at(8, 8, 30), along=False).second_id is None


def test_lead_says_with_one_tick_that_the_second_was_not_there(both, cast, laila, sign_in, mia):
    _, lead, _, _ = both
    els = sign_in(cast.users["els"], "volunteer")
    page = reverse("referrals:talk_record", args=[lead.pk])
    text = els.get(page).content.decode()
    assert "Mia was erbij" in visible_text(text)
    assert 'name="along"' in text
    filled = {"outcome": "group", "day": "2026-03-07", "hour": "08:30", "channel": "bedside"}
    els.post(page, filled)
    assert Conversation.objects.get().second_id is None
    assert of_person(laila, mia)["Gesprekken in 30 dagen"] == "0"


def test_page_asks_nothing_about_a_second_when_nobody_went_along(cast, laila, els, sign_in):
    from tests.referrals.chain import accepted

    _, lead = accepted(cast, laila, els)
    page = sign_in(cast.users["els"], "volunteer").get(reverse("referrals:talk_record", args=[lead.pk]))
    assert "was erbij" not in visible_text(page.content.decode())


# --- afterwards -------------------------------------------------------------------------------------------


def test_second_is_asked_once_whether_to_talk_it_over_and_the_lead_who_wrote_it_down_was_asked_already(
    both, cast, clock, sign_in, actor_of, mia
):
    _, lead, _, els = both
    her = actor_of(cast.users["mia"], "volunteer")
    talk(els, lead, outcome="group")
    assert talks_noted(els, TODAY).rows == []
    (row,) = talks_noted(her, TODAY).rows
    assert (row.title, row.action_url) == ("Wil je even napraten?", reverse("referrals:talk_done"))
    for page in (reverse("volunteers:me"), reverse("referrals:talk_list")):
        assert "Wil je even napraten?" in visible_text(
            sign_in(cast.users["mia"], "volunteer").get(page).content.decode()
        )
    clock.shift(60)
    ask_to_talk_afterwards(by=her, volunteer=mia, office="representative")
    assert talks_noted(her, TODAY).rows == []


def test_lead_whose_talk_the_coordinator_wrote_down_is_asked_too_and_only_for_some_days(
    both, cast, clock, laila, actor_of
):
    _, lead, _, els = both
    talk(laila, lead)
    assert len(talks_noted(els, TODAY).rows) == 1
    assert talks_noted(actor_of(cast.users["jan"], "volunteer"), TODAY).rows == []
    assert talks_noted(laila, TODAY).rows == []
    clock.move_to(at(11, 9, 1))
    assert talks_noted(els, TODAY).rows == []


def test_own_data_hold_the_talk_of_the_second(both, cast):
    _, lead, _, els = both
    talk(els, lead, outcome="group")
    (talks,) = [one for one in OWN_DATA if one.title == "Gesprekken die je had"]
    for name in ("els", "mia"):
        assert [row["op"] for row in talks.read(cast.users[name])] == ["7 maart 2026"]
