"""Who is on the way in or out: candidates, papers still to sign, a card at a goodbye, and whom I walk along with."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.links import address
from oev.prepared import Prepared, any_of
from oev.registry import WorkRow, WorkSection
from oev.worklist import opened_by
from volunteers.checklist import checklists_of
from volunteers.checks import is_candidate
from volunteers.kinds import Audience, CallKind, GoodbyeWish, IntakeItem
from volunteers.models import CallTask, Document, Engagement, IntakeTalk, Volunteer
from volunteers.pages.companions import walking_with
from volunteers.pages.documents import ASKED_OF_ALL, unsigned
from volunteers.pages.intake import next_step, papers_of
from volunteers.querysets import FactQuerySet
from volunteers.services.papers import TO_CONFIRM

MANY = 20
TWO_WEEKS = timedelta(days=14)
COUNTED = 100


def _is_staff(actor: Actor) -> bool:
    return actor.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE)


def _page(volunteer_id: int) -> str:
    return address("volunteers:volunteer_detail", volunteer_id)


@opened_by(lambda when: Engagement.objects.standing().filter(activated_on=None, stopped_on=None))
def candidates(actor: Actor, day: date) -> WorkSection:
    """'Kandidaten': what comes next for each; who still waits for the first call stands with the calls."""
    section = WorkSection("candidates", "Kandidaten", [], order=42)
    if not _is_staff(actor):
        return section
    found = ON_THE_WAY_IN.rows(actor=actor)
    checklists = checklists_of(found) if found else {}
    every_talk = TALKS.rows(ids=[one.pk for one in found]) if found else []
    talks = {talk.engagement_id: talk for talk in every_talk if talk.held_on is None}
    held = {talk.engagement_id for talk in every_talk if talk.held_on is not None}
    for one in found:
        checklist, talk = checklists[one.pk], talks.get(one.pk)
        agrees = actor.is_representative and [point.item for point in checklist.open] == [IntakeItem.TOGETHER]
        line = "Wacht op jouw akkoord." if agrees else next_step(checklist, talk, talk_was_held=one.pk in held)
        section.rows.append(
            WorkRow(
                title=one.volunteer.full_name, line=line, action_label="Bekijk",
                action_url=f"{_page(one.volunteer_id)}#intake",
            )
        )  # fmt: skip
    return section


def _on_the_way_in(actor: Actor) -> FactQuerySet:
    waits = CallTask.objects.filter(
        volunteer=OuterRef("volunteer"), kind=CallKind.CANDIDATE, for_office=actor.hat.value, done_on=None
    )
    running = Engagement.objects.standing().visible_to(actor).filter(activated_on=None, stopped_on=None)
    others = running.exclude(volunteer__user_id=actor.user_id).exclude(Exists(waits))
    return others.select_related("volunteer").order_by("candidate_on", "pk")[:MANY]


ON_THE_WAY_IN = Prepared(_on_the_way_in, actor=Actor)
TALKS = Prepared(lambda ids: IntakeTalk.objects.filter(any_of("engagement_id", ids)), ids=list)


def papers(actor: Actor, day: date) -> WorkSection:
    """Texts of the house that nobody looked at yet, and how many people still have to sign (Q39)."""
    section = WorkSection("papers", "Teksten en afspraken", [], order=58)
    if not actor.is_coordinator:
        return section
    waiting = len(PROPOSED.rows(day=day))
    if waiting:
        section.rows.append(
            WorkRow(
                title="Kijk de teksten van het huis na",
                line=f"{waiting} {'tekst is' if waiting == 1 else 'teksten zijn'} een voorstel, nog te bevestigen.",
                action_label="Bekijk", action_url=reverse("admin:volunteers_document_changelist"),
            )
        )  # fmt: skip
    count = len(UNSIGNED.rows(user_id=actor.user_id, day=day))
    if count:
        words = f"Meer dan {COUNTED} mensen tekenden" if count > COUNTED else _say_people(count)
        section.rows.append(
            WorkRow(
                title="Nog te tekenen", line=f"{words} nog niet alles.", action_label="Bekijk",
                action_url=reverse("volunteers:unsigned_list"),
            )
        )  # fmt: skip
    return section


PROPOSED = Prepared(
    lambda day: Document.objects.current(day).filter(version__endswith=TO_CONFIRM).values_list("pk"), day=date
)
UNSIGNED = Prepared(
    lambda user_id, day: unsigned(Volunteer.objects.of_others(Actor(user_id, Hat.COORDINATOR)), day).values_list("pk")[
        : COUNTED + 1
    ],
    user_id=int,
    day=date,
)


def _say_people(count: int) -> str:
    return "1 persoon tekende" if count == 1 else f"{count} mensen tekenden"


def _cards(day: date) -> FactQuerySet:
    """Who stopped in the two weeks before this day and would like a card."""
    return Engagement.objects.standing().filter(goodbye_wish=GoodbyeWish.CARD, stopped_on__gt=day - TWO_WEEKS)


CARDS = Prepared(lambda day: _cards(day).select_related("volunteer").order_by("stopped_on", "pk")[:MANY], day=date)


@opened_by(lambda when: _cards(when.day))
def goodbyes(actor: Actor, day: date) -> WorkSection:
    """'Afscheid': whoever stopped in the last two weeks and would like a card (3.1)."""
    section = WorkSection("goodbyes", "Afscheid", [], order=62)
    if not _is_staff(actor):
        return section
    for one in CARDS.rows(day=day):
        line = f"Gestopt op {clock.say_day(one.stopped_on)}. Zou graag een kaartje krijgen."
        section.rows.append(
            WorkRow(title=one.volunteer.full_name, line=line, action_label="Bekijk", action_url=_page(one.volunteer_id))
        )
    return section


def my_newcomers(actor: Actor, day: date) -> WorkSection:
    """'Je loopt mee met …': the newcomers of a peter or meter, under the name that they chose for peers (P01, P02)."""
    section = WorkSection("my_newcomers", "Je loopt mee met", [], order=60)
    for person in walking_with(actor.volunteer_id, day) if actor.volunteer_id else []:
        section.rows.append(
            WorkRow(
                title=person.name_for(Audience.PEERS),
                line="Nieuw bij ons. Een telefoontje of een koffie doet deugd. Afspreken doen jullie zelf.",
            )
        )
    return section


def my_papers(actor: Actor, day: date) -> WorkSection:
    """What I can read and sign myself, for whoever is here already (Q39)."""
    section = WorkSection("my_papers", "Om te lezen en te tekenen", [], order=64)
    own = Volunteer(pk=actor.volunteer_id)
    if actor.volunteer_id is None or is_candidate(own):
        return section
    for paper in papers_of(actor.volunteer_id, ASKED_OF_ALL):
        if paper.signature is None and paper.older is None:
            section.rows.append(
                WorkRow(
                    title=paper.document.title, action_label="Lees en teken",
                    action_url=address("volunteers:document_detail", paper.document.pk),
                )
            )  # fmt: skip
    return section
