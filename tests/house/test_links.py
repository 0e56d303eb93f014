"""Addresses for rows are those of `reverse`, whatever the keys."""

import pytest
from django.test import override_settings
from django.urls import reverse

from oev.links import address

ROUTES = [
    ("volunteers:volunteer_detail", (7,)),
    ("volunteers:people_compare", (12, 3)),
    ("volunteers:people_apart", (1, 1)),
    ("admin:referrals_referral_change", (1_903_507_281,)),
    ("contactgroups:roster", (0,)),
    ("volunteers:dashboard", ()),
]


@pytest.mark.parametrize(("route", "keys"), ROUTES)
def test_address_is_that_of_the_route(route, keys):
    for _ in range(2):
        assert address(route, *keys) == reverse(route, args=keys)


def test_address_follows_another_set_of_routes():
    here = address("start")
    with override_settings(FORCE_SCRIPT_NAME="/elders"):
        from django.urls import set_script_prefix

        set_script_prefix("/elders/")
        try:
            assert address("start") == reverse("start") != here
        finally:
            set_script_prefix("/")


def test_address_wants_whole_numbers():
    with pytest.raises(ValueError, match="d"):
        address("volunteers:volunteer_detail", "7; drop")
