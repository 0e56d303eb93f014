"""Groups as everybody may read them (R122): municipality, day, hour, place, a contact who shows a name."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from contactgroups.models import ContactGroup, Meeting, MeetingSeries
from contactgroups.nearest import nearest
from contactgroups.querysets import ContactGroupQuerySet
from contactgroups.reads import public_contacts
from contactgroups.states import GroupState, MeetingState
from oev import clock
from oev.search import search_form
from partners.models import Municipality

NEAREST = 5


@dataclass(frozen=True, slots=True)
class PublicGroup:
    """One group on the list for everybody."""

    pk: int
    name: str
    municipality: str
    rhythm: str
    place: str
    meets: bool
    contact: str
    next_at: datetime | None
    state: str
    break_until: date | None
    text: str
    km: float | None = None

    @property
    def line(self) -> str:
        """'elke dinsdag om 19.30 uur · Zaal 1, Olen'."""
        return " · ".join(part for part in (self.rhythm, self.place) if part)

    @property
    def next_line(self) -> str:
        """'Volgende keer: dinsdag 10 maart om 19.30 uur', or what there is instead."""
        if self.state == GroupState.CONTACT_POINT:
            return "Hier bereik je iemand. Een groep is er nog niet."
        if self.state == GroupState.STARTING:
            return "Deze groep start binnenkort."
        if self.break_until:
            return f"In pauze tot en met {clock.say_day(self.break_until)}."
        if self.next_at is None:
            return ""
        moment = self.next_at.astimezone(clock.BRUSSELS)
        return f"Volgende keer: {clock.say_weekday(moment.date())} om {clock.say_hour(moment)}"

    @property
    def tag(self) -> str:
        """A word for groups that do not meet each week now."""
        if self.state in (GroupState.CONTACT_POINT, GroupState.STARTING):
            return GroupState(self.state).label
        return "in pauze" if self.break_until else ""

    @property
    def distance(self) -> str:
        """'ongeveer 7 km', rounded: centres are approximate."""
        if self.km is None:
            return ""
        return "in deze gemeente" if self.km < 0.1 else f"ongeveer {max(1, round(self.km))} km"


def public_groups(groups: ContactGroupQuerySet) -> list[PublicGroup]:
    """These groups for everybody, in three queries whatever their number."""
    day = clock.today()
    rows = list(groups.select_related("municipality").with_next_meeting(clock.now()).prefetch_related("series"))
    contacts = public_contacts([group.pk for group in rows], day)
    return [_public(group, contacts.get(group.pk, ""), day) for group in rows]


def _public(group: ContactGroup, contact: str, day: date) -> PublicGroup:
    series = running_series(group.series.all(), day)
    resting = group.state == GroupState.ON_BREAK and (group.break_until is None or group.break_until >= day)
    return PublicGroup(
        pk=group.pk,
        name=group.name,
        municipality=group.municipality.name if group.municipality else "online",
        rhythm=say_rhythm(series) if series and group.state in (GroupState.ACTIVE, GroupState.ON_BREAK) else "",
        place=_place(group, series),
        meets=group.state in (GroupState.ACTIVE, GroupState.ON_BREAK),
        contact=contact,
        next_at=getattr(group, "next_at", None),
        state=group.state,
        break_until=group.break_until if resting else None,
        text=group.public_text,
    )


def _place(group: ContactGroup, series: MeetingSeries | None) -> str:
    if group.mode == "online":
        return "online"
    place = (series.place if series else "") or group.place
    town = group.municipality.name if group.municipality else ""
    return ", ".join(part for part in (place, "" if town and town in place else town) if part)


def running_series(series: Iterable[MeetingSeries], day: date) -> MeetingSeries | None:
    """The rhythm of today, or else the one that begins first."""
    open_now = [one for one in series if one.until_on is None or one.until_on >= day]
    return min(open_now, key=lambda one: one.from_on, default=None)


def say_rhythm(series: MeetingSeries) -> str:
    """'elke dinsdag om 19.30 uur'."""
    return f"elke {clock.WEEKDAYS[series.weekday]} om {clock.say_hour(series.starts_at)}"


def find_municipality(text: str) -> Municipality | None:
    """The municipality with this name or postcode, or the only one whose name begins so."""
    wanted = search_form(text)
    if not wanted:
        return None
    known = list(Municipality.objects.all())
    exact = [one for one in known if wanted in (one.search_name, one.postcode)]
    begins = [one for one in known if one.search_name.startswith(wanted)]
    return exact[0] if exact else (begins[0] if len(begins) == 1 else None)


def nearest_groups(place: Municipality, *, without: int | None = None) -> list[PublicGroup]:
    """The active groups nearest to a municipality, with their next meeting (R134, A16)."""
    active = list(ContactGroup.objects.active().exclude(pk=without).select_related("municipality"))
    ranked = nearest(place, [group for group in active if group.municipality], lambda group: group.municipality)
    near = {group.pk: km for group, km in ranked[:NEAREST]}
    found = public_groups(ContactGroup.objects.active().among(near))
    return sorted(
        (replace(group, km=near[group.pk]) for group in found), key=lambda g: (g.km is None, g.km or 0.0, g.name)
    )


@dataclass(frozen=True, slots=True)
class PublicMeeting:
    """One coming meeting; a meeting that is called off says so, with its text."""

    when: str
    cancelled: bool
    text: str


def coming_meetings(group: ContactGroup, count: int = 4) -> list[PublicMeeting]:
    """The next meetings of a group, those that are called off too."""
    rows = Meeting.objects.from_now(clock.now()).of(group)[:count]
    return [
        PublicMeeting(
            f"{clock.say_weekday(moment.date())} om {clock.say_hour(moment)}",
            meeting.state == MeetingState.CANCELLED,
            meeting.cancel_text,
        )
        for meeting, moment in ((row, row.starts_at.astimezone(clock.BRUSSELS)) for row in rows)
    ]
