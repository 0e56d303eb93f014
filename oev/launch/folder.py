"""The folder in which a demo keeps what must survive: data, keys and who is using it now."""

import fcntl
import hashlib
import json
import os
import re
import secrets
import shutil
import time
from base64 import urlsafe_b64encode
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

CHECKOUT = Path(__file__).resolve().parent.parent.parent
_MARK = "keys.json"
_LOCKS = {"lock", "users"}


class FolderError(Exception):
    """Why this folder cannot be used, as a Dutch sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Servers:
    """Where the servers of a folder can be reached, and the port of the web server that was used last."""

    database_url: str
    redis_url: str
    port: int


def slug(checkout: Path) -> str:
    """Name of a checkout's own folder: readable, and different for two checkouts with one name."""
    name = re.sub(r"[^a-z0-9]+", "-", checkout.name.lower()).strip("-") or "oev"
    return f"{name}-{hashlib.sha256(str(checkout).encode()).hexdigest()[:8]}"


def default_folder() -> Path:
    """A place that survives: for root under /var/lib, for others in their own data folder."""
    if os.geteuid() == 0:
        base = Path("/var/lib")
    else:
        base = Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")
    return base / "oev-demo" / slug(CHECKOUT)


class DemoFolder:
    """One demo's folder; at most one process starts servers on it (`claim`), others borrow them."""

    def __init__(self, path: Path) -> None:
        self.path = path.absolute()
        self._locks: dict[str, IO[str]] = {}

    def prepare(self) -> None:
        """Make the folder with its keys; raises FolderError when that cannot be done."""
        try:
            self.path.mkdir(mode=0o711, parents=True, exist_ok=True)
            if self.is_foreign():
                raise FolderError(f"In {self.path} staan al andere bestanden: kies een lege map met --data.")
            if not (self.path / _MARK).exists():
                keys = {
                    "SECRET_KEY": secrets.token_urlsafe(50),
                    "ENCRYPTION_KEYS": urlsafe_b64encode(secrets.token_bytes(32)).decode(),
                }
                self._write(_MARK, keys)
            for name in ("log", "mail", "beat"):
                (self.path / name).mkdir(mode=0o700, exist_ok=True)
        except OSError as error:
            raise FolderError(f"De map {self.path} kan niet gebruikt worden: {error.strerror}.") from error

    def is_foreign(self) -> bool:
        """Does the folder hold things that no demo put there? Nothing of it is ever removed then."""
        names = {path.name for path in self.path.iterdir()}
        return _MARK not in names and not names <= _LOCKS

    def empty(self) -> None:
        """Throw away everything but the locks; only for whoever has claimed the folder."""
        for path in self.path.iterdir():
            if path.name not in _LOCKS:
                shutil.rmtree(path) if path.is_dir() else path.unlink()

    def claim(self) -> bool:
        """Become the one that starts servers here, until `release`; False when another is."""
        return self._lock("lock", fcntl.LOCK_EX | fcntl.LOCK_NB)

    def borrow(self) -> None:
        """Ask whoever started the servers to wait for us before stopping them."""
        self._lock("users", fcntl.LOCK_SH)

    def wait_for_borrowers(self) -> None:
        """Before stopping: wait until nobody borrows the servers any more."""
        self._lock("users", fcntl.LOCK_EX)

    def release(self) -> None:
        """Give up every lock; the end of the process does so too, however it ends."""
        for handle in self._locks.values():
            handle.close()
        self._locks.clear()

    def write_servers(self, servers: Servers) -> None:
        """Tell others where the servers are."""
        self._write("servers.json", asdict(servers))

    def forget_servers(self) -> None:
        """The servers are going away; the port stays known, for the addresses in letters."""
        servers = self.servers()
        if servers:
            self._write("servers.json", asdict(Servers("", "", servers.port)))

    def servers(self) -> Servers | None:
        """What was told last; addresses are empty when no servers run."""
        try:
            return Servers(**json.loads((self.path / "servers.json").read_text()))
        except (FileNotFoundError, ValueError, TypeError):
            return None

    def wait_for_servers(self, seconds: float = 60) -> Servers:
        """The servers of somebody else who may still be starting them."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            servers = self.servers()
            if servers and servers.database_url:
                return servers
            time.sleep(0.1)
        raise FolderError(f"De servers op {self.path} antwoorden niet: stop de demo en probeer opnieuw.")

    def environment(self, servers: Servers) -> dict[str, str]:
        """Variables for every program of the demo; addresses that were set outside win over our servers."""
        keys: dict[str, str] = json.loads((self.path / _MARK).read_text())
        ours = {
            "DJANGO_SETTINGS_MODULE": "oev.settings",
            "OEV_DEMO": "1",
            "DEBUG": "",
            "SITE_URL": f"http://127.0.0.1:{servers.port}",
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "MAIL_FOLDER": str(self.path / "mail"),
            "PYTHONPATH": str(CHECKOUT),
            **keys,
        }
        outside = {key: value for key, value in os.environ.items() if value}
        for key in keys:
            outside.pop(f"{key}_FILE", None)
        return {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url, **outside, **ours}

    def _lock(self, name: str, how: int) -> bool:
        """Take a lock that lasts until `release`, or change one that was taken before."""
        handle = self._locks.get(name) or (self.path / name).open("w")
        try:
            fcntl.flock(handle, how)
        except BlockingIOError:
            handle.close()
            return False
        self._locks[name] = handle
        return True

    def _write(self, name: str, content: object) -> None:
        fresh = self.path / f"{name}.{os.getpid()}"
        fresh.touch(mode=0o600)
        fresh.write_text(json.dumps(content))
        fresh.replace(self.path / name)


def uses_outside_servers() -> bool:
    """Are both addresses set outside? Then no embedded server is started and nothing is ever thrown away."""
    return bool(os.environ.get("DATABASE_URL") and os.environ.get("REDIS_URL"))
