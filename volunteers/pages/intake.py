"""The way in on a person's page: the talk, the checklist with one tap a point, and the papers (P12, R186)."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from oev import clock
from oev.accounts.actor import Actor
from volunteers import checks, rules_doing
from volunteers.checklist import PAPERS, TALKED, Checklist, Point, checklist_of
from volunteers.kinds import CheckState, DocumentKind, IntakeItem, SignedHow
from volunteers.models import Document, DocumentSignature, IntakeTalk, Volunteer

GIVEN_OR_SIGNED = tuple(kind for kind in DocumentKind if kind is not DocumentKind.READING)
DATED = frozenset({IntakeItem.VISIT, IntakeItem.TRAINING})
_BUTTONS: dict[IntakeItem, list[tuple[str, str]]] = {
    IntakeItem.TRAINING: [(CheckState.DONE, "Gevolgd"), (CheckState.PLANNED, "Gepland")],
    IntakeItem.CHARTER: [(CheckState.NOT_HERE, "Geldt hier niet")],
    IntakeItem.VISIBILITY: [],
    IntakeItem.TOGETHER: [(CheckState.DONE, "Ik ga akkoord")],
}


@dataclass(frozen=True, slots=True)
class PointLine:
    """A point with what this reader can do with it: buttons as (state, words), a date to fill in, a paper to sign."""

    point: Point
    buttons: list[tuple[str, str]]
    dated: bool
    signs: bool
    waits: str
    may_put_back: bool


@dataclass(frozen=True, slots=True)
class PointGroup:
    """Points that belong together."""

    title: str
    lines: list[PointLine]

    @property
    def to_do(self) -> list[PointLine]:
        """What is open, or can still change with one tap."""
        return [line for line in self.lines if line.point.is_open or line.buttons]

    @property
    def in_order(self) -> list[PointLine]:
        """What stands; folded, so that a phone shows what is left."""
        return [line for line in self.lines if not (line.point.is_open or line.buttons)]

    @property
    def in_order_words(self) -> str:
        """'7 punten in orde'."""
        count = len(self.in_order)
        return "1 punt in orde" if count == 1 else f"{count} punten in orde"


@dataclass(frozen=True, slots=True)
class IntakePage:
    """What is going on with a candidate."""

    checklist: Checklist
    groups: list[PointGroup]
    planned: IntakeTalk | None
    held: IntakeTalk | None
    talked_open: int
    next_step: str

    @property
    def progress(self) -> str:
        """'9 van 15 punten in orde'."""
        return f"{self.checklist.done} van {len(self.checklist.points)} punten in orde"

    @property
    def planned_when(self) -> str:
        """'Donderdag 12 maart om 10 uur, Turnhout', or empty."""
        if self.planned is None:
            return ""
        when = clock.say_moment(self.planned.starts_at)
        return ", ".join(part for part in (when[:1].upper() + when[1:], self.planned.place) if part)


def intake_page(actor: Actor, person: Volunteer) -> IntakePage | None:
    """The way in of this person, as this actor may read it; None for whoever is no candidate."""
    engagement = checks.open_engagement(person)
    if engagement is None or engagement.activated_on is not None:
        return None
    checklist = checklist_of(person, engagement)
    talks = list(IntakeTalk.objects.visible_to(actor).filter(engagement=engagement))
    planned = next((talk for talk in talks if talk.held_on is None), None)
    held = next((talk for talk in talks if talk.held_on is not None), None)
    return IntakePage(
        checklist=checklist,
        groups=groups_of(actor, person, checklist),
        planned=planned,
        held=held,
        talked_open=sum(point.item in TALKED for point in checklist.open),
        next_step=next_step(checklist, planned, talk_was_held=held is not None),
    )


def next_step(checklist: Checklist, planned: IntakeTalk | None, *, talk_was_held: bool) -> str:
    """What comes now, in one sentence."""
    if planned is not None:
        return f"Gesprek {clock.say_moment(planned.starts_at)}."
    if not checklist.open:
        return "Alles is rond: dit kan starten."
    if not talk_was_held and not checklist.done:
        return "Plan een gesprek."
    if [point.item for point in checklist.open] == [IntakeItem.TOGETHER]:
        return "Wacht op het akkoord van de vertegenwoordiger."
    return f"{checklist.done} van {len(checklist.points)} punten in orde."


def groups_of(actor: Actor, person: Volunteer, checklist: Checklist) -> list[PointGroup]:
    """The points in the order of the talk, under four headings; empty headings stay away."""
    titles = {
        "Besproken": TALKED,
        "Kennismaken": (IntakeItem.VISIT, IntakeItem.TRAINING),
        "Papieren": tuple(PAPERS),
        "Keuze en akkoord": (IntakeItem.VISIBILITY, IntakeItem.TOGETHER),
    }
    found = [
        PointGroup(title, [_line(actor, person, point) for point in checklist.points if point.item in items])
        for title, items in titles.items()
    ]
    return [group for group in found if group.lines]


def _line(actor: Actor, person: Volunteer, point: Point) -> PointLine:
    item, is_paper = point.item, point.item in PAPERS
    hers = item is not IntakeItem.TOGETHER or rules_doing.may_agree_to_start(actor)
    buttons = _BUTTONS.get(item, [] if is_paper else [(CheckState.DONE, "Afvinken")])
    # What is planned can still be done.
    can_act = hers and (point.is_open or (item is IntakeItem.TRAINING and point.state == CheckState.PLANNED))
    return PointLine(
        point=point,
        buttons=[one for one in buttons if one[0] != point.state] if can_act else [],
        dated=item in DATED,
        signs=is_paper and point.is_open and point.document is not None,
        waits="" if not point.is_open else _waits_for(item, person, hers=hers),
        may_put_back=not point.is_open and hers and item is not IntakeItem.VISIBILITY,
    )


def _waits_for(item: IntakeItem, person: Volunteer, *, hers: bool) -> str:
    if item is IntakeItem.VISIBILITY and person.user_id is not None:
        return f"{person.first_name} kiest dit zelf, in het eigen account"
    return "" if hers else "Dit zegt de vertegenwoordiger"


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A text of the house and whether this person signed it, or an older version; each as (day, how, version)."""

    document: Document
    signature: tuple[date, str, str] | None
    older: tuple[date, str, str] | None

    @property
    def line(self) -> str:
        """'Getekend op 3 februari 2026', an older version, or not yet."""
        verb = "Gegeven" if self.document.kind in {DocumentKind.GUIDE, DocumentKind.INFORMATION} else "Getekend"
        if self.signature is not None:
            return f"{verb} op {clock.say_day(self.signature[0])}, {SignedHow(self.signature[1]).label}"
        if self.older is not None:
            return f"Versie {self.older[2]}, op {clock.say_day(self.older[0])}"
        return "Nog niet"


def papers_of(volunteer_id: int, kinds: Sequence[DocumentKind] = GIVEN_OR_SIGNED) -> list[PaperLine]:
    """The texts that hold today with what this person signed; one query, for there are few texts."""
    mine = DocumentSignature.objects.standing().filter(volunteer=volunteer_id, document=OuterRef("pk"))
    rows = Document.objects.filter(from_on__lte=clock.today(), kind__in=kinds).defer("body")
    rows = rows.annotate(on_day=Subquery(mine.values("on_day")[:1]), how=Subquery(mine.values("how")[:1]))
    versions: dict[str, list[Any]] = defaultdict(list)
    for row in rows.order_by("-from_on", "-pk"):
        versions[row.kind].append(row)
    return [_paper_line(*versions[kind]) for kind in kinds if versions[kind]]


def _paper_line(holds: Any, *before: Any) -> PaperLine:
    signed = [(one.on_day, one.how, one.version) if one.on_day else None for one in (holds, *before)]
    return PaperLine(holds, signed[0], next((one for one in signed[1:] if one), None))
