"""Why not now: reasons for refusal as Dutch sentences; an empty list means that nothing stands in the way."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.errors import Refused
from oev.prepared import Prepared, any_of
from volunteers.kinds import ED_ONLY, CallKind, Role, SignalledBy, VolunteerKind
from volunteers.models import (
    CallTask,
    Contact,
    Document,
    Engagement,
    InsurancePolicy,
    Rest,
    ReturnAgreement,
    ReturnTalk,
    StandingSpan,
    Volunteer,
)
from volunteers.spans import facts_of
from volunteers.standing import Facts, Need, NeedKind, ReturnRecords, needs_sentence, still_needed
from volunteers.states import TRANSITIONS, RestKind, Status

ONLY_STAFF = "Dit doet de coördinator of de vertegenwoordiger."
ONLY_COORDINATOR = "Dit doet de coördinator."
ONLY_REPRESENTATIVE = "Dit doet de vertegenwoordiger."
ONLY_PROFESSIONAL = "Dit doet iemand van de partner."
NOT_YOURS = "Dit kan je niet voor iemand anders doen."
SOMEBODY_ELSE = "Over jezelf beslis je hier niet. Vraag het aan de coördinator of aan wie waarneemt."


def require(allowed: bool, sentence: str, *, field: str | None = None) -> None:
    """Refuse with this sentence unless it is allowed."""
    if not allowed:
        raise Refused(sentence, field=field)


def refuse_any(sentences: Sequence[str], *, field: str | None = None) -> None:
    """Refuse with all these sentences, if there are any."""
    if sentences:
        raise Refused(*sentences, field=field)


def require_past(day: date, *, field: str = "on") -> None:
    """Nothing is recorded for a day that is still to come (section 3)."""
    require(day <= clock.today(), "Kies vandaag of een dag die voorbij is.", field=field)


def can_become(source: Status | None, target: Status) -> bool:
    """The table of 3.1 knows this way."""
    return any(one.source is source and one.target is target for one in TRANSITIONS)


def open_engagement(volunteer: Volunteer) -> Engagement | None:
    """The engagement that runs, if any."""
    return Engagement.objects.standing().filter(volunteer=volunteer, stopped_on=None).first()


def is_candidate(volunteer: Volunteer) -> bool:
    """On the way in: an engagement that runs and did not start."""
    engagement = open_engagement(volunteer)
    return engagement is not None and engagement.activated_on is None


def running_rest(volunteer: Volunteer) -> Rest | None:
    """The rest that was not ended, if any."""
    return Rest.objects.standing().filter(volunteer=volunteer, until_on=None).first()


def slept_since(rest: Rest) -> date:
    """The first day of slapend behind a rest that only a return ends, also when a pause took its place (Q11)."""
    slept = Rest.objects.standing().filter(volunteer=rest.volunteer_id, kind=RestKind.SLEEP)
    days = slept.filter(from_on__lte=rest.from_on).order_by("-from_on").values_list("from_on", flat=True)
    last: date | None = days.first()
    return rest.from_on if last is None else last


def why_no_rest(volunteer: Volunteer, kind: RestKind, from_on: date, status: Status | None) -> list[str]:
    """Why somebody with this standing today cannot be put to rest from a day on."""
    target = Status.SLEEPING if kind is RestKind.SLEEP else Status.PAUSED
    if not can_become(status, target):
        return [_NOT_FROM.get(status, "Dat kan nu niet.")]
    engagement = open_engagement(volunteer)
    if engagement is None or engagement.activated_on is None or from_on < engagement.activated_on:
        return ["Kies een dag sinds de start als vrijwilliger."]
    last = Rest.objects.standing().filter(volunteer=volunteer).order_by("-from_on", "-pk").first()
    edge = (last.until_on or last.from_on) if last else None
    if edge and from_on < edge:
        return [f"Kies {clock.say_day(edge)} of een latere dag: daarvoor was er al een periode."]
    return []


_NOT_FROM = {
    None: "Deze persoon is nog niet gestart.",
    Status.CANDIDATE: "Deze persoon is nog kandidaat en wordt niet gevraagd.",
    Status.STOPPED: "Deze persoon is gestopt en wordt niet gevraagd.",
    Status.INACTIVE: "Er worden nu geen vragen gesteld. Bel ons gerust om af te spreken hoe het verder gaat.",
}


def records_of(
    ids: Sequence[int], talks: Mapping[int, ReturnTalk] | None = None, *, until: date | None = None
) -> dict[int, ReturnRecords]:
    """The last contact of the coordinator, the last agreement, and the talk of three that is open (Q11, R067).

    `talks` are the open talks of these people, where they are at hand; nothing after the day `until` counts.
    """
    people, by_then = list(ids), until or date.max
    said = {pk: (spoke, agreed) for pk, spoke, agreed in SAID.rows(ids=people, until=by_then)}
    talks = open_return_talks(ids) if talks is None else talks
    return {pk: return_records(spoke, agreed, talks.get(pk)) for pk, (spoke, agreed) in said.items()}


def _said(ids: list[int], until: date) -> Any:
    """By person the last contact of the coordinator and the last agreement."""
    spoke = _last(Contact.objects.standing().filter(hat=Hat.COORDINATOR.value, on_day__lte=until))
    agreed = _last(ReturnAgreement.objects.standing().filter(on_day__lte=until))
    return Volunteer.objects.filter(any_of("pk", ids)).order_by().values_list("pk", spoke, agreed)


def _last(rows: Any) -> Subquery:
    return Subquery(rows.filter(volunteer=OuterRef("pk")).order_by("-on_day").values("on_day")[:1])


SAID = Prepared(_said, ids=list, until=date)


def open_return_talks(ids: Collection[int]) -> dict[int, ReturnTalk]:
    """Talks of three that are asked or planned and not closed, by person."""
    return {talk.volunteer_id: talk for talk in OPEN_TALKS.rows(ids=list(ids))}


OPEN_TALKS = Prepared(lambda ids: ReturnTalk.objects.filter(any_of("volunteer_id", ids), closed_at=None), ids=list)


def return_records(spoke_on: date | None, agreed_on: date | None, talk: ReturnTalk | None) -> ReturnRecords:
    """The records of a return; `talk` is the talk of three that is open, if any."""
    return ReturnRecords(spoke_on, agreed_on, talk is not None, talk.day if talk else None)


def needs_of(volunteer: Volunteer, day: date) -> tuple[Need, ...]:
    """What must still happen before this person is callable again; () when nothing is missing (Q11, Q17, Q19)."""
    facts: Facts = facts_of([volunteer.pk])[volunteer.pk]
    return still_needed(facts, day, records_of([volunteer.pk], until=day)[volunteer.pk])


def why_no_return(volunteer: Volunteer, on: date) -> list[str]:
    """Why somebody cannot be made callable again on this day: no such rest, or what is still needed (Q11)."""
    rest = running_rest(volunteer)
    if rest is None or not rest.needs_return:
        return ["Hier valt niets te bevestigen."]
    if on < rest.from_on:
        return [f"Kies {clock.say_day(rest.from_on)} of een latere dag."]
    sentence = needs_sentence(needs_of(volunteer, on))
    return [sentence] if sentence else []


def why_no_return_talk(volunteer: Volunteer) -> list[str]:
    """Why there is nothing to talk about with three: no such rest, or the agreement is there already (R067)."""
    rest = running_rest(volunteer)
    if rest is None or not rest.needs_return:
        return ["Daarvoor is nu geen gesprek met drie nodig."]
    if all(need.kind is not NeedKind.AGREEMENT for need in needs_of(volunteer, clock.today())):
        return ["Dit is al samen besproken."]
    return []


def why_no_outcome(talk: ReturnTalk, by: Actor, on: date) -> list[str]:
    """Why what the three agreed cannot be written down: the coordinator does that of a planned talk, once it was."""
    if on < talk.rest.from_on:
        return [f"Kies {clock.say_day(talk.rest.from_on)} of een latere dag."]
    if by.is_coordinator and (talk.starts_at is None or talk.starts_at > clock.now()):
        return ["Dit gesprek is nog niet geweest. Kies eerst wanneer jullie elkaar zien."]
    return []


def why_no_end_of_pause(volunteer: Volunteer, on: date) -> list[str]:
    """Why a pause cannot simply be ended on this day."""
    rest = running_rest(volunteer)
    if rest is None:
        return ["Er loopt geen pauze."]
    if on < rest.from_on:
        return [f"Kies {clock.say_day(rest.from_on)} of een latere dag."]
    if rest.needs_return:
        needed = needs_sentence(needs_of(volunteer, on))
        return [needed or "Alles is rond. De coördinator of de vertegenwoordiger bevestigt dit."]
    return []


def why_no_way_back(volunteer: Volunteer, engagement: Engagement) -> list[str]:
    """Why a goodbye cannot be taken back any more: the name is gone, or the person began again since."""
    if volunteer.forgotten_on is not None:
        return ["De gegevens van deze persoon zijn gewist."]
    others = Engagement.objects.standing().filter(volunteer=volunteer).exclude(pk=engagement.pk)
    if others.filter(candidate_on__gte=engagement.candidate_on).exists():
        return ["Deze persoon begon intussen opnieuw."]
    return []


def why_no_account(volunteer: Volunteer) -> list[str]:
    """Why somebody cannot be given an account: no address, gestopt, or the address is of somebody else."""
    if not volunteer.email and volunteer.user_id is None:
        return ["Vul eerst een mailadres in."]
    if open_engagement(volunteer) is None:
        return [f"{volunteer.first_name} is gestopt. Een account is er voor wie meedoet."]
    others = Volunteer.objects.exclude(pk=volunteer.pk).filter(user__email=volunteer.email.strip().lower())
    if volunteer.user_id is None and others.exists():
        return ["Dit mailadres hoort al bij het account van iemand anders."]
    return []


def why_no_role(volunteer: Volunteer, role: Role, from_on: date) -> list[str]:
    """Why somebody cannot get a role from a day on: kind, standing, or no insurance (R190, R217, A15)."""
    if volunteer.kind == VolunteerKind.ORGANISATION and role in ED_ONLY:
        return ["Deze rol is voor ervaringsdragers."]
    span = StandingSpan.objects.on(clock.today()).filter(volunteer=volunteer).first()
    if span is None or span.status == Status.STOPPED:
        return ["Deze persoon is gestopt."]
    if span.status == Status.CANDIDATE:
        return ["Deze persoon is nog niet gestart."]
    return why_not_covered(role, from_on)


def why_not_covered(role: Role, from_on: date) -> list[str]:
    """The sentence of 6.1 when no policy covers this role from that day on: a new role waits for it (R190, A15)."""
    if InsurancePolicy.objects.covering(role, from_on).exists():
        return []
    day = f"{from_on.day} {clock.MONTHS[from_on.month - 1]}"
    name = Role(role).label
    return [f"Voor de rol {name} is geen verzekering gevonden vanaf {day}. Leg eerst de polis vast."]


def why_no_first_role(volunteer: Volunteer, role: Role, on: date) -> list[str]:
    """Why a candidate cannot begin with this role: it is for others, or no policy covers it (R190, R217, 6.1)."""
    if volunteer.kind == VolunteerKind.ORGANISATION and role in ED_ONLY:
        return ["Deze rol is voor ervaringsdragers."]
    return why_not_covered(role, on)


def why_no_rewording(document: Document) -> list[str]:
    """Why a text cannot be changed: somebody signed these words (R052)."""
    if document.pk and document.signatures.filter(withdrawn_at=None).exists():
        return ["Deze versie is al getekend. Maak een nieuwe versie."]
    return []


def why_no_companion(volunteer: Volunteer, companion: Volunteer | None) -> list[str]:
    """Why this person cannot be peter or meter: it is the newcomer, or somebody who is not asked now (R083)."""
    if companion is None:
        return []
    callable_today = StandingSpan.objects.on(clock.today()).callable().filter(volunteer=companion).exists()
    if companion.pk == volunteer.pk or not callable_today:
        return ["Kies iemand anders als peter of meter."]
    return []


# Calls that coordinator and vertegenwoordiger may make alike. What somebody asked of the vertegenwoordiger (P11), what
# both do in a voice of their own (R067, Q11) and what follows a talk stays where it is.
MAY_MOVE = frozenset({CallKind.TALK, CallKind.LAPSE, CallKind.WELCOME_BACK, CallKind.STAY_IN_TOUCH, CallKind.NEWCOMER})


def why_no_move(call: CallTask, office: SignalledBy) -> list[str]:
    """Why an open call cannot move to this office (Q43)."""
    if call.done_on is not None:
        return ["Er is al gebeld."]
    chosen = call.rest.may_call if call.rest else ""
    if call.kind not in MAY_MOVE or chosen not in ("", office):
        return ["Dit telefoontje blijft waar het is."]
    others = CallTask.objects.filter(volunteer=call.volunteer_id, kind=call.kind, for_office=office, done_on=None)
    return ["Deze persoon staat al op die lijst."] if others.exists() else []


def office_of(by: Actor) -> str:
    """In which office something is recorded: 'coordinator', 'representative' or 'person'."""
    return by.hat.value if by.wears(Hat.COORDINATOR, Hat.REPRESENTATIVE) else "person"
