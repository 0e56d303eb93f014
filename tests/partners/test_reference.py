"""Reference data loads from files, twice without doubling, and never over what the coordinator did (section 5, Q06)."""

import json
import shutil

import pytest

from partners.models import Agreement, Municipality, Organisation, Partner, Site
from partners.reference import DATA, load_reference
from partners.services.partners import save_partner, set_side
from partners.services.sites import set_site_intake

pytestmark = pytest.mark.django_db

MODELS = (Organisation, Municipality, Partner, Site, Agreement)


def counts():
    return [model.objects.count() for model in MODELS]


def changed_folder(tmp_path, file, key, **changes):
    folder = tmp_path / "data"
    shutil.copytree(DATA, folder)
    rows = json.loads((folder / f"{file}.json").read_text())
    for row in rows:
        if row["key"] == key:
            row.update(changes)
    (folder / f"{file}.json").write_text(json.dumps(rows))
    return folder


def test_reference_loads_every_kind_to_be_confirmed():
    load_reference()
    assert counts() == [1, 27, 53, 20, 18]
    assert all(not model.objects.exclude(confirmed_at=None).exists() for model in MODELS)


def test_reference_loads_twice_without_doubling():
    load_reference()
    first = counts()
    lines = load_reference()
    assert counts() == first
    assert all(line.startswith("0 ") and line.endswith(", 0 bijgewerkt.") for line in lines)


def test_reference_second_load_takes_one_query_a_kind(django_assert_num_queries):
    load_reference()
    with django_assert_num_queries(len(MODELS) + 2):  # and a savepoint
        load_reference()


def test_municipalities_count_by_stage_and_never_by_a_fixed_number():
    load_reference()
    local = Partner.objects.filter(kind="municipality")
    assert local.filter(stage="approval").count() == 5
    assert local.filter(stage="working").count() == 12  # eleven named, and the contactpunt of Vosselaar (Q06)


def test_offering_partners_are_the_four_of_the_fundamenten():
    load_reference()
    offering = Partner.objects.filter(side="offering").values_list("reference_key", flat=True)
    assert sorted(offering) == [
        "partner:caw-de-kempen",
        "partner:cgg-kempen",
        "partner:wzk",
        "partner:zelfhulplandschap-kempen",
    ]


def test_partner_is_found_by_alias():
    load_reference()
    assert [p.name for p in Partner.objects.all().search("thomas more")] == ["Hogeschool Thomas More"]
    assert [p.name for p in Partner.objects.all().search("DH1 Kempen")] == ["Drughulpverlening DH1 Kempen"]


def test_reference_follows_the_file_while_nobody_confirmed(tmp_path):
    load_reference()
    load_reference(changed_folder(tmp_path, "partners", "partner:vad", note="Nieuwe opmerking."))
    assert Partner.objects.get(reference_key="partner:vad").note == "Nieuwe opmerking."


def test_reference_leaves_what_the_coordinator_changed(tmp_path, cast, actor_of):
    load_reference()
    partner = Partner.objects.get(reference_key="partner:vad")
    laila = actor_of(cast.laila, "coordinator")
    save_partner(by=laila, partner=partner, name="VAD vzw", kind="education", stage="working", note="Van ons.")
    load_reference(changed_folder(tmp_path, "partners", "partner:vad", note="Uit het bestand."))
    partner.refresh_from_db()
    assert (partner.name, partner.note, partner.confirmed_by_id) == ("VAD vzw", "Van ons.", cast.laila.pk)


def test_reference_leaves_what_the_bestuur_decided(tmp_path, cast, actor_of, clock):
    load_reference()
    partner = Partner.objects.get(reference_key="partner:t-kader")
    bruno = actor_of(cast.bruno, "board")
    from oev.clock import today

    set_side(by=bruno, partner=partner, side="offering", decided_on=today(), decision="verslag van maart, punt 4")
    load_reference()
    partner.refresh_from_db()
    assert partner.side == "offering"


def test_reference_keeps_intake_and_address_of_an_unconfirmed_site(tmp_path, cast, actor_of):
    load_reference()
    site = Site.objects.get(reference_key="site:ziekenhuis-mol")
    set_site_intake(by=actor_of(cast.laila, "coordinator"), site=site, intake="closed", notice="Bel ons.")
    load_reference(changed_folder(tmp_path, "sites", "site:ziekenhuis-mol", extra_line="Nieuw."))
    site.refresh_from_db()
    assert (site.intake, site.intake_notice, site.extra_line) == ("closed", "Bel ons.", "Nieuw.")


def test_reference_takes_a_row_that_was_entered_before_as_it_is(cast):
    load_reference()
    assert Municipality.objects.filter(name="Olen").count() == 1
    assert Organisation.objects.get().name == "Voorbeeldkoepel"
    assert Site.objects.get(name="Sociale dienst Olen").municipality == cast.towns["Olen"]


def test_hospital_texts_are_those_of_the_screens():
    load_reference()
    texts = {s.name: (s.admission_rule, s.extra_line) for s in Site.objects.filter(kind="hospital")}
    only = "Hier kan opname enkel als er een andere hoofdreden is. Noteer die reden hier niet."
    assert texts == {
        "Ziekenhuis Geel": (
            "In Ziekenhuis Geel kan een opname voor detox, onder medische begeleiding. Dat beslist de arts.",
            "",
        ),
        "Ziekenhuis Turnhout": (only, "Er is samenwerking met de PAAZ."),
        "Ziekenhuis Herentals": (only, ""),
        "Ziekenhuis Mol": (only, ""),
    }
    assert set(Site.objects.filter(kind="hospital").values_list("bedside_visits", flat=True)) == {True}
    assert Site.objects.filter(kind="social_service").count() == 16
