"""Pages of intervisie: plan from the last, invite, answer, tick, close, open again, cancel."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oev import clock as days
from oev.outbox.models import Outgoing
from tests.cast import volunteer
from tests.words import visible_text
from volunteers import services
from volunteers.kinds import MayCall, SignUp
from volunteers.models import IntervisionAttendance, IntervisionSession, IntervisionSignUp
from volunteers.states import RestKind


@pytest.fixture
def victor(cast, sign_in):
    return sign_in(cast.victor, "representative")


def plan(who, day, place="Geel"):
    at = days.local(day, dt.time(19, 30))
    return services.plan_session(by=who("victor"), starts_at=at, place=place)


@pytest.fixture
def coming(who):
    return plan(who, dt.date(2026, 3, 20))


@pytest.fixture
def held(who):
    return plan(who, dt.date(2026, 3, 3), "Turnhout")


def at(name, session):
    return reverse(f"volunteers:{name}", args=[session.pk])


def test_list_tells_coming_open_and_past(victor, coming, held, who):
    services.close_attendance_list(by=who("victor"), session=held)
    other = plan(who, dt.date(2026, 3, 5))
    context = victor.get(reverse("volunteers:session_list")).context

    assert [line.when for line in context["coming"]] == ["vrijdag 20 maart om 19.30 uur"]
    assert [one.pk for one in context["open_lists"]] == [other.pk]
    assert [one.day for one in context["past"]][:2] == [dt.date(2026, 3, 3), dt.date(2025, 12, 9)]


def test_volunteer_sees_what_comes_and_no_lists(els, sign_in, coming, held):
    context = sign_in(els.user, "volunteer").get(reverse("volunteers:session_list")).context

    assert (len(context["coming"]), list(context["open_lists"]), context["past"]) == (1, [], [])


def test_plan_is_filled_in_from_the_last_one(victor, held):
    form = victor.get(reverse("volunteers:session_plan")).context["form"]
    assert (form.initial["day"], form.initial["hour"], form.initial["place"]) == (
        dt.date(2026, 3, 31), dt.time(19, 30), "Turnhout",
    )  # fmt: skip

    data = {"day": "2026-03-31", "hour": "19:30", "minutes": "90", "mode": "online", "kind": "intern", "place": ""}
    response = victor.post(reverse("volunteers:session_plan"), data)
    made = IntervisionSession.objects.get(minutes=90)
    assert response.url == at("session_detail", made)
    assert (days.say_moment(made.starts_at), made.mode, made.counts_for_activity) == (
        "dinsdag 31 maart om 19.30 uur", "online", False,
    )  # fmt: skip


def test_plan_without_the_partner_says_so_and_keeps_what_was_typed(victor):
    data = {"day": "2026-03-31", "hour": "19:30", "minutes": "90", "mode": "on_site", "kind": "partner", "place": "Mol"}
    response = victor.post(reverse("volunteers:session_plan"), data)

    assert response.context["form"].errors == {"partner": ["Kies de partner."]}
    assert ("<title>Fout: " in response.content.decode(), 'value="Mol"' in response.content.decode()) == (True, True)


def test_change_moves_the_session(victor, coming):
    data = {"day": "2026-03-27", "hour": "20:00", "minutes": "120", "mode": "on_site", "kind": "intern", "place": "Mol"}
    victor.post(at("session_change", coming), data)

    coming.refresh_from_db()
    assert (days.say_moment(coming.starts_at), coming.place) == ("vrijdag 27 maart om 20 uur", "Mol")


def test_invitation_has_people_near_their_limit_on_top(cast, victor, coming, who, sign_in, clock):
    rita = cast.volunteers["rita"]
    IntervisionAttendance.objects.filter(volunteer=rita, day=dt.date(2025, 12, 9)).delete()
    from volunteers.spans import rebuild_spans

    rebuild_spans(rita.pk)
    services.put_to_rest(by=who("lien"), volunteer=cast.volunteers["lien"], kind=RestKind.PAUSE, from_on=days.today())
    context = victor.get(at("session_invite", coming)).context
    assert ([one.first_name for one in context["near"]], context["total"]) == ([], 8)
    cast.volunteers["lien"].rests.update(wants_invitations=False)
    assert victor.get(at("session_invite", coming)).context["total"] == 7
    clock.move_to(dt.datetime(2026, 3, 20, 9, tzinfo=dt.UTC))
    later = sign_in(cast.victor, "representative")
    near = later.get(at("session_invite", coming)).context["near"]
    assert [(one.first_name, one.last_day) for one in near] == [("Rita", dt.date(2026, 5, 20))]

    later.post(at("session_invite", coming))
    coming.refresh_from_db()
    assert coming.invited_at is not None
    assert Outgoing.objects.filter(code="intervision_invitation", fact_id=coming.pk).count() == 7


@pytest.mark.parametrize(("said", "stored"), [("yes", "yes"), ("no", "no"), ("unsure", "unsure")])
def test_volunteer_answers_in_one_tap(els, sign_in, coming, said, stored):
    me = sign_in(els.user, "volunteer")
    assert "Kom je?" in visible_text(me.get(at("session_detail", coming)).content.decode())
    response = me.post(at("session_answer", coming), {"answer": said})

    assert response.url == reverse("volunteers:me")
    given = IntervisionSignUp.objects.get()
    assert (given.volunteer, given.answer, given.by_phone) == (els, stored, False)


def test_answer_that_is_none_changes_nothing(els, sign_in, coming):
    response = sign_in(els.user, "volunteer").post(at("session_answer", coming), {"answer": "x"})

    assert (response.url, IntervisionSignUp.objects.count()) == (at("session_detail", coming), 0)


def test_volunteer_reads_no_names_of_others(cast, els, sign_in, coming, who):
    services.sign_up(by=who("victor"), session=coming, volunteer=cast.volunteers["rita"], answer=SignUp.YES)
    html = sign_in(els.user, "volunteer").get(at("session_detail", coming)).content.decode()

    assert "Rita" not in html


def test_staff_writes_down_an_answer_by_phone(cast, victor, coming):
    rita = cast.volunteers["rita"]
    empty = victor.post(at("session_answer", coming), {"volunteer": rita.pk})
    assert empty.context["form"].errors == {"answer": ["Kies een antwoord."]}
    victor.post(at("session_answer", coming), {"volunteer": rita.pk, "answer": "yes"})

    given = IntervisionSignUp.objects.get()
    assert (given.volunteer, given.answer, given.by_phone) == (rita, "yes", True)
    assert [(g.label, g.names) for g in victor.get(at("session_detail", coming)).context["groups"]] == [
        ("Komt", ["Rita Proef"])
    ]


def test_staff_writes_down_by_phone_that_no_became_yes_and_that_who_is_left_alone_comes(cast, victor, coming, who):
    els = cast.volunteers["els"]
    services.sign_up(by=who("els"), session=coming, volunteer=els, answer=SignUp.NO)
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=days.today())
    services.answer_who_may_call(by=who("els"), volunteer=els, may_call=MayCall.NOT_NOW, wants_invitations=False)
    victor.post(reverse("volunteers:session_answer", args=[coming.pk]), {"volunteer": els.pk, "answer": "yes"})
    assert els.sign_ups.get().answer == SignUp.YES


def test_list_is_ticked_closed_and_opened_again(cast, victor, held):
    els, jan, tom = (cast.volunteers[name] for name in ("els", "jan", "tom"))
    ticks = {f"p{els.pk}": "attended", f"p{jan.pk}": "excused", f"p{tom.pk}": ""}
    victor.post(at("attendance_edit", held), ticks)
    found = IntervisionAttendance.objects.standing().filter(session=held).order_by("volunteer_id")
    assert sorted(found.values_list("volunteer__first_name", "presence")) == [("Els", "attended"), ("Jan", "excused")]

    victor.post(at("attendance_edit", held), {f"p{els.pk}": "attended", "close": "1"})
    held.refresh_from_db()
    assert held.closed_at is not None
    assert list(found.values_list("volunteer__first_name", "presence")) == [("Els", "attended")]

    victor.post(at("attendance_reopen", held))
    held.refresh_from_db()
    assert held.closed_at is None


def test_list_that_cannot_be_kept_says_why_and_keeps_the_ticks(cast, victor, coming):
    els = cast.volunteers["els"]
    response = victor.post(at("attendance_edit", coming), {f"p{els.pk}": "excused"})
    html = response.content.decode()

    assert response.context["form"].non_field_errors() == ["Deze intervisie is nog niet geweest."]
    assert f'name="p{els.pk}" value="excused" checked' in html
    assert IntervisionAttendance.objects.filter(session=coming).count() == 0


def test_who_said_yes_stands_on_top_of_the_list(cast, victor, coming, who):
    services.sign_up(by=who("tom"), session=coming, volunteer=cast.volunteers["tom"], answer=SignUp.YES)
    rows = victor.get(at("attendance_edit", coming)).context["form"].rows

    assert [row["person"].first_name for row in rows][:3] == ["Tom", "Bart", "Carla"]


def test_cancelling_asks_first_and_then_tells(cast, victor, coming, who):
    services.sign_up(by=who("tom"), session=coming, volunteer=cast.volunteers["tom"], answer=SignUp.YES)
    assert "1 persoon zei dat die komt." in visible_text(victor.get(at("session_cancel", coming)).content.decode())
    victor.post(at("session_cancel", coming))

    coming.refresh_from_db()
    assert coming.cancelled_at is not None
    assert "Deze intervisie gaat niet door." in victor.get(at("session_detail", coming)).content.decode()


def test_pages_take_as_many_queries_for_30_people_as_for_3(cast, victor, held, coming, who):
    pages = [at("attendance_edit", held), at("session_invite", coming), at("session_detail", coming)]

    def counts():
        found = []
        for page in pages:
            with CaptureQueriesContext(connection) as seen:
                victor.get(page)
            found.append(len(seen))
        return found

    counts()
    before = counts()
    for number in range(30):
        person = volunteer(cast, f"Naam{number}", account=False)
        services.sign_up(by=who("victor"), session=coming, volunteer=person, answer=SignUp.YES)
    assert counts() == before
