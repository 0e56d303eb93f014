"""What happens with accounts: invitations, offices, deactivation; who is away stands in `cover.py`."""

import hashlib
import secrets
from datetime import date, timedelta

from allauth.account.models import EmailAddress
from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.models import Invitation, Office, OfficeKind, User
from oev.errors import Refused

INVITATION_DAYS = 14


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite_person(*, by: Actor | None, email: str, name: str = "", office: str = "") -> tuple[Invitation, str]:
    """Make (or find) the account of an address and a single-use token that lets its owner in.

    Returns the invitation and the token, which is stored as a hash only. An earlier unused invitation of the same
    person stops working.
    """
    email = email.strip().lower()
    user, _ = User.objects.get_or_create(email=email, defaults={"name": name, "password": ""})
    if not user.is_active:
        raise Refused("Dit account is afgesloten. Zet het eerst weer open.", field="email")
    if not user.password:
        user.set_unusable_password()
        user.save(update_fields=["password"])
    EmailAddress.objects.get_or_create(user=user, email=email, defaults={"primary": True, "verified": True})
    now = clock.now()
    Invitation.objects.filter(email=email, used_at=None).update(expires_at=now)
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        email=email,
        token_hash=_hash(token),
        office_kind=office,
        user=user,
        expires_at=now + timedelta(days=INVITATION_DAYS),
        invited_by_id=by.user_id if by else None,
    )
    if office:
        grant_office(by=by, user=user, kind=OfficeKind(office), from_on=clock.today())
    return invitation, token


@transaction.atomic
def accept_invitation(*, token: str) -> User:
    """Spend the token and give the account that it belongs to."""
    invitation = Invitation.objects.select_for_update().filter(token_hash=_hash(token)).first()
    if invitation is None or invitation.used_at or invitation.expires_at <= clock.now():
        raise Refused("Dit adres werkt niet meer. Vraag een nieuwe uitnodiging.")
    if invitation.user is None or not invitation.user.is_active:
        raise Refused("Dit account is afgesloten. Bel ons gerust.")
    invitation.used_at = clock.now()
    invitation.save(update_fields=["used_at"])
    return invitation.user


def invitation_is_open(token: str) -> bool:
    """True while the address can still be used; looking does not spend it."""
    return Invitation.objects.filter(
        token_hash=_hash(token), used_at=None, expires_at__gt=clock.now(), user__is_active=True
    ).exists()


@transaction.atomic
def grant_office(*, by: Actor | None, user: User, kind: OfficeKind, from_on: date) -> Office:
    """Give a user an office from a day on; a running one stays as it is."""
    running = Office.objects.select_for_update().filter(user=user, kind=kind, until_on=None).first()
    return running or Office.objects.create(
        user=user, kind=kind, from_on=from_on, recorded_by_id=by.user_id if by else None
    )


@transaction.atomic
def end_office(*, by: Actor, office: Office, until_on: date) -> None:
    """End an office; the last beheerder cannot end the own seat."""
    office = Office.objects.select_for_update().get(pk=office.pk)
    others = Office.objects.held_on(until_on).filter(kind=OfficeKind.ADMIN, user__is_active=True).exclude(pk=office.pk)
    if office.kind == OfficeKind.ADMIN and not others.exists():
        raise Refused("Er moet minstens één beheerder blijven.")
    office.until_on = max(until_on, office.from_on + timedelta(days=1))
    office.save(update_fields=["until_on"])


@transaction.atomic
def deactivate_user(*, by: Actor, user: User) -> None:
    """Close an account: out at the next request, in every session."""
    if user.pk == by.user_id:
        raise Refused("Je kan je eigen account niet afsluiten.")
    user.is_active = False
    user.save(update_fields=["is_active"])


@transaction.atomic
def reactivate_user(*, by: Actor, user: User) -> None:
    """Open a closed account again."""
    user.is_active = True
    user.save(update_fields=["is_active"])
