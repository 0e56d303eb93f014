"""Log lines as JSON with the request's id and primary keys only: never a name, address or text of a person."""

import logging
from typing import Any

import structlog
from structlog.typing import EventDict

FRAMES = 12


def formatter() -> logging.Formatter:
    """One JSON object a line, for our own lines and for those of libraries."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=False),
    ]
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            keep_frames_only,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def keep_frames_only(logger: Any, name: str, event: EventDict) -> EventDict:
    """A traceback keeps its frames and the kind of error, and drops the message, which may quote data."""
    error = event.pop("exc_info", None)
    if error and error[0]:
        frames = logging.Formatter().formatException(error).splitlines()
        event["error"] = error[0].__name__
        event["frames"] = [line.strip() for line in frames if line.lstrip().startswith("File ")][-FRAMES:]
    return event
