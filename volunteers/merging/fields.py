"""What is chosen when two entries become one: one value of each field, and never a wider choice of name than either."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from volunteers.kinds import NameShown
from volunteers.models import Volunteer

LABELS = {
    "first_name": "Voornaam",
    "last_name": "Achternaam",
    "alias": "Schuilnaam",
    "email": "Mailadres",
    "phone": "Gsm of telefoon",
    "experience_kind": "Ervaring",
    "gender": "M/v/x",
    "municipality": "Gemeente",
    "max_per_month": "Hooguit per maand",
    "companion": "Peter of meter",
    "user": "Account",
}
CAUTION = [NameShown.ALIAS, NameShown.FIRST, NameShown.FULL]
NAMES_SHOWN = ("name_for_peers", "name_for_partners", "name_for_public")


@dataclass(frozen=True)
class Pair:
    """One field of two entries, in words; `choose` when both say something and not the same."""

    name: str
    label: str
    kept: str
    gone: str

    @property
    def choose(self) -> bool:
        """There is something to choose."""
        return bool(self.kept and self.gone) and self.kept != self.gone


def pairs(kept: Volunteer, gone: Volunteer) -> list[Pair]:
    """Both entries side by side."""
    return [Pair(name, label, _say(kept, name), _say(gone, name)) for name, label in LABELS.items()]


def _say(person: Volunteer, name: str) -> str:
    if name == "experience_kind":
        return person.get_experience_kind_display() or person.get_kind_display()
    if name == "user":
        return person.user.email if person.user else ""
    if name == "companion":
        return person.companion.full_name if person.companion else ""
    value = getattr(person, name)
    return "" if value is None else str(value)


def joined(kept: Volunteer, gone: Volunteer, chosen: Mapping[str, str]) -> dict[str, Any]:
    """The values of the one who stays; `chosen` says 'gone' for each field that is taken from the other entry."""
    values: dict[str, Any] = {}
    for pair in pairs(kept, gone):
        take_gone = chosen.get(pair.name) == "gone" if pair.choose else bool(pair.gone)
        source = gone if take_gone else kept
        values[pair.name] = getattr(source, pair.name)
        if pair.name == "experience_kind":
            values["kind"] = source.kind
    if values["companion"] is not None and values["companion"].pk in {kept.pk, gone.pk}:
        values["companion"] = None
    for name in NAMES_SHOWN:
        values[name] = min(getattr(kept, name), getattr(gone, name), key=CAUTION.index)
    values["languages"] = list(dict.fromkeys([*kept.languages, *gone.languages]))
    values["prefers_phone"] = kept.prefers_phone or gone.prefers_phone
    values["created_at"] = min(kept.created_at, gone.created_at)
    values["import_key"] = kept.import_key or gone.import_key
    return values
