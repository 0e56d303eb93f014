"""Letters to people of the pool (6.5, 6.7): when, to whom, what they say, and whether they are still due.

Each kind is closed until the coordinator opens it (stille start, Q39). A letter holds the reader's own first name and
offices, nothing else about anybody.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from oev import clock
from oev.accounts.duty import holders
from oev.accounts.models import User
from oev.outbox.catalogue import Letter, Recipient, register
from oev.outbox.models import Outgoing, State
from oev.outbox.services import post_letter
from oev.prepared import Prepared
from volunteers.expected import expected_on
from volunteers.kinds import SignalledBy
from volunteers.links import sign_up_link
from volunteers.models import CallTask, Engagement, IntervisionSession, Rest, StandingSpan, Volunteer
from volunteers.reminding import REMINDERS, due_reminder
from volunteers.spans import facts_of
from volunteers.standing import standing_on
from volunteers.states import RestKind, Status

Context = Mapping[str, Any] | None
OFFERED_DAYS = 90


def _status(volunteer_id: int) -> str | None:
    span = StandingSpan.objects.on(clock.today()).filter(volunteer_id=volunteer_id).first()
    return span.status if span else None


def reader(volunteer_id: int | None) -> Recipient | None:
    """A person of the pool as reader; nobody who stopped gets a letter (Q46)."""
    person = Volunteer.objects.select_related("user").filter(pk=volunteer_id).first()
    if person is None or _status(person.pk) in {None, Status.STOPPED}:
        return None
    user = person.user
    email = person.email or (user.email if user is not None and user.is_active else "")
    return Recipient(email, person.first_name, person.prefers_phone, person.pk)


def of_volunteer(fact_id: int, to_id: int) -> Recipient | None:
    """The letter is about this person and for this person."""
    return reader(fact_id)


def of_addressee(fact_id: int, to_id: int) -> Recipient | None:
    """The letter is for this person, whatever it is about."""
    return reader(to_id)


def of_rest(fact_id: int, to_id: int) -> Recipient | None:
    """The person of a rest."""
    return reader(Rest.objects.filter(pk=fact_id).values_list("volunteer_id", flat=True).first())


def of_engagement(fact_id: int, to_id: int) -> Recipient | None:
    """The person of an engagement."""
    return reader(Engagement.objects.filter(pk=fact_id).values_list("volunteer_id", flat=True).first())


def of_call(fact_id: int, to_id: int) -> Recipient | None:
    """The person to call."""
    return reader(CallTask.objects.filter(pk=fact_id).values_list("volunteer_id", flat=True).first())


def of_user(fact_id: int, to_id: int) -> Recipient | None:
    """Somebody with an account: coordinator, vertegenwoordiger."""
    user = User.objects.filter(pk=to_id, is_active=True).first()
    return Recipient(user.email, user.get_short_name(), user.prefers_phone) if user else None


def say_list(words: list[str]) -> str:
    """'3 februari en 24 februari'."""
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def coming_sessions(until: date | None = None) -> list[IntervisionSession]:
    """Sessions still to come that count, up to and including a day; at most four."""
    sessions = IntervisionSession.objects.coming(clock.now()).filter(counts_for_activity=True)
    return [session for session in sessions[:4] if until is None or session.day <= until]


def say_short(day: date) -> str:
    """'3 februari'."""
    return f"{day.day} {clock.MONTHS[day.month - 1]}"


def coming_days(until: date | None = None) -> str:
    """'3 februari en 24 februari': the days of `coming_sessions`."""
    return say_list([say_short(session.day) for session in coming_sessions(until)])


def sign_up_lines(volunteer_id: int, until: date | None = None) -> list[dict[str, str]]:
    """Each session still to come with the address at which this person answers in one tap."""
    return [
        {"day": say_short(session.day), "link": sign_up_link(session.pk, volunteer_id)}
        for session in coming_sessions(until)
    ]


def still(status: Status, volunteer_id: int | None) -> bool:
    """This is the person's standing of today."""
    return volunteer_id is not None and _status(volunteer_id) == status


def _candidacy(fact_id: int, to_id: int) -> Context:
    return {} if still(Status.CANDIDATE, fact_id) else None


def _welcome(fact_id: int, to_id: int) -> Context:
    found = Engagement.objects.standing().filter(pk=fact_id, stopped_on=None).first()
    if found is None or not still(Status.ACTIVE, found.volunteer_id):
        return None
    return {"days": coming_days(), "companion": found.volunteer.companion_id is not None}


def _rest(fact_id: int, to_id: int) -> Context:
    running = Rest.objects.standing().filter(pk=fact_id, kind=RestKind.SLEEP, until_on=None)
    return {} if running.exists() else None


def _ask_again(fact_id: int, to_id: int) -> Context:
    running = Rest.objects.standing().filter(pk=fact_id, until_on=None, ask_again_on__lte=clock.today())
    return {} if running.exists() else None


def _lapse(fact_id: int, to_id: int) -> Context:
    call = CallTask.objects.filter(pk=fact_id).first()
    if call is None or not still(Status.INACTIVE, call.volunteer_id) or lapse_letters_wait(clock.today()):
        return None
    since = StandingSpan.objects.on(clock.today()).get(volunteer=call.volunteer_id).from_on
    return {"since": f"{since.day} {clock.MONTHS[since.month - 1]}", "days": coming_days()}


def _welcome_back(fact_id: int, to_id: int) -> Context:
    call = CallTask.objects.filter(pk=fact_id).first()
    return {"days": coming_days()} if call and still(Status.INACTIVE, call.volunteer_id) else None


def _agreement(fact_id: int, to_id: int) -> Context:
    running = Rest.objects.standing().filter(pk=fact_id, until_on=None, needs_return=True)
    return {} if running.exists() else None


def comes_in_time(volunteer_id: int, last_day: date) -> bool:
    """The person said yes to a session before the limit: nobody is told what he knows (R042)."""
    comes_on = expected_on([volunteer_id], clock.today()).get(volunteer_id)
    return comes_on is not None and comes_on <= last_day


def _reminder(code: str) -> Any:
    """Still due: the person stands active, and this is the reminder that the day is at (no intervisie came since)."""

    def context(fact_id: int, to_id: int) -> Context:
        facts = facts_of([fact_id])[fact_id]
        due = due_reminder(facts, clock.today()) if facts.engagements else None
        if due is None or due.code != code or comes_in_time(fact_id, due.last_day):
            return None
        seen = standing_on(facts, clock.today()).last_intervision
        return {
            "last_seen": clock.say_day(seen) if seen else "",
            "last_day": clock.say_day(due.last_day),
            "days": coming_days(due.last_day),
            "links": sign_up_lines(fact_id, due.last_day),
            "next_day": coming_days().split(" en ")[0].split(", ")[0],
        }

    return context


def lapse_letters_wait(day: date) -> bool:
    """Letters about a lapse wait: a held session has an open list, or no session was offered for 90 days (Q40)."""
    return bool(open_lists(day)) or not offered_lately(day)


def open_lists(day: date) -> int:
    """How many sessions held before this day's end have an open list."""
    return len(OPEN_LISTS.rows(now=clock.start_of(day + timedelta(days=1))))


OPEN_LISTS = Prepared(lambda now: IntervisionSession.objects.list_open(now).values_list("pk"), now=datetime)


def offered_lately(day: date) -> bool:
    """A session was offered in the last 90 days."""
    since, until = clock.start_of(day - timedelta(days=OFFERED_DAYS)), clock.start_of(day + timedelta(days=1))
    return bool(OFFERED.rows(since=since, until=until))


OFFERED = Prepared(
    lambda since, until: IntervisionSession.objects.filter(
        starts_at__gte=since, starts_at__lt=until, cancelled_at=None, counts_for_activity=True
    ).values_list("pk")[:1],
    since=datetime,
    until=datetime,
)


def post_lapse_letter(call: CallTask) -> None:
    """One letter a lapse, as soon as it may leave (Q40); when it must wait, the nightly round comes back to it."""
    day = clock.today()
    one = Outgoing.objects.filter(code="lapse", fact_id=call.pk).exclude(state=State.DROPPED)
    if not lapse_letters_wait(day) and not one.exists():
        post_letter("lapse", call.pk, on=day)


def ask_for_agreement(rest_id: int, office: SignalledBy) -> None:
    """'Een akkoord is gevraagd', to whoever holds the office today; once a day."""
    for user_id in holders(office, clock.today()):
        post_letter("agreement_asked", rest_id, to_id=user_id, on=clock.today())


def letter(code: str, title: str, when: str, subject: str, recipient: Any, context: Any, **sample: Any) -> None:
    """Put a letter of the pool in the catalogue; `sample` is what the preview shows."""
    to = "coördinator en vertegenwoordiger" if recipient is of_user else "de persoon zelf"
    register(Letter(code, title, when, to, subject, f"volunteers_{code}", recipient, context, sample))


def register_letters() -> None:
    """The letters about standing and intervisie."""
    days = "3 februari en 24 februari"
    letter(
        "candidacy_received", "Bedankt voor je bericht", "Iemand wordt kandidaat.",
        "Bedankt voor je bericht", of_volunteer, _candidacy,
    )  # fmt: skip
    letter("welcome", "Welkom", "Een kandidaat start.", "Welkom", of_engagement, _welcome, days=days, companion=True)
    letter(
        "rest", "Even niet oproepbaar", "Na ‘Ik sprak met …’, anders de dag na het signaal om 10 uur.",
        "Een bericht van ons", of_rest, _rest,
    )  # fmt: skip
    for code, (title, when, subject) in REMINDERS.items():
        seen = {
            "last_seen": "1 maart 2025", "last_day": "1 maart 2026", "days": days, "next_day": "3 februari",
            "links": [{"day": "3 februari", "link": "https://voorbeeld.be/kom-je/1/"}],
        }  # fmt: skip
        letter(code, title, when, subject, of_volunteer, _reminder(code), **seen)
    letter(
        "lapse", "Lang geen intervisie", "Na het telefoontje van de vertegenwoordiger, of na zeven dagen.",
        "Een bericht van ons", of_call, _lapse, since="2 maart", days=days,
    )  # fmt: skip
    letter(
        "welcome_back", "Terug na een pauze", "Een pauze stopt na meer dan een jaar zonder intervisie.",
        "Fijn dat je er weer bent", of_call, _welcome_back, days=days,
    )  # fmt: skip
    letter(
        "ask_again", "De vraag na een pauze", "Op de dag die de persoon zelf koos.",
        "Een vraag van ons", of_rest, _ask_again,
    )  # fmt: skip
    letter(
        "agreement_asked", "Een akkoord is gevraagd", "Iemand wil terug meedoen, of enkel het akkoord ontbreekt nog.",
        "Een akkoord is gevraagd", of_user, _agreement,
    )  # fmt: skip
