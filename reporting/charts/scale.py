"""How high is high: a scale made of what may be seen, and the round numbers along it."""

from math import ceil, floor, log10

from reporting.charts.canvas import number
from reporting.report import Chart


def top_of(chart: Chart) -> float:
    """The largest visible value, or the largest visible stack; hidden values weigh nothing. At least 1."""
    columns = [[number(one.values[place]) or 0.0 for one in chart.series] for place in range(len(chart.categories))]
    sizes = [sum(column) if chart.kind == "stacked" else max(column) for column in columns]
    return max(1.0, *sizes)


def ticks(top: float) -> list[float]:
    """Three to six round steps from 0 up to at least `top`."""
    rough = top / 4
    power = 10 ** floor(log10(rough))
    step = next(power * times for times in (1, 2, 2.5, 5, 10) if power * times >= rough)
    step = max(1.0, step) if top >= 3 else step
    return [step * place for place in range(ceil(top / step - 1e-9) + 1)]
