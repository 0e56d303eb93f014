"""What stands around somebody, as columns of the query of the other facts: places, sessions, lists that left."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.db.models.functions import JSONObject

from oev import clock
from oev.registry import WorkRow
from volunteers.kinds import Mode, SignUp
from volunteers.models import IntervisionSession, SiteAccess
from volunteers.services.exports import exports_of


def around_columns(now: datetime) -> dict[str, Any]:
    """Columns of a person that the functions below read."""
    return {
        "may_come": ArraySubquery(_places()),
        "comes_to": ArraySubquery(_sessions(now)),
        "lists": ArraySubquery(_lists()),
    }


def site_lines(found: Mapping[str, Any], day: date) -> list[str]:
    """Where the person may visit, and under which name (Q27)."""
    lines = []
    for one in found["may_come"]:
        until = date.fromisoformat(one["until"]) if one["until"] else None
        if until is None or until >= day:
            words = f", tot en met {clock.say_day(until)}" if until else ""
            lines.append(f"{one['site']}, als {one['name']}{words}")
    return lines


def session_rows(found: Mapping[str, Any]) -> list[WorkRow]:
    """Intervisies still to come that the person said yes to."""
    return [
        WorkRow(
            title=f"Intervisie op {clock.say_moment(datetime.fromisoformat(one['at']))}",
            line=one["place"] or Mode(one["mode"]).label,
        )
        for one in found["comes_to"]
    ]


def lists_taken(found: Mapping[str, Any]) -> list[tuple[date, str]]:
    """On which days, and by whom, a list left with this person on it, the latest first."""
    return [(date.fromisoformat(one["day"]), one["name"] or one["email"]) for one in found["lists"]]


def _places() -> Any:
    rows = SiteAccess.objects.filter(volunteer=OuterRef("pk")).order_by("site__name")
    return rows.values(row=JSONObject(site="site__name", name="display_name", until="valid_until"))


def _sessions(now: datetime) -> Any:
    rows = IntervisionSession.objects.coming(now).filter(
        sign_ups__volunteer=OuterRef("pk"), sign_ups__answer=SignUp.YES
    )
    return rows.values(row=JSONObject(at="starts_at", place="place", mode="mode"))


def _lists() -> Any:
    rows = exports_of(OuterRef("created_at"), OuterRef(OuterRef("pk")))[:20]
    return rows.values(row=JSONObject(day="left_on", name="made_by__name", email="made_by__email"))
