"""Closing the list of a gathering and opening it again: of an intervisie and of a vorming alike (A03)."""

from oev import clock
from oev.errors import Refused
from volunteers.models import IntervisionSession, TrainingSession

Gathering = IntervisionSession | TrainingSession


def check_open(gathering: Gathering, what: str) -> None:
    """Refused while nothing can be written on the list; `what` it is: 'intervisie', 'vorming'."""
    if gathering.cancelled_at is not None:
        raise Refused(f"Deze {what} gaat niet door.")
    if gathering.day > clock.today():
        raise Refused(f"Deze {what} is nog niet geweest.")
    if gathering.closed_at is not None:
        raise Refused("De lijst is gesloten. Open ze eerst weer.")


def close_list(gathering: Gathering, what: str) -> None:
    """The list is complete; the row is locked. Twice is once."""
    if gathering.closed_at is None:
        check_open(gathering, what)
        gathering.closed_at = clock.now()
        gathering.save(update_fields=["closed_at"])


def reopen_list(gathering: Gathering) -> None:
    """Something must be added after all; the row is locked."""
    gathering.closed_at = None
    gathering.save(update_fields=["closed_at"])
