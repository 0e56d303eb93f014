"""What does not belong in a free field: a hint for whoever types, never a block (6.3, A09). Pure."""

import re

HINT = "Schrijf hier geen medische informatie of achternaam."
STEMS = (
    "cirrose hepatitis diagnos psychos psychot depress borderline bipolair schizofr adhd autis ptss angststoornis "
    "intoxicat delier delirium epilep insult suïcid suicid zelfdoding medicat medicijn valium diazepam temesta xanax "
    "antabus campral methadon insuline promille detox ontwenning pancrea kanker tumor diabetes hiv aids infuus "
    "bloedwaarde leverwaarde dementi korsakov verwond overdosis opname ziekte symptom syndroom stoornis"
).split()
WORDS = "lever hartfalen copd dokter arts pillen dosis mg zwanger".split()
MEDICAL = re.compile(rf"\w*(?:{'|'.join(STEMS)})|\b(?:{'|'.join(WORDS)})\b", re.IGNORECASE)
TWO_NAMES = re.compile(r"^\s*[^\W\d_]{2,}(?:[-'’]\w+)?\s+(?:(?:van|de|den|der|ter|ten|vander|vanden)\s+)*[^\W\d_]{2,}")


def is_medical(text: str) -> bool:
    """Whether a text holds a word that sounds medical: 'levercirrose'."""
    return bool(MEDICAL.search(text))


def has_last_name(name: str) -> bool:
    """Whether a name looks like a first and a last name: 'Jan Peeters', not 'M.' or 'Jan P.'."""
    return bool(TWO_NAMES.match(name))
