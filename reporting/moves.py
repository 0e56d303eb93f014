"""Who came, who started and who stopped, year after year (F03 to F06): what may stand beside totals that are known.

Who is there on two days tells how many more started than stopped in between, and the split by whose experience tells
how many must have come at least. So the figures of a year are one flow of people: a candidacy is received, it runs on,
is dropped or starts; who starts enters the pool, who stops leaves it. `protect_moves` hides the small counts of that
flow ("<5"), what would give them away ("niet getoond"), and where that is not enough the split or all of it.

What is promised: whoever knows the rules, all that is shown of all years, and besides that how many people came back in
each year, still finds at least two values possible for each hidden figure, those of F03 included. Years are protected
from the first to the last, each with what the years before it show, so that a page of one year never shows what the
page of another hides. Pure: no database, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise, product
from math import inf

from reporting.cell_graph import Arc, hide_complements
from reporting.suppression import LOWEST_THRESHOLD, NOT_SHOWN, Hidden, ProtectedTable, Shown, Table, count_arc, protect

KINDS = ("own", "context", "both")
OUTSIDE, CANDIDACIES, STARTS, POOL = range(4)  # between these people flow
Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class YearMoves:
    """Raw counts of ervaringsdragers in one year.

    `pool`: F03, by `KINDS`. Candidacies received in the year are `running`, `began` or `dropped` on its reference day
    (F05). `carried`: starts in the year out of candidacies of earlier years. `waiting`: all candidates on the reference
    day, those of earlier years too. `started`: people who started for the first time (F04); `stopped`: people (F06).
    """

    pool: tuple[int, ...] = (0, 0, 0)
    running: int = 0
    began: int = 0
    dropped: int = 0
    carried: int = 0
    waiting: int = 0
    started: int = 0
    stopped: int = 0

    @property
    def people(self) -> int:
        """F01."""
        return sum(self.pool)

    @property
    def received(self) -> int:
        """F05."""
        return self.running + self.began + self.dropped

    @property
    def entries(self) -> int:
        """All starts of the year, of whoever came back too."""
        return self.began + self.carried


@dataclass(frozen=True, slots=True)
class ShownMoves:
    """The same year as a reader may see it."""

    pool: ProtectedTable
    received: Shown
    running: Shown
    began: Shown
    dropped: Shown
    started: Shown
    stopped: Shown


class _Way(Enum):
    """How much is shown; the first that keeps every hidden figure open is taken."""

    CANDID = "small counts read '<5', what is hidden besides 'niet getoond'"
    ALIKE = "all that is hidden reads 'niet getoond'"
    TOTAL = "of candidacies the total, and nothing else"
    NOTHING = "nothing"


def protect_moves(years: Mapping[int, YearMoves], threshold: int = LOWEST_THRESHOLD) -> dict[int, ShownMoves]:
    """The years after the first, which is only what the second started from."""
    shown: dict[int, ShownMoves] = {}
    ordered = sorted(years)
    floor: float = years[ordered[0]].waiting
    pools = {year: protect(Table.line(dict(zip(KINDS, years[year].pool, strict=True))), threshold) for year in ordered}
    for before, year in pairwise(ordered):
        must = most_entries(pools[before], years[before].people, pools[year], years[year].people)
        ways = [_Flow(way, years[before], years[year], must, threshold) for way in _Way]
        if any(0 < years[at].people < threshold for at in (before, year)):
            ways = ways[-1:]
        for flow in ways:
            left = flow.protect(floor)
            if left is not None:
                floor, shown[year] = left, flow.shown(pools[year])
                break
    return shown


def most_entries(before: ProtectedTable, start: int, after: ProtectedTable, end: int) -> int:
    """The most starts that any reading of two splits by experience asks for; with nothing hidden just what they say."""
    first, last = _ranges(before, start), _ranges(after, end)
    best = 0
    for chosen in product((False, True), repeat=len(KINDS)):
        most = min(_sum(last, 1, chosen), end - _sum(last, 0, chosen, others=True))
        least = max(_sum(first, 0, chosen), start - _sum(first, 1, chosen, others=True))
        best = max(best, int(most - least))
    return best


def _sum(ranges: Sequence[Range], side: int, chosen: Sequence[bool], *, others: bool = False) -> float:
    return sum(one[side] for one, is_in in zip(ranges, chosen, strict=True) if is_in is not others)


def _ranges(table: ProtectedTable, total: int) -> list[Range]:
    """What a reader holds for possible of each part, by the words alone."""
    if table.withheld:
        return [(0, total)] * len(KINDS)
    cells = [line[0] for line in table.cells]
    apart = next((cell.below for cell in cells if isinstance(cell, Hidden) and cell.below), None)
    return [_range(cell, apart, total) for cell in cells]


def _range(cell: Shown, apart: int | None, total: int) -> Range:
    if not isinstance(cell, Hidden):
        return cell, cell
    return (1, cell.below - 1) if cell.below else (apart or 1, total)


class _Flow:
    """One year as arcs from node to node; what never hides, such as who is there, is left out."""

    def __init__(self, way: _Way, before: YearMoves, year: YearMoves, must: int, threshold: int) -> None:
        self.way, self.year, self.must, self.threshold = way, year, must, threshold
        self.received = self._arc(OUTSIDE, CANDIDACIES, year.received, is_sum=True)
        self.running = self._arc(CANDIDACIES, OUTSIDE, year.running)
        self.dropped = self._arc(CANDIDACIES, OUTSIDE, year.dropped)
        self.began = self._arc(CANDIDACIES, STARTS, year.began)
        still = year.waiting - year.running  # candidates of earlier years who go on being one
        most = max(year.carried, before.waiting - still)
        self.carried = Arc(OUTSIDE, STARTS, year.carried, 0, most, None, hidden=True, printed=False)
        self.started = self._arc(STARTS, POOL, year.started)
        self.stopped = self._arc(POOL, OUTSIDE, year.stopped)
        gained = sum(max(0, now - then) for now, then in zip(year.pool, before.pool, strict=True))
        self.started.low = max(self.started.low, year.started - max(0, year.entries - gained))

    def _arc(self, tail: int, head: int, value: int, *, is_sum: bool = False) -> Arc:
        if self.way is _Way.NOTHING or (self.way is _Way.TOTAL and not is_sum):
            return Arc(tail, head, value, 0, None, None, hidden=True)
        arc = count_arc(tail, head, value, self.threshold, candid=is_sum or self.way is _Way.CANDID, is_sum=is_sum)
        if self.way is _Way.TOTAL:
            arc.price = None
        return arc

    def protect(self, floor: float) -> float | None:
        """Hide what must be; `floor`: the fewest candidates a reader holds possible at the start of the year.

        Gives that number for its end, None when something stays in the open.
        """
        parts = [self.received, self.running, self.dropped, self.began, self.carried, self.started, self.stopped]
        return self._room(floor) if hide_complements(parts) else None

    def _room(self, floor: float) -> float | None:
        """Is there, within what is shown, a year in which as many start as any split of F03 asks for, out of so few
        candidates? Then no reading of another year meets a wall in this one."""
        year = self.year
        more = year.started - year.stopped
        low, high = self._both(self.started, self.stopped, more)
        least, most = self._of_received()
        rest = year.entries - year.started  # who came back
        top = min(high, most + min(self.carried.high or 0, floor) - rest)
        if top < low or top + rest < max(self.must, least):
            return None
        carried = 0 if most == inf else max(0, top + rest - most)
        return _reading(self.running)[0] + floor - carried

    def _both(self, started: Arc, stopped: Arc, more: int) -> Range:
        (low, high), (least, most) = _reading(started), _reading(stopped)
        return max(low, least + more), min(high, most + more)

    def _of_received(self) -> Range:
        """How many candidacies of the year may have begun."""
        (total_low, total_high), (low, high) = _reading(self.received), _reading(self.began)
        (run_low, run_high), (drop_low, drop_high) = _reading(self.running), _reading(self.dropped)
        least = max(low, total_low - run_high - drop_high) if inf not in (run_high, drop_high) else low
        return least, min(high, total_high - run_low - drop_low)

    def shown(self, pool: ProtectedTable) -> ShownMoves:
        """The year in words and numbers."""
        parts = (self.received, self.running, self.began, self.dropped, self.started, self.stopped)
        return ShownMoves(pool, *map(self._print, parts))

    def _print(self, arc: Arc) -> Shown:
        if not arc.hidden:
            return arc.value
        small = 0 < arc.value < self.threshold
        tells = self.way is _Way.CANDID or (arc is self.received and self.way is not _Way.NOTHING)
        return Hidden(self.threshold) if small and tells else NOT_SHOWN


def _reading(arc: Arc) -> Range:
    """What a reader holds for possible of one figure."""
    if not arc.hidden:
        return arc.value, arc.value
    return arc.low, inf if arc.high is None else arc.high
