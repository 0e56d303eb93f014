"""Head counts of a meeting: three kinds, no names (R139, R144, 6.4)."""

from decimal import Decimal

from django.db import transaction

from contactgroups import rules
from contactgroups.models import AttendanceCount, Meeting
from contactgroups.states import MeetingState
from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused

NOT_YOURS = "Enkel de trekker of wie het gesprek leidde, vult dit in."


@transaction.atomic
def register_count(
    *,
    by: Actor,
    meeting: Meeting,
    own_experience: int = 0,
    context: int = 0,
    professionals: int = 0,
    new_faces: int | None = None,
    contribution: Decimal | None = None,
    theme: str = "",
    unknown: bool = False,
) -> AttendanceCount:
    """Write how many people were there; saved again it corrects, twice the same is once.

    `unknown` is the answer 'Weet ik niet': it leaves the meeting out of averages and asks no more. `contribution`
    in euro, one total for the meeting, never per person (Q36).
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("group").get(pk=meeting.pk)
    if not rules.may_register(by, meeting):
        raise Refused(NOT_YOURS)
    if meeting.state == MeetingState.CANCELLED:
        raise Refused("Deze bijeenkomst ging niet door.")
    if meeting.starts_at > clock.now():
        raise Refused("Deze bijeenkomst moet nog beginnen.")
    if new_faces is not None and not unknown and new_faces > own_experience + context + professionals:
        raise Refused("Er kunnen niet meer nieuwe gezichten zijn dan mensen.", field="new_faces")
    heads = (0, 0, 0, None) if unknown else (own_experience, context, professionals, new_faces)
    count, _ = AttendanceCount.objects.update_or_create(
        meeting=meeting,
        defaults={
            **dict(zip(("own_experience", "context", "professionals", "new_faces"), heads, strict=True)),
            "contribution": contribution,
            "theme": theme,
            "unknown": unknown,
            "registered_at": clock.now(),
            "registered_by_id": by.user_id,
        },
    )
    return count
