"""Lists of people that leave: the CSV beside COPY of the same rows, and what memory a workbook takes as it grows."""

from collections.abc import Iterator
from io import BytesIO

from django.db import connection
from openpyxl import Workbook

from benchmarks.goals import Row
from benchmarks.looking import Raw, peak_of, sql_of
from benchmarks.measure import Subject, timed
from benchmarks.measured import Measured
from oev import clock
from oev.accounts.actor import Actor, Hat
from oev.accounts.models import Office
from volunteers.exporting.columns import ATTENDANCES
from volunteers.exporting.files import Snapshot, write_xlsx
from volunteers.exporting.tables import Row as ListRow
from volunteers.exporting.tables import of_the_pool, people_rows
from volunteers.services.exports import make_export

TENFOLD = 10
MORE_KB = 20 * 1024


def _coordinator() -> Actor:
    office = Office.objects.filter(kind="coordinator", until_on=None).earliest("pk")
    return Actor(office.user_id, Hat.COORDINATOR, office.pk)


def people_csv(raw: Raw, people: int) -> Measured:
    """Everybody as CSV, noted and kept, beside COPY of the same query."""
    by = _coordinator()

    def make() -> int:
        export, file = make_export(by=by, purpose="meten", ending="csv")
        export.delete()
        return len(file.getvalue())

    (query,) = sql_of(lambda: list(people_rows(of_the_pool(clock.today()))))

    def copy() -> None:
        with connection.cursor() as cursor, cursor.copy(f"COPY ({query}) TO STDOUT WITH CSV") as rows:
            for _ in rows:
                pass

    def finish(row: Row) -> None:
        row.queries, row.bytes, row.peak = len(sql_of(make)), make(), peak_of(make)

    return Measured("Lijst van mensen als CSV (COPY)", Subject("job_people_csv", timed(make), timed(copy)), finish)


def _rows(count: int) -> Iterator[ListRow]:
    for number in range(count):
        yield number, [f"Persoon {number}", f"p{number}@voorbeeld.be", "03/02/2026", "aanwezig", "ja"]


def _ours(count: int) -> None:
    kept = Snapshot()
    write_xlsx("abcdefghij", [(ATTENDANCES, kept.keep("i", _rows(count)))])
    kept.text()


def _bare(count: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Intervisie")
    for _, cells in _rows(count):
        sheet.append(cells)
    book.save(BytesIO())


def people_xlsx(raw: Raw, people: int) -> Measured:
    """A sheet with a row for each person beside the bare writer; ten times the rows may take 20 MB more."""
    subject = Subject("job_people_xlsx", timed(lambda: _ours(people)), timed(lambda: _bare(people)), repeats=1)

    def finish(row: Row) -> None:
        few, many = (peak_of(lambda count=count: _ours(count)) for count in (people, TENFOLD * people))  # type: ignore[misc]
        row.peak = many
        row.note = f"{TENFOLD * people} rijen: {(many - few) / 1024:.1f} MB meer dan {people}"
        row.fault = "groeit met meer dan 20 MB" if many - few > MORE_KB else ""

    return Measured("Lijst van mensen als werkmap (kale werkmap)", subject, finish)
