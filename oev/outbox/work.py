"""What the coordinator must see of letters on 'Vandaag'."""

from datetime import date

from django.urls import reverse

from oev.accounts.actor import Actor
from oev.outbox.catalogue import CATALOGUE
from oev.outbox.models import Outgoing
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from oev.worklist import opened_by


@opened_by(lambda when: Outgoing.objects.stuck())
def stuck_letters(actor: Actor, day: date) -> WorkSection:
    """Letters that did not leave after five tries, one row per kind."""
    counts: dict[str, int] = {}
    for code in STUCK.rows(actor=actor):
        counts[code] = counts.get(code, 0) + 1
    rows = [
        WorkRow(
            title=CATALOGUE[code].title if code in CATALOGUE else code,
            line=f"{count} keer lukte versturen niet. Kijk het mailadres na.",
            action_label="Bekijk",
            action_url=reverse("outbox:letter_detail", args=[code]),
        )
        for code, count in sorted(counts.items())
    ]
    return WorkSection("letters", "Brieven die blijven liggen", rows, order=90)


STUCK = Prepared(lambda actor: Outgoing.objects.visible_to(actor).stuck().values_list("code", flat=True), actor=Actor)
