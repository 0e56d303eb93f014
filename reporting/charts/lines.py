"""Lines through the years: how something grows."""

from reporting.charts.canvas import HIDDEN_SIZE, SECOND_INK, WIDTH, Canvas, number, width_of
from reporting.charts.scale import ticks, top_of
from reporting.report import Cell, Series, say_number

DRAWN = 150
GUTTER = 44  # room for the numbers of the scale
MARK_WIDTH = 24


def draw_lines(canvas: Canvas) -> None:
    """A line for each series; where a count is hidden the line breaks off and a mark lies on the foot."""
    chart = canvas.chart
    steps = ticks(top_of(chart))
    foot = canvas.legend() + 18 + DRAWN
    unit = DRAWN / steps[-1]
    for step in steps:
        canvas.line(GUTTER, foot - step * unit, WIDTH, foot - step * unit)
        canvas.words(GUTTER - 8, foot - step * unit + 4, _round(step), anchor="end", colour=SECOND_INK)
    band = (WIDTH - GUTTER) / len(chart.categories)
    middles = [GUTTER + (place + 0.5) * band for place in range(len(chart.categories))]
    _names(canvas, middles, foot, band)
    for series, one in enumerate(chart.series):
        _line(canvas, one, middles, foot, unit, series)
    canvas.height = foot + 26


def _round(step: float) -> str:
    return say_number(int(step)) if step == int(step) else f"{step:g}".replace(".", ",")


def _names(canvas: Canvas, middles: list[float], foot: float, band: float) -> None:
    longest = max(map(width_of, canvas.chart.categories))
    every = max(1, -(-int(longest + 6) // int(band)))
    for place, name in enumerate(canvas.chart.categories):
        if place % every == 0:
            canvas.words(middles[place], foot + 17, name, colour=SECOND_INK)


def _line(canvas: Canvas, one: Series, middles: list[float], foot: float, unit: float, series: int) -> None:
    run: list[tuple[float, float]] = []
    runs = [run]
    for middle, cell in zip(middles, one.values, strict=True):
        value = number(cell)
        if value is None:
            _gap(canvas, cell, middle, foot, series)
            run = []
            runs.append(run)
        else:
            run.append((middle, foot - value * unit))
    for points in runs:
        if len(points) > 1:
            canvas.path(points, series)
    for (x, y), cell in zip((p for points in runs for p in points), _seen(one), strict=True):
        canvas.dot(x, y, series)
        if len(canvas.chart.series) == 1 and len(middles) <= 12:
            canvas.words(x, y - 9, cell.display, halo=True)


def _gap(canvas: Canvas, cell: Cell, middle: float, foot: float, series: int) -> None:
    if cell.hidden:
        # Series lie next to each other, so that two hidden values of one year stay two.
        x = middle + (series - len(canvas.chart.series) / 2) * MARK_WIDTH
        canvas.hidden(x, foot - HIDDEN_SIZE, MARK_WIDTH, cell.display, series)


def _seen(one: Series) -> list[Cell]:
    return [cell for cell in one.values if cell.is_number]
