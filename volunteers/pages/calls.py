"""The list of everybody to call, on the screen and on paper (Q45)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from oev import clock
from oev.accounts.actor import Actor
from volunteers.kinds import CallKind
from volunteers.models import CallTask, Volunteer
from volunteers.work.people import for_me
from volunteers.work.phone import waiting_for_a_word

LETTER = "iets te vertellen"


@dataclass(slots=True)
class CallLine:
    """One person: name, number, why (a word, never content) and since when."""

    person: Volunteer
    since: date
    reasons: list[str] = field(default_factory=list)

    @property
    def why(self) -> str:
        """'gesprek, iets te vertellen'."""
        return ", ".join(self.reasons)

    @property
    def since_words(self) -> str:
        """'7 maart 2026'."""
        return clock.say_day(self.since)


def call_lines(actor: Actor, day: date) -> list[CallLine]:
    """Calls that are due, as on 'Vandaag', and letters to tell; a line for each person, the longest waiting first.

    The same number of queries, whatever the number.
    """
    found: dict[int, CallLine] = {}
    calls = CallTask.objects.visible_to(actor).open_on(day).filter(for_me(actor, day))
    for call in calls.order_by("due_on", "pk"):
        _add(found, call.volunteer, call.due_on, CallKind(call.kind).label)
    letters: Iterable[Volunteer] = waiting_for_a_word(actor)
    for person in letters:
        _add(found, person, day, LETTER)
    return sorted(found.values(), key=lambda line: (line.since, line.person.search_name, line.person.pk))


def _add(found: dict[int, CallLine], person: Volunteer, since: date, reason: str) -> None:
    line = found.setdefault(person.pk, CallLine(person, since))
    line.since = min(line.since, since)
    if reason not in line.reasons:
        line.reasons.append(reason)
