"""A report as its page shows it: charts drawn, tables as rows, everything already protected."""

from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

from reporting.charts import render_chart
from reporting.report import Figure, Report, Section, Table


@dataclass(frozen=True)
class PageTable:
    """A table as `{% data_table %}` takes it; the total is its last row."""

    caption: str
    headings: tuple[str, ...]
    rows: list[list[str]]


@dataclass(frozen=True)
class PageFigure:
    """One figure with its drawings."""

    figure: Figure
    charts: list[SafeString]
    tables: list[PageTable]
    notes: tuple[str, ...]

    @property
    def has_one_table(self) -> bool:
        """Whether the title of the figure is caption enough."""
        return len(self.figure.tables) < 2


@dataclass(frozen=True)
class PageSection:
    """One chapter."""

    section: Section
    figures: list[PageFigure]


def page_sections(report: Report) -> list[PageSection]:
    """The chapters of a report with their charts as SVG."""
    return [
        PageSection(section, [_page_figure(report, figure) for figure in section.figures])
        for section in report.sections
    ]


def _page_figure(report: Report, figure: Figure) -> PageFigure:
    charts = [
        mark_safe(render_chart(chart, key=f"{figure.id.lower()}-{place}"))  # noqa: S308 - our own drawing of numbers
        for place, chart in enumerate(figure.charts)
    ]
    tables = [_page_table(table) for table in figure.data_tables]
    return PageFigure(figure, charts, tables, report.notes_for(figure))


def _page_table(table: Table) -> PageTable:
    return PageTable(table.caption, table.columns, [[cell.display for cell in row] for row in table.all_rows])
