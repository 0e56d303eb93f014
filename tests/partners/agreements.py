"""Agreements for the tests of partners."""

import datetime as dt

from partners.models import Agreement, Municipality, Partner
from partners.naming import partner_search


def local_government(place: str, **more) -> Partner:
    """The local government of a municipality of the cast."""
    return Partner.objects.create(
        name=f"Gemeente {place}",
        kind="municipality",
        municipality=Municipality.objects.get(name=place),
        search_name=partner_search(f"Gemeente {place}", []),
        **more,
    )


def signed(partner: Partner, until: dt.date | None, *, since: dt.date = dt.date(2024, 1, 1), **more) -> Agreement:
    """An agreement that both signed before its first day."""
    from oev import clock

    return Agreement.objects.create(
        partner=partner,
        title=f"Samenwerking met {partner.spoken_name}",
        services=more.pop("services", ["talks", "groups"]),
        sent_on=since - dt.timedelta(days=40),
        signed_by_us_on=since - dt.timedelta(days=20),
        signed_by_partner_on=since - dt.timedelta(days=10),
        from_on=since,
        until_on=until,
        confirmed_at=clock.now(),
        **more,
    )
