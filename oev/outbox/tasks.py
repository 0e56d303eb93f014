"""The worker's side of the outbox."""

from celery import shared_task

from oev.outbox import services


@shared_task(name="oev.outbox.sweep")
def sweep() -> None:
    """Deliver every letter that is due; safe to run twice, at once or after one another."""
    services.deliver_due()
