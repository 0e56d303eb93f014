"""The people of the pool, the dated facts about them, and the spans that follow."""

from volunteers.models.activities import ActivityLog, BridgeContact, SupportAsked
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
from volunteers.models.files import CalendarFeed, Merge, NotTheSame, PeopleExport
from volunteers.models.imports import ImportBatch
from volunteers.models.intake import Document, DocumentSignature, IntakeCheck, IntakeTalk
from volunteers.models.intervision import IntervisionAttendance, IntervisionSession, IntervisionSignUp
from volunteers.models.learning import TrainingOffer, TrainingWish
from volunteers.models.people import Availability, BlockedPeriod, Volunteer
from volunteers.models.roles import InsurancePolicy, RoleHolding, RoleRequest, SeatSetting, SiteAccess
from volunteers.models.spans import StandingSpan
from volunteers.models.talks import GrowthTalk, RecoveryPlanCheck, ReturnTalk
from volunteers.models.tasks import TaskHolding, TaskKind
from volunteers.models.training import Training, TrainingEnrolment, TrainingSession

__all__ = [
    "ActivityLog",
    "Availability",
    "BlockedPeriod",
    "BridgeContact",
    "CalendarFeed",
    "CallTask",
    "ClockStart",
    "ConfirmedReturn",
    "Contact",
    "Document",
    "DocumentSignature",
    "Engagement",
    "GrowthTalk",
    "ImportBatch",
    "InsurancePolicy",
    "IntakeCheck",
    "IntakeTalk",
    "IntervisionAttendance",
    "IntervisionSession",
    "IntervisionSignUp",
    "Merge",
    "NotTheSame",
    "PeopleExport",
    "Postponement",
    "Proposal",
    "RecoveryPlanCheck",
    "Rest",
    "ReturnAgreement",
    "ReturnTalk",
    "RoleHolding",
    "RoleRequest",
    "SeatSetting",
    "SiteAccess",
    "StandingSpan",
    "SupportAsked",
    "TaskHolding",
    "TaskKind",
    "Training",
    "TrainingEnrolment",
    "TrainingOffer",
    "TrainingSession",
    "TrainingWish",
    "Volunteer",
]
