"""Short words for the steps of an aanmelding, for the tests of this folder."""

import datetime as dt

from oev.clock import BRUSSELS
from referrals.services import answer_yes, offer_outreach, offer_to, receive_referral, record_not_reached


def at(day: int, hour: int, minute: int = 0, month: int = 3) -> dt.datetime:
    """A moment in 2026 on the Brussels wall clock."""
    return dt.datetime(2026, month, day, hour, minute, tzinfo=BRUSSELS)


def receive(cast, *, by=None, site="Turnhout", **more):
    """An aanmelding from the ward, for the person himself, with consent, reachable until 18 o'clock today."""
    from oev import clock

    facts = {
        "subject_kind": "self",
        "consent": True,
        "reach_kind": "ward",
        "display_name": "M.",
        "reachable_until": clock.local(clock.today(), dt.time(18)),
    }
    return receive_referral(by=by, site=cast.sites[site], **(facts | more))


def by_phone(cast, **more):
    """An aanmelding whose person is called, so nobody needs access to a site."""
    facts = {"reach_kind": "phone", "phone": "0470 11 22 33", "reachable_until": None, "site": "Herselt"}
    return receive(cast, **(facts | more))


def accepted(cast, coordinator, who, **more):
    """An aanmelding that somebody said yes to: (referral, assignment)."""
    referral = more.pop("referral", None) or by_phone(cast, **more)
    assignment = answer_yes(by=None, offer=offer_to(by=coordinator, referral=referral, volunteer=who))
    referral.refresh_from_db()
    return referral, assignment


def stayed_away(cast, coordinator, who, **more):
    """An aanmelding whose person was not reached today by whoever leads: (referral, lead)."""
    from oev import clock

    referral, lead = accepted(cast, coordinator, who, **more)
    record_not_reached(by=coordinator, assignment=lead, on=clock.today())
    referral.refresh_from_db()
    lead.refresh_from_db()
    return referral, lead


def flying_team(*people, role="flying"):
    """These people belong to the vliegende ploeg, which is insured."""
    from tests.cast import LONG_AGO
    from volunteers.models import InsurancePolicy, RoleHolding

    InsurancePolicy.objects.get_or_create(
        name="Polis ploeg", roles=["flying", "starter"], from_on=LONG_AGO, until_on=LONG_AGO.replace(year=2030)
    )
    for who in people:
        RoleHolding.objects.create(volunteer=who, role=role, from_on=LONG_AGO)


def calls_again(coordinator, referral, who):
    """This member of the vliegende ploeg said yes to calling the person of this aanmelding."""
    return answer_yes(by=None, offer=offer_outreach(by=coordinator, referral=referral, volunteer=who))
