"""Letters about turns and meetings (6.7): the reader's own first name, a day, nothing that tells anything."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from contactgroups.models import GroupRole, GroupRoleRequest, Meeting, RosterTurn, TurnQuestion
from contactgroups.states import GroupRoleKind, MeetingState, QuestionState, TurnState
from oev import clock
from oev.outbox.catalogue import Letter, Recipient, register
from volunteers.emails import reader
from volunteers.models import Volunteer

Context = Mapping[str, Any] | None


def say_short(moment: datetime) -> str:
    """'19 mei'."""
    day = moment.astimezone(clock.BRUSSELS).date()
    return f"{day.day} {clock.MONTHS[day.month - 1]}"


def _address(name: str, *args: Any) -> str:
    return settings.SITE_URL + reverse(f"contactgroups:{name}", args=args)


def _of_question(fact_id: int, to_id: int) -> Recipient | None:
    return reader(TurnQuestion.objects.filter(pk=fact_id).values_list("volunteer_id", flat=True).first())


def _of_addressee(fact_id: int, to_id: int) -> Recipient | None:
    return reader(to_id)


def _asked(fact_id: int, to_id: int) -> Context:
    """Due while the question is open, nobody said yes, and the person is callable."""
    question = TurnQuestion.objects.waiting(clock.now()).filter(pk=fact_id, state=QuestionState.OPEN).first()
    if question is None:
        return None
    if not Volunteer.objects.callable_on(clock.today()).filter(pk=question.volunteer_id).exists():
        return None
    return {
        "date": say_short(question.turn.meeting.starts_at),
        "link": _address("turn_answer", question.secret),
    }


def _count(fact_id: int, to_id: int) -> Context:
    """Due while nobody has filled it in and the reader still runs or led that meeting."""
    meeting = Meeting.objects.held(clock.now()).filter(pk=fact_id, count=None).first()
    if meeting is None or not (_is_organiser(meeting, to_id) or _leads(meeting, to_id)):
        return None
    return {"date": say_short(meeting.starts_at), "link": _address("meeting_count", meeting.pk)}


def _empty(fact_id: int, to_id: int) -> Context:
    """Due while nobody leads and the reader is trekker."""
    turn = RosterTurn.objects.coming(clock.now()).filter(meeting=fact_id).select_related("meeting").first()
    if turn is None or turn.state == TurnState.CONFIRMED or not _is_organiser(turn.meeting, to_id):
        return None
    return {"date": say_short(turn.meeting.starts_at), "link": _address("my_groups")}


def _cancelled(fact_id: int, to_id: int) -> Context:
    """Due while the meeting is off and the reader would lead it."""
    meeting = Meeting.objects.filter(pk=fact_id, state=MeetingState.CANCELLED, starts_at__gte=clock.now()).first()
    if meeting is None or not _leads(meeting, to_id):
        return None
    return {"date": say_short(meeting.starts_at)}


def _is_organiser(meeting: Meeting, volunteer_id: int) -> bool:
    roles = GroupRole.objects.held_on(clock.today()).filter(group=meeting.group_id, volunteer=volunteer_id)
    return roles.filter(kind=GroupRoleKind.ORGANISER).exists()


def _leads(meeting: Meeting, volunteer_id: int) -> bool:
    return RosterTurn.objects.filter(meeting=meeting, volunteer=volunteer_id, published=True).exists()


def _of_request(fact_id: int, to_id: int) -> Recipient | None:
    return reader(GroupRoleRequest.objects.filter(pk=fact_id).values_list("volunteer_id", flat=True).first())


def _role_asked(fact_id: int, to_id: int) -> Context:
    """Due as long as nobody answered."""
    return {} if GroupRoleRequest.objects.filter(pk=fact_id, passed_at__isnull=False).exists() else None


SAMPLE = {"date": "19 mei", "link": "https://voorbeeld.be/beurt/voorbeeld/"}

register(
    Letter(
        code="turn_asked",
        title="Kan jij op …?",
        when="als er een beurt vrij is, ten vroegste drie weken vooraf",
        to="de gespreksleider die aan de beurt is",
        subject="Kan jij op {date}?",
        template="contactgroups_turn_asked",
        recipient=_of_question,
        context=_asked,
        sample=SAMPLE,
    )
)
register(
    Letter(
        code="meeting_count",
        title="Even invullen",
        when="de dag na een bijeenkomst die nog niet ingevuld is",
        to="de trekkers en wie het gesprek leidde",
        subject="Even invullen",
        template="contactgroups_meeting_count",
        recipient=_of_addressee,
        context=_count,
        sample=SAMPLE,
    )
)
register(
    Letter(
        code="turn_empty",
        title="Nog niemand op …",
        when="zeven en twee dagen voor een bijeenkomst zonder gespreksleider",
        to="de trekkers",
        subject="Nog niemand op {date}",
        template="contactgroups_turn_empty",
        recipient=_of_addressee,
        context=_empty,
        sample=SAMPLE,
    )
)
register(
    Letter(
        code="meeting_cancelled",
        title="De bijeenkomst gaat niet door",
        when="een kwartier na “Deze week niet”, als dat niet ongedaan gemaakt is",
        to="wie het gesprek zou leiden",
        subject="Op {date} gaat het niet door",
        template="contactgroups_meeting_cancelled",
        recipient=_of_addressee,
        context=_cancelled,
        sample=SAMPLE,
    )
)
register(
    Letter(
        code="group_role_asked",
        title="Een vraag om een rol in een groep",
        when="als de coördinator of de vertegenwoordiger een voorstel van een trekker doorgeeft",
        to="wie voorgesteld is",
        subject="Er is een vraag voor jou",
        template="volunteers_role_asked",
        recipient=_of_request,
        context=_role_asked,
        sample={},
    )
)
