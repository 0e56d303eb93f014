"""Invitation, hats, stand-ins, two proofs, limits of a session, and being shut out."""

import datetime as dt
import re

import pytest
from django.core import mail
from django.core.management import call_command
from django.test import Client

from oev.accounts import services
from oev.accounts.models import Office, OfficeKind, User
from oev.accounts.querysets import hats_of
from oev.clock import today
from oev.errors import Refused


def test_first_person_gets_in_with_the_printed_address_once(db, clock, capsys):
    call_command("invite", "eerste@voorbeeld.be", "--office", "beheerder")
    address = capsys.readouterr().out.strip()
    path = re.sub(r"^https?://[^/]+", "", address)
    client = Client()
    assert "Ga verder" in client.get(path).content.decode()
    assert client.post(path).status_code == 302
    assert client.session["_auth_user_id"]
    again = Client().post(path)
    assert again.status_code == 410
    assert "werkt niet meer" in again.content.decode()


def test_invited_beheerder_must_give_a_second_proof(db, clock, capsys):
    call_command("invite", "eerste@voorbeeld.be", "--office", "beheerder")
    path = re.sub(r"^https?://[^/]+", "", capsys.readouterr().out.strip())
    client = Client()
    client.post(path)
    assert client.get("/accounts/")["Location"] == "/tweede-stap/"
    page = client.get("/tweede-stap/").content.decode()
    assert "Toegangssleutel" in page
    assert "App met codes" in page
    assert "Wachtwoord" in page


def test_invitation_stops_after_two_weeks(db, clock):
    _, token = services.invite_person(by=None, email="laat@voorbeeld.be")
    clock.move_to(dt.datetime(2026, 3, 22, 9, 0, tzinfo=dt.UTC))
    with pytest.raises(Refused):
        services.accept_invitation(token=token)


def test_nobody_signs_up_alone(db):
    assert Client().get("/account/signup/").status_code == 404
    assert (
        Client().post("/account/signup/", {"email": "x@voorbeeld.be", "password1": "hallo-daar-jij"}).status_code == 404
    )
    assert not User.objects.filter(email="x@voorbeeld.be").exists()


def test_code_by_mail_lets_a_volunteer_in(cast):
    from allauth.account.models import EmailAddress

    els = cast.users["els"]
    EmailAddress.objects.create(user=els, email=els.email, verified=True, primary=True)
    client = Client()
    response = client.post("/account/login/code/", {"email": els.email})
    assert response.status_code == 302, response.content.decode()[:2000]
    code = mail.outbox[-1].body.split("\n\n")[2].strip()
    client.post("/account/login/code/confirm/", {"code": code})
    assert client.session["_auth_user_id"] == str(els.pk)


def test_unknown_address_gets_the_same_answer(cast):
    known, unknown = Client(), Client()
    first = known.post("/account/login/code/", {"email": "els@voorbeeld.be"})
    second = unknown.post("/account/login/code/", {"email": "niemand@voorbeeld.be"})
    assert (first.status_code, first["Location"]) == (second.status_code, second["Location"])


def test_deactivated_person_is_out_at_the_next_request(cast, sign_in, actor_of):
    client = sign_in(cast.users["dora"], "coordinator")
    assert client.get("/beheer/").status_code == 200
    services.deactivate_user(by=actor_of(cast.users["bea"], "admin"), user=cast.users["dora"])
    response = client.get("/beheer/", follow=True)
    assert response.redirect_chain[-1][0].startswith("/account/login/?next=")


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (61, 302)])
def test_strong_session_ends_after_an_hour_of_rest(cast, sign_in, clock, minutes, status):
    client = sign_in(cast.users["laila"], "coordinator")
    client.get("/beheer/")
    clock.shift(dt.timedelta(minutes=minutes))
    assert client.get("/beheer/").status_code == status


def test_strong_session_ends_after_twelve_hours_of_work(cast, sign_in, clock):
    client = sign_in(cast.users["laila"], "coordinator")
    client.get("/beheer/")
    statuses = []
    for _ in range(25):
        clock.shift(dt.timedelta(minutes=30))
        statuses.append(client.get("/beheer/").status_code)
    assert statuses[:24] == [200] * 24
    assert statuses[24] == 302


def test_page_of_another_hat_offers_the_change_of_hat(cast, sign_in):
    Office.objects.create(user=cast.users["els"], kind=OfficeKind.COORDINATOR, from_on=dt.date(2025, 1, 1))
    client = sign_in(cast.users["els"], "volunteer")
    response = client.get("/beheer/")
    assert response.status_code == 403
    assert "Verder als coördinator" in response.content.decode()
    key = next(o.key for o in hats_of(cast.users["els"].pk, today()) if o.actor.is_coordinator)
    assert client.post("/hoedanigheid/", {"hat": key, "next": "/beheer/"})["Location"] == "/beheer/"
    assert client.get("/beheer/").status_code == 200


def test_hat_of_somebody_else_cannot_be_put_on(cast, sign_in):
    client = sign_in(cast.users["els"], "volunteer")
    office = Office.objects.get(user=cast.users["laila"])
    client.post("/hoedanigheid/", {"hat": f"coordinator:{office.pk}"})
    assert client.get("/beheer/").status_code == 404


def test_stand_in_wears_the_hat_while_the_holder_does_not(cast, clock, actor_of):
    office = Office.objects.get(user=cast.users["laila"])
    services.record_absence(
        by=actor_of(cast.users["laila"], "coordinator"),
        office=office,
        stand_in=cast.users["stan"],
        from_on=today(),
        until_on=today() + dt.timedelta(days=7),
    )
    (option,) = hats_of(cast.users["stan"].pk, today())
    assert option.label == "waarnemend coördinator"
    assert option.actor.deputy_for_id == cast.users["laila"].pk
    assert hats_of(cast.users["laila"].pk, today()) == []
    clock.shift(dt.timedelta(days=7))
    assert hats_of(cast.users["stan"].pk, today()) == []
    assert hats_of(cast.users["laila"].pk, today())[0].actor.is_coordinator


def test_last_beheerder_cannot_end_the_seat(cast, actor_of):
    office = Office.objects.get(user=cast.users["bea"])
    with pytest.raises(Refused, match="minstens één beheerder"):
        services.end_office(by=actor_of(cast.users["bea"], "admin"), office=office, until_on=today())


def test_demo_sign_in_is_closed_outside_the_demo(cast, settings):
    settings.DEMO = False
    assert Client().post("/demo-aanmelden/", {"user": cast.users["laila"].pk}).status_code == 404


def test_demo_sign_in_puts_somebody_inside_with_one_click(cast, settings):
    settings.DEMO = True
    office = Office.objects.get(user=cast.users["laila"])
    client = Client()
    client.post("/demo-aanmelden/", {"user": cast.users["laila"].pk, "hat": f"coordinator:{office.pk}"})
    assert client.get("/beheer/").status_code == 200


@pytest.mark.parametrize("hosts", [["oev.example"], ["127.0.0.1", "oev.example"]])
def test_demo_refuses_to_start_outside_the_demo(settings, hosts):
    from oev.accounts.checks import demo_stays_in_the_demo

    settings.DEMO = True
    settings.ALLOWED_HOSTS = hosts
    assert [error.id for error in demo_stays_in_the_demo(None)] == ["oev.E001"]
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    assert demo_stays_in_the_demo(None) == []
