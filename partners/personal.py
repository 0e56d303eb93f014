"""What partners hold about one account: for 'Dit weten we van jou' and its download (habit 10)."""

from collections.abc import Iterable, Mapping
from typing import Any

from oev.accounts.models import User
from oev.registry import PersonalData
from partners.models import BoardMandate, PartnerContact


def _contacts(user: User) -> Iterable[Mapping[str, Any]]:
    for contact in PartnerContact.objects.filter(user=user).select_related("partner", "site"):
        yield {
            "partner": contact.partner.name,
            "plaats": contact.site.name if contact.site else "",
            "naam": contact.name,
            "functie": contact.function,
            "mailadres": contact.email,
            "telefoon": contact.phone,
            "mag gebeld worden voor begeleiding": "ja" if contact.offers_guidance else "",
            "vanaf": contact.from_on,
            "tot": contact.until_on,
        }


def _mandates(user: User) -> Iterable[Mapping[str, Any]]:
    for mandate in BoardMandate.objects.filter(user=user):
        yield {
            "naam": mandate.name,
            "geleding": mandate.constituency,
            "functie": mandate.function,
            "stem": mandate.get_vote_display(),
            "vanaf": mandate.from_on,
            "tot": mandate.until_on,
        }


PERSONAL_DATA = [
    PersonalData("Contactpersoon van een partner", _contacts),
    PersonalData("Mandaat in het bestuur", _mandates),
]
