"""The growth talk: a day and the next one; offered, never obligatory (R311, R312, R351, Q34, P18)."""

import pytest
from django.urls import reverse

from oev.errors import Refused
from tests.volunteers.scene import at, day
from volunteers import services
from volunteers.kinds import GrowthTalkKind
from volunteers.models import GrowthTalk
from volunteers.states import RestKind
from volunteers.work.growth import growth_talks

TODAY = day("2026-03-07")


def record(by, person, text="2026-03-07", kind="growth"):
    return services.record_growth_talk(by=by, volunteer=person, on=day(text), kind=GrowthTalkKind(kind))


def rows(actor, text):
    return [row.title for row in growth_talks(actor, day(text)).rows]


def test_growth_talk_is_offered_again_a_year_later(els, laila):
    assert record(laila, els).next_on == day("2027-03-07")
    assert record(laila, els).pk == GrowthTalk.objects.get().pk
    assert record(laila, els, kind="support").next_on is None


def test_leap_day_comes_back_on_the_last_of_february(els, laila, clock):
    clock.move_to(at("2028-03-01 09:00"))
    assert record(laila, els, "2028-02-29").next_on == day("2029-02-28")


@pytest.mark.parametrize(("name", "other"), [("laila", "victor"), ("victor", "laila")])
def test_row_for_the_office_that_held_it_a_month_ahead(els, who, clock, name, other):
    record(who(name), els)
    shown = {on: rows(who(name), on) for on in ("2027-02-03", "2027-02-04", "2027-04-01")}
    assert shown == {"2027-02-03": [], "2027-02-04": ["Els Proef"], "2027-04-01": ["Els Proef"]}
    assert rows(who(other), "2027-02-04") == []


def test_a_later_talk_takes_the_row_away(els, laila, victor, clock):
    record(laila, els)
    clock.move_to(at("2027-02-10 09:00"))
    record(victor, els, "2027-02-10")
    assert rows(laila, "2027-02-10") == []


def test_not_now_moves_it_a_year_on(cast, els, victor, sign_in, clock):
    talk = record(victor, els)
    clock.move_to(at("2027-02-10 09:00"))
    page = sign_in(cast.victor, "representative")
    assert "Groeigesprek aanbieden" in page.get("/dashboard/").content.decode()
    page.post(reverse("volunteers:growth_talk_later", args=[talk.pk]))
    assert GrowthTalk.objects.get().next_on == day("2028-03-07")
    assert rows(victor, "2027-02-10") == []


def test_who_pauses_or_stopped_is_left_alone(els, laila, who, clock):
    record(laila, els)
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
    assert rows(laila, "2027-03-01") == []


def test_noted_in_two_taps_with_a_way_back(cast, els, sign_in):
    page = sign_in(cast.victor, "representative")
    url = reverse("volunteers:growth_talk_add", args=[els.pk])
    form = page.get(url).context["form"]
    page.post(url, {"on": form["on"].value(), "kind": form["kind"].value()})
    talk = GrowthTalk.objects.get()
    assert (talk.on_day, talk.kind, talk.hat) == (TODAY, "growth", "representative")
    page.post(reverse("volunteers:growth_talk_forget", args=[talk.pk]))
    assert GrowthTalk.objects.get().withdrawn_at is not None


def test_person_sees_and_erases_the_own(cast, els, laila, sign_in):
    talk = record(laila, els)
    me = sign_in(cast.els, "volunteer")
    assert "Groeigesprek op 7 maart 2026" in me.get("/ik/").content.decode()
    assert "groeigesprek" in me.get("/ik/gegevens/").content.decode()
    jan = sign_in(cast.jan, "volunteer")
    assert jan.post(reverse("volunteers:growth_talk_forget", args=[talk.pk])).status_code == 404
    me.post(reverse("volunteers:growth_talk_forget", args=[talk.pk]))
    assert GrowthTalk.objects.count() == 0


def test_vertegenwoordiger_sees_only_the_own(cast, els, laila, victor, sign_in):
    """P18: the coordinator all, the vertegenwoordiger those held in that office."""
    talk = record(laila, els)
    page = sign_in(cast.victor, "representative").get(reverse("volunteers:volunteer_detail", args=[els.pk]))
    assert page.context["page"].doing.talks == []
    with pytest.raises(Refused):
        services.forget_growth_talk(by=victor, talk=talk)


@pytest.mark.parametrize("name", ["els", "jan", "bruno", "nora"])
def test_only_staff_note_a_talk(els, who, name):
    with pytest.raises(Refused):
        record(who(name), els)


def test_day_ahead_is_refused(els, laila):
    with pytest.raises(Refused, match="voorbij"):
        record(laila, els, "2026-03-08")


def test_house_without_growth_talks(cast, els, laila, sign_in, settings):
    record(laila, els)
    settings.GROWTH_TALKS = False
    assert rows(laila, "2027-03-01") == []
    page = sign_in(cast.victor, "representative")
    assert page.get(reverse("volunteers:growth_talk_add", args=[els.pk])).status_code == 404
    text = page.get(reverse("volunteers:volunteer_detail", args=[els.pk])).content.decode()
    assert "roeigesprek" not in text
