"""Doubts about a value that was read: said in a sentence, for a person to look at.

A doubt changes nothing. The value stands as it was read, and the note says where to look.
"""

import re

from sijill.language.names.reading import read_name
from sijill.language.names.several_people import speaks_of_several
from sijill.language.numbers.people_counted import others_meant, people_meant
from sijill.language.scripts import fold_digits
from sijill.model.records.fields import FieldType
from sijill.sources.records.coordinates import mending_of

_BEFORE_1900 = re.compile(r"(?<!\d)18\d\d(?!\d)")
_CODES_FOR_UNKNOWN = frozenset({"999", "9999", "99999", "888", "8888", "777", "7777"})


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
        case FieldType.NAME if name == "name":
            return _of_several(text)
        case FieldType.DATE if name != "date_of_birth" and _BEFORE_1900.search(fold_digits(text)):
            return "the year lies before 1900: if it is a slip of the pen, correct it"
        case FieldType.COUNT if fold_digits(text).strip() in _CODES_FOR_UNKNOWN:
            return (
                "this may be a code for 'unknown' instead of a number of people; if it is, write "
                f'unknown = ["{text.strip()}"] for this column in the mapping'
            )
    return ""


def _of_several(text: str) -> str:
    """That a name cell speaks of several people, and as how many the row counts."""
    number = people_meant(text)
    if number is not None and number.highest != 1 and not read_name(text).is_comparable:
        return (
            "this speaks of more than one person and names none of them: among the people entered "
            f"without a name the row counts as many as it says, here {number}, a row of remains as "
            "one set; give each a row of their own if more is known"
        )
    if others := others_meant(text):
        return (
            f"this names somebody and counts {others} others, who are among the people entered "
            "without a name: give each a row of their own if more is known"
        )
    if speaks_of_several(text):
        return (
            "this may speak of more than one person; the row counts as one person: give each "
            "a row of their own"
        )
    return ""
