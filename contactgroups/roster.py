"""Who leads which meeting of a contact group (R087, Q12, Q28, section 3.5, scenario A07).

Pure calculation: no database, no clock. Two questions are answered here:

* `next_leader`: one turn is free, who is asked first, and why;
* `plan_roster`: many turns are free (a quarter, a year), who leads what, and why.

The caller hands in only leaders who are callable today (Q28: a gespreksleider is an ED of the group with
state actief); days on which somebody is known to be away stand in `Leader.away`. Nothing here knows why
somebody is away, and a "nu niet" is used for that one turn only, never counted (R075).
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median_low

from contactgroups.balancing import NOBODY, Sharing, bits

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Leader:
    """A gespreksleider of the group who is callable today.

    `joined_on`: day from which this person stands in the rotation; whoever comes back joins at the end (A07),
    so a return gives a new day. `last_led_on`: last meeting led before the turns handed in. `turns_led`:
    meetings led in the period over which the caller balances. `away`: days that are known to be impossible.
    """

    pk: int
    joined_on: date
    last_led_on: date | None = None
    turns_led: int = 0
    away: Container[date] = frozenset()


@dataclass(frozen=True, slots=True)
class Turn:
    """The turn to lead one meeting; `not_now` holds who said "nu niet" to this very turn."""

    meeting: int
    on: date
    leader: int | None = None
    published: bool = False
    not_now: frozenset[int] = frozenset()

    @property
    def is_fixed(self) -> bool:
        """A published turn with a leader never moves (A07: all other turns stay)."""
        return self.published and self.leader is not None


@dataclass(frozen=True, slots=True)
class Proposal:
    """Who is asked for a turn. `reason` is Dutch and follows a name; `leader` is None when nobody is left."""

    meeting: int
    on: date
    leader: int | None
    reason: str
    two_running: bool = False


@dataclass(frozen=True, slots=True)
class RosterPlan:
    """A proposal for every turn that was open, in order of date.

    `turns_of`: each leader's turns when the plan is carried out, from the start that was used for balancing.
    """

    choices: tuple[Proposal, ...]
    turns_of: Mapping[int, int]

    @property
    def holes(self) -> tuple[Proposal, ...]:
        """Turns that nobody can lead."""
        return tuple(choice for choice in self.choices if choice.leader is None)

    @property
    def spread(self) -> int:
        """Difference in turns between who leads most and who leads least."""
        return max(self.turns_of.values()) - min(self.turns_of.values()) if self.turns_of else 0

    @property
    def two_running(self) -> int:
        """Choices that make somebody lead two weeks running."""
        return sum(choice.two_running for choice in self.choices)


def next_leader(turn: Turn, leaders: Iterable[Leader], turns: Iterable[Turn]) -> Proposal | None:
    """Who is asked for this turn now (A07), or None when nobody is left ("nog niemand").

    The callable leader who led longest ago and would not lead two weeks running, counted before and after;
    when nobody else is left, two weeks running is allowed. Whoever said "nu niet" to this turn, or holds it
    now, is not asked for it again. `turns`: the group's turns, led and to come; the turn itself may be among
    them.
    """
    taken = [other for other in turns if other.meeting != turn.meeting and other.leader is not None]
    could = [leader for leader in leaders if turn.on not in leader.away and leader.pk != turn.leader]
    led = {leader.pk: _days_led(leader, taken) for leader in could}
    rested = [leader for leader in could if not _leads_around(turn.on, led[leader.pk])]
    rivals = rested if any(leader.pk not in turn.not_now for leader in rested) else could
    order = sorted(rivals, key=lambda leader: (_waiting_since(leader, led[leader.pk], turn.on), leader.pk))
    chosen = next((leader for leader in order if leader.pk not in turn.not_now), None)
    if chosen is None:
        return None
    last = max((day for day in led[chosen.pk] if day < turn.on), default=None)
    waiting = _waiting_since(chosen, led[chosen.pk], turn.on)
    longest = waiting == _waiting_since(order[0], led[order[0].pk], turn.on)
    reason = _why(last, waiting, turn.on, longest=longest)
    return Proposal(turn.meeting, turn.on, chosen.pk, reason, two_running=chosen not in rested)


def plan_roster(turns: Iterable[Turn], leaders: Sequence[Leader], *, since: date | None = None) -> RosterPlan:
    """Share the open turns fairly and explain each choice (R087, section 6.2 task 4).

    Every turn that somebody can lead is filled; the numbers of turns lie as close together as they can (the
    spread of an exact solver); after that as few as possible lead two weeks running, and who led longest ago
    goes first. Published turns never move and count. Drafts (a leader, not published) are planned anew.

    `since`: first day of the period of `Leader.turns_led`; whoever joined later starts level with the others
    and is not flooded to catch up.
    """
    dated = sorted(turns, key=lambda turn: (turn.on, turn.meeting))
    sharing = _share(dated, leaders, _starting_loads(leaders, since))
    waiting = [max(leader.joined_on, leader.last_led_on or leader.joined_on) for leader in leaders]

    def led(leader: int, turn: int) -> None:
        waiting[leader] = max(waiting[leader], dated[turn].on)

    sharing.fill(lambda who: (waiting[who], leaders[who].pk), led)
    sharing.balance()
    sharing.part_neighbours()
    turns_of = {leader.pk: load for leader, load in zip(leaders, sharing.load, strict=True)}
    return RosterPlan(tuple(_explain(sharing, dated, leaders)), turns_of)


def say_day(day: date, beside: date) -> str:
    """The day in Dutch, with its year when the day beside it has another: "5 mei", "5 mei 2025"."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if day.year == beside.year else f"{words} {day.year}"


def _week(day: date) -> int:
    """Number of the calendar week, Monday to Sunday."""
    return (day.toordinal() - 1) // 7


def _days_led(leader: Leader, taken: Iterable[Turn]) -> set[date]:
    days = {turn.on for turn in taken if turn.leader == leader.pk}
    return days | {leader.last_led_on} if leader.last_led_on else days


def _leads_around(on: date, led: Iterable[date]) -> bool:
    """Does one of these days lie in the same calendar week, the week before or the week after?"""
    return any(abs(_week(day) - _week(on)) <= 1 for day in led)


def _waiting_since(leader: Leader, led: Iterable[date], on: date) -> date:
    """Place in the rotation on that day: the earliest has waited longest."""
    return max([leader.joined_on, *(day for day in led if day < on)])


def _why(last: date | None, waiting: date, on: date, *, longest: bool) -> str:
    """A true and neutral phrase: a return or a "nu niet" that changed the order is never told."""
    if last is None:
        return "leidde nog geen bijeenkomst"
    if longest and waiting == last:
        return f"leidde het langst geleden ({say_day(last, on)})"
    return f"is nu aan de beurt (leidde op {say_day(last, on)})"


def _starting_loads(leaders: Sequence[Leader], since: date | None) -> list[int]:
    """Turns already led; whoever joined later starts at the lower median of the others at least."""
    old = [leader.turns_led for leader in leaders if since is None or leader.joined_on <= since]
    level = median_low(old) if old else 0
    return [
        leader.turns_led if since is None or leader.joined_on <= since else max(leader.turns_led, level)
        for leader in leaders
    ]


def _share(turns: Sequence[Turn], leaders: Sequence[Leader], load: Sequence[int]) -> Sharing:
    """The turns and leaders in numbers."""
    number = {leader.pk: index for index, leader in enumerate(leaders)}
    weeks = [_week(turn.on) for turn in turns]
    return Sharing(
        can=[0 if turn.is_fixed else _mask_of_able(turn, leaders) for turn in turns],
        near=_near(weeks),
        barred=_barred(weeks, leaders),
        holder=[number.get(turn.leader or 0, NOBODY) if turn.is_fixed else NOBODY for turn in turns],
        load=load,
    )


def _mask_of_able(turn: Turn, leaders: Sequence[Leader]) -> int:
    mask = 0
    for index, leader in enumerate(leaders):
        if turn.on not in leader.away and leader.pk not in turn.not_now:
            mask |= 1 << index
    return mask


def _barred(weeks: Sequence[int], leaders: Sequence[Leader]) -> list[int]:
    """For each turn the mask of who led the same, the previous or the next week, before these turns."""
    led: dict[int, int] = {}
    for index, leader in enumerate(leaders):
        if leader.last_led_on:
            last = _week(leader.last_led_on)
            for week in (last - 1, last, last + 1):
                led[week] = led.get(week, 0) | 1 << index
    return [led.get(week, 0) for week in weeks]


def _near(weeks: Sequence[int]) -> list[list[int]]:
    """For each turn the other turns of the same, the previous or the next week; weeks are in order."""
    near: list[list[int]] = [[] for _ in weeks]
    for turn, week in enumerate(weeks):
        later = turn + 1
        while later < len(weeks) and weeks[later] - week <= 1:
            near[turn].append(later)
            near[later].append(turn)
            later += 1
    return near


def _explain(sharing: Sharing, turns: Sequence[Turn], leaders: Sequence[Leader]) -> Iterable[Proposal]:
    """Each choice in words that are true for the finished plan."""
    led = [leader.last_led_on for leader in leaders]
    waiting = [max(leader.joined_on, leader.last_led_on or leader.joined_on) for leader in leaders]
    for index, turn in enumerate(turns):
        holder = sharing.holder[index]
        if not turn.is_fixed:
            running = holder >= 0 and sharing.clashes(holder, index) > 0
            who = leaders[holder].pk if holder >= 0 else None
            yield Proposal(turn.meeting, turn.on, who, _reason(sharing, index, turn, led, waiting), running)
        if holder >= 0:
            led[holder] = waiting[holder] = turn.on


def _reason(sharing: Sharing, index: int, turn: Turn, led: Sequence[date | None], waiting: Sequence[date]) -> str:
    holder, able = sharing.holder[index], sharing.can[index]
    if holder < 0:
        return f"niemand kan op {say_day(turn.on, turn.on)}"
    if able == 1 << holder and not turn.not_now:
        return f"kan als enige op {say_day(turn.on, turn.on)}"
    rested = not sharing.clashes(holder, index)
    for rival in bits(able):
        if (not rested or waiting[rival] < waiting[holder]) and not sharing.clashes(rival, index):
            return "zo blijven de beurten gelijk verdeeld"
    return _why(led[holder], waiting[holder], turn.on, longest=rested and not turn.not_now)
