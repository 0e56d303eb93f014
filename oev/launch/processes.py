"""Start a server as its own small user, on the leash, and know whether an earlier one is still at work."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from oev.launch.binaries import EmbeddedError
from oev.launch.leash import leash

NOBODY = 65534
PATIENCE = 60.0


def spawn(command: list[str], folder: Path, log: Path, sign: int, *, as_nobody: bool) -> subprocess.Popen[bytes]:
    """A child on the leash (`sign` reaches it when this process is gone) that works in `folder`.

    It gets a session of its own, so that Ctrl-C reaches only whoever started it. As root with `as_nobody`
    it runs without rights.
    """
    identity: dict[str, Any] = {}
    if as_nobody and os.geteuid() == 0:
        if _others_may_enter(folder):
            identity = {"user": NOBODY, "group": NOBODY, "extra_groups": []}
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
            **identity,
        )


def make_private(folder: Path, *, for_nobody: bool) -> None:
    """Make a folder that only its owner may enter; as root it can be given to nobody."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.geteuid() == 0:
        owner = NOBODY if for_nobody else 0
        os.chown(folder, owner, owner)


def wait_for_predecessor(pidfile: Path, folder: Path) -> None:
    """Wait until the server that an earlier starter left on this folder has finished stopping."""
    deadline = time.monotonic() + PATIENCE
    while _serves(pidfile, folder):
        if time.monotonic() > deadline:
            raise EmbeddedError(f"Op {folder} draait nog een andere server.")
        time.sleep(0.1)


def forget_reused_number(pidfile: Path) -> None:
    """After `wait_for_predecessor`: whoever has the number now is another program, and must not stop us.

    A file of a process that is gone stays: PostgreSQL itself reads in it whether a child is still at work.
    """
    try:
        if alive(int(pidfile.read_text().split()[0])):
            pidfile.unlink()
    except (OSError, ValueError, IndexError):
        pass


def alive(pid: int) -> bool:
    """Is there a process with this number, ours or not?"""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def tail(log: Path, lines: int = 15) -> str:
    """The end of a log, for a message."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:]) if log.exists() else ""


def _serves(pidfile: Path, folder: Path) -> bool:
    """Does the process in this file still work in this folder? A number that was given out again does not."""
    try:
        pid = int(pidfile.read_text().split()[0])
        if sys.platform != "linux":
            return alive(pid)
        return alive(pid) and Path(f"/proc/{pid}/cwd").resolve() == folder.resolve()
    except (OSError, ValueError, IndexError):
        return False


def _others_may_enter(folder: Path) -> bool:
    """Can somebody without rights walk down to this folder (its own mode aside)?"""
    return all(parent.stat().st_mode & 0o001 for parent in folder.absolute().parents)


def _through_closed_folders(command: list[str], sign: int) -> list[str]:
    """Run as nobody, yet able to walk through folders that only root may enter (one capability)."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise EmbeddedError("PostgreSQL cannot reach this folder as nobody: choose one that everybody can enter.")
    capability = "+dac_read_search"
    identity = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
    rights = [f"--inh-caps={capability}", f"--ambient-caps={capability}"]
    return [setpriv, *identity, *rights, f"--pdeathsig={signal.Signals(sign).name}", *command]
