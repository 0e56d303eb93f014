"""The coordinator's acts on a group through its pages, and what stands on everybody's first page."""

import pytest
from django.urls import reverse

from contactgroups import services, work
from contactgroups.models import ContactGroup, GroupRole
from contactgroups.states import GroupState
from oev import clock as oev_clock
from oev.registry import registry
from tests.contactgroups.scene import agreement, day, group, meeting, role, weeks_ahead


@pytest.fixture
def laila(cast, sign_in):
    return sign_in(cast.users["laila"], "coordinator")


def at(name, *args):
    return reverse(f"contactgroups:{name}", args=args)


def test_contact_point_grows_into_a_group_on_its_pages(cast, laila):
    bart = cast.volunteers["bart"]
    bart.name_for_public = "first"
    bart.save()
    signed = agreement(cast, signed=day("2026-02-10"))
    typed = {"name": "Mol", "mode": "on_site", "municipality": cast.towns["Mol"].pk, "contact": bart.pk}
    wrong = laila.post(at("group_open"), typed)
    assert wrong.context["form"].errors == {"agreement": ["Kies een overeenkomst, getekend of in goedkeuring."]}
    assert wrong.context["form"]["name"].value() == "Mol"
    opened = laila.post(at("group_open"), {**typed, "agreement": signed.pk}, follow=True)
    assert "Het contactpunt is open." in opened.text
    mol = ContactGroup.objects.get(name="Mol")
    step = at("group_move", mol.pk, "active")
    assert laila.get(step).context["missing"] == [
        "Noteer eerst welk lokaal er is.",
        "Kies eerst de vaste dag en het uur.",
    ]
    change = {"name": "Mol", "mode": "on_site", "place": "Zaal 2", "agreement": signed.pk}
    laila.post(at("group_change", mol.pk), {**change, "supporting_partner": cast.partners["Herselt"].pk})
    series = {"weekday": "2", "starts_at": "19:30", "minutes": "120", "from_on": "2026-03-07"}
    laila.post(at("group_series", mol.pk), series)
    assert "Mol is nu actief." in laila.post(step, follow=True).text
    assert mol.meetings.count() == 12


def test_wrong_answers_keep_what_was_typed(cast, laila):
    made = group(cast)
    answer = laila.post(
        at("group_series", made.pk), {"weekday": "9", "starts_at": "25:70", "minutes": "5", "from_on": ""}
    )
    assert sorted(answer.context["form"].errors) == ["from_on", "minutes", "starts_at", "weekday"]
    assert answer.context["form"]["starts_at"].value() == "25:70"
    role_typed = {"volunteer": cast.volunteers["lien"].pk, "kind": "starter", "from_on": "2026-03-07"}
    refused = laila.post(at("role_give", made.pk), role_typed)
    assert "geen verzekering gevonden" in str(refused.context["form"].errors["volunteer"])
    assert refused.context["form"]["kind"].value() == "starter"


def test_stopping_needs_the_vertegenwoordiger(cast, laila):
    made = group(cast)
    weeks_ahead(made)
    step = at("group_move", made.pk, "stopped")
    assert laila.get(step).context["effects"][0] == "12 bijeenkomsten die nog komen, gaan niet door."
    refused = laila.post(step, {})
    assert refused.context["form"].non_field_errors() == ["Bespreek dit eerst met de vertegenwoordiger."]
    laila.post(step, {"agreed_together": "on"})
    made.refresh_from_db()
    assert made.state == GroupState.STOPPED
    assert laila.get(at("group_move", made.pk, "active")).status_code == 404


def test_acts_on_a_group_are_the_coordinators(cast, sign_in):
    made = group(cast)
    held = role(made, cast.volunteers["bart"], "organiser")
    addresses = [
        at("group_open"),
        at("group_change", made.pk),
        at("group_series", made.pk),
        at("group_move", made.pk, "stopped"),
        reverse("admin:contactgroups_contactgroup_change", args=[made.pk]),
    ]
    for name, hat in (("victor", "representative"), ("bart", "volunteer"), ("nora", "professional"), ("bea", "admin")):
        client = sign_in(cast.users[name], hat)
        assert [client.get(address).status_code for address in addresses] == [404] * 5
    laila = sign_in(cast.users["laila"], "coordinator")
    assert [laila.get(address).status_code for address in addresses] == [200] * 5
    assert sign_in(cast.users["els"], "volunteer").get(at("role_end", held.pk)).status_code == 404
    assert (
        sign_in(cast.users["bart"], "volunteer").post(at("role_end", held.pk), {"on": "2026-03-07"}).status_code == 302
    )
    assert not GroupRole.objects.held_on(day("2026-03-07")).exists()


def test_work_lists_show_what_waits_for_each(cast, actor_of):
    made = group(cast, agreement=agreement(cast))
    role(made, cast.volunteers["bart"], "organiser")
    role(made, cast.volunteers["els"])
    meeting(made, day("2026-03-03"), leader=cast.volunteers["els"])
    first, second = weeks_ahead(made)[:2]
    laila, victor = actor_of(cast.users["laila"], "coordinator"), actor_of(cast.users["victor"], "representative")
    els, bart = actor_of(cast.users["els"], "volunteer"), actor_of(cast.users["bart"], "volunteer")
    today = oev_clock.today()
    services.ask_for_turn(by=victor, turn=second.turn, volunteer_id=els.volunteer_id)
    services.note_answer(by=victor, turn=first.turn, volunteer_id=els.volunteer_id, yes=True)
    assert [row.title for row in work.replacements(laila, today).rows] == ["Dinsdag 17 maart om 19.30 uur"]
    assert [row.line for row in work.uncounted(laila, today).rows] == ["1 bijeenkomst is nog niet ingevuld."]
    assert [row.line for row in work.roster_gaps(victor, today).rows] == [
        "3 van de komende 4 weken zonder gespreksleider."
    ]
    assert [row.title for row in work.my_questions(els, today).rows] == ["Kan jij op dinsdag 17 maart om 19.30 uur?"]
    assert [row.title for row in work.my_turns(els, today).rows] == ["Dinsdag 10 maart om 19.30 uur"]
    assert [row.title for row in work.my_counts(bart, today).rows] == ["Groep Olen, dinsdag 3 maart"]
    for provider in (*registry.today, *registry.dashboard):
        if provider.__module__ == "contactgroups.work":
            assert provider(actor_of(cast.users["nora"], "professional"), today).rows == []
    assert [(tile.value, tile.label) for tile in work.week_tile(today)] == [("1", "bijeenkomst")]


def test_rest_names_its_effects_and_agreement_what_hangs_on_it(cast, actor_of):
    signed = agreement(cast)
    made = group(cast, agreement=signed)
    role(made, cast.volunteers["bart"], "organiser")
    for on in ("2026-03-10", "2026-03-17", "2026-04-07"):
        meeting(made, day(on), leader=cast.volunteers["bart"])
    assert work.rest_effects(cast.volunteers["bart"].pk, day("2026-03-07")) == [
        "3 beurten zoeken vervanging.",
        "De rol van trekker blijft bewaard (Groep Olen). Iemand anders is zolang het aanspreekpunt.",
    ]
    assert work.rest_effects(cast.volunteers["els"].pk, day("2026-03-07")) == []
    assert work.agreement_dependents([signed.pk]) == {signed.pk: ["1 groep"]}
    assert work.personal_data(cast.users["bart"])[0]["groep"] == "Groep Olen"
