"""Contact with self-help groups in three fields, and the day of the personal plan (6.2.5, R205, R073, P08)."""

import pytest
from django.urls import reverse

from oev.errors import Refused
from oev.search import search_form
from partners.models import Partner
from tests.volunteers.scene import day
from tests.volunteers.test_volunteer_detail import admin_page
from tests.volunteers.test_work import rows
from tests.words import NEVER, TELLING, found, visible_text
from volunteers import services
from volunteers.kinds import BridgePurpose
from volunteers.models import BridgeContact, RecoveryPlanCheck
from volunteers.work.care import plans_again

TODAY = day("2026-03-07")


@pytest.fixture
def group(cast):
    return Partner.objects.create(name="Praatgroep Noord", kind="self_help", search_name=search_form("Praatgroep"))


def note(who, name, partner, on="2026-03-06"):
    return services.record_bridge_contact(
        by=who(name), partner=partner, on_day=day(on), purpose=BridgePurpose.INFORMATION
    )


def test_both_offices_note_a_contact_and_twice_is_once(who, group):
    first = note(who, "victor", group)
    assert note(who, "victor", group) == first
    note(who, "laila", group)
    assert BridgeContact.objects.count() == 2
    services.withdraw_bridge_contact(by=who("laila"), contact=first)
    assert BridgeContact.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.parametrize("name", ["els", "bruno", "nora", "bea"])
def test_others_do_not(who, group, name):
    with pytest.raises(Refused):
        note(who, name, group)
    with pytest.raises(Refused):
        services.withdraw_bridge_contact(by=who(name), contact=note(who, "victor", group))


def test_only_a_self_help_group_and_no_day_to_come(cast, who, group):
    with pytest.raises(Refused) as refusal:
        note(who, "victor", cast.partners["Turnhout"])
    assert refusal.value.field == "partner"
    with pytest.raises(Refused) as refusal:
        note(who, "victor", group, on="2026-03-08")
    assert refusal.value.field == "on_day"


def test_page_takes_three_fields_and_gives_a_way_back(cast, sign_in, group):
    victor = sign_in(cast.victor, "representative")
    page = reverse("volunteers:bridge_list")
    assert set(victor.get(page).context["form"].fields) == {"partner", "on_day", "purpose"}
    sent = {"partner": group.pk, "on_day": "2026-03-06", "purpose": "together"}
    text = visible_text(victor.post(page, sent, follow=True).content.decode())
    assert "Praatgroep Noord" in text
    assert "6 maart 2026 · samen iets doen" in text
    kept = BridgeContact.objects.get()
    victor.post(reverse("volunteers:bridge_withdraw", args=[kept.pk]))
    assert "Nog geen contact genoteerd." in visible_text(victor.get(page).content.decode())


def test_page_without_groups_says_so(cast, sign_in):
    text = visible_text(sign_in(cast.victor, "representative").get(reverse("volunteers:bridge_list")).content.decode())
    assert "Er staat nog geen zelfhulpgroep bij de partners." in text


def plan(who, person, on, again=None, name="laila"):
    return services.record_plan_check(
        by=who(name), volunteer=person, on=day(on), again_on=day(again) if again else None
    )


@pytest.mark.parametrize("name", ["victor", "els", "bruno"])
def test_plan_is_the_coordinators(who, els, name):
    with pytest.raises(Refused):
        plan(who, els, "2026-03-01", name=name)
    kept = plan(who, els, "2026-03-01")
    with pytest.raises(Refused):
        services.withdraw_plan_check(by=who(name), check=kept)


def test_plan_written_twice_is_once_and_another_day_takes_its_place(who, els):
    first = plan(who, els, "2026-03-01", "2026-09-01")
    assert plan(who, els, "2026-03-01", "2026-09-01") == first
    plan(who, els, "2026-03-01", "2026-10-01")
    assert list(RecoveryPlanCheck.objects.standing().values_list("again_on", flat=True)) == [day("2026-10-01")]
    for on, again, field in (("2026-03-08", None, "on"), ("2026-03-01", "2026-03-07", "again_on")):
        with pytest.raises(Refused) as refusal:
            plan(who, els, on, again)
        assert refusal.value.field == field


def test_row_stands_there_from_the_day_until_it_was_talked_about(who, els, cast, clock):
    plan(who, els, "2026-01-05", "2026-03-10")
    assert plans_again(who("laila"), day("2026-03-09")).rows == []
    (row,) = rows(plans_again(who("laila"), day("2026-03-10")))
    assert row == ("Els Proef", "Laatst besproken op 5 januari 2026. Bel om af te spreken.", "Noteer")
    for name in ("victor", "els", "bruno"):
        assert plans_again(who(name), day("2026-03-10")).rows == []
    plan(who, els, "2026-03-07", "2026-09-07")
    assert plans_again(who("laila"), day("2026-03-10")).rows == []


def test_row_goes_when_somebody_stops(who, els):
    plan(who, els, "2026-01-05", "2026-03-10")
    services.stop_engagement(by=who("els"), volunteer=els, on=TODAY)
    assert plans_again(who("laila"), day("2026-03-10")).rows == []


def test_coordinator_and_the_person_read_the_day_and_nobody_else(who, els, cast, sign_in):
    laila = sign_in(cast.laila, "coordinator")
    page = reverse("volunteers:plan_check", args=[els.pk])
    laila.post(page, {"on": "2026-03-01", "again_on": "2026-09-01"})
    said = "Besproken op 1 maart 2026, opnieuw rond 1 september 2026"
    assert said in visible_text(laila.get(admin_page(els)).content.decode())
    own = visible_text(sign_in(els.user, "volunteer").get("/ik/").content.decode())
    assert said in own
    assert found(own, [*TELLING, *NEVER]) == []
    victor = sign_in(cast.victor, "representative")
    seen = victor.get(reverse("volunteers:volunteer_detail", args=[els.pk])).content.decode()
    assert "Persoonlijk plan" not in seen
    assert "1 september 2026" not in seen
    assert victor.get(page).status_code in {403, 404}
    data = visible_text(sign_in(els.user, "volunteer").get("/ik/gegevens/").content.decode())
    assert "1 september 2026" in data
    kept = RecoveryPlanCheck.objects.get()
    laila.post(reverse("volunteers:plan_check_withdraw", args=[kept.pk]))
    assert said not in visible_text(laila.get(admin_page(els)).content.decode())
