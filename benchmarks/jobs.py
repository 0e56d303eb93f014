"""Jobs and questions about everybody, each beside its floor."""

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from benchmarks import jobs_documents, jobs_lists, jobs_roster
from benchmarks.goals import Row
from benchmarks.looking import Raw, peak_of, sql_of
from benchmarks.measure import Subject, timed
from benchmarks.measured import Measured
from oev import clock
from oev.jobs import run_job
from referrals.candidates import candidates_for
from referrals.models import Referral
from reporting.reads import read_years
from volunteers.asking import keys_to_ask
from volunteers.kinds import Role
from volunteers.models import StandingSpan, Volunteer
from volunteers.spans import facts_of, rebuild_spans

FACT_TABLES = (
    "referrals_conversation", "referrals_referral", "referrals_assignment", "contactgroups_meeting",
    "contactgroups_attendancecount", "volunteers_intervisionattendance", "volunteers_standingspan",
    "volunteers_volunteer", "volunteers_engagement", "volunteers_roleholding", "volunteers_intervisionsession",
)  # fmt: skip


def undone(act: Callable[[], object]) -> Callable[[], None]:
    """The act in a transaction that is rolled back, so that it can be done again."""

    def run() -> None:
        with transaction.atomic():
            act()
            transaction.set_rollback(True)

    return run


def _counts(act: Callable[[], object]) -> Callable[[Row], None]:
    def finish(row: Row) -> None:
        row.queries, row.peak = len(sql_of(act)), peak_of(act)

    return finish


def asked(raw: Raw, people: int) -> Measured:
    """Who may be asked today among everybody."""
    day = clock.today()

    def ask() -> list[int]:
        return list(keys_to_ask(Role.TALKS, day))

    bare = str(
        f"SELECT volunteer_id FROM {StandingSpan._meta.db_table} WHERE is_callable AND from_on <= '{day}'"  # noqa: SLF001
        f" AND (until_on IS NULL OR until_on > '{day}')"
    )
    subject = Subject("job_asked", timed(ask), raw.timer((bare,)))
    return Measured("Wie mag vandaag gevraagd worden (kale SQL over de spans)", subject, _counts(ask))


def best(raw: Raw, people: int) -> Measured:
    """The five best for one aanmelding, with the folded list."""
    referral = Referral.objects.select_related("site__municipality").filter(state="searching").latest("pk")

    def find() -> Any:
        return candidates_for(referral, timezone.now())

    def point() -> Any:
        return Volunteer.objects.get(pk=referral.pk % 50 + 1)

    return Measured("De vijf besten voor een aanmelding (één persoon opvragen)",
                    Subject("job_best", timed(find), timed(point)), _counts(find))  # fmt: skip


def night(raw: Raw, people: int) -> Measured:
    """The floor is what the round selects and writes, as bare SQL; the round of a second time writes nothing."""
    act = undone(lambda: run_job("nachtronde", clock.today()))
    subject = Subject("job_night", timed(act), raw.timer(sql_of(act)), repeats=2)

    def finish(row: Row) -> None:
        row.queries, row.peak = len(sql_of(act)), peak_of(act)
        with transaction.atomic():
            run_job("nachtronde", clock.today())
            before = _written()
            again = len(sql_of(lambda: run_job("nachtronde", clock.today())))
            wrote = _written() - before
            transaction.set_rollback(True)
        row.note = f"tweede keer {again} vragen, {wrote} rijen geschreven"
        row.fault = "de tweede keer schrijft ook" if wrote else ""

    return Measured("Nachtronde (lezen en schrijven als kale SQL)", subject, finish)


def _written() -> int:
    """Rows written in the transaction that runs."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sum(n_tup_ins + n_tup_upd + n_tup_del) FROM pg_stat_xact_user_tables")
        return int(cursor.fetchone()[0] or 0)


def spans(raw: Raw, people: int) -> Measured:
    """Everybody's timeline anew, beside reading the facts it is made of."""
    everybody = range(1, people + 1)
    act = undone(lambda: rebuild_spans(*everybody))
    reading = sql_of(lambda: facts_of(everybody))
    subject = Subject("job_spans", timed(act), timed(lambda: facts_of(everybody)), raw.timer(reading), repeats=1)
    return Measured("Ieders tijdlijn opnieuw (de feiten lezen)", subject, _counts(act))


def year(raw: Raw, people: int) -> Measured:
    """The counts of two years, beside one walk through all facts."""
    today = clock.today()

    def read() -> Any:
        return read_years(today.year - 1, today.year, today=today)

    scan = tuple(f"SELECT count(*), max(id) FROM {name}" for name in FACT_TABLES)
    subject = Subject("job_year", timed(read), raw.timer(scan), raw.timer(sql_of(read)))
    return Measured("Cijfers van twee jaar lezen (alle feiten doorlopen)", subject, _counts(read))


JOBS: dict[str, Callable[[Raw, int], Measured]] = {
    "job_asked": asked,
    "job_best": best,
    "job_night": night,
    "job_spans": spans,
    "job_year": year,
    "job_roster": jobs_roster.roster,
    "job_pdf": jobs_documents.pdf_file,
    "job_xlsx": jobs_documents.spreadsheet,
    "job_csv": jobs_documents.csv_file,
    "job_people_csv": jobs_lists.people_csv,
    "job_people_xlsx": jobs_lists.people_xlsx,
}
