"""The actor: a user in one hat, perhaps standing in for somebody (Q43, Q48)."""

from dataclasses import dataclass
from enum import StrEnum


class Hat(StrEnum):
    """As whom somebody is here; one at a time."""

    COORDINATOR = "coordinator"
    REPRESENTATIVE = "representative"
    VOLUNTEER = "volunteer"
    PROFESSIONAL = "professional"
    BOARD = "board"
    ADMIN = "admin"


HAT_LABELS = {
    Hat.COORDINATOR: "coördinator",
    Hat.REPRESENTATIVE: "vertegenwoordiger",
    Hat.VOLUNTEER: "vrijwilliger",
    Hat.PROFESSIONAL: "professional",
    Hat.BOARD: "bestuurslid",
    Hat.ADMIN: "beheerder",
}

# Hats that see other people's data: they need a second factor (section 4, privacy rule 8).
STRONG_HATS = frozenset({Hat.COORDINATOR, Hat.REPRESENTATIVE, Hat.PROFESSIONAL, Hat.BOARD, Hat.ADMIN})


@dataclass(frozen=True, slots=True)
class Actor:
    """Who does something, and as whom.

    `subject_id` is the Volunteer (volunteer), PartnerContact (professional) or BoardMandate (bestuurslid) that gives
    the hat, the Office otherwise; `deputy_for_id` the user whose office is borrowed during an absence.
    """

    user_id: int
    hat: Hat
    subject_id: int | None = None
    deputy_for_id: int | None = None
    label: str = ""

    @property
    def key(self) -> str:
        """Stable name of the hat in the session and in the form that changes it."""
        return f"{self.hat.value}:{self.subject_id or 0}"

    def wears(self, *hats: Hat) -> bool:
        """True when the actor is here in one of these hats."""
        return self.hat in hats

    @property
    def is_coordinator(self) -> bool:
        """Here as coordinator."""
        return self.hat is Hat.COORDINATOR

    @property
    def is_representative(self) -> bool:
        """Here as vertegenwoordiger."""
        return self.hat is Hat.REPRESENTATIVE

    @property
    def volunteer_id(self) -> int | None:
        """Primary key of the volunteer that the actor is, in that hat only."""
        return self.subject_id if self.hat is Hat.VOLUNTEER else None

    @property
    def contact_id(self) -> int | None:
        """Primary key of the partner contact that the actor is, in that hat only."""
        return self.subject_id if self.hat is Hat.PROFESSIONAL else None


@dataclass(frozen=True, slots=True)
class HatOption:
    """A hat that this user may put on today."""

    actor: Actor
    current: bool = False

    @property
    def key(self) -> str:
        """The key of the actor it would give."""
        return self.actor.key

    @property
    def label(self) -> str:
        """Dutch words for the choice."""
        return self.actor.label
