"""A throw-away house: its own database, its own web server, gone afterwards; the house in use is never touched."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from signal import SIGKILL
from urllib.parse import urlsplit, urlunsplit

import psycopg
from cryptography.fernet import Fernet

from oev.embedded import EmbeddedServers
from oev.launch.leash import leash

TOP = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
PATIENCE = 60
LEFT_OUT = {"OEV_DEMO", "DEBUG", "SITE_URL", "ALLOWED_HOSTS", "DJANGO_SETTINGS_MODULE", "STATIC_ROOT"}


@contextmanager
def throw_away_house(template: str = "") -> Iterator[dict[str, str]]:
    """Environment of a migrated, empty house on servers of its own, or in a new database where DATABASE_URL points.

    `template`: a migrated, empty database on that server to copy, which saves the migrations; nobody may be using it.
    Raises subprocess.CalledProcessError when the migrations fail.
    """
    with _servers(template or "template0") as urls:
        environment = {name: value for name, value in os.environ.items() if name not in LEFT_OUT} | urls
        environment |= {"DJANGO_SETTINGS_MODULE": "benchmarks.settings", "SITE_URL": f"http://{HOST}"}
        environment |= {"SECRET_KEY": secrets.token_urlsafe(60), "ENCRYPTION_KEYS": Fernet.generate_key().decode()}
        if not template:
            run(["manage.py", "migrate", "--verbosity=0", "--noinput"], environment)
        yield environment


def run(command: list[str], environment: dict[str, str]) -> None:
    """Run one of our own commands to its end; a failure is an exception."""
    subprocess.run([sys.executable, *command], cwd=TOP, env=environment, check=True, preexec_fn=leash(SIGKILL))


@contextmanager
def _servers(template: str) -> Iterator[dict[str, str]]:
    given, redis = os.environ.get("DATABASE_URL"), os.environ.get("REDIS_URL")
    if given and redis:
        with _new_database(given, template) as url:
            yield {"DATABASE_URL": url, "REDIS_URL": redis}
    else:
        with EmbeddedServers(None, durable=False) as servers:
            yield {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url}


@contextmanager
def _new_database(given: str, template: str) -> Iterator[str]:
    name = f"bench_{os.getpid()}_{secrets.token_hex(3)}"
    server = urlunsplit(urlsplit(given)._replace(path="/postgres"))
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}".encode())
        try:
            yield urlunsplit(urlsplit(given)._replace(path=f"/{name}"))
        finally:
            connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)".encode())


@contextmanager
def web_server() -> Iterator[tuple["subprocess.Popen[bytes]", int]]:
    """Gunicorn as in production, two workers on loopback, with its port; the environment is that of this process."""
    with socket.socket() as listener:
        listener.bind((HOST, 0))
        listener.listen()
        port = listener.getsockname()[1]
        options = "--worker-class gthread --workers 2 --threads 4 --keep-alive 75 --log-level warning"
        command = ["gunicorn", "--bind", f"fd://{listener.fileno()}", *options.split(), "--no-control-socket"]
        process = subprocess.Popen(
            [sys.executable, "-m", "oev.launch.leash", *command, "oev.wsgi:application"],
            cwd=TOP, pass_fds=(listener.fileno(),), preexec_fn=leash(SIGKILL),  # noqa: PLW1509
        )  # fmt: skip
    try:
        _wait_until_live(process, port)
        yield process, port
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait_until_live(process: "subprocess.Popen[bytes]", port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        connection = HTTPConnection(HOST, port, timeout=PATIENCE)
        try:
            connection.request("GET", "/health/live")
            if connection.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            connection.close()
    raise RuntimeError("The web server of the benchmark did not start.")


def memory_of(process: "subprocess.Popen[bytes]") -> list[int]:
    """Peak resident memory in kB of each worker of a web server; empty where the kernel does not tell."""
    peaks = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            words = dict(line.split(":", 1) for line in status.read_text().splitlines())
        except (OSError, ValueError):
            continue
        if words.get("PPid", "").strip() == str(process.pid) and "VmHWM" in words:
            peaks.append(int(words["VmHWM"].split()[0]))
    return sorted(peaks)
