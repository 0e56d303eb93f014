"""The people of the pool, the dated facts about them, and the spans that follow."""

from volunteers.models.care import CallTask, Proposal
from volunteers.models.facts import (
    ClockStart,
    ConfirmedReturn,
    Contact,
    Engagement,
    Postponement,
    Rest,
    ReturnAgreement,
)
from volunteers.models.imports import ImportBatch
from volunteers.models.intervision import IntervisionAttendance, IntervisionSession, IntervisionSignUp
from volunteers.models.people import Availability, BlockedPeriod, Volunteer
from volunteers.models.roles import InsurancePolicy, RoleHolding, SiteAccess
from volunteers.models.spans import StandingSpan

__all__ = [
    "Availability",
    "BlockedPeriod",
    "CallTask",
    "ClockStart",
    "ConfirmedReturn",
    "Contact",
    "Engagement",
    "ImportBatch",
    "InsurancePolicy",
    "IntervisionAttendance",
    "IntervisionSession",
    "IntervisionSignUp",
    "Postponement",
    "Proposal",
    "Rest",
    "ReturnAgreement",
    "RoleHolding",
    "SiteAccess",
    "StandingSpan",
    "Volunteer",
]
