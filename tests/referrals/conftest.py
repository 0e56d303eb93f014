"""People who act, for the tests of this folder."""

import pytest


@pytest.fixture
def laila(cast, actor_of):
    """Laila as coordinator."""
    return actor_of(cast.users["laila"], "coordinator")


@pytest.fixture
def els(cast):
    """The volunteer Els."""
    return cast.volunteers["els"]


@pytest.fixture
def mia(cast):
    """The volunteer Mia."""
    return cast.volunteers["mia"]
