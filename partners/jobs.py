"""The part of the nightly round that partners add: reminders of agreements that end (3.4, A11)."""

from datetime import date

from django.db import transaction

from oev.outbox.services import post_letter
from partners.agreement_words import reminder_due, reminder_horizon
from partners.emails import AGREEMENT_ENDS, readers
from partners.models import Agreement


def remind_of_endings(day: date, dry_run: bool) -> list[str]:
    """Post the letters whose day has come, each once a reader; gives one Dutch sentence, or none."""
    ending = Agreement.objects.ending_by(reminder_horizon(day)).filter(until_on__gte=day)
    due = [(agreement.pk, reminder_due(agreement.until_on, day)) for agreement in ending if agreement.until_on]
    due = [(pk, remind) for pk, remind in due if remind]
    if not due:
        return []
    if not dry_run:
        with transaction.atomic():
            for reader in readers(day):
                for pk, remind in due:
                    post_letter(AGREEMENT_ENDS.code, pk, to_id=reader, on=remind)
    count = len(due)
    return [f"{count} {'overeenkomst loopt' if count == 1 else 'overeenkomsten lopen'} af: herinnering klaar."]
