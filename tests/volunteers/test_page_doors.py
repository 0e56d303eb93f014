"""Every page of people and intervisie against every hat: who may not see it gets 404, hidden and missing alike."""

import datetime as dt

import pytest
from django.urls import reverse

from oev import clock as days
from volunteers import services
from volunteers.kinds import CallKind, SignalledBy
from volunteers.models import CallTask, Proposal

STAFF = {"laila", "victor"}
OF_A_PERSON = {
    "volunteer_detail": {"victor"},
    "volunteer_profile": STAFF | {"els"},
    "volunteer_visibility": {"els"},  # who has an account chooses alone (P02)
    "volunteer_availability": STAFF | {"els"},
    "volunteer_stop": STAFF | {"els"},
    "volunteer_rest": STAFF | {"els"},
    "volunteer_may_call": STAFF | {"els"},
    "volunteer_activate": {"laila"},
    "role_give": {"laila"},
    "volunteer_corrections": STAFF,
    "volunteer_return": STAFF,
    "volunteer_contact": STAFF,
}
OF_A_SESSION = {
    "session_detail": STAFF | {"els", "jan"},
    "session_change": STAFF,
    "session_invite": STAFF,
    "session_cancel": STAFF,
    "attendance_edit": STAFF,
}
OF_NOBODY = {
    "dashboard": {"victor"},
    "volunteer_list": {"victor"},
    "volunteer_add": STAFF,
    "session_list": STAFF | {"els", "jan"},
    "session_plan": STAFF,
    "me": {"els", "jan"},
    "my_data": {"els", "jan"},
    "my_data_download": {"els", "jan"},
    "volunteer_rest": {"els", "jan"},
    "volunteer_may_call": {"els", "jan"},
    "volunteer_profile": {"els", "jan"},
    "volunteer_visibility": {"els", "jan"},
    "volunteer_availability": {"els", "jan"},
    "volunteer_stop": {"els", "jan"},
    "talk_ask": {"els", "jan"},
}
PEOPLE = ("laila", "victor", "els", "jan", "bruno", "bea", "nora")
# The coordinator has the list and the page in the admin, and is brought there.
TO_THE_ADMIN = {("laila", "volunteer_detail"), ("laila", "volunteer_list")}


@pytest.fixture
def client_of(cast, sign_in, who):
    return lambda name: sign_in(cast.users[name], who(name).hat.value)


@pytest.fixture
def session(who):
    at = days.local(dt.date(2026, 4, 14), dt.time(19, 30))
    return services.plan_session(by=who("victor"), starts_at=at, place="Geel")


def statuses(client, name, args, person):
    return (person, name, client.get(reverse(f"volunteers:{name}", args=args)).status_code)


def expected(person, name, allowed):
    if (person, name) in TO_THE_ADMIN:
        return (person, name, 302)
    return (person, name, 200 if person in allowed else 404)


@pytest.mark.parametrize("person", PEOPLE)
def test_pages_open_for_their_hats_alone(cast, client_of, els, session, person):
    client = client_of(person)
    pages = [(name, [els.pk], allowed) for name, allowed in OF_A_PERSON.items()]
    pages += [(name, [session.pk], allowed) for name, allowed in OF_A_SESSION.items()]
    pages += [(name, [], allowed) for name, allowed in OF_NOBODY.items()]

    found = [statuses(client, name, args, person) for name, args, _ in pages]

    assert found == [expected(person, name, allowed) for name, _, allowed in pages]


@pytest.mark.parametrize("person", PEOPLE)
def test_missing_people_and_sessions_are_404(cast, client_of, person):
    client = client_of(person)
    found = {statuses(client, name, [999999], person)[2] for name in [*OF_A_PERSON, *OF_A_SESSION]}

    assert found == {404}


BUTTONS = {
    "volunteer_called": STAFF,
    "volunteer_talked": STAFF,
    "volunteer_restart": STAFF,
    "volunteer_agree": {"victor"},
    "volunteer_pause_end": STAFF | {"els"},
}


@pytest.mark.parametrize("person", PEOPLE)
def test_buttons_work_for_their_hats_alone_and_by_post_alone(cast, client_of, els, who, session, person):
    client = client_of(person)
    call = CallTask.objects.create(
        volunteer=els, kind=CallKind.TALK, for_office=SignalledBy.REPRESENTATIVE, due_on=dt.date(2026, 3, 1)
    )
    proposal = Proposal.objects.create(
        volunteer=els, kind="stop", for_day=dt.date(2026, 3, 1), office="coordinator", made_by=cast.laila
    )
    pages = [(name, [els.pk], allowed) for name, allowed in BUTTONS.items()] + [
        ("call_close", [call.pk], STAFF),
        ("proposal_take_back", [proposal.pk], STAFF),
        ("role_answer", [els.roles.get().pk], STAFF | {"els"}),
        ("attendance_reopen", [session.pk], STAFF),
        ("support_ask", [], {"els", "jan"}),
        ("volunteer_ask_back", [], {"els", "jan"}),
    ]
    for name, args, allowed in pages:
        address = reverse(f"volunteers:{name}", args=args)
        assert (name, client.get(address).status_code) == (name, 405 if _passes(person, name, allowed) else 404)
        assert (name, client.post(address).status_code) == (name, 302 if person in allowed else 404)


def _passes(person, name, allowed):
    """Whom the rule lets as far as the method: of whom says the row, which is looked for after."""
    rule_only = {"volunteer_pause_end": STAFF | {"els", "jan"}, "role_answer": STAFF | {"els", "jan"}}
    return person in rule_only.get(name, allowed)


def test_admin_pages_are_the_coordinators_alone(cast, client_of, els):
    addresses = [
        reverse("admin:index"),
        reverse("admin:volunteers_volunteer_changelist"),
        reverse("admin:volunteers_volunteer_change", args=[els.pk]),
    ]
    found = {person: [client_of(person).get(address).status_code for address in addresses] for person in PEOPLE}

    assert found == {person: [200 if person == "laila" else 404] * 3 for person in PEOPLE}
