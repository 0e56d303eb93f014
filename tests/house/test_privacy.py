"""Every field of every model of ours is declared personal or harmless, and only harmless ones are tracked."""

import pghistory
import pytest
from django.apps import apps

from oev import privacy

OURS = {"accounts", "audit", "outbox", "partners", "volunteers", "contactgroups", "referrals", "reporting"}
MODELS = [
    model
    for model in apps.get_models()
    if model._meta.app_label in OURS and not issubclass(model, pghistory.models.Event)
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_is_declared_once(model):
    declared = privacy.declared(model)
    assert declared is not None, f"{model.__name__} declares nothing"
    names = {field.name for field in model._meta.concrete_fields}
    assert declared.personal | declared.harmless == names
    assert declared.personal & declared.harmless == set()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_history_keeps_harmless_fields_only(model):
    declared = privacy.declared(model)
    for event in apps.get_models():
        if issubclass(event, pghistory.models.Event) and getattr(event, "pgh_tracked_model", None) is model:
            kept = {f.name for f in event._meta.concrete_fields if not f.name.startswith("pgh_")}
            assert kept <= declared.harmless
