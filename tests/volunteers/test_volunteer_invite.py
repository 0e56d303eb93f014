"""An account for somebody of the pool: given once, by the coordinator, and never a way into somebody else's."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from oev import clock as days
from oev.accounts.models import Invitation, User
from oev.accounts.services.people import accept_invitation, invitation_is_open
from oev.errors import Refused
from tests.words import visible_text
from volunteers import services
from volunteers.models import Volunteer


@pytest.fixture
def sam(cast, who):
    return services.add_volunteer(
        by=who("laila"), first_name="Sam", last_name="Proef", kind="ed", experience_kind="own",
        email="Sam@voorbeeld.be", candidate_on=days.today(),
    )  # fmt: skip


def page_of(person):
    return reverse("volunteers:volunteer_invite", args=[person.pk])


def test_address_of_the_invitation_leads_to_the_own_page(cast, sam, sign_in):
    laila = sign_in(cast.users["laila"], "coordinator")
    assert "Sam meldt aan met Sam@voorbeeld.be." in visible_text(laila.get(page_of(sam)).content.decode())
    answer = laila.post(page_of(sam)).content.decode()
    address = re.search(r'value="https?://[^/]+(/welkom/[^"]+)"', answer).group(1)
    phone = Client()
    phone.post(address)
    assert "Dag Sam" in visible_text(phone.get("/thuis/", follow=True).content.decode())
    assert Volunteer.objects.get(pk=sam.pk).user.email == "sam@voorbeeld.be"
    assert "werkt niet meer" in visible_text(Client().get(address).content.decode())


def test_address_that_got_lost_is_made_again_until_it_was_used(sam, who):
    first = services.invite_volunteer(by=who("laila"), volunteer=sam)
    second = services.invite_volunteer(by=who("laila"), volunteer=sam)
    assert len({first, second, ""}) == 3
    assert User.objects.filter(email="sam@voorbeeld.be").count() == 1
    assert (invitation_is_open(first), invitation_is_open(second)) == (False, True)
    user = accept_invitation(token=second)
    user.last_login = user.created_at
    user.save()
    before = Invitation.objects.count()
    assert services.invite_volunteer(by=who("laila"), volunteer=sam) == ""
    assert Invitation.objects.count() == before


def test_account_that_was_used_is_tied_without_a_new_way_in(cast, sam, who):
    nora = cast.users["nora"]
    nora.last_login = nora.created_at
    nora.save()
    Volunteer.objects.filter(pk=sam.pk).update(email=nora.email.upper())
    assert services.invite_volunteer(by=who("laila"), volunteer=sam) == ""
    assert Volunteer.objects.get(pk=sam.pk).user == nora
    assert not Invitation.objects.exists()


def test_account_of_somebody_else_is_never_given(cast, sam, who):
    Volunteer.objects.filter(pk=sam.pk).update(email=cast.users["els"].email)
    with pytest.raises(Refused, match="van iemand anders"):
        services.invite_volunteer(by=who("laila"), volunteer=sam)
    assert Volunteer.objects.get(pk=sam.pk).user is None


@pytest.mark.parametrize(("change", "sentence"), [({"email": ""}, "mailadres in"), (None, "is gestopt")])
def test_account_needs_an_address_and_somebody_who_is_here(sam, who, clock, change, sentence):
    if change is None:
        services.stop_engagement(by=who("laila"), volunteer=sam, on=days.today())
        services.stop_engagement(by=who("victor"), volunteer=sam, on=days.today())
    else:
        Volunteer.objects.filter(pk=sam.pk).update(**change)
    with pytest.raises(Refused, match=sentence):
        services.invite_volunteer(by=who("laila"), volunteer=sam)


def test_only_the_coordinator_gives_accounts(cast, sam, who):
    with pytest.raises(Refused, match="Dit doet de coördinator"):
        services.invite_volunteer(by=who("victor"), volunteer=sam)
