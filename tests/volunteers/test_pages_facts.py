"""One query for all facts of a person says the same as the many of the timeline."""

import datetime as dt

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import attend
from volunteers import checks, services
from volunteers.kinds import Channel, VolunteerKind
from volunteers.models import ConfirmedReturn, Rest, Volunteer
from volunteers.pages.facts import KINDS, facts_in_full, return_facts, standing_facts
from volunteers.spans import facts_of
from volunteers.states import RestKind


def day(text):
    return dt.date.fromisoformat(text)


def lives(cast, who):
    """Bart rested and came back, Lien pauses, Rita's contact was taken back, Tom is no ervaringsdrager."""
    bart, lien, rita, tom = (cast.volunteers[name] for name in ("bart", "lien", "rita", "tom"))
    services.put_to_rest(by=who("victor"), volunteer=bart, kind=RestKind.SLEEP, from_on=day("2026-01-10"))
    attend(bart, day("2026-02-10"))
    attend(bart, day("2026-02-11"), presence="excused")
    attend(bart, day("2026-02-12"), counts=False)
    services.record_contact(by=who("laila"), volunteer=bart, on=day("2026-02-15"), channel=Channel.PHONE)
    services.record_contact(by=who("victor"), volunteer=bart, on=day("2026-02-20"), channel=Channel.PHONE)
    services.agree_to_return(by=who("victor"), volunteer=bart, on=day("2026-02-16"))
    services.confirm_return(by=who("laila"), volunteer=bart, on=day("2026-03-01"))
    services.put_to_rest(by=who("lien"), volunteer=lien, kind=RestKind.PAUSE, from_on=day("2026-02-01"))
    contact = services.record_contact(by=who("victor"), volunteer=rita, on=day("2026-02-20"), channel=Channel.PHONE)
    services.withdraw_fact(by=who("victor"), fact=contact)
    Volunteer.objects.filter(pk=tom.pk).update(kind=VolunteerKind.ORGANISATION, experience_kind="")
    services.postpone_lapses(by=who("laila"), until_on=day("2026-06-01"))
    return [Volunteer.objects.get(pk=one.pk) for one in (bart, lien, rita, tom)]


def test_facts_are_those_of_the_timeline(cast, who):
    for person in lives(cast, who):
        found = facts_in_full(person.pk)

        assert standing_facts(person, found) == facts_of([person.pk])[person.pk]
        assert return_facts(found) == checks.records_of([person.pk])[person.pk]


def test_facts_come_back_as_they_were_stored(cast, who):
    bart = lives(cast, who)[0]
    found = facts_in_full(bart.pk)

    stored = list(Rest.objects.filter(volunteer=bart)) + list(ConfirmedReturn.objects.filter(volunteer=bart))
    for one, other in zip([*found["of_rest"], *found["of_return"]], stored, strict=True):
        same = [field.attname for field in one._meta.concrete_fields]
        assert [getattr(one, name) for name in same] == [getattr(other, name) for name in same]


def test_facts_take_one_query_however_many_kinds(cast):
    with CaptureQueriesContext(connection) as seen:
        found = facts_in_full(cast.volunteers["els"].pk)

    assert (len(seen), set(found)) == (1, set(KINDS))
