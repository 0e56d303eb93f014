"""Each act on an agreement writes its date, or is refused with its reason (3.4)."""

import datetime as dt
from decimal import Decimal

import pytest

from oev import clock as now
from oev.errors import Refused
from partners.models import Agreement
from partners.services import agreements as services
from partners.services.agreements import Terms
from partners.states import AgreementState
from tests.partners.agreements import local_government, signed

TODAY = dt.date(2026, 3, 7)
FULL = Terms(
    title="Samenwerking met Olen",
    services=["talks", "groups"],
    from_on=dt.date(2026, 1, 1),
    until_on=dt.date(2028, 12, 31),
    amount_per_talk=Decimal("25.00"),
)


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.laila, "coordinator")


@pytest.fixture
def bruno(cast, actor_of):
    return actor_of(cast.bruno, "board")


def refusal(service, **arguments):
    with pytest.raises(Refused) as caught:
        service(**arguments)
    return caught.value


def state(agreement):
    return Agreement.objects.get(pk=agreement.pk).state_on(now.today())


def test_agreement_goes_from_draft_to_force(cast, laila):
    agreement = services.draft_agreement(by=laila, partner=local_government("Olen"), terms=FULL)
    assert state(agreement) == AgreementState.DRAFT
    services.send_agreement(by=laila, agreement=agreement, on=TODAY)
    assert state(agreement) == AgreementState.APPROVAL
    services.sign_agreement(by=laila, agreement=agreement, us_on=TODAY)
    assert state(agreement) == AgreementState.APPROVAL
    services.sign_agreement(by=laila, agreement=agreement, partner_on=TODAY)
    assert state(agreement) == AgreementState.IN_FORCE


@pytest.mark.parametrize(
    ("gap", "sentence"),
    [
        ({"services": []}, "Kies eerst welke diensten in de overeenkomst staan."),
        ({"from_on": None, "until_on": None}, "Vul eerst in vanaf wanneer de overeenkomst geldt."),
        ({"amount_per_talk": None}, "Vul eerst in wat de partner bijdraagt: een bedrag of een taak."),
    ],
)
def test_agreement_is_not_sent_while_something_lacks(cast, laila, gap, sentence):
    terms = Terms(**{**vars_of(FULL), **gap})
    agreement = services.draft_agreement(by=laila, partner=local_government("Olen"), terms=terms)
    said = refusal(services.send_agreement, by=laila, agreement=agreement, on=TODAY)
    assert said.sentences == [sentence]
    assert state(agreement) == AgreementState.DRAFT


def vars_of(terms):
    return {name: getattr(terms, name) for name in Terms.__dataclass_fields__}


def test_offering_partner_is_signed_after_the_board_approved(cast, laila, bruno):
    partner = local_government("Olen", side="offering")
    agreement = services.draft_agreement(by=laila, partner=partner, terms=FULL)
    services.send_agreement(by=laila, agreement=agreement, on=TODAY)
    said = refusal(services.sign_agreement, by=laila, agreement=agreement, us_on=TODAY)
    assert said.sentences == ["Het bestuur keurt deze overeenkomst eerst goed."]
    services.approve_agreement(by=bruno, agreement=agreement, on=TODAY)
    services.sign_agreement(by=laila, agreement=agreement, us_on=TODAY, partner_on=TODAY)
    assert state(agreement) == AgreementState.IN_FORCE


def test_coordinator_neither_approves_nor_ends(cast, laila):
    agreement = signed(local_government("Olen"), dt.date(2026, 12, 31))
    approve = refusal(services.approve_agreement, by=laila, agreement=agreement, on=TODAY)
    end = refusal(services.end_agreement, by=laila, agreement=agreement, ended_on=TODAY)
    assert approve.sentences == ["Het bestuur keurt overeenkomsten goed."]
    assert end.sentences == ["Het bestuur zegt overeenkomsten op."]


def test_agreement_is_renewed_with_a_later_day_and_new_amounts(cast, laila):
    agreement = signed(local_government("Olen"), dt.date(2025, 12, 31))
    assert state(agreement) == AgreementState.EXPIRED
    services.renew_agreement(
        by=laila, agreement=agreement, until_on=dt.date(2027, 12, 31), amount_per_talk=Decimal("26.50")
    )
    agreement.refresh_from_db()
    assert (agreement.until_on, agreement.amount_per_talk) == (dt.date(2027, 12, 31), Decimal("26.50"))
    assert state(agreement) == AgreementState.IN_FORCE


@pytest.mark.parametrize("until", [dt.date(2025, 12, 31), TODAY])
def test_agreement_is_not_renewed_until_a_day_that_is_over(cast, laila, until):
    agreement = signed(local_government("Olen"), dt.date(2025, 12, 31))
    said = refusal(services.renew_agreement, by=laila, agreement=agreement, until_on=until)
    assert (said.field, state(agreement)) == ("until_on", AgreementState.EXPIRED)


def test_agreement_is_ended_by_the_board(cast, bruno):
    agreement = signed(local_government("Olen"), None)
    services.end_agreement(by=bruno, agreement=agreement, ended_on=dt.date(2026, 6, 1))
    assert state(agreement) == AgreementState.IN_FORCE
    assert Agreement.objects.get(pk=agreement.pk).state_on(dt.date(2026, 6, 1)) == AgreementState.ENDED
    said = refusal(services.end_agreement, by=bruno, agreement=agreement, ended_on=dt.date(2026, 7, 1))
    assert said.sentences == ["Deze overeenkomst is al opgezegd."]


def test_signed_terms_do_not_change(cast, laila):
    agreement = signed(local_government("Olen"), dt.date(2026, 12, 31))
    said = refusal(services.save_agreement, by=laila, agreement=agreement, terms=FULL)
    assert said.sentences == ["Deze overeenkomst is getekend. Verleng ze, of maak een nieuwe."]


def test_agreement_on_paper_is_registered_and_so_confirmed(cast, laila):
    agreement = Agreement.objects.create(partner=local_government("Olen"), title="Samenwerking", reference_key="x")
    day = dt.date(2025, 12, 1)
    services.register_agreement(
        by=laila, agreement=agreement, terms=FULL, signed_by_us_on=day, signed_by_partner_on=day
    )
    agreement.refresh_from_db()
    assert (state(agreement), agreement.to_confirm) == (AgreementState.IN_FORCE, False)


@pytest.mark.parametrize("field", ["sent_on", "signed_by_us_on", "signed_by_partner_on", "approved_on"])
def test_agreement_on_paper_holds_no_day_ahead(cast, laila, field):
    agreement = Agreement.objects.create(partner=local_government("Olen"), title="Samenwerking", reference_key="x")
    ahead = {field: dt.date(2026, 3, 8)}
    assert refusal(services.register_agreement, by=laila, agreement=agreement, terms=FULL, **ahead).field == field


def test_last_day_lies_after_the_first(cast, laila):
    terms = Terms(**{**vars_of(FULL), "until_on": dt.date(2025, 1, 1)})
    said = refusal(services.draft_agreement, by=laila, partner=local_government("Olen"), terms=terms)
    assert (said.field, Agreement.objects.count()) == ("until_on", 0)
