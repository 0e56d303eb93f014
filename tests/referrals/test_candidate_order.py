"""The few whom the database hands on are those that `matching.py` would have chosen among everybody, ties included."""

import datetime as dt
import random
from collections import Counter
from dataclasses import replace
from itertools import product

import pytest

from oev import clock as house_clock
from partners.models import Municipality, PartnerContact
from referrals.candidate_rows import first_people, people
from referrals.matching import Moment, Wish, best, fit, set_aside
from referrals.models import Assignment, Conversation, Offer
from tests.referrals.chain import at, receive
from volunteers.models import (
    Availability,
    BlockedPeriod,
    InsurancePolicy,
    RoleHolding,
    SiteAccess,
    StandingSpan,
    Volunteer,
)

TODAY = dt.date(2026, 3, 7)
PARTS = ("morning", "afternoon", "evening")
MANY = 240
# Points at 0, 3, 8, 15 and 60 km from the place; two of them are one place under two names, to make ties.
PLACES = {"Hier": (51.32, 4.94), "Ook hier": (51.32, 4.94), "Dichtbij": (51.34, 4.96), "Verder": (51.38, 4.99),
          "Weg": (51.2, 5.05), "Ver": (50.8, 4.5), "Onbekend": (None, None)}  # fmt: skip
NOWHERE = (51.6, 3.6)
WISHES = tuple(
    Wish(TODAY, subject, experience, gender, language, moments, at_site, "De plaats", near)
    for subject, experience, gender, language, moments, at_site, near in product(
        ("person", "relative", "professional"),
        (None, "own"),
        ("", "vrouw", "x"),
        ("", "fr", "lingala"),
        ((), (Moment(TODAY, "morning"), Moment(TODAY + dt.timedelta(days=2), "evening"))),
        (False, True),
        (PLACES["Hier"], NOWHERE, None),
    )
)


@pytest.fixture
def referral(cast):
    return receive(cast)


@pytest.fixture
def pool(cast, referral):
    """People of few kinds, so that many are equal in most respects; some are not callable or do not hold the role."""
    Volunteer.objects.exclude(pk__in=[one.pk for one in cast.volunteers.values()]).delete()
    dice = random.Random(5)
    towns = [
        Municipality.objects.create(name=name, latitude=where[0], longitude=where[1], search_name=name.lower())
        for name, where in PLACES.items()
    ]
    made = Volunteer.objects.bulk_create(
        Volunteer(
            first_name=f"P{n}", search_name=f"p{n}", experience_kind=dice.choice(["own", "own", "context", "both"]),
            gender=dice.choice(["v", "v", "m", "x", ""]), municipality=dice.choice([*towns[:3], *towns, None]),
            languages=dice.choice([["Nederlands"], ["Nederlands", "Frans"], ["fr", "Lingala"], []]),
            max_per_month=dice.choice([None, None, 0, 1, 2, 4]),
        )
        for n in range(MANY)
    )  # fmt: skip
    some = lambda share: [one for one in made if dice.random() < share]  # noqa: E731
    spans = [(one, dice.random() < 0.9) for one in made]
    StandingSpan.objects.bulk_create(
        StandingSpan(volunteer=one, from_on=dt.date(2025, 1, 1), status="active" if yes else "paused", is_callable=yes)
        for one, yes in spans
    )
    RoleHolding.objects.bulk_create(RoleHolding(volunteer=one, role="talks", from_on=TODAY) for one in some(0.9))
    SiteAccess.objects.bulk_create(
        SiteAccess(volunteer=one, site=referral.site, agreed_on=TODAY, display_name=dice.choice(["P.", "P.", ""]))
        for one in some(0.3)
    )
    Availability.objects.bulk_create(
        Availability(volunteer=one, weekday=day, part=part)
        for one in some(0.5) for day, part in {(dice.choice([0, 5]), dice.choice(PARTS)) for _ in range(3)}
    )  # fmt: skip
    BlockedPeriod.objects.bulk_create(
        BlockedPeriod(volunteer=one, from_on=start, until_on=start + dt.timedelta(days=2))
        for one in some(0.1) for start in dice.sample([TODAY + dt.timedelta(days=n) for n in (-4, -1, 0, 2)], 2)
    )  # fmt: skip
    Conversation.objects.bulk_create(
        Conversation(volunteer=one, happened_at=at(dice.choice([1, 5]), 10, month=dice.choice([2, 3])), channel="phone",
                     site=dice.choice([referral.site, None]),
                     second=next((who for who in dice.sample(made, 2) if who != one and dice.random() < 0.6), None))
        for one in [*some(0.3), *some(0.2)]
    )  # fmt: skip
    Conversation.objects.bulk_create(
        Conversation(coordinator=cast.laila, happened_at=at(5, 10), channel="phone", second=one, site=referral.site)
        for one in some(0.05)
    )
    other = receive(cast)
    Assignment.objects.bulk_create(
        Assignment(referral=receive(cast), volunteer=one, lead=dice.random() < 0.5,
                   state=dice.choice(["accepted", "planned", "done", "follow_up", "closed", "replacing"]))
        for one in some(0.2)
    )  # fmt: skip
    Offer.objects.bulk_create(
        Offer(referral=dice.choice([other, other, other, referral]), volunteer=one, state="lapsed", secret=f"{n}",
              asked_at=at(dice.choice([1, 2]), 12), expires_at=at(3, 12))
        for n, one in enumerate([*some(0.4), *some(0.1)])
    )  # fmt: skip
    user = cast.users["nora"]
    Volunteer.objects.filter(pk=made[0].pk).update(user=user)
    PartnerContact.objects.create(partner=referral.site.partner, name="Nora", user=user, from_on=TODAY)
    return made


def chosen(found, wish, limits):
    """Keys and words of both lists, as `candidates_for` makes them."""
    away = {who.pk for who, row in found if row["away_today"]} if not wish.moments else set()
    here = [who for who, _ in found if who.pk not in away]
    return (
        [(one.candidate.pk, one.reasons) for one in best(here, wish, limits[0])],
        [(one.candidate.pk, one.reasons, one.can_ask_anyway) for one in set_aside(here, wish, limits[1])],
        away,
    )


def check(referral, wish, limits):
    everybody = people(referral, house_clock.now())
    first, aside, away = chosen(everybody, wish, limits)
    found = first_people(referral, wish, *limits)
    got_first, got_aside, got_away = chosen(found, wish, limits)
    assert (got_first, got_aside) == (first, aside), wish
    assert got_away <= away
    assert len(got_aside) + len(got_away) == min(limits[1], len(aside) + len(away)), wish
    return found


def test_talks_and_places_are_counted_alike_for_who_leads_and_who_goes_along(pool, referral):
    """Held this month and still to come, the second of two included; the rows of the database by plain reading."""
    talks, places = Counter(), set()
    for one in Conversation.objects.all():
        for who in filter(None, (one.volunteer_id, one.second_id)):
            talks[who] += one.happened_at.astimezone(house_clock.BRUSSELS).month == TODAY.month
            places |= {who} if one.site_id == referral.site_id else set()
    talks.update(one.volunteer_id for one in Assignment.objects.all() if one.state in ("accepted", "planned"))
    found = people(referral, house_clock.now())
    assert len(found) > MANY / 2
    assert {who.pk: who.talks_this_month for who, _ in found} == {who.pk: talks[who.pk] for who, _ in found}
    assert {who.pk for who, _ in found if who.knows_site} == {who.pk for who, _ in found} & places
    along = set(Conversation.objects.exclude(second=None).values_list("second", flat=True))
    assert {who.pk for who, _ in found if who.own_maximum == who.talks_this_month} & along


@pytest.mark.parametrize("limits", [(5, 30), (3, 4)])
def test_database_chooses_the_people_that_the_specification_chooses(pool, referral, limits):
    for wish in WISHES[:: 1 if limits == (5, 30) else 3]:
        check(referral, wish, limits)


def test_database_keeps_the_order_of_the_specification_among_everybody(pool, referral):
    for wish in WISHES[::7]:
        found = first_people(referral, wish, MANY, MANY)
        for place in (0, 1, 2):
            inside = [who for who, row in found if row["place"] == place]
            assert [fit(who, wish) for who in inside] == sorted(fit(who, wish) for who in inside), wish


def test_nobody_is_chosen_without_insurance(pool, referral):
    InsurancePolicy.objects.all().delete()
    found = check(referral, Wish(TODAY, near=PLACES["Hier"]), (5, 30))
    assert {row["place"] for _, row in found} <= {2, 3}


def test_few_people_are_chosen_alike(cast, referral):
    for wish in WISHES[::5]:
        check(referral, replace(wish, near=(51.32, 4.94)), (5, 30))


@pytest.mark.parametrize(("near", "queries"), [(PLACES["Hier"], 1), (NOWHERE, 2), (None, 1)])
def test_one_query_suffices_when_enough_people_are_near(pool, referral, django_assert_num_queries, near, queries):
    assert referral.site.partner
    with django_assert_num_queries(queries):
        first_people(referral, Wish(TODAY, "professional", near=near), 5, 30)
