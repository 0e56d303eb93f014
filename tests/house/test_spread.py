"""A run that is spread over processes: each has its own database and cache on the same servers."""

import pytest

from tests.plugin_servers import numbered


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("unix:///run/valkey.sock", "unix:///run/valkey.sock?db=2"),
        ("unix:///run/valkey.sock?db=7", "unix:///run/valkey.sock?db=2"),
        ("redis://127.0.0.1:6379/0", "redis://127.0.0.1:6379/2"),
    ],
)
def test_each_process_has_a_numbered_cache(url, address):
    assert numbered(url, 2) == address
