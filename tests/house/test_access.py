"""Every route × everybody × GET and POST × the own, another's and a missing object, against one table."""

import pytest
from django.contrib.admin import site
from django.urls import NoReverseMatch, URLResolver, get_resolver, reverse

from oev.access import FOREIGN_ROUTES
from tests.house.access_table import ADMIN, TABLE, window
from tests.house.walk import faults

pytestmark = pytest.mark.django_db


@pytest.fixture
def _django_db_helper(walker):
    """The one transaction of the file is the database of every test in it."""


def routes(resolver=None, path="", space=""):
    """(pattern, name, view) of every route."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = path + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, here, f"{space}{pattern.namespace}:" if pattern.namespace else space)
        else:
            yield here, space + (pattern.name or ""), pattern.callback


ROUTES = list(routes())
OURS = [(path, name) for path, name, _ in ROUTES if name not in FOREIGN_ROUTES and not name.startswith("admin:")]


def test_every_view_says_who_may_open_it():
    silent = [f"{name} ({path})" for path, name, view in ROUTES if not says_who(name, view)]

    assert silent == []


def says_who(name, view):
    """By @allow or @public, through our own admin site, or in the table of foreign routes."""
    if name in FOREIGN_ROUTES or name == "admin:login":  # that one leads to our own page to sign in
        return True
    return bool(getattr(view, "oev_access", None)) or hasattr(view, "admin_site") or hasattr(view, "model_admin")


def test_every_route_has_a_row_and_every_row_a_route():
    paths = [path for path, _ in OURS]

    assert sorted(set(paths) - set(TABLE)) == []
    assert sorted(set(TABLE) - set(paths)) == []
    assert len(paths) == len(set(paths))


@pytest.mark.parametrize("path", TABLE, ids=lambda path: path or "/")
def test_route_is_open_to_whom_the_table_says(walker, path):
    found = faults(walker, TABLE[path])

    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("row", ADMIN, ids=lambda row: row.path)
def test_web_admin_is_open_to_the_coordinator_alone(walker, row):
    found = faults(walker, row)

    assert not found, "\n" + "\n".join(found)


@pytest.mark.parametrize("model", site._registry, ids=lambda model: model._meta.label)
def test_window_of_a_model_is_open_to_the_coordinator_alone(walker, model):
    first = model._default_manager.order_by("pk").first()
    found = [fault for row in window(model, first.pk if first else 0) for fault in faults(walker, row) if first]

    assert not found, "\n" + "\n".join(found)


# What allauth's own pages answer: (GET, POST) to a visitor and (GET, POST) to somebody who is signed in.
FOREIGN = {
    "account_login": (200, 200, 302, 302),
    "account_logout": (302, 302, 200, 302),
    "account_inactive": (200, 405, 200, 405),
    "account_signup": (404, 404, 404, 404),
    "account_reauthenticate": (302, 302, 403, 403),
    "account_request_login_code": (200, 200, 302, 302),
    "account_confirm_login_code": (302, 302, 302, 302),
    "account_email": (302, 302, 404, 404),
    "account_email_verification_sent": (200, 405, 200, 405),
    "account_confirm_email": (200, 404, 200, 404),
    "account_change_password": (302, 302, 302, 302),
    "account_set_password": (302, 302, 200, 200),
    "account_reset_password": (200, 200, 200, 200),
    "account_reset_password_done": (200, 405, 200, 405),
    "account_reset_password_from_key_done": (200, 405, 200, 405),
    "mfa_authenticate": (302, 302, 302, 302),
    "mfa_reauthenticate": (302, 302, 403, 403),
    "mfa_index": (302, 302, 200, 405),
    "mfa_activate_totp": (302, 302, 200, 200),
    "mfa_deactivate_totp": (302, 302, 404, 404),
    "mfa_view_recovery_codes": (302, 302, 404, 405),
    "mfa_generate_recovery_codes": (302, 302, 200, 200),
    "mfa_download_recovery_codes": (302, 302, 404, 404),
    "mfa_list_webauthn": (302, 302, 200, 405),
    "mfa_add_webauthn": (302, 302, 200, 200),
    "mfa_remove_webauthn": (302, 302, 404, 404),
    "mfa_edit_webauthn": (302, 302, 404, 404),
    "mfa_reauthenticate_webauthn": (302, 302, 403, 403),
    "mfa_login_webauthn": (302, 302, 302, 302),
    "mfa_signup_webauthn": (404, 404, 404, 404),
    "account_reset_password_from_key": (200, 200, 200, 200),
}
NAMES = {name for _, name, _ in ROUTES}


@pytest.mark.parametrize("name", [name for name in FOREIGN_ROUTES if name in NAMES])
def test_foreign_route_answers_as_its_rule_says(walker, name):
    url = foreign_address(name)
    got = tuple(walker.ask(label, method, url).status for label in ("anonymous", "nora") for method in ("GET", "POST"))

    assert got == FOREIGN[name]


def foreign_address(name):
    for kwargs in ({}, {"key": "bestaat-niet"}, {"uidb36": "x", "key": "y"}, {"pk": 1}):
        try:
            return reverse(name, kwargs=kwargs)
        except NoReverseMatch:
            continue
    raise AssertionError(name)
