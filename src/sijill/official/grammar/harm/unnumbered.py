"""How many people a noun without a number stands for: "the driver was killed", "civilians died"."""

import re

from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.frames import uncertain_words
from sijill.official.grammar.harm.forms import ADVERB, BE, INJURED, KILLED
from sijill.official.grammar.words import any_of, class_of

_NO_NUMBER = re.compile(
    r"(?:unknown|undetermined|unspecified|unconfirmed|undisclosed) (?:number|amount) of $"
)
_ONE = any_of("one_person")
_THE_ONE = re.compile(r"(?<!\S)(?:the|its|his|her) (?:lone |sole |only |civilian )?$")
_ONE_AND_ONE = re.compile(
    rf"{_ONE}and (?:the |an? |one |his |her |its )?{_ONE}(?:(?!and |, )\S+ ){{0,8}}?"
    rf"(?:{BE}|{ADVERB})*(?:{KILLED}|{INJURED})"
)
_ONE_WAS = re.compile(
    rf"{_ONE}(?:(?!and |, )\S+ ){{0,8}}?(?:, (?:(?!, |and )\S+ ){{1,8}}, )?"
    r"(?:was|is|has been|had been) "
)


def is_uncertain(clause: Clause, match: re.Match[str]) -> bool:
    """Whether words right before say that it only may be so: "may have resulted in"."""
    before = clause.line[max(0, match.start() - 40) : match.start()]
    return any(before.rstrip().endswith(tail) for tail in class_of("uncertain_leads"))


def least_of(clause: Clause, match: re.Match[str]) -> CountRange:
    """How many a noun without a number stands for: "the driver and a passenger" are two.

    At least two where a plural noun is all that is said, as ``phrases.toml`` has it.
    """
    if _THE_ONE.search(clause.line[: match.start()]):
        if _ONE_AND_ONE.match(match[0]):
            return CountRange.exactly(2)
        if _ONE_WAS.match(clause.line, match.start()):
            return CountRange.exactly(1)
    if is_uncertain(clause, match) or any(words in match[0] for words in uncertain_words()):
        return UNKNOWN_COUNT  # "civilians may have been killed" finds no two of them
    if _NO_NUMBER.search(clause.line[: match.start()]):
        return CountRange(1)
    return CountRange(2 if match[0].startswith(("civilians ", "people ", "persons ")) else 1)
