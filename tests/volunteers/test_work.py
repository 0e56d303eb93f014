"""What waits on 'Vandaag' and on the page of the vertegenwoordiger (6.1, 6.2)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import volunteer
from tests.volunteers.scene import at, day, last_seen, nights
from volunteers import services, work
from volunteers.kinds import Channel, Presence
from volunteers.models import Engagement, IntervisionSession, Volunteer
from volunteers.states import RestKind

TODAY = day("2026-03-07")
SECTIONS = [
    work.returns,
    work.second_voice,
    work.people_to_call,
    work.open_lists,
    work.running_out,
    work.long_unheard,
]


@pytest.fixture
def els(cast):
    return cast.volunteers["els"]


def rows(section):
    return [(row.title, row.line, row.action_label) for row in section.rows]


@pytest.mark.parametrize("name", ["els", "bruno", "bea", "nora"])
@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.__name__)
def test_sections_are_for_the_two_offices(cast, who, els, section, name):
    """With something in each of them for whoever may see it."""
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.stop_engagement(by=who("victor"), volunteer=cast.volunteers["jan"], on=TODAY)
    services.plan_session(by=who("laila"), starts_at=at("2026-03-03 19:30"))
    last_seen(cast.volunteers["tom"], "2025-03-10")
    assert section(who(name), TODAY).rows == []


def test_calls_are_those_of_the_own_office(cast, who, els, clock):
    last_seen(els, "2025-03-05")
    nights(clock, "2026-03-06", "2026-03-07")
    section = work.people_to_call(who("victor"), TODAY)
    assert rows(section) == [("Els Proef", "Lang geen intervisie, sinds 6 maart 2026. 0470 00 00 00", "Noteer contact")]
    assert (section.rows[0].second_label, section.rows[0].second_method) == ("Ik heb gebeld", "post")
    assert work.people_to_call(who("laila"), TODAY).rows == []


def test_wants_to_talk_names_nothing(who, els):
    services.ask_for_call(by=who("els"), volunteer=els)
    assert rows(work.people_to_call(who("victor"), TODAY)) == [
        ("Els Proef", "Wil even praten. Gevraagd om 9 uur. 0470 00 00 00", "Bel")
    ]


def test_people_near_the_limit_within_a_month(cast, who, els):
    for name, seen in (("els", "2025-03-20"), ("jan", "2025-04-07"), ("mia", "2025-04-08")):
        last_seen(cast.volunteers[name], seen)
    assert rows(work.running_out(who("laila"), TODAY)) == [
        ("Els Proef", "Zonder nieuwe intervisie oproepbaar tot en met 20 maart 2026.", "Bekijk"),
        ("Jan Proef", "Zonder nieuwe intervisie oproepbaar tot en met 7 april 2026.", "Bekijk"),
    ]


def test_open_lists_say_how_many_letters_wait(cast, who, els, clock):
    session = services.plan_session(by=who("laila"), starts_at=at("2026-03-03 19:30"))
    assert rows(work.open_lists(who("victor"), TODAY)) == [
        ("Intervisie van dinsdag 3 maart", "Vul in wie er was en sluit de lijst.", "Vul in")
    ]
    last_seen(els, "2025-03-05")
    IntervisionSession.objects.exclude(pk=session.pk).update(closed_at=at("2026-01-01 12:00"))
    nights(clock, "2026-03-06", "2026-03-07")
    assert work.open_lists(who("laila"), TODAY).rows[0].line == (
        "Vul in wie er was en sluit de lijst. 1 brief wacht hierop."
    )
    services.close_attendance_list(by=who("laila"), session=session)
    assert work.open_lists(who("laila"), TODAY).rows == []


def test_coordinator_plans_when_no_session_was_offered(cast, who, els, clock):
    IntervisionSession.objects.update(cancelled_at=at("2026-01-01 12:00"))
    last_seen(els, "2025-03-05")
    nights(clock, "2026-03-06", "2026-03-07")
    assert rows(work.open_lists(who("laila"), TODAY)) == [
        ("De laatste drie maanden was er geen intervisie", "Plan er een. 1 brief wacht hierop.", "Plan")
    ]
    assert work.open_lists(who("victor"), TODAY).rows == []


def test_return_waits_for_the_agreement_and_then_for_a_button(cast, who, els, clock):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=day("2026-03-01"))
    session = services.plan_session(by=who("laila"), starts_at=at("2026-03-03 19:30"))
    services.save_attendance(by=who("laila"), session=session, presences={els.pk: Presence.ATTENDED})
    assert work.returns(who("victor"), TODAY).rows == []
    services.record_contact(by=who("laila"), volunteer=els, on=day("2026-03-05"), channel=Channel.PHONE)
    assert rows(work.returns(who("victor"), TODAY)) == [
        ("Els Proef", "Wil terug oproepbaar zijn. Intervisie: 3 maart. Gesprek coördinator: 5 maart.", "Bekijk")
    ]
    assert rows(work.returns(who("laila"), TODAY)) == [
        ("Els Proef", "Nog nodig: samen bespreken met de vertegenwoordiger.", "Bekijk")
    ]
    services.agree_to_return(by=who("victor"), volunteer=els, on=TODAY)
    for name in ("laila", "victor"):
        assert rows(work.returns(who(name), TODAY)) == [("Els Proef", "Alles is rond.", "Weer oproepbaar maken")]


def test_second_voice_is_for_the_other_office(who, els):
    services.stop_engagement(by=who("victor"), volunteer=els, on=TODAY)
    assert work.second_voice(who("victor"), TODAY).rows == []
    assert rows(work.second_voice(who("laila"), TODAY)) == [
        ("Els Proef", "Samenwerking beëindigen: voorgesteld op 7 maart 2026. Kijk mee.", "Bekijk")
    ]


def test_long_unheard_is_sorted_and_leaves_whoever_pauses_alone(cast, who, els):
    for name, on in (("els", "2025-10-01"), ("jan", "2025-09-01"), ("mia", "2026-02-01")):
        services.record_contact(by=who("laila"), volunteer=cast.volunteers[name], on=day(on), channel=Channel.PHONE)
    services.put_to_rest(by=who("tom"), volunteer=cast.volunteers["tom"], kind=RestKind.PAUSE, from_on=TODAY)
    section = work.long_unheard(who("victor"), TODAY)
    assert [row.title.split()[0] for row in section.rows] == ["Rita", "Bart", "Carla", "Lien", "Jan", "Els"]
    assert (section.total, section.rows[0].action_url) == (6, "tel:0470000000")
    assert section.rows[-1].line == "Laatste contact: 22 weken geleden. 0470 00 00 00"
    assert work.long_unheard(who("laila"), TODAY).rows == []


def test_whoever_is_new_is_not_long_unheard_yet(cast, who):
    person = volunteer(cast, "Nieuw", account=False)
    begun = Engagement.objects.standing().filter(volunteer=person)
    for on, there in (("2025-12-07", True), ("2025-12-08", False), ("2026-03-01", False)):
        begun.update(candidate_on=day(on), activated_on=day(on))
        shown = [row.title.split()[0] for row in work.long_unheard(who("victor"), TODAY).rows]
        assert ("Nieuw" in shown) is there


@pytest.mark.parametrize("section", SECTIONS, ids=lambda one: one.__name__)
def test_section_takes_the_same_queries_for_3_and_for_30(cast, who, section):
    Volunteer.objects.all().delete()
    victor, laila, counts = who("victor"), who("laila"), []
    for names in ("ABC", "DEFGHIJKLMNOPQRSTUVWXYZabcd"):
        for number, name in enumerate(names):
            person = volunteer(cast, f"P{name}{number}", account=False)
            last_seen(person, "2025-03-20")
            if number % 2:
                services.put_to_rest(by=laila, volunteer=person, kind=RestKind.SLEEP, from_on=TODAY)
            services.stop_engagement(by=laila, volunteer=person, on=TODAY)
        with CaptureQueriesContext(connection) as caught:
            found = section(victor, TODAY)
        counts.append((len(caught), bool(found.rows) or section in (work.returns, work.open_lists)))
    assert counts[0] == counts[1] == (counts[0][0], True)
