"""What a file would bring in, in words: the same on the page and where the command prints it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from volunteers.importing.drafts import Draft
from volunteers.importing.facts import FactDraft
from volunteers.importing.headings import left_alone
from volunteers.importing.kinds import PEOPLE, ImportKind

SHOWN = 200
UNKNOWN_DAYS = "Van {} weten we de laatste intervisie niet. Hun jaar begint vandaag."


@dataclass(frozen=True)
class PreviewRow:
    """One row of the file: whom or what it is about, and what to say of it."""

    title: str
    lines: list[str]


@dataclass
class Preview:
    """What can go in, what waits and why, and what was here already."""

    kind: ImportKind
    columns: list[str]
    left_alone: list[str]
    ready: list[PreviewRow] = field(default_factory=list)
    waiting: list[PreviewRow] = field(default_factory=list)
    known: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    other_sheets: list[str] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Heading of the page."""
        return self.kind.title if self.kind is not PEOPLE else "Dit zou er gebeuren"

    @property
    def unread_words(self) -> list[str]:
        """What of the file stays out, so that nobody thinks it came in."""
        found = [f"Deze kolommen lezen we niet: {', '.join(self.unread)}."] if self.unread else []
        if self.other_sheets:
            found.append(f"Deze bladen lezen we niet: {', '.join(self.other_sheets)}. Bewaar elk blad apart.")
        return found

    @property
    def said(self) -> str:
        """How much can go in: '3 mensen', '1 rol'."""
        return self.kind.say(len(self.ready))

    @property
    def can(self) -> str:
        """'3 mensen kunnen binnen'."""
        return f"{self.said} {'kan' if len(self.ready) == 1 else 'kunnen'} binnen"

    @property
    def waits(self) -> str:
        """'1 rij wacht'."""
        return "1 rij wacht" if len(self.waiting) == 1 else f"{len(self.waiting)} rijen wachten"

    @property
    def are_here(self) -> str:
        """'2 rollen zijn er al'."""
        return f"{self.kind.say(len(self.known))} {'is' if len(self.known) == 1 else 'zijn'} er al"


def make_preview(
    kind: ImportKind, headings: list[str], columns: dict[str, int], drafts: Sequence[Draft] | Sequence[FactDraft]
) -> Preview:
    """The preview of a file of which each row has a draft."""
    preview = Preview(
        kind, [label for name, (label, _) in kind.fields.items() if name in columns], left_alone(headings)
    )
    read = set(columns.values())
    preview.unread = [
        heading
        for place, heading in enumerate(headings)
        if heading and place not in read and heading not in preview.left_alone
    ]
    for draft in drafts:
        if draft.ready:
            preview.ready.append(PreviewRow(draft.title, [f"Rij {draft.line} · {draft.says}", *draft.notes]))
        elif draft.problems and not draft.known:
            preview.waiting.append(PreviewRow(f"Rij {draft.line}: {draft.title}", draft.problems))
        else:
            preview.known.append(draft.title)
    unknown = sum(isinstance(draft, Draft) and draft.ready and draft.last_intervision is None for draft in drafts)
    if unknown:
        preview.notes.append(UNKNOWN_DAYS.format(unknown))
    return preview


def came_in(kind: ImportKind, count: int, waiting: int) -> str:
    """What happened: '3 mensen zijn binnen. 1 rij wacht nog.'."""
    came = f"{kind.say(count)} {'is' if count == 1 else 'zijn'} binnen."
    left = f" {waiting} rijen wachten nog." if waiting > 1 else " 1 rij wacht nog." if waiting else ""
    return came + left
