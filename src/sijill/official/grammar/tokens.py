"""A release cut into sentences of words, each with its place in the verbatim text.

A word is folded (no case, no accents); hyphens inside words part them, so that "non-credible" and
"non credible" are one. What stands in parentheses is an aside: it is kept apart from the sentence
around it, for it repeats or comments ("three civilians (two women and a child)").
"""

from dataclasses import dataclass

from sijill.language.scripts import fold_digits, fold_plain
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.words import abbreviations, countries

_TOKEN = expression(r"\d{1,3}(?:,\d{3})+(?!\d)|\d+(?=x\b)|\w+(?:['’]\w+)?|\n\s*\n|[^\w\s]")
_ENDS = frozenset(".!?;|\u2022")


@dataclass(frozen=True, slots=True)
class Token:
    """A folded word or sign. ``start`` and ``end`` count characters of the verbatim text."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """The words of one sentence.

    ``is_note`` marks a note in square brackets by whoever pasted, ``is_question`` a question, which
    states nothing, ``is_aside`` one in round brackets.
    """

    tokens: tuple[Token, ...]
    is_note: bool = False
    is_question: bool = False
    is_aside: bool = False

    @property
    def span(self) -> tuple[int, int]:
        """First and last character, as a half-open interval."""
        return self.tokens[0].start, self.tokens[-1].end


def sentences(text: str) -> list[Sentence]:
    """The sentences of a text, asides and notes apart, in order of their first word."""
    completed: list[Sentence] = []
    current: list[Token] = []
    stack: list[tuple[str, list[Token]]] = []
    tokens = list(_tokens(text))
    for position, token in enumerate(tokens):
        if token.word in "([":
            stack.append((token.word, current))
            current = []
        elif token.word in ")]" and stack:
            sign, outer = stack.pop()
            if all(word.word in _HEARSAY for word in current):
                current = [*outer, *current]
            else:
                _close(current, completed, is_note=sign == "[", is_aside=sign == "(")
                current = outer
        elif _ends_sentence(tokens, position, text):
            is_note = any(sign == "[" for sign, _ in stack)
            _close(current, completed, is_note=is_note, is_question=token.word == "?")
            current = []
        else:
            current.append(token)
    for sign, outer in reversed(stack):  # a bracket that is never closed is a slip, not a note
        del sign
        current = [*outer, *current]
    _close(current, completed, is_note=False)
    return sorted(completed, key=lambda sentence: sentence.tokens[0].start)


_HEARSAY = frozenset({"allegedly", "reportedly", "alleged", "reported", "claimed", "unconfirmed"})
"""Words that say the same in brackets as without them: "nine were (allegedly) killed"."""


def _close(
    tokens: list[Token],
    completed: list[Sentence],
    *,
    is_note: bool,
    is_question: bool = False,
    is_aside: bool = False,
) -> None:
    if any(token.word[0].isalnum() for token in tokens):
        completed.append(Sentence(tuple(tokens), is_note, is_question, is_aside))


def _tokens(text: str) -> list[Token]:
    return [Token(_folded(match[0]), match.start(), match.end()) for match in _TOKEN.finditer(text)]


_SIGNS = str.maketrans("<>", "‹›")
"""Between ``<`` and ``>`` a clause has the numbers that it merged."""


def _folded(word: str) -> str:
    if word in "<>":
        return word.translate(_SIGNS)
    return "¶" if word.isspace() else fold_plain(fold_digits(word)).replace("’", "'") or word


def _ends_sentence(tokens: list[Token], position: int, text: str) -> bool:
    token = tokens[position]
    if token.word == "¶":
        return True
    if token.word not in _ENDS:
        return False
    if token.word != ".":
        return True
    before = tokens[position - 1] if position else None
    after = tokens[position + 1] if position + 1 < len(tokens) else None
    if before is None or after is None:
        return True
    is_glued = after.start == token.end and after.word[0].isalnum()
    is_letter = len(before.word) == 1 and before.word.isalpha()
    is_initial = is_letter and tokens[position - 2].word != "-"  # "U.S.", not "ISIS-K."
    is_short = before.word in abbreviations() or is_initial
    if is_glued or (is_short and before.end == token.start):  # a gap is a part of the head
        return False
    return not text[after.start].islower() and after.word not in countries()
