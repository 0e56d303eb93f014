"""Pytest plugin: every test run has its own PostgreSQL and Valkey, started before the settings are read.

Declared with `-p tests.plugin_servers` in pyproject.toml. DATABASE_URL and REDIS_URL win, so that the same
tests run against real servers. Run pytest as `python -m pytest` from the top folder; `-n 2` spreads it over two
processes, each with a database and a numbered cache of its own on the same servers.
"""

import os

import pytest
from cryptography.fernet import Fernet

from oev.embedded import EmbeddedServers
from tests.migrated import copy_migrated_database, make_migrated_database

# Set by the process that started the servers, for those that pytest-xdist starts beside it.
OWN_SERVERS = "OEV_TEST_SERVERS"
_servers = None


def worker() -> str:
    """'gw0', 'gw1' … in a process of pytest-xdist; '' otherwise."""
    return os.environ.get("PYTEST_XDIST_WORKER", "")


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests():
    """A wrapper runs before pytest-django's own hook, which reads the settings."""
    global _servers
    os.environ.setdefault("SECRET_KEY", "for-tests-alone-and-long-enough-for-every-check-0123456789")
    os.environ.setdefault("ENCRYPTION_KEYS", Fernet.generate_key().decode())
    if worker():
        os.environ["REDIS_URL"] = numbered(os.environ["REDIS_URL"], int(worker().removeprefix("gw")) + 1)
    elif not (os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL")):
        _servers = EmbeddedServers(None, durable=False)
        _servers.start()
        os.environ.setdefault("DATABASE_URL", _servers.database_url)
        os.environ.setdefault("REDIS_URL", _servers.redis_url)
    return (yield)


def numbered(url: str, number: int) -> str:
    """The address of another numbered database of the same Redis."""
    if url.startswith("unix://") or "socket" in url.partition("://")[0]:
        return f"{url.partition('?')[0]}?db={number}"
    return f"{url.rpartition('/')[0]}/{number}"


def pytest_configure(config):
    """Our own database is migrated once per state of the code and then only filled in, or copied for each process."""
    if worker():
        if OWN_SERVERS in os.environ:
            config.option.reuse_db = copy_migrated_database(os.environ["DATABASE_URL"], worker())
    elif _servers is not None and os.environ["DATABASE_URL"] == _servers.database_url:
        config.option.reuse_db = make_migrated_database(_servers)
        if config.option.reuse_db:
            os.environ[OWN_SERVERS] = str(_servers.socket_dir)


@pytest.hookimpl(trylast=True)
def pytest_unconfigure():
    if _servers is not None:
        _servers.stop()
