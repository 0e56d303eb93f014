"""No container engine is needed to build this project, so these tests hold docker-compose.yml together."""

import ast
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import yaml

from oev.embedded import INITDB_ARGS, POSTGRES_MAJOR, EmbeddedServers
from tests.migrated import database_url, make_migrated_database

TOP = Path(__file__).resolve().parents[2]
OURS = ["migrate", "web", "worker", "beat"]
# Read by settings.py for demo and development only; production must not set them.
NEVER_IN_PRODUCTION = {"OEV_DEMO", "DEBUG", "MAIL_FOLDER"}


@pytest.fixture(scope="module")
def compose():
    return yaml.safe_load((TOP / "docker-compose.yml").read_text())


def variables_read_by_settings():
    """Names that settings.py reads, each secret by its NAME_FILE."""
    names = set()
    for node in ast.walk(ast.parse((TOP / "oev/settings.py").read_text())):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id.startswith("env"):
            [first, *_] = node.args
            if isinstance(first, ast.Constant):
                names.add(f"{first.value}_FILE" if node.func.id == "env_secret" else first.value)
    return names


def test_settings_read_the_environment_through_their_helpers_alone():
    source = (TOP / "oev/settings.py").read_text()
    tree = ast.parse(source)
    helpers = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("env")]
    inside = sum(ast.get_source_segment(source, helper).count("os.environ") for helper in helpers)
    assert inside == source.count("os.environ")


@pytest.mark.parametrize("service", OURS)
def test_compose_sets_exactly_what_settings_read(compose, service):
    assert set(compose["services"][service]["environment"]) == variables_read_by_settings() - NEVER_IN_PRODUCTION


@pytest.mark.parametrize("service", OURS)
def test_compose_hands_over_every_secret_file_it_names(compose, service):
    values = compose["services"][service]["environment"].values()
    named = {value.removeprefix("/run/secrets/") for value in values if value.startswith("/run/secrets/")}
    assert set(compose["services"][service]["secrets"]) == named == set(compose["secrets"])


def test_compose_has_the_postgres_of_the_tests(compose):
    database = compose["services"]["database"]
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        running = connection.info.server_version // 10_000
    assert database["image"].split(":")[1].split("-")[0] == str(running) == str(POSTGRES_MAJOR)
    assert database["environment"]["POSTGRES_INITDB_ARGS"].split() == list(INITDB_ARGS)
    assert database["volumes"] == ["database:/var/lib/postgresql"]


def test_compose_opens_no_port_but_those_of_caddy(compose):
    assert {name for name, service in compose["services"].items() if "ports" in service} == {"caddy"}
    reachable = {name for name, service in compose["services"].items() if "outside" in service["networks"]}
    assert reachable == {"caddy", "worker"}
    assert compose["networks"]["inside"] == {"internal": True}


def test_compose_runs_beat_once_and_lets_web_and_worker_scale(compose):
    services = compose["services"]
    assert services["beat"]["deploy"] == {"replicas": 1}
    assert not any("container_name" in service for service in services.values())
    timetables = [name for name, service in services.items() if "beat" in service.get("command", [])]
    assert timetables == ["beat"]
    assert "-B" not in services["worker"]["command"]


def test_compose_checks_the_health_of_everything_that_stays(compose):
    staying = {name for name, service in compose["services"].items() if service["restart"] != "no"}
    assert {name for name, service in compose["services"].items() if "healthcheck" in service} == staying


def test_compose_keeps_what_must_survive(compose):
    volumes = [volume for service in compose["services"].values() for volume in service.get("volumes", [])]
    named = {volume.split(":")[0] for volume in volumes if not volume.startswith(".")}
    assert named == set(compose["volumes"])
    assert {"--appendonly", "noeviction"} < set(compose["services"]["redis"]["command"])


@pytest.fixture(scope="module")
def image(tmp_path_factory):
    """What the image holds: files that .dockerignore lets through, and the Dockerfile's own build step."""
    folder = tmp_path_factory.mktemp("image")
    rules = [line for line in (TOP / ".dockerignore").read_text().splitlines() if not line.startswith("#")]
    for name in [rule[1:] for rule in rules if rule.startswith("!")]:
        if (TOP / name).is_dir():
            shutil.copytree(TOP / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (folder / name).parent.mkdir(exist_ok=True)
            shutil.copy(TOP / name, folder / name)
    for name in [rule for rule in rules if not rule.startswith(("!", "*"))]:
        shutil.rmtree(folder / name) if (folder / name).is_dir() else (folder / name).unlink()
    [build] = [line for line in (TOP / "Dockerfile").read_text().splitlines() if "collectstatic" in line]
    script = build.removeprefix("RUN ").replace("python ", f"{shlex.quote(sys.executable)} ")
    subprocess.run(["sh", "-ec", script], cwd=folder, env={"PATH": os.environ["PATH"]}, check=True)
    return folder


def test_image_builds_its_static_files_under_hashed_names(image):
    assert (image / "staticfiles/staticfiles.json").exists()


def test_image_migrates_and_loads_with_what_is_in_it(image, compose):
    environment = {"PATH": os.environ["PATH"], "SECRET_KEY": "s" * 60, "SITE_URL": "https://oev.example"}
    environment["ENCRYPTION_KEYS"] = os.environ["ENCRYPTION_KEYS"]
    [_, _, command] = compose["services"]["migrate"]["command"]
    command = command.replace("python ", f"{shlex.quote(sys.executable)} ")
    with EmbeddedServers(None, durable=False) as servers:
        assert make_migrated_database(servers)
        environment |= {"DATABASE_URL": database_url(servers), "REDIS_URL": servers.redis_url}
        subprocess.run(["sh", "-ec", command], cwd=image, env=environment, check=True)
