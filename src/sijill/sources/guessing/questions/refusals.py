"""What to change in a file of which no heading says what it lists."""

from collections.abc import Sequence

from sijill.sources.guessing.cell_evidence import holds_days
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.headings.wordings import names_scale
from sijill.sources.guessing.words import has_any, words_of

HOW_TO_MAP = (
    "If they stand elsewhere: sijill inspect FILE with --header-row or --sheet. To write a mapping "
    "yourself: sijill inspect FILE --kind person --write CASE/sources/NAME.toml (or --kind "
    "incident, and so on), then say in it which column each field reads (sijill fields)."
)
"""What to do about headings that are known to nobody."""


def what_to_change(headings: Sequence[str]) -> str:
    """The headings that a list needs, as a sentence about this one."""
    if are_cells(headings):
        return (
            "Its first row looks like a row of the list: write headings above it, such as 'Name', "
            "'Age', 'Date of death' and 'Place', in a copy of the file"
        )
    if len(headings) == 1:
        return (
            "It has one column: put the name, the age and the day of each person into columns of "
            "their own, under headings such as 'Name', 'Age' and 'Date of death'"
        )
    if any(map(_counts_bodies, headings)):
        return (
            "It seems to count bodies, which are not the killed of an incident: give each body a "
            "row of its own, in a copy of the file with the headings 'Body code', 'Date found' and "
            "'Found at'. The other columns may keep their headings"
        )
    scaled = next((heading for heading in headings if names_scale(heading)), "")
    if scaled:
        return (
            f"{scaled!r} holds no numbers of people, but thousands, shares or rates: write how "
            "many people they are, under a heading such as 'Killed', in a copy of the file"
        )
    return (
        "Where each row is a person, a copy of the file with the headings 'Name' and 'Age' or "
        "'Date of death' is read; where each row counts people, one with 'Date', 'Place', 'Killed' "
        "and 'Injured'. The other columns may keep their headings"
    )


def _counts_bodies(heading: str) -> bool:
    """Whether a heading has a word for bodies in the plural: "Cuerpos exhumados", عدد الجثث."""
    plurals = words_of("keys.toml", "bodies_in_a_row", "plurals")
    return has_any(readings(heading), plurals)


def are_cells(headings: Sequence[str]) -> bool:
    """Whether headings are a day and a number beside words: the list has no headings at all."""
    days = [Column(heading, 1, 1, ((heading, 1),)) for heading in headings]
    numbers = sum(heading.strip().isdecimal() for heading in headings)
    return any(map(holds_days, days)) and 0 < numbers < len(headings)
