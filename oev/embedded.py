"""PostgreSQL 18 and Valkey out of wheels, for demo, development and tests only; production never comes here.

Both listen on a unix socket in a private folder and on nothing else, and stop when the process that started
them is gone. With a data folder what was written stays there; without one everything is thrown away.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg
import redis

from oev.launch.binaries import POSTGRES_MAJOR, EmbeddedError, postgres_program, valkey_program
from oev.launch.processes import (
    NOBODY,
    PATIENCE,
    alive,
    forget_reused_number,
    make_private,
    spawn,
    tail,
    wait_for_predecessor,
)

__all__ = ["POSTGRES_MAJOR", "EmbeddedError", "EmbeddedServers", "postgres_program"]

DATABASE = ROLE = "oev"
# The rules of order and case are PostgreSQL's own, so that they are the same here and in production.
INITDB_ARGS = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
_PREFIX = "oev-servers-"
_VOLATILE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedServers:
    """One PostgreSQL and one Valkey of our own; start from a thread that stays as long as they must.

    `data_dir` None puts everything in a folder that is removed by `stop()`. `durable` False trades safety
    against power cuts for speed and is meant for tests.
    """

    def __init__(self, data_dir: Path | None, durable: bool) -> None:
        self._data_dir = data_dir
        self._durable = durable
        self._sockets: Path | None = None
        self._running: dict[str, tuple[subprocess.Popen[bytes], int]] = {}

    @property
    def socket_dir(self) -> Path:
        """The private folder with the sockets (short enough for the limit of 107 bytes)."""
        if self._sockets is None:
            raise EmbeddedError("De servers zijn nog niet gestart.")
        return self._sockets

    @property
    def database_url(self) -> str:
        """URL in the form of libpq, the folder of the socket as percent-encoded host."""
        return f"postgresql://{ROLE}@{quote(str(self.socket_dir), safe='')}/{DATABASE}"

    @property
    def redis_url(self) -> str:
        """`unix://…`, as the cache wants it."""
        return f"unix://{self.socket_dir}/valkey.sock"

    @property
    def broker_url(self) -> str:
        """`redis+socket://…`, as Celery wants it."""
        return f"redis+socket://{self.socket_dir}/valkey.sock"

    def start(self) -> None:
        """Start both and wait until they answer; otherwise raise EmbeddedError and leave nothing running."""
        sweep_remains()
        self._sockets = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_short_tmp()))
        try:
            if os.geteuid() == 0:
                os.chown(self._sockets, NOBODY, NOBODY)
            self._start_postgres()
            self._start_valkey()
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop both, Valkey first; whoever does not listen is killed after ten seconds."""
        for process, sign in reversed(self._running.values()):
            process.send_signal(sign)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()
        if self._sockets is not None:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = None

    def keep_running(self) -> None:
        """Start again, on the same socket, whichever of the two is gone although nobody called `stop()`."""
        for name, start in (("postgres", self._start_postgres), ("valkey", self._start_valkey)):
            if self._running[name][0].poll() is not None:
                time.sleep(1)  # the children of a PostgreSQL that was killed need a moment to notice
                start()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _folder(self, name: str) -> Path:
        return (self._data_dir.absolute() if self._data_dir else self.socket_dir) / name

    def _start_postgres(self) -> None:
        data = self._folder("postgres")
        make_private(data, for_nobody=True)
        wait_for_predecessor(data / "postmaster.pid", data)
        forget_reused_number(data / "postmaster.pid")
        if not (data / "PG_VERSION").exists():
            self._initialise(data)
        settings = ["listen_addresses=", f"unix_socket_directories={self.socket_dir}", "max_connections=60"]
        settings += [] if self._durable else _VOLATILE
        command = [str(postgres_program("postgres")), "-D", str(data)]
        command += [part for setting in settings for part in ("-c", setting)]
        # SIGINT is a fast shutdown with a checkpoint; what will be thrown away may stop at once.
        sign = signal.SIGINT if self._durable else signal.SIGQUIT
        log = data / "server.log"
        self._running["postgres"] = (spawn(command, data, log, sign, as_nobody=True), sign)
        self._wait_until("postgres", log, self._make_database)

    def _initialise(self, data: Path) -> None:
        """Make the cluster beside its place and move it there, so that half a cluster never stays behind."""
        fresh = data / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        speed = [] if self._durable else ["--no-sync"]
        command = [str(postgres_program("initdb")), "-D", str(fresh), "-U", ROLE, "--auth=trust"]
        log = self.socket_dir / "initdb.log"
        if spawn([*command, *INITDB_ARGS, *speed], data, log, signal.SIGKILL, as_nobody=True).wait() != 0:
            raise EmbeddedError(f"De databank kon niet aangemaakt worden.\n{tail(log)}")
        for path in sorted(fresh.iterdir(), key=lambda path: path.name == "PG_VERSION"):
            path.rename(data / path.name)
        fresh.rmdir()

    def _make_database(self) -> None:
        host = str(self.socket_dir)
        with psycopg.connect(host=host, user=ROLE, dbname="postgres", autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _start_valkey(self) -> None:
        data = self._folder("valkey")
        make_private(data, for_nobody=False)
        wait_for_predecessor(data / "valkey.pid", data)
        socket = self.socket_dir / "valkey.sock"
        options = {
            "port": "0",
            "unixsocket": str(socket),
            "unixsocketperm": "700",
            "dir": str(data),
            "pidfile": str(data / "valkey.pid"),
            "appendonly": "yes" if self._durable else "no",
            "save": "",
            "maxmemory-policy": "noeviction",
            "loglevel": "warning",
        }
        command = [
            str(valkey_program()),
            *(part for name in options for part in (f"--{name}", options[name])),
        ]
        log = data / "server.log"
        self._running["valkey"] = (spawn(command, data, log, signal.SIGTERM, as_nobody=False), signal.SIGTERM)

        def answers() -> None:
            with redis.Redis(unix_socket_path=str(socket)) as client:
                client.ping()

        self._wait_until("valkey", log, answers)

    def _wait_until(self, name: str, log: Path, answers: Callable[[], None]) -> None:
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                return answers()
            except (psycopg.OperationalError, redis.ConnectionError) as error:
                if self._running[name][0].poll() is not None or time.monotonic() > deadline:
                    raise EmbeddedError(f"{name} is niet gestart.\n{tail(log)}") from error
                time.sleep(0.03)


def sweep_remains() -> None:
    """Remove folders of servers whose starter was killed before it could clean up."""
    for folder in _short_tmp().glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not alive(int(owner)):
            wait_for_predecessor(folder / "postgres" / "postmaster.pid", folder / "postgres")
            shutil.rmtree(folder, ignore_errors=True)


def _short_tmp() -> Path:
    """`/tmp` where it exists: a longer TMPDIR would break the limit on the length of a socket's name."""
    return Path("/tmp") if Path("/tmp").is_dir() else Path(tempfile.gettempdir())  # noqa: S108
