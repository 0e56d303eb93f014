"""The jobs of the timetable and their `manage.py` twins, made of the parts that the apps registered."""

from datetime import date

from celery import shared_task

from oev import clock
from oev.registry import registry

TITLES = {
    "nachtronde": "Nachtronde: vervallen, herinneringen en wie lang geen intervisie had",
    "bijeenkomsten": "Bijeenkomsten vooruit plannen",
    "beloften": "Beloofde momenten: wie iets liet wachten, hoort het",
    "bewaartermijnen": "Bewaartermijnen: wat weg moet, gaat weg",
}


def run_job(name: str, day: date, *, dry_run: bool = False) -> list[str]:
    """Run every part of a job for a day; gives what was, or would be, done in Dutch sentences without names."""
    if name not in TITLES:
        raise KeyError(name)
    lines: list[str] = []
    for part in registry.jobs_named(name):
        lines += part.run(day, dry_run)
    return lines


@shared_task(name="oev.jobs.run")
def run(name: str) -> None:
    """The worker's side: today's run; safe to run twice."""
    run_job(name, clock.today())
