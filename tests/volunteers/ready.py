"""Whoever is ready to start: every point of the checklist noted, every paper signed, the first role insured."""

import datetime as dt

from oev import clock
from volunteers import services
from volunteers.checklist import PAPERS
from volunteers.kinds import DocumentKind, IntakeItem, Role
from volunteers.models import Document, DocumentSignature, Engagement, InsurancePolicy, IntakeCheck

LONG_AGO = dt.date(2020, 1, 1)


def papers(version="1", since=LONG_AGO):
    """The texts of the house in this version, by kind."""
    return {
        kind: Document.objects.get_or_create(
            kind=kind, title=kind.label.capitalize(), version=version, defaults={"from_on": since, "body": "Tekst."}
        )[0]
        for kind in DocumentKind
    }


def insured(role=Role.TALKS):
    """A policy for this role, if there is none."""
    if not InsurancePolicy.objects.filter(roles__contains=[role]).exists():
        InsurancePolicy.objects.create(
            name="Polis", roles=[role], from_on=LONG_AGO, until_on=dt.date(2030, 12, 31), tacit_renewal=True
        )


def make_ready(person, *, but=()):
    """Note every point of the open candidacy, as if both offices had ticked them; all `but` the ones named."""
    insured()
    engagement = Engagement.objects.standing().get(volunteer=person, stopped_on=None)
    texts, day = papers(), clock.today()
    for item in IntakeItem:
        if item in but:
            continue
        if item in PAPERS:
            DocumentSignature.objects.get_or_create(
                volunteer=person, document=texts[PAPERS[item]], withdrawn_at=None,
                defaults={"on_day": day, "how": "paper"},
            )  # fmt: skip
        else:
            IntakeCheck.objects.get_or_create(
                engagement=engagement, item=item, withdrawn_at=None, defaults={"on_day": day}
            )
    return person


def start(by, person, on, role=Role.TALKS):
    """Ready, and started by the coordinator."""
    make_ready(person)
    services.activate_volunteer(by=by, volunteer=person, on=on, first_role=role)
