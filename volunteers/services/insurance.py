"""Insurance policies: which roles are covered, from when until when (R190, P20, A15)."""

from datetime import date, timedelta

from django.db import transaction

from oev import clock
from oev.accounts.actor import Actor
from oev.accounts.duty import holders
from oev.accounts.models import OfficeKind
from oev.errors import Refused
from oev.outbox.models import Outgoing
from oev.outbox.services import Post, post_letters
from volunteers import checks, rules
from volunteers.models import InsurancePolicy
from volunteers.pages.insurance import endings, remind_on


@transaction.atomic
def save_policy(*, by: Actor, policy: InsurancePolicy) -> None:
    """Keep a policy as the coordinator filled it in; roles that run go on whatever it says (A15)."""
    checks.require(rules.may_keep_policies(by), checks.ONLY_COORDINATOR)
    if policy.until_on < policy.from_on:
        raise Refused("De laatste dag ligt voor de eerste.", field="until_on")
    if not policy.roles:
        raise Refused("Kies minstens één rol.", field="roles")
    policy.save()


@transaction.atomic
def renew_policy(*, by: Actor, policy: InsurancePolicy, until_on: date, number: str = "") -> InsurancePolicy:
    """The next period: a policy of its own that begins the day after, so that the old one can be read back (A15).

    Twice is once. A tacitly renewed policy renews itself; the new period takes over from the day after its last day.
    """
    checks.require(rules.may_keep_policies(by), checks.ONLY_COORDINATOR)
    old = InsurancePolicy.objects.select_for_update(of=("self",)).get(pk=policy.pk)
    from_on = old.until_on + timedelta(days=1)
    if until_on < from_on:
        raise Refused(f"Kies {clock.say_day(from_on)} of een latere dag.", field="until_on")
    same = InsurancePolicy.objects.filter(
        name=old.name, carrier=old.carrier, holder=old.holder, roles=old.roles, from_on=from_on
    )
    found: InsurancePolicy = same.first() or InsurancePolicy(
        name=old.name, carrier=old.carrier, holder=old.holder, roles=old.roles, from_on=from_on
    )
    found.until_on, found.number = until_on, number or old.number
    found.save()
    return found


def remind_of_policies(day: date, dry_run: bool) -> list[str]:
    """Part of the nightly round: one letter to who coordinates, sixty days before a policy ends (R190, A15).

    A night that was missed is made up for; the same end is told once.
    """
    due = [ending.policy for ending in endings(day)]
    posts = [
        Post("insurance_ends", policy.pk, to_id=reader, on=remind_on(policy))
        for policy in due
        for reader in holders(OfficeKind.COORDINATOR, day)
    ]
    written = set(Outgoing.objects.filter(key__in=[post.key for post in posts]).values_list("key", flat=True))
    fresh = [post for post in posts if post.key not in written]
    if fresh and not dry_run:
        post_letters(fresh)
    count = len({post.fact_id for post in fresh})
    if not count:
        return []
    return [f"{count} {'verzekering loopt' if count == 1 else 'verzekeringen lopen'} af: herinnering klaar."]
