"""People of the cast in their hats, and what the signal of standing said."""

import pytest

from volunteers.signals import standing_changed


@pytest.fixture
def els(cast):
    return cast.volunteers["els"]


@pytest.fixture
def who(cast, actor_of):
    """An actor by name: 'els' herself, 'jan' another volunteer, 'laila', 'victor', 'bruno', 'bea', 'nora'."""
    hats = {
        "laila": "coordinator",
        "dora": "coordinator",
        "victor": "representative",
        "bruno": "board",
        "bea": "admin",
        "nora": "professional",
    }
    return lambda name: actor_of(cast.users[name], hats.get(name, "volunteer"))


@pytest.fixture
def heard():
    """What the signal said: (before, after, on)."""
    said = []

    def listen(sender, volunteer, before, after, on, **kwargs):
        said.append((before, after, on))

    standing_changed.connect(listen)
    yield said
    standing_changed.disconnect(listen)


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.laila, "coordinator")


@pytest.fixture
def victor(cast, actor_of):
    return actor_of(cast.victor, "representative")
