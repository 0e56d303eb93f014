"""What the ground floor must know of lists that leave, and of people who were entered twice."""

from oev.registry import Job, registry
from volunteers.services.exports import forget_exports_job
from volunteers.work.doubles import doubles


def register_lists() -> None:
    """Hand it in; called once when the app starts."""
    registry.jobs.append(Job("bewaartermijnen", "Lijsten die vertrokken", forget_exports_job, order=32))
    registry.today.append(doubles)
