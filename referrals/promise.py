"""When we look at an aanmelding, and how long a question stays open (Q25, R161, A08)."""

from datetime import datetime, time, timedelta

from oev import clock
from oev.accounts.duty import Post, coordinator_posts, first_day_of
from partners.models import Site
from partners.states import SiteKind

DAY_ENDS = time(20, 0)
ELSEWHERE = timedelta(hours=24)


def promised_moment(site: Site, posts: tuple[Post, ...], now: datetime) -> datetime | None:
    """Moment before which somebody who coordinates looks at it, on the Brussels wall clock (Q25, Q43).

    The site's hour on the first day on which one of these posts is there; today when that hour still lies ahead. None
    when nobody is there on any day to come: then nothing is promised. Never a visit at night.
    """
    here = now.astimezone(clock.BRUSSELS)
    day = here.date() if here.time() < site.response_by else here.date() + timedelta(days=1)
    there = first_day_of(posts, day)
    return clock.local(there, site.response_by) if there else None


def promise_for(site: Site, now: datetime) -> datetime | None:
    """`promised_moment` with the posts of the coordinators as they are known at this moment."""
    return promised_moment(site, coordinator_posts(now.astimezone(clock.BRUSSELS).date()), now)


def say_promise(moment: datetime | None, now: datetime | None = None) -> str:
    """'zaterdag voor 10 uur', with the date when that is a week away or more; empty when nothing was promised."""
    if moment is None:
        return ""
    here, today = moment.astimezone(clock.BRUSSELS), (now or clock.now()).astimezone(clock.BRUSSELS).date()
    near = abs(here.date() - today) < timedelta(days=7)
    day = clock.WEEKDAYS[here.weekday()] if near else clock.say_weekday(here.date())
    return f"{day} voor {clock.say_hour(here)}"


def question_window(site: Site, now: datetime, *, outreach: bool = False) -> tuple[datetime, datetime]:
    """When the letter of a question may leave, and until when the question stays open (3.2).

    Nobody is woken before `site.offers_from`. By day a hospital waits `site.offer_minutes`; asked in the evening the
    question stays open until that long after the next `offers_from`. Everywhere else, and for a call to who
    stayed away (`outreach`), it is 24 hours.
    """
    today = now.astimezone(clock.BRUSSELS).date()
    begin = max(now, clock.local(today, site.offers_from))
    if outreach or site.kind != SiteKind.HOSPITAL:
        return begin, begin + ELSEWHERE
    minutes = timedelta(minutes=site.offer_minutes)
    if begin < clock.local(today, DAY_ENDS):
        return begin, begin + minutes
    return begin, clock.local(today + timedelta(days=1), site.offers_from) + minutes
