"""What coordinator and vertegenwoordiger do together: one proposes, the other confirms (Q41, Q46)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules
from volunteers.kinds import ProposalKind
from volunteers.models import Proposal, Rest, Volunteer
from volunteers.services.standing_change import lock_person


def confirmed_by_second(
    by: Actor, person: Volunteer, kind: ProposalKind, day: date, *, rest: Rest | None = None
) -> bool:
    """True when somebody else in the other office proposed the same before; otherwise it stands proposed now.

    The person is locked by the caller. The one who proposed may say it again: nothing changes.
    """
    checks.require(not rules.is_own_file(by, person), checks.SOMEBODY_ELSE)
    waiting = Proposal.objects.filter(volunteer=person, kind=kind, done_at=None).first()
    if waiting is not None and waiting.rest_id == (rest.pk if rest else None):
        if waiting.office == by.hat.value:
            return False
        if waiting.made_by_id == by.user_id:
            raise Refused("Dit bevestigt iemand anders dan wie het voorstelde.")
        waiting.done_at, waiting.done_by_id = clock.now(), by.user_id
        waiting.save(update_fields=["done_at", "done_by"])
        return True
    if waiting is not None:
        _take_back(waiting, by)
    Proposal.objects.create(
        volunteer=person, kind=kind, rest=rest, for_day=day, office=by.hat.value, made_by_id=by.user_id
    )
    return False


def _take_back(proposal: Proposal, by: Actor) -> None:
    proposal.done_at, proposal.done_by_id, proposal.taken_back = clock.now(), by.user_id, True
    proposal.save(update_fields=["done_at", "done_by", "taken_back"])


@transaction.atomic
def take_back_proposal(*, by: Actor, proposal: Proposal) -> None:
    """'Toch niet': coordinator or vertegenwoordiger takes a proposal away; twice is once."""
    checks.require(rules.is_staff(by), checks.ONLY_STAFF)
    lock_person(proposal.volunteer_id)
    proposal = Proposal.objects.get(pk=proposal.pk)
    if proposal.done_at is None:
        _take_back(proposal, by)
