"""Vorming: planned, invited, answered, ticked, followed (R016, R110, R111, R187, P17)."""

import datetime as dt

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from oev.errors import Refused
from oev.outbox.services import deliver_due
from tests.volunteers.scene import at, day, letters, open_letters
from tests.words import NEVER, TELLING, found
from volunteers import services
from volunteers.kinds import Presence, SignUp
from volunteers.links import training_link
from volunteers.models import IntakeCheck, Training, TrainingEnrolment, TrainingSession
from volunteers.states import RestKind
from volunteers.work.training import my_trainings, open_training_lists

TODAY = day("2026-03-07")
EVENING = at("2026-04-20 19:30")


@pytest.fixture
def basic(cast):
    return Training.objects.create(title="Basisopleiding", kind="basic", partner=cast.partners["Turnhout"])


@pytest.fixture
def moment(basic, laila):
    return services.plan_training(by=laila, training=basic, starts_at=EVENING, place="De Linde")


@pytest.fixture
def held(basic, laila):
    return services.plan_training(by=laila, training=basic, starts_at=at("2026-03-03 19:30"))


def enrolments(session):
    rows = TrainingEnrolment.objects.standing().filter(session=session).order_by("volunteer__first_name")
    return list(rows.values_list("volunteer__first_name", "answer", "presence", "by_phone"))


def test_coordinator_plans_from_the_last_one(cast, moment, sign_in):
    laila = sign_in(cast.laila, "coordinator")
    form = laila.get("/vorming/nieuw/").context["form"]
    assert (form["training"].value(), form["place"].value(), form["day"].value()) == (
        moment.training_id,
        "De Linde",
        None,
    )
    data = {
        "training": moment.training_id, "day": "2026-05-11", "hour": "19:30", "minutes": "180", "mode": "online",
    }  # fmt: skip
    laila.post("/vorming/nieuw/", data)
    assert TrainingSession.objects.get(mode="online").starts_at == at("2026-05-11 19:30")


@pytest.mark.parametrize("name", ["victor", "els", "bruno", "nora", "bea"])
def test_only_the_coordinator_plans(basic, who, name):
    """P17: the vertegenwoordiger sees, and signs up by phone."""
    with pytest.raises(Refused):
        services.plan_training(by=who(name), training=basic, starts_at=EVENING)
    assert services.plan_training(by=who("laila"), training=basic, starts_at=EVENING).pk


def test_invitation_goes_to_everybody_who_wants_it_once(cast, els, moment, laila, who):
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.SLEEP, from_on=TODAY)
    services.stop_engagement(by=who("mia"), volunteer=cast.volunteers["mia"], on=TODAY)
    services.answer_training(by=who("jan"), session=moment, volunteer=cast.volunteers["jan"], answer=SignUp.NO)
    for _ in range(2):
        assert services.invite_to_training(by=laila, session=moment) == 6
    invited = {key.split(":")[2] for key in letters("training_invitation")}
    assert str(els.pk) in invited
    assert {str(cast.volunteers[name].pk) for name in ("jan", "mia")} & invited == set()


def test_letter_is_neutral_and_falls_away_after_an_answer(cast, els, moment, laila, who):
    open_letters("training_invitation")
    services.invite_to_training(by=laila, session=moment)
    services.answer_training(by=who("els"), session=moment, volunteer=els, answer=SignUp.YES)
    deliver_due()
    assert "els@voorbeeld.be" not in {letter.to[0] for letter in mail.outbox}
    letter = next(one for one in mail.outbox if one.to[0] == "jan@voorbeeld.be")
    assert letter.subject == "Uitnodiging maandag 20 april"
    assert found(f"{letter.subject} {letter.body}", [*TELLING, *NEVER, "Basisopleiding", "Ziekenhuis"]) == []


def test_volunteer_answers_with_one_tap_and_may_change(cast, els, moment, sign_in):
    me = sign_in(cast.els, "volunteer")
    answer = reverse("volunteers:training_answer", args=[moment.pk])
    assert "Kom je?" in me.get(reverse("volunteers:training_detail", args=[moment.pk])).content.decode()
    for said in ("yes", "unsure"):
        me.post(answer, {"answer": said})
    assert enrolments(moment) == [("Els", "unsure", "", False)]


@pytest.mark.parametrize("name", ["laila", "victor"])
def test_answer_by_phone(cast, els, moment, sign_in, who, name):
    client = sign_in(cast.users[name], who(name).hat.value)
    client.post(reverse("volunteers:training_answer", args=[moment.pk]), {"answer": "yes", "volunteer": els.pk})
    assert enrolments(moment) == [("Els", "yes", "", True)]
    assert "Els Proef" in client.get(reverse("volunteers:training_detail", args=[moment.pk])).content.decode()


def test_nobody_answers_for_somebody_else(els, moment, who):
    with pytest.raises(Refused):
        services.answer_training(by=who("jan"), session=moment, volunteer=els, answer=SignUp.YES)


def test_list_is_ticked_closed_and_opened_again(cast, els, held, sign_in, laila):
    url = reverse("volunteers:training_attendance", args=[held.pk])
    client = sign_in(cast.laila, "coordinator")
    jan = cast.volunteers["jan"]
    assert [row.title for row in open_training_lists(laila, TODAY).rows] == ["Basisopleiding van dinsdag 3 maart"]
    client.post(url, {f"p{els.pk}": "attended", f"p{jan.pk}": "excused", "close": "1"})
    assert enrolments(held) == [("Els", "", "attended", False), ("Jan", "", "excused", False)]
    assert open_training_lists(laila, TODAY).rows == []
    with pytest.raises(Refused, match="gesloten"):
        services.save_training_list(by=laila, session=held, presences={els.pk: Presence.ABSENT})

    client.post(reverse("volunteers:training_reopen", args=[held.pk]))
    services.save_training_list(by=laila, session=held, presences={els.pk: Presence.ABSENT, jan.pk: None})
    assert enrolments(held) == [("Els", "", "absent", False)]
    assert TrainingEnrolment.objects.exclude(withdrawn_at=None).count() == 2


def test_same_list_twice_changes_nothing(els, held, laila):
    presences = {els.pk: Presence.ATTENDED}
    changed = [services.save_training_list(by=laila, session=held, presences=presences) for _ in range(2)]
    assert (changed, TrainingEnrolment.objects.count()) == ([1, 0], 1)


def test_answer_goes_along_with_the_list(els, moment, laila, who, clock):
    services.answer_training(by=who("els"), session=moment, volunteer=els, answer=SignUp.YES)
    clock.move_to(at("2026-04-21 09:00"))
    for said in (Presence.EXCUSED, Presence.ATTENDED):
        services.save_training_list(by=laila, session=moment, presences={els.pk: said})
    assert enrolments(moment) == [("Els", "yes", "attended", False)]


def test_list_of_a_day_to_come_is_refused(els, moment, laila):
    with pytest.raises(Refused, match="nog niet geweest"):
        services.save_training_list(by=laila, session=moment, presences={els.pk: Presence.ATTENDED})


def test_only_being_there_is_following(cast, els, held, laila, sign_in):
    jan = cast.volunteers["jan"]
    services.save_training_list(by=laila, session=held, presences={els.pk: Presence.ATTENDED, jan.pk: Presence.EXCUSED})
    assert [one.session.training.kind for one in services.trainings_followed(els)] == ["basic"]
    assert services.trainings_followed(jan) == []
    page = sign_in(cast.els, "volunteer").get("/vorming/")
    assert page.context["followed"] == ["Basisopleiding, 3 maart 2026"]
    assert "Aangeboden door" in page.content.decode()


def test_cancelled_moment_tells_who_was_invited_and_goes_from_the_own_page(cast, els, moment, laila, who):
    open_letters("training_cancelled")
    services.answer_training(by=who("els"), session=moment, volunteer=els, answer=SignUp.YES)
    assert [row.line for row in my_trainings(who("els"), TODAY).rows] == [
        "Maandag 20 april om 19.30 uur, De Linde, bij Ziekenhuisnetwerk"
    ]
    for _ in range(2):
        services.cancel_training(by=laila, session=moment)
    assert letters("training_cancelled") == [f"training_cancelled:{moment.pk}:{els.pk}"]
    assert my_trainings(who("els"), TODAY).rows == []
    with pytest.raises(Refused, match="gaat niet door"):
        services.answer_training(by=who("els"), session=moment, volunteer=els, answer=SignUp.YES)
    deliver_due()
    assert mail.outbox[0].subject == "Niet op maandag 20 april"


def test_moved_moment_is_told_to_who_comes_and_not_to_who_said_no(cast, els, moment, laila, who):
    open_letters("training_invitation", "training_moved")
    services.answer_training(by=None, session=moment, volunteer=els, answer=SignUp.YES)
    services.invite_to_training(by=laila, session=moment)
    deliver_due()
    services.answer_training(by=who("mia"), session=moment, volunteer=cast.volunteers["mia"], answer=SignUp.NO)
    mail.outbox.clear()
    services.change_training(by=laila, session=moment, starts_at=at("2026-04-21 13:00"))
    deliver_due()
    assert len(mail.outbox) == 7
    assert {letter.subject for letter in mail.outbox} == {"Nieuws over dinsdag 21 april"}


def test_moment_with_people_on_the_list_is_not_cancelled_or_moved_ahead(els, held, laila):
    services.save_training_list(by=laila, session=held, presences={els.pk: Presence.ATTENDED})
    with pytest.raises(Refused, match="is er geweest"):
        services.cancel_training(by=laila, session=held)
    with pytest.raises(Refused, match="toekomst"):
        services.change_training(by=laila, session=held, starts_at=EVENING)
    services.change_training(by=laila, session=held, starts_at=at("2026-03-04 19:30"))
    assert TrainingSession.objects.get(pk=held.pk).day == dt.date(2026, 3, 4)


def test_one_tap_of_the_letter_needs_no_sign_in(cast, els, moment, client, who):
    url = training_link(moment.pk, els.pk).removeprefix(settings.SITE_URL)
    assert "Els" not in client.get(url).content.decode()
    assert enrolments(moment) == []
    client.post(url, {"answer": "yes"})
    assert enrolments(moment) == [("Els", "yes", "", False)]
    assert "Je komt" in client.get(url).content.decode().replace("je komt", "Je komt")
    assert client.get(url[:-5] + "x/").status_code == 404


def test_old_letter_signs_nobody_up(els, moment, client, who, laila, clock):
    url = training_link(moment.pk, els.pk).removeprefix(settings.SITE_URL)
    services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
    assert "Deze vraag is voorbij." in client.post(url, {"answer": "yes"}).content.decode()
    clock.move_to(at("2026-04-20 19:31"))
    assert "Deze vorming is voorbij." in client.get(url).content.decode()
    assert enrolments(moment) == []


def test_basic_training_ticks_the_point_on_the_way_in(laila, held, moment):
    kim = services.add_volunteer(
        by=laila, first_name="Kim", kind="ed", experience_kind="own", candidate_on=TODAY, phone="0470 11 22 33"
    )
    for _ in range(2):
        services.save_training_list(by=laila, session=held, presences={kim.pk: Presence.ATTENDED})
    check = IntakeCheck.objects.get(engagement__volunteer=kim, item="training")
    assert (check.state, check.on_day) == ("done", dt.date(2026, 3, 3))
