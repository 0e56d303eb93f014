"""Times beside a floor: both in turn, round after round, so that a busy machine slows both alike."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter

Timer = Callable[[], float]
SPENT = 1.0  # seconds that one subject may take in a round, once it ran `LEAST` times
LEAST = 3


@dataclass
class Subject:
    """Something to time (`own`, in seconds) beside its `floor`, and beside its own SQL (`raw`) when there is one."""

    name: str
    own: Timer
    floor: Timer
    raw: Timer | None = None
    repeats: int = 8
    taken: dict[str, list[list[float]]] = field(default_factory=lambda: {"own": [], "floor": [], "raw": []})

    def run_round(self) -> None:
        """One round: floor, own and raw in turn."""
        timers = {"floor": self.floor, "own": self.own} | ({"raw": self.raw} if self.raw else {})
        began = perf_counter()
        for name in timers:
            self.taken[name].append([])
        for turn in range(self.repeats):
            if turn >= min(LEAST, self.repeats) and perf_counter() - began > SPENT:
                break
            for name, timer in timers.items():
                self.taken[name][-1].append(timer())

    def median(self, name: str = "own") -> float:
        """Seconds, over all rounds."""
        return median(_flat(self.taken[name]))

    def p95(self, name: str = "own") -> float:
        """Seconds under which 95 of 100 stay."""
        times = sorted(_flat(self.taken[name]))
        return times[min(len(times) - 1, int(len(times) * 0.95))]

    def ratio(self, to: str = "floor") -> float:
        """The median over the rounds of how many times the floor it took in that round."""
        rounds = zip(self.taken["own"], self.taken[to], strict=True)
        return median(median(own) / median(other) for own, other in rounds)

    @property
    def tail(self) -> float:
        """p95 / median, as a multiple of the floor's own."""
        return (self.p95() / self.median()) / (self.p95("floor") / self.median("floor"))


def run_rounds(subjects: Iterable[Subject], rounds: int) -> None:
    """All subjects in each round, after one time that does not count (templates, plans and caches warm)."""
    everything = list(subjects)
    for subject in everything:
        for timer in (subject.floor, subject.own, subject.raw):
            if timer is not None:
                timer()
    for _ in range(rounds):
        for subject in everything:
            subject.run_round()


def floor_wobble(subjects: Iterable[Subject]) -> float:
    """How many times the slowest round of a floor took the fastest one; the floor is the same for all subjects."""
    rounds = list(zip(*(subject.taken["floor"] for subject in subjects), strict=True))
    medians = [median(_flat(list(times))) for times in rounds]
    return max(medians) / min(medians) if medians else 1.0


def timed(act: Callable[[], object]) -> Timer:
    """A timer of one call."""

    def run() -> float:
        began = perf_counter()
        act()
        return perf_counter() - began

    return run


def _flat(rounds: list[list[float]]) -> list[float]:
    return [one for times in rounds for one in times]
