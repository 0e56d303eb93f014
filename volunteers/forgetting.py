"""Two years after somebody stopped the name goes, and what the figures need stays (3.1, section 4, privacy rule 4).

Kept without a name: kind, whose experience, municipality, engagements, intervisies, contacts and other dated facts from
which standing and figures follow. Gone: name, schuilnaam, addresses, papers, checklist, wishes, calls, the account.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import CharField, Exists, F, OuterRef, Q
from django.db.models.functions import Cast

from oev.accounts.models import User
from oev.accounts.querysets import hats_of
from oev.terms import TERMS
from volunteers.models import (
    Availability,
    BlockedPeriod,
    CalendarFeed,
    CallTask,
    DocumentSignature,
    Engagement,
    GrowthTalk,
    IntakeCheck,
    IntakeTalk,
    IntervisionSignUp,
    NotTheSame,
    Proposal,
    RecoveryPlanCheck,
    RoleRequest,
    SiteAccess,
    TrainingWish,
    Volunteer,
)
from volunteers.services.standing_change import lock_people

OF_A_PERSON: tuple[Any, ...] = (
    Availability,
    BlockedPeriod,
    CalendarFeed,
    CallTask,
    DocumentSignature,
    GrowthTalk,
    IntervisionSignUp,
    Proposal,
    RecoveryPlanCheck,
    RoleRequest,
    SiteAccess,
    TrainingWish,
)
OF_AN_ENGAGEMENT: tuple[Any, ...] = (IntakeCheck, IntakeTalk)


def long_gone(day: date) -> Any:
    """People who once started, stopped two years ago or longer, and still have a name here."""
    engagements = Engagement.objects.standing().filter(volunteer=OuterRef("pk"))
    limit = TERMS["stopped"].before(day)
    stayed = engagements.filter(Q(stopped_on=None) | Q(stopped_on__gt=limit))
    started = engagements.filter(activated_on__isnull=False)
    return Volunteer.objects.filter(Exists(started), forgotten_on=None).exclude(Exists(stayed))


@transaction.atomic
def forget_stopped(day: date, *, dry_run: bool = False) -> int:
    """Take the name off whoever stopped two years ago; standing and figures stay as they were. Returns how many."""
    if dry_run:
        return int(long_gone(day).count())
    return take_names_off(lock_people(*long_gone(day).values_list("pk", flat=True)), day)


def take_names_off(people: list[Volunteer], day: date) -> int:
    """Take the names off these people, who are locked and stopped; standing and figures stay. Returns how many."""
    ids, users = [one.pk for one in people], [one.user for one in people if one.user is not None]
    for model in OF_A_PERSON:
        model.objects.filter(volunteer__in=ids).delete()
    for model in OF_AN_ENGAGEMENT:
        model.objects.filter(engagement__volunteer__in=ids).delete()
    NotTheSame.objects.filter(Q(first__in=ids) | Q(second__in=ids)).delete()
    Engagement.objects.filter(volunteer__in=ids).update(heard_of="", goodbye_wish="")
    Volunteer.objects.filter(companion__in=ids).update(companion=None)
    Volunteer.objects.filter(pk__in=ids).update(
        first_name="Vrijwilliger", last_name=Cast(F("pk"), CharField()), alias="", email="", phone="", gender="",
        prefers_phone=False, languages=[], max_per_month=None, companion=None, user=None, import_key=None,
        search_name="", forgotten_on=day,
    )  # fmt: skip
    close_accounts(users, day)
    return len(ids)


def close_accounts(users: Iterable[User], day: date) -> None:
    """Close the accounts among these that serve nothing else any more."""
    for user in users:
        if not hats_of(user.pk, day):
            user.is_active, user.name, user.email = False, "", f"gewist-{user.pk}@voorbeeld.invalid"
            user.set_unusable_password()
            user.save(update_fields=["is_active", "name", "email", "password"])
