"""The form on the signed address of a place (6.3): five questions, nothing lost, nothing twice, nothing left behind."""

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from partners.states import SiteIntake
from referrals.links import referral_token, revoke_site_link
from referrals.models import Consent, Referral, ReferralPerson
from referrals.states import ReachKind
from tests.referrals.chain import at
from tests.referrals.pages import FILLED, form_address, key_of, send, title, words
from tests.words import TELLING, found

OTHER_REASON = "Hier kan opname enkel als er een andere hoofdreden is. Noteer die reden hier niet."
WARD = {"reach_kind": "ward", "reachable_until_0": "2026-03-07", "reachable_until_1": "18"}


def test_form_asks_five_questions_and_chooses_nothing_for_the_person(cast):
    page = Client().get(form_address(cast.sites["Turnhout"]))

    text = page.content.decode()
    assert page.status_code == 200
    assert [question in words(page) for question in (
        "Voor wie?", "Zei de persoon ja?", "Hoe bereiken we de persoon?", "Hoe mogen we de persoon noemen?",
        "Wat mogen we jou laten weten? Vraag het aan de persoon.",
    )] == [True] * 5  # fmt: skip
    assert text.count("checked") == 4  # enkel goed ontvangen, no message, and two wishes without a preference
    assert "De coördinator bekijkt dit zaterdag voor 10 uur." in words(page)
    assert found(title(page), TELLING) == []


def test_form_sends_and_shows_number_and_moment(cast):
    answer = send(cast.sites["Turnhout"])
    referral = Referral.objects.get()

    assert answer.status_code == 302
    sent = Client().get(answer["Location"])
    assert "Goed ontvangen" in words(sent)
    assert referral.number in words(sent)
    assert "De coördinator bekijkt dit zaterdag voor 10 uur ." in words(sent)
    assert (referral.site, referral.contact, referral.by_actor) == (cast.sites["Turnhout"], None, None)
    assert referral.person.phone == "0470 11 22 33"
    assert Consent.objects.get().referral == referral


def test_form_says_at_night_that_nobody_comes(cast, clock):
    clock.move_to(at(7, 2, 10))
    answer = send(cast.sites["Turnhout"], **WARD)

    assert "We beloven geen bezoek deze nacht." in words(Client().get(answer["Location"]))
    assert Referral.objects.get().person.reachable_until == at(7, 18)


def test_form_sent_twice_is_one_referral_with_one_number(cast):
    client = Client()
    address = form_address(cast.sites["Turnhout"])
    filled = FILLED | {"idempotency_key": key_of(client.get(address))}

    first, second = client.post(address, filled), client.post(address, filled)

    assert Referral.objects.count() == 1
    pages = [words(client.get(answer["Location"])) for answer in (first, second)]
    assert "26-0001" in pages[0]
    assert pages[0] == pages[1]


def test_two_forms_are_two_referrals(cast):
    send(cast.sites["Turnhout"])
    send(cast.sites["Turnhout"])

    assert [referral.sequence for referral in Referral.objects.order_by("sequence")] == [1, 2]


def test_not_yet_reports_nothing_and_gives_the_card(cast):
    address = form_address(cast.sites["Turnhout"])
    answer = Client().post(address, {"consent": "no", "display_name": "M."})

    card = Client().get(answer["Location"])
    assert "Dan melden we niets." in words(card)
    assert "Geef dit kaartje mee." in words(card)
    assert "Praten met iemand die het zelf meemaakte? Bel 014 00 00 00" in words(card)
    assert (Referral.objects.count(), ReferralPerson.objects.count()) == (0, 0)


def test_professional_for_himself_needs_no_consent(cast):
    answer = send(cast.sites["Turnhout"], subject_kind="professional", consent="")

    assert answer.status_code == 302
    assert Consent.objects.count() == 0


def test_professional_is_not_stopped_by_an_answer_that_was_hidden(cast):
    assert send(cast.sites["Turnhout"], subject_kind="professional", consent="no").status_code == 302
    assert Referral.objects.count() == 1


def test_form_without_a_way_to_reach_says_so_in_the_agreed_words_and_loses_nothing(cast):
    client = Client()
    address = form_address(cast.sites["Turnhout"])
    key = key_of(client.get(address))
    page = client.post(address, FILLED | {"reach_kind": "", "display_name": "Schuilnaam", "idempotency_key": key})

    assert words(page).count("Kies hoe we de persoon bereiken. De rest is ingevuld.") == 2
    assert title(page) == "Fout: Aanmelden · OEV"
    assert 'value="Schuilnaam"' in page.content.decode()
    assert 'value="0470 11 22 33"' in page.content.decode()
    assert key_of(page) == key
    assert Referral.objects.count() == 0


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"subject_kind": ""}, "Kies voor wie dit is."),
        ({"consent": ""}, "Zei de persoon ja? Kies ‘Ja’ of ‘Nog niet’."),
        ({"phone": ""}, "Vul het nummer in waarop we kunnen bellen."),
        ({"display_name": ""}, "Vul een voornaam of schuilnaam in. Een letter mag ook."),
        ({**WARD, "reachable_until_1": ""}, "Tot wanneer is de persoon op de dienst? Kies een uur."),
        ({**WARD, "reachable_until_1": "8"}, "Kies een uur dat nog komt."),
        ({"reach_kind": "via"}, "Vul in hoe we jou bereiken."),
        ({"practical_note": "x" * 201}, "Hou het bij 200 tekens."),
    ],
)
def test_form_refuses_with_a_sentence_beside_the_field(cast, wrong, sentence):
    page = send(cast.sites["Turnhout"], **wrong)

    assert page.status_code == 200
    assert words(page).count(sentence) >= 2
    assert Referral.objects.count() == 0


def test_form_keeps_only_the_way_of_reaching_that_was_chosen(cast):
    send(cast.sites["Turnhout"], **WARD, via="toestel 12")
    person = ReferralPerson.objects.get()

    assert (person.phone, person.safe_hours, person.via) == ("", "", "")
    assert person.referral.reach_kind == ReachKind.WARD


def test_medical_words_get_a_hint_once_and_never_block(cast):
    client = Client()
    address = form_address(cast.sites["Turnhout"])
    filled = FILLED | {"practical_note": "levercirrose", "idempotency_key": key_of(client.get(address))}

    first = client.post(address, filled)
    assert "Schrijf hier geen medische informatie of achternaam. Kijk het even na." in " ".join(words(first).split())
    assert "levercirrose" in first.content.decode()
    assert title(first) == "Aanmelden · OEV"
    assert Referral.objects.count() == 0
    assert 'name="hint_seen" value="on"' in first.content.decode()

    assert client.post(address, filled | {"hint_seen": "on"}).status_code == 302
    assert Referral.objects.get().person.practical_note == "levercirrose"


def test_last_name_gets_the_hint_too(cast):
    assert "Kijk het even na." in words(send(cast.sites["Turnhout"], display_name="Jan Peeters"))
    assert send(cast.sites["Turnhout"], display_name="Jan P.").status_code == 302


@pytest.mark.parametrize(
    ("rule", "extra"),
    [
        ("In Ziekenhuis Geel kan een opname voor detox, onder medische begeleiding. Dat beslist de arts.", ""),
        (OTHER_REASON, ""),
        (OTHER_REASON, "Er is samenwerking met de PAAZ."),
    ],
    ids=["geel", "mol", "turnhout"],
)  # fmt: skip
def test_a09_form_shows_the_texts_of_the_place(cast, rule, extra):
    site = cast.sites["Turnhout"]
    site.admission_rule, site.extra_line = rule, extra
    site.save()
    text = words(Client().get(form_address(site)))

    assert rule in text
    assert ("PAAZ" in text) == bool(extra)
    assert "diagnose" not in text


def test_limited_place_says_what_still_can(cast):
    site = cast.sites["Turnhout"]
    site.intake, site.intake_notice = SiteIntake.LIMITED, ""
    site.save()

    assert "Bellen kan wel: we vragen of de persoon dat wil." in words(Client().get(form_address(site)))
    assert send(site).status_code == 302


def test_closed_place_gives_the_alternative_and_loses_nothing_that_was_typed(cast):
    site = cast.sites["Turnhout"]
    client = Client()
    key = key_of(client.get(form_address(site)))
    site.intake = SiteIntake.CLOSED
    site.save()

    page = client.get(form_address(site))
    assert "Deze plaats neemt nu geen aanmeldingen aan." in words(page)
    assert "014 00 00 00" in words(page)
    assert "<form" not in page.content.decode()
    late = client.post(form_address(site), FILLED | {"idempotency_key": key, "display_name": "Schuilnaam"})
    assert 'value="Schuilnaam"' in late.content.decode()
    assert Referral.objects.count() == 0


def test_revoked_and_forged_addresses_get_the_same_warm_page(cast, actor_of):
    site = cast.sites["Turnhout"]
    address = form_address(site)
    revoke_site_link(by=actor_of(cast.laila, "coordinator"), site=site)

    revoked, forged = Client().get(address), Client().get(reverse("referrals:referral_by_link", args=["verzonnen"]))
    assert (revoked.status_code, forged.status_code) == (404, 404)
    assert "Bel ons, dan helpen we je meteen verder. 014 00 00 00" in " ".join(words(revoked).split())
    assert words(revoked) == words(forged)
    assert Client().post(address, FILLED).status_code == 404
    assert Referral.objects.count() == 0


def test_nothing_stays_in_browser_address_or_session(cast):
    client = Client()
    answer = send(cast.sites["Turnhout"], client)
    pages = [client.get(form_address(cast.sites["Turnhout"])), client.get(answer["Location"])]

    assert all("no-store" in page["Cache-Control"] for page in [*pages, answer])
    assert "M." not in answer["Location"]
    assert "oev_session" not in client.cookies
    assert "0470" not in words(pages[1])


def test_confirmation_ends_after_two_days(cast, clock):
    token = referral_token(_made(cast))
    address = reverse("referrals:referral_sent", args=[token])
    assert Client().get(address).status_code == 200
    clock.move_to(at(9, 9, 1))
    assert Client().get(address).status_code == 404


def _made(cast) -> Referral:
    send(cast.sites["Turnhout"], **WARD)
    return Referral.objects.get()


def test_person_left_without_an_account_asks_whether_we_may_call(cast):
    referral = _made(cast)
    address = reverse("referrals:referral_sent_left", args=[referral_token(referral)])

    assert "Mag onze gids nog bellen?" in words(Client().get(address))
    wrong = Client().post(address, {"may_call": "yes", "phone": ""})
    assert "Vul het nummer in waarop we kunnen bellen." in words(wrong)
    assert Client().post(address, {"may_call": "yes", "phone": "0470 99 88 77"}).status_code == 302
    referral.refresh_from_db()
    assert (referral.reach_kind, referral.person.phone) == ("phone", "0470 99 88 77")


def test_person_left_and_rather_no_call_ends_it(cast):
    referral = _made(cast)
    token = referral_token(referral)
    answer = Client().post(reverse("referrals:referral_sent_left", args=[token]), {"may_call": "no"})

    referral.refresh_from_db()
    assert referral.state == "withdrawn"
    assert "Er wordt niet gebeld." in words(Client().get(answer["Location"]))


def test_too_many_from_one_address_get_a_clear_sentence_and_keep_what_was_typed(cast):
    answers = [send(cast.sites["Turnhout"]).status_code for _ in range(20)]
    late = send(cast.sites["Turnhout"], display_name="Schuilnaam")

    assert answers == [302] * 20
    assert late.status_code == 429
    assert "Wacht enkele minuten en probeer opnieuw. Alles staat er nog." in words(late)
    assert 'value="Schuilnaam"' in late.content.decode()
    assert send(cast.sites["Herselt"]).status_code == 302


def test_looking_at_the_form_writes_nothing(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(6):
        Client().get(form_address(cast.sites["Turnhout"]))
    with connection.execute_wrapper(_no_writes):
        Client().head(form_address(cast.sites["Turnhout"]))


def _no_writes(execute, sql, params, many, context):
    assert sql.lstrip().upper().startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    return execute(sql, params, many, context)
