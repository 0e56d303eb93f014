"""People who have no mail or would rather be called: what waits to be told (Q45)."""

from datetime import date

from django.db.models import Exists, OuterRef

from oev.accounts.actor import Actor
from oev.links import address
from oev.outbox.models import Outgoing
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from oev.worklist import counted, first_of, opened_by
from volunteers import rules
from volunteers.models import Volunteer
from volunteers.querysets import VolunteerQuerySet
from volunteers.work.people import MANY


def waiting_for_a_word(actor: Actor) -> VolunteerQuerySet:
    """People for whom a letter waits to be told by this actor, who does not ring himself (Q13)."""
    waiting = Outgoing.objects.to_tell().filter(reader_id=OuterRef("pk")).order_by()
    people: VolunteerQuerySet = Volunteer.objects.of_others(actor).filter(Exists(waiting))
    return people.order_by("search_name", "pk")


WAITING = Prepared(lambda actor: counted(waiting_for_a_word(actor), MANY), actor=Actor)


@opened_by(lambda when: Outgoing.objects.to_tell())
def letters_by_phone(actor: Actor, day: date) -> WorkSection:
    """'Liever gebeld': who must hear something that others got by mail."""
    section = WorkSection("by_phone", "Liever gebeld", [], order=42)
    if not rules.may_tell_letters(actor):
        return section
    people, total = first_of(WAITING.rows(actor=actor), MANY)
    section.rows.extend(
        WorkRow(
            title=person.full_name,
            line=f"Er ligt iets klaar om te vertellen. {person.phone}".strip(),
            action_label="Vertel",
            action_url=address("volunteers:letters_tell", person.pk),
        )
        for person in people
    )
    return WorkSection(section.key, section.title, section.rows, section.empty, section.order, total=total)
