"""Every model of ours: read by name through `visible_to`, kept in order, named in Dutch, with safe deletion."""

import pghistory
import pytest
from django.apps import apps
from django.db import models

from oev import privacy
from oev.accounts.actor import Actor, Hat
from tests.house.test_privacy import MODELS
from tests.words import NEVER, found

# Written by one function out of other facts, with tests of its own for their days.
CALCULATED = {"StandingSpan", "MeetingSeries"}
VISIBLE = [model for model in MODELS if hasattr(model._default_manager, "visible_to")]
# Rows that nobody lists by themselves: they are reached through the row that they belong to.
PARTS = {
    "Availability", "BlockedPeriod", "IntervisionSignUp", "StandingSpan", "SiteAccess",
    "MeetingSeries", "AttendanceCount", "Consent", "OutreachAttempt", "Conversation", "Invitation", "LetterSwitch",
    "CalendarFeed",
}  # fmt: skip


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_says_who_sees_its_rows_or_is_part_of_another(model):
    assert (model.__name__ in PARTS) != (model in VISIBLE)


@pytest.mark.parametrize("model", VISIBLE, ids=lambda model: model.__name__)
def test_strangers_see_no_personal_row(model, cast):
    """A professional without a contact, and a volunteer who is nobody: what is personal stays empty."""
    if not privacy.declared(model).personal:
        return
    for hat in (Hat.PROFESSIONAL, Hat.VOLUNTEER):
        seen = model._default_manager.visible_to(Actor(987_654_321, hat, 987_654_321))
        assert list(seen[:2]) == [], hat


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_model_has_dutch_names_without_a_word_that_hurts(model):
    names = [str(model._meta.verbose_name), str(model._meta.verbose_name_plural)]
    names += [str(field.verbose_name) for field in model._meta.concrete_fields]
    names += [str(label) for f in model._meta.concrete_fields for _, label in f.flatchoices]

    assert names[0] != model.__name__.lower() or names[0] in {"engagement", "partner", "contact", "document"}
    assert found(" | ".join(names), NEVER) == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_nothing_that_was_done_goes_away_with_an_account(model):
    """Rows point at accounts that are closed, not deleted."""
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey) and field.related_model.__name__ == "User":
            kept = {models.PROTECT, models.SET_NULL}
            assert field.remote_field.on_delete in kept or model.__name__ in {"Office", "Absence", "Invitation"}, field


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_dates_and_states_are_held_by_the_database(model):
    """A period never ends before it began."""
    names = {field.name for field in model._meta.concrete_fields}
    if {"from_on", "until_on"} <= names and model.__name__ not in CALCULATED:
        conditions = [str(c.condition) for c in model._meta.constraints if isinstance(c, models.CheckConstraint)]
        assert any("until_on" in condition for condition in conditions)


def test_history_is_append_only():
    from django.conf import settings

    events = [model for model in apps.get_models() if issubclass(model, pghistory.models.Event)]

    assert settings.PGHISTORY_APPEND_ONLY
    assert len(events) > 10
