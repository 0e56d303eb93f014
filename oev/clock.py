"""Days and hours as the organisation lives them: Europe/Brussels, and nowhere else in the code."""

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import holidays
from django.utils import timezone

BRUSSELS = ZoneInfo("Europe/Brussels")
MONTHS = "januari februari maart april mei juni juli augustus september oktober november december".split()
WEEKDAYS = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()


def now() -> datetime:
    """This moment, aware, in Brussels."""
    return timezone.now().astimezone(BRUSSELS)


def today() -> date:
    """The day it is in Brussels."""
    return now().date()


def local(day: date, hour: time) -> datetime:
    """The moment at which a Brussels wall clock shows this hour on this day.

    An hour that summer time skips is moved on by an hour, as clocks do; of an hour that comes twice it is the first.
    """
    moment = datetime.combine(day, hour, BRUSSELS)
    return moment.astimezone(ZoneInfo("UTC")).astimezone(BRUSSELS)


def start_of(day: date) -> datetime:
    """Midnight at which the day begins."""
    return local(day, time.min)


def tomorrow(moment: datetime) -> datetime:
    """The midnight after this moment."""
    return start_of(moment.astimezone(BRUSSELS).date() + timedelta(days=1))


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """Half-open bounds of a calendar year in Brussels."""
    return start_of(date(year, 1, 1)), start_of(date(year + 1, 1, 1))


@cache
def _belgian_holidays(year: int) -> dict[date, str]:
    return dict(holidays.country_holidays("BE", years=year, language="nl"))


def holiday(day: date) -> str | None:
    """Dutch name of the Belgian holiday on this day, or None."""
    return _belgian_holidays(day.year).get(day)


def say_day(day: date) -> str:
    """'3 februari 2026'."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def say_weekday(day: date) -> str:
    """'dinsdag 3 februari'."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def say_hour(hour: time | datetime) -> str:
    """'10 uur' or '19.30 uur', wall clock."""
    if isinstance(hour, datetime):
        hour = hour.astimezone(BRUSSELS).time()
    return f"{hour.hour} uur" if hour.minute == 0 else f"{hour.hour}.{hour.minute:02d} uur"


def say_moment(moment: datetime) -> str:
    """'vandaag om 15 uur', 'morgen om 9 uur', 'zaterdag 7 maart om 10 uur'."""
    moment = moment.astimezone(BRUSSELS)
    near = {today(): "vandaag", today() + timedelta(days=1): "morgen"}
    return f"{near.get(moment.date(), say_weekday(moment.date()))} om {say_hour(moment)}"
