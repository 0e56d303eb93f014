"""States of aanmeldingen, offers and assignments, and the table of transitions (3.2, 3.6); imports nothing of ours."""

from django.db import models


class SubjectKind(models.TextChoices):
    """Voor wie? (R024)."""

    SELF = "self", "De persoon zelf"
    CONTEXT = "context", "Een naaste"
    PROFESSIONAL = "professional", "Ik als professional"


class ReachKind(models.TextChoices):
    """Hoe bereiken we?"""

    WARD = "ward", "Hier op de dienst"
    PHONE = "phone", "Op de gsm"
    VIA = "via", "Via mij"


class FeedbackLevel(models.IntegerChoices):
    """What the person allows the aanmelder to hear (Q23)."""

    RECEIVED = 0, "Enkel dat het goed ontvangen is"
    CONTACT = 1, "Ook dat er contact was"


class DuoKind(models.TextChoices):
    """With whom an ervaringsdrager goes when not alone (R313)."""

    GUIDE = "guide", "Nog iemand van ons"
    COORDINATOR = "coordinator", "De coördinator"
    SITE = "site", "Iemand van de dienst"


class ReferralState(models.TextChoices):
    """3.2."""

    RECEIVED = "received", "ontvangen"
    QUESTION = "question", "bijkomende vraag"
    SEARCHING = "searching", "zoekt iemand"
    FOUND = "found", "iemand gevonden"
    NOT_REACHED = "not_reached", "niet bereikt"
    CONTACTED = "contacted", "contact gelegd"
    RUNNING = "running", "lopend"
    CLOSED = "closed", "afgerond"
    HANDED_OVER = "handed_over", "doorgegeven aan partner"
    WITHDRAWN = "withdrawn", "ingetrokken"


S = ReferralState
OPEN_STATES = frozenset({S.RECEIVED, S.QUESTION, S.SEARCHING, S.FOUND, S.NOT_REACHED, S.CONTACTED, S.RUNNING})
TRANSITIONS: dict[ReferralState, frozenset[ReferralState]] = {
    S.RECEIVED: frozenset({S.QUESTION, S.SEARCHING, S.HANDED_OVER, S.CLOSED, S.WITHDRAWN}),
    S.QUESTION: frozenset({S.RECEIVED, S.SEARCHING, S.HANDED_OVER, S.CLOSED, S.WITHDRAWN}),
    S.SEARCHING: frozenset({S.SEARCHING, S.FOUND, S.HANDED_OVER, S.CLOSED, S.WITHDRAWN}),
    S.FOUND: frozenset({S.SEARCHING, S.CONTACTED, S.NOT_REACHED, S.CLOSED, S.WITHDRAWN}),
    S.NOT_REACHED: frozenset({S.SEARCHING, S.CONTACTED, S.RUNNING, S.CLOSED, S.WITHDRAWN}),
    S.CONTACTED: frozenset({S.SEARCHING, S.RUNNING, S.CLOSED, S.WITHDRAWN}),
    S.RUNNING: frozenset({S.SEARCHING, S.FOUND, S.CLOSED, S.WITHDRAWN}),
    S.CLOSED: frozenset(),
    S.HANDED_OVER: frozenset(),
    S.WITHDRAWN: frozenset(),
}


class OutreachResult(models.TextChoices):
    """How a call of the vliegende ploeg went (R091, A10)."""

    REACHED = "reached", "Bereikt"
    NOT_REACHED = "not_reached", "Niet bereikt"
    RATHER_NOT = "rather_not", "Liever niet"


class OfferState(models.TextChoices):
    """One question to one ervaringsdrager."""

    OPEN = "open", "gevraagd"
    YES = "yes", "ja"
    NOT_NOW = "not_now", "nu niet"
    LAPSED = "lapsed", "vervallen"
    WITHDRAWN = "withdrawn", "ingetrokken"


class AssignmentState(models.TextChoices):
    """3.6."""

    ACCEPTED = "accepted", "aangenomen"
    PLANNED = "planned", "gepland"
    DONE = "done", "uitgevoerd"
    FOLLOW_UP = "follow_up", "opvolging"
    CLOSED = "closed", "afgerond"
    REPLACING = "replacing", "vervanging zoeken"
    CANCELLED = "cancelled", "geannuleerd"


OPEN_ASSIGNMENTS = frozenset(
    {AssignmentState.ACCEPTED, AssignmentState.PLANNED, AssignmentState.DONE, AssignmentState.FOLLOW_UP}
)


A = AssignmentState
ASSIGNMENT_TRANSITIONS: dict[AssignmentState, frozenset[AssignmentState]] = {
    A.ACCEPTED: frozenset({A.PLANNED, A.DONE, A.FOLLOW_UP, A.CLOSED, A.REPLACING, A.CANCELLED}),
    A.PLANNED: frozenset({A.ACCEPTED, A.PLANNED, A.DONE, A.FOLLOW_UP, A.CLOSED, A.REPLACING, A.CANCELLED}),
    A.DONE: frozenset({A.DONE, A.FOLLOW_UP, A.CLOSED, A.REPLACING, A.CANCELLED}),
    A.FOLLOW_UP: frozenset({A.DONE, A.FOLLOW_UP, A.CLOSED, A.REPLACING, A.CANCELLED}),
    A.REPLACING: frozenset(),
    A.CLOSED: frozenset(),
    A.CANCELLED: frozenset(),
}


class TalkChannel(models.TextChoices):
    """How a talk took place (F29)."""

    BEDSIDE = "bedside", "aan bed"
    IN_PERSON = "in_person", "ter plaatse"
    PHONE = "phone", "telefoon"
    ONLINE = "online", "online"


class DurationBand(models.TextChoices):
    """How long it lasted, in bands."""

    SHORT = "short", "minder dan 30 minuten"
    MIDDLE = "middle", "30 tot 60 minuten"
    LONG = "long", "langer dan 60 minuten"


class Outcome(models.TextChoices):
    """How an aanmelding ended (3.2)."""

    GROUP = "group", "verder naar contactgroep"
    SELF_HELP = "self_help", "verder naar zelfhulpgroep"
    PROFESSIONAL = "professional", "verder naar een professional"
    EXTRA_TALK = "extra_talk", "extra gesprek"
    NOTHING_NOW = "nothing_now", "niets nodig nu"
    RATHER_NOT = "rather_not", "liever niet"
    NOT_REACHED = "not_reached", "niet bereikt"
