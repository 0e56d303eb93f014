"""Insurance policies: which roles are covered, from when until when (R190, P20, A15)."""

from django.db import transaction

from oev.accounts.actor import Actor
from oev.errors import Refused
from volunteers import checks, rules
from volunteers.models import InsurancePolicy


@transaction.atomic
def save_policy(*, by: Actor, policy: InsurancePolicy) -> None:
    """Keep a policy as the coordinator filled it in; roles that run go on whatever it says (A15)."""
    checks.require(rules.may_keep_policies(by), checks.ONLY_COORDINATOR)
    if policy.until_on < policy.from_on:
        raise Refused("De laatste dag ligt voor de eerste.", field="until_on")
    if not policy.roles:
        raise Refused("Kies minstens één rol.", field="roles")
    policy.save()
