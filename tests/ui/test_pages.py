"""Pages of the house as a visitor gets them: sign-in, what goes wrong, the style guide, 'Vandaag'."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

ENTRANCE = ["account_login", "account_request_login_code", "account_reset_password", "account_reset_password_done"]
MANAGE = ["account_set_password", "mfa_index", "account_logout"]
ENGLISH = re.compile(r"\b(sign|password|code expires|please|your|email address|security key)\b", re.IGNORECASE)


def words(response) -> str:
    """What a reader sees: the body without tags and scripts."""
    body = re.sub(r"<script.*?</script>", " ", response.content.decode().split("<body", 1)[1], flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def title(response) -> str:
    return re.search(r"<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1].strip()


@pytest.mark.parametrize("name", ENTRANCE)
def test_entrance_page_is_ours_and_dutch(db, name):
    response = Client().get(reverse(name))

    assert response.status_code == 200
    assert '<html lang="nl-BE">' in response.content.decode()
    assert ENGLISH.findall(words(response)) == []


@pytest.mark.parametrize("name", MANAGE)
def test_manage_page_is_ours_and_dutch(cast, sign_in, name):
    response = sign_in(cast.laila, "coordinator").get(reverse(name))

    assert response.status_code == 200
    assert "<b>coördinator</b>" in response.content.decode()
    assert ENGLISH.findall(words(response)) == []


def test_sign_in_with_a_wrong_password_says_so_in_the_title_and_keeps_the_address(db):
    response = Client().post(reverse("account_login"), {"login": "els@voorbeeld.be", "password": "verkeerd"})

    assert title(response) == "Fout: Aanmelden · OEV"
    assert 'value="els@voorbeeld.be"' in response.content.decode()
    assert '<details class="fold" open>' in response.content.decode()
    assert "Dit adres en dit wachtwoord horen niet samen." in words(response)


def test_trying_too_often_gets_a_calm_page(db):
    answers = [Client().post(reverse("account_reset_password"), {"email": f"{n}@voorbeeld.be"}) for n in range(21)]

    assert [answer.status_code for answer in answers] == [302] * 20 + [429]
    assert "Probeer het over een paar minuten opnieuw." in words(answers[-1])


def test_style_guide_is_of_the_demo_alone(db, settings):
    settings.DEMO = False
    assert Client().get(reverse("style_guide")).status_code == 404
    settings.DEMO = True
    assert title(Client().get(reverse("style_guide"))) == "Huisstijl · OEV"
    assert title(Client().get(reverse("style_guide"), {"fout": ""})) == "Fout: Huisstijl · OEV"


def test_missing_page_is_warm_and_has_a_way_back(db):
    response = Client().get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Je hebt niets fout gedaan." in words(response)
    assert '<a class="btn btn-primary" href="/">Naar het begin</a>' in response.content.decode()


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_page_of_a_broken_house_needs_no_context_and_gives_a_number_to_call(name):
    page = render_to_string(name)

    assert 'href="tel:106"' in page
    assert "csrf" not in page


def test_today_of_the_coordinator_has_one_heading_and_at_most_one_green_button(cast, sign_in):
    page = sign_in(cast.laila, "coordinator").get(reverse("admin:index")).content.decode()

    assert re.findall(r"<h1>\s*(.*?)\s*</h1>", page, re.DOTALL) == ["Vandaag"]
    assert page.count("btn-primary") <= 1


def test_head_offers_sign_out_without_script(cast, sign_in):
    page = sign_in(cast.laila, "coordinator").get(reverse("mfa_index")).content.decode()

    assert f'<form class="one-button" method="post" action="{reverse("account_logout")}">' in page
