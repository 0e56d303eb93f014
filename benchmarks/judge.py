"""The exact answer to "how evenly can these turns be shared", by bipartite flow: slow, independent, a judge only."""

from collections.abc import Sequence
from itertools import count
from math import ceil


def fewest_holes(able: Sequence[Sequence[int]]) -> int:
    """Turns that nobody can lead; whoever can lead a turn can always lead one more."""
    return sum(not who for who in able)


def least_spread(able: Sequence[Sequence[int]], start: Sequence[int]) -> int:
    """The smallest difference between most and least turns, with every turn that can be led given to somebody.

    `start`: turns that each leader already has.
    """
    turns = [who for who in able if who]
    mean = (sum(start) + len(turns)) / len(start)
    for spread in count():
        for low in range(max(0, ceil(mean) - spread), int(mean) + 1):
            room = [low + spread - has for has in start]
            if _fits(turns, room, [max(0, low - has) for has in start]):
                return spread
    raise AssertionError("everything fits in some spread")


def _fits(turns: Sequence[Sequence[int]], room: Sequence[int], least: Sequence[int]) -> bool:
    """Can every turn be led, with at most `room` and at least `least` turns for each leader?"""
    if min(room) < 0 or sum(room) < len(turns):
        return False
    holder = [-1] * len(turns)
    held: list[list[int]] = [[] for _ in room]
    if not all(_place_least(turns, holder, held, leader, least) for leader in range(len(least))):
        return False
    return all(holder[turn] >= 0 or _place(turns, holder, held, room, turn) for turn in range(len(turns)))


def _place_least(
    turns: Sequence[Sequence[int]], holder: list[int], held: list[list[int]], leader: int, least: Sequence[int]
) -> bool:
    """Give this leader what he must at least have: free turns, or turns of others along a chain of changes."""
    while len(held[leader]) < least[leader]:
        seen: set[int] = set()
        if not _take(turns, holder, held, leader, seen):
            return False
    return True


def _take(
    turns: Sequence[Sequence[int]], holder: list[int], held: list[list[int]], leader: int, seen: set[int]
) -> bool:
    for turn, who in enumerate(turns):
        if turn in seen or leader not in who or holder[turn] == leader:
            continue
        seen.add(turn)
        other = holder[turn]
        if other < 0 or _take(turns, holder, held, other, seen):
            if other >= 0:
                held[other].remove(turn)
            holder[turn] = leader
            held[leader].append(turn)
            return True
    return False


def _place(
    turns: Sequence[Sequence[int]], holder: list[int], held: list[list[int]], room: Sequence[int], turn: int
) -> bool:
    """Give a turn to somebody, moving turns along from whoever is full; breadth first over leaders."""
    came: dict[int, tuple[int, int]] = dict.fromkeys(turns[turn], (-1, turn))
    queue = list(turns[turn])
    for leader in queue:
        if len(held[leader]) < room[leader]:
            _shift(holder, held, came, leader)
            return True
        for mine in held[leader]:
            for other in turns[mine]:
                if other not in came:
                    came[other] = (leader, mine)
                    queue.append(other)
    return False


def _shift(holder: list[int], held: list[list[int]], came: dict[int, tuple[int, int]], leader: int) -> None:
    while leader >= 0:
        giver, turn = came[leader]
        if giver >= 0:
            held[giver].remove(turn)
        holder[turn] = leader
        held[leader].append(turn)
        leader = giver
