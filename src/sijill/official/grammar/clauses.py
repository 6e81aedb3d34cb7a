"""A sentence as one line of words in which numbers are merged, for patterns to be matched against.

"at least three civilians were killed" becomes ``<0> civilians were killed `` with ``<0>`` standing
for 3 or more. Each word knows its place in the verbatim text.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from sijill.language.numbers import numerals, phrases, read_count
from sijill.language.unknown import phrase_form
from sijill.model.limits import MOST_NUMBER_WORDS
from sijill.model.values.counts import CountRange
from sijill.model.values.unreadable import Unreadable
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.number_words import (
    age_length,
    count_the_first,
    is_both,
    is_both_of_two,
    is_none,
    is_topic,
    settle_numbers,
    word_for_uncounted,
)
from sijill.official.grammar.tokens import Sentence, Token
from sijill.official.grammar.words import merges

NUMBER_WORD = "#"
"""Any number, among the words of a clause."""
_DIGITS = expression(r"^\d{1,3}(?:,\d{3})+$|^\d{1,7}$")
_NUMBER = expression(
    r"^(?:bound )*(?:between )?(?:num )+(?:(?:to|or|and|but|-) (?:bound )*(?:num )+)?(?:more )?$"
)
_BOUNDS = (
    "at least", "a minimum of", "a maximum of", "no fewer than", "no less than", "not less than",
    "not fewer than", "upwards of", "more than", "over", "in excess of", "up to", "as many as",
    "no more than", "not more than", "at most", "fewer than", "less than", "about", "around",
    "approximately", "roughly", "nearly", "almost", "an estimated", "some", "as few as",
)  # fmt: skip
_MORE = ("or more", "or fewer", "or less")
_NO_NUMBERS = frozenset(
    {
        "many",
        "multiple",
        "various",
        "nobody",
        "civilians",
        "people",
        "victims",
        "deaths",
        "injuries",
        "casualties",
    }
)


@dataclass(frozen=True, slots=True)
class Clause:
    """The words of a sentence with one space after each, and what the merged numbers are."""

    line: str
    starts: tuple[int, ...]
    pieces: tuple[Token, ...]
    numbers: tuple[CountRange, ...]

    @property
    def words(self) -> frozenset[str]:
        """Its words, each once; ``NUMBER_WORD`` where it has numbers."""
        found = {piece.word for piece in self.pieces if not piece.word.startswith("<")}
        return frozenset(found | {NUMBER_WORD} if self.numbers else found)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The verbatim characters behind a stretch of ``line``."""
        first = bisect_right(self.starts, start) - 1
        last = max(first, bisect_right(self.starts, max(start, end - 1)) - 1)
        return self.pieces[first].start, self.pieces[last].end


def clause_of(sentence: Sentence) -> Clause:
    """The sentence ready for matching."""
    tokens = list(sentence.tokens)
    pieces: list[Token] = []
    numbers: list[CountRange] = []
    position = 0
    while position < len(tokens):
        merged, used = (None, 1) if is_none(tokens, position) else _merged(tokens, position)
        if merged is None and (aged := age_length(tokens, position)):
            behind = tokens[position + aged : position + aged + 1]
            is_noun = not behind or behind[0].word in _BEHIND_PERSON
            merged, used = "person" if is_noun else "young", aged
        if merged is None:
            count, used = (None, 1) if is_topic(tokens, position) else _number(tokens, position)
            if count is None and is_both(tokens, position):
                count, used = CountRange.exactly(2), 1
            elif count is None and is_none(tokens, position):
                count, used = CountRange.exactly(0), 1
            if count is not None:
                merged = word_for_uncounted(pieces, tokens, position + used)
            if count is not None and not merged:
                merged = f"<{len(numbers)}>"
                numbers.append(count)
        if merged is None:
            merged, used = tokens[position].word, 1
        pieces.append(Token(merged, tokens[position].start, tokens[position + used - 1].end))
        position += used
    settle_numbers(pieces, numbers, tokens)
    count_the_first(pieces)
    starts, line = [], ""
    for piece in pieces:
        starts.append(len(line))
        line += piece.word + " "
    return Clause(line, tuple(starts), tuple(pieces), tuple(numbers))


_BEHIND_PERSON = (
    *("was", "were", "is", "who", "has", "had", "died", "and", "in", "at", "near", "by", "from"),
    *("on", "as", ",", "to", "lost", "suffered", "sustained", "with", "outside", "inside"),
)
"""What follows an age that stands for a person: "a 17-year-old was killed"."""


def _merged(tokens: list[Token], position: int) -> tuple[str | None, int]:
    if is_both_of_two(tokens, position):
        return tokens[position + 1].word, 2
    for phrase, word in merges().get(tokens[position].word, ()):
        words = [token.word for token in tokens[position : position + 2 * len(phrase)]]
        bare = [word for word in words if word != "-"]
        if tuple(bare[: len(phrase)]) == phrase:
            used, seen = 0, 0
            while seen < len(phrase):
                seen += words[used] != "-"
                used += 1
            return word, used
    return None, 1


@cache
def _vague() -> dict[str, CountRange]:
    return {
        phrase.words: phrase.value
        for phrase in phrases()
        if phrase.words not in _NO_NUMBERS
        and not phrase.words.startswith("no ")
        and phrase.value != CountRange.exactly(1)  # "a civilian": the noun is read as a noun
    }


@cache
def _starts() -> frozenset[str]:
    """Words with which a number can begin: most words cannot, and are passed at once."""
    listed = (*_vague(), *_BOUNDS, *numerals("en"), "between", "hundred", "thousand", "dozen")
    return frozenset(words.split()[0] for words in listed)


def _number(tokens: list[Token], position: int) -> tuple[CountRange | None, int]:
    """The longest run of words that is a number, with the words that bound it."""
    first = tokens[position].word
    if not (first in _starts() or first[0].isdigit()):
        return None, 1
    for length in range(_longest(tokens, position), 0, -1):
        words = [token.word for token in tokens[position : position + length]]
        text, apart = _OR_POSSIBLY.subn(" to ", " ".join(words))
        text, commas = _BETWEEN_BOUNDS.subn(" ", _POSSIBLY.sub(r"\1\2", text))
        commas += apart
        if (vague := _vague_number(text)) is not None:
            return (None, 1) if _is_couple(tokens, position, length) else (vague, length)
        if not _NUMBER.match(_shape(_A_DOZEN.sub(r"\1", text))):
            continue
        count = _read(_TENS_AND_UNITS.sub(r"\1 \2", text))
        if isinstance(count, CountRange) and count.is_known:
            behind = [token.word for token in tokens[position + length :][:3]]
            if count.is_exact and (bounded := _bounded_behind(text, behind)) is not None:
                return bounded, length + 2
            return count, length + (commas > 0 and behind[:1] == [","])
    return None, 1


def _bounded_behind(text: str, behind: list[str]) -> CountRange | None:
    """The number with a bound that stands behind it: "24 at most", "24 or higher"."""
    bound = _BOUNDS_BEHIND.get(tuple(behind[:2]))
    is_of_next = len(behind) > 2 and (behind[2].isdigit() or behind[2] in numerals("en"))  # noqa: PLR2004
    if bound is None or is_of_next:
        return None
    count = read_count(f"{bound} {text}")
    return count if isinstance(count, CountRange) and count.is_known else None


_BOUNDS_BEHIND: dict[tuple[str, ...], str] = {
    ("at", "most"): "at most",
    ("at", "least"): "at least",
    ("or", "higher"): "at least",
    ("or", "lower"): "at most",
    ("and", "more"): "at least",
}


def _is_couple(tokens: list[Token], position: int, length: int) -> bool:
    """Whether "a couple" are two people and no number: "a couple and their children"."""
    after = tokens[position + length].word if position + length < len(tokens) else ""
    return tokens[position + length - 1].word == "couple" and after in _BEHIND_COUPLE


_BEHIND_COUPLE = frozenset(
    {"", "who", "whose", "and", "was", "were", "with", "in", "on", "at", ",", "from"}
)


def _longest(tokens: list[Token], position: int) -> int:
    """How many words from here on can belong to one number."""
    following = tokens[position : position + MOST_NUMBER_WORDS]
    for length, token in enumerate(following):
        if not (token.word in _words_of_numbers() or token.word[0].isdigit()):
            return length
    return len(following)


@cache
def _words_of_numbers() -> frozenset[str]:
    """Every word that some number, bound or phrase for a number holds."""
    listed = (*_vague(), *_BOUNDS, *_MORE, *numerals("en"), *_LARGE, *_JOINS)
    return frozenset(word for words in listed for word in words.split())


def _vague_number(text: str) -> CountRange | None:
    """A phrase for a number, and what a bound before it leaves: "dozens", "over a dozen"."""
    known = _vague().get(phrase_form(text))
    if known is not None:
        return known
    bound = next((words for words in _BOUNDS if text.startswith(f"{words} ")), "")
    value = _vague().get(phrase_form(text[len(bound) + 1 :])) if bound else None
    if value is None or not value.is_exact:
        return None
    count = read_count(f"{bound} {value.lowest}")
    return count if isinstance(count, CountRange) and count.is_known else None


def _read(text: str) -> CountRange | Unreadable:
    """The number; of "up to eight to ten" the greatest, of "some eight to ten" the range."""
    if (ends := _LEAST_AND_MOST.fullmatch(text)) is not None:
        text = f"{ends['low']} to {ends['high']}"
    if (open_end := _OR_MORE.fullmatch(text)) is not None:
        text = f"at least {open_end['low']}"
    count = read_count(_FEW_AND_MANY.sub(r"at least \1 and up to ", text))
    bound = _BOUND_RANGE.match(text)
    is_about = bound is not None and text.startswith(_ABOUT)
    if bound is None or (isinstance(count, CountRange) and not is_about):
        return count
    return read_count(f"up to {bound['high']}" if bound["most"] else bound["range"])


_LEAST_AND_MOST = expression(
    r"(?:at least|no fewer than|no less than|not fewer than|not less than|a minimum of) "
    r"(?P<low>.+?) (?:and|but) "
    r"(?:at most|no more than|not more than|up to|a maximum of) (?P<high>.+)"
)
_OR_MORE = expression(r"between (?P<low>.+?) and .+ or more")
_A_DOZEN = expression(r"(?<=\S )a (dozen|hundred|thousand)\b")
_ABOUT = ("some ", "about ", "around ", "approximately ", "roughly ", "an estimated ")
_FEW_AND_MANY = expression(r"as few as (.+) (?:and|or|but) as many as ")
_BOUND_RANGE = expression(
    r"(?:(?P<most>up to|as many as|no more than|not more than|at most|a maximum of)"
    rf"|{'|'.join(_BOUNDS)}) "
    r"(?P<range>.+ (?:to|or|-) (?P<high>.+))"
)


def _shape(text: str) -> str:
    """The kinds of the words, as ``bound num to num``."""
    padded = f" {text} "
    for words in sorted(_BOUNDS, key=len, reverse=True):
        padded = padded.replace(f" {words} ", " @bound ")
    for words in _MORE:
        padded = padded.replace(f" {words} ", " @more ")
    kinds = []
    for word in padded.split():
        if word.startswith("@"):
            kinds.append(word[1:])
        elif _DIGITS.match(word) or word in numerals("en") or word in _LARGE:
            kinds.append("num")
        else:
            kinds.append(word)
    joined = " ".join(kinds) + " "
    if _HUNDRED_AND.search(text) and "between" not in text:
        joined = joined.replace("num and num", "num num")
    return joined.replace("num - num", "num num") if _TENS_AND_UNITS.search(text) else joined


_JOINS = ("between", "to", "or", "and", "but", "-", "a dozen", "possibly", "perhaps", "maybe", ",")
_POSSIBLY = expression(
    r"\b(?:(and )(?:possibly|perhaps|maybe) (?=(?:up to|as many as) )"
    r"|(or )(?:possibly|perhaps|maybe) )"
)
"""Words that a range has already in its bounds: "two or possibly three"."""
_OR_POSSIBLY = expression(r"(?<=\w) , (?:or )?(?:possibly|perhaps|maybe) (?=\w)")
"""The greater of two numbers, set apart: "two, possibly three, civilians"."""
_BETWEEN_BOUNDS = expression(
    r" , (?=(?:and|or|but) (?:up to|as many as|at most|no more than|possibly|perhaps) )"
)
"""A comma between two bounds: "at least five, and as many as nine, civilians"."""
_LARGE = frozenset({"hundred", "thousand", "hundreds", "dozen", "dozens"})
_HUNDRED_AND = expression(r"\b(?:hundred|thousand) and\b")
_TENS_AND_UNITS = expression(r"\b(\w+ty) - (one|two|three|four|five|six|seven|eight|nine)\b")
