"""The vliegende ploeg calls once more (R091): questions and yeses of its own kind; schema alone."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0006_know_who_went_along"),
        ("volunteers", "0010_leave_out_a_call_that_nothing_opens"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="assignment",
            name="assignment_one_open_second",
        ),
        migrations.AddField(
            model_name="assignment",
            name="outreach",
            field=models.BooleanField(default=False, verbose_name="opnieuw contact"),
        ),
        migrations.AddField(
            model_name="assignment",
            name="team_wished_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="outreach",
            field=models.BooleanField(default=False, verbose_name="opnieuw contact"),
        ),
        migrations.AddField(
            model_name="assignmentevent",
            name="team_wished_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name="offer",
            name="outreach",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="outreachattempt",
            name="made_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="made_attempts",
                to="referrals.assignment",
            ),
        ),
        migrations.AddField(
            model_name="outreachattemptevent",
            name="made_by",
            field=models.ForeignKey(
                db_constraint=False,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                related_query_name="+",
                to="referrals.assignment",
            ),
        ),
        migrations.AlterField(
            model_name="assignmentevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="id_referral_coordinator_lead_outreach_team_wished_at_state_accepted_at_agreed_at_place_ended_at_events",
                to="referrals.assignment",
            ),
        ),
        migrations.AlterField(
            model_name="outreachattemptevent",
            name="pgh_obj",
            field=models.ForeignKey(
                db_constraint=False,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="id_assignment_on_day_recorded_at_recorded_by_made_by_events",
                to="referrals.outreachattempt",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("lead", False), ("outreach", False), ("state__in", ["accepted", "planned", "done", "follow_up"])
                ),
                fields=("referral",),
                name="assignment_one_open_second",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.UniqueConstraint(
                condition=models.Q(("outreach", True), ("state__in", ["accepted", "planned", "done", "follow_up"])),
                fields=("referral",),
                name="assignment_one_open_outreach",
            ),
        ),
        migrations.AddConstraint(
            model_name="assignment",
            constraint=models.CheckConstraint(
                condition=models.Q(("lead", False), ("outreach", False), _connector="OR"),
                name="assignment_is_of_one_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="offer",
            constraint=models.CheckConstraint(
                condition=models.Q(("lead", False), ("outreach", False), _connector="OR"), name="offer_is_of_one_kind"
            ),
        ),
    ]
