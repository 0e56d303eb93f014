"""What the ground floor forgets, as parts of the job 'bewaartermijnen' (section 4, privacy rule 4)."""

from datetime import date, datetime, time

from django.contrib.sessions.models import Session

from oev import clock
from oev.accounts.models import Invitation
from oev.audit.services import forget_access_before
from oev.outbox.services import forget_letters_before
from oev.terms import TERMS, Term, register

register(
    # Letters longer than a year, so that a reminder of last year is not written twice.
    letters=Term("Brieven en berichten", "nadat ze vertrokken", days=400, order=80),
    access=Term("Wie wiens pagina bekeek", "na die dag", months=60, order=81),
    invitations=Term("Uitnodigingen voor een account", "nadat ze vervielen", days=60, order=82),
)


def forget(day: date, dry_run: bool) -> list[str]:
    """Old letters, old inzages, ended sessions and invitations; gives counts in sentences."""
    letters = forget_letters_before(_start(TERMS["letters"].before(day)), dry_run=dry_run)
    access = forget_access_before(TERMS["access"].before(day), dry_run=dry_run)
    sessions = Session.objects.filter(expire_date__lt=_start(day))
    invitations = Invitation.objects.filter(expires_at__lt=_start(TERMS["invitations"].before(day)))
    counts = {
        "verstuurde brieven": letters,
        "inzages": access,
        "oude aanmeldsessies": sessions.count() if dry_run else sessions.delete()[0],
        "oude uitnodigingen": invitations.count() if dry_run else invitations.delete()[0],
    }
    verb = "zouden weggaan" if dry_run else "zijn weg"
    return [f"{count} {what} {verb}." for what, count in counts.items() if count]


def _start(day: date) -> datetime:
    return clock.local(day, time.min)
