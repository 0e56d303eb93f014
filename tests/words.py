"""The lists of words that no page, letter or title may hold (domain 6.0), and how to look for them."""

import re

# Never outside a page behind sign-in: subjects, senders, tab titles, calendars (6.0, 'Neutral outside').
TELLING = (
    "herval terugval verslaving verslaafd alcohol drank drugs gokken slapend niet-actief "
    "patiënt cliënt spoed psychiatrie"
).split()

# Never anywhere that a user reads, whoever it is (6.0, 'Not in the UI').
NEVER = (
    "junkie alcoholist druggebruiker ex-verslaafde misbruik alcoholmisbruik clean geschrapt no-show "
    "afhaker draaideurpatiënt dossier casus zorgmijder ongemotiveerd buddy ervaringsdeskundige "
    "hulpverlener slachtoffer achterstallig prestatie"
).split()


def found(text: str, words: list[str]) -> list[str]:
    """The words of the list that the text holds, as whole words or the beginning of a longer one."""
    return [word for word in words if re.search(rf"\b{re.escape(word)}", text, re.IGNORECASE)]


def visible_text(html: str) -> str:
    """What a reader sees of a page: no tags, no scripts, no styles."""
    html = re.sub(r"(?s)<(script|style)\b.*?</\1>", " ", html)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))
