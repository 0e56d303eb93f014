"""When we look at an aanmelding, and how long a question stays open (Q25, R161, A08)."""

from datetime import datetime, time, timedelta

from oev import clock
from partners.models import Site
from partners.states import SiteKind

DAY_ENDS = time(20, 0)
ELSEWHERE = timedelta(hours=24)


def promised_moment(site: Site, now: datetime) -> datetime:
    """Moment before which the coordinator looks at it, on the Brussels wall clock: today when it still lies ahead.

    It promises that somebody looks, never a visit at night (Q25).
    """
    here = now.astimezone(clock.BRUSSELS)
    day = here.date() if here.time() < site.response_by else here.date() + timedelta(days=1)
    return clock.local(day, site.response_by)


def say_promise(moment: datetime) -> str:
    """'zaterdag voor 10 uur'."""
    here = moment.astimezone(clock.BRUSSELS)
    return f"{clock.WEEKDAYS[here.weekday()]} voor {clock.say_hour(here)}"


def question_window(site: Site, now: datetime) -> tuple[datetime, datetime]:
    """When the letter of a question may leave, and until when the question stays open (3.2).

    Nobody is woken before `site.offers_from`. By day a hospital waits `site.offer_minutes`; asked in the evening the
    question stays open until that long after the next `offers_from`. Everywhere else it is 24 hours.
    """
    today = now.astimezone(clock.BRUSSELS).date()
    begin = max(now, clock.local(today, site.offers_from))
    if site.kind != SiteKind.HOSPITAL:
        return begin, begin + ELSEWHERE
    minutes = timedelta(minutes=site.offer_minutes)
    if begin < clock.local(today, DAY_ENDS):
        return begin, begin + minutes
    return begin, clock.local(today + timedelta(days=1), site.offers_from) + minutes
