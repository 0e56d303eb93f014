"""What of people must go, and when (Q42, section 4, privacy rule 4): the part of this app in 'bewaartermijnen'.

Nobody's standing of today changes by it. Set-based, and safe to run twice.
"""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from oev import clock, terms
from oev.outbox.models import Outgoing
from oev.terms import TERMS, Term
from volunteers.forgetting import close_accounts, forget_stopped
from volunteers.kinds import CallKind
from volunteers.models import CallTask, Engagement, IntakeTalk, Proposal, Rest, ReturnAgreement, ReturnTalk, Volunteer
from volunteers.services.standing_change import lock_people
from volunteers.spans import rebuild_spans
from volunteers.states import RestKind

terms.register(
    stopped=Term("Naam en contactgegevens van wie stopte", "na de laatste dag", settings.STOPPED_MONTHS, order=10),
    candidates=Term("Kandidaten die niet starten", "nadat ze stopten", settings.CANDIDATE_MONTHS, order=11),
    rests=Term("Wat voor rustperiode het was", "na de terugkeer", settings.REST_KIND_MONTHS, order=12),
    asked_calls=Term("Dat iemand wou praten", "na het telefoontje", months=3, order=13),
    import_done=Term("Bestanden die binnengebracht zijn", "nadat alles binnen is", days=1, order=20),
    imports=Term("Bestanden waarvan nog rijen wachten", "na het laden", days=30, order=21),
    lists=Term("Wat er op een lijst stond die vertrok", "na het vertrek", days=settings.PEOPLE_LIST_DAYS, order=22),
)
REST_CALLS = (CallKind.TALK, CallKind.STAY_IN_TOUCH, CallKind.ASKED_BACK, CallKind.TALK_OF_THREE)
REST_LETTERS = ("rest", "ask_again", "agreement_asked")
TALK_LETTERS = ("return_talk", "return_talk_office")
ASKED_CALLS = (CallKind.PLEASE_CALL, CallKind.AFTER_TALK, CallKind.SUPPORT)


def run(day: date, dry_run: bool) -> list[str]:
    """Rests become neutral, candidates are erased, names go, each after its term."""
    said = []
    rests = forget_kinds(day, dry_run=dry_run)
    if rests:
        said.append("1 rustperiode wordt neutraal." if rests == 1 else f"{rests} rustperiodes worden neutraal.")
    gone = erase_candidates(day, dry_run=dry_run)
    if gone:
        said.append("1 kandidaat die stopte, wordt gewist." if gone == 1 else f"{gone} kandidaten worden gewist.")
    asked = forget_asked_calls(day, dry_run=dry_run)
    if asked:
        said.append("1 vraag om te bellen wordt gewist." if asked == 1 else f"{asked} vragen om te bellen gaan weg.")
    nameless = forget_stopped(day, dry_run=dry_run)
    if nameless:
        words = "1 persoon die twee jaar geleden stopte, verliest" if nameless == 1 else f"{nameless} mensen verliezen"
        said.append(f"{words} de naam bij ons; de cijfers blijven.")
    return said


def old_rests(day: date) -> Any:
    """Rests whose kind may be forgotten: a year after the return, or after they were put right (Q42).

    A period that went on as another one is over when that one is.
    """
    limit = TERMS["rests"].before(day)
    goes_on = Rest.objects.standing().filter(
        Q(until_on=None) | Q(until_on__gt=limit),
        volunteer=OuterRef("volunteer"),
        from_on=OuterRef("until_on"),
        needs_return=True,
    )
    over = Q(withdrawn_at=None, until_on__lte=limit) & ~Exists(goes_on)
    righted = Q(withdrawn_at__lt=clock.start_of(limit))
    return Rest.objects.filter(over | righted).exclude(kind=RestKind.NEUTRAL)


@transaction.atomic
def forget_kinds(day: date, *, dry_run: bool = False) -> int:
    """Rewrite the kind everywhere: rests, spans, calls, agreements, letters, proposals (Q42). Gives how many."""
    if dry_run:
        return int(old_rests(day).count())
    people = sorted(set(old_rests(day).values_list("volunteer_id", flat=True)))
    lock_people(*people)
    rests = list(old_rests(day).filter(volunteer_id__in=people))
    ids = [rest.pk for rest in rests]
    _forget_traces(ids)
    Rest.objects.filter(pk__in=ids).update(
        kind=RestKind.NEUTRAL,
        needs_return=False,
        signalled_by="",
        letter_after=None,
        talked_on=None,
        may_call="",
        call_every_days=None,
        asked_on=None,
        wants_invitations=True,
    )
    rebuild_spans(*people)
    return len(ids)


def _forget_traces(rest_ids: list[int]) -> None:
    Outgoing.objects.filter(code__in=REST_LETTERS, fact_id__in=rest_ids).delete()
    talks = ReturnTalk.objects.filter(rest__in=rest_ids)
    Outgoing.objects.filter(code__in=TALK_LETTERS, fact_id__in=talks.values("pk")).delete()
    talks.delete()
    Proposal.objects.filter(rest__in=rest_ids).delete()
    CallTask.objects.filter(rest__in=rest_ids).delete()
    during = Rest.objects.filter(
        pk__in=rest_ids, volunteer=OuterRef("volunteer"), from_on__lte=OuterRef("on_day")
    ).filter(Q(until_on=None) | Q(until_on__gte=OuterRef("on_day")))
    ReturnAgreement.objects.filter(Exists(during)).delete()
    asked = Rest.objects.filter(pk__in=rest_ids, volunteer=OuterRef("volunteer"), until_on__gte=OuterRef("due_on"))
    CallTask.objects.filter(Exists(asked), kind__in=REST_CALLS, done_on__isnull=False).delete()


def forget_asked_calls(day: date, *, dry_run: bool = False) -> int:
    """That somebody wanted to talk is nobody's business once it was followed up; three months later it goes (P11)."""
    old = CallTask.objects.filter(kind__in=ASKED_CALLS, done_on__lte=TERMS["asked_calls"].before(day))
    return old.count() if dry_run else old.delete()[0]


def old_candidates(day: date) -> Any:
    """People who never started and stopped half a year ago or longer."""
    engagements = Engagement.objects.standing().filter(volunteer=OuterRef("pk"))
    limit = TERMS["candidates"].before(day)
    stayed = engagements.filter(Q(activated_on__isnull=False) | Q(stopped_on=None) | Q(stopped_on__gt=limit))
    return Volunteer.objects.filter(Exists(engagements)).exclude(Exists(stayed))


@transaction.atomic
def erase_candidates(day: date, *, dry_run: bool = False) -> int:
    """Erase candidates who never started, with an account that serves nothing else. Returns how many."""
    if dry_run:
        return int(old_candidates(day).count())
    people = lock_people(*old_candidates(day).values_list("pk", flat=True))
    for person in people:
        user = person.user
        Outgoing.objects.filter(_letters_of(person)).delete()
        person.delete()
        if user is not None:
            close_accounts([user], day)
    return len(people)


def _letters_of(candidate: Volunteer) -> Q:
    engagements = Engagement.objects.filter(volunteer=candidate).values("pk")
    talks = IntakeTalk.objects.filter(engagement__volunteer=candidate).values("pk")
    return (
        Q(code="candidacy_received", fact_id=candidate.pk)
        | Q(code__in=("candidacy_thanks", "intake_cancelled"), fact_id__in=engagements)
        | Q(code="intake_planned", fact_id__in=talks)
    )
