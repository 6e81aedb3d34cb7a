"""Texts in a name column that describe a person instead of naming one.

"The wife of R.", "Thuraya's nephew 1", "one member of the family of H.", "Unidentified 4",
زوجة يونس: such a text names somebody else or nobody. It is kept, counted, and never compared as a
name.
"""

import re
from dataclasses import dataclass
from functools import cache

from sijill.language.names.dictionary import is_listed
from sijill.language.names.nobody import is_nobody, names_nobody
from sijill.language.unknown import Topic, means_unknown, phrase_form, word_forms
from sijill.language.wordlists import (
    also_given_names,
    birth_order,
    exact_relations,
    family_behind,
    fold_word,
    nobody,
    person_nouns,
    relation_phrases,
    relation_words,
    small_words,
    titles,
)
from sijill.model.values.names import Relation

_LONGEST_PHRASE = 5
_FULL_CHAIN = 4
"""Given name, father, grandfather, family."""
_LONGEST_UNKNOWN = 3
_FEWEST_DESCRIBING, _MOST_DESCRIBING = 2, 4
_NUMBER_AT_END = re.compile(r"[\s#]*\d+\s*$")
_NUMBERS = re.compile(r"[\d#.]+")
_POSSESSIVE = re.compile(
    r"^(?P<whom>.+?)['’‘`´]s?\s+(?P<what>[^\W\d_]+(?:[\s-]+in[\s-]+law)?)\s*\d*$", re.IGNORECASE
)
_CHILD_OF_NAMED = re.compile(
    r"^(?P<name>[^\s,].*?)[,\s]+(?:the\s+)?(?:son|daughter)\s+(?:of\s+)?(?P<parent>\S.*)$",
    re.IGNORECASE,
)
_ELIDED = re.compile(r"(?<![^\W\d_])[dD]['’](?=\w)")
"""French "of" before a vowel: "fille d'Odile"."""
_FAMILY_OF = re.compile(r"\bfamil(?:y|ies)\b", re.IGNORECASE)
_GENITIVE = re.compile(r"['’]?n?[ıiuü]n$")
_LINKS_OF_A_BODY = ("of", "de", "du", "da", "do")
"""Behind "member", "soldier", "bodyguard": what body he belongs to."""
_WHERE = frozenset({"at", "in", "near", "outside", "on", "inside", "en", "dans", "bei", "в", "у"})
_LINKS = ("of", "from")


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
    if names_nobody(text) or _is_noun_and_adjective(text):
        return Description()
    if _is_given_name(text):
        return None
    return (
        _possessive(text)
        or _family(text)
        or _leading_phrase(text)
        or _leading_relation(text)
        or _leading_unknown(text)
        or _trailing(text)
    )


def _is_noun_and_adjective(text: str) -> bool:
    """A noun for a person and what kind of person it is: "Ukrainian soldier", رجل سوري."""
    words = text.split()
    while len(words) > _FEWEST_DESCRIBING and _is_determiner(words[0]):
        words = words[1:]
    if words and words[0].islower():
        at = next((at for at, word in enumerate(words) if at and word in _WHERE), len(words))
        words = words[:at]
    if not _FEWEST_DESCRIBING <= len(words) <= _MOST_DESCRIBING:
        return False
    first, last = (phrase_form(word) for word in (words[0], words[-1]))
    if words[0] != words[0].lower() and is_listed(words[0]):
        return False
    is_in_small_letters = all(word[:1].islower() for word in words[1:])
    if words[1] in _LINKS_OF_A_BODY and words[0] in person_nouns("of_a_body"):
        return True
    if is_in_small_letters and not {first, last}.isdisjoint(person_nouns("cased")):
        return True
    return (
        len(words) == _FEWEST_DESCRIBING
        and first in person_nouns("uncased")
        and not is_listed(words[1])
    )


def _is_determiner(word: str) -> bool:
    """Whether a word before a noun is a number, an article or says "unknown": "two", "unknown"."""
    return word.islower() and (fold_word(word) in small_words() or means_unknown(word, Topic.NAME))


def _is_given_name(text: str) -> bool:
    """Whether a word of relation is a given name: a chain of three names stands behind it."""
    words = text.split()
    return len(words) >= _FULL_CHAIN and fold_word(words[0]) in also_given_names()


def named_child(text: str) -> tuple[str, str] | None:
    """``Ahmad, the son of Kazem ...`` as own name and parent's name, or ``None``.

    Only where words stand before "son of": "son of Kazem" alone is a description.
    """
    match = _CHILD_OF_NAMED.match(text)
    if not match or _POSSESSIVE.match(text) or not _is_name(match["name"]):
        return None
    return match["name"].rstrip(" ,"), match["parent"]


def before_relation(text: str) -> str:
    """The words before a relation: "Samia Musa" of "Samia Musa, wife of Kazem Muslik".

    A relation names somebody else, whose family name is not taken.
    """
    words = text.split()
    for position in range(1, len(words)):
        length, relation = _phrase_at(words, position)
        if relation and (position + length < len(words) or _has_pronoun(words[position])):
            own = " ".join(words[:position])
            if _is_name(own):
                return own.rstrip(" ,،-–")
    return text


def _has_pronoun(word: str) -> bool:
    """Whether an Arabic relation carries its owner (زوجته, "his wife"): no name need follow."""
    return phrase_form(word).endswith(("ته", "تها", "ها", "نه", "خوه"))


def _is_name(text: str) -> bool:
    words = [fold_word(word.strip(",.")) for word in text.split()]
    return not all(
        word in small_words() or word in relation_words() or word in nobody() or (word,) in titles()
        for word in words
    )


def _possessive(text: str) -> Description | None:
    match = _POSSESSIVE.match(text)
    if match is None:
        return None
    relation = relation_words().get(fold_word(re.split(r"[\s-]", match["what"])[0]))
    return Description(relation, match["whom"]) if relation else None


@cache
def _first_words() -> frozenset[str]:
    """The words with which relation phrases begin."""
    return frozenset(form[0] for form in relation_phrases() if form)


def _phrase_at(words: list[str], position: int) -> tuple[int, Relation | None]:
    """How many words the relation phrase at a position takes, and what it says."""
    first = phrase_form(words[position]).split()
    if first and first[0] not in _first_words():
        return 0, None  # most words begin no phrase
    for length in range(min(_LONGEST_PHRASE, len(words) - position), 0, -1):
        form = word_forms(words[position : position + length])
        relation = relation_phrases().get(form)
        if relation and _as_written(words[position : position + length]):
            return length, relation
    return 0, None


def _as_written(words: list[str]) -> bool:
    """Whether letters that folding changes stand as they do in a listed phrase, if in any."""
    form = word_forms(words)
    return form not in exact_relations() or " ".join(words) in exact_relations()[form]


def _leading_phrase(text: str) -> Description | None:
    """A relation phrase, small words and nobody's before it: "infant of Rana", مولود رنا."""
    words = _ELIDED.sub("de ", text).split()
    if len(words) > _FULL_CHAIN - 1 and phrase_form(words[1]) in birth_order():
        words = [words[0], *words[2:]]
    for position, word in enumerate(words[:4]):
        length, relation = _phrase_at(words, position)
        if relation:
            rest = words[position + length :]
            while rest and _points_on(rest[0]):
                rest = rest[1:]
            return Description(relation, _NUMBER_AT_END.sub("", " ".join(rest)))
        folded = fold_word(word.strip(",."))
        if folded not in small_words() and not word.isdigit() and not is_nobody(phrase_form(word)):
            return None
    return None


def _points_on(word: str) -> bool:
    """Whether a word before a relative's name is none of it: "the", "of", "son"."""
    folded = fold_word(word.strip(",.:"))
    return folded in small_words() or folded in relation_words() or (folded,) in titles()


def _family(text: str) -> Description | None:
    if not _FAMILY_OF.search(text):
        return None
    return Description(Relation.FAMILY_MEMBER, _without_relation_words(text))


def _leading_relation(text: str) -> Description | None:
    """Relation words at the beginning, small words among them, and a name behind them.

    A relation word that is a title, too, with no "of" behind it is a title: "Aunt Hana Aruni".
    """
    relation: Relation | None = None
    words = text.split()
    seen: list[str] = []
    position = 0
    for position, word in enumerate(words):  # noqa: B007  the position after the loop is what counts
        folded = fold_word(word.strip(",.:’'"))
        if folded in relation_words():
            relation = relation or relation_words()[folded]
            seen.append(folded)
        elif folded in small_words():
            seen.append(folded)
        elif not folded.isdigit():
            break
    else:
        position += 1
    if relation is None:
        return None
    rest = " ".join(words[position:])
    if rest.startswith("الله"):
        return None
    only_titles = all((word,) in titles() for word in seen if word not in small_words())
    if rest and only_titles and not any(word in _LINKS for word in seen):
        return None
    return Description(relation, _NUMBER_AT_END.sub("", rest))


def _leading_unknown(text: str) -> Description | None:
    """Someone unknown of a family: "desconocido Pérez", "no identificado Pérez"."""
    words = text.split()
    begins = phrase_form(words[0]).split() if words else []
    if begins and begins[0] not in nobody():
        return None  # most names begin with a word of their own
    for length in range(1, min(_LONGEST_UNKNOWN, len(words) - 1) + 1):
        first = phrase_form(" ".join(words[:length]))
        is_unknown = all(word in nobody() for word in first.split())
        if first and is_unknown and means_unknown(first, Topic.NAME):
            rest = _NUMBER_AT_END.sub("", " ".join(words[length:]))
            return Description(Relation.FAMILY_MEMBER, rest)
    return None


def _trailing(text: str) -> Description | None:
    """A relation at the end: "Umm Zeid son", "Ahmet Demir'in eşi"."""
    words = text.split()
    if len(words) > 1 and phrase_form(words[-1]) in family_behind():
        return Description(Relation.FAMILY_MEMBER, " ".join(words[:-1]))
    if len(words) > 1 and _GENITIVE.search(words[-2].lower()):
        _, listed = _phrase_at(words, len(words) - 1)
        if listed:
            return Description(listed, _GENITIVE.sub("", " ".join(words[:-1])))
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
