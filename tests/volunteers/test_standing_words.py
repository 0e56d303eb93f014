"""The words of a standing for each reader (3.1, 6.0, 6.1, 6.5, Q22)."""

from dataclasses import replace

import pytest

from tests.volunteers.standing_cast import BART, LIEN, RITA, active_since, day, days, pause
from volunteers.standing import (
    Audience,
    EngagementFact,
    Facts,
    ReturnRecords,
    label,
    sentence,
    standing_on,
    still_needed,
)
from volunteers.states import LABELS, TRANSITIONS, Status

# Words


def said(facts, on, audience, records=None):
    return sentence(standing_on(facts, day(on)), still_needed(facts, day(on), records), audience)


LIEN_RESTS = replace(LIEN, rests=(pause("2026-01-10"),))


@pytest.mark.parametrize(
    ("facts", "on", "words"),
    [
        (
            RITA,
            "2026-03-01",
            "Je bent oproepbaar, en met een intervisie ten laatste op 1 maart 2026 blijf je dat.",
        ),
        (
            RITA,
            "2026-03-02",
            "We zagen je al even niet op de intervisie. Eén telefoontje volstaat om weer oproepbaar te zijn.",
        ),
        (LIEN_RESTS, "2026-02-01", "Je pauzeert en kiest zelf wanneer je weer meedoet."),
        (LIEN_RESTS, "2026-10-01", "Je pauzeert. Wil je weer meedoen? Dan praten we eerst even samen."),
        (
            BART,
            "2026-05-20",
            (
                "Even niet oproepbaar: we houden je vast en vragen je even niet. Wil je terugkomen? "
                "Nog nodig: een intervisie na 12 mei 2026, een gesprek met de coördinator, en samen "
                "bespreken met de vertegenwoordiger."
            ),
        ),
        (active_since("2019-05-01", yearly=False), "2026-01-01", "Je bent oproepbaar."),
        (
            Facts((EngagementFact(day("2026-01-01")),)),
            "2026-01-01",
            "Je bent kandidaat. We bekijken samen wanneer je start.",
        ),
    ],
)
def test_sentence_to_the_person(facts, on, words):
    assert said(facts, on, Audience.PERSON) == words


@pytest.mark.parametrize(
    ("facts", "on", "words"),
    [
        (RITA, "2026-03-01", "Actief, zonder nieuwe intervisie tot en met 1 maart 2026."),
        (
            RITA,
            "2026-03-02",
            ("Geen intervisie sinds 1 maart 2025. Nog nodig: contact met de coördinator of de vertegenwoordiger."),
        ),
        (
            replace(RITA, contacts=days("2026-03-05")),
            "2026-03-05",
            "Actief na contact op 5 maart 2026, zonder intervisie tot en met 5 juni 2026.",
        ),
        (
            replace(RITA, attendances=days("2025-03-01", "2026-04-14")),
            "2026-04-20",
            (
                "Niet oproepbaar sinds 2 maart 2026, wel op de intervisie van 14 april 2026. "
                "Nog nodig: contact met de coördinator of de vertegenwoordiger."
            ),
        ),
        (
            active_since("2025-06-10"),
            "2026-06-11",
            (
                "Nog geen intervisie, niet oproepbaar sinds 11 juni 2026. "
                "Nog nodig: contact met de coördinator of de vertegenwoordiger."
            ),
        ),
        (LIEN_RESTS, "2026-02-01", "Gepauzeerd sinds 10 januari 2026."),
        (active_since("2019-05-01", yearly=False), "2026-01-01", "Actief sinds 1 mei 2019."),
    ],
)
def test_sentence_to_staff(facts, on, words):
    assert said(facts, on, Audience.STAFF) == words


def test_sentence_to_staff_when_the_records_are_complete():
    bart = replace(BART, attendances=(*BART.attendances, day("2026-06-02")))
    records = ReturnRecords(day("2026-06-04"), day("2026-06-08"))
    assert said(bart, "2026-06-09", Audience.STAFF, records) == (
        "Slapend sinds 12 mei 2026. Alles is rond om weer oproepbaar te maken."
    )


def test_others_read_the_same_whatever_the_reason():
    causes = [(RITA, "2026-03-02"), (LIEN_RESTS, "2026-10-01"), (BART, "2026-05-20")]
    assert {said(facts, on, Audience.OTHERS) for facts, on in causes} == {"Nu niet oproepbaar."}
    assert said(RITA, "2026-03-01", Audience.OTHERS) == "Oproepbaar."


def test_label_to_staff_says_since_when_there_was_no_intervisie():
    assert label(standing_on(RITA, day("2026-03-02")), Audience.STAFF) == "geen intervisie sinds 1 maart 2025"
    assert label(standing_on(RITA, day("2026-03-02")), Audience.OTHERS) == "nu niet oproepbaar"
    assert label(standing_on(BART, day("2026-05-12")), Audience.STAFF) == "slapend"


@pytest.mark.parametrize("word", ["slapend", "niet-actief", "herval", "geschrapt"])
def test_words_for_the_person_and_for_others_avoid_what_6_0_forbids(word):
    told_to = [*LABELS[Audience.PERSON].values(), *LABELS[Audience.OTHERS].values()]
    told_to += [said(facts, on, Audience.PERSON) for facts, on in [(RITA, "2026-03-02"), (BART, "2026-05-20")]]
    assert [text for text in told_to if word in text.lower()] == []


def test_each_status_can_be_reached_and_has_a_word_for_each_audience():
    assert {one.target for one in TRANSITIONS} == set(Status)
    assert all(set(LABELS[audience]) == set(Status) for audience in Audience)
    assert {one.source for one in TRANSITIONS} == {None, *Status}
