"""Thirty seconds: three big counters on one page, bad input loses nothing, saved again it corrects (6.4, R139)."""

from decimal import Decimal

import pytest
from django.urls import reverse

from contactgroups import services
from contactgroups.models import AttendanceCount, Meeting
from oev import clock as oev_clock
from oev.errors import Refused
from oev.jobs import run_job
from oev.outbox.models import Outgoing
from tests.contactgroups.scene import agreement, day, group, meeting, role


@pytest.fixture
def held(cast):
    """The meeting of last Tuesday, led by Els; Bart is trekker, Jan another leader."""
    made = group(cast, agreement=agreement(cast))
    role(made, cast.volunteers["bart"], "organiser")
    for name in ("els", "jan"):
        role(made, cast.volunteers[name])
    return meeting(made, day("2026-03-03"), leader=cast.volunteers["els"])


def page(held):
    return reverse("contactgroups:meeting_count", args=[held.pk])


def numbers():
    names = ("own_experience", "context", "professionals", "new_faces", "contribution", "theme", "unknown")
    return AttendanceCount.objects.values_list(*names).get()


def test_trekker_fills_in_three_numbers_and_corrects_them(held, cast, sign_in):
    client = sign_in(cast.users["bart"], "volunteer")
    first = client.post(page(held), {"own_experience": "8", "context": "", "professionals": "1"}, follow=True)
    assert "Bewaard. Bedankt om dit te doen." in first.text
    assert numbers() == (8, 0, 1, None, None, "", False)
    shown = client.get(page(held)).context["form"]
    assert [shown[name].value() for name in shown.KINDS] == [8, 0, 1]
    client.post(page(held), {"own_experience": "9", "context": "4", "professionals": "1", "new_faces": "2",
                             "theme": "loslaten", "contribution": "12,50"})  # fmt: skip
    assert numbers() == (9, 4, 1, 2, Decimal("12.50"), "loslaten", False)


def test_weet_ik_niet_is_an_answer_whatever_stands_in_the_fields(held, cast, sign_in):
    client = sign_in(cast.users["bart"], "volunteer")
    client.post(page(held), {"own_experience": "veel", "unknown": "1"})
    assert numbers() == (0, 0, 0, None, None, "", True)
    assert not Meeting.objects.to_register(oev_clock.now()).exists()


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"own_experience": "tien"}, "own_experience", "Vul een getal in, zonder komma of letters."),
        ({"own_experience": "2,5"}, "own_experience", "Vul een getal in, zonder komma of letters."),
        ({"context": "-3"}, "context", "Vul 0 of meer in."),
        ({"professionals": "5000"}, "professionals", "Dit lijkt te veel. Vul hooguit 500 in."),
        ({"own_experience": ""}, "own_experience", "Vul in hoeveel mensen er waren, of kies “Weet ik niet”."),
        ({"context": "2", "new_faces": "3"}, "new_faces", "Er kunnen niet meer nieuwe gezichten zijn dan mensen."),
        ({"context": "2", "contribution": "munten"}, "contribution", "Vul een bedrag in, bijvoorbeeld 12,50."),
    ],
)  # fmt: skip
def test_bad_input_says_why_and_keeps_what_was_typed(held, cast, sign_in, typed, field, sentence):
    client = sign_in(cast.users["bart"], "volunteer")
    answer = client.post(page(held), {"theme": "rust", **typed})
    form = answer.context["form"]
    assert form.errors == {field: [sentence]}
    assert {name: form[name].value() for name in (*typed, "theme")} == {**typed, "theme": "rust"}
    assert "<title>Fout: " in answer.text
    assert not AttendanceCount.objects.exists()


def test_who_led_may_fill_in_and_another_leader_may_not(held, cast, sign_in):
    typed = {"own_experience": "5"}
    assert sign_in(cast.users["jan"], "volunteer").post(page(held), typed).status_code == 404
    assert sign_in(cast.users["rita"], "volunteer").get(page(held)).status_code == 404
    assert sign_in(cast.users["nora"], "professional").get(page(held)).status_code == 404
    assert sign_in(cast.users["victor"], "representative").get(page(held)).status_code == 404
    assert not AttendanceCount.objects.exists()
    assert sign_in(cast.users["els"], "volunteer").post(page(held), typed).status_code == 302
    assert sign_in(cast.users["laila"], "coordinator").post(page(held), {"own_experience": "6"}).status_code == 302
    assert numbers()[0] == 6


def test_service_refuses_what_is_not_held_or_not_yours(held, cast, actor_of):
    bart, jan = (actor_of(cast.users[name], "volunteer") for name in ("bart", "jan"))
    coming = meeting(held.group, day("2026-03-10"))
    with pytest.raises(Refused, match="Enkel de trekker"):
        services.register_count(by=jan, meeting=held, own_experience=3)
    with pytest.raises(Refused, match="moet nog beginnen"):
        services.register_count(by=bart, meeting=coming, own_experience=3)
    services.cancel_meeting(by=bart, meeting=coming, text="Deze week niet.")
    with pytest.raises(Refused, match="ging niet door"):
        services.register_count(by=bart, meeting=coming, own_experience=3)
    once = services.register_count(by=bart, meeting=held, own_experience=3)
    assert services.register_count(by=bart, meeting=held, own_experience=3) == once


def test_night_asks_trekker_and_leader_to_fill_in_once(held, cast):
    run_job("nachtronde", day("2026-03-04"))
    run_job("nachtronde", day("2026-03-05"))
    letters = Outgoing.objects.filter(code="meeting_count", fact_id=held.pk)
    assert {letter.to_id for letter in letters} == {cast.volunteers["bart"].pk, cast.volunteers["els"].pk}
    assert letters.count() == 2


def test_night_asks_nothing_when_it_is_filled_in_or_off(held, cast, actor_of):
    bart = actor_of(cast.users["bart"], "volunteer")
    services.register_count(by=bart, meeting=held, unknown=True)
    off = meeting(held.group, day("2026-03-04"))
    Meeting.objects.filter(pk=off.pk).update(state="cancelled")
    run_job("nachtronde", day("2026-03-05"))
    assert not Outgoing.objects.filter(code="meeting_count").exists()
