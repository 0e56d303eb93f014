"""The checklist on the way in: which points apply, what stands, and what is still missing (R031-R041, Q39, Q51).

What was said in a talk is never here: a point is ticked, by somebody, for a day. Papers are signed by version, the
name is chosen by the person, the vertegenwoordiger agrees; insurance is asked of the policies at the start itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from oev import clock
from oev.prepared import Prepared, any_of
from volunteers.kinds import CheckState, DocumentKind, IntakeItem, VolunteerKind
from volunteers.models import Document, DocumentSignature, Engagement, IntakeCheck, Volunteer

TALKED = (
    IntakeItem.STABLE,
    IntakeItem.SELF_HELP,
    IntakeItem.PLAN,
    IntakeItem.OPEN_VIEW,
    IntakeItem.OPEN_TO_OTHERS,
    IntakeItem.OWN_STORY,
    IntakeItem.GROUP,
)
PAPERS = {
    IntakeItem.AGREEMENT: DocumentKind.AGREEMENT,
    IntakeItem.INFORMATION: DocumentKind.INFORMATION,
    IntakeItem.CONSENT: DocumentKind.CONSENT,
    IntakeItem.CHARTER: DocumentKind.CHARTER,
}
# Who helps in the organisation has no experience to talk about: papers and insurance only (R217).
FOR_ORGANISATION = frozenset({IntakeItem.AGREEMENT, IntakeItem.INFORMATION, IntakeItem.CONSENT})
# Who was here before begins again quickly: only what can have changed since (3.1, fast track).
ASKED_AGAIN = frozenset({IntakeItem.STABLE, IntakeItem.PLAN, IntakeItem.TOGETHER, *FOR_ORGANISATION})

OWN_WORDS = {
    IntakeItem.STABLE: "Samen bespreken: hoe stevig je nu staat, of wat je als naaste meebrengt",
    IntakeItem.SELF_HELP: "Samen bespreken: wat zelfhulp voor jou betekent",
    IntakeItem.PLAN: "Samen bespreken: jouw plan voor als het moeilijker gaat. Het plan blijft bij jou",
    IntakeItem.OPEN_VIEW: "Samen bespreken: hoe we hier samenwerken",
    IntakeItem.OPEN_TO_OTHERS: "Samen bespreken: openstaan voor wat anderen vertellen",
    IntakeItem.OWN_STORY: "Samen bespreken: spreken vanuit je eigen verhaal",
    IntakeItem.GROUP: "Samen bespreken: deel zijn van de groep",
    IntakeItem.VISIT: "Eens kijken op een contactgroep",
    IntakeItem.TRAINING: "De basisopleiding",
    IntakeItem.AGREEMENT: "De afsprakennota tekenen",
    IntakeItem.INFORMATION: "De informatie voor vrijwilligers krijgen",
    IntakeItem.CONSENT: "Lezen wat we van je bewaren, en ja zeggen",
    IntakeItem.CHARTER: "Het charter, waar het geldt",
    IntakeItem.VISIBILITY: "Kiezen hoe anderen je naam lezen",
    IntakeItem.TOGETHER: "Het akkoord van de vertegenwoordiger",
}
_MISSING = {
    IntakeItem.VISIT: "Nog geen contactgroep bezocht.",
    IntakeItem.TRAINING: "De basisopleiding is nog niet gevolgd of gepland.",
    IntakeItem.AGREEMENT: "De afsprakennota is nog niet getekend.",
    IntakeItem.INFORMATION: "De informatie voor vrijwilligers is nog niet gegeven.",
    IntakeItem.CONSENT: "Er is nog geen ja op wat we bewaren.",
    IntakeItem.CHARTER: "Het charter is nog niet getekend. Geldt het hier niet, zeg het dan.",
    IntakeItem.VISIBILITY: "Er is nog niet gekozen hoe anderen de naam lezen.",
    IntakeItem.TOGETHER: "De vertegenwoordiger ging nog niet akkoord.",
}


@dataclass(frozen=True, slots=True)
class Point:
    """One line: what it is, how it stands (`state` "" is open), for which day, and who noted it."""

    item: IntakeItem
    state: str = ""
    on_day: date | None = None
    noted_by: str = ""
    document: Document | None = None
    signature_id: int = 0

    @property
    def is_open(self) -> bool:
        """Nothing was noted yet."""
        return not self.state

    @property
    def label(self) -> str:
        """The point for coordinator and vertegenwoordiger."""
        return self.item.label[:1].upper() + self.item.label[1:]

    @property
    def own_label(self) -> str:
        """The point for the person."""
        return OWN_WORDS[self.item]

    @property
    def missing(self) -> str:
        """The sentence for a start that is refused."""
        if self.item in PAPERS and self.document is None:
            return f"Er is nog geen tekst voor: {PAPERS[self.item].label}. Zet die eerst bij de documenten."
        return _MISSING.get(self.item, f"Nog te bespreken: {self.item.label}.")

    @property
    def line(self) -> str:
        """'In orde op 3 februari 2026', 'gepland voor …', 'geldt hier niet'; empty while open."""
        if self.on_day is None or self.is_open:
            return ""
        if self.state == CheckState.NOT_HERE:
            return "Geldt hier niet"
        return f"{'Gepland voor' if self.state == CheckState.PLANNED else 'Op'} {clock.say_day(self.on_day)}"


@dataclass(frozen=True, slots=True)
class Checklist:
    """Every point that applies to a person, in the order of the talk."""

    points: tuple[Point, ...]
    again: bool = False

    @property
    def open(self) -> list[Point]:
        """Points of which nothing was noted."""
        return [point for point in self.points if point.is_open]

    @property
    def done(self) -> int:
        """How many points stand."""
        return len(self.points) - len(self.open)

    @property
    def missing(self) -> list[str]:
        """What still stands in the way of a start, a sentence each."""
        return [point.missing for point in self.open]

    def point(self, item: IntakeItem) -> Point | None:
        """One point, when it applies."""
        return next((point for point in self.points if point.item is item), None)


def items_for(kind: str, *, again: bool, signed_charter: bool) -> list[IntakeItem]:
    """Which points apply: all, papers only for the organisation, and what can have changed for who was here before."""
    if kind == VolunteerKind.ORGANISATION:
        return [item for item in IntakeItem if item in FOR_ORGANISATION]
    if not again:
        return list(IntakeItem)
    asked = ASKED_AGAIN | {IntakeItem.CHARTER} if signed_charter else ASKED_AGAIN
    return [item for item in IntakeItem if item in asked]


def build(
    kind: str,
    *,
    again: bool,
    checks: Sequence[IntakeCheck],
    documents: Mapping[str, Document],
    signatures: Sequence[DocumentSignature],
) -> Checklist:
    """The checklist out of what was noted: ticks of this engagement, and signatures of the versions that hold."""
    ticked = {check.item: check for check in checks}
    signed = {one.document_id: one for one in signatures}
    charter_once = any(one.document.kind == DocumentKind.CHARTER for one in signatures)
    points = [
        _paper(item, documents.get(PAPERS[item]), signed, ticked.get(item))
        if item in PAPERS
        else _ticked(item, ticked.get(item))
        for item in items_for(kind, again=again, signed_charter=charter_once)
    ]
    return Checklist(tuple(points), again)


def _ticked(item: IntakeItem, check: IntakeCheck | None, document: Document | None = None) -> Point:
    if check is None:
        return Point(item, document=document)
    return Point(item, check.state, check.on_day, _name(check), document)


def _paper(
    item: IntakeItem, document: Document | None, signed: Mapping[int, DocumentSignature], check: IntakeCheck | None
) -> Point:
    signature = signed.get(document.pk) if document else None
    if signature is None:
        return _ticked(item, check, document)
    who = f"{signature.get_how_display()}, {_name(signature)}".rstrip(", ")
    return Point(item, CheckState.DONE, signature.on_day, who, document, signature.pk)


def _name(fact: IntakeCheck | DocumentSignature) -> str:
    return (fact.recorded_by.name or fact.recorded_by.email) if fact.recorded_by else ""


def current_documents(day: date) -> dict[str, Document]:
    """The version that holds on this day, by kind; of several titles of a kind the newest."""
    return {one.kind: one for one in NEWEST_LAST.rows(day=day)}


NEWEST_LAST = Prepared(lambda day: Document.objects.current(day).order_by("from_on", "pk"), day=date)


def checklist_of(person: Volunteer, engagement: Engagement) -> Checklist:
    """The checklist of a person for this engagement."""
    engagement.volunteer = person
    return checklists_of([engagement])[engagement.pk]


def checklists_of(engagements: Sequence[Engagement]) -> dict[int, Checklist]:
    """Checklists by engagement, whose person is at hand; four queries, however many there are."""
    people, asked = [one.volunteer_id for one in engagements], {one.pk for one in engagements}
    been_here = {volunteer_id for pk, volunteer_id in STARTED.rows(ids=people) if pk not in asked}
    checks = _grouped(CHECKS.rows(ids=list(asked)), "engagement_id")
    signatures, documents = _grouped(SIGNED.rows(ids=people), "volunteer_id"), current_documents(clock.today())
    return {
        one.pk: build(
            one.volunteer.kind,
            again=one.volunteer_id in been_here,
            checks=checks[one.pk],
            documents=documents,
            signatures=signatures[one.volunteer_id],
        )
        for one in engagements
    }


STARTED = Prepared(
    lambda ids: (
        Engagement.objects.standing()
        .filter(any_of("volunteer_id", ids), activated_on__isnull=False)
        .values_list("pk", "volunteer_id")
    ),
    ids=list,
)
CHECKS = Prepared(
    lambda ids: IntakeCheck.objects.standing().filter(any_of("engagement_id", ids)).select_related("recorded_by"),
    ids=list,
)
SIGNED = Prepared(
    lambda ids: (
        DocumentSignature.objects.standing()
        .filter(any_of("volunteer_id", ids))
        .select_related("recorded_by", "document")
    ),
    ids=list,
)


def _grouped(rows: Iterable[Any], name: str) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[getattr(row, name)].append(row)
    return found
