"""Who said yes to a talk and did not change it hears that something changed: the hour, the place, or with whom.

The letter says how it stands when it leaves, so several changes in a row are one letter.
"""

from datetime import datetime

from oev import clock
from oev.accounts.actor import Actor
from oev.outbox.services import post_letter, post_news
from referrals.models import Assignment, Referral
from referrals.states import OPEN_ASSIGNMENTS, AssignmentState

NOT_HELD_YET = frozenset({AssignmentState.ACCEPTED, AssignmentState.PLANNED})


def tell_news(part: Assignment | None) -> None:
    """Of a locked aanmelding: this person reads what changed; the coordinator sees it and gets no letter."""
    if part is not None and part.volunteer_id:
        post_news("talk_news", part.pk)


def tell_everybody(referral: Referral, *, but: Actor | None = None) -> None:
    """Of a locked aanmelding: all of us who said yes and still do it, except who did this."""
    parts = referral.assignments.filter(outreach=False, state__in=OPEN_ASSIGNMENTS).order_by("pk")
    for part in parts:
        if but is None or part.volunteer_id != but.volunteer_id:
            tell_news(part)


def tell_off(part: Assignment, was: str, by: Actor | None) -> None:
    """Of a part that ended while the talk was still to come: it does not take place. `was`: its state before."""
    again = was == AssignmentState.FOLLOW_UP and part.agreed_at is not None and part.agreed_at > clock.now()
    mine = by is not None and part.volunteer_id == by.volunteer_id
    if part.volunteer_id and (again or was in NOT_HELD_YET) and not mine and not part.outreach:
        post_letter("talk_off", part.pk)


def is_news(old: tuple[datetime | None, str], new: tuple[datetime | None, str]) -> bool:
    """Whether a moment and a place differ from what somebody knew; a moment that is over is no news."""
    if old == new:
        return False
    now = clock.now()
    return any(moment is not None and moment > now for moment, _ in (old, new))
