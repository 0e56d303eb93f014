"""What the pool puts on 'Vandaag', on the page of the vertegenwoordiger and on somebody's own page."""

from volunteers.work.people import (
    long_unheard,
    open_lists,
    people_to_call,
    running_out,
    second_voice,
)
from volunteers.work.returns import returns

__all__ = [
    "long_unheard",
    "open_lists",
    "people_to_call",
    "returns",
    "running_out",
    "second_voice",
]
