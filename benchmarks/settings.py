"""The settings of the application with the addresses of the benchmark; reads no environment of its own."""

from oev.settings import *  # noqa: F403 - the same application, to the letter

ROOT_URLCONF = "benchmarks.urls"
LOGGING["root"]["level"] = "WARNING"  # type: ignore[index]  # noqa: F405
