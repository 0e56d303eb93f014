"""The servers out of wheels: on sockets alone, durable when asked, back after a fall, gone with their starter."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
import redis

from oev.embedded import POSTGRES_MAJOR, EmbeddedError, EmbeddedServers
from oev.launch.processes import forget_reused_number

TOP = Path(__file__).resolve().parents[2]


def ask(servers, question):
    with psycopg.connect(servers.database_url, autocommit=True) as connection:
        return connection.execute(question).fetchone()[0]


@pytest.fixture(scope="module")
def servers():
    with EmbeddedServers(None, durable=False) as running:
        yield running


def test_servers_listen_on_a_private_socket_alone(servers):
    assert ask(servers, "SELECT current_setting('listen_addresses')") == ""
    host = unquote(urlsplit(servers.database_url).hostname)
    assert host == str(servers.socket_dir)
    assert servers.socket_dir.stat().st_mode & 0o077 == 0
    with redis.Redis.from_url(servers.redis_url) as client:
        assert client.config_get("port") == {"port": "0"}
        assert client.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}


def test_servers_compare_and_fold_as_in_production(servers):
    assert ask(
        servers, "SELECT datlocprovider::text || datlocale FROM pg_database WHERE datname = current_database()"
    ) == ("bC.UTF-8")
    assert ask(servers, "SELECT lower('ÉLISE')") == "élise"
    assert ask(servers, "SELECT current_setting('server_version_num')::int / 10000") == POSTGRES_MAJOR


def test_servers_of_two_runs_do_not_meet(servers):
    with EmbeddedServers(None, durable=False) as others:
        assert others.database_url != servers.database_url
        with psycopg.connect(others.database_url) as connection:
            connection.execute("CREATE TABLE only_here (id int)")
        assert ask(servers, "SELECT to_regclass('only_here')") is None


def test_servers_that_were_not_started_have_no_address():
    with pytest.raises(EmbeddedError, match="nog niet gestart"):
        _ = EmbeddedServers(None, durable=False).database_url


def test_durable_servers_keep_what_was_written_and_come_back_after_a_fall(tmp_path):
    with EmbeddedServers(tmp_path, durable=True) as servers:
        assert ask(servers, "SELECT current_setting('fsync') || current_setting('full_page_writes')") == "onon"
        with psycopg.connect(servers.database_url) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS seven")
        with redis.Redis.from_url(servers.redis_url) as client:
            client.set("kept", "yes")
        for name in ("postgres/postmaster.pid", "valkey/valkey.pid"):
            os.kill(int((tmp_path / name).read_text().split()[0]), signal.SIGKILL)
        time.sleep(0.5)
        servers.keep_running()
        assert ask(servers, "SELECT seven FROM kept") == 7
    with EmbeddedServers(tmp_path, durable=True) as servers:
        assert ask(servers, "SELECT seven FROM kept") == 7
        with redis.Redis.from_url(servers.redis_url) as client:
            assert client.get("kept") == b"yes"


def test_servers_die_with_their_starter_and_the_next_one_cleans_up():
    code = (
        "import time; from oev.embedded import EmbeddedServers; s = EmbeddedServers(None, durable=False); s.start();"
        "print(s.socket_dir, flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=TOP, stdout=subprocess.PIPE, text=True) as starter:
        folder = Path(starter.stdout.readline().strip())
        postmaster = int((folder / "postgres/postmaster.pid").read_text().split()[0])
        starter.kill()
    deadline = time.monotonic() + 10
    while Path(f"/proc/{postmaster}").exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not Path(f"/proc/{postmaster}").exists()
    with EmbeddedServers(None, durable=False):
        assert not folder.exists()


def test_number_that_was_given_out_again_is_forgotten_and_that_of_the_dead_is_not(tmp_path):
    pidfile = tmp_path / "postmaster.pid"
    pidfile.write_text(f"{os.getpid()}\n")
    forget_reused_number(pidfile)
    assert not pidfile.exists()
    with subprocess.Popen(["true"]) as gone:
        pass
    pidfile.write_text(f"{gone.pid}\n")
    forget_reused_number(pidfile)
    assert pidfile.exists()
