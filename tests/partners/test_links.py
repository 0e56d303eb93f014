"""The signed address of a site names the site and no person, and can be revoked (6.3)."""

import pytest
from django.core import signing

from partners.links import SALT, site_from_token, site_token
from partners.services.sites import renew_site_link


def test_token_leads_back_to_its_site(cast):
    site = cast.sites["Turnhout"]
    assert site_from_token(site_token(site)) == site


def test_token_of_one_site_is_not_that_of_another(cast):
    assert site_token(cast.sites["Turnhout"]) != site_token(cast.sites["Herselt"])


def test_token_stops_when_the_address_is_renewed(cast, actor_of):
    old = site_token(cast.sites["Turnhout"])
    renewed = renew_site_link(by=actor_of(cast.laila, "coordinator"), site=cast.sites["Turnhout"])
    assert site_from_token(old) is None
    assert site_from_token(site_token(renewed)) == renewed


@pytest.mark.parametrize("change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda t: "x", lambda t: ""])
def test_token_that_was_changed_leads_nowhere(cast, change):
    assert site_from_token(change(site_token(cast.sites["Turnhout"]))) is None


def test_token_signed_for_something_else_leads_nowhere(cast):
    site = cast.sites["Turnhout"]
    elsewhere = signing.Signer(salt="iets anders").sign_object([site.pk, site.link_version])
    assert site_from_token(elsewhere) is None


def test_token_with_another_shape_leads_nowhere(db):
    assert site_from_token(signing.Signer(salt=SALT).sign_object({"site": 1})) is None
    assert site_from_token(signing.Signer(salt=SALT).sign_object([1])) is None
