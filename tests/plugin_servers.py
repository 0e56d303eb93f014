"""Pytest plugin: every test run has its own PostgreSQL and Valkey, started before the settings are read.

Declared with `-p tests.plugin_servers` in pyproject.toml. DATABASE_URL and REDIS_URL win, so that the same
tests run against real servers. Run pytest as `python -m pytest` from the top folder.
"""

import os

import pytest
from cryptography.fernet import Fernet

from oev.embedded import EmbeddedServers
from tests.migrated import make_migrated_database

_servers = None


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    """A wrapper runs before pytest-django's own hook, which reads the settings."""
    global _servers
    os.environ.setdefault("SECRET_KEY", "for-tests-alone-and-long-enough-for-every-check-0123456789")
    os.environ.setdefault("ENCRYPTION_KEYS", Fernet.generate_key().decode())
    if not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        _servers = EmbeddedServers(None, durable=False)
        _servers.start()
        os.environ.setdefault("DATABASE_URL", _servers.database_url)
        os.environ.setdefault("REDIS_URL", _servers.redis_url)
    return (yield)


def pytest_configure(config):
    """Our own database is migrated once per state of the code and then only filled in."""
    if _servers is not None and os.environ["DATABASE_URL"] == _servers.database_url:
        config.option.reuse_db = make_migrated_database(_servers)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure():
    if _servers is not None:
        _servers.stop()
