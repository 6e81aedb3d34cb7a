"""A name column's text as a name: who is meant, how far it identifies, which parts can be compared.

The order of an Arabic name carries information (given, father, grandfather, family), so parts keep
their place. What is not a name (titles, remarks, nicknames) is set aside; the text as written
stays.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from sijill.language.names.cells import (
    close_letters,
    counted_name,
    family_first,
    open_separators,
    split_asides,
    without_marks,
    without_titles,
    written_out,
)
from sijill.language.names.descriptions import Description, before_relation, describes, named_child
from sijill.language.names.fates import part_fate
from sijill.language.names.nobody import names_nobody
from sijill.language.names.order import given_first
from sijill.language.names.parts import Word, group_words
from sijill.language.names.placeholders import (
    is_placeholder_name,
    without_missing_parts,
    without_unknown_part,
    words_of_placeholders,
)
from sijill.language.names.several_people import company_words, lines_apart, without_company
from sijill.language.scripts import script_of, tidy
from sijill.language.unknown import (
    Topic,
    is_spreadsheet_error,
    means_unknown,
    phrase_form,
    words_for_unknown,
)
from sijill.language.wordlists import (
    abbreviations,
    fold_word,
    listed_words,
    particles,
    relation_words,
)
from sijill.model.limits import LONGEST_NAME
from sijill.model.values.names import NamePart, NameStatus, PersonName, Relation, Script

_FULL_NAME = 3
_JOINER = "\u200c"
"""The sign without width between the halves of a Persian name: علی‌اکبر, حسین‌زاده."""
_OWN_NAME_AFTER = re.compile(
    r"^(?:his|her|their)\s+(?P<what>[a-z]+)[,:]?\s+(?P<name>\S.*)$", re.IGNORECASE
)
_OF_WIFE = re.compile(
    r"^(?P<family>[^\s,()][^,()]*),\s*(?:mrs|mme|madame|sra|señora|frau|lady)\b\.?"
    r"(?P<husband>[^()]*)\((?P<own>[^\W\d_][^()]*\s[^()]+)\)$",
    re.IGNORECASE,
)
"""A wife under her husband's name, and her own in brackets: "SALT, Mrs. John (Ada Mary Reed)"."""
_SPACED_HYPHEN = re.compile(r"\s*[-–—]\s*")
_SEPARATORS = re.compile(r"[\s,،;؛_.]+")


@lru_cache(maxsize=65_536)
def read_name(
    text: str, *, comma_after_family: bool | None = None, counted_names: tuple[str, ...] = ()
) -> PersonName:
    """Read one name as a list writes it; never fails, an empty text is ``unnamed``.

    Args:
        text: the cell.
        comma_after_family: whether the column writes LAST, FIRST (see ``name_order``); ``None``
            where nobody says.
        counted_names: names that the column writes with several numbers (see ``numbered_names``).
    """
    written = tidy(close_letters(lines_apart(text)))
    if len(written) <= LONGEST_NAME and _is_bare_chain(written):
        name = _assemble(written, *_kunya_apart(group_words(given_first(written.split()))))
    else:
        name = _read_surrounded(
            written, comma_after_family=comma_after_family, counted_names=counted_names
        )
    if _JOINER in text and name.is_comparable:
        parts = read_name(text.replace(_JOINER, " "), comma_after_family=comma_after_family)
        return replace(parts, written=written) if parts.is_comparable else name
    return name


def _is_bare_chain(written: str) -> bool:
    """Whether nothing but three names or more stands in a cell, as in most cells of most lists."""
    words = written.split()
    return len(words) >= _FULL_NAME and all(map(_is_name_alone, words))


@lru_cache(maxsize=131_072)
def _is_name_alone(word: str) -> bool:
    """Whether a word of letters, or such a word behind "al-", has a place in no list of others."""
    article, hyphen, bare = word.rpartition("-")
    forms = {fold_word(word), fold_word(bare), phrase_form(word), phrase_form(bare)}
    return (
        bare.isalpha()
        and len(set(bare)) > 1
        and (not hyphen or article.lower() in ("al", "el"))
        and (forms | {form.removeprefix("ال") for form in forms}).isdisjoint(
            _words_with_a_meaning()
        )
        and word.lower() not in abbreviations()
    )


@cache
def _words_with_a_meaning() -> frozenset[str]:
    """Every word that may change how a name is read, whatever stands beside it."""
    return (
        frozenset({"or"})
        | listed_words()
        | words_for_unknown()
        | words_of_placeholders()
        | company_words()
    )


def _read_surrounded(
    written: str, *, comma_after_family: bool | None = None, counted_names: tuple[str, ...] = ()
) -> PersonName:
    """A name with all that may stand around it, or what stands in its place."""
    script = script_of(written)
    if len(written) > LONGEST_NAME or means_unknown(written, Topic.NAME):
        return PersonName(written, script)
    if is_spreadsheet_error(written) or _is_one_letter(written):
        return PersonName(written, script)
    if counted_names and (relative := counted_name(written)) in counted_names:
        return PersonName(
            written,
            script,
            NameStatus.DESCRIBED,
            relation=Relation.FAMILY_MEMBER,
            relative=relative,
        )
    stated = part_fate(written).text
    cell = split_asides(_own_name(open_separators(without_marks(_alone(stated)))))
    if names_nobody(written):
        return _described(written, _described_aside(cell.asides) or Description())
    outside = without_unknown_part(without_missing_parts(without_marks(cell.text)))
    if means_unknown(outside, Topic.NAME):
        return PersonName(written, script)
    child = named_child(outside)
    description = None if child else describes(outside)
    if description is not None:
        if description.relation is None:
            description = _described_aside(cell.asides) or description
        return _described(written, description)
    own, parent = child or (before_relation(outside), "")
    for aside in cell.asides:
        parent = parent or (named_child(f"x {aside}") or ("", ""))[1]
    plain = given_first(_words(family_first(own, stated=comma_after_family)))
    if names_nobody(" ".join(plain)):
        return PersonName(written, script)
    words, chain = _split_at_son_of(plain, group_words(_words(parent)) if parent else [])
    words, _, kunya = _kunya_apart(words)
    return _assemble(written, words, chain, kunya or _kunya_among(cell.asides))


def _own_name(text: str) -> str:
    """``His wife Khadija ...`` without the words before the name; other texts unchanged.

    A wife who is written under her husband's name has her own in brackets, and his family name.
    """
    match = _OWN_NAME_AFTER.match(text)
    if match and fold_word(match["what"]) in relation_words():
        return match["name"]
    wife = _OF_WIFE.match(text)
    if wife and wife["own"][0].isupper() and describes(wife["own"]) is None:
        return f"{wife['family']}, {wife['own']}"
    return text


def _alone(written: str) -> str:
    """A name without those who are named with it."""
    return without_company(written_out(written))


def _described(written: str, description: Description) -> PersonName:
    return PersonName(
        written,
        script_of(written),
        NameStatus.DESCRIBED if description.relation else NameStatus.UNNAMED,
        relation=description.relation,
        relative=description.relative,
    )


def _described_aside(asides: Sequence[str]) -> Description | None:
    """What brackets behind nobody's name say of him: "newborn (son of Rana)"."""
    found = (describes(aside) for aside in asides)
    return next((aside for aside in found if aside is not None and aside.relation), None)


def _kunya_apart(words: list[Word]) -> tuple[list[Word], list[Word], NamePart | None]:
    """The parts without the kunya, no further ancestors, and the kunya."""
    kunya = next((word.part for word in words if word.is_kunya), None)
    return [word for word in words if not word.is_kunya], [], kunya


def _is_one_letter(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    return len(letters) == 1 and script_of(letters[0]) is not Script.OTHER


def join_name(parts: Sequence[str]) -> str:
    """One name from the cells of its columns (given, father, family), without unknown parts.

    "Unknown" in place of the given name stays, for the father's name is not the person's own.
    """
    cells = [tidy(part) for part in parts]
    if is_placeholder_name(whole := " ".join(cells)):
        return whole
    kept = [
        cell
        for position, cell in enumerate(cells)
        if not means_unknown(cell, Topic.NAME) or (position == 0 and _is_nobody(cell))
    ]
    return " ".join(kept)


def _is_nobody(cell: str) -> bool:
    return names_nobody(cell) and any(character.isalpha() for character in cell)


def _words(text: str) -> list[str]:
    """The words of a name without titles.

    "al - Kurdi" and "al-Kurdi" give the same words.
    """
    joined = _SPACED_HYPHEN.sub("-", text)
    bare = without_titles(_without_debris(joined.split()))
    words = [word.strip("-") for word in _SEPARATORS.split(" ".join(bare)) if word.strip("-'’.")]
    names = [abbreviations().get(word.lower(), word) for word in words]
    return [piece for word in names for piece in _split_hyphen(word) if not piece.isdecimal()]


def _without_debris(words: list[str]) -> list[str]:
    """The words without an Arabic letter set twice before a full name, as a copied page leaves."""
    first = words[0] if words else ""
    is_debris = len(words) > _FULL_NAME and len(first) == len("نن") and len(set(first)) == 1
    return words[1:] if is_debris and script_of(first) is Script.ARABIC else words


def _split_hyphen(word: str) -> list[str]:
    """``Abdul-Razzaq`` and "Ali-Najem" are two words; "al-Hasan" stays one."""
    pieces: list[str] = []
    rest = word
    while rest:
        first, hyphen, behind = rest.partition("-")
        if not hyphen or fold_word(first) in particles("article"):
            return [*pieces, rest]
        pieces += [first] if first else []
        rest = behind
    return pieces


def _split_at_son_of(plain: list[str], chain: list[Word]) -> tuple[list[Word], list[Word]]:
    """The parts of a name's words, and its ancestors: what follows "ibn" or "bint", if they do."""
    for position, word in enumerate(plain):
        if position and fold_word(word) in particles("son_of") and position + 1 < len(plain):
            return group_words(plain[:position]), group_words(
                [
                    rest
                    for rest in plain[position + 1 :]
                    if fold_word(rest) not in particles("son_of")
                ]
            )
    return group_words(plain), chain


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
    if words and not (len(words) == 1 and words[0].is_family and not chain):
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
