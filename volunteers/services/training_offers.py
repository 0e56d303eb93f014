"""Trainings that partners propose: the coordinator puts one in the catalogue with one tap, or not now (R110, P17)."""

from datetime import date, datetime

from django.db import transaction

from oev import clock, terms
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from oev.terms import TERMS, Term
from partners.models import PartnerContact
from volunteers import checks, rules_doing
from volunteers.kinds import OfferedTraining, TrainingTheme
from volunteers.models import Training, TrainingOffer, TrainingSession
from volunteers.services.training import plan_training, save_training

terms.register(
    training_offers=Term("Voorstellen van partners voor een vorming", "na de dag ervan", months=24, order=23)
)


@transaction.atomic
def offer_training(
    *, by: Actor, title: str, starts_at: datetime, place: str, theme: str = "", for_whom: str = ""
) -> TrainingOffer:
    """A professional proposes a training of the own organisation; the same one twice is once."""
    checks.require(rules_doing.may_offer_training(by), checks.ONLY_PROFESSIONAL)
    if starts_at <= clock.now():
        raise Refused("Kies een dag die nog komt.", field="day")
    contact = PartnerContact.objects.get(pk=by.contact_id or 0)
    offer, _ = TrainingOffer.objects.get_or_create(
        partner_id=contact.partner_id,
        title=title.strip(),
        starts_at=starts_at,
        state=OfferedTraining.WAITING,
        defaults={
            "theme": TrainingTheme(theme) if theme else "",
            "place": place.strip(),
            "for_whom": for_whom.strip(),
            "offered_by_id": by.user_id,
        },
    )
    return offer


@transaction.atomic
def take_offer(*, by: Actor, offer: TrainingOffer) -> TrainingSession:
    """It stands in the catalogue, with its moment; a training that the partner gives again is not doubled."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    offer = _locked(offer)
    if offer.session is not None:
        return offer.session
    _check_waiting(offer)
    if offer.starts_at <= clock.now():
        raise Refused("Deze dag is voorbij.")
    offer.session = plan_training(by=by, training=_entry_of(by, offer), starts_at=offer.starts_at, place=offer.place)
    _close(offer, OfferedTraining.TAKEN, by)
    post_letter("training_offer_answered", offer.pk, to_id=offer.offered_by_id)
    return offer.session


@transaction.atomic
def decline_offer(*, by: Actor, offer: TrainingOffer) -> None:
    """'Nu niet', without a reason. Twice is once."""
    checks.require(rules_doing.may_keep_training(by), checks.ONLY_COORDINATOR)
    offer = _locked(offer)
    if offer.state == OfferedTraining.NOT_NOW:
        return
    _check_waiting(offer)
    _close(offer, OfferedTraining.NOT_NOW, by)
    post_letter("training_offer_answered", offer.pk, to_id=offer.offered_by_id)


@transaction.atomic
def withdraw_offer(*, by: Actor, offer: TrainingOffer) -> None:
    """A professional of the partner takes it back as long as nobody answered. Twice is once."""
    checks.require(rules_doing.may_withdraw_offer(by, offer), checks.ONLY_PROFESSIONAL)
    offer = _locked(offer)
    if offer.state == OfferedTraining.WITHDRAWN:
        return
    _check_waiting(offer)
    _close(offer, OfferedTraining.WITHDRAWN, by)


def _locked(offer: TrainingOffer) -> TrainingOffer:
    rows = TrainingOffer.objects.select_for_update(of=("self",)).select_related("session")
    locked: TrainingOffer = rows.get(pk=offer.pk)
    return locked


def _check_waiting(offer: TrainingOffer) -> None:
    if offer.state != OfferedTraining.WAITING:
        raise Refused("Dit voorstel is al beantwoord.")


def _close(offer: TrainingOffer, state: OfferedTraining, by: Actor) -> None:
    offer.state, offer.closed_at, offer.closed_by_id = state, clock.now(), by.user_id
    offer.save(update_fields=["state", "closed_at", "closed_by", "session"])


def _entry_of(by: Actor, offer: TrainingOffer) -> Training:
    """The entry of the catalogue: the one that this partner has under this title, or a new one."""
    own = Training.objects.offered_on(clock.today()).filter(partner=offer.partner_id, title__iexact=offer.title)
    known: Training | None = own.first()
    if known is not None:
        return known
    summary = f"Voor wie: {offer.for_whom}" if offer.for_whom else ""
    entry = Training(title=offer.title, theme=offer.theme, partner_id=offer.partner_id, summary=summary)
    save_training(by=by, training=entry)
    return entry


@transaction.atomic
def forget_offers(day: date, *, dry_run: bool = False) -> int:
    """Proposals of two years ago go, whatever became of them; what is in the catalogue stays. Returns how many."""
    old = TrainingOffer.objects.filter(starts_at__lt=clock.start_of(TERMS["training_offers"].before(day)))
    return old.count() if dry_run else old.delete()[0]


def forget_offers_job(day: date, dry_run: bool) -> list[str]:
    """The retention job's part: old proposals go."""
    count = forget_offers(day, dry_run=dry_run)
    if not count:
        return []
    return ["1 oud voorstel voor een vorming gaat weg." if count == 1 else f"{count} oude voorstellen gaan weg."]
