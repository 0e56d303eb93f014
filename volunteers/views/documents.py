"""Texts of the house: reading and printing them, signing in the own account, and who signed which version (P48)."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST

from oev import clock
from oev.access import allow
from oev.audit.models import Subject
from oev.audit.services import log_access
from oev.http import Request
from volunteers import rules, rules_doing, services
from volunteers.kinds import SignedHow
from volunteers.models import Document, DocumentSignature
from volunteers.pages.documents import document_page, signers_page, unsigned_page
from volunteers.pages.intake import papers_of
from volunteers.views.common import act, person_or_404, person_url


@allow(rules_doing.may_read_documents)
def document_list(request: Request) -> HttpResponse:
    """The texts that hold today; a volunteer reads what is signed already, and what is only to read."""
    texts = Document.objects.current(clock.today()).visible_to(request.actor).order_by("kind", "title")
    own = papers_of(person_or_404(request, None).pk) if rules.is_volunteer(request.actor) else []
    context = {"texts": texts.for_reading() if own else texts, "papers": own}
    return render(request, "volunteers/document_list.html", context)


@allow(rules_doing.may_read_documents)
def document_detail(request: Request, pk: int) -> HttpResponse:
    """One text, that prints well; who is here as a volunteer can sign it."""
    document = get_object_or_404(Document.objects.visible_to(request.actor), pk=pk)
    return render(request, "volunteers/document_detail.html", document_page(request.actor, document))


@allow(rules.is_volunteer)
@require_POST
def document_sign(request: Request, pk: int) -> HttpResponse:
    """'Ik las dit en ga akkoord', in the own account."""
    document = get_object_or_404(Document.objects.visible_to(request.actor), pk=pk)
    person = person_or_404(request, None)
    return act(request, "volunteers:document_list", "Dank je. Het is genoteerd.",
               services.sign_document, volunteer=person, document=document, how=SignedHow.ACCOUNT)  # fmt: skip


@allow(rules.may_open_person)
@require_POST
def signature_take_back(request: Request, pk: int) -> HttpResponse:
    """Noted wrongly; or the person takes the own yes back."""
    known = DocumentSignature.objects.visible_to(request.actor)
    signature = get_object_or_404(known, pk=pk)
    person = person_or_404(request, signature.volunteer_id)
    own = rules.is_self(request.actor, person)
    words = "Je ja is ingetrokken. De coördinator neemt contact op." if own else "Teruggezet."
    return act(request, person_url(request.actor, person), words, services.take_back_signature, signature=signature)


@allow(rules_doing.may_keep_intake)
def document_signers(request: Request, pk: int) -> HttpResponse:
    """Who signed this text, and in which version."""
    document = get_object_or_404(Document.objects.visible_to(request.actor), pk=pk)
    log_access(request.actor, Subject.PEOPLE_LIST)
    page = signers_page(request.actor, document, request.GET.get("page"))
    rows = [{"signature": one, "url": person_url(request.actor, one.volunteer)} for one in page.object_list]
    return render(request, "volunteers/document_signers.html", {"document": document, "page_obj": page, "rows": rows})


@allow(rules_doing.may_keep_intake)
def unsigned_list(request: Request) -> HttpResponse:
    """'Nog te tekenen': who is here without an afsprakennota or without a yes on what is kept (Q39)."""
    log_access(request.actor, Subject.PEOPLE_LIST)
    page, rows = unsigned_page(request.actor, request.GET.get("page"))
    shown = [{"row": row, "url": person_url(request.actor, row.person)} for row in rows]
    return render(request, "volunteers/unsigned_list.html", {"page_obj": page, "rows": shown})
