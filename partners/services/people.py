"""People at partners and people in the bestuur, each from a day until a day."""

from datetime import date, timedelta

from django.db import transaction

from oev.accounts.actor import Actor
from oev.accounts.services import invite_person
from oev.errors import Refused
from partners.models import BoardMandate, Partner, PartnerContact, Site
from partners.states import MandateVote


@transaction.atomic
def add_contact(
    *,
    by: Actor,
    partner: Partner,
    name: str,
    from_on: date,
    site: Site | None = None,
    function: str = "",
    email: str = "",
    phone: str = "",
    offers_guidance: bool = False,
    invite: bool = False,
) -> tuple[PartnerContact, str]:
    """Somebody becomes contact of a partner; gives the row and, when invited, the token to hand on once."""
    if site is not None and site.partner_id != partner.pk:
        raise Refused("Die plaats hoort bij een andere partner.", field="site")
    contact = PartnerContact.objects.create(
        partner=partner,
        site=site,
        name=name,
        function=function,
        email=email.strip().lower(),
        phone=phone,
        offers_guidance=offers_guidance,
        from_on=from_on,
    )
    return contact, invite_contact(by=by, contact=contact) if invite else ""


@transaction.atomic
def invite_contact(*, by: Actor, contact: PartnerContact) -> str:
    """Give a contact an account of the own; returns the single-use token, which is shown once."""
    kept = PartnerContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    if not kept.email:
        raise Refused("Vul eerst een mailadres in.", field="email")
    invitation, token = invite_person(by=by, email=kept.email, name=kept.name)
    kept.user = invitation.user
    kept.save(update_fields=["user"])
    return token


@transaction.atomic
def save_contact(
    *,
    by: Actor,
    contact: PartnerContact,
    name: str,
    function: str,
    phone: str,
    offers_guidance: bool = False,
    email: str | None = None,
) -> None:
    """Keep how a contact can be reached; the address of a running account is changed by the beheerder alone."""
    kept = PartnerContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    kept.name, kept.function, kept.phone = name, function, phone
    kept.offers_guidance = offers_guidance
    if email is not None and kept.user_id is None:
        kept.email = email.strip().lower()
    kept.save(update_fields=["name", "function", "phone", "offers_guidance", "email"])


@transaction.atomic
def end_contact(*, by: Actor, contact: PartnerContact, until_on: date) -> None:
    """Somebody is no contact any more from this day on; the hat of professional goes with it (Q48)."""
    kept = PartnerContact.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    kept.until_on = max(until_on, kept.from_on + timedelta(days=1))
    kept.save(update_fields=["until_on"])


@transaction.atomic
def add_mandate(
    *,
    by: Actor,
    name: str,
    constituency: str,
    from_on: date,
    function: str = "",
    vote: MandateVote | str = MandateVote.VOTE,
    partner: Partner | None = None,
    email: str = "",
) -> tuple[BoardMandate, str]:
    """Somebody takes a seat in the bestuur; gives the row and, with an address, the token of the invitation."""
    mandate = BoardMandate(
        name=name, constituency=constituency, function=function, vote=vote, partner=partner, from_on=from_on
    )
    token = ""
    if email:
        invitation, token = invite_person(by=by, email=email, name=name)
        mandate.user = invitation.user
    mandate.save()
    return mandate, token


@transaction.atomic
def end_mandate(*, by: Actor, mandate: BoardMandate, until_on: date) -> None:
    """A seat ends; from this day on it gives no hat any more."""
    kept = BoardMandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    kept.until_on = max(until_on, kept.from_on + timedelta(days=1))
    kept.save(update_fields=["until_on"])
