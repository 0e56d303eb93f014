"""'Wie ziet wat van jou': the rules of section 4 as sentences about one person (P01-P04, P10, P11, R141)."""

from dataclasses import dataclass

from volunteers.kinds import Audience
from volunteers.models import Volunteer


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody who reads, and what: `sees` and `sees_not` are sentences."""

    who: str
    sees: str
    sees_not: str = ""


def who_sees_what(person: Volunteer) -> list[Reader]:
    """Every reader of this person, from near to far."""
    peers, partners, public = (person.name_for(one) for one in (Audience.PEERS, Audience.PARTNERS, Audience.PUBLIC))
    return [
        Reader(
            "De vertegenwoordiger",
            "Je naam, hoe je bereikbaar bent, hoe het met je oproepbaarheid staat, en wie je sprak op welke dag.",
            "Nooit waarom je even niet gevraagd wordt: dat vragen we niet.",
        ),
        Reader(
            "De coördinator",
            "Hetzelfde, en daarbij de dagen waarop je persoonlijk plan besproken werd.",
            "Niet dat je de vertegenwoordiger vroeg om even te praten.",
        ),
        Reader(
            "De trekker en de mensen van je groep",
            f"‘{peers}’, en of je nu oproepbaar bent.",
            "Niet waarom, niet sinds wanneer, en niet hoe lang nog.",
        ),
        Reader("Andere ervaringsdragers", f"‘{peers}’.", "Verder niets."),
        Reader(
            "Professionals", f"‘{partners}’, enkel als jij hun aanmelding opneemt.", "Geen nummer en geen mailadres."
        ),
        Reader("Iedereen, op de publieke bladzijden", f"‘{public}’, enkel als je contactpersoon van een groep bent."),
        Reader("Het bestuur", "Enkel totalen waarin je niet te herkennen bent.", "Geen enkele naam."),
        Reader("Wie de accounts beheert", "Dat je een account hebt.", "Niets van wat je hier doet."),
    ]
