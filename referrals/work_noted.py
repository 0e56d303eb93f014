"""After a talk that another wrote down: on the own page of who was there."""

from datetime import date

from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from oev.registry import WorkRow, WorkSection
from referrals.models import Conversation


def talks_noted(actor: Actor, day: date) -> WorkSection:
    """'Wil je even napraten?' after a talk that another wrote down: who did that, was asked already (R084)."""
    rows = [
        WorkRow(
            title="Wil je even napraten?",
            line=f"Over {clock.say_moment(talk.happened_at)}. Dat mag altijd.",
            action_label="Even napraten",
            action_url=reverse("referrals:talk_done"),
        )
        for talk in Conversation.objects.noted_by_another(actor, clock.now())[:1]
    ]
    return WorkSection("talks_noted", "Na een gesprek", rows, order=25)
