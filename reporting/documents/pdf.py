"""The report as an accessible PDF (PDF/UA-1), set by typst in a child process with limits."""

import json
import subprocess
import sys
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from oev.errors import Refused
from reporting.charts import render_chart
from reporting.documents import worker
from reporting.report import Chart, Figure, Report, Table

MAX_PAGES = 60
SECONDS = 30
SHORT = 5  # letters of a name that has room above a narrow column
MEMORY = 1024**3  # bytes of address space; 60 pages take a third of it
OTHER_WAY = "Neem het als Excel of CSV, daar staat alles in."


class TypesettingFailedError(Exception):
    """Typst could not set the report: a fault of ours, not of the reader."""


def make_pdf(report: Report, *, max_pages: int = MAX_PAGES, seconds: int = SECONDS, memory: int = MEMORY) -> bytes:
    """The PDF of a report. The same report gives the same bytes.

    Refused when it grows past `max_pages`, `seconds` of work or `memory` bytes; TypesettingFailedError on a
    fault in the template.
    """
    made = datetime.combine(report.made_on, time.min, UTC)
    limits = {"memory": memory, "seconds": seconds, "timestamp": int(made.timestamp())}
    handed_in = json.dumps(limits).encode() + b"\n" + json.dumps(template_data(report, max_pages)).encode()
    try:
        done = subprocess.run(  # noqa: S603  our own interpreter on our own file, nothing of a reader
            [sys.executable, "-I", str(Path(worker.__file__))],
            input=handed_in,
            capture_output=True,
            timeout=seconds * 2,
            env={},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise _too_large() from error
    if done.returncode == worker.TOO_LONG:
        raise Refused(f"Dit verslag is langer dan {max_pages} bladzijden. {OTHER_WAY}")
    if done.returncode < 0 or b"MemoryError" in done.stderr:  # ended by a limit
        raise _too_large()
    if done.returncode != 0:
        raise TypesettingFailedError(done.stderr.decode(errors="replace"))
    return done.stdout


def _too_large() -> Refused:
    return Refused(f"Dit verslag is te groot voor een PDF. {OTHER_WAY}")


def template_data(report: Report, max_pages: int = MAX_PAGES) -> dict[str, Any]:
    """All that the template knows: the words of the report, every number as it is shown."""
    made = report.made_on
    return {
        "title": report.title,
        "organisation": report.organisation,
        "version_line": report.version_line,
        "made_on": {"year": made.year, "month": made.month, "day": made.day},
        "max_pages": max_pages,
        "how_we_count": report.how_we_count,
        "hidden_note": report.hidden_note,
        "sections": [
            {
                "title": section.title,
                "intro": section.intro,
                "figures": [_figure(report, figure) for figure in section.figures],
            }
            for section in report.sections
        ],
    }


def _figure(report: Report, figure: Figure) -> dict[str, Any]:
    rate = figure.registration_rate
    return {
        "id": figure.id,
        "title": figure.title,
        "definition": figure.definition,
        "unit": figure.unit,
        "registration_rate": rate.display if rate else None,
        "tiles": [{"label": tile.label, "value": tile.value.display} for tile in figure.tiles],
        "charts": [_chart(figure, place) for place in range(len(figure.charts))],
        "tables": [_table(table) for table in figure.tables],
        "notes": report.notes_for(figure),
    }


def _chart(figure: Figure, place: int) -> dict[str, Any]:
    chart = figure.charts[place]
    own = chart.as_table()
    return {
        "title": chart.title,
        "alternative": chart.alternative,
        "svg": render_chart(chart, key=f"{figure.id.lower()}-{place + 1}"),
        # Left out where the figure itself has this table.
        "table": _table(own, lying=_can_lie(chart)) if own in figure.data_tables else None,
    }


def _can_lie(chart: Chart) -> bool:
    """Whether months or years can run across the page, as they do in the drawing above."""
    return 4 < len(chart.categories) <= 12 and all(len(name) <= SHORT for name in chart.categories)


def _table(table: Table, *, lying: bool = False) -> dict[str, Any]:
    rows = [table.columns, *(tuple(cell.display for cell in row) for row in table.rows)]
    if lying:
        rows = list(zip(*rows, strict=True))
    total = table.total_row
    return {
        "caption": table.caption,
        "columns": rows[0],
        "rows": rows[1:],
        "total_row": [cell.display for cell in total] if total else None,
        "lying": lying,
    }
