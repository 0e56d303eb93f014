"""Reads of partners with names; who sees which rows (P33-P35, P42-P45)."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q, QuerySet, Value

from oev.accounts.actor import Actor, Hat
from oev.search import search_form

if TYPE_CHECKING:
    from partners.models import (  # noqa: F401 - named in the heads of the classes below
        Agreement,
        BoardMandate,
        Municipality,
        Organisation,
        Partner,
        PartnerContact,
        Site,
    )


class OrganisationQuerySet(QuerySet["Organisation"]):
    """The koepel itself: its name and numbers are public."""

    def visible_to(self, actor: Actor) -> "OrganisationQuerySet":
        """Everybody."""
        return self

    def ours(self) -> "Organisation | None":
        """The one that this installation serves, or None in an empty house (Q53)."""
        return self.order_by("pk").first()

    def how_to_reach(self) -> QuerySet[Any, Any]:
        """Telephone and address of that one, for the foot of each page (R199)."""
        return self.order_by("pk").values_list("phone", "email")[:1]


class MunicipalityQuerySet(QuerySet["Municipality"]):
    """Towns and municipalities: public knowledge."""

    def visible_to(self, actor: Actor) -> "MunicipalityQuerySet":
        """Everybody."""
        return self


class PartnerQuerySet(QuerySet["Partner"]):
    """Organisations."""

    def visible_to(self, actor: Actor) -> "PartnerQuerySet":
        """Coordinator, vertegenwoordiger and bestuur see all; a professional the own organisation."""
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.BOARD):
            return self
        if actor.contact_id:
            return self.filter(contacts=actor.contact_id)
        return self.none()

    def search(self, text: str) -> "PartnerQuerySet":
        """By name or alias, without marks and case (Q38)."""
        return self.filter(search_name__contains=search_form(text)) if text else self

    def for_list(self) -> "PartnerQuerySet":
        """With the municipality, by name."""
        return self.select_related("municipality").order_by("search_name")


class SiteQuerySet(QuerySet["Site"]):
    """Places where aanmeldingen come from."""

    def of_partner(self, partner_id: int) -> "SiteQuerySet":
        """Those of one partner."""
        return self.filter(partner=partner_id)

    def visible_to(self, actor: Actor) -> "SiteQuerySet":
        """All but the beheerder know the places; a professional those of the own organisation."""
        if actor.contact_id:
            return self.filter(partner__contacts=actor.contact_id)
        return self.none() if actor.wears(Hat.ADMIN) else self

    def for_page(self) -> "SiteQuerySet":
        """With partner and municipality, by name."""
        return self.select_related("partner", "municipality").order_by("search_name")

    def search(self, text: str) -> "SiteQuerySet":
        """By name, without marks and case."""
        return self.filter(search_name__contains=search_form(text)) if text else self


class PartnerContactQuerySet(QuerySet["PartnerContact"]):
    """People at partners."""

    def of_partner(self, partner_id: int) -> "PartnerContactQuerySet":
        """Those of one partner."""
        return self.filter(partner=partner_id)

    def current(self, day: date) -> "PartnerContactQuerySet":
        """Who is contact on this day."""
        return self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gt=day))

    def not_ended(self, day: date) -> "PartnerContactQuerySet":
        """Who is, or will be, contact; with place, by name."""
        return self.filter(Q(until_on=None) | Q(until_on__gt=day)).select_related("site").order_by("name")

    def visible_to(self, actor: Actor) -> "PartnerContactQuerySet":
        """Coordinator, vertegenwoordiger and bestuur see all; a professional those of the own organisation.

        A volunteer sees who offers guidance (R034).
        """
        if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.BOARD):
            return self
        if actor.contact_id:
            return self.filter(partner__contacts=actor.contact_id)
        return self.filter(offers_guidance=True) if actor.volunteer_id else self.none()

    def offering_guidance(self, day: date) -> "PartnerContactQuerySet":
        """Whom somebody of the pool may ring for guidance on this day, with the partner, by name (R034)."""
        offering = self.current(day).filter(offers_guidance=True).exclude(phone="", email="")
        return offering.select_related("partner").order_by("partner__search_name", "name")


class AgreementQuerySet(QuerySet["Agreement"]):
    """Agreements."""

    def of_partner(self, partner_id: int) -> "AgreementQuerySet":
        """Those of one partner."""
        return self.filter(partner=partner_id)

    def visible_to(self, actor: Actor) -> "AgreementQuerySet":
        """Coordinator and bestuur see all, a professional those of the own organisation (P43)."""
        if actor.wears(Hat.COORDINATOR, Hat.BOARD):
            return self
        if actor.contact_id:
            return self.filter(partner__contacts=actor.contact_id)
        return self.none()

    def in_force(self, day: date) -> "AgreementQuerySet":
        """Signed by both, begun, neither expired nor ended; the counterpart of `Agreement.state_on`."""
        return (
            self.filter(signed_by_us_on__lte=day, signed_by_partner_on__lte=day)
            .filter(Q(from_on=None) | Q(from_on__lte=day))
            .filter(Q(until_on=None) | Q(until_on__gte=day))
            .filter(Q(ended_on=None) | Q(ended_on__gt=day))
        )

    def for_list(self) -> "AgreementQuerySet":
        """With the partner, alphabetically and never by money (R263)."""
        with_partner = self.select_related("partner", "partner__municipality")
        return with_partner.order_by("partner__search_name", "-from_on", "pk")

    def ending_by(self, day: date) -> "AgreementQuerySet":
        """Signed, not ended by anybody, and with a last day on or before this one."""
        signed = self.exclude(signed_by_us_on=None).exclude(signed_by_partner_on=None)
        return signed.filter(until_on__lte=day, ended_on=None).order_by("until_on", "pk")

    def asking_the_board(self, day: date) -> "AgreementQuerySet":
        """Among which those are that the bestuur decides about: expired, or of an offering partner and unapproved."""
        unapproved = Q(partner__side="offering", approved_on=None)
        return self.filter(Q(until_on__lt=day, ended_on=None) | unapproved)

    def waiting(self) -> "AgreementQuerySet":
        """Sent and not yet signed by both, the longest wait first."""
        unsigned = self.filter(Q(signed_by_us_on=None) | Q(signed_by_partner_on=None))
        return unsigned.filter(sent_on__isnull=False, ended_on=None).order_by("sent_on", "pk")


class BoardMandateQuerySet(QuerySet["BoardMandate"]):
    """Seats in the bestuur."""

    def current(self, day: date) -> "BoardMandateQuerySet":
        """Seats held on this day."""
        return self.filter(from_on__lte=day).filter(Q(until_on=None) | Q(until_on__gt=day))

    def visible_to(self, actor: Actor) -> "BoardMandateQuerySet":
        """Coordinator, vertegenwoordiger and bestuur (P45)."""
        return self if actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.BOARD) else self.none()


def contact_hats(user_id: int, day: date) -> QuerySet[Any, Any]:
    """The hat of professional, one per partner contact, as (hat, subject, deputy_for, label)."""
    from partners.models import PartnerContact

    rows = PartnerContact.objects.current(day).filter(user_id=user_id)
    return rows.values_list(Value(Hat.PROFESSIONAL.value), F("pk"), Value(0), F("partner__name"))


def mandate_hats(user_id: int, day: date) -> QuerySet[Any, Any]:
    """The hat of bestuurslid."""
    from partners.models import BoardMandate

    rows = BoardMandate.objects.current(day).filter(user_id=user_id)
    return rows.values_list(Value(Hat.BOARD.value), F("pk"), Value(0), Value(""))
