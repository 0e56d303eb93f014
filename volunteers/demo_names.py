"""Invented names for the demo."""

FIRST = (
    "Rita Els Bart Carla Jan Mia Tom Lien Dirk Anna Bert Kris Greta Marc Ilse Paul Leen Hans Tine Rik An Filip Nele "
    "Guy Veerle Steven Martine Luk Sara Peter Chris Sandra Frank Lies Patrick Joke Inge Dries Karin Walter Els "
    "Nadia Yusuf Fatima Ahmed Magda Nico Betty Willy Lut Danny Sabine Raf Goedele Jos Heidi Erik Monique"
).split()
LAST = (
    "Proost Vleugels Helsen Geudens Sterckx Verachtert Bogaerts Luyten Cuypers Engelen Vangenechten Broeckx Sels "
    "Goossens Dillen Oeyen Wuyts Meeus Rombouts Verwimp"
).split()


def person_name(place: int) -> tuple[str, str]:
    """The name of the n-th person."""
    return FIRST[place % len(FIRST)], LAST[(place * 7) % len(LAST)]
