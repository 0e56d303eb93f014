"""Who read what: once per reader, object and day, and for ever."""

import datetime as dt

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from oev.audit.models import AccessLog, Subject
from oev.audit.services import forget_access_before, log_access


def test_reading_twice_on_a_day_logs_once(cast, actor_of, clock):
    laila = actor_of(cast.users["laila"], "coordinator")
    log_access(laila, Subject.STANDING, 5)
    log_access(laila, Subject.STANDING, 5)
    log_access(laila, Subject.STANDING, 6)
    assert AccessLog.objects.count() == 2
    clock.move_to(dt.datetime(2026, 3, 8, 9, 0, tzinfo=dt.UTC))
    log_access(laila, Subject.STANDING, 5)
    assert AccessLog.objects.count() == 3


@pytest.mark.parametrize("change", [lambda rows: rows.update(object_id=0), lambda rows: rows.delete()])
def test_log_cannot_be_changed_or_deleted(cast, actor_of, change):
    log_access(actor_of(cast.users["laila"], "coordinator"), Subject.STANDING, 5)
    with pytest.raises(ProgrammingError, match="Cannot update or delete"), transaction.atomic():
        change(AccessLog.objects.all())
    assert AccessLog.objects.get().object_id == 5


def test_retention_alone_may_pass(cast, actor_of):
    log_access(actor_of(cast.users["laila"], "coordinator"), Subject.STANDING, 5)
    assert forget_access_before(dt.date(2026, 3, 8), dry_run=True) == 1
    assert forget_access_before(dt.date(2026, 3, 7)) == 0
    assert forget_access_before(dt.date(2026, 3, 8)) == 1
    assert AccessLog.objects.count() == 0
