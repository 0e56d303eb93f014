"""What people say of themselves: profile, visibility, pace, availability (P01, P02, P15, Q45)."""

import pytest

from oev.errors import Refused
from tests.volunteers.scene import day
from volunteers import services
from volunteers.kinds import Audience, DayPart, NameShown

TODAY = day("2026-03-07")


@pytest.fixture
def els(cast):
    return cast.volunteers["els"]


def test_person_and_both_offices_keep_the_profile_up_to_date(els, who):
    for name in ("els", "laila", "victor"):
        services.update_profile(by=who(name), volunteer=els, phone=f"0470 {name}", last_name="Van Éven")
        els.refresh_from_db()
        assert (els.phone, els.search_name) == (f"0470 {name}", "els van even")
    with pytest.raises(Refused):
        services.update_profile(by=who("jan"), volunteer=els, phone="0")
    with pytest.raises(Refused):
        services.update_profile(by=who("els"), volunteer=els, first_name=" ")


def test_whose_experience_it_is_the_person_says(els, who, cast, sign_in):
    with pytest.raises(Refused, match="Dit zegt de persoon zelf"):
        services.update_profile(by=who("laila"), volunteer=els, experience_kind="context")
    page = sign_in(cast.users["laila"], "coordinator")
    page.post(f"/mensen/{els.pk}/profiel/", {"first_name": "Els", "experience_kind": "context", "phone": "0471"})
    els.refresh_from_db()
    assert (els.experience_kind, els.phone) == ("own", "0471")
    services.update_profile(by=who("els"), volunteer=els, experience_kind="both")
    els.refresh_from_db()
    assert els.experience_kind == "both"
    type(els).objects.filter(pk=els.pk).update(user=None)
    services.update_profile(by=who("laila"), volunteer=els, experience_kind="own")


def test_account_is_not_changed_by_the_person(els, who, cast):
    with pytest.raises(TypeError):
        services.update_profile(by=who("els"), volunteer=els, user=cast.laila)


def test_visibility_is_the_persons_own_choice(els, who):
    chosen = {
        "name_for_peers": NameShown.FULL,
        "name_for_partners": NameShown.ALIAS,
        "name_for_public": NameShown.ALIAS,
        "alias": "Zon",
    }
    with pytest.raises(Refused):
        services.set_visibility(by=who("laila"), volunteer=els, **chosen)
    with pytest.raises(Refused):
        services.update_profile(by=who("laila"), volunteer=els, name_for_public=NameShown.FULL)
    services.set_visibility(by=who("els"), volunteer=els, **chosen)
    els.refresh_from_db()
    assert [els.name_for(one) for one in (Audience.PEERS, Audience.PARTNERS, Audience.PUBLIC)] == [
        "Els Proef",
        "Zon",
        "Zon",
    ]


def test_pace_is_a_small_number_or_nothing(els, who):
    for wrong in (-1, 101):
        with pytest.raises(Refused):
            services.set_pace(by=who("els"), volunteer=els, max_per_month=wrong)
    with pytest.raises(Refused):
        services.set_pace(by=who("jan"), volunteer=els, max_per_month=2)
    for pace in (0, 3, None):
        services.set_pace(by=who("els"), volunteer=els, max_per_month=pace)
        els.refresh_from_db()
        assert els.max_per_month == pace


def test_availability_replaces_what_stood(els, who):
    slots = [(0, DayPart.MORNING), (4, DayPart.EVENING), (0, DayPart.MORNING)]
    services.set_availability(by=who("els"), volunteer=els, slots=slots, blocked=[(TODAY, day("2026-03-09"))])
    services.set_availability(by=who("victor"), volunteer=els, slots=slots[1:2])
    assert list(els.availability.values_list("weekday", "part")) == [(4, "evening")]
    assert els.blocked_periods.count() == 1
    with pytest.raises(Refused):
        services.set_availability(by=who("els"), volunteer=els, slots=[(7, DayPart.EVENING)])
    with pytest.raises(Refused):
        services.set_availability(by=who("els"), volunteer=els, slots=[], blocked=[(TODAY, day("2026-03-06"))])
    with pytest.raises(Refused):
        services.set_availability(by=who("jan"), volunteer=els, slots=[])
