"""`manage.py import_volunteers`: every kind of file that the page takes, in its words, and an exit code to build on."""

import datetime as dt

import pytest
from django.core.management import CommandError, call_command

from oev.outbox.models import Outgoing
from tests.volunteers.exporting.test_returning import Paper
from tests.volunteers.importing.test_import import BAD, GOOD
from tests.volunteers.importing.test_import import csv_of as people_csv
from tests.volunteers.importing.test_import_facts import FILES, csv_of
from volunteers.management.commands.import_volunteers import ROWS_WAIT
from volunteers.models import (
    ImportBatch,
    InsurancePolicy,
    IntervisionAttendance,
    RoleHolding,
    TrainingEnrolment,
    Volunteer,
)

MODELS = {
    "roles": RoleHolding, "attendance": IntervisionAttendance, "policies": InsurancePolicy,
    "training": TrainingEnrolment,
}  # fmt: skip
SAID = {
    "roles": (
        "2 rollen kunnen binnen.", "- Els Proef: Rij 2 · trekker, vanaf 3 februari 2025",
        "2 rollen zijn binnen.",
    ),
    "attendance": (
        "2 aanwezigheden kunnen binnen.", "- Jan Proef: Rij 3 · 4 februari 2026, verontschuldigd",
        "2 aanwezigheden zijn binnen.",
    ),
    "policies": (
        "1 verzekering kan binnen.",
        "- Polis B: Rij 2 · trekker, gids voor individuele gesprekken, vanaf 1 januari 2026 tot 31 december 2026",
        "1 verzekering is binnen.",
    ),
    "training": (
        "2 deelnames kunnen binnen.", "- Els Proef: Rij 2 · Basisopleiding, 10 januari 2026, aanwezig",
        "2 deelnames zijn binnen.",
    ),
}  # fmt: skip


@pytest.fixture
def run(cast, tmp_path, capsys):
    def go(content: bytes, *arguments: str, name="bestand.csv", code=0) -> tuple[list[str], str]:
        path = tmp_path / name
        path.write_bytes(content)
        found, words = 0, ""
        try:
            call_command("import_volunteers", str(path), *arguments)
        except CommandError as error:
            found, words = error.returncode, str(error)
        assert found == code, words
        return capsys.readouterr().out.splitlines(), words

    return go


def test_command_brings_people_in_and_says_what_waits(run):
    out, words = run(people_csv([*GOOD, *BAD]), "--dry-run", code=ROWS_WAIT)
    assert "3 mensen kunnen binnen." in out
    assert words == "3 rijen wachten."
    assert not Volunteer.objects.filter(last_name="Nieuw").exists()
    out, _ = run(people_csv([*GOOD, *BAD]), code=ROWS_WAIT)
    assert "3 mensen zijn binnen. 3 rijen wachten nog." in out
    assert "- Rij 5: Naamloos: Er staat geen naam." in out
    assert "De kolom Status lezen we niet." in out
    assert Volunteer.objects.filter(last_name="Nieuw").count() == 3
    assert ImportBatch.objects.count() == 0


@pytest.mark.parametrize("kind", sorted(FILES))
def test_command_takes_each_kind_and_shows_it_first(run, kind):
    before, letters = MODELS[kind].objects.count(), Outgoing.objects.count()
    can, row, done = SAID[kind]
    out, _ = run(csv_of(FILES[kind]), "--kind", kind, "--dry-run", code=ROWS_WAIT)
    assert can in out
    assert row in out
    assert MODELS[kind].objects.count() == before
    out, _ = run(csv_of(FILES[kind]), "--kind", kind, code=ROWS_WAIT)
    assert next(line for line in out if line.startswith(done))
    assert MODELS[kind].objects.count() > before
    assert (ImportBatch.objects.count(), Outgoing.objects.count()) == (0, letters)


def test_command_ends_well_when_all_is_in_and_again_when_all_was_here(run):
    rows = FILES["roles"][:3]
    run(csv_of(rows), "--kind", "roles")
    out, _ = run(csv_of(rows), "--kind", "roles")
    assert "2 rollen zijn er al. Daar verandert niets aan." in out
    assert RoleHolding.objects.filter(from_on=dt.date(2025, 2, 3), role="organiser").count() == 1


def test_command_changes_what_was_edited_in_a_list_that_comes_back(run, cast, actor_of):
    paper = Paper(actor_of(cast.users["laila"], "coordinator"), "xlsx")
    paper.type("Els", "phone", "0499 12 34 56")
    paper.sheets["Rollen"].append(["", "Jan Proef", "jan@voorbeeld.be", "trekker", "1/2/2026", ""])
    els = cast.volunteers["els"]
    out, _ = run(paper.content(), "--dry-run", name="terug.xlsx")
    assert "- Gsm of telefoon: 0470 00 00 00 wordt 0499 12 34 56" in out
    line = len(paper.sheets["Rollen"])
    assert f"- Jan Proef: Rij {line} · trekker, vanaf 1 februari 2026" in out
    els.refresh_from_db()
    assert (els.phone, ImportBatch.objects.count()) == ("0470 00 00 00", 0)
    out, _ = run(paper.content(), name="terug.xlsx")
    assert {"1 vakje is aangepast.", "1 rol is binnen."} <= set(out)
    els.refresh_from_db()
    assert (els.phone, ImportBatch.objects.count()) == ("0499 12 34 56", 0)
    assert RoleHolding.objects.filter(volunteer=cast.volunteers["jan"], role="organiser").exists()


def test_command_leaves_a_cell_that_changed_on_both_sides_for_the_page(run, cast, actor_of):
    paper = Paper(actor_of(cast.users["laila"], "coordinator"))
    paper.type("Els", "phone", "0499 12 34 56")
    els = cast.volunteers["els"]
    Volunteer.objects.filter(pk=els.pk).update(phone="0488 00 00 00")
    out, words = run(paper.content(), code=ROWS_WAIT)
    assert "- Els Proef: Gsm of telefoon: In het bestand: 0499 12 34 56. Hier: 0488 00 00 00." in out
    assert words == "1 rij wacht."
    assert ImportBatch.objects.unfinished().count() == 1


@pytest.mark.parametrize(
    ("name", "content", "kind", "said"),
    [
        ("leeg.csv", b"", "", "In dit bestand staat niets om binnen te brengen: we zien hooguit één rij."),
        ("mensen.pdf", b"%PDF", "", "Kies een bestand dat eindigt op .xlsx of .csv."),
        (
            "r.csv", b"Wie;Wat\nEls Proef;trekker\n", "roles",
            "Zeg in welke kolom de naam of het mailadres staat. Dat kan op de pagina ‘Binnenbrengen’.",
        ),
    ],
)  # fmt: skip
def test_command_refuses_in_the_words_of_the_page_and_keeps_nothing(run, name, content, kind, said):
    _, words = run(content, *(["--kind", kind] if kind else []), name=name, code=1)
    assert words == said
    assert ImportBatch.objects.count() == 0
