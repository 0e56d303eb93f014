"""Search and order that find 'Élise' by 'elise' without database extensions."""

import unicodedata


def search_form(text: str) -> str:
    """Text without marks, case and double spaces, as kept in `search_name` columns."""
    plain = unicodedata.normalize("NFKD", text)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).casefold().split())
