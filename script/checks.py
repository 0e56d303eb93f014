"""`script/test`: runs every check by name, says how long it took, and ends with what failed."""

import argparse
import os
import secrets
import subprocess
import sys
import time
from pathlib import Path

from browser import BrowserMissingError, find_browser, find_node
from cryptography.fernet import Fernet

from oev.embedded import EmbeddedServers

TOP = Path(__file__).resolve().parent.parent
CHECKS = {
    "lint": ["-m", "ruff", "check", "."],
    "layout": ["-m", "ruff", "format", "--check", "."],
    "templates": ["-m", "djlint", "--lint", "--quiet", "templates"],
    "types": ["-m", "mypy"],
    "import contracts": [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
}
CHECKS_WITH_DATABASE = {
    "migrations": ["manage.py", "makemigrations", "--check", "--dry-run"],
    "deployment": ["manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}
# An address in production, so that `check --deploy` judges what will really run.
PRODUCTION = {"SITE_URL": "https://oev.example", "EMAIL_HOST": "mail.example"}
# Long runs: the same tests over many more generated histories, and pages with ten thousand people.
LONG = {"OEV_HISTORIES": "20000", "OEV_LARGE_HOUSE": "1"}


def main() -> int:
    """Run what was asked for; returns 0 only when all of it is right."""
    options, for_pytest = parse(sys.argv[1:])
    environment = test_environment(long=options.long)
    results = [] if options.only_tests else run_checks(environment)
    if not options.only_checks:
        add_browser(environment)
        results.append(run("tests", pytest(for_pytest, coverage=options.coverage), environment))
    print(
        "\n" + "\n".join(f"{'ok    ' if good else 'FAILED'} {name:<24} {took:6.1f} s" for name, good, took in results)
    )
    return 0 if all(good for _, good, _ in results) else 1


def parse(arguments: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Our own options, and everything else for pytest."""
    parser = argparse.ArgumentParser(
        prog="script/test",
        description="Run every check and every test. Other arguments go to pytest: a path, -k, -m …",
        allow_abbrev=False,
    )
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--only-tests", action="store_true", help="pytest alone")
    choice.add_argument("--only-checks", action="store_true", help="everything but pytest")
    parser.add_argument("--coverage", action="store_true", help="say which branches no test walks")
    parser.add_argument("--long", action="store_true", help="many more histories, and ten thousand people (minutes)")
    return parser.parse_known_args(arguments)


def run_checks(environment: dict[str, str]) -> list[tuple[str, bool, float]]:
    """Everything that is not a test; the two that ask a database get one."""
    results = [run(name, [sys.executable, *command], environment) for name, command in CHECKS.items()]
    with EmbeddedServers(None, durable=False) as servers:
        urls = {"DATABASE_URL": servers.database_url, "REDIS_URL": servers.redis_url}
        asked = {**urls, **PRODUCTION, **environment}
        for name, command in CHECKS_WITH_DATABASE.items():
            results.append(run(name, [sys.executable, *command], asked))
    return results


def pytest(arguments: list[str], *, coverage: bool = False) -> list[str]:
    """The whole suite over all cores, or what the arguments choose (`-n0` is one process, for a debugger).

    Branch coverage only when asked, for it takes a third more time.
    """
    measure = ["--cov", "--cov-report=term:skip-covered"] if coverage else []
    return [sys.executable, "-m", "pytest", "-n", "auto", "--dist", "worksteal", *measure, *arguments]


def test_environment(*, long: bool) -> dict[str, str]:
    """As in production where it matters to the checks; keys of this run alone."""
    environment = dict(os.environ)
    environment.setdefault("SECRET_KEY", secrets.token_urlsafe(60))
    environment.setdefault("ENCRYPTION_KEYS", Fernet.generate_key().decode())
    environment["DJANGO_SETTINGS_MODULE"] = "oev.settings"
    return environment | (LONG if long else {})


def add_browser(environment: dict[str, str]) -> None:
    """Name the browser and the node that drive the browser tests; in CI there must be one."""
    try:
        environment["BROWSER_PATH"] = str(find_browser(environment))
        environment["PLAYWRIGHT_NODEJS_PATH"] = str(find_node())
    except BrowserMissingError as error:
        print(f"{error}\nThe browser tests will fail.", file=sys.stderr)


def run(name: str, command: list[str], environment: dict[str, str]) -> tuple[str, bool, float]:
    """Run one check with its output on ours."""
    print(f"\n== {name}", flush=True)
    began = time.monotonic()
    code = subprocess.run(command, cwd=TOP, env=environment, check=False).returncode
    took = time.monotonic() - began
    print(f"-- {name}: {'ok' if code == 0 else f'FAILED ({code})'}, {took:.1f} s", flush=True)
    return name, code == 0, took


if __name__ == "__main__":
    sys.exit(main())
