"""Letters of the pool, a module for each subject; each kind is closed until the coordinator opens it (Q39).

A letter holds the reader's own first name and offices, nothing else about anybody.
"""

from oev.accounts.duty import holders
from volunteers.emails import care, insurance, intake, roles, sessions, standing, training
from volunteers.emails.standing import (
    ask_for_agreement,
    coming_days,
    lapse_letters_wait,
    offered_lately,
    open_lists,
    post_lapse_letter,
    reader,
)

__all__ = [
    "ask_for_agreement",
    "coming_days",
    "holders",
    "lapse_letters_wait",
    "offered_lately",
    "open_lists",
    "post_lapse_letter",
    "reader",
    "register_letters",
]

SUBJECTS = (standing, sessions, care, intake, insurance, roles, training)


def register_letters() -> None:
    """Put every letter of this app in the catalogue."""
    for subject in SUBJECTS:
        subject.register_letters()
