"""A migrated, empty database in a second: what `migrate` made is kept as SQL, one file per state of the code.

Only for the embedded servers, whose databases are thrown away; against real ones Django migrates as always.
"""

import hashlib
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg

from oev.embedded import DATABASE, ROLE, EmbeddedServers, postgres_program

TOP = Path(__file__).resolve().parents[1]
NAME = f"test_{DATABASE}"


def make_migrated_database(servers: EmbeddedServers) -> bool:
    """Put the test database in place; False when the migrations fail: then Django says what is wrong."""
    kept = Path(sys.prefix) / f"migrated-{_state_of_the_code()}.sql"
    _create(servers)
    if kept.exists():
        _client(servers, "psql", "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1", f"--file={kept}")
        return True
    environment = os.environ | {"DATABASE_URL": database_url(servers)}
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0", "--noinput"]
    if subprocess.run(command, cwd=TOP, env=environment, capture_output=True).returncode:
        _create(servers)
        return False
    fresh = kept.with_suffix(f".{os.getpid()}")
    _client(servers, "pg_dump", "--no-owner", f"--file={fresh}")
    fresh.rename(kept)
    for old in kept.parent.glob("migrated-*.sql"):
        if old.stat().st_mtime < time.time() - 86_400:
            old.unlink(missing_ok=True)
    return True


def copy_migrated_database(url: str, worker: str) -> bool:
    """A copy of the migrated database for one process of pytest-xdist, under the name that pytest-django expects."""
    name = f"{NAME}_{worker}"
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {NAME}")
    return True


def database_url(servers: EmbeddedServers) -> str:
    """Address of the test database."""
    return servers.database_url.removesuffix(DATABASE) + NAME


def _state_of_the_code() -> str:
    """Changes with every migration of ours and every version of a package."""
    digest = hashlib.sha256()
    for path in [TOP / "requirements/dev.txt", *sorted(TOP.glob("*/**/migrations/*.py"))]:
        digest.update(str(path.relative_to(TOP)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _create(servers: EmbeddedServers) -> None:
    with psycopg.connect(servers.database_url, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {NAME}")
        connection.execute(f"CREATE DATABASE {NAME}")


def _client(servers: EmbeddedServers, program: str, *options: str) -> None:
    command = [
        postgres_program(program),
        f"--host={servers.socket_dir}",
        f"--username={ROLE}",
        *options,
        NAME,
    ]
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
