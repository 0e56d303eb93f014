"""The reminders of a term stand with the span, and are worked out for whoever is there already."""

from typing import Any

from django.db import migrations, models


def work_out(apps: Any, schema_editor: Any) -> None:
    """Spans of everybody anew; what they are made of is in the facts."""
    from volunteers.spans import rebuild_spans

    spans = apps.get_model("volunteers", "StandingSpan").objects
    rebuild_spans(*spans.order_by("volunteer_id").distinct().values_list("volunteer_id", flat=True))


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0012_hear_what_partners_offer_and_people_want")]

    operations = [
        migrations.AddField("standingspan", "after_contact", models.BooleanField(default=False)),
        migrations.AddField("standingspan", "first_reminder_on", models.DateField(null=True)),
        migrations.AddField("standingspan", "second_reminder_on", models.DateField(null=True)),
        migrations.AddField("standingspan", "last_reminder_on", models.DateField(null=True)),
        migrations.RunPython(work_out, migrations.RunPython.noop),
    ]
