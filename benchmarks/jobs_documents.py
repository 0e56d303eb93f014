"""The documents of a year: the PDF beside the bare compilation, spreadsheet and CSV beside the figures themselves."""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from resource import RUSAGE_CHILDREN, getrusage

from pypdf import PdfReader

from benchmarks.goals import Row
from benchmarks.looking import Raw, peak_of
from benchmarks.measure import Subject, timed
from benchmarks.measured import Measured
from oev import clock
from reporting.documents import csv, pdf, worker, xlsx
from reporting.figures import build_report
from reporting.report import Report

PAGES = 20
# The template alone, with the data at hand, in a process of its own that says how long the compilation took.
BARE = """
import json, sys, time, typst
data, template = sys.stdin.read(), open(sys.argv[1], "rb").read()
began = time.perf_counter()
typst.compile(template, format="pdf", ignore_system_fonts=True, sys_inputs={"report": data}, pdf_standards=["ua-1"])
print(time.perf_counter() - began)
"""


def _this_year() -> Report:
    today = clock.today()
    return build_report(today.year, today=today)


def spreadsheet(raw: Raw, people: int) -> Measured:
    """The workbook of a year."""
    report = _this_year()
    subject = Subject("job_xlsx", timed(lambda: xlsx.make_xlsx(report)), timed(_this_year))
    return Measured("Spreadsheet van een jaar (de cijfers maken)", subject, _size(lambda: xlsx.make_xlsx(report)))


def csv_file(raw: Raw, people: int) -> Measured:
    """The CSV of a year."""
    report = _this_year()
    subject = Subject("job_csv", timed(lambda: csv.make_csv(report)), timed(_this_year))
    return Measured("CSV van een jaar (de cijfers maken)", subject, _size(lambda: csv.make_csv(report)))


def _of_pages(report: Report, pages: int) -> Report:
    """The same report with its chapters repeated until it is long enough."""
    one = len(PdfReader(BytesIO(pdf.make_pdf(report))).pages)
    return replace(report, sections=report.sections * max(1, round(pages / one)))


def _size(make: Callable[[], bytes]) -> Callable[[Row], None]:
    def finish(row: Row) -> None:
        row.bytes, row.peak = len(make()), peak_of(make)

    return finish


def pdf_file(raw: Raw, people: int) -> Measured:
    """Twenty pages, set in a child process with limits."""
    report = _of_pages(_this_year(), PAGES)
    handed_in = json.dumps(pdf.template_data(report)).encode()

    def bare() -> float:
        command = [sys.executable, "-I", "-c", BARE, str(worker.TEMPLATE)]
        done = subprocess.run(command, input=handed_in, capture_output=True, check=True)
        return float(done.stdout)

    def finish(row: Row) -> None:
        made = pdf.make_pdf(report)
        row.bytes = len(made)
        row.note = f"{len(PdfReader(BytesIO(made)).pages)} bladzijden"
        row.peak = getrusage(RUSAGE_CHILDREN).ru_maxrss

    return Measured("PDF van 20 bladzijden (de kale opmaak)",
                    Subject("job_pdf", timed(lambda: pdf.make_pdf(report)), bare, repeats=1), finish)  # fmt: skip
