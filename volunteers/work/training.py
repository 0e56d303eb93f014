"""What trainings put on 'Vandaag' and on somebody's own page (P17)."""

from datetime import date, datetime

from oev import clock
from oev.accounts.actor import Actor
from oev.links import address
from oev.prepared import Prepared
from oev.registry import WorkRow, WorkSection
from oev.worklist import opened_by
from volunteers.models import TrainingOffer, TrainingSession
from volunteers.pages.learning import offered_rows
from volunteers.pages.training import coming_moments

SHOWN = 4


def my_trainings(actor: Actor, day: date) -> WorkSection:
    """'Vorming' on the own page: moments to come, with the own answer."""
    section = WorkSection("trainings", "Vorming", [], order=80)
    if actor.volunteer_id is None:
        return section
    for line in coming_moments(actor)[:SHOWN]:
        section.rows.append(
            WorkRow(
                title=line.session.training.title,
                line=f"{line.when.capitalize()}, {line.place}",
                tag=line.answered,
                tag_kind="den",
                action_label="Bekijk" if line.answer else "Kom je?",
                action_url=_url(line.session),
            )
        )
    return section


@opened_by(lambda when: TrainingSession.objects.list_open(when.now))
def open_training_lists(actor: Actor, day: date) -> WorkSection:
    """'Lijsten nog open: vorming', for the coordinator (P17)."""
    section = WorkSection("open_training_lists", "Lijsten nog open: vorming", [], order=46)
    if not actor.is_coordinator:
        return section
    for one in OPEN_LISTS.rows(actor=actor, now=clock.now()):
        section.rows.append(
            WorkRow(
                title=f"{one.training.title} van {clock.say_weekday(one.day)}",
                line="Vul in wie er was en sluit de lijst.",
                action_label="Vul in",
                action_url=_url(one, "training_attendance"),
            )
        )
    return section


OPEN_LISTS = Prepared(
    lambda actor, now: TrainingSession.objects.visible_to(actor).list_open(now).select_related("training"),
    actor=Actor,
    now=datetime,
)


@opened_by(lambda when: TrainingOffer.objects.waiting(when.now))
def offered_trainings(actor: Actor, day: date) -> WorkSection:
    """'Voorgesteld door partners', for the coordinator: one tap puts it in the catalogue (P17, R110)."""
    return WorkSection("training_offers", "Voorgesteld door partners", offered_rows(actor), order=47)


def _url(session: TrainingSession, name: str = "training_detail") -> str:
    return address(f"volunteers:{name}", session.pk)
