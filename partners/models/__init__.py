"""Organisations, their sites and people, agreements and mandates; all of it data of one koepel (Q53)."""

from partners.models.agreements import GRACE_DAYS, Agreement
from partners.models.confirmable import CONFIRMABLE, Confirmable
from partners.models.organisations import Municipality, Organisation, Partner
from partners.models.people import BoardMandate, PartnerContact
from partners.models.sites import Site

__all__ = [
    "CONFIRMABLE",
    "GRACE_DAYS",
    "Agreement",
    "BoardMandate",
    "Confirmable",
    "Municipality",
    "Organisation",
    "Partner",
    "PartnerContact",
    "Site",
]
