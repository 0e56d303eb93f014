"""Letters of partners (6.7)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from oev import clock
from oev.accounts.duty import holders
from oev.accounts.models import OfficeKind, User
from oev.outbox.catalogue import Letter, Recipient, register
from partners.agreement_words import reminder_due
from partners.models import Agreement, BoardMandate


def readers(day: date) -> list[int]:
    """Open accounts of who coordinates (Q43) and of bestuursleden on a day, in order."""
    seats = BoardMandate.objects.current(day).filter(user__is_active=True)
    found = [*holders(OfficeKind.COORDINATOR, day), *seats.values_list("user_id", flat=True)]
    return sorted({user_id for user_id in found if user_id})


def _reader(agreement_id: int, user_id: int) -> Recipient | None:
    if user_id not in readers(clock.today()):
        return None
    user = User.objects.get(pk=user_id)
    return Recipient(user.email, user.get_short_name(), user.prefers_phone)


def _ending(agreement_id: int, user_id: int) -> Mapping[str, Any] | None:
    """Not due any more once it was renewed, ended or has expired."""
    agreement = Agreement.objects.filter(pk=agreement_id, ended_on=None).first()
    if agreement is None or agreement.until_on is None or reminder_due(agreement.until_on, clock.today()) is None:
        return None
    return {"date": clock.say_day(agreement.until_on)}


AGREEMENT_ENDS = register(
    Letter(
        code="agreement_ends",
        title="Een overeenkomst loopt af",
        when="6, 3 en 1 maand voor de laatste dag van een overeenkomst",
        to="coördinator en bestuur",
        subject="Een overeenkomst loopt af",
        template="partners_agreement_ends",
        recipient=_reader,
        context=_ending,
        sample={"date": "31 december 2026"},
    )
)
