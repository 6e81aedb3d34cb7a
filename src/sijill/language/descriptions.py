"""Texts in a name column that describe a person instead of naming one.

"The wife of R.", "Thuraya's nephew 1", "one member of the family of H.", "Unidentified 4",
زوجة يونس: such a text names somebody else or nobody. It is kept, counted, and never compared as a
name.
"""

import re
from dataclasses import dataclass

from sijill.language.wordlists import (
    fold_word,
    placeholders,
    relation_words,
    small_words,
)
from sijill.model.values.names import Relation

_NUMBER_AT_END = re.compile(r"[\s#]*\d+\s*$")
_NUMBERS = re.compile(r"[\d#.]+")
_POSSESSIVE = re.compile(
    r"^(?P<whom>.+?)['’‘`´]s?\s+(?P<what>[^\W\d_]+(?:\s+in\s+law)?)\s*\d*$", re.IGNORECASE
)
_OWN_NAME_AFTER = re.compile(
    r"^(?:his|her|their)\s+(?P<what>[a-z]+)[,:]?\s+(?P<name>\S.*)$", re.IGNORECASE
)
_CHILD_OF_NAMED = re.compile(
    r"^(?P<name>[^\s,].*?)[,\s]+(?:the\s+)?(?:son|daughter)\s+(?:of\s+)?(?P<parent>\S.*)$",
    re.IGNORECASE,
)
_FAMILY_OF = re.compile(r"\bfamil(?:y|ies)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Description:
    """What a describing text says.

    ``relation`` is ``None`` and ``relative`` empty for a placeholder.
    """

    relation: Relation | None = None
    relative: str = ""


def describes(text: str) -> Description | None:
    """Read a describing text; ``None`` if the text names a person.

    ``text`` is tidy (single spaces, no direction marks).
    """
    bare = fold_word(_NUMBERS.sub(" ", text)).strip(" -_,")
    if " ".join(bare.split()) in placeholders() or not bare:
        return Description()
    return _possessive(text) or _family(text) or _leading_relation(text) or _trailing(text)


def named_child(text: str) -> tuple[str, str] | None:
    """``Ahmad, the son of Kazem ...`` as own name and parent's name, or ``None``.

    Only where words stand before "son of": "son of Kazem" alone is a description.
    """
    found = _CHILD_OF_NAMED.match(text)
    if not found or _POSSESSIVE.match(text):
        return None
    before = [fold_word(word) for word in found["name"].split()]
    if all(word in small_words() or word in relation_words() for word in before):
        return None
    return found["name"].rstrip(" ,"), found["parent"]


def own_name(text: str) -> str:
    """``His wife Khadija ...`` without the words before the name; other texts unchanged."""
    found = _OWN_NAME_AFTER.match(text)
    if found and fold_word(found["what"]) in relation_words():
        return found["name"]
    return text


def _possessive(text: str) -> Description | None:
    found = _POSSESSIVE.match(text)
    if found is None:
        return None
    relation = relation_words().get(fold_word(found["what"].split()[0]))
    return Description(relation, found["whom"]) if relation else None


def _family(text: str) -> Description | None:
    if not _FAMILY_OF.search(text):
        return None
    return Description(Relation.FAMILY_MEMBER, _without_relation_words(text))


def _leading_relation(text: str) -> Description | None:
    """Relation words at the beginning, small words among them, and a name behind them."""
    relation: Relation | None = None
    words = text.split()
    position = 0
    for position, word in enumerate(words):  # noqa: B007  the position after the loop is what counts
        folded = fold_word(word.strip(",.:’'"))
        if folded in relation_words():
            relation = relation or relation_words()[folded]
        elif folded not in small_words() and not folded.isdigit():
            break
    if relation is None:
        return None
    return Description(relation, _NUMBER_AT_END.sub("", " ".join(words[position:])))


def _trailing(text: str) -> Description | None:
    """A number or a relation at the end: "Salmian al-Haman 1", "Umm Zeid son"."""
    if _NUMBER_AT_END.search(text):
        return Description(Relation.FAMILY_MEMBER, _NUMBER_AT_END.sub("", text))
    words = text.split()
    relation = relation_words().get(fold_word(words[-1].strip(",.")))
    if relation and len(words) > 1 and relation is not Relation.FAMILY_MEMBER:
        return Description(relation, " ".join(words[:-1]))
    return None


def _without_relation_words(text: str) -> str:
    kept = [
        word
        for word in _NUMBERS.sub(" ", text).split()
        if fold_word(word) not in relation_words() and fold_word(word) not in small_words() - {"al"}
    ]
    return " ".join(kept)
