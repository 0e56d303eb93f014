"""`script/manage COMMAND…`: run manage.py on the data of the demo, whether the demo is running or not."""

import signal
import subprocess
import sys
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from oev.embedded import EmbeddedError, EmbeddedServers
from oev.launch.folder import CHECKOUT, DemoFolder, FolderError, Servers, default_folder, uses_outside_servers
from oev.launch.leash import leash

_USAGE = "Gebruik: script/manage [--data MAP] OPDRACHT…, bijvoorbeeld script/manage help"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns its exit code, or 1 with a sentence when the servers cannot be reached."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    data = default_folder()
    if len(words) > 1 and words[0] == "--data":
        data, words = Path(words[1]), words[2:]
    if not words:
        print(_USAGE, file=sys.stderr)
        return 2
    try:
        with ExitStack() as stack:
            folder = DemoFolder(data)
            stack.callback(folder.release)
            folder.prepare()
            return _run(words, folder.environment(_servers(folder, stack)))
    except (FolderError, EmbeddedError) as error:
        print(error, file=sys.stderr)
        return 1


def _servers(folder: DemoFolder, stack: ExitStack) -> Servers:
    """Those of the demo or another command when they run, otherwise our own for as long as we need them."""
    before = folder.servers()
    port = before.port if before else 8000
    if uses_outside_servers():
        return Servers("", "", port)
    folder.borrow()
    if not folder.claim():
        return folder.wait_for_servers()
    folder.forget_servers()
    embedded = stack.enter_context(EmbeddedServers(folder.path, durable=True))
    servers = Servers(embedded.database_url, embedded.redis_url, port)
    folder.write_servers(servers)
    # Last in, first out: wait for who borrows them, forget the addresses, stop the servers.
    stack.callback(folder.forget_servers)
    stack.callback(folder.wait_for_borrowers)
    return servers


def _run(words: list[str], environment: dict[str, str]) -> int:
    """The command has the keyboard: Ctrl-C is for it, and we wait to stop the servers after it."""
    hold = leash(signal.SIGTERM)

    def listen_to_keyboard() -> None:
        signal.signal(signal.SIGINT, signal.default_int_handler)
        hold()

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    command = [sys.executable, str(CHECKOUT / "manage.py"), *words]
    with subprocess.Popen(command, env=environment, preexec_fn=listen_to_keyboard) as process:  # noqa: PLW1509
        code = process.wait()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
