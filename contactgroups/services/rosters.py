"""The roster of a group: a proposal with its reasons, and publishing it (R087, 6.2 task 4)."""

from django.db import transaction

from contactgroups.models import ContactGroup, RosterTurn, TurnQuestion
from contactgroups.roster import RosterPlan, plan_roster
from contactgroups.rotation import BALANCED_OVER, rotation_of
from contactgroups.services.locks import lock_turns
from contactgroups.services.turns import new_question, post_question
from contactgroups.states import QuestionState, TurnState
from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers.models import Volunteer


@transaction.atomic
def propose_turns(*, by: Actor, group: ContactGroup) -> RosterPlan:
    """Fill every open turn of the planned meetings fairly, as drafts that nobody but the maker sees.

    Published turns never move. A turn about which somebody is asked now is left alone.
    """
    today = clock.today()
    coming = RosterTurn.objects.coming(clock.now()).filter(meeting__group=group)
    turns = {turn.meeting_id: turn for turn in lock_turns(coming.values_list("pk", flat=True))}
    rotation = rotation_of(group.pk, today)
    if not rotation.leaders:
        raise Refused("Deze groep heeft nog geen gespreksleider die oproepbaar is.")
    to_plan = [turn for turn in rotation.to_plan(today) if turn.meeting in turns]
    plan = plan_roster(to_plan, rotation.leaders, since=today - BALANCED_OVER)
    changed = []
    for choice in plan.choices:
        turn = turns[choice.meeting]
        turn.volunteer_id, turn.published, turn.since = choice.leader, False, clock.now()
        turn.reason = choice.reason if choice.leader else ""
        turn.state = TurnState.PROPOSED if choice.leader else _state_without_leader(turn)
        changed.append(turn)
    RosterTurn.objects.bulk_update(changed, ["volunteer", "published", "since", "reason", "state"])
    return plan


def _state_without_leader(turn: RosterTurn) -> TurnState:
    return TurnState.SEEKING if turn.state == TurnState.SEEKING else TurnState.FREE


@transaction.atomic
def clear_drafts(*, by: Actor, group: ContactGroup) -> int:
    """Throw the drafts of a proposal away; returns how many turns are free again."""
    coming = RosterTurn.objects.coming(clock.now()).filter(meeting__group=group, published=False, state="proposed")
    turns = lock_turns(coming.values_list("pk", flat=True))
    for turn in turns:
        turn.volunteer_id, turn.state, turn.reason, turn.since = None, TurnState.FREE, "", clock.now()
    RosterTurn.objects.bulk_update(turns, ["volunteer", "state", "reason", "since"])
    return len(turns)


def count_drafts(*, group: ContactGroup) -> int:
    """How many turns of a proposal wait for 'Publiceer'."""
    coming = RosterTurn.objects.coming(clock.now()).filter(meeting__group=group)
    return coming.filter(published=False, state=TurnState.PROPOSED).count()


@transaction.atomic
def publish_roster(*, by: Actor, group: ContactGroup) -> int:
    """Show the drafts to the group and ask each leader; returns how many turns are asked.

    Whoever is not callable any more since the proposal is left out: that turn is free again. Publishing twice asks
    nobody twice.
    """
    drafts = RosterTurn.objects.coming(clock.now()).filter(meeting__group=group, published=False, state="proposed")
    turns = lock_turns(drafts.values_list("pk", flat=True))
    turns = [turn for turn in turns if turn.state == TurnState.PROPOSED and not turn.published]
    people = {turn.volunteer_id for turn in turns}
    fit = set(Volunteer.objects.callable_on(clock.today()).filter(pk__in=people).values_list("pk", flat=True))
    asked = []
    for turn in turns:
        turn.since = clock.now()
        if turn.volunteer_id in fit:
            turn.published = True
            asked.append(turn)
        else:
            turn.volunteer_id, turn.state, turn.reason = None, TurnState.FREE, ""
    RosterTurn.objects.bulk_update(turns, ["volunteer", "published", "state", "reason", "since"])
    _ask_all(asked)
    return len(asked)


def _ask_all(turns: list[RosterTurn]) -> None:
    open_now = set(
        TurnQuestion.objects.filter(turn__in=turns, state=QuestionState.OPEN).values_list("turn_id", "volunteer_id")
    )
    by_turn = {turn.pk: turn for turn in turns}
    new = [
        new_question(turn.pk, turn.volunteer_id)
        for turn in turns
        if turn.volunteer_id and (turn.pk, turn.volunteer_id) not in open_now
    ]
    for question in TurnQuestion.objects.bulk_create(new):
        post_question(question, by_turn[question.turn_id].meeting.starts_at)
