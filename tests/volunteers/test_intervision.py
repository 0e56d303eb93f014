"""Intervisie: planning, inviting, signing up, and the list of who was there (P16, Q17, Q18)."""

import pytest
from django.core import mail

from oev.errors import Refused
from oev.outbox.models import Outgoing, State
from oev.outbox.services import deliver_due
from tests.volunteers.scene import at, day, last_seen, letters, open_letters, status
from volunteers import services
from volunteers.kinds import MayCall, Presence, SessionKind, SignUp
from volunteers.links import sign_up_token
from volunteers.models import IntervisionAttendance, IntervisionSession
from volunteers.states import RestKind

ATTENDED, EXCUSED = Presence.ATTENDED, Presence.EXCUSED
OTHERS = ["els", "bruno", "bea", "nora"]


@pytest.fixture
def els(cast):
    return cast.volunteers["els"]


@pytest.fixture
def coming(who):
    return services.plan_session(by=who("laila"), starts_at=at("2026-03-24 19:30"), place="Geel")


@pytest.fixture
def held(who):
    return services.plan_session(by=who("laila"), starts_at=at("2026-03-03 19:30"))


@pytest.mark.parametrize("name", OTHERS)
def test_planning_is_for_the_two_offices(cast, who, name):
    with pytest.raises(Refused):
        services.plan_session(by=who(name), starts_at=at("2026-03-24 19:30"))
    services.plan_session(by=who("victor"), starts_at=at("2026-03-24 19:30"))
    assert IntervisionSession.objects.filter(starts_at=at("2026-03-24 19:30")).count() == 1


def test_session_at_a_partner_names_the_partner(cast, who):
    with pytest.raises(Refused) as refusal:
        services.plan_session(by=who("laila"), starts_at=at("2026-03-24 19:30"), kind=SessionKind.PARTNER)
    assert refusal.value.field == "partner"
    partner = cast.partners["Turnhout"]
    made = services.plan_session(
        by=who("laila"), starts_at=at("2026-03-24 19:30"), kind=SessionKind.PARTNER, partner=partner
    )
    assert made.partner == partner


def test_everybody_who_belongs_is_invited_but_whoever_wants_to_be_left_alone(cast, who, els, coming):
    people = cast.volunteers
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=day("2026-03-07"))
    services.put_to_rest(by=who("jan"), volunteer=people["jan"], kind=RestKind.SLEEP, from_on=day("2026-03-07"))
    services.stop_engagement(by=who("mia"), volunteer=people["mia"], on=day("2026-03-07"))
    last_seen(people["tom"], "2025-03-01")
    services.put_to_rest(by=who("rita"), volunteer=people["rita"], kind=RestKind.SLEEP, from_on=day("2026-03-07"))
    services.answer_who_may_call(
        by=who("rita"), volunteer=people["rita"], may_call=MayCall.NOT_NOW, wants_invitations=False
    )
    assert services.invite_to_session(by=who("laila"), session=coming) == 6
    invited = {key.split(":")[2] for key in letters("intervision_invitation")}
    assert invited == {str(people[name].pk) for name in ("els", "jan", "tom", "bart", "carla", "lien")}


def test_wish_for_invitations_goes_along_from_one_rest_to_the_next_and_counts_until_delivery(who, els, coming):
    open_letters("intervision_invitation")
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=day("2026-03-07"))
    services.invite_to_session(by=who("laila"), session=coming)
    services.answer_who_may_call(by=who("els"), volunteer=els, may_call=MayCall.NOT_NOW, wants_invitations=False)
    rest = services.put_to_rest(by=who("victor"), volunteer=els, kind=RestKind.SLEEP, from_on=day("2026-03-07"))
    assert rest.wants_invitations is False
    deliver_due()
    assert "els@voorbeeld.be" not in {letter.to[0] for letter in mail.outbox}
    services.answer_who_may_call(by=who("els"), volunteer=els, may_call=MayCall.COORDINATOR)
    rest.refresh_from_db()
    assert rest.wants_invitations is False


def test_inviting_twice_writes_once(cast, who, coming):
    services.invite_to_session(by=who("laila"), session=coming)
    services.invite_to_session(by=who("victor"), session=coming)
    assert len(letters("intervision_invitation")) == 8


def test_invitation_reads_as_agreed(cast, who, els, coming):
    open_letters("intervision_invitation")
    services.sign_up(by=who("laila"), session=coming, volunteer=els, answer=SignUp.YES, by_phone=True)
    services.invite_to_session(by=who("laila"), session=coming)
    deliver_due()
    assert len(mail.outbox) == 7  # Els said yes already
    letter = mail.outbox[0]
    assert letter.subject == "Uitnodiging dinsdag 24 maart"
    assert letter.body.splitlines()[2] == "Intervisie op dinsdag 24 maart om 19.30 uur in Geel. Kom je?"
    assert f"/kom-je/{sign_up_token(coming.pk, cast.volunteers['jan'].pk)}/" in "".join(one.body for one in mail.outbox)


@pytest.mark.parametrize("act", ["invite", "sign_up"])
def test_nobody_is_asked_for_what_is_over_or_cancelled(who, els, held, coming, act):
    def do(session):
        if act == "invite":
            services.invite_to_session(by=who("laila"), session=session)
        else:
            services.sign_up(by=who("els"), session=session, volunteer=els, answer=SignUp.YES)

    do(coming)
    with pytest.raises(Refused, match="voorbij"):
        do(held)
    services.cancel_session(by=who("laila"), session=coming)
    with pytest.raises(Refused, match="gaat niet door"):
        do(coming)


def test_last_answer_counts(cast, who, els, coming):
    services.sign_up(by=who("els"), session=coming, volunteer=els, answer=SignUp.YES)
    given = services.sign_up(by=who("victor"), session=coming, volunteer=els, answer=SignUp.NO)
    assert (given.answer, given.by_phone, els.sign_ups.count()) == ("no", True, 1)


@pytest.mark.parametrize("name", ["jan", "bruno", "nora"])
def test_nobody_signs_up_somebody_else(who, els, coming, name):
    with pytest.raises(Refused):
        services.sign_up(by=who(name), session=coming, volunteer=els, answer=SignUp.YES)
    assert not services.sign_up(by=who("els"), session=coming, volunteer=els, answer=SignUp.YES).by_phone


def test_cancelling_tells_whoever_was_invited(cast, who, coming):
    services.invite_to_session(by=who("laila"), session=coming)
    services.cancel_session(by=who("laila"), session=coming)
    services.cancel_session(by=who("laila"), session=coming)
    assert len(letters("intervision_cancelled")) == 8


def test_cancelling_before_the_invitation_tells_nobody(cast, who, coming):
    services.cancel_session(by=who("laila"), session=coming)
    assert letters("intervision_cancelled") == []


def test_cancelling_tells_whoever_said_yes_from_a_reminder_without_an_invitation(who, els, coming):
    services.sign_up(by=None, session=coming, volunteer=els, answer=SignUp.YES)
    services.cancel_session(by=who("laila"), session=coming)
    assert letters("intervision_cancelled") == [f"intervision_cancelled:{coming.pk}:{els.pk}"]


def test_cancelling_tells_who_comes_though_left_alone_and_nobody_who_never_heard_of_it(cast, who, els, coming):
    people, laila = cast.volunteers, who("laila")
    services.invite_to_session(by=laila, session=coming)
    services.sign_up(by=who("els"), session=coming, volunteer=els, answer=SignUp.YES)
    services.sign_up(by=who("mia"), session=coming, volunteer=people["mia"], answer=SignUp.NO)
    for name in ("els", "jan"):
        services.put_to_rest(by=who(name), volunteer=people[name], kind=RestKind.PAUSE, from_on=day("2026-03-07"))
        services.answer_who_may_call(
            by=who(name), volunteer=people[name], may_call=MayCall.NOT_NOW, wants_invitations=False
        )
    new = {"kind": "ed", "experience_kind": "own", "candidate_on": day("2026-03-07"), "phone": "0470 11 22 33"}
    services.add_volunteer(by=laila, first_name="Sam", **new)
    services.cancel_session(by=laila, session=coming)
    told = {key.split(":")[2] for key in letters("intervision_cancelled")}
    assert told == {str(people[name].pk) for name in ("els", "tom", "rita", "bart", "carla", "lien")}


def test_moving_tells_whoever_read_the_invitation_or_comes_once_and_of_the_last_moment(cast, who, els, coming, clock):
    laila = who("laila")
    open_letters("intervision_invitation", "intervision_moved")
    services.sign_up(by=who("els"), session=coming, volunteer=els, answer=SignUp.YES)
    services.invite_to_session(by=laila, session=coming)
    services.change_session(by=laila, session=coming, minutes=90)  # nobody who comes need know
    services.change_session(by=laila, session=coming, starts_at=at("2026-03-25 19:30"))
    (first,) = letters("intervision_moved")  # others read the new day yet
    assert first.startswith(f"intervision_moved:{coming.pk}:{els.pk}:")
    deliver_due()
    mail.outbox.clear()
    clock.shift(60)
    services.sign_up(by=who("mia"), session=coming, volunteer=cast.volunteers["mia"], answer=SignUp.NO)
    services.change_session(by=laila, session=coming, starts_at=at("2026-03-26 20:00"), place="Mol")
    services.change_session(by=laila, session=coming, starts_at=at("2026-03-31 20:00"))
    deliver_due()
    assert len(mail.outbox) == 7
    assert {letter.subject for letter in mail.outbox} == {"Nieuws over dinsdag 31 maart"}
    line = mail.outbox[0].body.splitlines()[2]
    assert line == "De intervisie is verplaatst. Ze is nu op dinsdag 31 maart om 20 uur in Mol. Kom je?"
    moved = Outgoing.objects.filter(code="intervision_moved")
    assert (moved.count(), moved.filter(state=State.SENT).count()) == (8, 8)  # also the first one stays in the list


def test_whoever_says_no_before_the_letter_left_hears_nothing_of_another_day(cast, who, els, coming):
    open_letters("intervision_moved")
    for name in ("els", "mia"):
        services.sign_up(by=who(name), session=coming, volunteer=cast.volunteers[name], answer=SignUp.YES)
    services.change_session(by=who("laila"), session=coming, starts_at=at("2026-03-25 19:30"))
    services.sign_up(by=who("mia"), session=coming, volunteer=cast.volunteers["mia"], answer=SignUp.NO)
    services.change_session(by=who("laila"), session=coming, starts_at=at("2026-03-26 19:30"))
    waiting = Outgoing.objects.filter(code="intervision_moved", state=State.WAITING)
    assert list(waiting.values_list("to_id", flat=True)) == [els.pk]


def test_list_is_added_to_changed_and_read_back(cast, who, els, held):
    jan = cast.volunteers["jan"]
    laila = who("laila")
    assert services.save_attendance(by=laila, session=held, presences={els.pk: ATTENDED, jan.pk: EXCUSED}) == 2
    assert services.save_attendance(by=laila, session=held, presences={els.pk: ATTENDED, jan.pk: EXCUSED}) == 0
    assert services.save_attendance(by=laila, session=held, presences={jan.pk: ATTENDED}) == 1
    assert services.save_attendance(by=laila, session=held, presences={els.pk: None}) == 1
    rows = IntervisionAttendance.objects.filter(session=held).order_by("pk")
    assert [(row.volunteer_id, row.presence, row.withdrawn_at is None) for row in rows] == [
        (els.pk, "attended", False),
        (jan.pk, "excused", False),
        (jan.pk, "attended", True),
    ]
    assert status(jan, "2027-03-03", "2027-03-04") == ["active", "inactive"]
    assert status(els, "2026-12-09", "2026-12-10") == ["active", "inactive"]


@pytest.mark.parametrize("name", OTHERS)
def test_list_is_for_the_two_offices(who, els, held, name):
    with pytest.raises(Refused):
        services.save_attendance(by=who(name), session=held, presences={els.pk: ATTENDED})
    assert services.save_attendance(by=who("victor"), session=held, presences={els.pk: ATTENDED}) == 1


def test_list_of_a_session_to_come_or_closed_is_refused(who, els, held, coming):
    laila = who("laila")
    with pytest.raises(Refused, match="nog niet geweest"):
        services.save_attendance(by=laila, session=coming, presences={els.pk: ATTENDED})
    services.close_attendance_list(by=laila, session=held)
    with pytest.raises(Refused, match="gesloten"):
        services.save_attendance(by=laila, session=held, presences={els.pk: ATTENDED})
    services.reopen_attendance_list(by=laila, session=held)
    assert services.save_attendance(by=laila, session=held, presences={els.pk: ATTENDED}) == 1


def test_list_with_somebody_who_is_gone_changes_nothing(who, els, held):
    with pytest.raises(Refused, match="bestaat niet meer"):
        services.save_attendance(by=who("laila"), session=held, presences={els.pk: ATTENDED, 999_999: ATTENDED})
    assert not IntervisionAttendance.objects.filter(session=held).exists()


def test_session_that_does_not_count_gives_no_year(who, els):
    session = services.plan_session(by=who("laila"), starts_at=at("2026-03-03 19:30"), counts_for_activity=False)
    services.save_attendance(by=who("laila"), session=session, presences={els.pk: ATTENDED})
    assert status(els, "2026-12-10") == "inactive"
    services.change_session(by=who("laila"), session=session, counts_for_activity=True)
    assert status(els, "2026-12-10", "2027-03-03") == ["active", "active"]


def test_moving_a_held_session_moves_the_year(who, els, held):
    services.save_attendance(by=who("laila"), session=held, presences={els.pk: ATTENDED})
    services.change_session(by=who("laila"), session=held, starts_at=at("2026-02-24 19:30"))
    assert status(els, "2027-02-24", "2027-02-25") == ["active", "inactive"]
    with pytest.raises(Refused):
        services.change_session(by=who("laila"), session=held, starts_at=at("2026-03-24 19:30"))


def test_list_takes_the_same_queries_for_2_and_for_6(cast, who, held):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    ids = [one.pk for one in cast.volunteers.values()]
    counts = []
    for chosen in (ids[:2], ids[2:]):
        with CaptureQueriesContext(connection) as caught:
            services.save_attendance(by=who("laila"), session=held, presences=dict.fromkeys(chosen, ATTENDED))
        counts.append(len(caught) - sum("SAVEPOINT" in one["sql"] for one in caught.captured_queries))
    assert counts[0] == counts[1]
