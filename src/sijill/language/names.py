"""A name column's text as a name: who is meant, how far it identifies, which parts can be compared.

The order of an Arabic name carries information (given, father, grandfather, family), so parts keep
their place. What is not a name (titles, remarks, nicknames) is set aside; the text as written
stays.
"""

import re

from sijill.language.descriptions import describes, named_child, own_name
from sijill.language.parts import Word, group_words
from sijill.language.scripts import script_of, tidy
from sijill.language.wordlists import fold_word, particles, titles
from sijill.model.values.names import NamePart, NameStatus, PersonName

_BRACKETS = re.compile(r"[(\[](?P<inside>[^)\]]*)[)\]]?")
_QUOTED = re.compile(r"[\"“”«»„](?P<inside>[^\"“”«»„]*)[\"“”«»„]")
_LEFTOVERS = re.compile(r"[()\[\]\"“”«»„]")
_SPACED_HYPHEN = re.compile(r"\s*[-–—]\s*")
_ALTERNATIVE = re.compile(r"\s(?:or|/|\\)\s.*$", re.IGNORECASE)
_SEPARATORS = re.compile(r"[\s,;_.]+")


def read_name(text: str) -> PersonName:
    """Read one name as a list writes it; never fails, an empty text is ``unnamed``."""
    written = tidy(text)
    script = script_of(written)
    outside, asides = _split_asides(own_name(written))
    description = describes(outside) if not named_child(outside) else None
    if description is not None:
        status = NameStatus.DESCRIBED if description.relation else NameStatus.UNNAMED
        return PersonName(
            written, script, status, relation=description.relation, relative=description.relative
        )
    own, parent = named_child(outside) or (outside, "")
    for aside in asides:
        parent = parent or (named_child(f"x {aside}") or ("", ""))[1]
    words = group_words(_words(own))
    chain = group_words(_words(parent))
    words, chain = _split_at_son_of(own, words, chain)
    kunya = next((word.part for word in words if word.is_kunya), None) or _kunya_among(asides)
    return _assemble(written, [word for word in words if not word.is_kunya], chain, kunya)


def _split_asides(text: str) -> tuple[str, list[str]]:
    """The text outside brackets and quotes, and what stood inside or after "also known as"."""
    asides: list[str] = []
    for pattern in (_BRACKETS, _QUOTED):
        found = [match["inside"].strip() for match in pattern.finditer(text)]
        bare = pattern.sub(" ", text)
        if tidy(bare).strip(" ,.-"):
            asides += found
            text = bare
    text = _LEFTOVERS.sub(" ", text)
    words = text.split()
    for position, word in enumerate(words):
        if position and fold_word(word.strip(",")) in particles("also"):
            asides.append(" ".join(words[position + 1 :]))
            words = words[:position]
            if words[-1].lower() == "also":
                words = words[:-1]
            break
    return tidy(_ALTERNATIVE.sub("", " ".join(words))).strip(" ,"), asides


def _words(text: str) -> list[str]:
    """The words of a name without leading titles.

    "al - Kurdi" and "al-Kurdi" give the same words.
    """
    joined = _SPACED_HYPHEN.sub("-", text)
    words = [word.strip("-") for word in _SEPARATORS.split(joined) if word.strip("-'’.")]
    words = [piece for word in words for piece in _split_hyphen(word)]
    while len(words) > 1 and fold_word(words[0].rstrip(".")) in titles():
        words = words[1:]
    return words


def _split_hyphen(word: str) -> list[str]:
    """``Abdul-Razzaq`` and "Ali-Najem" are two words; "al-Hasan" stays one."""
    first, hyphen, rest = word.partition("-")
    if not hyphen or fold_word(first) in particles("article"):
        return [word]
    return [first, *_split_hyphen(rest)]


def _split_at_son_of(
    own: str, words: list[Word], chain: list[Word]
) -> tuple[list[Word], list[Word]]:
    """Cut the name where "ibn" or "bint" stands; what follows are the ancestors."""
    plain = _words(own)
    for position, word in enumerate(plain):
        if position and fold_word(word) in particles("son_of") and position + 1 < len(plain):
            return group_words(plain[:position]), group_words(
                [
                    rest
                    for rest in plain[position + 1 :]
                    if fold_word(rest) not in particles("son_of")
                ]
            )
    return words, chain


def _kunya_among(asides: list[str]) -> NamePart | None:
    for aside in asides:
        first = next(iter(group_words(_words(aside))), None)
        if first is not None and first.is_kunya:
            return first.part
    return None


def _assemble(
    written: str, words: list[Word], chain: list[Word], kunya: NamePart | None
) -> PersonName:
    script = script_of(written)
    given: NamePart | None = None
    if words and not (len(words) == 1 and words[0].is_family):
        given, words = words[0].part, words[1:]
    if not words:
        words, chain = chain, []
    family = words[-1].part if words else None
    ancestors = tuple(word.part for word in (*chain, *words[:-1]))
    known = sum(part is not None for part in (given, family)) + len(ancestors)
    if known == 0 and kunya is None:
        return PersonName(written, script)
    status = NameStatus.FULL if given is not None and known > 1 else NameStatus.PARTIAL
    return PersonName(written, script, status, given, ancestors, family, kunya)
