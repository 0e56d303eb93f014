"""The web admin is a window and not a door (house habit 16)."""

import pytest
from django.contrib.admin import site
from django.test import RequestFactory
from django.urls import reverse

from oev.admin import OevAdminSite, OevModelAdmin, ReferenceAdmin
from tests.house.test_privacy import MODELS

REGISTERED = list(site._registry.items())
IDS = [model.__name__ for model, _ in REGISTERED]


def test_site_is_ours():
    assert isinstance(site._wrapped if hasattr(site, "_wrapped") else site, OevAdminSite)
    assert site.site_title == "OEV"


def test_only_models_of_ours_are_registered():
    assert {model for model, _ in REGISTERED} <= set(MODELS)


@pytest.mark.parametrize(("model", "window"), REGISTERED, ids=IDS)
def test_window_is_read_only(model, window, cast, sign_in):
    request = RequestFactory().get("/beheer/")
    request.actor, request.user = None, cast.users["laila"]
    keeps = isinstance(window, ReferenceAdmin)

    assert isinstance(window, OevModelAdmin)
    assert window.actions is None
    assert window.get_actions(request) == {}
    assert not window.has_delete_permission(request)
    assert keeps or not (window.has_add_permission(request) or window.has_change_permission(request))
    assert window.inlines == ()
    assert not window.list_editable


@pytest.mark.parametrize(("model", "window"), REGISTERED, ids=IDS)
def test_list_offers_no_bulk_action_and_no_way_to_add(model, window, cast, sign_in):
    name = f"admin:{model._meta.app_label}_{model._meta.model_name}"
    page = sign_in(cast.laila, "coordinator").get(reverse(f"{name}_changelist")).content.decode()

    assert 'name="action"' not in page
    if not isinstance(window, ReferenceAdmin):
        assert reverse(f"{name}_add") not in page


@pytest.mark.parametrize("window", [w for _, w in REGISTERED if isinstance(w, ReferenceAdmin)], ids=str)
def test_form_of_reference_data_calls_a_service(window):
    assert type(window).save_model is not ReferenceAdmin.save_model
