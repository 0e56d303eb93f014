"""docs/regels.md names each rule of the pool once, with places that exist and a reason where something is not there."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "regels.md").read_text()
RANGES = ((31, 115), (182, 211), (305, 312), (321, 321), (349, 353))
RULES = [f"R{number:03}" for first, last in RANGES for number in range(first, last + 1)]
PERMISSIONS = [f"P{number:02}" for number in range(1, 23)]
STATES = re.compile(r"ja(, .+|; .+)?|deels: .+|nog niet: .+|Q\d\d: .+|bestaat niet .+")


def _rows():
    """(rule, state, places, tests) of each line."""
    lines = [line for line in TABLE.splitlines() if re.match(r"\| [RP]\d", line)]
    return [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines]


def test_each_rule_stands_there_once_in_order():
    assert [row[0] for row in _rows()] == RULES + PERMISSIONS


def test_each_state_is_one_of_a_few_and_says_what_is_missing():
    assert [row for row in _rows() if not STATES.fullmatch(row[1])] == []


def test_each_place_and_each_test_exists():
    named = [ROOT / path for row in _rows() for path in re.findall(r"`([^`]+)`", row[2])]
    named += [ROOT / "tests" / path for row in _rows() for path in re.findall(r"`([^`]+)`", row[3])]
    assert [path for path in named if not path.is_file()] == []


def test_what_is_there_says_where_and_by_which_test():
    absent = ("nog niet", "bestaat niet")
    assert [row for row in _rows() if ("–" in row[2:]) != row[1].startswith(absent)] == []
