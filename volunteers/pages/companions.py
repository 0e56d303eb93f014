"""Who could walk along with somebody new: a handful of proposals, each with a plain reason (R083)."""

from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q

from oev.accounts.actor import Actor
from volunteers.kinds import Audience, Role, VolunteerKind
from volunteers.models import Engagement, Volunteer

SHOWN = 5
EXPERIENCED_DAYS = 365
NEW_DAYS = 183


def companions_for(actor: Actor, person: Volunteer, day: date) -> list[tuple[Volunteer, str]]:
    """Up to five people who are callable and here for a year: same kind, nobody to walk with yet, nearby first."""
    here = Engagement.objects.standing().filter(
        volunteer=OuterRef("pk"), stopped_on=None, activated_on__lte=day - timedelta(days=EXPERIENCED_DAYS)
    )
    walking = Count("companion_of", filter=_new_on(day), distinct=True)
    found = Volunteer.objects.visible_to(actor).callable_on(day).filter(Exists(here), kind=person.kind)
    rows = found.exclude(pk=person.pk).annotate(walks_with=walking).select_related("municipality")
    near = sorted(rows, key=lambda one: (one.walks_with, not _is_near(one, person), one.search_name))
    return [(one, _reason(one, person)) for one in near[:SHOWN]]


def _new_on(day: date) -> Q:
    return Q(
        companion_of__engagements__stopped_on=None,
        companion_of__engagements__withdrawn_at=None,
        companion_of__engagements__activated_on__gt=day - timedelta(days=NEW_DAYS),
    )


def _is_near(one: Volunteer, person: Volunteer) -> bool:
    return person.municipality_id is not None and one.municipality_id == person.municipality_id


def _reason(one: Volunteer, person: Volunteer) -> str:
    walks: int = one.walks_with  # type: ignore[attr-defined]
    busy = "" if not walks else ("loopt al met 1 iemand mee" if walks == 1 else f"loopt al met {walks} mensen mee")
    return ", ".join(part for part in ("zelfde gemeente" if _is_near(one, person) else "", busy) if part)


def first_roles(person: Volunteer) -> list[Role]:
    """Roles that somebody of this kind can begin with."""
    own = {Role.RECEPTION, Role.OFFICE_WORK}
    if person.kind == VolunteerKind.ORGANISATION:
        return [role for role in Role if role in own]
    return [role for role in Role if role not in own and role is not Role.DELEGATE]


def walking_with(companion_id: int, day: date) -> list[Volunteer]:
    """The newcomers of the last half year that this person walks with; nobody who stopped."""
    new = Engagement.objects.standing().filter(
        volunteer=OuterRef("pk"), stopped_on=None, activated_on__gt=day - timedelta(days=NEW_DAYS)
    )
    return list(Volunteer.objects.filter(Exists(new), companion_id=companion_id).order_by("search_name"))


def companion_name(person: Volunteer, day: date) -> str:
    """Who walks along with this newcomer, under the name chosen for peers; empty after half a year."""
    if person.companion is None:
        return ""
    return person.companion.name_for(Audience.PEERS) if person in walking_with(person.companion.pk, day) else ""
