"""Sharing turns among leaders as evenly as can be: the arithmetic under `roster.py`, on numbers alone.

Turns are numbered in order of date, leaders are numbered too. Who can lead a turn is an int with one bit for
each leader. Pure: no dates, no words, no database.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

NOBODY = -1  # among these leaders: the turn is open, or fixed with somebody who is not in the rotation now


@lru_cache(maxsize=4096)
def bits(mask: int) -> tuple[int, ...]:
    """Numbers of the bits that are set, lowest first."""
    return tuple(number for number in range(mask.bit_length()) if mask >> number & 1)


class Sharing:
    """Turns with their holders, changed in place by `fill`, `balance` and `part_neighbours`, in this order.

    `can[turn]`: mask of who can lead it, 0 for a turn that is fixed. `near[turn]`: turns so close by that
    holding both is "two weeks running"; `barred[turn]`: mask of who led so close by before the first turn.
    `load[leader]`: turns at the start, without those in `holder`.
    """

    def __init__(
        self,
        can: Sequence[int],
        near: Sequence[Sequence[int]],
        barred: Sequence[int],
        holder: Sequence[int],
        load: Sequence[int],
    ) -> None:
        self.can, self.near, self.barred = can, near, barred
        self.holder, self.load = list(holder), list(load)
        self.held: list[list[int]] = [[] for _ in load]
        for leader in self.holder:
            if leader >= 0:
                self.load[leader] += 1

    def clashes(self, leader: int, turn: int) -> int:
        """How often this leader would lead two weeks running by leading this turn."""
        found, holder = self.barred[turn] >> leader & 1, self.holder
        for other in self.near[turn]:
            if holder[other] == leader:
                found += 1
        return found

    def fill(self, rank: Callable[[int], tuple[object, ...]], led: Callable[[int, int], None]) -> None:
        """First round in order of date: who has the fewest turns, then who comes first by `rank`.

        `led(leader, turn)` is told of each turn that is held, so that `rank` can follow.
        """
        for turn, held_by in enumerate(self.holder):
            leader = held_by
            if held_by == NOBODY and self.can[turn]:
                leader = min(bits(self.can[turn]), key=lambda who: (self.load[who], rank(who)))
                self.holder[turn] = leader
                self.load[leader] += 1
                self.held[leader].append(turn)
            if leader >= 0:
                led(leader, turn)

    def balance(self) -> None:
        """Move turns from loaded to less loaded leaders through chains of swaps, until no chain is left.

        No chain left means that no sharing is flatter: the sum of squares of the loads is minimal, and with
        it both the highest load and the spread (an optimal semi-matching).
        """
        while chain := self._first_chain():
            for giver, taker in zip(chain[-2::-1], chain[:0:-1], strict=True):
                self._hand_over(giver, taker)

    def _first_chain(self) -> list[int]:
        most_first = sorted(range(len(self.load)), key=lambda who: -self.load[who])
        return next((chain for start in most_first if (chain := self._chain_from(start))), [])

    def _chain_from(self, start: int) -> list[int]:
        """Shortest chain to the least loaded leader within reach, if he has at least two turns fewer."""
        came_from, queue = {start: start}, [start]
        for giver in queue:
            reach = 0
            for turn in self.held[giver]:
                reach |= self.can[turn]
            for taker in bits(reach):
                if taker not in came_from:
                    came_from[taker] = giver
                    queue.append(taker)
        end = min(queue, key=lambda who: self.load[who])
        if self.load[end] > self.load[start] - 2:
            return []
        chain = [end]
        while chain[-1] != start:
            chain.append(came_from[chain[-1]])
        return chain[::-1]

    def _hand_over(self, giver: int, taker: int) -> None:
        """Move the one turn of the giver that the taker can lead with the fewest weeks running."""
        possible = (turn for turn in self.held[giver] if self.can[turn] >> taker & 1)
        self._give(min(possible, key=lambda turn: self.clashes(taker, turn) - self.clashes(giver, turn)), taker)

    def _give(self, turn: int, taker: int) -> None:
        giver = self.holder[turn]
        self.held[giver].remove(turn)
        self.held[taker].append(turn)
        self.load[giver] -= 1
        self.load[taker] += 1
        self.holder[turn] = taker

    def part_neighbours(self) -> None:
        """Fewer people two weeks running, the loads as flat as they are: hand over or swap while it helps."""
        while sum(self._part(turn) for turn, able in enumerate(self.can) if able):
            pass

    def _part(self, turn: int) -> bool:
        """Free this turn's holder of a clash; did it work?"""
        giver = self.holder[turn]
        clashes = self.clashes(giver, turn)
        if not clashes:
            return False
        for taker in bits(self.can[turn] & ~(1 << giver)):
            gained = clashes - self.clashes(taker, turn)
            if gained > 0 and self.load[giver] == self.load[taker] + 1:
                self._give(turn, taker)
                return True
            if gained >= 0 and self._swap(turn, giver, taker):
                return True
        return False

    def _swap(self, turn: int, giver: int, taker: int) -> bool:
        """Take over a turn of the taker in exchange, if one of them makes it better."""
        for back in self.held[taker]:
            if self.can[back] >> giver & 1 and self._swap_helps(turn, back):
                self._give(turn, taker)
                self._give(back, giver)
                return True
        return False

    def _swap_helps(self, one: int, other: int) -> bool:
        holder = self.holder
        mine, theirs = holder[one], holder[other]
        before = self.clashes(mine, one) + self.clashes(theirs, other)
        holder[one], holder[other] = theirs, mine
        after = self.clashes(theirs, one) + self.clashes(mine, other)
        holder[one], holder[other] = mine, theirs
        return after < before
