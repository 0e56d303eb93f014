"""Our own small drawings: one SVG for the page and for paper, without style, script or outside address.

Every mark carries its colour twice: as a presentation attribute, which is enough on paper, and as a class,
which the page's stylesheet may dress for the dark. Tones go dark, middle, light and then return with
a texture, so that a grey print keeps them apart. The same numbers stand in a table beside each chart (7.3).
"""

from reporting.charts.bars import draw_bars, draw_stacks
from reporting.charts.canvas import Canvas
from reporting.charts.lines import draw_lines
from reporting.charts.rows import draw_rows, labels_fit
from reporting.report import Chart

__all__ = ["render_chart"]


def render_chart(chart: Chart, *, key: str) -> str:
    """An `<svg>` of the chart, 560 units wide and safe to put into a page as it is.

    `key` is unique on its page (letters, digits and '-'); the ids inside begin with it. A hidden count is a
    hatched mark of one size for all, bearing the words that replace it, and weighs in no scale (7.1 rule 3).
    """
    canvas = Canvas(chart, key)
    if chart.kind == "line":
        draw_lines(canvas)
    elif not labels_fit(chart):
        draw_rows(canvas)
    elif chart.kind == "stacked":
        draw_stacks(canvas)
    else:
        draw_bars(canvas)
    return canvas.svg()
