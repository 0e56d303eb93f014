"""Letters on the way in and at the goodbye: the talk that was planned, thanks to a candidate, tot ziens (3.1, 6.7)."""

from collections.abc import Mapping
from typing import Any

from oev import clock
from oev.outbox.catalogue import Recipient
from volunteers.emails.standing import letter, of_engagement, reader
from volunteers.models import Engagement, IntakeTalk

Context = Mapping[str, Any] | None


def _of_talk(fact_id: int, to_id: int) -> Recipient | None:
    return reader(IntakeTalk.objects.filter(pk=fact_id).values_list("engagement__volunteer_id", flat=True).first())


def _talk(fact_id: int, to_id: int) -> Context:
    """Still due: it is the talk that is planned, and it is still to come."""
    talk = IntakeTalk.objects.filter(pk=fact_id, held_on=None, starts_at__gt=clock.now()).first()
    if talk is None:
        return None
    day = talk.starts_at.astimezone(clock.BRUSSELS).date()
    return {"date": clock.say_weekday(day), "hour": clock.say_hour(talk.starts_at), "place": talk.place}


def _no_talk(fact_id: int, to_id: int) -> Context:
    """Still due: on the way in, and no other moment was found since."""
    one = Engagement.objects.standing().filter(pk=fact_id, activated_on=None, stopped_on=None)
    planned = IntakeTalk.objects.filter(engagement=fact_id, held_on=None)
    return {} if one.exists() and not planned.exists() else None


def _who_stopped(fact_id: int, to_id: int) -> Recipient | None:
    """Whoever stopped, and only then: not after a death, not when the data are gone, not when it began again."""
    ended = Engagement.objects.standing().filter(pk=fact_id, stopped_on__isnull=False, ended_by_death=False)
    one = ended.select_related("volunteer__user").filter(volunteer__forgotten_on=None).first()
    if one is None:
        return None
    later = Engagement.objects.standing().filter(volunteer=one.volunteer, stopped_on=None)
    user = one.volunteer.user
    email = one.volunteer.email or (user.email if user is not None and user.is_active else "")
    return None if later.exists() else Recipient(email, one.volunteer.first_name, one.volunteer.prefers_phone)


def _nothing(fact_id: int, to_id: int) -> Context:
    return {}


def register_letters() -> None:
    """The letters about coming in and going out."""
    letter(
        "intake_planned", "Een gesprek met een kandidaat", "Een gesprek met een kandidaat wordt gepland.",
        "Afspraak {date}", _of_talk, _talk, date="dinsdag 3 februari", hour="19.30 uur", place="Turnhout",
    )  # fmt: skip
    letter(
        "intake_cancelled", "Het gesprek met een kandidaat gaat niet door", "Een gepland gesprek wordt afgezegd.",
        "Onze afspraak gaat niet door", of_engagement, _no_talk,
    )  # fmt: skip
    letter(
        "goodbye", "Tot ziens", "Iemand stopt, de dag nadien om 10 uur. Nooit na een overlijden.",
        "Tot ziens", _who_stopped, _nothing,
    )  # fmt: skip
    letter(
        "candidacy_thanks", "Bedankt aan een kandidaat", "Een kandidaat stopt, de dag nadien om 10 uur.",
        "Bedankt", _who_stopped, _nothing,
    )  # fmt: skip
