"""Charts: safe to put into a page, true to the numbers, silent about what is hidden."""

import re
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from reporting.charts import render_chart
from reporting.charts.canvas import HIDDEN_SIZE, TEXTURES, TONES
from reporting.charts.scale import ticks
from reporting.report import Chart, Series, cells
from reporting.suppression import NOT_SHOWN
from tests.reporting.sample import SMALL, by_kind, per_month, per_year

SVG = "{http://www.w3.org/2000/svg}"
ELEMENTS = {"svg", "title", "desc", "defs", "pattern", "path", "rect", "line", "circle", "text"}


def drawn(chart, key="one"):
    return ElementTree.fromstring(render_chart(chart, key=key))


def bars(root, series=1):
    return root.findall(f"{SVG}rect[@class='series-{series}']")


def words(root):
    return [one.text for one in root.iter(f"{SVG}text")]


def bar_chart(*values, kind="bar"):
    names = tuple(f"k{place}" for place in range(len(values)))
    return Chart(kind, "Titel", "Uitleg.", names, (Series("Een", cells(*values)),))


@pytest.mark.parametrize("make", [per_month, per_year, by_kind])
def test_chart_holds_only_harmless_elements_and_attributes(make):
    root = drawn(make())

    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= ELEMENTS
    attributes = {name for one in root.iter() for name in one.attrib}
    assert not [name for name in attributes if name == "style" or name.startswith("on") or "href" in name]
    addresses = re.findall(r"https?://[^\"]+", render_chart(make(), key="one"))
    assert addresses == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("make", [per_month, per_year, by_kind])
def test_chart_says_in_words_what_it_is(make):
    chart = make()
    root = drawn(chart, "f22-1")

    assert root.get("role") == "img"
    named = [root.find(f"*[@id='{one}']").text for one in root.get("aria-labelledby").split()]
    assert named == [chart.title, chart.description]


def test_bars_are_as_high_as_their_numbers():
    heights = [float(one.get("height")) for one in bars(drawn(bar_chart(10, 20, 40)))]

    assert heights == pytest.approx([heights[2] / 4, heights[2] / 2, heights[2]])


def test_hidden_count_has_one_size_whatever_stands_beside_it():
    small, large = drawn(bar_chart(SMALL, 6)), drawn(bar_chart(SMALL, 6000))

    marks = [root.findall(f"{SVG}rect[@class='hidden-mark']") for root in (small, large)]
    assert [[one.get("height") for one in each] for each in marks] == [[str(HIDDEN_SIZE)]] * 2
    assert words(small).count("<5") == 1
    assert len(bars(small)) == 1


def test_stack_shows_its_sum_only_when_nothing_in_it_is_hidden():
    chart = Chart("stacked", "Titel", "Uitleg.", ("a", "b"), (Series("x", cells(7, 8)), Series("y", cells(9, SMALL))))

    root = drawn(chart)

    assert "16" in words(root)
    numbers = [word for word in words(root) if word[0] in "<0123456789"]
    assert sorted(numbers) == ["16", "7", "8", "9", "<5"]


def test_lying_stack_shows_its_sum_only_when_nothing_in_it_is_hidden():
    names = ("Aan het bed in het ziekenhuis", "Op een heel andere plaats dan dat", "Nog een derde lange naam")
    series = (Series("x", cells(70, 80, 20)), Series("y", cells(90, SMALL, 0)))

    root = drawn(Chart("stacked", "Titel", "Uitleg.", names, series))

    assert [word for word in words(root) if word in ("160", "80", "20")] == ["160", "80", "20", "20"]
    assert words(root).count("<5") == 1


def test_line_breaks_off_where_a_count_is_hidden():
    root = drawn(bar_chart(5, 9, SMALL, 12, 15, kind="line"))

    assert len(root.findall(f"{SVG}path[@class='line-1']")) == 2
    assert len(root.findall(f"{SVG}circle")) == 4


def test_hidden_counts_on_a_stack_stay_inside_the_drawing():
    hidden = [Series(f"s{place}", cells(SMALL, SMALL)) for place in range(6)]
    series = (Series("s", cells(50, SMALL)), *hidden)
    root = drawn(Chart("stacked", "Titel", "Uitleg.", ("a", "b"), series))

    legend = max(float(one.get("y")) for one in root.iter(f"{SVG}rect") if one.get("height") == "12.0")
    tops = [float(one.get("y")) for one in root.findall(f"{SVG}rect[@class='hidden-mark']")]
    assert min(tops) > legend + 12


def test_long_names_make_the_bars_lie_down():
    root = drawn(by_kind())

    wide = [(float(one.get("width")), float(one.get("height"))) for one in bars(root)]
    assert [height for _, height in wide] == [20, 20, 20]
    assert wide[1][0] > wide[0][0] > 200


def test_words_of_a_hidden_count_stand_in_its_mark_where_they_fit():
    names = tuple("abcdefghijkl")
    narrow = Chart("bar", "Titel", "Uitleg.", names, (Series("x", cells(*[8] * 11, NOT_SHOWN)),))
    lying = Chart("bar", "Titel", "Uitleg.", ("kort", "x" * 90), (Series("x", cells(8, NOT_SHOWN)),))

    assert "niet getoond" not in words(drawn(narrow))
    assert "niet getoond" in words(drawn(lying))
    for chart in (narrow, lying):
        assert len(drawn(chart).findall(f"{SVG}rect[@class='hidden-mark']")) == 1


def test_zero_is_a_number_and_words_are_not():
    root = drawn(bar_chart(0, "–", 4))

    assert len(bars(root)) == 1
    assert [word for word in words(root) if not word.startswith("k")] == ["0", "–", "4"]


def test_chart_of_nothing_but_hidden_counts_is_drawn():
    for kind in ("bar", "stacked", "line"):
        assert words(drawn(bar_chart(SMALL, SMALL, kind=kind))).count("<5") == 2


def test_words_cannot_become_markup():
    chart = replace(per_year(), title="<script>&\x00", description='"><g/>')

    root = drawn(chart)

    assert root.find(f"{SVG}title").text == "<script>&"
    assert root.find(f"{SVG}desc").text == '"><g/>'


def test_two_charts_on_a_page_share_no_id():
    def ids(key):
        return {one.get("id") for one in drawn(per_month(), key).iter() if one.get("id")}

    assert ids("f22-1") & ids("f22-2") == set()


@pytest.mark.parametrize("key", ["", "F22", "1a", 'a"b', "a b"])
def test_key_that_cannot_be_an_id_is_refused(key):
    with pytest.raises(ValueError, match="key of a chart"):
        render_chart(per_month(), key=key)


def test_tones_stay_apart_in_a_grey_print():
    def luminance(colour):
        parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one, other):
        lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
        return (lighter + 0.05) / (darker + 0.05)

    plain = [tone for place, (tone, _) in enumerate(TONES) if place not in TEXTURES]
    assert min(contrast(a, b) for a in plain for b in plain if a != b) > 2
    assert min(contrast(tone, text) for tone, text in TONES) > 4.5


@pytest.mark.parametrize(
    ("top", "steps"),
    [
        (1, [0, 0.25, 0.5, 0.75, 1]),
        (7, [0, 2, 4, 6, 8]),
        (52, [0, 20, 40, 60]),
        (3418, [0, 1000, 2000, 3000, 4000]),
    ],
)
def test_scale_runs_in_round_steps(top, steps):
    assert ticks(top) == steps
