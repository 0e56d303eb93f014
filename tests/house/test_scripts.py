"""The commands in script/: what they say when something is in the way, and a demo that really starts and dies."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.request import urlopen

import pytest

from oev.launch import supervisor
from oev.launch.folder import DemoFolder, FolderError, Servers, default_folder, slug

TOP = Path(__file__).resolve().parents[2]
SCRIPTS = ["script/demo", "script/manage", "script/test", ".ci/run"]


@pytest.fixture
def listener():
    with closing(socket.create_server(("127.0.0.1", 0))) as server:
        yield server


@pytest.fixture
def demo_folder():
    """Makes folders and gives up their claims afterwards."""
    with ExitStack() as stack:

        def make(path):
            demo = DemoFolder(path)
            stack.callback(demo.release)
            return demo

        yield make


@pytest.fixture
def outside_free(monkeypatch):
    """As on a machine where no address of a database was set."""
    for name in ("DATABASE_URL", "REDIS_URL"):
        monkeypatch.delenv(name)


@pytest.mark.parametrize("script", SCRIPTS)
def test_script_can_be_run_and_is_sh(script):
    assert os.access(TOP / script, os.X_OK)
    assert (TOP / script).read_text().startswith("#!/bin/sh\n")
    subprocess.run(["sh", "-n", TOP / script], check=True)


def test_slug_tells_checkouts_of_one_name_apart():
    assert re.fullmatch(r"oev-plan-[0-9a-f]{8}", slug(Path("/home/lotte/OEV plan")))
    assert slug(Path("/a/oev")) != slug(Path("/b/oev"))
    assert slug(Path("/a/oev")) == slug(Path("/a/oev"))


def test_default_folder_survives_and_belongs_to_this_checkout(monkeypatch):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setenv("XDG_DATA_HOME", "/home/lotte/.data")
    assert default_folder() == Path("/home/lotte/.data/oev-demo") / slug(TOP)
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    assert default_folder() == Path("/var/lib/oev-demo") / slug(TOP)


def test_options_have_defaults_and_an_absolute_folder(monkeypatch, tmp_path):
    options = supervisor.parse([])
    assert (options.port, options.data, options.reset) == (8000, default_folder(), False)
    monkeypatch.chdir(tmp_path)
    options = supervisor.parse(["--port", "8001", "--data", "here", "--reset"])
    assert (options.port, options.data, options.reset) == (8001, tmp_path / "here", True)


@pytest.mark.parametrize("port", ["65536", "-1", "http"])
def test_options_refuse_what_is_no_port(port, capsys):
    with pytest.raises(SystemExit, match="2"):
        supervisor.parse([f"--port={port}"])
    assert f"{port} is geen poort" in capsys.readouterr().err


def test_port_in_use_is_one_sentence(listener, tmp_path, capsys):
    port = listener.getsockname()[1]
    command = [sys.executable, "-m", "oev.launch.supervisor", f"--port={port}", f"--data={tmp_path / 'data'}"]
    outcome = subprocess.run(command, cwd=TOP, capture_output=True, text=True)
    sentence = f"Poort {port} is al in gebruik: kies een andere met --port, bijvoorbeeld --port {port + 1}.\n"
    assert (outcome.returncode, outcome.stdout, outcome.stderr) == (1, "", sentence)
    assert not (tmp_path / "data").exists()


def test_port_that_is_free_is_ours_alone(listener):
    listener_port = listener.getsockname()[1]
    listener.close()
    with supervisor.bind(listener_port) as ours:
        ours.listen()
        with pytest.raises(supervisor.StartError, match="al in gebruik"):
            supervisor.bind(listener_port)


def test_folder_makes_keys_once_and_shows_them_to_nobody(tmp_path):
    demo = DemoFolder(tmp_path / "a" / "b")
    demo.prepare()
    before = (demo.path / "keys.json").read_text()
    demo.prepare()
    assert (demo.path / "keys.json").read_text() == before
    assert (demo.path / "keys.json").stat().st_mode & 0o777 == 0o600
    keys = json.loads(before)
    assert set(keys) == {"SECRET_KEY", "ENCRYPTION_KEYS"}
    assert len(keys["SECRET_KEY"]) >= 50


def test_folder_with_other_files_is_left_alone(tmp_path):
    (tmp_path / "thesis.odt").touch()
    with pytest.raises(FolderError, match="staan al andere bestanden"):
        DemoFolder(tmp_path).prepare()
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.odt"]


def test_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FolderError, match=r"^De map .*/file/data kan niet gebruikt worden: .*\.$"):
        DemoFolder(tmp_path / "file" / "data").prepare()


def test_folder_is_claimed_by_one_at_a_time(tmp_path, demo_folder):
    first, second = demo_folder(tmp_path), demo_folder(tmp_path)
    first.prepare()
    assert first.claim()
    assert not second.claim()
    with pytest.raises(supervisor.StartError, match="al in gebruik door een andere demo"):
        supervisor.take(second, reset=True)


@pytest.mark.usefixtures("outside_free")
def test_reset_throws_everything_away_but_the_claim(tmp_path, demo_folder):
    demo = demo_folder(tmp_path)
    supervisor.take(demo, reset=False)
    (tmp_path / "postgres").mkdir()
    (tmp_path / "postgres" / "PG_VERSION").touch()
    keys = (tmp_path / "keys.json").read_text()
    supervisor.take(demo, reset=True)
    assert not (tmp_path / "postgres").exists()
    assert (tmp_path / "keys.json").read_text() != keys
    assert not demo_folder(tmp_path).claim()
    demo.release()
    assert demo_folder(tmp_path).claim()


def test_reset_never_touches_a_database_of_somebody_else(tmp_path, monkeypatch, demo_folder):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/oev")
    with pytest.raises(supervisor.StartError, match="niet samen met DATABASE_URL"):
        supervisor.take(demo_folder(tmp_path), reset=True)


def test_environment_prefers_addresses_from_outside(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://elsewhere/oev")
    monkeypatch.setenv("REDIS_URL", "")
    monkeypatch.setenv("SECRET_KEY_FILE", "/run/secrets/production")
    demo = DemoFolder(tmp_path)
    demo.prepare()
    environment = demo.environment(Servers("postgres://ours/oev", "unix:///ours", 8003))
    assert environment["DATABASE_URL"] == "postgres://elsewhere/oev"
    assert environment["REDIS_URL"] == "unix:///ours"
    assert environment["SITE_URL"] == "http://127.0.0.1:8003"
    assert environment["OEV_DEMO"] == "1"
    assert "SECRET_KEY_FILE" not in environment
    assert environment["SECRET_KEY"] == json.loads((tmp_path / "keys.json").read_text())["SECRET_KEY"]


def test_servers_are_forgotten_but_the_port_is_not(tmp_path):
    demo = DemoFolder(tmp_path)
    demo.write_servers(Servers("postgres://ours/oev", "unix:///ours", 8003))
    assert DemoFolder(tmp_path).wait_for_servers(1) == Servers("postgres://ours/oev", "unix:///ours", 8003)
    demo.forget_servers()
    assert demo.servers() == Servers("", "", 8003)
    with pytest.raises(FolderError, match="antwoorden niet"):
        demo.wait_for_servers(0.2)


def test_manage_says_how_it_is_used(capsys):
    outcome = subprocess.run([sys.executable, "-m", "oev.launch.command"], cwd=TOP, capture_output=True, text=True)
    assert outcome.returncode == 2
    assert outcome.stderr.startswith("Gebruik: script/manage")


def processes_of(folder):
    """Programs that name this folder on their command line, or in the addresses they were given."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            seen = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if str(folder).encode() in seen and int(process.name) != os.getpid():
            found.append((process.name, seen.split(b"\0")[:6]))
    return found


def until(condition, seconds):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.1)
    return condition()


@pytest.mark.slow_start
@pytest.mark.usefixtures("outside_free")
def test_demo_starts_serves_and_leaves_nothing_behind_after_kill(tmp_path):
    data = tmp_path / "data"
    command = [TOP / "script/demo", "--port=0", f"--data={data}"]
    environment = {key: value for key, value in os.environ.items() if key not in {"SECRET_KEY", "ENCRYPTION_KEYS"}}
    with ExitStack() as stack:
        demo = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        stack.enter_context(demo)
        stack.callback(demo.kill)
        lines = []
        for line in demo.stdout:
            lines.append(line)
            if line.startswith("Ready: "):
                break
        assert re.fullmatch(r"Ready: http://127\.0\.0\.1:\d+/\n", lines[-1]), lines
        with urlopen(lines[-1].removeprefix("Ready: ").strip() + "health/live", timeout=10) as answer:
            assert answer.status == 200
        assert until(lambda: len(processes_of(data)) >= 7, 20)  # web 3, worker 2, beat 1, postgres, valkey
        demo.send_signal(signal.SIGKILL)
    assert until(lambda: processes_of(data) == [], 15), processes_of(data)
