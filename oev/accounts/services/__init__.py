"""What happens with accounts: one function per thing that happens, keyword-only and atomic."""

from oev.accounts.services.cover import change_absence, end_absence, record_absence, set_weekdays
from oev.accounts.services.people import (
    accept_invitation,
    deactivate_user,
    end_office,
    grant_office,
    invitation_is_open,
    invite_person,
    reactivate_user,
)

__all__ = [
    "accept_invitation",
    "change_absence",
    "deactivate_user",
    "end_absence",
    "end_office",
    "grant_office",
    "invitation_is_open",
    "invite_person",
    "reactivate_user",
    "record_absence",
    "set_weekdays",
]
