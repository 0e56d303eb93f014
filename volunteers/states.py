"""Names of states of a volunteer, the table of transitions, and the words for each reader (domain 3.1).

Names only: which state holds on a day follows from dated facts in `volunteers/standing.py`. Imports nothing
of ours.
"""

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """The six standings of a volunteer; exactly one holds on each day since the first candidacy."""

    CANDIDATE = "candidate"
    ACTIVE = "active"
    SLEEPING = "sleeping"
    PAUSED = "paused"
    INACTIVE = "inactive"
    STOPPED = "stopped"


# When several are true on one day the first of these holds, within the latest engagement (3.1).
PRECEDENCE = (
    Status.STOPPED,
    Status.SLEEPING,
    Status.PAUSED,
    Status.INACTIVE,
    Status.ACTIVE,
    Status.CANDIDATE,
)


class RestKind(StrEnum):
    """What a rest is.

    NEUTRAL ('niet oproepbaar') is what a kind is rewritten to twelve months after the return (Q42): the dates
    stay, so the timeline stays; its span says paused, the mildest of the two. Pauses are rewritten like
    slapend, or the neutral word would itself give away what stood there. A history shows the kind of the
    rest, not the span's status.
    """

    PAUSE = "pause"
    SLEEP = "sleep"
    NEUTRAL = "not_callable"


class Audience(StrEnum):
    """For whom a standing is put into words (P03, P04)."""

    PERSON = "person"
    STAFF = "staff"  # coordinator and vertegenwoordiger
    OTHERS = "others"  # everybody else: all that is not callable reads the same (Q10, Q12)


class Who(StrEnum):
    """Who may set a transition going."""

    PERSON = "person"
    COORDINATOR = "coordinator"
    REPRESENTATIVE = "representative"
    SYSTEM = "system"  # follows from the dates; nobody presses a button


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of the table of 3.1; `source` None is somebody new.

    `who` lists the alternatives; those inside one alternative do it together.
    """

    source: Status | None
    target: Status
    who: tuple[tuple[Who, ...], ...]
    name: str


_PERSON = (Who.PERSON,)
_C = (Who.COORDINATOR,)
_V = (Who.REPRESENTATIVE,)
_BOTH = (Who.COORDINATOR, Who.REPRESENTATIVE)
_SYSTEM = (Who.SYSTEM,)

TRANSITIONS = (
    Transition(None, Status.CANDIDATE, (_PERSON, _V, _C), "kandidaat worden"),
    Transition(Status.CANDIDATE, Status.ACTIVE, (_BOTH,), "starten als ervaringsdrager"),
    Transition(Status.CANDIDATE, Status.STOPPED, (_PERSON, _C), "kandidatuur stopzetten"),
    Transition(Status.ACTIVE, Status.SLEEPING, (_PERSON, _V, _C), "even niet oproepbaar zetten"),
    Transition(Status.PAUSED, Status.SLEEPING, (_PERSON, _V, _C), "even niet oproepbaar zetten"),
    Transition(Status.INACTIVE, Status.SLEEPING, (_PERSON, _V, _C), "even niet oproepbaar zetten"),
    Transition(Status.SLEEPING, Status.ACTIVE, (_C, _V), "weer oproepbaar maken"),
    Transition(Status.SLEEPING, Status.PAUSED, (_PERSON,), "pauze nemen"),
    Transition(Status.ACTIVE, Status.PAUSED, (_PERSON,), "pauze nemen"),
    Transition(Status.PAUSED, Status.ACTIVE, (_PERSON,), "pauze beëindigen"),
    # A pause that follows on slapend needs the three records too (needs_return).
    Transition(Status.PAUSED, Status.ACTIVE, (_C, _V), "weer oproepbaar maken"),
    Transition(Status.PAUSED, Status.INACTIVE, (_SYSTEM,), "pauze voorbij, meer dan een jaar zonder intervisie"),
    Transition(Status.ACTIVE, Status.INACTIVE, (_SYSTEM,), "meer dan een jaar zonder intervisie"),
    Transition(Status.INACTIVE, Status.ACTIVE, (_C, _V), "contact noteren"),
    Transition(Status.INACTIVE, Status.ACTIVE, (_SYSTEM,), "rechtzetting door een intervisie die later genoteerd is"),
    Transition(Status.ACTIVE, Status.STOPPED, (_PERSON, _BOTH, _C), "stoppen"),
    Transition(Status.PAUSED, Status.STOPPED, (_PERSON, _BOTH, _C), "stoppen"),
    Transition(Status.SLEEPING, Status.STOPPED, (_PERSON, _BOTH, _C), "stoppen"),
    Transition(Status.INACTIVE, Status.STOPPED, (_PERSON, _BOTH, _C), "stoppen"),
    Transition(Status.STOPPED, Status.CANDIDATE, (_PERSON, _C), "opnieuw kandidaat worden"),
)

_CALLABLE = "oproepbaar"
_NOT_CALLABLE = "nu niet oproepbaar"

# "Slapend" is a word for C and V; the person reads "even niet oproepbaar" (Q22, 6.0).
LABELS: dict[Audience, dict[Status, str]] = {
    Audience.PERSON: {
        Status.CANDIDATE: "Je bent kandidaat",
        Status.ACTIVE: "Je bent oproepbaar",
        Status.SLEEPING: "Even niet oproepbaar: we houden je vast en vragen je even niet",
        Status.PAUSED: "Je pauzeert",
        Status.INACTIVE: "We zagen je al even niet op de intervisie",
        Status.STOPPED: "Je bent gestopt",
    },
    Audience.STAFF: {
        Status.CANDIDATE: "kandidaat",
        Status.ACTIVE: "actief",
        Status.SLEEPING: "slapend",
        Status.PAUSED: "gepauzeerd",
        Status.INACTIVE: "geen intervisie",
        Status.STOPPED: "gestopt",
    },
    Audience.OTHERS: {status: _CALLABLE if status is Status.ACTIVE else _NOT_CALLABLE for status in Status},
}

REST_LABELS: dict[RestKind, str] = {
    RestKind.PAUSE: "gepauzeerd",
    RestKind.SLEEP: "slapend",
    RestKind.NEUTRAL: "niet oproepbaar",
}
