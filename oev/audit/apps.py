"""Audit: who changed or read what."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """The log of inzage."""

    name = "oev.audit"
    label = "audit"
    verbose_name = "Inzage"
