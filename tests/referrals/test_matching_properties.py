"""What holds for any people and any aanmelding."""

import random
import time
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from referrals.matching import CONDITIONS, Candidate, Moment, Wish, best, fit, obstacles, set_aside

TODAY = date(2026, 3, 7)
PARTS = ("morning", "afternoon", "evening")
POINTS = st.none() | st.sampled_from([(51.32, 4.94), (51.16, 4.99), (51.40, 4.76), (51.08, 4.79)])
SLOTS = st.tuples(st.integers(0, 6), st.sampled_from(PARTS))
DAYS = st.integers(0, 4).map(lambda days: TODAY + timedelta(days=days))
FORBIDDEN = ("slapend", "pauze", "niet-actief", "intervisie", "herval", "nu niet", "weiger", "afgewezen")

CANDIDATES = st.builds(
    Candidate,
    pk=st.integers(1, 10**6),
    experience=st.sampled_from(["own", "context", "both"]),
    wants_talks=st.sampled_from([True, True, True, False]),
    insured=st.sampled_from([True, True, True, False]),
    has_access=st.booleans(),
    has_desk_name=st.sampled_from([True, True, True, False]),
    works_for_partner=st.sampled_from([False, False, False, True]),
    already_asked=st.sampled_from([False, False, False, True]),
    own_maximum=st.none() | st.integers(0, 4),
    talks_this_month=st.integers(0, 4),
    free=st.none() | st.frozensets(SLOTS),
    away=st.frozensets(DAYS, max_size=2),
    gender=st.sampled_from(["", "man", "vrouw", "x"]),
    languages=st.frozensets(st.sampled_from(["nl", "fr", "ar"])),
    location=POINTS,
    knows_site=st.booleans(),
    on_turn=st.booleans(),
    last_asked_on=st.none() | st.dates(date(2025, 1, 1), TODAY),
)
POOLS = st.lists(CANDIDATES, unique_by=lambda candidate: candidate.pk, max_size=10)
WISHES = st.builds(
    Wish,
    today=st.just(TODAY),
    subject=st.sampled_from(["person", "relative", "professional"]),
    experience=st.none() | st.sampled_from(["own", "context"]),
    gender=st.sampled_from(["", "man", "vrouw"]),
    language=st.sampled_from(["", "nl", "fr"]),
    moments=st.lists(st.builds(Moment, DAYS, st.sampled_from(PARTS)), max_size=3, unique=True).map(tuple),
    at_site=st.booleans(),
    site_name=st.just("Ziekenhuis Geel"),
    near=POINTS,
)


def allowed(who: Candidate, wish: Wish) -> bool:
    """May be asked (3.1) once more, written down independently."""
    if not who.wants_talks or not who.insured or who.works_for_partner or who.already_asked:
        return False
    if wish.at_site and not (who.has_access and who.has_desk_name):
        return False
    if who.own_maximum is not None and who.talks_this_month >= who.own_maximum:
        return False
    suits = [(moment.on.weekday(), moment.part) for moment in wish.moments if moment.on not in who.away]
    return not wish.moments or any(who.free is None or slot in who.free for slot in suits)


@settings(max_examples=50)
@given(POOLS, WISHES)
def test_hard_conditions_are_never_violated_and_nobody_disappears(pool, wish):
    proposed = [match.candidate for match in best(pool, wish, limit=len(pool))]
    aside = [aside.candidate for aside in set_aside(pool, wish)]
    assert {who.pk for who in proposed} == {who.pk for who in pool if allowed(who, wish)}
    assert sorted(who.pk for who in proposed + aside) == sorted(who.pk for who in pool)


@settings(max_examples=50)
@given(POOLS, WISHES, st.randoms(use_true_random=False))
def test_order_is_total_and_does_not_depend_on_the_input(pool, wish, dice):
    ahead = best(pool, wish, limit=len(pool))
    shuffled = dice.sample(pool, len(pool))
    assert best(shuffled, wish, limit=len(pool)) == ahead
    assert set_aside(shuffled, wish) == set_aside(pool, wish)
    assert all(fit(one.candidate, wish) < fit(two.candidate, wish) for one, two in pairwise(ahead))


@settings(max_examples=50)
@given(POOLS, CANDIDATES, WISHES)
def test_adding_somebody_does_not_reorder_the_others(pool, newcomer, wish):
    others = [who for who in pool if who.pk != newcomer.pk]
    before = [match.candidate.pk for match in best(others, wish, limit=99)]
    after = [match.candidate.pk for match in best([*others, newcomer], wish, limit=99)]
    assert [pk for pk in after if pk != newcomer.pk] == before


@settings(max_examples=50)
@given(POOLS, WISHES, st.integers(0, 8))
def test_the_first_few_are_the_first_of_all(pool, wish, limit):
    assert best(pool, wish, limit) == best(pool, wish, limit=len(pool))[:limit]
    assert set_aside(pool, wish, limit) == set_aside(pool, wish)[:limit]


@settings(max_examples=50)
@given(POOLS, WISHES)
def test_no_word_tells_about_health_or_about_an_answer(pool, wish):
    said = [words for match in best(pool, wish, limit=99) for words in match.reasons]
    said += [words for aside in set_aside(pool, wish) for words in aside.reasons]
    assert not [words for words in said for word in FORBIDDEN if word in words]


@settings(max_examples=50)
@given(POOLS, WISHES)
def test_asking_anyway_is_offered_for_the_own_maximum_alone(pool, wish):
    soft = [condition for condition in CONDITIONS if condition.soft]
    for aside in set_aside(pool, wish):
        assert aside.can_ask_anyway is (list(obstacles(aside.candidate, wish)) == soft)


def test_ten_thousand_people_are_compared_in_one_cheap_pass():
    dice = random.Random(7)
    wish = Wish(TODAY, gender="vrouw", moments=(Moment(TODAY, "morning"),), at_site=True, near=(51.16, 4.99))
    rows = [
        (pk, dice.choice(["own", "context"]), True, True, dice.random() < 0.7, True, False, False, 3,
         dice.randrange(4), None, frozenset(), dice.choice(["man", "vrouw"]), frozenset({"nl"}),
         (51 + dice.randrange(30) / 60, 4.8), dice.random() < 0.3)
        for pk in range(10_000)
    ]  # fmt: skip
    read = []

    def stream():
        for row in rows:
            read.append(row[0])
            yield Candidate(*row)

    began = time.perf_counter()
    assert len(best(stream(), wish)) == 5
    assert len(read) == len(rows)
    assert time.perf_counter() - began < 1.0  # 0.03 s on an idle machine
