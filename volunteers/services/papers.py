"""Papers of the house by version, and who signed or was handed which (R052, R101, R103, Q39)."""

from datetime import date

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules, rules_doing
from volunteers.kinds import DocumentKind, SignedHow
from volunteers.models import Document, DocumentSignature, Volunteer
from volunteers.services.standing_change import lock_person

TO_CONFIRM = "te bevestigen"
WORDING = ("kind", "title", "version", "body")


@transaction.atomic
def sign_document(
    *, by: Actor, volunteer: Volunteer, document: Document, how: SignedHow, on: date | None = None
) -> DocumentSignature:
    """This person signed, or was handed, this version. Twice is once.

    The person signs in the own account and for today; coordinator and vertegenwoordiger note a letter, a paper, or a
    word by hand (Q39). The leidraad is given, not signed (R101). Only the version that holds can be signed.
    """
    person = lock_person(volunteer)
    own = rules.is_self(by, person)
    checks.require(own or rules_doing.may_keep_intake(by), checks.NOT_YOURS)
    if (how == SignedHow.ACCOUNT) is not own:
        raise Refused("Kies hoe er getekend werd.", field="how")
    if document.kind == DocumentKind.READING:
        raise Refused("Deze tekst is om te lezen. Tekenen hoeft niet.")
    if own and document.kind == DocumentKind.GUIDE:
        raise Refused("De leidraad krijg je van de coördinator.")
    day = clock.today() if own or on is None else on
    checks.require_past(day)
    if not Document.objects.current(clock.today()).filter(pk=document.pk).exists():
        raise Refused("Er is een nieuwere versie van deze tekst. Teken die.")
    mine = DocumentSignature.objects.standing().filter(volunteer=person, document=document)
    standing: DocumentSignature | None = mine.first()
    if standing is not None:
        return standing
    return DocumentSignature.objects.create(
        volunteer=person, document=document, on_day=day, how=how, recorded_by_id=by.user_id
    )


@transaction.atomic
def take_back_signature(*, by: Actor, signature: DocumentSignature) -> None:
    """Noted wrongly, or the person takes the own yes back: it counts no more and stays visible. Twice is once."""
    person = lock_person(signature.volunteer_id)
    signature = DocumentSignature.objects.select_related("document").get(pk=signature.pk)
    own_yes = rules.is_self(by, person) and signature.document.kind == DocumentKind.CONSENT
    checks.require(own_yes or rules_doing.may_keep_intake(by), checks.NOT_YOURS)
    if signature.withdrawn_at is None:
        signature.withdrawn_at, signature.withdrawn_by_id = clock.now(), by.user_id
        signature.save(update_fields=["withdrawn_at", "withdrawn_by"])


@transaction.atomic
def save_document(*, by: Actor, document: Document) -> None:
    """Keep a text as the coordinator wrote it. What somebody signed stays as it was signed: write a new version."""
    checks.require(rules_doing.may_keep_documents(by), checks.ONLY_COORDINATOR)
    if document.pk:
        known = Document.objects.select_for_update(of=("self",)).get(pk=document.pk)
        if any(getattr(known, name) != getattr(document, name) for name in WORDING):
            checks.refuse_any(checks.why_no_rewording(known), field="version")
    if not document.body.strip():
        raise Refused("Schrijf de tekst.", field="body")
    document.save()
