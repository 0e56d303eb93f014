"""One world for all tests of a file: built once, and nothing of it stays."""

import pytest
import time_machine
from django.db import transaction

from tests.conftest import SATURDAY


@pytest.fixture(scope="module")
def walker(django_db_setup, django_db_blocker):
    """Everybody's session in a world with content, in one transaction that is rolled back after the file."""
    from tests.house.walk import Walker
    from tests.house.world import build_world

    with time_machine.travel(SATURDAY, tick=False), django_db_blocker.unblock(), transaction.atomic():
        yield Walker(build_world())
        transaction.set_rollback(True)
