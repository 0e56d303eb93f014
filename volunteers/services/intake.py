"""On the way in: the talk, ticking points of the checklist, and taking a tick back (R031-R041, R186, P12)."""

from datetime import date, datetime, time

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.models import Outgoing
from oev.outbox.services import post_letter
from volunteers import checks, rules_doing
from volunteers.checklist import PAPERS, TALKED
from volunteers.kinds import CallKind, CheckState, IntakeItem, IntakeOutcome, SignalledBy
from volunteers.models import Engagement, IntakeCheck, IntakeTalk, Volunteer
from volunteers.services.follow_up import close_calls
from volunteers.services.gatherings import READ, tell_anew
from volunteers.services.plan_checks import note_plan_day, take_back_plan_day
from volunteers.services.standing_change import lock_person

NO_CANDIDATE = "Deze persoon is geen kandidaat meer."
# Which states somebody may give a point by hand; papers follow from a signature, the name from the person's choice.
STATES_BY_HAND = {
    IntakeItem.TRAINING: {CheckState.DONE, CheckState.PLANNED},
    IntakeItem.CHARTER: {CheckState.NOT_HERE},
}
MIDDAY = time(12)


def candidate_engagement(person: Volunteer) -> Engagement:
    """The engagement of somebody on the way in. Refused when the person started or stopped."""
    engagement = checks.open_engagement(person)
    if engagement is None or engagement.activated_on is not None:
        raise Refused(NO_CANDIDATE)
    return engagement


@transaction.atomic
def tick_item(
    *,
    by: Actor,
    volunteer: Volunteer,
    item: IntakeItem,
    state: CheckState = CheckState.DONE,
    on: date | None = None,
) -> IntakeCheck:
    """Note a point of the checklist, today unless said otherwise. Twice is once; another day or state replaces it.

    Only the vertegenwoordiger says that the vertegenwoordiger goes along (R030).
    """
    item, state = IntakeItem(item), CheckState(state)
    _check_by_hand(by, item, state)
    person = lock_person(volunteer)
    engagement = candidate_engagement(person)
    if state is not CheckState.PLANNED:
        checks.require_past(on or clock.today())
    standing: IntakeCheck | None = IntakeCheck.objects.standing().filter(engagement=engagement, item=item).first()
    if standing is not None and standing.state == state and on in (None, standing.on_day):
        return standing
    return _note(by, engagement, item, state, on or clock.today(), instead_of=standing)


def _check_by_hand(by: Actor, item: IntakeItem, state: CheckState) -> None:
    checks.require(rules_doing.may_keep_intake(by), checks.ONLY_STAFF)
    if item is IntakeItem.TOGETHER:
        checks.require(rules_doing.may_agree_to_start(by), checks.ONLY_REPRESENTATIVE)
    if item is IntakeItem.VISIBILITY:
        raise Refused("Dit punt volgt uit de keuze van de naam.")
    if item in PAPERS and state is not CheckState.NOT_HERE:
        raise Refused("Dit punt volgt uit een handtekening.")
    if state not in STATES_BY_HAND.get(item, set() if item in PAPERS else {CheckState.DONE}):
        raise Refused("Dat kan bij dit punt niet.")


def _note(
    by: Actor, engagement: Engagement, item: IntakeItem, state: CheckState, on: date, *, instead_of: IntakeCheck | None
) -> IntakeCheck:
    if instead_of is not None:
        _withdraw(by, instead_of)
    tick = IntakeCheck.objects.create(
        engagement=engagement, item=item, state=state, on_day=on, recorded_by_id=by.user_id
    )
    if item is IntakeItem.PLAN:
        note_plan_day(tick)
    return tick


def _withdraw(by: Actor, check: IntakeCheck) -> None:
    check.withdrawn_at, check.withdrawn_by_id = clock.now(), by.user_id
    check.save(update_fields=["withdrawn_at", "withdrawn_by"])
    if check.item == IntakeItem.PLAN:
        take_back_plan_day(check)


@transaction.atomic
def tick_talked(*, by: Actor, volunteer: Volunteer) -> int:
    """'Alles besproken': the points of the talk that were still open, at once, for today. Returns how many."""
    person = lock_person(volunteer)
    engagement = candidate_engagement(person)
    standing = set(
        IntakeCheck.objects.standing().filter(engagement=engagement, item__in=TALKED).values_list("item", flat=True)
    )
    fresh = [item for item in TALKED if item not in standing]
    for item in fresh:
        tick_item(by=by, volunteer=person, item=item)
    return len(fresh)


@transaction.atomic
def untick_item(*, by: Actor, volunteer: Volunteer, item: IntakeItem) -> None:
    """'Terugzetten': a point is open again; what stood there stays visible as rechtgezet. Twice is once."""
    checks.require(rules_doing.may_keep_intake(by), checks.ONLY_STAFF)
    item = IntakeItem(item)
    if item is IntakeItem.TOGETHER:
        checks.require(rules_doing.may_agree_to_start(by), checks.ONLY_REPRESENTATIVE)
    engagement = candidate_engagement(lock_person(volunteer))
    standing = IntakeCheck.objects.standing().filter(engagement=engagement, item=item).first()
    if standing is not None:
        _withdraw(by, standing)


def note_choice_of_names(by: Actor, person: Volunteer) -> None:
    """A candidate chose how others read the name: the point of the checklist follows (P02). The person is locked."""
    engagement = checks.open_engagement(person)
    if engagement is None or engagement.activated_on is not None:
        return
    if not IntakeCheck.objects.standing().filter(engagement=engagement, item=IntakeItem.VISIBILITY).exists():
        _note(by, engagement, IntakeItem.VISIBILITY, CheckState.DONE, clock.today(), instead_of=None)


@transaction.atomic
def plan_intake_talk(
    *,
    by: Actor,
    volunteer: Volunteer,
    starts_at: datetime,
    place: str = "",
    with_coordinator: bool = True,
    with_representative: bool = True,
) -> IntakeTalk:
    """A moment for the talk; another moment takes the place of the one that was planned. The candidate gets a letter.

    Whoever plans has reached the candidate: the call that waited in that office closes, and that of the coordinator.
    """
    checks.require(rules_doing.may_keep_intake(by), checks.ONLY_STAFF)
    checks.require(with_coordinator or with_representative, "Kies wie erbij is.", field="with_coordinator")
    person = lock_person(volunteer)
    engagement = candidate_engagement(person)
    planned: IntakeTalk | None = IntakeTalk.objects.filter(engagement=engagement, held_on=None).first()
    if planned is not None:
        same = (planned.starts_at, planned.place) == (starts_at, place)
        planned.with_coordinator, planned.with_representative = with_coordinator, with_representative
        if same:
            planned.save(update_fields=["with_coordinator", "with_representative"])
            return planned
        planned.delete()
    talk = IntakeTalk.objects.create(
        engagement=engagement,
        starts_at=starts_at,
        place=place,
        with_coordinator=with_coordinator,
        with_representative=with_representative,
    )
    for office in {by.hat.value, SignalledBy.COORDINATOR.value}:
        close_calls(person, CallKind.CANDIDATE, by=by, office=office)
    if starts_at > clock.now():
        post_letter("intake_planned", talk.pk)
    return talk


@transaction.atomic
def record_intake_talk(
    *,
    by: Actor,
    volunteer: Volunteer,
    held_on: date,
    outcome: IntakeOutcome,
    with_coordinator: bool = True,
    with_representative: bool = True,
) -> IntakeTalk:
    """The talk took place: the day, who was there, and what was agreed; never what was said. Twice is once."""
    checks.require(rules_doing.may_keep_intake(by), checks.ONLY_STAFF)
    checks.require_past(held_on, field="held_on")
    checks.require(with_coordinator or with_representative, "Kies wie erbij was.", field="with_coordinator")
    person = lock_person(volunteer)
    engagement = candidate_engagement(person)
    known = IntakeTalk.objects.filter(engagement=engagement)
    same: IntakeTalk | None = known.filter(held_on=held_on, outcome=outcome).first()
    if same is not None:
        return same
    talk: IntakeTalk = known.filter(held_on=None).first() or IntakeTalk(
        engagement=engagement, starts_at=clock.local(held_on, MIDDAY)
    )
    talk.held_on, talk.outcome = held_on, IntakeOutcome(outcome)
    talk.with_coordinator, talk.with_representative = with_coordinator, with_representative
    talk.save()
    close_calls(person, CallKind.CANDIDATE, by=by)
    return talk


@transaction.atomic
def cancel_intake_talk(*, by: Actor, volunteer: Volunteer) -> None:
    """The planned talk does not take place; nothing of it stays, and whoever read of it hears so. Twice is once."""
    checks.require(rules_doing.may_keep_intake(by), checks.ONLY_STAFF)
    engagement = candidate_engagement(lock_person(volunteer))
    planned = IntakeTalk.objects.filter(engagement=engagement, held_on=None)
    ahead = planned.filter(starts_at__gt=clock.now()).values("pk")
    read = Outgoing.objects.filter(code="intake_planned", fact_id__in=ahead, state__in=READ).exists()
    planned.delete()
    if read:
        tell_anew("intake_cancelled", engagement.pk)
