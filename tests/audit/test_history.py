"""Changes of harmless fields are kept, with who made them; the database refuses to change or delete what is kept."""

import pytest
from django.apps import apps
from django.db import transaction
from django.db.utils import ProgrammingError

from oev.accounts.models import User


def events_of(user):
    return apps.get_model("accounts", "UserEvent").objects.filter(pgh_obj_id=user.pk).order_by("pgh_id")


def test_change_is_kept_with_the_acting_person_and_hat(cast, sign_in):
    dora = cast.users["dora"]
    sign_in(cast.users["bea"], "admin").post(f"/accounts/{dora.pk}/toegang/")
    last = events_of(dora).last()
    assert last.is_active is False
    assert last.pgh_context.metadata["user"] == cast.users["bea"].pk
    assert last.pgh_context.metadata["hat"] == "admin"


def test_bulk_change_is_kept_too(cast):
    before = events_of(cast.users["dora"]).count()
    User.objects.filter(pk=cast.users["dora"].pk).update(is_active=False)
    assert events_of(cast.users["dora"]).count() == before + 1


def test_history_holds_no_personal_field(cast):
    kept = {field.name for field in events_of(cast.users["dora"]).model._meta.concrete_fields}
    assert kept.isdisjoint({"email", "name", "password"})


@pytest.mark.parametrize("change", [lambda rows: rows.update(is_active=False), lambda rows: rows.delete()])
def test_history_cannot_be_changed(cast, change):
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        change(events_of(cast.users["dora"]))
