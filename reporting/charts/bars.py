"""Standing bars and stacks: a few categories with short names, months above all."""

from decimal import Decimal

from reporting.charts.canvas import HIDDEN_SIZE, SECOND_INK, WIDTH, Canvas, number, width_of
from reporting.charts.scale import top_of
from reporting.report import Cell, Chart, say_number

DRAWN = 150  # units between the foot and the top of the scale


def frame(canvas: Canvas) -> tuple[float, float]:
    """Legend and foot; returns the y of the foot and the width of one category."""
    foot = canvas.legend() + 16 + DRAWN + _room_for_hidden(canvas.chart)
    band = WIDTH / len(canvas.chart.categories)
    for place, category in enumerate(canvas.chart.categories):
        canvas.words((place + 0.5) * band, foot + 17, category, colour=SECOND_INK)
    canvas.height = foot + 26
    return foot, band


def _room_for_hidden(chart: Chart) -> int:
    """Above the highest stack: the marks of the most hidden values that lie on one stack."""
    if chart.kind != "stacked":
        return 0
    places = range(len(chart.categories))
    return HIDDEN_SIZE * max(sum(one.values[place].hidden for one in chart.series) for place in places)


def draw_bars(canvas: Canvas) -> None:
    """Bars side by side, each with its number on top: no axis to measure against."""
    foot, band = frame(canvas)
    top = top_of(canvas.chart)
    width = min(64.0, band * 0.78 / len(canvas.chart.series))
    for place in range(len(canvas.chart.categories)):
        left = (place + 0.5) * band - width * len(canvas.chart.series) / 2
        for series, one in enumerate(canvas.chart.series):
            _bar(canvas, one.values[place], left + series * width, foot, width, DRAWN / top, series)
    canvas.line(0, foot, WIDTH, foot)


def _bar(canvas: Canvas, cell: Cell, x: float, foot: float, width: float, unit: float, series: int) -> None:
    value = number(cell)
    middle = x + width / 2
    if cell.hidden:
        canvas.hidden(x, foot - HIDDEN_SIZE, width, cell.display, series)
    elif value is None:
        canvas.words(middle, foot - 5, cell.display, colour=SECOND_INK)
    else:
        if value > 0:
            canvas.rect(x, foot - value * unit, width, value * unit, series)
        size = 12 if width_of(cell.display) <= width + 6 else 9.5
        canvas.words(middle, foot - max(0.0, value * unit) - 5, cell.display, size=size)


def draw_stacks(canvas: Canvas) -> None:
    """Series on top of each other in the order of the legend, the sum above where nothing is hidden."""
    foot, band = frame(canvas)
    unit = DRAWN / top_of(canvas.chart)
    width = min(72.0, band * 0.74)
    for place in range(len(canvas.chart.categories)):
        column = [one.values[place] for one in canvas.chart.series]
        _stack(canvas, column, (place + 0.5) * band - width / 2, foot, width, unit)
    canvas.line(0, foot, WIDTH, foot)


def _stack(canvas: Canvas, column: list[Cell], x: float, foot: float, width: float, unit: float) -> None:
    y = foot
    for series, cell in enumerate(column):
        value = number(cell) or 0.0
        if cell.hidden:
            y -= HIDDEN_SIZE
            canvas.hidden(x, y, width, cell.display, series)
        elif value > 0:
            y -= value * unit
            canvas.rect(x, y, width, value * unit, series)
            if value * unit >= 14 and width_of(cell.display) < width:
                canvas.words(x + width / 2, y + value * unit / 2 + 4, cell.display, size=11, on=series)
    total = sum_of(column)
    if total:
        canvas.words(x + width / 2, y - 5, total)


def sum_of(column: list[Cell]) -> str:
    """The sum as words, or nothing where a part is hidden: a sum would give it away (7.1 rule 3)."""
    numbers = [cell.value for cell in column if isinstance(cell.value, int | Decimal)]
    return say_number(sum(numbers)) if len(numbers) == len(column) else ""
