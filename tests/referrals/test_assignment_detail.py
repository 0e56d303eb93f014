"""The own talks of an ervaringsdrager: briefing, moment, three taps, geef door, achteraf (6.5.2, A09, A10, Q49)."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from oev.audit.models import AccessLog
from referrals.models import Assignment, Conversation, OutreachAttempt, Referral
from referrals.services import answer_yes, close_referral, offer_to
from referrals.states import AssignmentState, ReferralState
from tests.referrals.chain import accepted, at, by_phone, receive
from tests.referrals.pages import title, words
from volunteers.models import CallTask

DONE = {"outcome": "nothing_now", "day": "2026-03-07", "hour": "08:30", "channel": "phone"}


def page(name, assignment) -> str:
    return reverse(f"referrals:{name}", args=[assignment.pk])


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.laila, "coordinator")


@pytest.fixture
def els(cast, sign_in):
    return sign_in(cast.users["els"], "volunteer")


@pytest.fixture
def talk(cast, laila):
    """Els said yes to a talk at the bedside in Turnhout."""
    site = cast.sites["Turnhout"]
    site.desk, site.visiting_hours = "Onthaal, hoofdingang", "14 tot 20 uur"
    site.admission_rule = "Hier kan opname enkel als er een andere hoofdreden is. Noteer die reden hier niet."
    site.save()
    referral = receive(cast, display_name="Mireille", practical_note="Bel eerst de post.")
    return accepted(cast, laila, cast.volunteers["els"], referral=referral)[1]


def test_a09_briefing_tells_who_where_and_what(talk, els, cast):
    answer = els.get(page("assignment_detail", talk))
    text = words(answer)

    for sentence in (
        "De persoon zelf vroeg om een gesprek.", "Mireille", "Bel eerst de post.", "vandaag om 18 uur",
        "Onthaal, hoofdingang", "14 tot 20 uur", "We zijn gidsen. Het is nog geen groepsgesprek.",
        "Hier kan opname enkel als er een andere hoofdreden is.", "Een gesprek met een huisarts", "Drughulpverlening",
    ):  # fmt: skip
        assert sentence in text
    assert title(answer) == "Gesprek · OEV"
    assert "no-store" in answer["Cache-Control"]
    assert (
        AccessLog.objects.filter(subject="referral", object_id=talk.referral_id, reader=cast.users["els"]).count() == 1
    )


def test_page_of_a_talk_is_of_the_person_who_does_it(talk, cast, sign_in):
    others = [
        (cast.users["mia"], "volunteer"),
        (cast.nora, "professional"),
        (cast.victor, "representative"),
        (cast.bruno, "board"),
    ]
    for user, hat in others:
        client = sign_in(user, hat)
        for name in ("assignment_detail", "talk_plan", "talk_after", "talk_record", "talk_hand_back"):
            assert client.get(page(name, talk)).status_code == 404
        for name in ("talk_not_reached", "talk_stop", "talk_hand_back"):
            assert client.post(page(name, talk)).status_code == 404
    assert Assignment.objects.get().state == AssignmentState.ACCEPTED


def test_person_is_hidden_thirty_days_after_the_end(talk, cast, sign_in, laila, clock):
    close_referral(by=laila, referral=talk.referral, outcome="nothing_now")
    assert "Mireille" in words(sign_in(cast.users["els"], "volunteer").get(page("assignment_detail", talk)))
    clock.move_to(at(7, 9, 1, month=4))
    assert sign_in(cast.users["els"], "volunteer").get(page("assignment_detail", talk)).status_code == 404


def test_moment_is_noted_and_a_wrong_one_keeps_what_was_typed(talk, els):
    wrong = els.post(page("talk_plan", talk), {"day": "2026-03-06", "hour": "15:00", "place": "kamer 12"})
    assert "Kies een moment dat nog komt." in words(wrong)
    assert 'value="kamer 12"' in wrong.content.decode()
    assert title(wrong) == "Fout: Moment · OEV"

    els.post(page("talk_plan", talk), {"day": "2026-03-07", "hour": "15:00", "place": "kamer 12"})
    talk.refresh_from_db()
    assert (talk.agreed_at, talk.place, talk.state) == (at(7, 15), "kamer 12", AssignmentState.PLANNED)
    assert "Afgesproken vandaag om 15 uur, kamer 12." in words(els.get(page("assignment_detail", talk)))


def test_three_taps_after_the_talk(talk, els):
    first = els.get(page("talk_after", talk))
    assert "Er was contact" in words(first)
    second = els.get(page("talk_record", talk))
    assert 'value="2026-03-07"' in second.content.decode()
    filled = {"outcome": "group", "day": "2026-03-07", "hour": "09:00", "channel": "bedside"}
    answers = [els.post(page("talk_record", talk), filled, follow=True) for _ in range(2)]

    assert "Bewaard. Dank je om dit te doen." in words(answers[0])
    assert "Wil je even napraten?" in words(answers[0])
    assert f'action="{reverse("volunteers:talk_after")}"' in answers[0].content.decode()
    els.post(reverse("volunteers:talk_after"), {"office": "coordinator"})
    assert [(one.kind, one.for_office) for one in CallTask.objects.all()] == [("after_talk", "coordinator")]
    assert Conversation.objects.count() == 1
    assert Referral.objects.get().outcome == "group"


def test_a09_extra_gesprek_is_a_second_assignment_for_the_same_person(talk, els, cast):
    filled = {"outcome": "extra_talk", "day": "2026-03-07", "hour": "09:00", "channel": "bedside",
              "next_day": "2026-03-10", "next_hour": "16:00"}  # fmt: skip
    els.post(page("talk_record", talk), filled)

    second = Assignment.objects.exclude(pk=talk.pk).get()
    assert (second.volunteer, second.agreed_at) == (cast.volunteers["els"], at(10, 16))
    assert Referral.objects.get().state == ReferralState.RUNNING


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"outcome": ""}, "Kies hoe het verder gaat."),
        ({"day": "2026-03-09"}, "Dit moment moet nog komen. Noteer het na het gesprek."),
        ({"outcome": "extra_talk", "next_day": "2026-03-10"}, "Kies een dag en een uur, of laat allebei leeg."),
        ({"outcome": "extra_talk", "next_day": "2026-03-01", "next_hour": "10:00"}, "Kies een moment dat nog komt."),
    ],
)
def test_talk_is_refused_with_a_sentence_and_nothing_is_lost(cast, laila, sign_in, wrong, sentence):
    _, talk = accepted(cast, laila, cast.volunteers["els"])
    answer = sign_in(cast.users["els"], "volunteer").post(
        page("talk_record", talk), DONE | {"duration": "short"} | wrong
    )

    assert sentence in words(answer)
    assert 'value="short" ' in answer.content.decode()
    assert Conversation.objects.count() == 0


def test_a10_not_reached_tries_again_and_may_stop_after_two_attempts(cast, laila, sign_in, clock):
    _, talk = accepted(cast, laila, cast.volunteers["els"])
    for day in (12, 12, 13, 19):
        clock.move_to(at(day, 16, 30))
        els = sign_in(cast.users["els"], "volunteer")
        answer = els.post(page("talk_not_reached", talk), follow=True)
        if day == 12:
            assert "Probeer opnieuw 13 maart 2026 en 19 maart 2026." in words(answer)
            assert "Rond af: niet bereikt" not in words(answer)
    assert OutreachAttempt.objects.count() == 3
    assert "Rond af: niet bereikt" in words(answer)
    els.post(page("talk_stop", talk), {"outcome": "not_reached"})
    assert Referral.objects.get().outcome == "not_reached"


def test_stopping_too_early_is_refused_and_liever_niet_never_is(cast, laila, sign_in):
    _, talk = accepted(cast, laila, cast.volunteers["els"])
    els = sign_in(cast.users["els"], "volunteer")
    els.post(page("talk_not_reached", talk))

    early = els.post(page("talk_stop", talk), {"outcome": "not_reached"}, follow=True)
    assert "Probeer nog eens." in words(early)
    els.post(page("talk_stop", talk), {"outcome": "rather_not"})
    assert Referral.objects.get().outcome == "rather_not"


def test_geef_door_and_ik_ken_deze_persoon_are_one_page_without_a_question(talk, els):
    text = els.get(page("assignment_detail", talk)).content.decode()
    assert text.count(f'href="{page("talk_hand_back", talk)}"') == 2
    ask = els.get(page("talk_hand_back", talk))
    assert "We vragen niet waarom." in words(ask)
    assert Assignment.objects.get().state == AssignmentState.ACCEPTED

    els.post(page("talk_hand_back", talk))
    assert Assignment.objects.get().state == AssignmentState.REPLACING
    assert Referral.objects.get().state == ReferralState.SEARCHING
    assert els.get(page("assignment_detail", talk)).status_code == 404


def test_coordinator_does_the_same_steps_from_the_own_page(talk, cast, sign_in):
    laila = sign_in(cast.laila, "coordinator")
    admin_page = reverse("admin:referrals_referral_change", args=[talk.referral_id])

    assert page("talk_plan", talk) in laila.get(admin_page).content.decode()
    answer = laila.post(page("talk_plan", talk), {"day": "2026-03-07", "hour": "15:00"})
    assert answer["Location"] == admin_page
    assert laila.get(page("assignment_detail", talk)).status_code == 404
    answer = laila.post(page("talk_hand_back", talk))
    assert answer["Location"] == reverse("referrals:referral_candidates", args=[talk.referral_id])


def test_talk_afterwards_counts_once_and_asks_nobody(cast, els):
    address = reverse("referrals:talk_report")
    assert "Met wie het was, vragen we niet." in words(els.get(address))
    assert "Kies hoe jullie spraken." in words(els.post(address, {"day": "2026-03-06"}))
    assert "Dit moment moet nog komen." in words(els.post(address, {"day": "2026-03-08", "channel": "phone"}))
    for _ in range(2):
        els.post(address, {"day": "2026-03-06", "hour": "10:00", "channel": "phone", "site": cast.sites["Herselt"].pk})

    talk = Conversation.objects.get()
    assert (talk.volunteer, talk.happened_at, talk.partner) == (
        cast.volunteers["els"],
        at(6, 10),
        cast.partners["Herselt"],
    )


def test_talk_afterwards_of_somebody_without_an_account(cast, sign_in):
    laila = sign_in(cast.laila, "coordinator")
    address = reverse("referrals:talk_report_for", args=[cast.volunteers["tom"].pk])
    laila.post(address, {"day": "2026-03-06", "channel": "phone"})

    assert Conversation.objects.get().volunteer == cast.volunteers["tom"]
    assert sign_in(cast.nora, "professional").get(address).status_code == 404


def test_volunteer_cannot_report_for_somebody_else(cast, els):
    filled = {"day": "2026-03-06", "channel": "phone"}
    answer = els.post(reverse("referrals:talk_report_for", args=[cast.volunteers["tom"].pk]), filled)

    assert answer.status_code == 404
    assert Conversation.objects.count() == 0


def test_list_of_talks_takes_the_same_number_of_queries_with_3_and_30_rows(cast, laila, els):
    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            els.get(reverse("referrals:talk_list"))
        return len(found)

    def make(count: int) -> None:
        for _ in range(count):
            offer_to(by=laila, referral=by_phone(cast), volunteer=cast.volunteers["els"])
            answer_yes(by=None, offer=offer_to(by=laila, referral=by_phone(cast), volunteer=cast.volunteers["els"]))

    cast.volunteers["els"].max_per_month = None
    make(3)
    els.get(reverse("referrals:talk_list"))
    few = queries()
    make(27)
    assert queries() == few


def test_list_of_talks_is_of_volunteers_alone(cast, sign_in):
    for user, hat in ((cast.laila, "coordinator"), (cast.nora, "professional"), (cast.bea, "admin")):
        assert sign_in(user, hat).get(reverse("referrals:talk_list")).status_code == 404
