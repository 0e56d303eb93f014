"""The vertegenwoordiger asks for a role, the coordinator gives it, the person says yes (P19)."""

import pytest
from django.core import mail
from django.urls import reverse

from oev.errors import Refused
from oev.outbox.catalogue import TELLINGS
from oev.outbox.services import deliver_due
from tests.volunteers.scene import at, day, letters, open_letters
from tests.words import NEVER, found
from volunteers import services
from volunteers.kinds import Role
from volunteers.models import InsurancePolicy, RoleHolding, RoleRequest
from volunteers.states import RestKind
from volunteers.work.roles import asked_roles

TODAY = day("2026-03-07")


def waiting(actor):
    return [(row.title, row.line) for row in asked_roles(actor, TODAY).rows]


def test_request_becomes_a_row_of_the_coordinator(cast, els, victor, laila, sign_in):
    page = sign_in(cast.victor, "representative")
    page.post(reverse("volunteers:role_ask", args=[els.pk]), {"role": "leader"})
    services.ask_for_role(by=victor, volunteer=els, role=Role.LEADER)

    assert waiting(laila) == [("Els Proef", "De vertegenwoordiger vraagt de rol gespreksleider.")]
    assert waiting(victor) == []
    give = sign_in(cast.laila, "coordinator").get(reverse("volunteers:role_give", args=[els.pk]) + "?rol=leader")
    assert give.context["form"]["role"].value() == "leader"
    services.give_role(by=laila, volunteer=els, role=Role.LEADER, from_on=TODAY)
    assert waiting(laila) == []


def test_not_now_takes_it_away_without_a_reason(els, victor, laila, who):
    asked = services.ask_for_role(by=victor, volunteer=els, role=Role.LEADER)
    with pytest.raises(Refused):
        services.close_role_request(by=who("els"), role_request=asked)
    services.close_role_request(by=laila, role_request=asked)
    services.close_role_request(by=laila, role_request=asked)
    assert (waiting(laila), RoleRequest.objects.get().closed_by_id) == ([], laila.user_id)
    assert services.ask_for_role(by=victor, volunteer=els, role=Role.LEADER).pk != asked.pk


@pytest.mark.parametrize("name", ["laila", "els", "jan", "bruno", "nora"])
def test_only_the_vertegenwoordiger_asks(els, who, name):
    with pytest.raises(Refused):
        services.ask_for_role(by=who(name), volunteer=els, role=Role.LEADER)
    assert services.ask_for_role(by=who("victor"), volunteer=els, role=Role.LEADER).pk


def test_role_that_somebody_has_is_not_asked_for(els, victor):
    with pytest.raises(Refused, match="heeft die rol al"):
        services.ask_for_role(by=victor, volunteer=els, role=Role.TALKS)


def test_role_that_is_asked_begins_with_the_yes(cast, els, laila, who, clock, sign_in):
    give = reverse("volunteers:role_give", args=[els.pk])
    data = {"role": "leader", "from_on": "2026-03-07", "ask": "on"}
    sign_in(cast.laila, "coordinator").post(give, data)
    holding = els.roles.get(role="leader")
    assert letters("role_asked") == [f"role_asked:{holding.pk}:0"]
    assert not RoleHolding.objects.held_on(TODAY).filter(pk=holding.pk).exists()

    me = sign_in(cast.els, "volunteer")
    assert "Wil je deze rol doen?" in me.get("/ik/").content.decode()
    clock.move_to(at("2026-03-10 09:00"))
    services.accept_role_back(by=who("els"), holding=holding)
    holding.refresh_from_db()
    assert (holding.from_on, holding.offered_back_at) == (day("2026-03-10"), None)


def test_role_that_is_asked_and_declined_ends(els, laila, who):
    holding = services.give_role(by=laila, volunteer=els, role=Role.LEADER, from_on=TODAY, ask=True)
    services.decline_role_back(by=who("els"), holding=holding)
    holding.refresh_from_db()
    assert holding.until_on == TODAY


def test_whoever_has_no_account_is_asked_by_phone(cast, laila, sign_in):
    person = services.add_volunteer(
        by=laila, first_name="Sam", kind="ed", experience_kind="own", candidate_on=TODAY, phone="0470 11 22 33"
    )
    page = sign_in(cast.laila, "coordinator").get(reverse("volunteers:role_give", args=[person.pk]))
    assert "ask" not in page.context["form"].fields


@pytest.mark.parametrize(("role", "allowed"), [("delegate", False), ("reception", True), ("office_work", True)])
def test_roles_of_an_organisation_volunteer(cast, els, laila, role, allowed):
    """Reception and office work are for them; what an ervaringsdrager does is not (R217, R242, Q01)."""
    from volunteers.models import InsurancePolicy

    InsurancePolicy.objects.update(roles=[one.value for one in Role])
    type(els).objects.filter(pk=els.pk).update(kind="organisation", experience_kind="")
    els.refresh_from_db()
    if allowed:
        assert services.give_role(by=laila, volunteer=els, role=Role(role), from_on=TODAY).pk
    else:
        with pytest.raises(Refused, match="ervaringsdragers"):
            services.give_role(by=laila, volunteer=els, role=Role(role), from_on=TODAY)


def test_pages_hold_no_word_that_hurts(cast, els, sign_in):
    page = sign_in(cast.victor, "representative").get(reverse("volunteers:role_ask", args=[els.pk]))
    assert found(page.content.decode(), NEVER) == []


def test_role_that_waits_is_answered_by_phone(cast, els, laila, sign_in):
    holding = services.give_role(by=laila, volunteer=els, role=Role.LEADER, from_on=TODAY, ask=True)
    page = sign_in(cast.victor, "representative")
    assert "Zei ja" in page.get(reverse("volunteers:volunteer_detail", args=[els.pk])).content.decode()
    page.post(reverse("volunteers:role_answer", args=[holding.pk]), {"answer": "yes"})
    assert RoleHolding.objects.held_on(TODAY).filter(pk=holding.pk).exists()


def test_letters_are_told_on_the_phone_with_a_place_for_the_answer(els, laila, who):
    holding = services.give_role(by=laila, volunteer=els, role=Role.LEADER, from_on=TODAY, ask=True)
    assert TELLINGS["role_asked"].answer(laila, holding.pk, 0) == f"/mensen/{els.pk}/"
    assert TELLINGS["training_invitation"].answer(laila, 7, els.pk) == "/vorming/7/"
    assert TELLINGS["training_invitation"].answer(who("els"), 7, els.pk) == ""


def test_role_that_is_asked_begins_insured_or_not_at_all(els, laila, who, clock):
    holding = services.give_role(by=laila, volunteer=els, role=Role.LEADER, from_on=TODAY, ask=True)
    InsurancePolicy.objects.update(until_on=day("2026-03-31"))
    clock.move_to(at("2026-04-01 09:00"))
    with pytest.raises(Refused, match="geen verzekering"):
        services.accept_role_back(by=who("els"), holding=holding)
    InsurancePolicy.objects.update(until_on=day("2026-12-31"))
    services.accept_role_back(by=who("els"), holding=holding)
    holding.refresh_from_db()
    assert (holding.from_on, holding.offered_back_at) == (day("2026-04-01"), None)


def test_role_that_is_asked_stays_a_question_through_a_rest_and_is_not_written_about(els, laila, who, clock):
    open_letters("role_asked")
    holding = services.give_role(by=laila, volunteer=els, role=Role.LEADER, from_on=TODAY, ask=True)
    services.put_to_rest(by=who("els"), volunteer=els, kind=RestKind.PAUSE, from_on=TODAY)
    deliver_due()
    assert mail.outbox == []
    clock.move_to(at("2026-03-20 09:00"))
    services.end_pause(by=who("els"), volunteer=els, on=day("2026-03-20"))
    assert not RoleHolding.objects.held_on(day("2026-03-20")).filter(pk=holding.pk).exists()
    services.accept_role_back(by=who("els"), holding=holding)
    holding.refresh_from_db()
    assert (holding.from_on, holding.reserve_since) == (day("2026-03-20"), None)
