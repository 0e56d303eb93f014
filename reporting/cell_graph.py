"""A table with its totals as a graph: can a reader work out a hidden cell, and what else must be hidden then?

Every cell and every total is an arc, every sum a node where as much flows in as out. The values that a table
can have are then exactly the flows through the graph. Raise one hidden cell by one and follow the sums:
other hidden cells must give way, round a cycle back to where it began. So a cell can have another value if
and only if it lies on a cycle of hidden cells that can all give way, and the cheapest cycle through cells
that are still shown tells what to hide besides. Pure: no database, no words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush


@dataclass(slots=True, eq=False)
class Arc:
    """One cell or total. `low` and `high` (None: no limit): what a reader knows of it once it is hidden.

    `price`: what it costs to hide it, None when it may never be hidden for the sake of another cell. Not `printed`: it
    stands in no table, so that nobody asks whether it can be worked out.
    """

    tail: int
    head: int
    value: int
    low: int
    high: int | None
    price: int | None
    hidden: bool = False
    printed: bool = True

    def can_change(self, step: int) -> bool:
        """Would a reader, seeing this cell hidden, hold one more (1) or one less (-1) for possible?"""
        changed = self.value + step
        return changed >= self.low and (self.high is None or changed <= self.high)

    @property
    def cost(self) -> int | None:
        """What it still costs to let this cell change; None when that cannot be."""
        return 0 if self.hidden else self.price


def hide_complements(arcs: Sequence[Arc]) -> bool:
    """Hide the cheapest further cells until none that is hidden can be worked out; False if that cannot be
    done."""
    links = _links(arcs)
    for arc in [arc for arc in arcs if arc.hidden and arc.printed]:
        cycles = [cycle for step in (1, -1) if (cycle := _cheapest_cycle(links, arc, step)) is not None]
        if not cycles:
            return False
        for other in min(cycles, key=lambda cycle: cycle[0])[1]:
            other.hidden = True
    return True


def _links(arcs: Iterable[Arc]) -> dict[int, list[tuple[int, Arc, int]]]:
    """For each node the arcs that can be followed from it: to where, which, and as one more or one less."""
    links: dict[int, list[tuple[int, Arc, int]]] = {}
    for arc in arcs:
        links.setdefault(arc.tail, []).append((arc.head, arc, 1))
        links.setdefault(arc.head, []).append((arc.tail, arc, -1))
    return links


def _cheapest_cycle(links: dict[int, list[tuple[int, Arc, int]]], arc: Arc, step: int) -> tuple[int, list[Arc]] | None:
    """Price and arcs of the cheapest way to let this cell change by `step` (Dijkstra), None when there is
    none."""
    if not arc.can_change(step):
        return None
    start, end = (arc.head, arc.tail) if step > 0 else (arc.tail, arc.head)
    reached: dict[int, tuple[int, Arc]] = {}
    queue: list[tuple[int, int, int, int, Arc]] = [(0, 0, start, start, arc)]
    turn = 0
    while queue:
        price, _, node, came_from, by = heappop(queue)
        if node in reached:
            continue
        reached[node] = (came_from, by)
        if node == end:
            return price, _way_back(reached, start, end)
        for target, other, direction in links[node]:
            cost = other.cost
            if other is arc or cost is None or target in reached or not other.can_change(direction):
                continue
            turn += 1
            heappush(queue, (price + cost, turn, target, node, other))
    return None


def _way_back(reached: dict[int, tuple[int, Arc]], start: int, end: int) -> list[Arc]:
    way, node = [], end
    while node != start:
        node, arc = reached[node]
        way.append(arc)
    return way
