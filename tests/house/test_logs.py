"""Log lines hold keys and frames, never what an error quotes."""

import json
import logging
import sys

from oev.logs import formatter


def line_of(message, **extra):
    record = logging.LogRecord("oev.proef", logging.ERROR, __file__, 1, message, (), extra.get("exc_info"))
    return json.loads(formatter().format(record))


def test_line_is_json_with_level_and_logger():
    line = line_of("letter 5 failed")
    assert (line["event"], line["level"], line["logger"]) == ("letter 5 failed", "error", "oev.proef")


def test_traceback_keeps_frames_and_drops_what_the_error_says():
    try:
        raise ValueError("Wies, 0470 12 34 56")
    except ValueError:
        line = line_of("failed", exc_info=sys.exc_info())
    assert line["error"] == "ValueError"
    assert "test_logs.py" in line["frames"][-1]
    assert "Wies" not in json.dumps(line)
