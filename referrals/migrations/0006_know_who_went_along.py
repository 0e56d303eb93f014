"""A talk of two of us is a talk of both (R081, R313); schema alone."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0005_find_the_last_question_of_a_person"),
        ("volunteers", "0010_leave_out_a_call_that_nothing_opens"),
    ]

    operations = [
        migrations.AddField(
            model_name="conversation",
            name="second",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="conversations_along",
                to="volunteers.volunteer",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                condition=models.Q(("second__isnull", False)),
                fields=["site", "second"],
                name="conversation_along_knows",
            ),
        ),
        migrations.AddConstraint(
            model_name="conversation",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("second", None),
                    ("volunteer", None),
                    models.Q(("second", models.F("volunteer")), _negated=True),
                    _connector="OR",
                ),
                name="conversation_second_is_another",
            ),
        ),
    ]
