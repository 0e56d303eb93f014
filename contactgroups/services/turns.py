"""Turns: who is asked, what is answered, and what happens when a leader falls away (R087, R120, A07).

Nobody leads without a yes. 'Nu niet' needs no reason, is never counted, and goes on to the next leader (R075).
"""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import Enum

from django.db import transaction

from contactgroups.models import GroupRole, RosterTurn, TurnQuestion
from contactgroups.roster import next_leader
from contactgroups.rotation import rotation_of
from contactgroups.services.locks import lock_turn, lock_turns, lock_volunteers
from contactgroups.states import GroupRoleKind, MeetingState, QuestionState, TurnState
from oev import clock
from oev.accounts.actor import Actor
from oev.errors import Refused
from oev.outbox.services import post_letter
from volunteers.models import Volunteer

WARN_BEFORE = (timedelta(days=7), timedelta(days=2))  # R120
LETTER_AHEAD = timedelta(days=21)  # a whole quarter is not asked by mail at once
NOT_CALLABLE = "Deze persoon is nu niet oproepbaar."


class Answered(Enum):
    """What came of an answer."""

    YES = "yes"
    NOT_NOW = "not_now"
    TAKEN = "taken"
    GONE = "gone"


@transaction.atomic
def ask_for_turn(*, by: Actor, turn: RosterTurn, volunteer_id: int | None = None) -> TurnQuestion | None:
    """Ask this person, or else the next in the rotation, to lead; whoever had the turn is set free.

    Returns the open question, or None when nobody is left to ask.
    """
    if volunteer_id is not None:
        lock_volunteers(volunteer_id)
    turn = lock_turn(turn.pk)
    _refuse_past(turn)
    if volunteer_id is None:
        _set_free(turn)
        return ask_next(turn)
    if turn.volunteer_id == volunteer_id and turn.state == TurnState.CONFIRMED:
        raise Refused("Deze persoon leidt de bijeenkomst al.", field="who")
    _refuse_unfit(turn, volunteer_id)
    _set_free(turn)
    return _ask(turn, volunteer_id)


@transaction.atomic
def answer_turn(*, question: TurnQuestion, yes: bool) -> Answered:
    """The answer of the person who was asked, given once; a second click gives the same result.

    A yes locks the person, so that yes and 'even niet oproepbaar' in the same second have one outcome.
    """
    if question.volunteer_id is None:
        return Answered.GONE
    lock_volunteers(question.volunteer_id)
    turn = lock_turn(question.turn_id)
    question = TurnQuestion.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.state == QuestionState.NOT_NOW and not yes:
        return Answered.NOT_NOW
    if question.state == QuestionState.YES and yes:
        return Answered.YES
    if question.state != QuestionState.OPEN or question.volunteer_id is None:
        return Answered.TAKEN if turn.state == TurnState.CONFIRMED else Answered.GONE
    if not yes:
        _close(question, QuestionState.NOT_NOW)
        _leave(turn, question.volunteer_id)
        return Answered.NOT_NOW
    return _take(turn, question)


def _take(turn: RosterTurn, question: TurnQuestion) -> Answered:
    """The first yes wins; the other questions about this turn end."""
    person = question.volunteer_id
    if turn.state == TurnState.CONFIRMED:
        _close(question, QuestionState.WITHDRAWN)
        return Answered.TAKEN
    if _is_past(turn) or person is None or not _is_callable(person):
        _close(question, QuestionState.WITHDRAWN)
        return Answered.GONE
    _close(question, QuestionState.YES)
    _confirm(turn, person)
    return Answered.YES


@transaction.atomic
def note_answer(*, by: Actor, turn: RosterTurn, volunteer_id: int, yes: bool) -> Answered:
    """An answer given by phone to coordinator, vertegenwoordiger or trekker (Q45).

    A yes of somebody else than the present leader replaces that leader: the caller spoke with both.
    """
    lock_volunteers(volunteer_id)
    turn = lock_turn(turn.pk)
    _refuse_past(turn)
    if not yes:
        _close(_question(turn, volunteer_id), QuestionState.NOT_NOW)
        _leave(turn, volunteer_id)
        return Answered.NOT_NOW
    _refuse_unfit(turn, volunteer_id)
    if turn.state == TurnState.CONFIRMED and turn.volunteer_id == volunteer_id:
        return Answered.YES
    _set_free(turn)
    return _take(turn, _question(turn, volunteer_id))


@transaction.atomic
def take_turn(*, by: Actor, turn: RosterTurn) -> Answered:
    """'Ik doe dit': somebody of the group takes a turn that nobody leads; the first one has it."""
    turn, who = _lock_as_volunteer(by, turn, "Enkel iemand van de groep neemt een beurt over.")
    _refuse_unfit(turn, who)
    if turn.state == TurnState.CONFIRMED:
        return Answered.YES if turn.volunteer_id == who else Answered.TAKEN
    return _take(turn, _question(turn, who))


def _lock_as_volunteer(by: Actor, turn: RosterTurn, refusal: str) -> tuple[RosterTurn, int]:
    """The coming turn and the volunteer that the actor is, both locked."""
    if by.volunteer_id is None:
        raise Refused(refusal)
    lock_volunteers(by.volunteer_id)
    turn = lock_turn(turn.pk)
    _refuse_past(turn)
    return turn, by.volunteer_id


@transaction.atomic
def hand_back_turn(*, by: Actor, turn: RosterTurn) -> None:
    """Whoever said yes can still say 'nu niet': the turn goes on to the next, nothing is counted (R075, 3.5)."""
    turn, who = _lock_as_volunteer(by, turn, "Enkel wie leidt, kan de beurt doorgeven.")
    if turn.volunteer_id != who:
        return
    asked = TurnQuestion.objects.filter(turn=turn, volunteer=who)
    if not asked.update(state=QuestionState.NOT_NOW, answered_at=clock.now()):
        _close(_question(turn, who), QuestionState.NOT_NOW)
    _leave(turn, who)


def ask_next(turn: RosterTurn) -> TurnQuestion | None:
    """Ask the callable leader who led longest ago and would not lead two weeks running (A07).

    The turn must be locked and without leader. None when nobody is left: the trekker reads "nog niemand".
    """
    rotation = rotation_of(turn.meeting.group_id, clock.today())
    wanted = rotation.turns.get(turn.meeting_id)
    chosen = next_leader(wanted, rotation.leaders, rotation.turns.values()) if wanted else None
    _warn_when_near(turn)
    if chosen is None or chosen.leader is None:
        return None
    turn.reason = chosen.reason
    turn.save(update_fields=["reason"])
    return _ask(turn, chosen.leader)


def resume_search(meeting_id: int) -> None:
    """A meeting that goes on after all: when nobody leads it, the search goes on."""
    for turn in lock_turns(RosterTurn.objects.filter(meeting=meeting_id).values_list("pk", flat=True)):
        if turn.state == TurnState.SEEKING:
            ask_next(turn)
        elif turn.state == TurnState.PROPOSED and turn.published and turn.volunteer_id:
            _ask(turn, turn.volunteer_id)


def seek_replacements(turns: Iterable[RosterTurn]) -> None:
    """Locked turns whose leader fell away: nobody's name stays, and each is offered on, in order of date (R077)."""
    ordered = sorted(turns, key=lambda turn: turn.meeting.starts_at)
    for turn in ordered:
        _set_free(turn)
    for turn in ordered:
        if turn.state == TurnState.SEEKING and turn.meeting.state == MeetingState.PLANNED:
            ask_next(turn)


def post_question(question: TurnQuestion, starts_at: datetime) -> None:
    """The letter 'Kan jij op …?', three weeks before at the earliest."""
    post_letter("turn_asked", question.pk, not_before=max(clock.now(), starts_at - LETTER_AHEAD))


def new_question(turn_id: int, volunteer_id: int) -> TurnQuestion:
    """An open question, not saved yet, with its own secret address."""
    return TurnQuestion(turn_id=turn_id, volunteer_id=volunteer_id, secret=secrets.token_urlsafe(32)[:43])


def _ask(turn: RosterTurn, volunteer_id: int) -> TurnQuestion:
    question = _question(turn, volunteer_id)
    post_question(question, turn.meeting.starts_at)
    return question


def _question(turn: RosterTurn, volunteer_id: int) -> TurnQuestion:
    """The open question to this person about this turn, made when there is none."""
    question = TurnQuestion.objects.filter(turn=turn, volunteer=volunteer_id, state=QuestionState.OPEN).first()
    if question is None:
        question = new_question(turn.pk, volunteer_id)
        question.save(force_insert=True)
    return question


def _close(question: TurnQuestion, state: QuestionState) -> None:
    question.state, question.answered_at = state, clock.now()
    question.save(update_fields=["state", "answered_at"])


def _confirm(turn: RosterTurn, volunteer_id: int) -> None:
    TurnQuestion.objects.filter(turn=turn, state=QuestionState.OPEN).update(
        state=QuestionState.WITHDRAWN, answered_at=clock.now()
    )
    turn.volunteer_id, turn.state, turn.published, turn.since = volunteer_id, TurnState.CONFIRMED, True, clock.now()
    turn.save(update_fields=["volunteer", "state", "published", "since"])


def _set_free(turn: RosterTurn) -> None:
    """Take the name off a turn: a draft becomes free again, a published turn seeks a replacement."""
    if turn.volunteer_id is not None:
        TurnQuestion.objects.filter(turn=turn, volunteer=turn.volunteer_id, state=QuestionState.OPEN).update(
            state=QuestionState.WITHDRAWN, answered_at=clock.now()
        )
    turn.state = TurnState.SEEKING if turn.published or turn.state == TurnState.SEEKING else TurnState.FREE
    turn.volunteer_id, turn.reason, turn.since = None, "", clock.now()
    turn.save(update_fields=["volunteer", "state", "reason", "since"])


def _leave(turn: RosterTurn, volunteer_id: int) -> None:
    """This person does not lead this turn; the next is asked, unless somebody else leads or is asked already."""
    if turn.volunteer_id == volunteer_id:
        _set_free(turn)
    others = TurnQuestion.objects.filter(turn=turn, state=QuestionState.OPEN)
    if turn.volunteer_id is None and not others.exists():
        ask_next(turn)


def _warn_when_near(turn: RosterTurn) -> None:
    """Two days before, or at once when it is later than that, the trekkers hear that nobody leads yet (R120)."""
    if turn.meeting.starts_at - clock.now() <= WARN_BEFORE[-1]:
        warn_organisers(turn, clock.now())


def warn_organisers(turn: RosterTurn, moment: datetime) -> None:
    """The letter 'Nog niemand op …' to the trekkers of the group; at delivery it is asked whether it is still so."""
    day = moment.astimezone(clock.BRUSSELS).date()
    organisers = GroupRole.objects.held_on(clock.today()).filter(
        group=turn.meeting.group_id, kind=GroupRoleKind.ORGANISER
    )
    for pk in organisers.values_list("volunteer_id", flat=True):
        post_letter("turn_empty", turn.meeting_id, to_id=pk, on=day, not_before=moment)


def _is_past(turn: RosterTurn) -> bool:
    return turn.meeting.state != MeetingState.PLANNED or turn.meeting.starts_at <= clock.now()


def _refuse_past(turn: RosterTurn) -> None:
    if turn.meeting.state != MeetingState.PLANNED:
        raise Refused("Deze bijeenkomst gaat niet door.")
    if turn.meeting.starts_at <= clock.now():
        raise Refused("Deze bijeenkomst is al begonnen.")


def _is_callable(volunteer_id: int) -> bool:
    return Volunteer.objects.callable_on(clock.today()).filter(pk=volunteer_id).exists()


def _refuse_unfit(turn: RosterTurn, volunteer_id: int) -> None:
    """Q28: a gespreksleider is an ED of the group who is callable; the reason why not is never told."""
    roles = GroupRole.objects.held_on(clock.today()).filter(group=turn.meeting.group_id, volunteer=volunteer_id)
    if not roles.filter(kind__in=[GroupRoleKind.LEADER, GroupRoleKind.ORGANISER]).exists():
        raise Refused(NOT_CALLABLE, field="who")
    if not _is_callable(volunteer_id):
        raise Refused(NOT_CALLABLE, field="who")
