"""Which column of a spreadsheet of people is what; Dutch headings as people write them."""

from oev.search import search_form

# Field, its Dutch name, and headings that mean it (without marks and case).
FIELDS: dict[str, tuple[str, tuple[str, ...]]] = {
    "first_name": ("Voornaam", ("voornaam", "roepnaam", "first name")),
    "last_name": ("Achternaam", ("achternaam", "familienaam", "naam familie")),
    "name": ("Hele naam", ("naam", "volledige naam", "vrijwilliger", "ervaringsdrager")),
    "alias": ("Schuilnaam", ("schuilnaam", "alias", "pseudoniem")),
    "email": ("Mailadres", ("e-mail", "email", "mail", "mailadres", "e-mailadres", "emailadres")),
    "phone": (
        "Gsm of telefoon",
        ("gsm", "telefoon", "tel", "gsm-nummer", "gsmnummer", "telefoonnummer", "gsm of telefoon"),
    ),
    "municipality": ("Gemeente", ("gemeente", "woonplaats", "stad", "plaats")),
    "experience": ("Ervaring", ("ervaring", "soort ervaring", "eigen/context", "type", "soort")),
    "gender": ("M/v/x", ("m/v", "m/v/x", "geslacht", "gender")),
    "languages": ("Talen", ("talen", "taal")),
    "last_intervision": (
        "Laatste intervisie",
        ("laatste intervisie", "intervisie", "datum intervisie", "laatste keer intervisie"),
    ),
    "active_since": ("Actief sinds", ("actief sinds", "sinds", "start", "startdatum", "begonnen op", "lid sinds")),
    "max_per_month": ("Hooguit per maand", ("maximum", "max per maand", "hooguit per maand", "max")),
}

# Headings that we see and leave alone, because standing is never read from a file (Q39).
NEVER_READ = ("status", "statuut", "stand", "slapend", "actief", "toestand")


def left_alone(headings: list[str]) -> list[str]:
    """Headings that look like a standing: shown to the coordinator as not read."""
    return [heading for heading in headings if search_form(heading) in NEVER_READ]
