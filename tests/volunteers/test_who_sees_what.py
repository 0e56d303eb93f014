"""'Wie ziet wat van jou' says what the pages of others really show (R141, P01-P04)."""

import pytest
from django.urls import reverse

from oev.accounts.actor import Hat
from volunteers.pages.visible import who_sees_what

pytestmark = pytest.mark.django_db


def test_each_reader_gets_the_name_i_chose_for_them(cast, clock):
    els = cast.volunteers["els"]
    els.alias, els.name_for_peers, els.name_for_partners, els.name_for_public = "Vos", "full", "first", "alias"
    said = {one.who: one.sees for one in who_sees_what(els)}

    assert "‘Els Proef’" in said["Andere ervaringsdragers"]
    assert "‘Els’" in said["Professionals"]
    assert "‘Vos’" in said["Iedereen, op de publieke bladzijden"]
    assert "Els" not in said["Het bestuur"]


def test_page_of_my_data_says_it(cast, clock, sign_in):
    page = sign_in(cast.els, Hat.VOLUNTEER).get(reverse("volunteers:my_data")).content.decode()
    assert "Wie ziet wat van jou" in page
    assert "Enkel totalen waarin je niet te herkennen bent." in page
