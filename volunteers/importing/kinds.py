"""What comes in from a spreadsheet: people, roles, who was at intervisie, policies, trainings followed (Q39).

Each kind has its fields with the headings that mean them. `slapend` is in none.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from oev.search import search_form
from volunteers.importing.headings import FIELDS, NEVER_READ

Fields = Mapping[str, tuple[str, tuple[str, ...]]]

WHO: dict[str, tuple[str, tuple[str, ...]]] = {
    name: FIELDS[name] for name in ("first_name", "last_name", "name", "email", "phone")
}
FROM = ("Vanaf", ("vanaf", "van", "sinds", "start", "begin", "startdatum"))
UNTIL = ("Tot", ("tot", "tot en met", "t/m", "einde", "einddatum", "vervalt op"))
DAY = ("Datum", ("datum", "dag", "op", "wanneer"))
PRESENCE = ("Aanwezig", ("aanwezig", "was er", "aanwezigheid"))


@dataclass(frozen=True)
class ImportKind:
    """One kind of rows: how it is called, its fields, and which of them must have a column."""

    name: str
    title: str
    one: str
    many: str
    fields: Fields
    must: tuple[tuple[tuple[str, ...], str], ...]

    def say(self, count: int) -> str:
        """How many: '1 rol', '3 rollen'."""
        return self.one if count == 1 else self.many.format(count)


PEOPLE = ImportKind(
    "", "Mensen", "1 persoon", "{} mensen", FIELDS,
    ((("first_name", "name"), "Zeg in welke kolom de naam staat."),
     (("email", "phone"), "Zeg in welke kolom het mailadres of het telefoonnummer staat.")),
)  # fmt: skip

NAMED = (("first_name", "name", "email"), "Zeg in welke kolom de naam of het mailadres staat.")
KINDS: dict[str, ImportKind] = {
    kind.name: kind
    for kind in (
        ImportKind(
            "roles", "Rollen", "1 rol", "{} rollen",
            {**WHO, "role": ("Rol", ("rol", "functie", "taak")), "from_on": FROM, "until_on": UNTIL},
            (NAMED, (("role",), "Zeg in welke kolom de rol staat."),
             (("from_on",), "Zeg in welke kolom de eerste dag staat.")),
        ),
        ImportKind(
            "attendance", "Aanwezigheid op intervisie", "1 aanwezigheid", "{} aanwezigheden",
            {**WHO, "day": (DAY[0], (*DAY[1], "intervisie", "datum intervisie")), "presence": PRESENCE,
             "counts": ("Telt mee", ("telt mee", "telt"))},
            (NAMED, (("day",), "Zeg in welke kolom de datum staat.")),
        ),
        ImportKind(
            "policies", "Verzekeringen", "1 verzekering", "{} verzekeringen",
            {
                "name": ("Polis", ("polis", "verzekering", "naam", "omschrijving")),
                "carrier": ("Verzekeraar", ("verzekeraar", "maatschappij")),
                "number": ("Polisnummer", ("polisnummer", "nummer")),
                "roles": ("Rollen", ("rollen", "rol", "dekt", "voor wie")),
                "from_on": FROM,
                "until_on": UNTIL,
                "tacit_renewal": ("Stilzwijgend verlengd", ("stilzwijgend verlengd", "stilzwijgend", "verlengd")),
            },
            ((("name",), "Zeg in welke kolom de polis staat."), (("roles",), "Zeg in welke kolom de rollen staan."),
             (("from_on",), "Zeg in welke kolom de eerste dag staat."),
             (("until_on",), "Zeg in welke kolom de laatste dag staat.")),
        ),
        ImportKind(
            "training", "Gevolgde vormingen", "1 deelname", "{} deelnames",
            {**WHO, "title": ("Vorming", ("vorming", "opleiding", "titel", "cursus")), "day": DAY,
             "presence": PRESENCE},
            (NAMED, (("title",), "Zeg in welke kolom de vorming staat."),
             (("day",), "Zeg in welke kolom de datum staat.")),
        ),
    )
}  # fmt: skip
# Which kind the new rows of a sheet of a returning list are.
OF_SHEET = {"r": "roles", "i": "attendance", "v": "training"}


def guess_fields(headings: list[str], fields: Fields) -> dict[str, int]:
    """The column of each field that a heading names, first come first served; a standing is never read."""
    found: dict[str, int] = {}
    for place, heading in enumerate(headings):
        word = search_form(heading).rstrip(":").strip()
        if word in NEVER_READ:
            continue
        named = next((name for name, (_, words) in fields.items() if name not in found and word in words), None)
        if named is not None:
            found[named] = place
    return found


def missing_of(kind: ImportKind, columns: Mapping[str, int]) -> str:
    """What the mapping still needs, as a sentence; empty when it will do."""
    return next((sentence for names, sentence in kind.must if not set(names) & set(columns)), "")
