"""The weekly rhythm and its meetings (R116, R117, 3.5)."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta

from dateutil.rrule import WEEKLY, rrule
from django.db import transaction
from django.db.models import Q

from contactgroups.models import (
    DEFAULT_MINUTES,
    ContactGroup,
    Meeting,
    MeetingSeries,
    RosterTurn,
    TurnQuestion,
)
from contactgroups.services.locks import lock_group
from contactgroups.states import GroupState, MeetingState, QuestionState
from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter

AHEAD = timedelta(weeks=12)
UNDO_TIME = timedelta(minutes=15)  # a cancellation can be taken back before its letter leaves


def moments(series: MeetingSeries, begin: datetime, end: datetime) -> Iterator[datetime]:
    """Starts of a series after `begin` up to and including `end`, all three on the wall clock (naive).

    The rhythm is counted on the wall clock, so that the hour stays the same through summer time.
    """
    first = max(begin, datetime.combine(series.from_on, time.min) - timedelta(seconds=1))
    last = end if series.until_on is None else min(end, datetime.combine(series.until_on, time.max))
    dtstart = datetime.combine(first.date(), series.starts_at)
    for moment in rrule(WEEKLY, dtstart=dtstart, byweekday=series.weekday, until=last):
        if moment > first:
            yield moment


def window(day: date) -> tuple[datetime, datetime]:
    """Twelve weeks on the wall clock from the start of this day, or from this moment when it is today."""
    now = clock.now().replace(tzinfo=None)
    begin = now if day == now.date() else datetime.combine(day, time.min) - timedelta(seconds=1)
    return begin, begin + AHEAD


@transaction.atomic
def generate_meetings(*, day: date, groups: Iterable[ContactGroup] | None = None, dry_run: bool = False) -> int:
    """Plan the meetings of the coming twelve weeks, each with an empty turn; run twice, it makes nothing twice.

    Returns how many meetings were made, or would be. Days of a break are left out; a meeting that was called off
    stays called off.
    """
    wanted = list(_wanted(day, groups))
    there = set(
        Meeting.objects.filter(
            group__in={meeting.group_id for meeting in wanted}, starts_at__in={m.starts_at for m in wanted}
        ).values_list("group_id", "starts_at")
    )
    new = [meeting for meeting in wanted if (meeting.group_id, meeting.starts_at) not in there]
    if new and not dry_run:
        Meeting.objects.bulk_create(new, ignore_conflicts=True, batch_size=1000)
        _make_turns({meeting.group_id for meeting in new})
    return len(new)


def _wanted(day: date, groups: Iterable[ContactGroup] | None) -> Iterator[Meeting]:
    begin, end = window(day)
    running = MeetingSeries.objects.filter(group__state__in=[GroupState.ACTIVE, GroupState.ON_BREAK])
    if groups is not None:
        running = running.filter(group__in=[group.pk for group in groups])
    for series in running.filter(Q(until_on=None) | Q(until_on__gte=day)).select_related("group"):
        for moment in moments(series, begin, end):
            if not in_break(series.group, moment.date()):
                yield Meeting(
                    group_id=series.group_id,
                    series=series,
                    starts_at=clock.local(moment.date(), moment.time()),
                    minutes=series.minutes,
                    mode=series.mode,
                    place=series.place or series.group.place,
                )


def in_break(group: ContactGroup, day: date) -> bool:
    """Whether the group does not meet on this day because of a break; an open break lasts until it is ended."""
    if group.state != GroupState.ON_BREAK:
        return False
    return group.break_until is None or day <= group.break_until


def _make_turns(group_ids: Iterable[int]) -> None:
    bare = Meeting.objects.filter(group__in=list(group_ids), turn=None, state=MeetingState.PLANNED)
    RosterTurn.objects.bulk_create(
        [RosterTurn(meeting=meeting) for meeting in bare], ignore_conflicts=True, batch_size=1000
    )


@transaction.atomic
def set_series(
    *,
    by: Actor,
    group: ContactGroup,
    weekday: int,
    starts_at: time,
    from_on: date,
    minutes: int = DEFAULT_MINUTES,
    mode: str = "on_site",
    place: str = "",
) -> MeetingSeries:
    """Choose the weekly day and hour from a day on; the rhythm before it ends the day before.

    Same weekday: planned meetings keep their leader and move to the new hour. Another weekday: they make room for
    new ones, because nobody said yes to that day.
    """
    group = lock_group(group.pk)
    if from_on < clock.today():
        raise Refused("Kies vandaag of een latere dag.", field="from_on")
    if mode == "on_site" and not place and not group.place:
        raise Refused("Vul in welk lokaal het is.", field="place")
    old = MeetingSeries.objects.filter(group=group).filter(Q(until_on=None) | Q(until_on__gte=from_on))
    days = set(old.values_list("weekday", flat=True))
    old.filter(from_on__gte=from_on).delete()
    old.update(until_on=from_on - timedelta(days=1))
    series = MeetingSeries.objects.create(
        group=group, weekday=weekday, starts_at=starts_at, minutes=minutes, mode=mode, place=place, from_on=from_on
    )
    if days:
        _move_planned(group, series, same_day=days == {weekday})
    generate_meetings(day=clock.today(), groups=[group])
    return series


def _move_planned(group: ContactGroup, series: MeetingSeries, *, same_day: bool) -> None:
    start = max(clock.start_of(series.from_on), clock.now())
    planned = Meeting.objects.filter(group=group, kind="regular").coming(start)
    if not same_day:
        planned.delete()
        return
    for meeting in planned:
        meeting.starts_at = clock.local(meeting.starts_at.astimezone(clock.BRUSSELS).date(), series.starts_at)
        meeting.series, meeting.minutes, meeting.mode = series, series.minutes, series.mode
        meeting.place = series.place or group.place
        meeting.save(update_fields=["starts_at", "series", "minutes", "mode", "place"])


@transaction.atomic
def cancel_meeting(*, by: Actor, meeting: Meeting, text: str) -> Meeting:
    """'Deze week niet': the text stands on the public page; who would lead hears it, unless it is taken back (6.4)."""
    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state == MeetingState.CANCELLED:
        return meeting
    if meeting.starts_at <= clock.now():
        raise Refused("Deze bijeenkomst is al begonnen.")
    meeting.state, meeting.cancelled_at, meeting.cancel_text = MeetingState.CANCELLED, clock.now(), text
    meeting.save(update_fields=["state", "cancelled_at", "cancel_text"])
    TurnQuestion.objects.filter(turn__meeting=meeting, state=QuestionState.OPEN).update(
        state=QuestionState.WITHDRAWN, answered_at=clock.now()
    )
    leader = RosterTurn.objects.filter(meeting=meeting, published=True).values_list("volunteer_id", flat=True).first()
    if leader:
        post_letter("meeting_cancelled", meeting.pk, to_id=leader, not_before=clock.now() + UNDO_TIME)
    return meeting


@transaction.atomic
def restore_meeting(*, by: Actor, meeting: Meeting) -> None:
    """Take 'Deze week niet' back: the meeting goes on with the leader it had; without one the search goes on."""
    from contactgroups.services.turns import resume_search

    meeting = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
    if meeting.state == MeetingState.PLANNED:
        return
    if meeting.starts_at <= clock.now():
        raise Refused("Dit moment is al voorbij.")
    meeting.state, meeting.cancelled_at, meeting.cancel_text = MeetingState.PLANNED, None, ""
    meeting.save(update_fields=["state", "cancelled_at", "cancel_text"])
    _make_turns([meeting.group_id])
    resume_search(meeting.pk)
