"""Addresses for one tap: what a letter asks is answered without signing in (R042, 6.7).

The address holds signed numbers, no name, and serves one question of one person. It is good until the session begins.
"""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from volunteers.models import IntervisionSession, TrainingSession, Volunteer

SALT = "volunteers.sign_up"
TRAINING_SALT = "volunteers.training"


def sign_up_token(session_id: int, volunteer_id: int) -> str:
    """What stands in the address of a sign-up."""
    return signing.Signer(salt=SALT).sign_object([session_id, volunteer_id])


def sign_up_link(session_id: int, volunteer_id: int) -> str:
    """The whole address, for a letter."""
    token = sign_up_token(session_id, volunteer_id)
    return settings.SITE_URL + reverse("volunteers:sign_up_answer", args=[token])


def session_and_person(token: str) -> tuple[IntervisionSession, Volunteer] | None:
    """Whom and what a token is about; None when it is forged or speaks of what is gone."""
    try:
        session_id, volunteer_id = signing.Signer(salt=SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    session = IntervisionSession.objects.filter(pk=session_id).first()
    person = Volunteer.objects.filter(pk=volunteer_id).first()
    return (session, person) if session and person else None


def training_token(session_id: int, volunteer_id: int) -> str:
    """What stands in the address of an answer to a training."""
    return signing.Signer(salt=TRAINING_SALT).sign_object([session_id, volunteer_id])


def training_link(session_id: int, volunteer_id: int) -> str:
    """The whole address, for a letter."""
    token = training_token(session_id, volunteer_id)
    return settings.SITE_URL + reverse("volunteers:training_tap", args=[token])


def training_and_person(token: str) -> tuple[TrainingSession, Volunteer] | None:
    """As `session_and_person`, for a moment of a training."""
    try:
        session_id, volunteer_id = signing.Signer(salt=TRAINING_SALT).unsign_object(token)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    session = TrainingSession.objects.select_related("training__partner").filter(pk=session_id).first()
    person = Volunteer.objects.filter(pk=volunteer_id).first()
    return (session, person) if session and person else None
