"""Somebody hears of it when a promised moment passed and nobody looked (Q43)."""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef

from oev import clock
from oev.accounts.duty import whom_to_alarm
from oev.outbox.models import Outgoing
from oev.outbox.services import Post, post_letters
from referrals.models import Referral
from referrals.work_late import late

ALARM = "promise_missed"


@transaction.atomic
def alarm_missed_promises(moment: datetime, *, dry_run: bool = False) -> int:
    """One neutral letter per aanmelding to whoever is to be alarmed on that day; returns how many aanmeldingen.

    Each aanmelding alarms once: what has such a letter is passed over, and twice at the same time is one letter by
    its key. When there is nobody to tell, the next round tries again.
    """
    people = whom_to_alarm(moment.astimezone(clock.BRUSSELS).date())
    told = Outgoing.objects.filter(code=ALARM, fact_id=OuterRef("pk"))
    silent = Referral.objects.filter(late(moment)).exclude(Exists(told)).order_by("pk")
    found = list(silent.values_list("pk", flat=True)) if people else []
    if found and not dry_run:
        post_letters(Post(ALARM, pk, user_id) for pk in found for user_id in people)
    return len(found)
