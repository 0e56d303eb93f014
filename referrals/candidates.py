"""Who may be asked for one aanmelding (R163, R169, Q27, Q48, section 3.1, A08).

Whoever is not callable, or does not hold the role of gids, is in no list at all. The rows come from
`candidate_rows.py`, the order and the reasons from `matching.py`.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta

from oev import clock
from referrals.candidate_rows import AHEAD_DAYS, GENDERS, first_people, language_code, people
from referrals.candidate_rows import Found as Rows
from referrals.matching import Candidate, DayPart, Match, Moment, SetAside, Wish, best, obstacles, set_aside
from referrals.models import Referral, ReferralPerson
from referrals.states import OPEN_ASSIGNMENTS, ReachKind, SubjectKind
from volunteers.models import Volunteer

BEST = 5
SHOWN_ASIDE = 30
SUBJECTS = {SubjectKind.SELF: "person", SubjectKind.CONTEXT: "relative", SubjectKind.PROFESSIONAL: "professional"}
HOURS = (
    (DayPart.MORNING, time(6), time(12)),
    (DayPart.AFTERNOON, time(12), time(18)),
    (DayPart.EVENING, time(18), time(22)),
)
NOT_FREE = "niet vrij op dat moment"
DOES_IT = "doet dit gesprek al"


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to "who?": the five best with reasons, and the folded list 'nu niet te vragen'.

    `may_exceed`: those of `set_aside` whom only the own maximum bars; asking them anyway is possible (A08).
    `names`: full name by primary key of everybody in the lists.
    """

    best: list[Match]
    set_aside: list[SetAside]
    may_exceed: list[SetAside]
    names: dict[int, str] = field(default_factory=dict)

    @property
    def nobody(self) -> bool:
        """True when there is nobody left to ask without going beyond something."""
        return not self.best


def candidates_for(referral: Referral, now: datetime) -> Found:
    """Who may be asked for this aanmelding now, best first; three queries at most, whatever the number of people."""
    wish = wish_of(referral, now)
    return _lists(first_people(referral, wish, BEST, SHOWN_ASIDE), wish)


def callers_for(referral: Referral, now: datetime) -> Found:
    """Who of the vliegende ploeg may be asked to call once more, best first (R091); not who does the talk."""
    wish = call_wish_of(referral, now)
    busy = set(referral.assignments.filter(state__in=OPEN_ASSIGNMENTS).values_list("volunteer_id", flat=True))
    return _lists([one for one in people(referral, now, outreach=True) if one[0].pk not in busy], wish)


def _lists(found: Rows, wish: Wish) -> Found:
    away = {who.pk for who, row in found if row["away_today"]} if not wish.moments else set()
    here = [who for who, _ in found if who.pk not in away]
    absent = [SetAside(who, (NOT_FREE,), can_ask_anyway=False) for who, _ in found if who.pk in away]
    first = list(best(here, wish, BEST))
    aside = [*set_aside(here, wish, SHOWN_ASIDE), *absent][:SHOWN_ASIDE]
    shown = {*(one.candidate.pk for one in first), *(one.candidate.pk for one in aside)}
    return Found(
        best=first,
        set_aside=aside,
        may_exceed=[one for one in aside if one.can_ask_anyway],
        names={who.pk: f"{row['first_name']} {row['last_name']}".strip() for who, row in found if who.pk in shown},
    )


def reasons_against(
    referral: Referral, volunteer: Volunteer, now: datetime, *, over_maximum: bool = False, outreach: bool = False
) -> list[str] | None:
    """Why this one person is not asked, in words; None when not callable or without the role of gids.

    `outreach`: to call once more; None when not of the vliegende ploeg.

    `over_maximum`: the own maximum is no reason, because the person may go over it by saying yes (A08).
    """
    found = people(referral, now, only=volunteer.pk, outreach=outreach)
    if not found:
        return None
    candidate, row = found[0]
    if outreach and referral.assignments.filter(volunteer=volunteer, state__in=OPEN_ASSIGNMENTS).exists():
        return [DOES_IT]
    wish = call_wish_of(referral, now) if outreach else wish_of(referral, now)
    missing = [one.reason for one in obstacles(candidate, wish) if not (over_maximum and one.soft)]
    return missing + ([NOT_FREE] if row["away_today"] and not wish.moments else [])


def wish_of(referral: Referral, now: datetime) -> Wish:
    """What this aanmelding asks for; somebody on a ward can be visited until a known hour."""
    site = referral.site
    until = None
    if referral.reach_kind == ReachKind.WARD:
        until = ReferralPerson.objects.filter(referral=referral).values_list("reachable_until", flat=True).first()
    town = site.municipality
    located = town is not None and town.latitude is not None and town.longitude is not None
    return Wish(
        today=now.astimezone(clock.BRUSSELS).date(),
        subject=SUBJECTS[SubjectKind(referral.subject_kind)],  # type: ignore[arg-type]
        experience=referral.wish_experience if referral.wish_experience in ("own", "context") else None,  # type: ignore[arg-type]
        gender=GENDERS.get(referral.wish_gender, ""),
        language=language_code(referral.wish_language),
        moments=moments_until(now, until) if until else (),
        at_site=site.bedside_visits and referral.reach_kind == ReachKind.WARD,
        site_name=site.name,
        near=(town.latitude, town.longitude) if located and not referral.phone_only else None,  # type: ignore[union-attr, arg-type]
    )


def call_wish_of(referral: Referral, now: datetime) -> Wish:
    """What a call asks for: the wishes of the person; where it is and when somebody is there make no difference."""
    return replace(wish_of(referral, now), moments=(), at_site=False, near=None)


def moments_until(now: datetime, until: datetime) -> tuple[Moment, ...]:
    """The parts of days between now and then in which somebody can come, a week ahead at most."""
    first, last = now.astimezone(clock.BRUSSELS), until.astimezone(clock.BRUSSELS)
    days = [first.date() + timedelta(days=ahead) for ahead in range(AHEAD_DAYS)]
    return tuple(
        Moment(day, part)
        for day in days
        for part, begin, end in HOURS
        if clock.local(day, begin) < last and clock.local(day, end) > first
    )


__all__ = ["Candidate", "Found", "callers_for", "candidates_for", "moments_until", "reasons_against", "wish_of"]
