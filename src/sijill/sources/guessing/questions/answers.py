"""Whether a question about a list as a whole is answered, by its mapping or by its latest file.

Such a question stands in the mapping until a person takes it out. It is answered sooner where the
setting that it is about is another now, or where the file no longer gives occasion to it.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator

from sijill.model.codes import Harm
from sijill.model.settings.source_mapping import (
    DAYS_ARE_UNREAD,
    HARM_IS_A_GUESS,
    HARM_IS_UNSAID,
    SourceMapping,
)

NO_COLUMN_OF_NAMES = "no column is taken for names"
"""How the question begins that a list of people puts of whom nobody is named."""
NO_COLUMN_OF_A_NUMBER = "no column is taken for the number of this list"
"""How the question begins that a list of numbers stated in bulk puts which has none."""
NO_COLUMN_OF_FATES = "no column says what befell these people"
"""How the question begins that a list of people taken for injured puts."""
CODES_OF_FATES = "may say by its codes who was killed"
"""So speaks the question about a column of codes that may be fates."""
SAYS_TITLE = "the title"
"""So begins the question that names the title by which people were taken for injured or missing."""
THESE_ARE = "says that these people are"
"""So speaks the question about such a title, before what they are taken for."""
OF_DEATH_AND_WOUNDS = "speaks of a death, and the headings of wounds"
"""So speaks the question about a title that headings contradict."""
SAYS_NO_SPEAKER = "no column says who made these statements"
"""So begin both questions of a list of statements about who made them."""
IS_DAY_OF_INCIDENT = "is read as the day of the incident"
"""So speaks the question about a day of statements that may be when they were made."""
DAY_IS_READ_FIRST = "no cell shows which number of dates like 03/04/2017 is the day"
"""So begins the question about dates whose order the language of the headings decided."""
ARE_CIVILIANS = "are read as civilians, because"
"""So speaks the caution about numbers of a list that grades its incidents."""
AS_THE_MOST = "as the most"
"""So speaks the caution about columns that may hold the same people."""
ARE_PROTECTED = "proposed as protected, as no field reads it"
"""So speaks the question about names that may be those of victims."""
HAS_HEADINGS_OF = "it has the headings of "
"""So begins the question about two issues of one list, before the other's id."""
WORD_FOR: dict[str, str] = {
    Harm.INJURED: "injured",
    Harm.MISSING: "missing",
    Harm.DETAINED: "detained",
    Harm.ALIVE: "alive",
}
"""What a question says of people whose fate a title states."""

BESIDE_FIRST = "another list stands beside the first"
BENEATH_FIRST = "another list stands beneath the first"
MAY_BE_SUM = "may be the total of the rows beside it"
STATES_TOTAL = "the list states "
TAKES_BACK = "no number of people, but one that takes back some of other rows"
SAYS_NOTE = "a note of the list says "
MAY_BE_SCALED = "may say that numbers of the list are thousands"
SHOULD_NOT_COUNT = "If they should not count, take them out of a copy"
OF_FILE = (
    BESIDE_FIRST,
    BENEATH_FIRST,
    MAY_BE_SUM,
    STATES_TOTAL,
    TAKES_BACK,
    SAYS_NOTE,
    MAY_BE_SCALED,
    SHOULD_NOT_COUNT,
)
"""What questions say to which the file gives occasion: these are looked for in its latest issue."""

_QUOTED = re.compile(r"'[^']*'")
_NUMBER = re.compile(r"\d[\d,.]*")


def still_asked(
    held: Iterable[str], mapping: SourceMapping, asked: Collection[str] | None
) -> Iterator[str]:
    """The questions that a mapping holds and nothing has answered.

    Args:
        held: the questions.
        mapping: as it is now.
        asked: what the latest file gives occasion to ask; ``None`` where that cannot be said. Its
            wording and numbers take the place of those that are held.
    """
    for question in held:
        about = next((words for words in OF_FILE if words in question), "")
        if about and asked is not None:
            yield from (other for other in asked if about in other and _alike(other, question))
        elif not any(
            words in question and is_answered(question, mapping)
            for words, is_answered in _ANSWERED.items()
        ):
            yield question


def _alike(question: str, other: str) -> bool:
    """Whether two questions name the same things, but for numbers."""
    left, right = (
        [_NUMBER.sub("", words) for words in _QUOTED.findall(one)] for one in (question, other)
    )
    return left == right


def is_about_issue(question: str, lists: Collection[str]) -> bool:
    """Whether a question holds a list against another that is none of these."""
    words = question.removeprefix(HAS_HEADINGS_OF)
    return words != question and words.partition(" ")[0] not in lists


def _has_another_harm(*known: Harm) -> Callable[[str, SourceMapping], bool]:
    return lambda _, mapping: mapping.fixed.get("harm") not in known


def _has_another_fate(question: str, mapping: SourceMapping) -> bool:
    """Whether people are no longer taken for what a title says that they are."""
    word = WORD_FOR.get(mapping.fixed.get("harm", ""), "")
    return f"{THESE_ARE} {word}," not in question


def _has_another_speaker(question: str, mapping: SourceMapping) -> bool:
    actor = mapping.fixed.get("actor", "")
    is_guessed = bool(actor) and f"{actor!r}, whom" in question
    return "actor" in mapping.fields or (bool(actor) and not is_guessed)


def _has_another_day(question: str, mapping: SourceMapping) -> bool:
    read = mapping.fields["happened"].reads if "happened" in mapping.fields else ()
    return not any(repr(column) in question for column in read)


def _has_field(name: str) -> Callable[[str, SourceMapping], bool]:
    return lambda _, mapping: name in mapping.fields


_ANSWERED: dict[str, Callable[[str, SourceMapping], bool]] = {
    HARM_IS_A_GUESS: _has_another_harm(Harm.KILLED),
    HARM_IS_UNSAID: _has_another_harm(Harm.UNKNOWN),
    CODES_OF_FATES: _has_another_harm(Harm.UNKNOWN),
    NO_COLUMN_OF_FATES: _has_another_harm(Harm.INJURED),
    THESE_ARE: _has_another_fate,
    OF_DEATH_AND_WOUNDS: _has_another_harm(Harm.UNKNOWN),
    SAYS_NO_SPEAKER: _has_another_speaker,
    IS_DAY_OF_INCIDENT: _has_another_day,
    DAYS_ARE_UNREAD: lambda _, mapping: any(
        rule.day_first is not None for rule in mapping.fields.values()
    ),
    DAY_IS_READ_FIRST: lambda _, mapping: any(
        rule.day_first is False for rule in mapping.fields.values()
    ),
    ARE_CIVILIANS: lambda _, mapping: (
        not any(name.startswith("civilians_") for name in mapping.fields)
    ),
    AS_THE_MOST: lambda _, mapping: not any(name.endswith("_max") for name in mapping.fields),
    ARE_PROTECTED: lambda question, mapping: (
        not any(repr(column) in question for column in mapping.protected)
    ),
    NO_COLUMN_OF_NAMES: _has_field("name"),
    NO_COLUMN_OF_A_NUMBER: _has_field("value"),
}
"""What a question says, and whether a mapping answers it."""
