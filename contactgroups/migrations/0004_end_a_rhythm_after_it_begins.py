"""A weekly rhythm ends on or after the day on which it begins."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("contactgroups", "0003_let_tasks_and_proposals_belong_to_a_group"),
    ]

    operations = [
        migrations.AddConstraint(
            model_name="meetingseries",
            constraint=models.CheckConstraint(
                condition=models.Q(("until_on", None), ("until_on__gte", models.F("from_on")), _connector="OR"),
                name="series_ends_after_start",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
        ),
    ]
