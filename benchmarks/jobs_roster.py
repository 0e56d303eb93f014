"""A year's roster for many groups beside an exact judge: its spread and its holes must be the same."""

from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.goals import Row
from benchmarks.judge import fewest_holes, least_spread
from benchmarks.looking import Raw
from benchmarks.measure import Subject, timed
from benchmarks.measured import Measured
from contactgroups.roster import Leader, RosterPlan, Turn, plan_roster

WEEKS, LEADERS = 52, 8
MONDAY = date(2026, 1, 5)


@dataclass(frozen=True, slots=True)
class Case:
    """One group: its year and its leaders, away in blocks as people are."""

    turns: list[Turn]
    leaders: list[Leader]

    @property
    def able(self) -> list[list[int]]:
        """For each turn the places of the leaders who can."""
        return [[place for place, who in enumerate(self.leaders) if turn.on not in who.away] for turn in self.turns]


def case(group: int) -> Case:
    """The same group each time: every leader is away in one or two blocks of two to fourteen weeks."""
    days = [MONDAY + timedelta(weeks=week) for week in range(WEEKS)]
    leaders = []
    for who in range(LEADERS):
        seed = group * 31 + who * 17
        away = set()
        for block in range(1 + seed % 2):
            start = (seed * (7 + block * 6)) % WEEKS
            away |= set(days[start : start + 2 + (seed + block * 5) % 13])
        leaders.append(Leader(who + 1, MONDAY - timedelta(days=400), turns_led=seed % 3, away=frozenset(away)))
    return Case([Turn(week + 1, day) for week, day in enumerate(days)], leaders)


def plan(one: Case) -> RosterPlan:
    """The roster of a group by the house's own calculation."""
    return plan_roster(one.turns, one.leaders)


def roster(raw: Raw, people: int) -> Measured:
    """Hundred groups of a year (fewer in a small house)."""
    cases = [case(group) for group in range(min(100, max(3, people // 20)))]

    def judge() -> None:
        for one in cases:
            least_spread(one.able, [who.turns_led for who in one.leaders])

    def finish(row: Row) -> None:
        worse, holes, running = 0, 0, 0
        for one in cases:
            made, able = plan(one), one.able
            worse += made.spread > least_spread(able, [who.turns_led for who in one.leaders])
            holes += len(made.holes) - fewest_holes(able)
            running += made.two_running
        row.note = f"{row.median * 1000 / len(cases):.2f} ms per groep; {running} keer twee weken na elkaar"
        row.fault = f"{worse} keer schever dan nodig, {holes} gaten te veel" if worse or holes else ""

    subject = Subject("job_roster", timed(lambda: [plan(one) for one in cases]), timed(judge), repeats=1)
    return Measured(f"Beurtrol van {len(cases)} groepen, 52 weken, 8 leiders (exact nagerekend)", subject, finish)
