"""What was loaded is 'te bevestigen' until the coordinator has said that it is right (section 5, Q06)."""

from collections.abc import Sequence

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.search import search_form
from partners.models import Agreement, Confirmable, Municipality, Organisation
from partners.states import AgreementState


def seal(row: Confirmable, by: Actor) -> None:
    """Note on the row, not yet saved, that this person stands for it; the loader leaves it alone from now on."""
    row.confirmed_at = clock.now()
    row.confirmed_by_id = by.user_id


@transaction.atomic
def confirm_row(*, by: Actor, row: Confirmable) -> None:
    """Confirm one loaded row; an agreement without its dates is refused."""
    refuse_undated(row)
    kept = type(row)._default_manager.select_for_update(of=("self",)).get(pk=row.pk)  # noqa: SLF001 - public in Django
    if kept.to_confirm:
        seal(kept, by)
        kept.save(update_fields=["confirmed_at", "confirmed_by"])


@transaction.atomic
def confirm_rows(*, by: Actor, rows: Sequence[Confirmable]) -> int:
    """Confirm every row of a list that still waits; gives how many.

    Agreements without their dates stay 'te bevestigen': nobody can confirm what is not filled in.
    """
    ready = [row.pk for row in rows if row.to_confirm and not undated(row)]
    if not ready:
        return 0
    waiting = type(rows[0])._default_manager.filter(pk__in=ready, confirmed_at=None)  # noqa: SLF001 - as above
    return int(waiting.update(confirmed_at=clock.now(), confirmed_by_id=by.user_id))


def undated(row: Confirmable) -> bool:
    """An agreement of which nothing is known but that it exists."""
    return isinstance(row, Agreement) and row.state_on(clock.today()) == AgreementState.DRAFT


def refuse_undated(row: Confirmable) -> None:
    """Raise Refused for an agreement without its dates."""
    if undated(row):
        raise Refused("Vul eerst de datums van deze overeenkomst in.")


@transaction.atomic
def save_organisation(
    *,
    by: Actor,
    name: str,
    region: str,
    phone: str,
    email: str,
    coordinator_email: str = "",
    website: str = "",
    crisis_lines: Sequence[dict[str, str]] = (),
) -> Organisation:
    """Give the house its name and numbers; the first time this makes the one row (Q53)."""
    ours = Organisation.objects.select_for_update(of=("self",)).order_by("pk").first() or Organisation()
    ours.name, ours.region, ours.phone, ours.email = name, region, phone, email
    ours.coordinator_email, ours.website, ours.crisis_lines = coordinator_email, website, list(crisis_lines)
    seal(ours, by)
    ours.save()
    return ours


@transaction.atomic
def save_municipality(*, by: Actor, municipality: Municipality) -> None:
    """Keep a municipality as it was filled in on the admin's own form."""
    municipality.search_name = search_form(municipality.name)
    seal(municipality, by)
    municipality.save()
