"""The project package and the ground floor; it imports none of the five apps."""

from oev.celery import app as celery_app

__all__ = ["celery_app"]
