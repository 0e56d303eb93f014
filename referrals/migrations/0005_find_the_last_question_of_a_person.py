"""Indexes for the five best: when somebody was last asked, the talks to come, and who knows a place."""

from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("referrals", "0004_promise_nothing_when_nobody_is_there")]

    operations = [
        migrations.AddIndex(
            model_name="offer", index=models.Index(fields=["volunteer", "asked_at"], name="offer_last_asked")
        ),
        migrations.AddIndex(
            model_name="assignment",
            index=models.Index(
                fields=["volunteer"], condition=Q(state__in=["accepted", "planned"]), name="assignment_to_come"
            ),
        ),
        migrations.AddIndex(
            model_name="conversation", index=models.Index(fields=["site", "volunteer"], name="conversation_who_knows")
        ),
    ]
