"""Columns about people who speak, report or write down: proposed as protected.

By their headings ("Respondent phone", "اسم الشاهد", "_submitted_by"), or by cells that look like
telephone numbers and addresses of e-mail, or like names of people under a heading that is not
known. What is protected never leaves the captured file.
"""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache, lru_cache

from sijill.language.names.likely_names import is_likely_name, words_of_names
from sijill.language.phrases import PhraseBook, without_phrases
from sijill.language.scripts import fold_digits, tidy
from sijill.model import limits
from sijill.model.records.fields import FIELDS, FieldType
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.cell_evidence import counts_harm, holds
from sijill.sources.guessing.columns import MOST_NAMED, Column, FieldColumns, columns_read
from sijill.sources.guessing.headings.fields import fields_of, headings_of, is_known_heading
from sijill.sources.guessing.questions.answers import ARE_PROTECTED
from sijill.sources.guessing.words import plain_heading, read_words, words_of
from sijill.sources.tables.protection.protected_columns import fold_name, withheld_columns

_MOST_CELLS = 0.5
"""From this share of the commonest cells on, a column holds what they look like."""
_NUMBER = re.compile(r"[\W_]*\d+[\W_]*")
_NAMES = (FieldType.NAME, FieldType.NAMES)
_WORD = re.compile(r"[^\W\d_]+")
_FEWEST_DIGITS = 3
"""So many digits may be a telephone's; fewer are the number of a question or a column."""

_WORDS_ABOUT_PEOPLE = (
    "contact", "people", "people_beside_the_dead", "telling", "unless", "nobody", "address",
)  # fmt: skip
_JOINER = "\u200c"
"""What Persian writes between the parts of a word (``مصاحبه‌شونده``), where others write a space."""


def propose_protected(columns: Iterable[Column], kind: RecordKind) -> dict[str, str]:
    """The columns to be protected, each with why.

    A number of people killed is nobody's name: "Killed (witnesses say)".
    """
    reasons: dict[str, str] = {}
    for column in columns:
        if counts_harm(column, of_totals=True, of_both=True):
            continue
        reason = _by_heading(column.name, kind)
        if not reason and not is_known_heading(column.name, kind):
            reason = _by_cells(column)
        if reason:
            reasons[column.name] = reason
    return reasons


def also_withheld(
    protected: Mapping[str, str], columns: Iterable[str], read: Iterable[str]
) -> dict[str, str]:
    """Further columns that a build withholds where these are protected, each with why.

    They are written alike, have no heading behind one of them, or have its words among theirs and
    are not ``read``. What a build withholds is not shown at a first look.
    """
    return {
        column: f"it would be withheld with {name!r}"
        for column, name in withheld_columns(protected, columns, read).items()
        if column not in protected
    }


def propose_names(
    columns: Sequence[Column], fields: FieldColumns, kind: RecordKind
) -> dict[str, str]:
    """Columns that no field reads and whose cells are likely names of people, each with why.

    A list that names the dead under a heading that is known names others under one that is not: who
    told, who saw, who dug. Where no column is read as the name, such a column may be that of the
    dead, and is left. What no field reads changes no number.

    Args:
        columns: those that may be shown.
        fields: the columns that each field reads.
        kind: of the list.
    """
    if "name" in FIELDS[kind] and "name" not in fields:
        return {}
    read = columns_read(fields)
    named = {column.name: column for column in columns}
    borne = words_of_names(
        [cell for name in fields.get("name", ()) for cell, _ in named[name].commonest]
    )
    return {
        column.name: "no field reads it, and its cells look like names of people"
        for column in columns
        if column.name not in read
        and not _is_of_the_dead(column.name, kind)
        and _holds_names(column, borne)
    }


def may_name_victims(proposed: Collection[str]) -> tuple[str, ...]:
    """The question about names that ``propose_names`` proposed: they may be those of the dead."""
    if not proposed:
        return ()
    named = ", ".join(map(repr, sorted(proposed)[:MOST_NAMED]))
    more = ", …" if len(proposed) > MOST_NAMED else ""
    question = (
        f"{named}{more}: {ARE_PROTECTED} and its cells look like names "
        "of people. Whoever told or saw something stays protected. Whoever was killed, hurt or is "
        "missing, too (as those who were with somebody), is counted nowhere: take the column out "
        "of protected, and give each of them a row of a list of people"
    )
    return (question,)


def _is_of_the_dead(heading: str, kind: RecordKind) -> bool:
    """Whether a heading is known, or numbers the names of people in a row ("Victim 2 name")."""
    numbered = fields_of(_NUMBER.sub(" ", heading), RecordKind.PERSON)
    return any(FIELDS[RecordKind.PERSON].get(field) in _NAMES for field in numbered) or any(
        is_known_heading(heading, known) for known in (kind, RecordKind.PERSON)
    )


def _holds_names(column: Column, borne: Collection[str]) -> bool:
    rows = sum(count for _, count in column.commonest)
    likely = sum(count for cell, count in column.commonest if is_likely_name(cell, borne))
    return likely > rows * _MOST_CELLS


def asks_for_somebody(text: str) -> bool:
    """Whether a heading, or a cell that is one, is for people who tell, or ways to reach them."""
    return bool(_by_heading(text, RecordKind.PERSON))


def names_somebody(heading: str) -> bool:
    """Whether a heading goes on after what it asks for, as "Witness: Umm Walid" does.

    Each of its words that stands in no heading that is known may be somebody's name, and a number
    of three digits a telephone's.
    """
    return asks_for_somebody(heading) and any(
        _is_of_no_heading(word) and not (word.isdecimal() and len(word) < _FEWEST_DIGITS)
        for word in plain_heading(heading).split()
    )


def names_likely_somebody(heading: str) -> bool:
    """Whether what a heading goes on with is likely a name: "Interviewed by Umm Walid".

    Headings of a list that is understood may have words that no other has ("Witness occupation"),
    so here one of them must be a given name, or the first that of a kunya.
    """
    if not asks_for_somebody(heading):
        return False
    words = _WORD.findall(heading)
    return is_likely_name(
        " ".join(word for word in words if _is_of_no_heading(plain_heading(word)))
    )


def _is_of_no_heading(word: str) -> bool:
    stems = words_of("protected.toml", "people", "stems") | words_of(
        "protected.toml", "contact", "stems"
    )
    return word not in _heading_words() and not any(stem in word for stem in stems)


@cache
def _heading_words() -> frozenset[str]:
    """Every word that stands in a heading that is known, or beside one."""
    listed = [
        words_of("keys.toml", "subjects", "words"),
        words_of("keys.toml", "subjects", "connectors"),
        *(words_of("protected.toml", table, "words") for table in _WORDS_ABOUT_PEOPLE),
        words_of("protected.toml", "address", "of"),
        *(words for kind in RecordKind for words in headings_of(kind).values()),
    ]
    return frozenset(word for words in listed for phrase in words for word in phrase.split())


def shortest_names(protected: Mapping[str, str], columns: Iterable[str]) -> dict[str, str]:
    """The names to write down for columns that are proposed, each with why.

    In nested values a key may be a person's name (``witness.Umm Walid.phone``). Where everything
    beneath a name is proposed, that name stands for all of it (``witness``).
    """
    known = tuple(columns)
    beneath: dict[str, list[str]] = {}
    for column in known:
        for name in _names_above(column):
            beneath.setdefault(name, []).append(column)
    names: dict[str, str] = {}
    for column, reason in protected.items():
        whole = (
            name
            for name in _names_above(column)
            if name not in known and all(other in protected for other in beneath[name])
        )
        names.setdefault(next(whole, column), reason)
    return names


def _names_above(column: str) -> list[str]:
    """The names in which a nested column lies, outermost first."""
    parts = column.split(".")
    if any(part != part.strip() or not part for part in parts):
        return []
    return [".".join(parts[:end]) for end in range(1, min(len(parts), limits.MOST_NAMES_ABOVE))]


@lru_cache(maxsize=32_768)
def _by_heading(heading: str, kind: RecordKind) -> str:
    written = (heading, heading.replace(_JOINER, " "), fold_name(heading))
    forms = dict.fromkeys(map(plain_heading, written))
    return next((why for plain in forms if (why := _by_plain(plain, heading, kind))), "")


def _by_plain(plain: str, heading: str, kind: RecordKind) -> str:
    if _holds(plain, "contact"):
        return "a way to reach somebody"
    if _is_address_of_relatives(plain):
        return "where relatives live"
    others = without_phrases(plain, words_of("protected.toml", "nobody", "words"))
    if kind is RecordKind.TESTIMONY and _is_what_was_said(heading):
        return ""
    if _holds(others, "telling") or others in words_of("protected.toml", "telling", "whole"):
        return "about somebody who tells, reports or writes down"
    if not _holds(others, "people") and not (
        kind is RecordKind.PERSON and _holds(others, "people_beside_the_dead")
    ):
        return ""
    if _has_any(plain, "unless", "words") and kind is not RecordKind.PERSON:
        return ""
    return "about somebody who tells, reports or writes down"


def _holds(plain: str, table: str) -> bool:
    stems = words_of("protected.toml", table, "stems")
    return any(stem in plain for stem in stems) or _has_any(plain, table, "words")


def _has_any(plain: str, table: str, key: str) -> bool:
    """Whether any phrase of a list stands in a plain heading, each of its words whole."""
    return _phrases(table, key).any_in(plain)


@cache
def _phrases(table: str, key: str) -> PhraseBook:
    return PhraseBook.of(words_of("protected.toml", table, key))


def _is_what_was_said(heading: str) -> bool:
    """Whether a heading is for the account, the cover name or the consent of a witness."""
    said = {"account", "pseudonym", "may_quote", "consent", "consent_identity"}
    return not said.isdisjoint(fields_of(heading, RecordKind.TESTIMONY))


def _is_address_of_relatives(plain: str) -> bool:
    return _has_any(plain, "address", "words") and _has_any(plain, "address", "of")


def _by_cells(column: Column) -> str:
    if holds(FieldType.DATE, column):
        return ""
    cells = [tidy(fold_digits(cell)) for cell, _ in column.commonest]
    for name, what in (("phone", "telephone numbers"), ("email", "addresses of e-mail")):
        alike = sum(_pattern(name).match(cell.lower()) is not None for cell in cells)
        if cells and alike > len(cells) * _MOST_CELLS:
            return f"its cells look like {what}"
    return ""


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(str(read_words("protected.toml")["examples"][name]))
