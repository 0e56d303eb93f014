"""Groups for the tests: an active weekly group with its people, meetings and agreement."""

import datetime as dt

from contactgroups import services
from contactgroups.models import ContactGroup, GroupRole, Meeting, MeetingSeries, RosterTurn
from contactgroups.states import GroupState, TurnState
from oev import clock
from oev.search import search_form
from partners.models import Agreement
from tests.cast import LONG_AGO

TUESDAY = 1
HALF_PAST_SEVEN = dt.time(19, 30)


def agreement(cast, *, partner="Herselt", signed=LONG_AGO, until=None, services=("groups",), **more):
    """An agreement with a partner, signed by both on a day (None: only sent)."""
    return Agreement.objects.create(
        partner=cast.partners[partner],
        title=f"Overeenkomst {partner}",
        services=list(services),
        sent_on=LONG_AGO,
        signed_by_us_on=signed,
        signed_by_partner_on=signed,
        from_on=signed,
        until_on=until,
        **more,
    )


def group(cast, name="Olen", *, state=GroupState.ACTIVE, town="Olen", weekday=TUESDAY, hour=HALF_PAST_SEVEN, **more):
    """A group in a state, with its series when it meets; nobody in it yet."""
    made = ContactGroup.objects.create(
        name=f"Groep {name}",
        search_name=search_form(f"Groep {name} {town}"),
        municipality=cast.towns[town] if town else None,
        state=state,
        state_since=LONG_AGO,
        place="Zaal 1",
        supporting_partner=cast.partners["Herselt"],
        **more,
    )
    if state in (GroupState.ACTIVE, GroupState.ON_BREAK):
        MeetingSeries.objects.create(group=made, weekday=weekday, starts_at=hour, from_on=LONG_AGO)
    return made


def role(group, who, kind="leader", *, joined=LONG_AGO, public=False):
    """Somebody holds a role in a group since long."""
    return GroupRole.objects.create(
        group=group, volunteer=who, kind=kind, from_on=joined, joined_at=clock.start_of(joined), public_contact=public
    )


def meeting(group, day, *, leader=None, state=None, published=True, hour=HALF_PAST_SEVEN):
    """A planned meeting on a day with its turn; with a leader it is published and confirmed."""
    made = Meeting.objects.create(group=group, starts_at=clock.local(day, hour), place=group.place)
    RosterTurn.objects.create(
        meeting=made,
        volunteer=leader,
        state=state or (TurnState.CONFIRMED if leader else TurnState.FREE),
        published=published and leader is not None,
    )
    return made


def day(text):
    """2026-05-19 as a date."""
    return dt.date.fromisoformat(text)


def weeks_ahead(group):
    """Generate the meetings of the coming twelve weeks and give them in order."""
    services.generate_meetings(day=clock.today(), groups=[group])
    return list(Meeting.objects.filter(group=group).coming(clock.now()))
