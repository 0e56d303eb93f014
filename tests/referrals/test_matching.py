"""Who may be asked and who fits: scenario A08, each condition, each reason, each step of the order."""

from datetime import date

import pytest

from referrals.matching import (
    CONDITIONS,
    Candidate,
    Match,
    Moment,
    SetAside,
    Wish,
    best,
    distance_km,
    may_be_asked,
    obstacles,
    reasons,
    set_aside,
)

SATURDAY = date(2026, 3, 7)
GEEL, MOL, HOOGSTRATEN = (51.16, 4.99), (51.19, 5.12), (51.40, 4.76)


def somebody(pk: int = 1, **facts) -> Candidate:
    """Somebody who may be asked and of whom nothing special is known."""
    plain = {
        "experience": "own",
        "wants_talks": True,
        "insured": True,
        "has_access": True,
        "has_desk_name": True,
        "works_for_partner": False,
        "already_asked": False,
        "last_asked_on": date(2026, 2, 20),
    }
    return Candidate(pk=pk, **(plain | facts))


def visit(**facts) -> Wish:
    plain = {"today": SATURDAY, "at_site": True, "site_name": "Ziekenhuis Turnhout"}
    return Wish(**(plain | facts))


def order(wish: Wish, *candidates: Candidate) -> list[int]:
    """Who is asked first; the same whatever the order of the input."""
    ahead = [match.candidate.pk for match in best(candidates, wish)]
    assert [match.candidate.pk for match in best(candidates[::-1], wish)] == ahead
    return ahead


def test_a08_referral_from_the_emergency_ward_declined_by_two():
    els, jan, mia, tom = (
        somebody(1, own_maximum=3, talks_this_month=1),
        somebody(2, own_maximum=2, talks_this_month=2, knows_site=True),
        somebody(3, own_maximum=3, talks_this_month=2),
        somebody(4, has_access=False),
    )
    wish = visit(moments=(Moment(SATURDAY, "morning"), Moment(SATURDAY, "afternoon")))
    pool = [tom, jan, mia, els]

    # 08:50: candidates are Els and Mia; Jan and Tom are folded away with a reason that is not about health.
    assert best(pool, wish) == (
        Match(els, ("eigen ervaring", "deze maand 1 van 3 gesprekken")),
        Match(mia, ("eigen ervaring", "deze maand 2 van 3 gesprekken")),
    )
    assert set_aside(pool, wish) == (
        SetAside(jan, ("eigen maximum bereikt",), can_ask_anyway=True),
        SetAside(tom, ("geen toegang tot deze plaats",), can_ask_anyway=False),
    )

    # 09:50: Els and Mia were asked; what they said is not known here. Nobody is left but Jan, asked anyway.
    els, mia = els._replace(already_asked=True), mia._replace(already_asked=True)
    pool = [tom, jan, mia, els]
    assert best(pool, wish) == ()
    assert [(aside.candidate.pk, aside.reasons, aside.can_ask_anyway) for aside in set_aside(pool, wish)] == [
        (2, ("eigen maximum bereikt",), True),
        (4, ("geen toegang tot deze plaats",), False),
        (1, ("al gevraagd",), False),
        (3, ("al gevraagd",), False),
    ]
    assert not may_be_asked(jan, wish)
    assert may_be_asked(jan, wish, beyond_own_maximum=True)
    assert not may_be_asked(tom, wish, beyond_own_maximum=True)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"wants_talks": False}, "wil geen gesprekken"),
        ({"works_for_partner": True}, "werkt zelf bij deze partner"),
        ({"has_access": False}, "geen toegang tot deze plaats"),
        ({"has_desk_name": False}, "nog geen naam voor de balie afgesproken"),
        ({"insured": False}, "niet verzekerd voor gesprekken"),
        ({"free": {(6, "morning"), (5, "morning")}}, "niet vrij op dat moment"),
        ({"away": {SATURDAY}}, "niet vrij op dat moment"),
        ({"already_asked": True}, "al gevraagd"),
        ({"own_maximum": 2, "talks_this_month": 2}, "eigen maximum bereikt"),
        ({"own_maximum": 0}, "eigen maximum bereikt"),
    ],
)
def test_each_hard_condition_has_its_own_reason(facts, reason):
    wish = visit(moments=(Moment(SATURDAY, "afternoon"),))
    assert obstacles(somebody(), wish) == ()
    assert best([somebody()], wish) != ()
    out = somebody(**facts)
    assert best([out], wish) == ()
    assert set_aside([out, somebody(2)], wish) == (
        SetAside(out, (reason,), can_ask_anyway=reason == "eigen maximum bereikt"),
    )
    assert may_be_asked(out, wish, beyond_own_maximum=True) is (reason == "eigen maximum bereikt")


def test_own_maximum_is_the_only_soft_condition():
    assert [condition.name for condition in CONDITIONS if condition.soft] == ["own_maximum"]


def test_asking_anyway_is_not_possible_when_something_else_is_in_the_way_too():
    full_and_asked = somebody(own_maximum=1, talks_this_month=1, already_asked=True)
    (aside,) = set_aside([full_and_asked], visit())
    assert aside == SetAside(full_and_asked, ("al gevraagd", "eigen maximum bereikt"), can_ask_anyway=False)


def test_access_list_and_desk_name_are_asked_for_a_visit_only():
    outside = somebody(has_access=False, has_desk_name=False)
    assert may_be_asked(outside, visit(at_site=False))
    assert not may_be_asked(outside, visit())


def test_one_free_moment_of_several_is_enough():
    wish = visit(moments=(Moment(SATURDAY, "morning"), Moment(SATURDAY, "afternoon")))
    assert may_be_asked(somebody(free={(5, "afternoon")}), wish)
    assert may_be_asked(somebody(free=frozenset()), visit())  # no moment asked
    assert may_be_asked(somebody(free=None), wish)  # not filled in


def test_order_takes_what_the_person_wishes_first():
    wish = visit(subject="relative", gender="vrouw", language="fr", near=GEEL)
    all_three = somebody(9, experience="both", gender="vrouw", languages={"nl", "fr"}, location=HOOGSTRATEN)
    no_language = somebody(3, experience="context", gender="vrouw", location=GEEL)
    no_woman = somebody(2, experience="context", gender="man", languages={"fr"}, location=GEEL)
    no_context = somebody(1, experience="own", gender="vrouw", languages={"fr"}, location=GEEL)
    nothing = somebody(0, experience="own", location=GEEL)
    assert order(wish, nothing, no_context, no_woman, no_language, all_three) == [9, 3, 2, 1, 0]


def test_order_counts_the_wishes_that_are_missed_before_it_looks_which():
    wish = visit(subject="relative", gender="vrouw", language="fr")
    one_missed = somebody(2, experience="own", gender="vrouw", languages={"fr"})
    two_missed = somebody(1, experience="context", gender="man", languages={"nl"})
    assert order(wish, two_missed, one_missed) == [2, 1]


def test_order_takes_what_is_practical_next_then_longest_not_asked():
    wish = visit(near=GEEL, moments=(Moment(SATURDAY, "morning"), Moment(SATURDAY, "afternoon")))
    twice = {(5, "morning"), (5, "afternoon")}
    ladder = [
        somebody(20, on_turn=True, location=HOOGSTRATEN),
        somebody(19, location=GEEL, free=twice, talks_this_month=0, knows_site=True, last_asked_on=None),
        somebody(18, location=GEEL, free=twice, knows_site=True, last_asked_on=date(2026, 1, 5)),
        somebody(17, location=GEEL, free=twice, knows_site=True),
        somebody(16, location=GEEL, free=twice),
        somebody(15, location=GEEL, free=twice, own_maximum=3, talks_this_month=1, knows_site=True),
        somebody(14, location=GEEL, free={(5, "morning")}),
        somebody(13, location=GEEL),
        somebody(12, location=MOL, free=twice),
        somebody(11, location=HOOGSTRATEN, free=twice),
        somebody(10, free=twice),
    ]
    dealt = ladder[::2] + ladder[1::2]
    assert [match.candidate.pk for match in best(dealt, wish, limit=20)] == list(range(20, 9, -1))


def test_kilometres_decide_inside_a_band_only_when_all_else_is_equal():
    near, nearer = somebody(1, location=(51.19, 4.99)), somebody(2, location=(51.17, 4.99))
    assert order(visit(near=GEEL), near, nearer) == [2, 1]
    assert order(visit(near=GEEL), near._replace(knows_site=True), nearer) == [1, 2]


def test_experience_follows_who_it_is_for_unless_the_person_wishes_otherwise():
    own, context = somebody(1, experience="own"), somebody(2, experience="context")
    assert order(visit(subject="person"), own, context) == [1, 2]
    assert order(visit(subject="relative"), own, context) == [2, 1]
    assert order(visit(subject="person", experience="context"), own, context) == [2, 1]
    assert order(visit(subject="professional"), own, context) == [1, 2]
    assert reasons(own, visit(subject="professional")) == ("deze maand nog geen gesprek",)


def test_reasons_are_those_of_the_coordinators_page():
    rita = somebody(
        experience="context",
        gender="vrouw",
        languages={"nl", "fr"},
        location=(51.19, 5.07),
        free={(5, "afternoon")},
        own_maximum=3,
        talks_this_month=1,
        knows_site=True,
    )
    wish = Wish(
        today=SATURDAY,
        subject="relative",
        gender="vrouw",
        language="fr",
        moments=(Moment(SATURDAY, "afternoon"), Moment(SATURDAY, "evening")),
        at_site=True,
        site_name="Ziekenhuis Geel",
        near=GEEL,
    )
    assert reasons(rita, wish) == (
        "naaste",
        "vrouw",
        "spreekt Frans",
        "vrij vanmiddag",
        "kent Ziekenhuis Geel",
        "6 km",
        "deze maand 1 van 3 gesprekken",
    )


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"on_turn": True}, ("heeft de beurt", "eigen ervaring", "deze maand nog geen gesprek")),
        ({"own_maximum": 1}, ("eigen ervaring", "deze maand 0 van 1 gesprek")),
        ({"talks_this_month": 7}, ("eigen ervaring",)),
        ({"location": GEEL, "talks_this_month": 1}, ("eigen ervaring", "minder dan 1 km")),
        ({"location": (50.0, 3.0), "talks_this_month": 1}, ("eigen ervaring",)),
        ({"last_asked_on": None, "talks_this_month": 1}, ("eigen ervaring", "nog niet eerder gevraagd")),
        ({"last_asked_on": date(2026, 1, 6), "own_maximum": None, "talks_this_month": 1},
         ("eigen ervaring", "al even niet gevraagd")),
        ({"last_asked_on": date(2026, 1, 7), "talks_this_month": 1}, ("eigen ervaring",)),
        ({"experience": "context", "talks_this_month": 1}, ()),
        ({"experience": "both", "talks_this_month": 1}, ("eigen ervaring",)),
    ],
)  # fmt: skip
def test_reasons_say_what_speaks_for_somebody_and_nothing_else(facts, words):
    assert reasons(somebody(**facts), visit(near=GEEL, gender="man", language="ar")) == words


@pytest.mark.parametrize(
    ("day", "part", "words"),
    [
        (7, "morning", "vrij vanmorgen"),
        (7, "evening", "vrij vanavond"),
        (7, "night", "vrij vannacht"),
        (8, "morning", "vrij morgenvoormiddag"),
        (8, "afternoon", "vrij morgenmiddag"),
        (8, "evening", "vrij morgenavond"),
        (10, "afternoon", "vrij dinsdagnamiddag"),
        (13, "evening", "vrij vrijdagavond"),
        (14, "evening", "vrij zaterdagavond 14/3"),
    ],
)
def test_free_moments_are_said_as_one_says_them_today(day, part, words):
    on = date(2026, 3, day)
    free = somebody(free={(on.weekday(), part)}, talks_this_month=1, experience="context")
    assert reasons(free, visit(moments=(Moment(on, part),))) == (words,)


def test_two_free_moments_are_both_said():
    wish = visit(moments=tuple(Moment(SATURDAY, part) for part in ("morning", "afternoon", "evening")))
    free = somebody(free={(5, "morning"), (5, "afternoon"), (5, "evening")})
    assert "vrij vanmorgen en vanmiddag" in reasons(free, wish)


def test_distance_between_municipalities():
    assert distance_km(GEEL, GEEL) == 0
    assert distance_km(GEEL, MOL) == pytest.approx(9.66, abs=0.02)
    assert distance_km((0.0, 0.0), (0.0, 180.0)) == pytest.approx(20015, abs=1)
    assert distance_km(None, MOL) is None


def test_candidate_holds_nothing_that_could_count_against_somebody():
    """No answer to earlier questions and no standing can reach the order (R046, R050, R075, P27)."""
    assert set(Candidate._fields) == {
        "pk", "experience", "wants_talks", "insured", "has_access", "has_desk_name", "works_for_partner",
        "already_asked", "own_maximum", "talks_this_month", "free", "away", "gender", "languages", "location",
        "knows_site", "on_turn", "last_asked_on",
    }  # fmt: skip
