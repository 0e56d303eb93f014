"""How roles are insured: what ends, what took over, and whom it touches when nothing did (R190, R219, A15)."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from oev import clock
from oev.registry import GroupPart, registry
from volunteers.kinds import Role
from volunteers.models import InsurancePolicy, RoleHolding, Volunteer

REMIND_DAYS = 60


@dataclass(frozen=True, slots=True)
class Ending:
    """A policy whose last day is near, and the roles that nothing covers on the day after."""

    policy: InsurancePolicy
    roles: list[str]


@dataclass(frozen=True, slots=True)
class Touched:
    """A role that runs without cover: who (by key, and by name in order) and which groups."""

    role: str
    ids: frozenset[int]
    people: list[str]
    groups: list[str]

    @property
    def count(self) -> str:
        """'1 persoon' or '4 mensen': all that the bestuur reads."""
        return say_people(len(self.ids))


def say_people(number: int) -> str:
    """'niemand', '1 persoon' or '4 mensen'."""
    if number == 0:
        return "niemand"
    return "1 persoon" if number == 1 else f"{number} mensen"


def say_roles(roles: Iterable[str]) -> str:
    """'trekker, gespreksleider en starter'."""
    words = [Role(role).label for role in roles]
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def remind_on(policy: InsurancePolicy) -> date:
    """The day of the reminder: sixty days before the last day (R190). Of 2026-12-31 it is 2026-11-01."""
    return policy.until_on - timedelta(days=REMIND_DAYS)


def covered_roles(policies: Sequence[InsurancePolicy], day: date) -> set[str]:
    """Roles that one of these policies covers on a day; a tacitly renewed one goes on."""
    there = [one for one in policies if one.from_on <= day and (one.tacit_renewal or one.until_on >= day)]
    return {role for one in there for role in one.roles}


def policies_by_end() -> list[InsurancePolicy]:
    """Every policy, the first one to end first."""
    return list(InsurancePolicy.objects.order_by("until_on", "pk"))


def endings(day: date, policies: Sequence[InsurancePolicy] | None = None) -> list[Ending]:
    """Policies within sixty days of their end that nothing takes over, the first one first (A15).

    `policies` as of `policies_by_end`, where they are at hand.
    """
    policies = policies_by_end() if policies is None else policies
    found = []
    for policy in policies:
        if policy.tacit_renewal or not remind_on(policy) <= day <= policy.until_on:
            continue
        after = covered_roles(policies, policy.until_on + timedelta(days=1))
        left = [role for role in policy.roles if role not in after]
        if left:
            found.append(Ending(policy, left))
    return found


def touched(day: date, policies: Sequence[InsurancePolicy] | None = None) -> list[Touched]:
    """Roles that run on this day without cover, with people and groups; nothing stops by itself (A15).

    `policies` are all there are, where they are at hand; when they cover every role, nobody is looked up.
    """
    covered = covered_roles(list(InsurancePolicy.objects.all()) if policies is None else policies, day)
    if covered >= set(Role.values):
        return []
    who: dict[str, set[int]] = defaultdict(set)
    where: dict[str, set[str]] = defaultdict(set)
    for role, pk in RoleHolding.objects.running_on(day).exclude(role__in=covered).values_list("role", "volunteer_id"):
        who[role].add(pk)
    for part in group_parts(day):
        if part.needs_cover and part.role not in covered:
            who[part.role].add(part.volunteer_id)
            where[part.role].add(part.group)
    names = _names({pk for people in who.values() for pk in people})
    return [
        Touched(
            Role(role).label.capitalize(),
            frozenset(who[role]),
            sorted(names[pk] for pk in who[role]),
            sorted(where[role]),
        )
        for role in Role
        if role in who
    ]


def group_parts(day: date) -> list[GroupPart]:
    """Who does what in which group on this day, as the floor of groups says."""
    return [part for provider in registry.group_parts for part in provider(day)]


def _names(ids: set[int]) -> dict[int, str]:
    return {one.pk: one.full_name for one in Volunteer.objects.filter(pk__in=ids)} if ids else {}


def policy_lines(policies: Iterable[InsurancePolicy], day: date) -> list[dict[str, str]]:
    """Each policy in words: what it covers, with whom, and until when."""
    every = list(policies)
    return [
        {
            "name": one.name,
            "roles": say_roles(one.roles),
            "carrier": ", ".join(part for part in (one.carrier, one.number) if part),
            "holder": str(one.holder) if one.holder else "",
            "period": _period(one, day),
            "tag": _tag(one, every, day),
        }
        for one in every
    ]


def _tag(one: InsurancePolicy, every: Sequence[InsurancePolicy], day: date) -> str:
    if one.tacit_renewal or day < remind_on(one):
        return ""
    if day > one.until_on:
        return "voorbij"
    taken_over = set(one.roles) <= covered_roles(every, one.until_on + timedelta(days=1))
    return "" if taken_over else "loopt af"


def _period(one: InsurancePolicy, day: date) -> str:
    first, last = clock.say_day(one.from_on), clock.say_day(one.until_on)
    if one.tacit_renewal:
        return (
            f"Sinds {first}, telkens stilzwijgend verlengd"
            if one.until_on < day
            else (f"Van {first} tot en met {last}, daarna stilzwijgend verlengd")
        )
    return f"Van {first} tot en met {last}"
