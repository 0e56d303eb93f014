"""The Celery application and the one timetable of everything that happens by itself."""

import os

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "oev.settings")

app = Celery("oev")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["oev.outbox", "oev.jobs"], force=False)
app.conf.beat_schedule = {
    "outbox sweep": {"task": "oev.outbox.sweep", "schedule": 30.0, "options": {"expires": 25}},
    "missed promises": {
        "task": "oev.jobs.run",
        "args": ["beloften"],
        "schedule": crontab(minute="*/5"),
        "options": {"expires": 240},
    },
    "meetings ahead": {
        "task": "oev.jobs.run",
        "args": ["bijeenkomsten"],
        "schedule": crontab(hour=1, minute=0),
    },
    "nightly round": {"task": "oev.jobs.run", "args": ["nachtronde"], "schedule": crontab(hour=2, minute=0)},
    "retention": {"task": "oev.jobs.run", "args": ["bewaartermijnen"], "schedule": crontab(hour=3, minute=0)},
}
