"""Letters around a talk of three and around somebody who wants to talk (R067, 6.2.2, Q47): neutral, without a name."""

from datetime import datetime

from oev import clock
from volunteers.emails.standing import Context, letter, of_user, reader
from volunteers.kinds import CallKind
from volunteers.models import CallTask, ReturnTalk


def _of_talk(fact_id: int, to_id: int) -> object:
    return reader(ReturnTalk.objects.filter(pk=fact_id).values_list("volunteer_id", flat=True).first())


def say_when(moment: datetime) -> dict[str, str]:
    """'dinsdag 3 februari' and '19.30 uur'."""
    local = moment.astimezone(clock.BRUSSELS)
    return {"date": clock.say_weekday(local.date()), "hour": clock.say_hour(local)}


def _talk(fact_id: int, to_id: int) -> Context:
    talk = ReturnTalk.objects.filter(pk=fact_id, closed_at=None, starts_at__gt=clock.now()).first()
    return {**say_when(talk.starts_at), "place": talk.place} if talk and talk.starts_at else None


def _talk_off(fact_id: int, to_id: int) -> Context:
    talk = ReturnTalk.objects.filter(pk=fact_id, closed_at__isnull=False, starts_at__gt=clock.now()).first()
    return say_when(talk.starts_at) if talk and talk.starts_at else None


def _please_call(fact_id: int, to_id: int) -> Context:
    return {} if CallTask.objects.filter(pk=fact_id, kind=CallKind.PLEASE_CALL, done_on=None).exists() else None


def register_letters() -> None:
    """The letters of this subject."""
    letter(
        "return_talk", "Gesprek met drie: de persoon", "Er is een moment gekozen voor een gesprek met drie.",
        "Een afspraak op {date}", _of_talk, _talk, date="dinsdag 3 februari", hour="10 uur", place="Turnhout",
    )  # fmt: skip
    letter(
        "return_talk_off", "Gesprek met drie: gaat niet door", "Het is niet meer nodig voor het zover is.",
        "Onze afspraak gaat niet door", _of_talk, _talk_off, date="dinsdag 3 februari", hour="10 uur",
    )  # fmt: skip
    letter(
        "return_talk_office", "Gesprek met drie: de vertegenwoordiger",
        "Er is een moment gekozen voor een gesprek met drie.", "Een afspraak op {date}", of_user, _talk,
        date="dinsdag 3 februari", hour="10 uur", place="Turnhout",
    )  # fmt: skip
    letter(
        "please_call", "Iemand wil even praten", "Iemand vraagt de vertegenwoordiger om te bellen.",
        "Nieuw bericht in OEV", of_user, _please_call,
    )  # fmt: skip
