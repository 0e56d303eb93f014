"""The sheet a chart is drawn on: marks, words, legend and the frame around them."""

import re
from decimal import Decimal
from xml.sax.saxutils import escape

from reporting.report import Cell, Chart

WIDTH = 560
HIDDEN_SIZE = 16  # every hidden count takes the same room, whatever it was

INK, SECOND_INK, LINE, PAPER = "#1f2a2e", "#4a575c", "#d9d4c7", "#ffffff"
# Dark, middle, light, and those three once more under a texture. The second colour is that of words on it.
TONES = (
    ("#1e5b4f", "#ffffff"),
    ("#b189a8", "#1f2a2e"),
    ("#ead9a8", "#1f2a2e"),
    ("#6b3a63", "#ffffff"),
    ("#86b9ab", "#1f2a2e"),
    ("#faf3e0", "#1f2a2e"),
    ("#8a5a00", "#ffffff"),
)
TEXTURES = {3: "M0 3H6", 4: "M3 0V6", 5: "M0 3H6M3 0V6", 6: "M0 0H1M3 3H4"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(words: str) -> str:
    """Words as XML may hold them."""
    return escape(_NOT_XML.sub("", words))


def width_of(words: str) -> float:
    """About how wide words come out at the size of words, in units, in whatever face the reader has."""
    return sum(3.9 if letter in "fijltrI .,'<" else 9.4 if letter in "mwMW" else 6.9 for letter in words)


def number(cell: Cell) -> float | None:
    """The value to draw, or None where nothing may be drawn to scale."""
    return float(cell.value) if isinstance(cell.value, int | Decimal) else None


class Canvas:
    """Gathers the marks of one chart; y grows downward, all lengths are in units of 560 across."""

    def __init__(self, chart: Chart, key: str) -> None:
        if not re.fullmatch(r"[a-z][a-z0-9-]*", key):
            raise ValueError(f"The key of a chart is letters, digits and '-', not {key!r}.")
        self.chart = chart
        self.key = key
        self.height = 0.0
        self._marks: list[str] = []

    def rect(self, x: float, y: float, width: float, height: float, series: int) -> None:
        """A filled mark in the tone of its series, with its texture over it."""
        place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}"'
        self._marks.append(f'<rect class="series-{series + 1}" {place} fill="{TONES[series][0]}" stroke="{PAPER}"/>')
        if series in TEXTURES:
            texture = f"url(#{self.key}-texture-{series + 1})"
            self._marks.append(f'<rect class="texture" {place} fill="{texture}" stroke="{SECOND_INK}"/>')

    def hidden(self, x: float, y: float, width: float, words: str, series: int) -> None:
        """The mark of a hidden count: empty, hatched, always as high, its words in it where they fit."""
        size = HIDDEN_SIZE
        self._marks.append(
            f'<rect class="hidden-mark" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{size}" '
            f'fill="url(#{self.key}-hidden)" stroke="{TONES[series][0]}" stroke-dasharray="3 2"/>'
        )
        if width_of(words) <= width:
            self.words(x + width / 2, y + size - 4.5, words, size=11, halo=True)

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = LINE) -> None:
        """A quiet line of the frame."""
        self._marks.append(
            f'<line class="frame" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'
        )

    def path(self, points: list[tuple[float, float]], series: int) -> None:
        """A drawn line through points; the dashes tell series apart without colour."""
        dashes = ("", "7 4", "2 3", "10 3 2 3", "14 4", "4 2", "1 3")[series]
        way = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        self._marks.append(
            f'<path class="line-{series + 1}" d="{way}" fill="none" stroke="{TONES[series][0]}" '
            f'stroke-width="2.5"' + (f' stroke-dasharray="{dashes}"' if dashes else "") + "/>"
        )

    def dot(self, x: float, y: float, series: int) -> None:
        """A point of a line chart."""
        self._marks.append(
            f'<circle class="series-{series + 1}" cx="{x:.1f}" cy="{y:.1f}" r="3.5" '
            f'fill="{TONES[series][0]}" stroke="{PAPER}"/>'
        )

    def words(
        self,
        x: float,
        y: float,
        words: str,
        *,
        anchor: str = "middle",
        size: float = 12,
        colour: str = INK,
        on: int | None = None,
        halo: bool = False,
    ) -> None:
        """Words at a baseline; `on` is the series whose mark they lie upon, `halo` keeps lines off them."""
        kind = f"on-series-{on + 1}" if on is not None else "words" if colour == INK else "words-quiet"
        fill = TONES[on][1] if on is not None else colour
        around = f' stroke="{PAPER}" stroke-width="3" paint-order="stroke"' if halo else ""
        if on in TEXTURES:
            self._plate(x, y, width_of(words) + 3, on)
        self._marks.append(
            f'<text class="{kind}" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size:g}" '
            f'fill="{fill}"{around}>{clean(words)}</text>'
        )

    def _plate(self, x: float, y: float, width: float, series: int) -> None:
        """A plain piece of the tone, so that words upon a texture can be read."""
        self._marks.append(
            f'<rect class="plate-{series + 1}" x="{x - width / 2:.1f}" y="{y - 9.5:.1f}" width="{width:.1f}" '
            f'height="11.5" fill="{TONES[series][0]}"/>'
        )

    def legend(self) -> float:
        """The names of the series in their order, over as many lines as needed; returns the y under it."""
        if len(self.chart.series) == 1:
            return 6
        x, y = 0.0, 4.0
        for place, one in enumerate(self.chart.series):
            width = 20 + width_of(one.label) + 16
            if x and x + width > WIDTH:
                x, y = 0.0, y + 19
            self.rect(x, y, 14, 12, place)
            self.words(x + 20, y + 10.5, one.label, anchor="start")
            x += width
        return y + 26

    def svg(self) -> str:
        """The finished drawing."""
        title, about = f"{self.key}-title", f"{self.key}-desc"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" width="{WIDTH}" '
            f'height="{self.height:.0f}" viewBox="0 0 {WIDTH} {self.height:.0f}" '
            f'font-family="system-ui, Libertinus Serif, sans-serif" '
            f'aria-labelledby="{title} {about}"><title id="{title}">{clean(self.chart.title)}</title>'
            f'<desc id="{about}">{clean(self.chart.description)}</desc>{self._patterns()}'
            f"{''.join(self._marks)}</svg>"
        )

    def _patterns(self) -> str:
        drawn = "".join(self._marks)
        wanted = [(f"texture-{place + 1}", way, TONES[place][1]) for place, way in TEXTURES.items()]
        wanted.append(("hidden", "M0 6L6 0", "#cfc8b6"))
        patterns = (
            f'<pattern id="{self.key}-{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
            f'<path d="{way}" stroke="{colour}" stroke-width="1.2"/></pattern>'
            for name, way, colour in wanted
            if f"#{self.key}-{name})" in drawn
        )
        inside = "".join(patterns)
        return f"<defs>{inside}</defs>" if inside else ""
