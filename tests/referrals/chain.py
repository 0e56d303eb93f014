"""Short words for the steps of an aanmelding, for the tests of this folder."""

import datetime as dt

from oev.clock import BRUSSELS
from referrals.services import answer_yes, offer_to, receive_referral


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
