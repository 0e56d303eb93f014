"""Lists of an intervisie that stay open: letters about a lapse wait for them, so whoever coordinates hears it (Q40)."""

from datetime import date, timedelta
from typing import Any

from oev import clock
from oev.outbox.models import Outgoing
from oev.outbox.services import Post, post_letters
from volunteers.emails import holders
from volunteers.kinds import SignalledBy
from volunteers.models import IntervisionSession
from volunteers.services.follow_up import letter_hour

AFTER_DAYS = 3
NOT_AFTER_DAYS = 30  # what is older stands on 'Vandaag'; an import brings no letters


def lists_to_chase(day: date) -> Any:
    """Sessions held three days ago or longer whose list is not closed."""
    held = clock.start_of(day - timedelta(days=AFTER_DAYS - 1))
    return IntervisionSession.objects.list_open(held).filter(
        starts_at__gte=clock.start_of(day - timedelta(days=NOT_AFTER_DAYS))
    )


def chase_lists(day: date, *, dry_run: bool) -> int:
    """'Even invullen', once for each list and each coordinator of today; gives how many letters."""
    sessions = list(lists_to_chase(day).values_list("pk", flat=True))
    users = holders(SignalledBy.COORDINATOR, day) if sessions else []
    posts = {post.key: post for post in (Post("open_list", pk, user) for pk in sessions for user in users)}
    told = set(Outgoing.objects.filter(key__in=posts).values_list("key", flat=True))
    fresh = [post for key, post in sorted(posts.items()) if key not in told]
    if not dry_run:
        post_letters(fresh, not_before=letter_hour(day))
    return len(fresh)
