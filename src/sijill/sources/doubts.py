"""Doubts about a value that was read: said in a sentence, for a person to look at.

A doubt changes nothing. The value stands as it was read, and the note says where to look.
"""

import re
import tomllib
from functools import cache
from importlib.resources import files

from sijill.language.scripts import fold_digits
from sijill.language.several_people import speaks_of_several
from sijill.language.unknown import phrase_form
from sijill.model.records.fields import FieldType
from sijill.sources.records.coordinates import mending_of

_CODES_FOR_UNKNOWN = frozenset({"999", "9999", "99999", "888", "8888", "777", "7777"})
_OF_A_PERSON = ("name", "note")
"""Fields whose words may say that the row itself is in doubt."""
_SAID = {
    "alive": (
        "this may say that the person is alive; the row counts as its list says until a person "
        "withdraws it (sijill withdraw)"
    ),
    "repeated": "this may say that the person stands in the list twice; no row is left out for it",
}


def doubt_of(name: str, kind: FieldType, text: str) -> str:
    """The doubt about a value that was read, as a sentence; empty where there is none.

    Args:
        name: the field.
        kind: how it is read.
        text: the cell.
    """
    match kind:
        case FieldType.GEOMETRY:
            return mending_of(text)
        case FieldType.NAME if name == "name" and speaks_of_several(text):
            return (
                "this may speak of more than one person; the row counts as one person: give each "
                "a row of their own"
            )
        case FieldType.COUNT if fold_digits(text).strip() in _CODES_FOR_UNKNOWN:
            return (
                "this may be a code for 'unknown' instead of a number of people; if it is, write "
                f'unknown = ["{text.strip()}"] for this column in the mapping'
            )
        case _ if name in _OF_A_PERSON:
            return _doubt_in_words(text)
    return ""


def _doubt_in_words(text: str) -> str:
    """What the words of a name or a remark say against their own row."""
    form = phrase_form(text)
    return next((said for topic, said in _SAID.items() if _pattern(topic).search(form)), "")


@cache
def _pattern(topic: str) -> re.Pattern[str]:
    """Finds a phrase of a topic, unless a word that turns it round stands before it."""
    file = files("sijill.sources").joinpath("doubts.toml").read_text(encoding="utf-8")
    words = tomllib.loads(file)[topic]
    phrases, turning = (
        sorted({phrase_form(word) for word in words[key]}, key=len, reverse=True)
        for key in ("phrases", "not_before")
    )
    barred = "".join(rf"(?<!\b{re.escape(word)} )" for word in turning)
    return re.compile(rf"{barred}\b(?:{'|'.join(map(re.escape, phrases))})\b")
