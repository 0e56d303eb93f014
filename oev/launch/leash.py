"""Nothing outlives its parent: a process on a leash dies when the one that started it dies, however it dies.

`python -m oev.launch.leash MODULE ARGUMENTS…` runs a module with its own children on the leash too, so that
killing the supervisor of the demo with kill -9 takes the workers of gunicorn and Celery along. Linux keeps
the leash (PR_SET_PDEATHSIG); elsewhere this does nothing. The parent is the thread that starts the process,
so start from a thread that stays.
"""

import ctypes
import os
import runpy
import signal
import sys
from collections.abc import Callable

_PR_SET_PDEATHSIG = 1


def die_with_parent(sign: int = signal.SIGKILL) -> None:
    """Ask the kernel to send this process a signal when its parent is gone; asks again after each exec."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, int(sign), 0, 0, 0)


def leash(sign: int) -> Callable[[], None]:
    """A `preexec_fn` for a child of this process; covers a parent that died before the child began."""
    parent = os.getpid()

    def hold() -> None:
        die_with_parent(sign)
        if os.getppid() != parent:
            os._exit(1)

    return hold


def main() -> None:
    """Run the module named first on the command line; every fork of it gets the leash."""
    os.register_at_fork(after_in_child=die_with_parent)
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
