"""Generated histories of a volunteer, for property tests (hypothesis).

`histories()` gives what the services allow: engagements one after the other, rests one at a time, slapend
that ends in a confirmed return. `histories(lawful=False)` also gives what they refuse: overlapping rests,
returns and contacts on any day, facts in any order. Days gather around the edges where something changes:
the anniversary, three months, the end of February.
"""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from volunteers.standing import EngagementFact, Facts, Postponement, RestFact
from volunteers.states import RestKind

FIRST_DAYS = [
    date(2023, 2, 28),
    date(2024, 1, 15),
    date(2024, 2, 29),
    date(2024, 3, 1),
    date(2024, 11, 30),
    date(2025, 3, 1),
]
# Days between one fact and the next: at once, weeks, about three months, about a year.
GAPS = st.one_of(
    st.integers(0, 2),
    st.integers(3, 80),
    st.integers(88, 94),
    st.integers(270, 340),
    st.integers(362, 369),
    st.integers(370, 480),
)


class _Story:
    """A life in the pool that is told day after day."""

    def __init__(self, draw, day: date) -> None:
        self.draw = draw
        self.day = day
        self.engagements = [EngagementFact(day)]
        self.rests: list[RestFact] = []
        self.days: dict[str, list[date]] = {
            "attendances": [],
            "contacts": [],
            "returns": [],
            "clock_starts": [],
        }
        self.postponements: list[Postponement] = []

    @property
    def resting(self) -> bool:
        return bool(self.rests) and self.rests[-1].until_on is None and self.started

    @property
    def started(self) -> bool:
        one = self.engagements[-1]
        return one.activated_on is not None and one.stopped_on is None

    def choices(self) -> list[str]:
        """What can happen next."""
        if self.engagements[-1].stopped_on:
            return ["again"]
        if not self.started:
            return ["activate", "activate", "activate", "attend", "stop"]
        if not self.resting:
            return [*["attend", "contact"] * 4, *["pause", "sleep"] * 2, "stop", "clock", "postpone"]
        return [*["attend", "wake"] * 3, "contact", "contact", "stop", "deepen", "postpone"]

    def tell(self) -> None:
        self.day += timedelta(days=self.draw(GAPS))
        getattr(self, "do_" + self.draw(st.sampled_from(self.choices())))()

    def do_activate(self) -> None:
        self.engagements[-1] = replace(self.engagements[-1], activated_on=self.day)

    def do_stop(self) -> None:
        if self.resting:
            self.end_rest()
        self.engagements[-1] = replace(self.engagements[-1], stopped_on=self.day)

    def do_again(self) -> None:
        self.engagements.append(EngagementFact(self.day))

    def do_attend(self) -> None:
        self.days["attendances"].append(self.day)

    def do_contact(self) -> None:
        self.days["contacts"].append(self.day)

    def do_clock(self) -> None:
        self.days["clock_starts"].append(self.day)

    def do_postpone(self) -> None:
        until = self.day + timedelta(days=self.draw(st.integers(1, 120)))
        self.postponements.append(Postponement(self.day, until))

    def do_pause(self) -> None:
        self.rests.append(RestFact(RestKind.PAUSE, self.day))

    def do_sleep(self) -> None:
        self.rests.append(RestFact(RestKind.SLEEP, self.day, needs_return=True))

    def end_rest(self) -> None:
        """Close the rest, perhaps on its first day: then it held no day, and what followed still asks its return."""
        self.rests[-1] = replace(self.rests[-1], until_on=self.day)

    def do_wake(self) -> None:
        if self.rests[-1].needs_return:
            self.days["returns"].append(self.day)
        self.end_rest()

    def do_deepen(self) -> None:
        """From pause to slapend, or from slapend to a pause that still needs the return."""
        kind = RestKind.SLEEP if self.rests[-1].kind is RestKind.PAUSE else RestKind.PAUSE
        self.end_rest()
        self.rests.append(RestFact(kind, self.day, needs_return=True))

    def facts(self) -> Facts:
        return Facts(
            engagements=tuple(self.engagements),
            rests=tuple(self.rests),
            postponements=tuple(self.postponements),
            **{name: tuple(days) for name, days in self.days.items()},
        )


@st.composite
def histories(draw, *, lawful: bool = True, most: int = 12) -> Facts:
    """Facts of one person: at most `most` things happen, over at most some eight years."""
    story = _Story(draw, draw(st.sampled_from(FIRST_DAYS)))
    for _ in range(draw(st.integers(1, most))):
        story.tell()
    facts = story.facts()
    return facts if lawful else draw(_disturbed(facts, story.day))


@st.composite
def _disturbed(draw, facts: Facts, last: date) -> Facts:
    """The same facts with some that no service would write, in any order."""
    first = facts.engagements[0].candidate_on
    any_day = st.integers(-30, (last - first).days + 30).map(lambda days: first + timedelta(days=days))
    rests = list(facts.rests)
    for _ in range(draw(st.integers(0, 2))):
        from_on = draw(any_day)
        days = draw(st.none() | st.integers(0, 200))
        until_on = None if days is None else from_on + timedelta(days=days)
        rests.append(RestFact(draw(st.sampled_from(RestKind)), from_on, until_on, draw(st.booleans())))
    return replace(
        facts,
        engagements=tuple(draw(st.permutations(facts.engagements))),
        rests=tuple(draw(st.permutations(rests))),
        attendances=(*draw(st.lists(any_day, max_size=2)), *facts.attendances),
        contacts=(*draw(st.lists(any_day, max_size=2)), *facts.contacts),
        returns=(*draw(st.lists(any_day, max_size=1)), *facts.returns),
        clock_starts=(*draw(st.lists(any_day, max_size=1)), *facts.clock_starts),
        yearly=draw(st.sampled_from([True] * 9 + [False])),
        months_after_contact=draw(st.sampled_from([3, 3, 1, 6])),
    )
