"""Pages of partners: who may open them, what they say, and that a longer list asks no more of the database."""

import datetime as dt

import pytest
from django.urls import reverse

from oev.accounts.models import User
from partners.forms import CrisisLinesField
from partners.links import site_from_token
from partners.models import Agreement, BoardMandate, Organisation, Partner, PartnerContact, Site
from partners.naming import partner_search, site_search
from partners.reference import load_reference
from tests.partners.agreements import local_government, signed

TODAY = dt.date(2026, 3, 7)


@pytest.fixture
def coordinator(cast, sign_in):
    return sign_in(cast.laila, "coordinator")


@pytest.fixture
def board(cast, sign_in):
    return sign_in(cast.bruno, "board")


def page(client, name, *args):
    response = client.get(reverse(name, args=args))
    return response.status_code, response.content.decode()


def changelist(model):
    return reverse(f"admin:partners_{model}_changelist")


def change(thing):
    return reverse(f"admin:partners_{type(thing).__name__.lower()}_change", args=[thing.pk])


def many(cast, count):
    """Partners with a place, a contact, a mandate and an agreement each."""
    for number in range(count):
        partner = Partner.objects.create(
            name=f"Huis {number}", kind="welfare", search_name=partner_search(f"Huis {number}", [])
        )
        site = Site.objects.create(
            partner=partner,
            name=f"Plaats {number}",
            kind="other",
            municipality=cast.towns["Olen"],
            search_name=site_search(f"Plaats {number}", partner.name),
        )
        PartnerContact.objects.create(partner=partner, site=site, name=f"Iemand {number}", from_on=dt.date(2024, 1, 1))
        BoardMandate.objects.create(name=f"Lid {number}", constituency="huisartsen", partner=partner)
        signed(partner, dt.date(2026, 5, 1))


# --- pages of the coordinator ----------------------------------------------------------------------


@pytest.mark.parametrize("model", ["partner", "site", "agreement", "partnercontact", "boardmandate", "municipality"])
def test_list_opens_and_searches(cast, coordinator, model):
    many(cast, 1)
    load_reference()
    assert coordinator.get(changelist(model)).status_code == 200
    assert coordinator.get(changelist(model), {"q": "geen enkele"}).status_code == 200


def test_list_tells_what_is_to_be_confirmed(cast, coordinator):
    load_reference()
    text = coordinator.get(changelist("partner"), {"nagekeken": "nee"}).content.decode()
    assert "te bevestigen" in text
    none = coordinator.get(changelist("partner"), {"nagekeken": "ja"}).content.decode()
    assert "Herstelacademie" not in none


def test_partner_page_shows_places_people_and_agreements(cast, coordinator):
    signed(cast.partners["Herselt"], dt.date(2026, 12, 31))
    text = coordinator.get(change(cast.partners["Herselt"])).content.decode()
    for part in (
        "Sociale dienst Herselt",
        "Piet Proef",
        "Van kracht tot en met 31 december 2026.",
        "Nieuwe overeenkomst",
    ):
        assert part in text


def test_agreement_page_offers_the_step_that_is_next(cast, coordinator):
    agreement = signed(local_government("Olen"), dt.date(2026, 12, 31))
    text = coordinator.get(change(agreement)).content.decode()
    assert reverse("partners:agreement_renew", args=[agreement.pk]) in text
    assert reverse("partners:agreement_end", args=[agreement.pk]) not in text
    assert reverse("partners:agreement_send", args=[agreement.pk]) not in text


def test_agreement_page_shows_its_amounts(cast, coordinator):
    agreement = signed(local_government("Olen"), None, amount_per_talk="25.00", amount_per_group_year="1250.00")
    text = coordinator.get(change(agreement)).content.decode()
    assert "€ 25,00" in text
    assert "€ 1\u00a0250,00" in text


def test_draft_says_what_is_still_needed(cast, coordinator):
    response = coordinator.post(
        reverse("partners:agreement_add", args=[local_government("Olen").pk]), {"title": "Samen"}, follow=True
    )
    text = response.content.decode()
    assert "Nog nodig voor je kan versturen" in text
    assert "Kies eerst welke diensten in de overeenkomst staan." in text


def test_agreement_is_renewed_from_today(cast, coordinator):
    agreement = signed(local_government("Olen"), dt.date(2026, 4, 30))
    text = coordinator.get("/beheer/").content.decode()
    url = reverse("partners:agreement_renew", args=[agreement.pk])
    assert "De overeenkomst met Olen loopt af op 30 april 2026." in text
    assert url in text
    assert "2 diensten hangen hieraan vast. Dat loopt gewoon door." in coordinator.get(url).content.decode()
    response = coordinator.post(url, {"until_on": "2027-04-30"})
    assert response["Location"] == change(agreement)
    assert "loopt af op 30 april 2026" not in coordinator.get("/beheer/").content.decode()


def test_agreement_renewed_with_a_day_that_is_over_stays_on_the_page(cast, coordinator):
    agreement = signed(local_government("Olen"), dt.date(2026, 4, 30))
    url = reverse("partners:agreement_renew", args=[agreement.pk])
    text = coordinator.post(url, {"until_on": "2026-04-30", "amount_per_talk": "31.50"}).content.decode()
    assert "Kies een laatste dag die later ligt dan nu." in text
    assert 'value="31.50"' in text
    assert "Fout: " in text


def test_contact_is_invited_and_the_address_shown_once(cast, coordinator):
    url = reverse("partners:contact_add", args=[cast.partners["Herselt"].pk])
    filled = {"name": "Saar Proef", "email": "saar@voorbeeld.be", "from_on": "2026-03-07", "invite": "on"}
    text = coordinator.post(url, filled).content.decode()
    assert "/welkom/" in text
    assert User.objects.get(email="saar@voorbeeld.be").name == "Saar Proef"


def test_renewing_the_address_names_what_stops(cast, coordinator):
    site = cast.sites["Turnhout"]
    url = reverse("partners:site_link_renew", args=[site.pk])
    assert "Het oude adres werkt meteen niet meer." in coordinator.get(url).content.decode()
    site.refresh_from_db()
    assert site.link_version == 1
    coordinator.post(url)
    site.refresh_from_db()
    assert site.link_version == 2


def test_site_page_shows_its_address(cast, coordinator):
    text = coordinator.get(change(cast.sites["Turnhout"])).content.decode()
    token = text.split("/a/")[1].split("/")[0].split('"')[0]
    assert site_from_token(token) == cast.sites["Turnhout"]


def test_poster_carries_the_address_as_picture_and_in_letters(cast, coordinator):
    status, text = page(coordinator, "partners:site_poster", cast.sites["Turnhout"].pk)
    assert status == 200
    assert '<svg class="qr"' in text
    assert "style=" not in text
    assert "/a/" in text


def test_cards_say_no_telling_word(cast, coordinator):
    status, text = page(coordinator, "partners:site_cards", cast.sites["Turnhout"].pk)
    assert status == 200
    assert text.count("Praten met iemand die het zelf meemaakte?") == 8
    card = text.split('<div class="wallet">')[1].split("</div>")[0]
    assert "014 00 00 00" in card
    assert not any(word in card.lower() for word in ("verslav", "drank", "drugs", "oev", "turnhout"))


def test_texts_of_a_site_are_kept_and_confirmed(cast, coordinator):
    site = cast.sites["Turnhout"]
    filled = {
        "admission_rule": "Dat beslist de arts.",
        "extra_line": "",
        "bedside_visits": "on",
        "desk": "Onthaal",
        "visiting_hours": "14 tot 20 uur",
        "response_by": "11:00",
        "offers_from": "08:30",
        "offer_minutes": "45",
    }
    coordinator.post(reverse("partners:site_texts", args=[site.pk]), filled)
    site.refresh_from_db()
    assert (site.admission_rule, site.response_by, site.offer_minutes) == ("Dat beslist de arts.", dt.time(11), 45)
    assert site.to_confirm is False


def test_whole_list_is_confirmed_as_it_was_seen(cast, coordinator):
    load_reference()
    url = reverse("partners:reference_check_kind", args=["gemeenten"])
    text = coordinator.get(url).content.decode()
    assert "Alles op deze lijst bevestigen" in text
    from partners.models import Municipality

    seen = list(Municipality.objects.filter(confirmed_at=None).values_list("pk", flat=True))
    coordinator.post(url, {"row": seen[:-1]})
    assert list(Municipality.objects.filter(confirmed_at=None).values_list("pk", flat=True)) == seen[-1:]


def test_what_was_loaded_waits_on_today(cast, coordinator):
    load_reference()
    text = coordinator.get("/beheer/").content.decode()
    assert "18 overeenkomsten te bevestigen" in text
    assert reverse("partners:reference_check_kind", args=["overeenkomsten"]) in text


def test_municipality_is_kept_by_the_admins_own_form(cast, coordinator):
    town = cast.towns["Olen"]
    coordinator.post(change(town), {"name": "Ölen", "postcode": "2250", "latitude": "51.1", "longitude": "4.8"})
    town.refresh_from_db()
    assert (town.name, town.search_name, town.to_confirm) == ("Ölen", "olen", False)


# --- pages of others -------------------------------------------------------------------------------


def test_professional_sees_the_own_organisation_and_no_other(cast, sign_in):
    signed(cast.partners["Turnhout"], dt.date(2026, 12, 31))
    signed(cast.partners["Herselt"], dt.date(2027, 12, 31))
    text = sign_in(cast.nora, "professional").get(reverse("partners:my_organisation")).content.decode()
    for part in ("Ziekenhuisnetwerk", "Nora Proef", "Noor Proef", "Ziekenhuis Turnhout", "31 december 2026"):
        assert part in text
    for part in ("Herselt", "Piet", "31 december 2027"):
        assert part not in text


def test_professional_keeps_the_own_data(cast, sign_in):
    client = sign_in(cast.nora, "professional")
    client.post(reverse("partners:my_contact_edit"), {"name": "Nora P.", "function": "spoed", "phone": "014 11"})
    cast.nora_contact.refresh_from_db()
    assert (cast.nora_contact.name, cast.nora_contact.phone) == ("Nora P.", "014 11")
    assert cast.nora_contact.email == "nora@voorbeeld.be"


def test_professional_prints_the_own_place_only(cast, sign_in):
    client = sign_in(cast.nora, "professional")
    assert client.get(reverse("partners:site_poster", args=[cast.sites["Turnhout"].pk])).status_code == 200
    assert client.get(reverse("partners:site_poster", args=[cast.sites["Herselt"].pk])).status_code == 404


def test_board_approves_in_two_clicks(cast, board):
    partner = local_government("Olen", side="offering")
    agreement = Agreement.objects.create(partner=partner, title="Samenwerking", sent_on=dt.date(2026, 3, 1))
    url = reverse("partners:agreement_approve", args=[agreement.pk])
    text = board.get(reverse("partners:agreement_list")).content.decode()
    assert url in text
    assert "Bruno" not in text
    board.post(url, {"on": "2026-03-07"})
    agreement.refresh_from_db()
    assert agreement.approved_on == TODAY
    assert "Er zijn nu geen beslissingen nodig." in board.get(reverse("partners:agreement_list")).content.decode()


def test_board_ends_and_the_effects_are_named(cast, board):
    agreement = signed(local_government("Olen"), None)
    url = reverse("partners:agreement_end", args=[agreement.pk])
    assert "Groepen en plaatsen stoppen niet vanzelf." in board.get(url).content.decode()
    board.post(url, {"ended_on": "2026-06-01"})
    agreement.refresh_from_db()
    assert agreement.ended_on == dt.date(2026, 6, 1)


def test_representative_reads_partners_but_no_agreement(cast, sign_in):
    signed(cast.partners["Herselt"], dt.date(2026, 12, 31))
    client = sign_in(cast.victor, "representative")
    status, text = page(client, "partners:partner_detail", cast.partners["Herselt"].pk)
    assert status == 200
    assert "Piet Proef" in text
    assert "Overeenkomsten" not in text
    assert client.get(reverse("partners:agreement_list")).status_code == 404


@pytest.mark.parametrize("name", ["partner_add", "reference_check", "organisation_edit", "mandate_add"])
def test_pages_of_the_coordinator_are_closed_to_others(cast, sign_in, name):
    for who, hat in (("bruno", "board"), ("nora", "professional"), ("els", "volunteer"), ("bea", "admin")):
        assert sign_in(cast.users[who], hat).get(reverse(f"partners:{name}")).status_code == 404


# --- an empty house --------------------------------------------------------------------------------


@pytest.mark.parametrize(("who", "hat"), [("laila", "coordinator"), ("bea", "admin")])
def test_empty_house_asks_for_its_name_first(cast, sign_in, who, hat):
    Organisation.objects.all().delete()
    client = sign_in(cast.users[who], hat)
    assert client.get("/thuis/")["Location"] == reverse("partners:setup")
    filled = {"name": "Koepel Elders", "region": "Elders", "phone": "09 000 00 00"}
    assert client.post(reverse("partners:setup"), filled)["Location"] == "/thuis/"
    assert Organisation.objects.get().name == "Koepel Elders"
    assert client.get(reverse("partners:setup")).status_code == 404


def test_house_with_a_name_goes_straight_to_work(cast, sign_in):
    assert sign_in(cast.bea, "admin").get("/thuis/")["Location"] == reverse("accounts:user_list")


def test_empty_house_keeps_others_out_of_its_setup(cast, sign_in):
    Organisation.objects.all().delete()
    assert sign_in(cast.bruno, "board").get(reverse("partners:setup")).status_code == 404


def test_number_of_the_house_stands_on_each_page(cast, sign_in):
    assert (
        "014 00 00 00" in sign_in(cast.nora, "professional").get(reverse("partners:my_organisation")).content.decode()
    )


def test_crisis_lines_are_read_a_line_each():
    field = CrisisLinesField()
    assert field.clean("Tele-Onthaal: 106\n\nDe Druglijn, 078 15 10 20") == [
        {"name": "Tele-Onthaal", "number": "106"},
        {"name": "De Druglijn", "number": "078 15 10 20"},
    ]
    with pytest.raises(Exception, match="Schrijf dit als"):
        field.clean("Tele-Onthaal")


# --- constant work ---------------------------------------------------------------------------------

LISTS = ["partner", "site", "agreement", "partnercontact", "boardmandate"]


def queries_of(client, url, django_assert_max_num_queries):
    client.get(url)  # the session and the caches are warm from the second page on
    with django_assert_max_num_queries(200) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", LISTS)
def test_list_asks_the_same_with_three_and_with_thirty_rows(cast, coordinator, model, django_assert_max_num_queries):
    many(cast, 3)
    few = queries_of(coordinator, changelist(model), django_assert_max_num_queries)
    rename(cast)
    many(cast, 30)
    assert queries_of(coordinator, changelist(model), django_assert_max_num_queries) == few


def rename(cast):
    """Make room for a second series with the same names."""
    for model in (Partner, Site):
        for row in model.objects.all():
            row.name = f"{row.name} {row.pk} oud"
            row.save(update_fields=["name"])


@pytest.mark.parametrize(
    ("who", "hat", "name"),
    [
        ("bruno", "board", "partners:agreement_list"),
        ("bruno", "board", "partners:partner_list"),
        ("laila", "coordinator", "admin:index"),
        ("laila", "coordinator", "partners:reference_check"),
    ],
)
def test_page_asks_the_same_with_three_and_with_thirty_rows(
    cast, sign_in, who, hat, name, django_assert_max_num_queries
):
    client = sign_in(cast.users[who], hat)
    many(cast, 3)
    few = queries_of(client, reverse(name), django_assert_max_num_queries)
    rename(cast)
    many(cast, 30)
    assert queries_of(client, reverse(name), django_assert_max_num_queries) == few
