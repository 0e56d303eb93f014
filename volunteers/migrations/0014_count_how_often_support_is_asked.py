"""How often support was asked, by year and without a name; what was asked already counts too."""

from collections import Counter
from typing import Any

from django.db import migrations, models


def count_what_is_there(apps: Any, schema_editor: Any) -> None:
    """Calls for support that are still known, by the year in which they were asked."""
    days = apps.get_model("volunteers", "CallTask").objects.filter(kind="support").values_list("due_on", flat=True)
    times = Counter(day.year for day in days)
    made = apps.get_model("volunteers", "SupportAsked")
    made.objects.bulk_create([made(year=year, times=number) for year, number in times.items()])


class Migration(migrations.Migration):
    dependencies = [("volunteers", "0013_keep_reminders_with_the_standing")]

    operations = [
        migrations.CreateModel(
            name="SupportAsked",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(unique=True, verbose_name="jaar")),
                ("times", models.PositiveIntegerField(default=0, verbose_name="hoe vaak")),
            ],
            options={
                "verbose_name": "vragen om ondersteuning",
                "verbose_name_plural": "vragen om ondersteuning",
                "ordering": ["-year"],
            },
        ),
        migrations.RunPython(count_what_is_there, migrations.RunPython.noop),
    ]
