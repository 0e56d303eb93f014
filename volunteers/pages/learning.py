"""Pages around the catalogue: what partners propose, and what people would like to learn (P17, R110, R321)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count
from django.urls import reverse

from oev import clock
from oev.accounts.actor import Actor
from oev.prepared import Prepared
from oev.registry import WorkRow
from volunteers.kinds import OfferedTraining, TrainingTheme
from volunteers.models import StandingSpan, TrainingOffer, TrainingSession, TrainingWish, Volunteer
from volunteers.states import Status

LAST_OFFERS = 20
A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class OfferLine:
    """A proposal as the professional reads it: what, when, what became of it. Never who came (P17)."""

    pk: int
    title: str
    line: str
    tag: str
    tag_kind: str
    may_withdraw: bool


def own_offers(actor: Actor) -> list[OfferLine]:
    """What the reader's organisation proposed, the last one first; one query."""
    return [_offer_line(one) for one in TrainingOffer.objects.visible_to(actor).newest_first()[:LAST_OFFERS]]


def _offer_line(offer: TrainingOffer) -> OfferLine:
    at = offer.session or offer
    line = f"{clock.say_moment(at.starts_at).capitalize()}, {at.place}"
    if offer.state == OfferedTraining.NOT_NOW:
        line = f"{line}. Dank je voor het voorstel. Een andere keer graag."
    tag, kind = _became(offer)
    waits = offer.state == OfferedTraining.WAITING and offer.starts_at > clock.now()
    return OfferLine(offer.pk, offer.title, line, tag, kind, waits)


def _became(offer: TrainingOffer) -> tuple[str, str]:
    if offer.state == OfferedTraining.NOT_NOW:
        return "nu niet", "neutral"
    if offer.session is not None and offer.session.cancelled_at is not None:
        return "gaat niet door", "zon"
    if (offer.session or offer).starts_at <= clock.now():
        return "voorbij", "neutral"
    waits = offer.state == OfferedTraining.WAITING
    return ("wacht op antwoord", "zon") if waits else ("staat in het aanbod", "den")


def offered_rows(actor: Actor) -> list[WorkRow]:
    """What waits for the coordinator: in the catalogue with one tap, or not now; one query."""
    if not actor.is_coordinator:
        return []
    return [_offered_row(one) for one in OFFERED.rows(actor=actor, now=clock.now())]


OFFERED = Prepared(lambda actor, now: TrainingOffer.objects.visible_to(actor).waiting(now), actor=Actor, now=datetime)


def _offered_row(offer: TrainingOffer) -> WorkRow:
    line = f"{offer.partner}: {clock.say_moment(offer.starts_at)}, {offer.place}"
    return WorkRow(
        title=offer.title,
        line=f"{line}. Voor wie: {offer.for_whom}" if offer.for_whom else line,
        tag=offer.get_theme_display() if offer.theme else "",
        action_label="Zet in het aanbod",
        action_url=reverse("volunteers:training_offer_take", args=[offer.pk]),
        method="post",
        second_label="Nu niet",
        second_url=reverse("volunteers:training_offer_decline", args=[offer.pk]),
        second_method="post",
    )


@dataclass(frozen=True, slots=True)
class ThemeChoice:
    """A theme, and whether this person chose it."""

    value: str
    label: str
    chosen: bool


def theme_choices(person: Volunteer) -> list[ThemeChoice]:
    """Every theme, with what this person would like to learn about; one query."""
    chosen = set(TrainingWish.objects.themes_of(person))
    return [ThemeChoice(one.value, one.label.capitalize(), one.value in chosen) for one in TrainingTheme]


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """How many people would like to learn about a theme, and how often it was given in the last year."""

    label: str
    people: int
    given: int

    @property
    def line(self) -> str:
        """'Het laatste jaar 2 keer gegeven.'"""
        return f"Het laatste jaar {self.given} keer gegeven." if self.given else "Het laatste jaar niet gegeven."

    @property
    def tag(self) -> str:
        """'4 mensen', or nothing."""
        return f"{self.people} {'persoon' if self.people == 1 else 'mensen'}" if self.people else ""


def theme_lines(day: date) -> list[ThemeLine]:
    """What the year's cycle is made of: each theme by how many would like it, without a name (R321); two queries.

    Whoever stopped is not counted.
    """
    here = StandingSpan.objects.on(day).exclude(status=Status.STOPPED).values("volunteer")
    wishes = TrainingWish.objects.filter(volunteer__in=here).order_by().values_list("theme").annotate(Count("pk"))
    held = TrainingSession.objects.held_between(clock.start_of(day - A_YEAR), clock.now())
    people = dict(wishes)
    given = dict(held.order_by().values_list("training__theme").annotate(Count("pk")))
    lines = [ThemeLine(one.label.capitalize(), people.get(one, 0), given.get(one, 0)) for one in TrainingTheme]
    return sorted(lines, key=lambda line: -line.people)
