"""`script/demo`: the whole application on this machine, with invented people, until Ctrl-C.

Every program is a child of this process and on its leash: whatever happens to it, nothing stays behind.
"""

import argparse
import errno
import signal
import socket
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import FrameType
from typing import NoReturn

from oev.embedded import EmbeddedError, EmbeddedServers
from oev.launch.folder import DemoFolder, FolderError, Servers, default_folder, uses_outside_servers
from oev.launch.processes import tail, wait_for_predecessor
from oev.launch.programs import Program, Programs, run_once

HOST = "127.0.0.1"
_STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class StartError(Exception):
    """Why the demo does not start, as a Dutch sentence for the person at the keyboard."""


class StopAsked(BaseException):
    """Ctrl-C, a closed terminal or a polite kill; not an error."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the demo; returns the exit code: 0 after Ctrl-C, 1 when it could not start or broke down."""
    options = parse(arguments)
    for sign in _STOPPING:
        if signal.getsignal(sign) is not signal.SIG_IGN or sign == signal.SIGINT:  # nohup stays nohup
            signal.signal(sign, _ask_to_stop)
    try:
        with ExitStack() as stack:
            return run(options, stack)
    except StopAsked:
        _say("Gestopt. Wat je invoerde, blijft bewaard.")
        return 0
    except (StartError, FolderError, EmbeddedError) as error:
        print(error, file=sys.stderr)
        return 1


def parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    """The options of `script/demo`; `data` is absolute."""
    parser = argparse.ArgumentParser(prog="script/demo", description="Start OEV met verzonnen mensen op deze computer.")
    parser.add_argument("--port", type=_port, default=8000, help="poort van de website (standaard 8000)")
    parser.add_argument(
        "--data",
        type=Path,
        metavar="MAP",
        default=default_folder(),
        help="map met de gegevens (standaard %(default)s)",
    )
    parser.add_argument("--reset", action="store_true", help="gooi de gegevens van de demo weg en begin opnieuw")
    options = parser.parse_args(arguments)
    options.data = options.data.absolute()
    return options


def run(options: argparse.Namespace, stack: ExitStack) -> int:
    """Start everything and watch over it; returns only when something broke down for good."""
    listener = stack.enter_context(bind(options.port))
    port = listener.getsockname()[1]
    folder = DemoFolder(options.data)
    stack.callback(folder.release)
    take(folder, reset=options.reset)
    _say("Databank starten …")
    embedded = None if uses_outside_servers() else stack.enter_context(EmbeddedServers(folder.path, durable=True))
    servers = servers_of(embedded, port)
    stack.callback(folder.forget_servers)
    folder.write_servers(servers)
    environment = folder.environment(servers)
    prepare(environment)
    programs = stack.enter_context(Programs(environment, folder.path / "log"))
    programs.start(web(listener))
    wait_until_live(port, programs, folder.path / "log" / "web.log")
    for program in background(folder.path):
        programs.start(program)
    _say(f"Ready: http://{HOST}:{port}/")
    while programs.keep_running():
        if embedded:
            embedded.keep_running()
        time.sleep(0.3)
    raise StartError(f"De demo is gestopt door een fout: {programs.reason}")


def bind(port: int) -> socket.socket:
    """Reserve the port before anything else is done; raises StartError when it is taken."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((HOST, port))
    except OSError as error:
        listener.close()
        if error.errno == errno.EADDRINUSE:
            why = f"Poort {port} is al in gebruik: kies een andere met --port, bijvoorbeeld --port {port + 1}."
        else:
            why = f"Poort {port} mag je niet gebruiken: kies een andere met --port, bijvoorbeeld --port 8000."
        raise StartError(why) from error
    return listener


def take(folder: DemoFolder, *, reset: bool) -> None:
    """Make the folder ours, empty if asked; raises StartError when another process uses it."""
    folder.prepare()
    if not folder.claim():
        raise StartError(f"De gegevens in {folder.path} zijn al in gebruik door een andere demo of opdracht.")
    if reset and uses_outside_servers():
        raise StartError("--reset werkt niet samen met DATABASE_URL: daar wordt nooit iets weggegooid.")
    for name, pidfile in (("postgres", "postmaster.pid"), ("valkey", "valkey.pid")):
        wait_for_predecessor(folder.path / name / pidfile, folder.path / name)
    if reset:
        folder.empty()
        folder.prepare()
    folder.forget_servers()


def servers_of(embedded: EmbeddedServers | None, port: int) -> Servers:
    """Addresses of our own PostgreSQL and Valkey; empty when both were given from outside."""
    return Servers(embedded.database_url, embedded.redis_url, port) if embedded else Servers("", "", port)


def prepare(environment: dict[str, str]) -> None:
    """Migrate, load what is missing and print who can sign in."""
    _say("Gegevens klaarzetten …")
    if run_once(["manage.py", "prepare_demo"], environment):
        raise StartError("De gegevens konden niet klaargezet worden; hierboven staat waarom.")


def web(listener: socket.socket) -> Program:
    """The web server on the socket that was reserved."""
    options = f"--bind fd://{listener.fileno()} --worker-class gthread --workers 2 --threads 4 --preload"
    command = ["gunicorn", *options.split(), "--no-control-socket", "oev.wsgi:application"]
    return Program("web", command, (listener.fileno(),))


def background(folder: Path) -> list[Program]:
    """Worker and beat, apart as in production."""
    schedule = str(folder / "beat" / "schedule")
    worker = "celery -A oev worker --concurrency 1 --without-gossip --without-mingle --loglevel INFO"
    beat = "celery -A oev beat --pidfile= --loglevel INFO --schedule"
    return [Program("worker", worker.split()), Program("beat", [*beat.split(), schedule])]


def wait_until_live(port: int, programs: Programs, log: Path, seconds: float = 60) -> None:
    """Wait until the web server answers."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and programs.keep_running():
        connection = HTTPConnection(HOST, port, timeout=10)
        try:
            connection.request("GET", "/health/live")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            pass
        finally:
            connection.close()
        time.sleep(0.05)
    raise StartError(f"De website antwoordt niet.\n{tail(log)}")


def _port(text: str) -> int:
    if not (text.isdigit() and int(text) <= 65535):
        raise argparse.ArgumentTypeError(f"{text} is geen poort tussen 1 en 65535")
    return int(text)


def _ask_to_stop(_sign: int, _frame: FrameType | None) -> NoReturn:
    """From here on deaf: a second Ctrl-C would leave half of it standing."""
    for sign in _STOPPING:
        signal.signal(sign, signal.SIG_IGN)
    raise StopAsked


def _say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
