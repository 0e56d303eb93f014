"""The programs a demo consists of: started, started again when one falls over, stopped together."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from oev.launch.folder import CHECKOUT
from oev.launch.leash import leash
from oev.launch.processes import tail

_RESTARTS = 5
_GRACE = 10.0


@dataclass(frozen=True, slots=True)
class Program:
    """A Python module with its arguments; the first word is the module."""

    name: str
    command: list[str]
    sockets: tuple[int, ...] = ()


class Programs:
    """Runs programs with one environment; each writes to a log of its own, new at each start of the demo."""

    def __init__(self, environment: dict[str, str], logs: Path) -> None:
        self.reason = ""
        self._environment = environment
        self._logs = logs
        self._running: dict[str, tuple[Program, subprocess.Popen[bytes]]] = {}
        self._restarts: Counter[str] = Counter()

    def start(self, program: Program) -> None:
        """Start one; it and whatever it forks dies with this process."""
        log = self._logs / f"{program.name}.log"
        with log.open("ab" if self._restarts[program.name] else "wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "oev.launch.leash", *program.command],
                cwd=CHECKOUT,
                env=self._environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                pass_fds=program.sockets,
                start_new_session=True,
                preexec_fn=leash(signal.SIGKILL),  # noqa: PLW1509 - this process has no threads
            )
        self._running[program.name] = (program, process)

    def keep_running(self) -> bool:
        """Start again whatever fell over; False, with a `reason`, when one keeps falling."""
        for program, process in list(self._running.values()):
            if process.poll() is None:
                continue
            self._restarts[program.name] += 1
            if self._restarts[program.name] > _RESTARTS:
                self.reason = f"{program.name} valt steeds om.\n{tail(self._logs / f'{program.name}.log')}"
                return False
            self.start(program)
        return True

    def stop(self) -> None:
        """Ask all to finish and kill, with all they started, what is still there after ten seconds."""
        processes = [process for _, process in self._running.values()]
        for process in processes:
            process.terminate()
        deadline = time.monotonic() + _GRACE
        for process in processes:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self._running.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()


def run_once(command: list[str], environment: dict[str, str]) -> int:
    """Run one command to its end, on the leash, its words on our own output; returns its exit code."""
    return subprocess.run(
        [sys.executable, *command],
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        check=False,
        start_new_session=True,
        preexec_fn=leash(signal.SIGKILL),
    ).returncode
