"""Insurance policies on the admin's own form, and what they open (R190, A15)."""

import datetime as dt

import pytest
from django.urls import reverse

from oev.errors import Refused
from volunteers.models import InsurancePolicy
from volunteers.services.insurance import save_policy

ADD = "/beheer/volunteers/insurancepolicy/add/"
DATA = {"name": "Polis B", "roles": ["starter", "reader"], "from_on": "2026-01-01", "until_on": "2026-12-31"}


@pytest.fixture
def laila(cast, sign_in):
    return sign_in(cast.laila, "coordinator")


def test_policy_is_kept_and_opens_the_role(cast, laila, els):
    role = {"role": "starter", "from_on": "2026-03-07"}
    give = reverse("volunteers:role_give", args=[els.pk])
    assert laila.post(give, role).status_code == 200
    laila.post(ADD, DATA)

    policy = InsurancePolicy.objects.get(name="Polis B")
    assert (policy.roles, policy.from_on, policy.until_on) == (
        ["starter", "reader"], dt.date(2026, 1, 1), dt.date(2026, 12, 31),
    )  # fmt: skip
    assert laila.post(give, role).status_code == 302
    listed = laila.get("/beheer/volunteers/insurancepolicy/").content.decode()
    assert "starter, lezer" in listed


def test_policy_that_ends_before_it_begins_is_refused_beside_its_field(laila):
    response = laila.post(ADD, {**DATA, "until_on": "2025-12-31", "roles": []})

    errors = response.context["adminform"].form.errors
    assert errors == {"roles": ["Kies minstens één rol."], "until_on": ["De laatste dag ligt voor de eerste."]}
    assert ('value="2025-12-31"' in response.content.decode(), InsurancePolicy.objects.count()) == (True, 1)


@pytest.mark.parametrize("name", ["victor", "els", "bruno", "nora", "bea"])
def test_policies_are_kept_by_the_coordinator_alone(cast, who, sign_in, name):
    client = sign_in(cast.users[name], who(name).hat.value)
    assert client.post(ADD, DATA).status_code == 404
    with pytest.raises(Refused):
        save_policy(by=who(name), policy=InsurancePolicy.objects.get())
