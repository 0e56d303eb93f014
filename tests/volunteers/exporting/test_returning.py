"""A list that comes back edited changes exactly what was edited, and nothing else (P51)."""

import csv
import datetime as dt
import io
from collections import defaultdict

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from oev.clock import today
from volunteers import services
from volunteers.exporting.columns import PEOPLE
from volunteers.models import ImportBatch, IntervisionAttendance, RoleHolding, StandingSpan, Volunteer
from volunteers.services.exports import make_export
from volunteers.services.imports import begin_import, drafts_of
from volunteers.services.returning import apply_returned, plan_of
from volunteers.spans import differing
from volunteers.states import RestKind

PLACE = {column.name: place for place, column in enumerate(PEOPLE.columns, start=1)}


@pytest.fixture
def laila(cast, actor_of):
    return actor_of(cast.users["laila"], "coordinator")


class Paper:
    """A list that left, as somebody edits it in a spreadsheet."""

    def __init__(self, by, ending="csv") -> None:
        self.by, self.ending = by, ending
        _, file = make_export(by=by, purpose="proef", ending=ending)
        if ending == "csv":
            text = file.read().decode("utf-8-sig")
            self.sheets = {"Mensen": list(csv.reader(io.StringIO(text), delimiter=";"))}
        else:
            book = openpyxl.load_workbook(file)
            self.sheets = {
                sheet.title: [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
                for sheet in book
            }

    def row(self, name: str, sheet="Mensen", **cells: str) -> list[str]:
        found = [row for row in self.sheets[sheet] if row[1] == name]
        return next(row for row in found if all(value in row for value in cells.values()))

    def type(self, name: str, field: str, text: str) -> None:
        self.row(name)[PLACE[field]] = text

    def content(self) -> bytes:
        if self.ending == "csv":
            out = io.StringIO()
            csv.writer(out, delimiter=";").writerows(self.sheets["Mensen"])
            return out.getvalue().encode("utf-8-sig")
        book = openpyxl.Workbook()
        book.remove(book.active)
        for title, rows in self.sheets.items():
            sheet = book.create_sheet(title)
            for line, row in enumerate(rows, start=1):
                for place, words in enumerate(row, start=1):
                    cell = sheet.cell(line, place, words)
                    cell.data_type = "s"  # as in a spreadsheet, where a cell of words stays one
        file = io.BytesIO()
        book.save(file)
        return file.getvalue()

    def bring_back(self) -> ImportBatch:
        return begin_import(by=self.by, name=f"terug.{self.ending}", content=self.content())


FIELDS = [column.name for column in PEOPLE.columns if column.read]


def everybody() -> dict[int, dict]:
    return {person["id"]: person for person in Volunteer.objects.values()}


def differences(before, after) -> dict[tuple[str, str], object]:
    return {
        (after[pk]["first_name"] if field != "first_name" else before[pk]["first_name"], field): value
        for pk, person in after.items()
        for field, value in person.items()
        if before[pk][field] != value and field != "search_name"
    }


def test_unedited_list_changes_nothing(laila):
    for ending in ("csv", "xlsx"):
        before = everybody()
        plan = plan_of(Paper(laila, ending).bring_back())
        assert (plan.edits, plan.conflicts, plan.problems, plan.left_alone) == ([], [], [], [])
        assert everybody() == before


def test_edited_cells_change_and_nothing_else(laila, cast):
    paper = Paper(laila)
    paper.type("Els", "phone", "0499 12 34 56")
    paper.type("Jan", "municipality", "geel")
    paper.type("Mia", "languages", "")
    batch = paper.bring_back()
    plan = plan_of(batch)
    assert [(edit.who, edit.column.heading, edit.was, edit.becomes) for edit in plan.edits] == [
        ("Els Proef", "Gsm of telefoon", "0470 00 00 00", "0499 12 34 56"),
        ("Jan Proef", "Gemeente", "Turnhout", "geel"),
        ("Mia Proef", "Talen", "Nederlands", ""),
    ]
    before = everybody()
    assert apply_returned(by=laila, batch=batch) == 3
    assert differences(before, everybody()) == {
        ("Els", "phone"): "0499 12 34 56",
        ("Jan", "municipality_id"): cast.towns["Geel"].pk,
        ("Mia", "languages"): [],
    }
    batch.refresh_from_db()
    assert batch.done_at is not None


def test_same_file_twice_changes_nothing_the_second_time(laila):
    paper = Paper(laila)
    paper.type("Els", "alias", "Vos")
    assert apply_returned(by=laila, batch=paper.bring_back()) == 1
    again = paper.bring_back()
    plan = plan_of(again)
    assert (plan.edits, plan.conflicts, plan.already) == ([], [], 1)
    assert apply_returned(by=laila, batch=again) == 0


def test_what_changed_here_and_not_in_the_file_stays(laila, cast):
    paper = Paper(laila)
    Volunteer.objects.filter(pk=cast.volunteers["els"].pk).update(phone="0488 11 11 11")
    paper.type("Els", "alias", "Vos")
    apply_returned(by=laila, batch=paper.bring_back())
    els = Volunteer.objects.get(pk=cast.volunteers["els"].pk)
    assert (els.phone, els.alias) == ("0488 11 11 11", "Vos")


@pytest.mark.parametrize(("choice", "ends_as"), [("", "Uil"), ("file", "Vos"), ("now", "Uil")])
def test_cell_that_changed_on_both_sides_waits_for_a_choice(laila, cast, choice, ends_as):
    els = cast.volunteers["els"]
    paper = Paper(laila)
    paper.type("Els", "alias", "Vos")
    paper.type("Els", "phone", "0499 12 34 56")
    Volunteer.objects.filter(pk=els.pk).update(alias="Uil")
    batch = paper.bring_back()
    (conflict,) = plan_of(batch).conflicts
    assert (conflict.was, conflict.becomes, conflict.now) == ("", "Vos", "Uil")
    apply_returned(by=laila, batch=batch, choices={conflict.key: choice})
    els.refresh_from_db()
    assert (els.alias, els.phone) == (ends_as, "0499 12 34 56")
    batch.refresh_from_db()
    assert len(plan_of(batch).conflicts) == (choice == "")
    assert (batch.done_at is None) == (choice == "")


def test_row_that_is_gone_from_the_file_changes_nothing(laila):
    paper = Paper(laila)
    paper.sheets["Mensen"] = paper.sheets["Mensen"][:2]
    plan = plan_of(paper.bring_back())
    assert plan.done


def test_column_that_is_gone_or_new_changes_nothing(laila):
    paper = Paper(laila)
    for row in paper.sheets["Mensen"]:
        del row[PLACE["phone"]]
        row.append("Opmerking" if row[0] == "Nummer" else "belt graag")
    plan = plan_of(paper.bring_back())
    assert (plan.edits, plan.problems, plan.left_alone) == ([], [], ["Opmerking"])


def test_rows_with_problems_wait_and_the_others_go(laila):
    paper = Paper(laila)
    paper.type("Els", "email", "geen-mail")
    paper.type("Els", "alias", "Vos")
    paper.type("Jan", "municipality", "Parijs")
    paper.type("Mia", "first_name", "")
    paper.type("Tom", "kind", "organisatievrijwilliger")
    paper.type("Rita", "email", ""), paper.type("Rita", "phone", "")
    paper.type("Bart", "experience_kind", "")
    paper.type("Carla", "name_for_public", "volledige naam")
    paper.type("Lien", "alias", "Uil")
    batch = paper.bring_back()
    plan = plan_of(batch)
    assert {problem.who: problem.sentences for problem in plan.problems} == {
        "Els Proef": ["‘geen-mail’ is geen mailadres."],
        "Jan Proef": ["Gemeente ‘Parijs’ kennen we niet."],
        "Mia Proef": ["Er staat geen voornaam."],
        "Tom Proef": ["‘Soort vrijwilliger’: Deze kolom verander je op de pagina van de persoon."],
        "Rita Proef": ["Er blijft geen mailadres en geen telefoonnummer over."],
        "Bart Proef": ["Zeg of het gaat om eigen ervaring, naaste of beide."],
        "Carla Proef": ["Hoe anderen de naam lezen, kiest deze persoon zelf."],
    }
    before = everybody()
    assert apply_returned(by=laila, batch=batch) == 1
    assert differences(before, everybody()) == {("Lien", "alias"): "Uil"}


def test_what_a_spreadsheet_does_to_cells_is_no_edit(laila, cast):
    els = cast.volunteers["els"]
    Volunteer.objects.filter(pk=els.pk).update(phone="0470111111", max_per_month=4)
    paper = Paper(laila)
    paper.type("Els", "phone", "470111111")
    paper.type("Els", "last_intervision", "2025-12-09")
    assert plan_of(paper.bring_back()).done


def test_cell_that_looks_like_a_formula_comes_back_as_it_was(laila, cast):
    els = cast.volunteers["els"]
    Volunteer.objects.filter(pk=els.pk).update(phone="+32 470 00 00 00", alias="=1+1", last_name="'=x")
    for ending in ("csv", "xlsx"):
        paper = Paper(laila, ending)
        assert plan_of(paper.bring_back()).done
        paper.type("Els", "phone", "'+32 471 00 00 00" if ending == "csv" else "+32 471 00 00 00")
        (edit,) = plan_of(paper.bring_back()).edits
        assert edit.value == "+32 471 00 00 00"


def test_new_rows_are_candidates_for_import(laila):
    paper = Paper(laila)
    width = len(paper.sheets["Mensen"][0])
    new = [""] * width
    new[PLACE["first_name"]], new[PLACE["email"]], new[PLACE["experience_kind"]] = "Wout", "w@voorbeeld.be", "naaste"
    paper.sheets["Mensen"].append(new)
    batch = paper.bring_back()
    assert plan_of(batch).done
    other = ImportBatch.objects.get(pk=batch.mapping["new"]["m"])
    (draft,) = drafts_of(other)
    assert (draft.title, draft.ready) == ("Wout", True)


def test_rows_of_another_list_wait(laila):
    first, second = Paper(laila), Paper(laila)
    first.sheets["Mensen"].append(second.sheets["Mensen"][1])
    (problem,) = plan_of(first.bring_back()).problems
    assert problem.sentences == ["Deze rij komt uit een andere lijst."]


def test_row_that_stands_twice_waits_when_it_says_two_things(laila):
    paper = Paper(laila)
    paper.sheets["Mensen"].append(list(paper.row("Els")))
    assert plan_of(paper.bring_back()).done
    paper.type("Els", "alias", "Vos")
    plan = plan_of(paper.bring_back())
    assert plan.edits == []
    assert plan.problems[0].sentences == ["Deze rij staat ook op rij 4, met iets anders in. Laat er één staan."]


def test_list_that_left_too_long_ago_is_an_ordinary_import(laila, clock):
    from volunteers.services.exports import forget_exports

    paper = Paper(laila)
    clock.shift(dt.timedelta(days=91))
    forget_exports(today())
    batch = paper.bring_back()
    assert "export" not in batch.mapping
    assert all(draft.known for draft in drafts_of(batch))


def test_roles_attendance_and_training_change_by_their_own_sheets(laila, cast):
    paper = Paper(laila, "xlsx")
    paper.row("Els Proef", "Rollen")[5] = "1 februari 2026"
    paper.row("Els Proef", "Intervisie", day="09/12/2025")[4] = "niet aanwezig"
    batch = paper.bring_back()
    assert apply_returned(by=laila, batch=batch) == 2
    els = cast.volunteers["els"]
    assert RoleHolding.objects.get(volunteer=els).until_on == dt.date(2026, 2, 1)
    came = IntervisionAttendance.objects.standing().get(volunteer=els, day=dt.date(2025, 12, 9))
    assert came.presence == "absent"
    assert IntervisionAttendance.objects.filter(volunteer=els).count() == 3
    assert StandingSpan.objects.on(today()).get(volunteer=els).last_day == dt.date(2026, 5, 20)
    assert differing(Volunteer.objects.values_list("pk", flat=True)) == []
    again = plan_of(paper.bring_back())
    assert (again.done, again.already) == (True, 2)


def test_role_that_ends_before_it_begins_waits(laila):
    paper = Paper(laila, "xlsx")
    paper.row("Els Proef", "Rollen")[5] = "1/1/2024"
    (problem,) = plan_of(paper.bring_back()).problems
    assert problem.sentences == ["‘Tot’ ligt voor ‘Vanaf’."]


def test_role_that_a_list_opens_again_keeps_to_the_rules_of_the_page(laila, cast):
    """Insured, of somebody who is here, and in reserve for who rests (A15, Q12)."""
    els, jan, mia = (cast.volunteers[name] for name in ("els", "jan", "mia"))
    RoleHolding.objects.filter(volunteer__in=[els, jan, mia]).update(until_on=dt.date(2026, 3, 1))
    RoleHolding.objects.filter(volunteer=jan).update(role="starter")
    paper = Paper(laila, "xlsx")
    for name in ("Els Proef", "Jan Proef", "Mia Proef"):
        paper.row(name, "Rollen")[5] = ""
    services.put_to_rest(by=laila, volunteer=els, kind=RestKind.PAUSE, from_on=today())
    services.stop_engagement(by=laila, volunteer=mia, on=today(), ended_by_death=True)
    batch = paper.bring_back()
    assert {one.who: one.sentences for one in plan_of(batch).problems} == {
        "Jan Proef": ["Voor de rol starter is geen verzekering gevonden vanaf 7 maart. Leg eerst de polis vast."],
        "Mia Proef": ["Deze persoon is gestopt."],
    }
    apply_returned(by=laila, batch=batch)
    role = RoleHolding.objects.get(volunteer=els)
    assert (role.until_on, role.reserve_since) == (None, today())


WORD = st.text("abcdé' =+-@xyz", min_size=1, max_size=8).filter(lambda word: word.strip())
TYPED = {
    "first_name": WORD,
    "last_name": WORD | st.just(""),
    "alias": WORD | st.just(""),
    "email": st.sampled_from(["een@voorbeeld.be", "Twee@Voorbeeld.be", ""]),
    "phone": st.sampled_from(["0470 99 99 99", "+32 14 11 22 33", "014/44.55.66"]),
    "prefers_phone": st.sampled_from(["ja", "nee", ""]),
    "experience_kind": st.sampled_from(["Naaste", "eigen ervaring", "eigen ervaring en naaste"]),
    "gender": st.sampled_from(["v", "M", "x", ""]),
    "municipality": st.sampled_from(["Geel", "mol", ""]),
    "languages": st.sampled_from(["Frans, Nederlands", "Turks", ""]),
    "max_per_month": st.sampled_from(["0", "4", "31", ""]),
}
EDITS = st.dictionaries(
    st.tuples(st.integers(0, 7), st.sampled_from(sorted(TYPED))).flatmap(
        lambda cell: st.tuples(st.just(cell), TYPED[cell[1]])
    ),
    st.none(),
    max_size=6,
)


def stored(field, text):
    """What a typed cell means, written down apart from the code that reads it."""
    text = " ".join(text.split())
    if text[:1] == "'" and text[1:2] in "'=+-@" and text[1:2]:
        text = text[1:]
    tables = {
        "prefers_phone": {"ja": True, "nee": False, "": False},
        "experience_kind": {"Naaste": "context", "eigen ervaring": "own", "eigen ervaring en naaste": "both"},
        "max_per_month": {"": None, "0": 0, "4": 4, "31": 31},
    }
    if field in tables:
        return tables[field][text]
    if field == "languages":
        return [word.strip() for word in text.split(",")] if text else []
    return text.lower() if field in {"email", "gender"} else text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(edits=EDITS, meanwhile=st.dictionaries(st.integers(0, 7), WORD, max_size=2))
def test_random_edits_are_exactly_what_changes(laila, cast, edits, meanwhile):
    from django.db import transaction

    with transaction.atomic():
        people = list(cast.volunteers.values())
        cells = dict(edits.keys())
        paper = Paper(laila)
        for (number, field), text in sorted(cells.items(), key=lambda cell: cell[0][1] == "first_name"):
            paper.type(people[number].first_name, field, text)  # the name last: rows are found by it
        for number, word in meanwhile.items():
            Volunteer.objects.filter(pk=people[number].pk).update(gender="x", alias=word)
        before = everybody()
        batch = paper.bring_back()
        waiting = {edit.key for edit in plan_of(batch).conflicts}
        apply_returned(by=laila, batch=batch)
        expected = defaultdict(dict)
        for (number, field), text in cells.items():
            person = before[people[number].pk]
            if f"m{person['id']}.{field}" in waiting:
                assert number in meanwhile
                assert field in {"gender", "alias"}
                continue
            value = stored(field, text)
            if field == "municipality":
                field, value = "municipality_id", cast.towns[value.capitalize()].pk if value else None
            if field in {"gender", "alias"} and number in meanwhile and value == stored(field, ""):
                continue
            expected[person["id"]][field] = value
        after = everybody()
        for pk, person in after.items():
            wanted = before[pk] | expected[pk]
            assert {k: v for k, v in person.items() if k != "search_name"} == {
                k: v for k, v in wanted.items() if k != "search_name"
            }
        transaction.set_rollback(True)


def test_page_shows_the_difference_and_then_does_it(laila, cast, sign_in):
    from django.core.files.uploadedfile import SimpleUploadedFile

    els = cast.volunteers["els"]
    paper = Paper(laila)
    paper.type("Els", "phone", "0499 12 34 56")
    paper.type("Jan", "alias", "Vos")
    Volunteer.objects.filter(pk=cast.volunteers["jan"].pk).update(alias="Uil")
    client = sign_in(cast.users["laila"], "coordinator")
    file = SimpleUploadedFile("terug.csv", paper.content())
    shown = client.post("/mensen/binnenbrengen/", {"file": file}, follow=True)
    address = shown.redirect_chain[-1][0]
    assert address.endswith("/verschil/")
    text = shown.content.decode()
    assert "Gsm of telefoon: <del>0470 00 00 00</del> wordt <ins>0499 12 34 56</ins>" in text
    assert "1 vakje wacht op je keuze" in text
    els.refresh_from_db()
    assert els.phone == "0470 00 00 00"
    done = client.post(address, {f"c-m{cast.volunteers['jan'].pk}.alias": "now"}, follow=True)
    assert "1 vakje is aangepast." in done.content.decode()
    els.refresh_from_db()
    assert els.phone == "0499 12 34 56"
    assert "Alles uit deze lijst is verwerkt." in done.content.decode()


def test_new_rows_of_a_sheet_are_facts_to_import(laila):
    from volunteers.services.import_facts import fact_drafts_of, kind_of

    paper = Paper(laila, "xlsx")
    paper.sheets["Rollen"].append(["", "Els Proef", "els@voorbeeld.be", "trekker", "1/2/2026", ""])
    batch = paper.bring_back()
    other = ImportBatch.objects.get(pk=batch.mapping["new"]["r"])
    (draft,) = fact_drafts_of(other)
    assert (kind_of(other).name, draft.ready, draft.values["role"]) == ("roles", True, "organiser")


def test_error_of_a_formula_waits_and_an_empty_row_keeps_the_numbers_right(laila):
    paper = Paper(laila, "xlsx")
    paper.type("Els", "phone", "#VERW!")
    row = paper.sheets["Mensen"].index(paper.row("Els"))
    paper.sheets["Mensen"].insert(row, [])
    (problem,) = plan_of(paper.bring_back()).problems
    assert (problem.line, problem.sentences) == (
        row + 2,
        ["‘#VERW!’ is een fout uit het rekenblad. Verbeter dat vakje."],
    )
