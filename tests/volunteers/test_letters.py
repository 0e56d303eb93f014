"""The letters of the pool: neutral outside, nobody's name but the reader's own, and still due (6.0, 6.5, 6.7, Q39)."""

import re

import pytest
from django.core import mail

from oev.accounts.models import Absence, Office
from oev.outbox.catalogue import CATALOGUE, Recipient
from oev.outbox.models import Outgoing, State
from oev.outbox.services import deliver_due, message_for
from tests.volunteers.scene import at, calls, day, letters, open_letters
from volunteers import emails, nightly, services
from volunteers.kinds import SignalledBy
from volunteers.states import RestKind

TODAY = day("2026-03-07")
OURS = sorted(code for code, letter in CATALOGUE.items() if letter.template.startswith("volunteers_"))
# Subjects, previews and titles never hold these (6.0).
TELLING = (
    "herval terugval versla alcohol drank drugs gok slapend niet-actief patiënt cliënt spoed psychiatrie "
    "ervaringsdeskundige hulpverlener buddy no-show weigeren geschrapt achterstallig"
).split()


def test_catalogue_holds_every_moment():
    assert OURS == [
        "agreement_asked",
        "ask_again",
        "candidacy_received",
        "candidacy_thanks",
        "goodbye",
        "group_role_asked",
        "insurance_ends",
        "intake_cancelled",
        "intake_planned",
        "intervision_cancelled",
        "intervision_invitation",
        "intervision_moved",
        "lapse",
        "open_list",
        "please_call",
        "reminder_11",
        "reminder_9",
        "reminder_contact_month",
        "reminder_contact_week",
        "reminder_last",
        "rest",
        "return_talk",
        "return_talk_off",
        "return_talk_office",
        "role_asked",
        "training_cancelled",
        "training_invitation",
        "training_moved",
        "training_offer_answered",
        "welcome",
        "welcome_back",
    ]


@pytest.mark.parametrize("code", OURS)
def test_letter_is_neutral_and_greets_the_reader(code):
    letter = CATALOGUE[code]
    message = message_for(letter, Recipient("lezer@voorbeeld.be", "Sam"), letter.sample, "<1@x>")
    everything = f"{message.subject}\n{message.body}".lower()
    assert [word for word in TELLING if word in everything] == []
    assert message.body.startswith("Dag Sam,\n\n")
    assert "{" not in everything
    assert "\n\n\n" not in message.body


@pytest.mark.parametrize("code", OURS)
def test_sentences_of_a_letter_are_short(code):
    """At most about fifteen words (6.0); what stands between quotes or in a list of days does not count."""
    letter = CATALOGUE[code]
    body = str(message_for(letter, Recipient("lezer@voorbeeld.be", "Sam"), letter.sample, "<1@x>").body)
    sentences = re.split(r"[.?:]\s", body.split("\n\n", 1)[1])
    assert [one for one in sentences if len(one.split()) > 16] == []


@pytest.mark.parametrize("code", OURS)
def test_letter_is_closed_until_it_is_opened(code):
    assert not CATALOGUE[code].always_open


def test_letter_about_a_fact_that_is_gone_is_not_due(db, clock):
    for code in OURS:
        letter = CATALOGUE[code]
        assert letter.recipient(999_999, 999_999) is None


def test_nothing_leaves_while_closed(cast, who, clock):
    services.put_to_rest(by=who("els"), volunteer=cast.volunteers["els"], kind=RestKind.SLEEP, from_on=TODAY)
    clock.move_to(at("2026-03-08 11:00"))
    assert (deliver_due(), mail.outbox) == (0, [])
    open_letters("rest")
    assert (deliver_due(), len(mail.outbox)) == (1, 1)


def test_whoever_wants_to_be_called_gets_no_mail(cast, who, clock):
    els = cast.volunteers["els"]
    services.update_profile(by=who("els"), volunteer=els, prefers_phone=True)
    open_letters("rest")
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    clock.move_to(at("2026-03-08 11:00"))
    deliver_due()
    assert mail.outbox == []
    assert Outgoing.objects.get().state == State.DROPPED


@pytest.mark.parametrize("ended", [True, False])
def test_rest_letter_is_dropped_when_the_rest_became_a_pause(cast, who, clock, ended):
    els = cast.volunteers["els"]
    open_letters("rest")
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    if ended:
        services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
    clock.move_to(at("2026-03-08 11:00"))
    deliver_due()
    assert len(mail.outbox) == (0 if ended else 1)


def test_question_after_a_pause_is_dropped_when_the_pause_is_over(cast, who, clock):
    els = cast.volunteers["els"]
    open_letters("ask_again")
    services.put_to_rest(
        by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY, ask_again_on=day("2026-03-09")
    )
    clock.move_to(at("2026-03-09 03:00"))
    nightly.run(day("2026-03-09"), dry_run=False)
    services.end_pause(by=who("els"), volunteer=els, on=day("2026-03-09"))
    clock.move_to(at("2026-03-09 11:00"))
    deliver_due()
    assert (len(letters("ask_again")), mail.outbox) == (1, [])


def test_agreement_is_asked_of_whoever_stands_in(cast, who):
    office = Office.objects.get(user=cast.victor, kind="representative")
    assert emails.holders(SignalledBy.REPRESENTATIVE, TODAY) == [cast.victor.pk]
    Absence.objects.create(office=office, stand_in=cast.stan, from_on=TODAY, until_on=day("2026-03-20"))
    assert emails.holders(SignalledBy.REPRESENTATIVE, TODAY) == [cast.stan.pk]
    assert emails.holders(SignalledBy.REPRESENTATIVE, day("2026-03-20")) == [cast.victor.pk]


def test_agreement_letter_says_nothing(cast, who):
    els = cast.volunteers["els"]
    open_letters("agreement_asked")
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.ask_to_return(by=who("els"), volunteer=els)
    deliver_due()
    assert sorted(letter.to[0] for letter in mail.outbox) == [
        "dora@voorbeeld.be",
        "laila@voorbeeld.be",
        "victor@voorbeeld.be",
    ]
    for letter in mail.outbox:
        assert letter.subject == "Een akkoord is gevraagd"
        assert letter.body.split("\n\n")[1] == "Log in om te bekijken."
        assert "Els" not in letter.body
    assert ("asked_back", "representative") in calls(els)


@pytest.mark.parametrize(
    ("days", "said"),
    [([], ""), (["3 mei"], "3 mei"), (["3 mei", "4 juni"], "3 mei en 4 juni"), (list("abc"), "a, b en c")],
)
def test_days_are_said_as_a_list(days, said):
    assert emails.standing.say_list(days) == said
