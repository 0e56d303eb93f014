"""What happens with partners, places and people; each refusal shares its set-up with what is allowed."""

import datetime as dt

import pytest

from oev.accounts.models import Invitation
from oev.accounts.querysets import hats_of
from oev.errors import Refused
from partners.forms import MandateForm
from partners.models import Agreement, Municipality, Organisation, Partner, PartnerContact, Site
from partners.reference import load_reference
from partners.services import people
from partners.services.partners import save_partner, set_side
from partners.services.reference import confirm_row, confirm_rows, save_organisation
from partners.services.sites import save_site, set_site_intake

TODAY = dt.date(2026, 3, 7)


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.laila, "coordinator")


def refusal(service, **arguments):
    with pytest.raises(Refused) as caught:
        service(**arguments)
    return caught.value


def test_partner_is_found_by_its_alias_without_marks(laila):
    save_partner(by=laila, name="Huis Élan", kind="welfare", stage="talks", aliases=["De Brug"])
    assert [p.name for p in Partner.objects.all().search("elan")] == ["Huis Élan"]
    assert [p.name for p in Partner.objects.all().search("de brug")] == ["Huis Élan"]


def test_partner_name_exists_once(laila, cast):
    said = refusal(save_partner, by=laila, name="gemeente herselt", kind="welfare", stage="talks")
    assert (said.sentences, said.field) == (["Er is al een partner met deze naam."], "name")


def test_partner_that_is_saved_is_confirmed(laila, cast):
    save_partner(by=laila, partner=cast.partners["Herselt"], name="Herselt", kind="municipality", stage="working")
    kept = Partner.objects.get(pk=cast.partners["Herselt"].pk)
    assert (kept.to_confirm, kept.confirmed_by_id) == (False, cast.laila.pk)


def test_side_is_a_decision_of_the_board(laila, cast, actor_of):
    decision = {"side": "offering", "decided_on": TODAY, "decision": "verslag van maart"}
    said = refusal(set_side, by=laila, partner=cast.partners["Herselt"], **decision)
    assert said.sentences == ["Het bestuur beslist hierover."]
    set_side(by=actor_of(cast.bruno, "board"), partner=cast.partners["Herselt"], **decision)
    kept = Partner.objects.get(pk=cast.partners["Herselt"].pk)
    assert (kept.side, kept.side_decided_on, kept.side_decision) == ("offering", TODAY, "verslag van maart")


def test_side_keeps_its_history(cast, actor_of):
    for side in ("offering", "asking"):
        set_side(
            by=actor_of(cast.bruno, "board"),
            partner=cast.partners["Herselt"],
            side=side,
            decided_on=TODAY,
            decision=f"besluit {side}",
        )
    from pghistory.models import Events

    sides = [
        event.pgh_data["side"]
        for event in Events.objects.tracks(Partner.objects.get(pk=cast.partners["Herselt"].pk)).order_by("pgh_id")
    ]
    assert sides == ["asking", "offering", "asking"]


@pytest.mark.parametrize("intake", ["limited", "closed"])
def test_site_says_what_is_possible_when_it_is_not_open(laila, cast, intake):
    site = cast.sites["Turnhout"]
    said = refusal(set_site_intake, by=laila, site=site, intake=intake, notice="  ")
    assert said.field == "notice"
    set_site_intake(by=laila, site=site, intake=intake, notice="Bellen kan wel.")
    site.refresh_from_db()
    assert (site.intake, site.intake_notice) == (intake, "Bellen kan wel.")
    set_site_intake(by=laila, site=site, intake="open", notice="Bellen kan wel.")
    site.refresh_from_db()
    assert (site.intake, site.intake_notice) == ("open", "")


def test_site_is_found_by_its_own_name_and_its_partner(laila, cast):
    save_site(by=laila, partner=cast.partners["Turnhout"], name="Campus Noord", kind="hospital")
    assert [s.name for s in Site.objects.all().search("campus")] == ["Campus Noord"]
    assert "Campus Noord" in [s.name for s in Site.objects.all().search("ziekenhuisnetwerk")]
    assert (
        refusal(save_site, by=laila, partner=cast.partners["Herselt"], name="campus noord", kind="gp").field == "name"
    )


def test_contact_with_an_invitation_gets_the_hat_of_professional(laila, cast):
    contact, token = people.add_contact(
        by=laila,
        partner=cast.partners["Herselt"],
        name="Saar Proef",
        email="Saar@voorbeeld.be",
        from_on=TODAY,
        invite=True,
    )
    contact.refresh_from_db()
    assert token
    assert Invitation.objects.get().user == contact.user
    assert [option.actor.contact_id for option in hats_of(contact.user_id, TODAY)] == [contact.pk]


def test_contact_without_invitation_gets_no_account(laila, cast):
    contact, token = people.add_contact(
        by=laila, partner=cast.partners["Herselt"], name="Saar Proef", email="nora@voorbeeld.be", from_on=TODAY
    )
    assert (token, contact.user_id) == ("", None)


def test_contact_that_cannot_be_invited_is_not_made(laila, cast):
    before = PartnerContact.objects.count()
    arguments = {"by": laila, "partner": cast.partners["Herselt"], "name": "Saar", "from_on": TODAY, "invite": True}
    assert refusal(people.add_contact, **arguments).field == "email"
    assert PartnerContact.objects.count() == before


def test_contact_belongs_to_a_site_of_the_partner(laila, cast):
    arguments = {"by": laila, "partner": cast.partners["Herselt"], "name": "Saar", "from_on": TODAY}
    assert refusal(people.add_contact, site=cast.sites["Turnhout"], **arguments).field == "site"


def test_contact_that_ended_wears_no_hat_any_more(laila, cast):
    people.end_contact(by=laila, contact=cast.piet_contact, until_on=TODAY)
    assert hats_of(cast.piet.pk, TODAY - dt.timedelta(days=1)) != []
    assert hats_of(cast.piet.pk, TODAY) == []


def test_mandate_gives_the_hat_of_bestuurslid_until_it_ends(laila):
    mandate, token = people.add_mandate(
        by=laila, name="Sien Proef", constituency="huisartsen", from_on=dt.date(2026, 1, 1), email="sien@voorbeeld.be"
    )
    assert token
    assert [o.actor.hat.value for o in hats_of(mandate.user_id, TODAY)] == ["board"]
    people.end_mandate(by=laila, mandate=mandate, until_on=TODAY)
    assert hats_of(mandate.user_id, TODAY) == []


def test_coordinator_and_vertegenwoordiger_sit_in_the_bestuur_with_advice(laila):
    """R192, R208, Q02: the voice is kept per mandate, and the form offers it."""
    form = MandateForm({"name": "Vic", "constituency": "OEV", "vote": "advice", "from_on": "2026-01-01"})
    assert form.is_valid()
    mandate, token = people.add_mandate(by=laila, **form.cleaned_data)
    mandate.refresh_from_db()
    assert (mandate.get_vote_display(), token) == ("advies", "")


def test_everything_on_a_list_is_confirmed_at_once(laila):
    load_reference()
    rows = list(Municipality.objects.filter(confirmed_at=None))
    assert confirm_rows(by=laila, rows=rows) == len(rows) > 0
    assert not Municipality.objects.filter(confirmed_at=None).exists()
    assert confirm_rows(by=laila, rows=rows) == 0


def test_agreement_without_dates_is_not_confirmed(laila):
    load_reference()
    rows = list(Agreement.objects.all())
    assert confirm_rows(by=laila, rows=rows) == 0
    said = refusal(confirm_row, by=laila, row=rows[0])
    assert said.sentences == ["Vul eerst de datums van deze overeenkomst in."]


def test_row_is_confirmed_once_and_by_the_first(laila, cast, actor_of):
    load_reference()
    row = Partner.objects.filter(confirmed_at=None).first()
    confirm_row(by=laila, row=row)
    confirm_row(by=actor_of(cast.dora, "coordinator"), row=row)
    row.refresh_from_db()
    assert row.confirmed_by_id == cast.laila.pk


def test_house_keeps_one_organisation(laila):
    for name in ("Eerste naam", "Tweede naam"):
        save_organisation(by=laila, name=name, region="Streek", phone="014 00 00 01", email="")
    assert [o.name for o in Organisation.objects.all()] == ["Tweede naam"]
