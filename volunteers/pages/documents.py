"""Lists around the texts of the house: who signed which version, and who still has to sign (Q39, R052)."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Exists, OuterRef, Q

from oev import clock
from oev.accounts.actor import Actor
from volunteers import rules
from volunteers.checklist import current_documents
from volunteers.kinds import DocumentKind
from volunteers.models import Document, DocumentSignature, Volunteer
from volunteers.querysets import VolunteerQuerySet
from volunteers.states import Status

PER_PAGE = 50
HERE = (Status.ACTIVE, Status.SLEEPING, Status.PAUSED, Status.INACTIVE)
ASKED_OF_ALL = (DocumentKind.AGREEMENT, DocumentKind.CONSENT)


@dataclass(frozen=True, slots=True)
class UnsignedRow:
    """Somebody who is here and did not sign everything: what is missing, each a text that can be noted at once."""

    person: Volunteer
    missing: list[Document]

    @property
    def line(self) -> str:
        """'Nog niet: afsprakennota, wat we van je bewaren'."""
        return "Nog niet: " + ", ".join(DocumentKind(one.kind).label for one in self.missing)


def document_page(actor: Actor, document: Document) -> dict[str, Any]:
    """One text: whether it holds today, and what who is here as a volunteer signed or can sign."""
    holds = Document.objects.current(clock.today()).filter(pk=document.pk).exists()
    own = rules.is_volunteer(actor)
    mine = DocumentSignature.objects.standing().visible_to(actor).filter(document=document) if own else None
    signature = mine.first() if mine is not None else None
    signs = own and holds and signature is None and document.kind not in {DocumentKind.GUIDE, DocumentKind.READING}
    return {
        "document": document, "holds": holds, "signature": signature, "may_sign": signs,
        "is_signed_or_given": document.kind != DocumentKind.READING,
        "may_take_back": signature is not None and document.kind == DocumentKind.CONSENT,
    }  # fmt: skip


def signers_page(actor: Actor, document: Document, number: str | None) -> Page[Any]:
    """Everybody who signed any version of this text, by name; the last signature of a person first."""
    signed = DocumentSignature.objects.standing().visible_to(actor)
    same = signed.filter(document__kind=document.kind, document__title=document.title, volunteer__forgotten_on=None)
    rows = same.select_related("volunteer", "document").order_by("volunteer__search_name", "-on_day", "-pk")
    return Paginator(rows, PER_PAGE).get_page(number)


def unsigned(rows: VolunteerQuerySet, day: date) -> VolunteerQuerySet:
    """People who are here on this day and signed no afsprakennota at all, or said no yes to what is kept."""
    missing = Q()
    for kind in ASKED_OF_ALL:
        signed = DocumentSignature.objects.standing().filter(volunteer=OuterRef("pk"), document__kind=kind)
        rows = rows.annotate(**{f"has_{kind.value}": Exists(signed)})
        missing |= Q(**{f"has_{kind.value}": False})
    found: VolunteerQuerySet = rows.standing_as(day, *HERE).filter(missing)
    return found


def unsigned_page(actor: Actor, number: str | None) -> tuple[Page[Any], list[UnsignedRow]]:
    """A page of whoever still has to sign; one query for the people and one for the texts."""
    people = unsigned(Volunteer.objects.visible_to(actor), clock.today()).order_by("search_name", "pk")
    page, texts = Paginator(people, PER_PAGE).get_page(number), current_documents(clock.today())
    return page, [
        UnsignedRow(
            one, [texts[kind] for kind in ASKED_OF_ALL if kind in texts and not getattr(one, f"has_{kind.value}")]
        )
        for one in page.object_list
    ]
