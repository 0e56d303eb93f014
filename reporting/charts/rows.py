"""Lying bars and stacks: where the names of the categories are too long to stand under a bar."""

from reporting.charts.bars import sum_of
from reporting.charts.canvas import HIDDEN_SIZE, SECOND_INK, WIDTH, Canvas, number, width_of
from reporting.charts.scale import top_of
from reporting.report import Cell, Chart

THICK = 20
HIDDEN_WIDTH = 30
LONGEST_NAME = 30


def labels_fit(chart: Chart) -> bool:
    """Whether each category's name has room under its bar."""
    return max(map(width_of, chart.categories)) + 8 <= WIDTH / len(chart.categories)


def _shortened(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def draw_rows(canvas: Canvas) -> None:
    """One row for each category, its name before it; the table beside the chart has the whole name."""
    chart = canvas.chart
    start = max(width_of(_shortened(name)) for name in chart.categories) + 10
    stacked = chart.kind == "stacked"
    lines = 1 if stacked else len(chart.series)
    # Hidden marks of a stack take their own room, kept free for all rows alike.
    hidden = max(sum(one.values[place].hidden for one in chart.series) for place in range(len(chart.categories)))
    kept = 56 + (HIDDEN_WIDTH * hidden if stacked else 0)
    unit = (WIDTH - start - kept) / top_of(chart)
    head = canvas.legend()
    y = head
    for place, name in enumerate(chart.categories):
        canvas.words(start - 10, y + lines * THICK / 2 + 4, _shortened(name), anchor="end", colour=SECOND_INK)
        row = [one.values[place] for one in chart.series]
        if stacked:
            _stack(canvas, row, start, y, unit)
        else:
            for series, cell in enumerate(row):
                _bar(canvas, cell, start, y + series * THICK, unit, series)
        y += lines * THICK + 9
    canvas.line(start, head - 2, start, y - 7)
    canvas.height = y


def _bar(canvas: Canvas, cell: Cell, x: float, y: float, unit: float, series: int) -> None:
    value = number(cell)
    if cell.hidden:
        wide = max(HIDDEN_WIDTH, width_of(cell.display) + 8)
        canvas.hidden(x, y + (THICK - HIDDEN_SIZE) / 2, wide, cell.display, series)
        return
    if value and value > 0:
        canvas.rect(x, y, value * unit, THICK, series)
    canvas.words(x + max(0.0, value or 0.0) * unit + 6, y + THICK / 2 + 4, cell.display, anchor="start")


def _stack(canvas: Canvas, row: list[Cell], x: float, y: float, unit: float) -> None:
    for series, cell in enumerate(row):
        value = number(cell) or 0.0
        if cell.hidden:
            canvas.hidden(x, y + (THICK - HIDDEN_SIZE) / 2, HIDDEN_WIDTH, cell.display, series)
            x += HIDDEN_WIDTH
        elif value > 0:
            canvas.rect(x, y, value * unit, THICK, series)
            if value * unit > width_of(cell.display) + 4:
                canvas.words(x + value * unit / 2, y + THICK / 2 + 4, cell.display, size=11, on=series)
            x += value * unit
    canvas.words(x + 6, y + THICK / 2 + 4, sum_of(row), anchor="start")
