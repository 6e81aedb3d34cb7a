"""What a sentence says, as propositions: a concept, whether it is denied, and what stands with it.

"No Coalition strikes were conducted there", "the command did not carry out a strike" and "our
aircraft flew no sorties" say one thing: *conduct* is denied, with a *strike*. The concepts are
those of ``concepts.toml``; whether one is denied is worked out here, for all in the same way.

A proposition is written ``polarity head argument ...``: "not conduct strike". The head is a concept
or several ("match+find"). The polarity is "is" where nothing denies it, "any", or the kinds of
denial that will do: "not", or "plain" for a denial that is no lack ("no strike", not "insufficient
evidence"), or a kind of ``concepts.toml``; a number behind it is the most words between the denial
and the head. An argument is a concept in the same part of the sentence, with signs before it: ``<``
and ``>`` for before and behind the head (a number behind it: within so many words), ``=`` for
between the denial and the head, ``-`` for not between them, ``!`` for nowhere in the part, ``~``
for anywhere in the sentence, ``?`` for one that need not stand there and belongs to it if it does.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from sijill.model.word_files import words_beside
from sijill.official.grammar.clauses import Clause
from sijill.official.grammar.expressions import expression
from sijill.official.grammar.telling.refused_parts import DENYING_RELATIVE
from sijill.official.grammar.words import any_of, class_of


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of ``Clause.line`` and its words."""

    words: str
    start: int
    end: int


_REACH = 10
"""How many words a denial reaches."""
_BREAK = expression(
    r"(?<!\S)(?:but|however|although|though|whereas|while|because|, and|, so|, which|, who|:"
    r"|when|before|after|prior to|until"
    r"|and(?= (?:(?:coalition|our|that|it|we|there|the|this|these|those|a|an|was|were|has|had) "
    r"|<\d+> ))) "
)
"""Where a part of a sentence ends: a denial before it denies nothing behind it."""
_BEHIND = expression(
    r"(?:(?:by|from|as|in|on|with|to|against|of|for|at|was|were|is|are|be|been|have|has|had|did|does|do"
    r"|being|that|therefore|thus|most|highly|very|them|him|her|us|it|anyone|anybody) ){0,4}$"
)
"""What may stand between a verb and the denial behind it: "occurred in none", "is unlikely"."""
_ASIDE = expression(r"(?:(?!, )\S+ ){1,6}, ")
"""The rest of an aside that denies and closes: "an army jet, not one of the Coalition, dropped"."""
_CREDIBLE = expression(any_of("credible"))
"""A denial of this is of nothing behind it: "not credible, as the weapon hit a field"."""
_DETERMINER = expression(r"(?:no|none|nobody|nothing|neither|<\d+>) ")


@dataclass(frozen=True, slots=True)
class Argument:
    """What must, may or must not stand beside the head of a proposition, as its signs say."""

    concepts: tuple[str, ...]
    signs: str
    within: int


@dataclass(frozen=True, slots=True)
class Proposition:
    """A proposition of a row of ``propositions.toml``."""

    polarities: tuple[str, ...]
    reach: int
    heads: tuple[str, ...]
    arguments: tuple[Argument, ...]


@cache
def proposition(written: str) -> Proposition:
    """A proposition as it is written in ``propositions.toml``.

    Raises:
        KeyError: if it names a concept or a polarity that there is not.
    """
    polarity, head, *rest = written.split()
    found = _POLARITY.fullmatch(polarity)
    if found is None:
        raise KeyError(written)
    polarities, heads = tuple(found[1].split("+")), tuple(head.split("+"))
    arguments = tuple(_argument(one) for one in rest)
    for name in (*heads, *(name for argument in arguments for name in argument.concepts)):
        _entries(name)
    for name in polarities:
        if name not in (*_content()["denying"], *_POLARITIES):
            raise KeyError(name)
    return Proposition(polarities, int(found[2] or _REACH), heads, arguments)


_POLARITY = expression(r"([a-z_+]+)(\d*)")
_POLARITIES = ("is", "any", "not", "plain")


def _argument(written: str) -> Argument:
    found = _ARGUMENT.fullmatch(written)
    if found is None:
        raise KeyError(written)
    return Argument(tuple(found["names"].split("+")), found["signs"], int(found["within"] or 0))


_ARGUMENT = expression(r"(?P<signs>[<>!~=?-]*)(?P<names>[a-z_+]+)(?P<within>\d*)")


@cache
def _content() -> dict[str, dict[str, list[str]]]:
    return words_beside(__name__, "concepts.toml")


@cache
def _entries(name: str) -> tuple[str, ...]:
    """The words of a concept, of a kind of denial, or of a class of ``words.toml``."""
    tables = _content()
    listed = tables["concepts"].get(name) or tables["denying"].get(name)
    if listed is None:
        return class_of(name)
    found = {words for entry in listed for words in _spelled_out(entry)}
    return tuple(sorted(found, key=lambda words: (-len(words), words)))


def _spelled_out(entry: str) -> Iterator[str]:
    """Every way to read an entry: "carry~ out", "by a|the? {group}"."""
    choices: list[list[str]] = []
    for item in entry.split():
        choices.append([""] if item.endswith("?") else [])
        for word in item.removesuffix("?").split("|"):
            choices[-1].extend(_of_classes(word[1:-1]) if word.startswith("{") else _forms(word))
    for words in product(*choices):
        yield " ".join(word for word in words if word)


def _of_classes(names: str) -> tuple[str, ...]:
    return tuple(word for name in names.split("+") for word in class_of(name))


def _forms(word: str) -> tuple[str, ...]:
    """The regular forms of a word that is marked for them: "deny~" is deny, denies, denied."""
    stem = word.removesuffix("~")
    if stem == word:
        return (word,)
    if stem.endswith("e"):
        return (stem, f"{stem}s", f"{stem}d", f"{stem[:-1]}ing")
    if stem.endswith("y") and stem[-2] not in "aeo":
        return (stem, f"{stem[:-1]}ies", f"{stem[:-1]}ied", f"{stem}ing")
    plural = "es" if stem.endswith(("s", "x", "ch", "sh")) else "s"
    return (stem, stem + plural, f"{stem}ed", f"{stem}ing")


@cache
def _by_first_word(name: str) -> dict[str, tuple[str, ...]]:
    """The entries of a concept by the word each begins with, the longest first.

    A concept has up to some thousand entries; as one expression they took seconds to compile.
    """
    listed: dict[str, list[str]] = {}
    for words in _entries(name):
        listed.setdefault(words.split()[0], []).append(f"{words} ")
    return {first: tuple(entries) for first, entries in listed.items()}


class SentenceParts:
    """A sentence in parts, with the concepts in it; each is looked for once."""

    def __init__(self, clause: Clause) -> None:
        self.line, self.words = clause.line, clause.words
        self._mentions: dict[str, tuple[Passage, ...]] = {}
        self._words_at = [(match.start(), match[0]) for match in _WORD.finditer(self.line)]
        self.relatives = [match.span() for match in DENYING_RELATIVE.finditer(self.line)]
        breaks = [match.start() for match in _BREAK.finditer(self.line)]
        self._parts = list(zip([0, *breaks], [*breaks, len(self.line)], strict=True))
        zeros = [
            _passage(match)
            for match in _NUMBERS.finditer(self.line)
            if clause.numbers[int(match["n"])].highest == 0
        ]
        kinds = {kind: self.of(kind) for kind in _content()["denying"]}
        kinds["not"] += tuple(zeros)
        self.denials = sorted(
            ((one, kind) for kind, found in kinds.items() for one in found),
            key=lambda denial: (denial[0].start, -denial[0].end),
        )

    def of(self, name: str) -> tuple[Passage, ...]:
        """Where a concept is mentioned."""
        if name not in self._mentions:
            listed = _by_first_word(name)
            is_named = not listed.keys().isdisjoint(self.words)
            self._mentions[name] = tuple(self._found(listed)) if is_named else ()
        return self._mentions[name]

    def _found(self, listed: Mapping[str, tuple[str, ...]]) -> Iterator[Passage]:
        """Where entries stand, of those that begin at one word the longest; none in another."""
        end = 0
        for at, word in self._words_at:
            if at < end:
                continue
            entry = next(
                (one for one in listed.get(word, ()) if self.line.startswith(one, at)), None
            )
            if entry is not None:
                end = at + len(entry)
                yield Passage(entry, at, end)

    def part(self, at: Passage) -> Passage:
        """The part of the sentence in which something stands."""
        start, end = next(part for part in self._parts if part[0] <= at.start < part[1])
        return Passage(self.line[start:end], start, end)

    def distance(self, first: Passage, second: Passage) -> int:
        """How many words stand between two passages."""
        return self.line.count(" ", min(first.end, second.end), max(first.start, second.start))


def _passage(match: re.Match[str]) -> Passage:
    return Passage(match[0], match.start(), match.end())


_WORD = expression(r"\S+(?= )")
_ANY = expression(r"(?s:.+)")
_NUMBERS = expression(r"(?<!\S)<(?P<n>\d+)> ")


@lru_cache(maxsize=64)  # every row of the table asks for the same sentence
def _parts(clause: Clause) -> SentenceParts:
    return SentenceParts(clause)


def passages_of(clause: Clause, written: str) -> Iterator[re.Match[str]]:
    """Where a sentence says a proposition, with the words that deny it and those beside it."""
    parts, asked = _parts(clause), proposition(written)
    for name in asked.heads:
        for head in parts.of(name):
            for polarity in asked.polarities:
                denial = _denial(parts, head, polarity, asked.reach)
                if denial is None:
                    continue
                beside = _beside(parts, asked, head, denial)
                if beside is not None:
                    found = (head, denial, *beside)
                    start, end = min(one.start for one in found), max(one.end for one in found)
                    stretch = _ANY.match(clause.line, start, end)
                    if stretch is not None:
                        yield stretch
                    break


def _denial(parts: SentenceParts, head: Passage, polarity: str, reach: int) -> Passage | None:
    """What makes the polarity of the head: its denial, the head where nothing need deny it."""
    part = parts.part(head)
    before, behind = [], []
    for one, kind in parts.denials:
        if part.start <= one.start and one.end <= head.start:
            is_aside = parts.line[: one.start].endswith(", ") and _ASIDE.match(parts.line, one.end)
            if is_aside and is_aside.end() <= head.start:
                continue
            if any(start <= one.start < end <= head.start for start, end in parts.relatives):
                continue
            if head.start > one.end and _CREDIBLE.match(parts.line, one.end):
                continue
            if parts.distance(one, head) <= reach:
                before.append((one, kind))
        elif head.end <= one.start < part.end and _denies_behind(parts.line, head, one, kind):
            behind.append((one, kind))
    if polarity in ("any", "is"):
        return head if polarity == "any" or not (before or behind) else None
    refusals = sum(kind == "refusing" for _, kind in before)
    if refusals and len(before) > refusals:
        return None  # "cannot rule out that": neither affirmed nor denied
    wanted = _KINDS.get(polarity, (polarity,))
    return next((one for one, kind in (*reversed(before), *behind) if kind in wanted), None)


_KINDS = {"not": ("not", "unable", "lacking"), "plain": ("not", "unable")}


def _denies_behind(line: str, head: Passage, one: Passage, kind: str) -> bool:
    """Whether a denial behind the head is of it: "occurred in none of them", "is unlikely"."""
    is_of_head = kind == "doubting" or _DETERMINER.match(one.words) is not None
    return is_of_head and _BEHIND.match(line[head.end : one.start]) is not None


def _beside(
    parts: SentenceParts, asked: Proposition, head: Passage, denial: Passage
) -> list[Passage] | None:
    """The arguments that stand beside the head; ``None`` where one is missing, or one too many."""
    found: list[Passage] = []
    for argument in asked.arguments:
        fitting = [
            one
            for name in argument.concepts
            for one in parts.of(name)
            if _fits(parts, argument, head, denial, one)
        ]
        is_absent = "!" in argument.signs or "-" in argument.signs
        if bool(fitting) == is_absent and "?" not in argument.signs:
            return None
        if fitting and "~" not in argument.signs:
            found.append(min(fitting, key=lambda one: abs(one.start - head.start)))
    return found


def _fits(
    parts: SentenceParts, argument: Argument, head: Passage, denial: Passage, one: Passage
) -> bool:
    """Whether a mention stands where the argument may stand."""
    part, signs = parts.part(head), argument.signs
    if one.start < head.end and head.start < one.end:
        return False
    if "~" not in signs and not part.start <= one.start < part.end:
        return False
    is_before = one.start < head.start
    if ("<" in signs and not is_before) or (">" in signs and is_before):
        return False
    if "-" in signs or "=" in signs:
        first, last = (denial, head) if denial.start < head.start else (head, denial)
        return first.end <= one.start < last.start
    return not argument.within or parts.distance(one, head) <= argument.within
