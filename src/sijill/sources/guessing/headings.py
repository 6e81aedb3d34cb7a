"""Headings compared: what a column's heading may stand for, in twelve languages.

The words are data to be reviewed (``headings/*.toml``). A heading is looked up as it stands, then
without brackets, groups that KoBo and ODK put before it and words for whom the row is about.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

from sijill.language.dates import without_calendar, without_order
from sijill.language.scripts import fold
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.model.word_files import toml_beside
from sijill.sources import heading_wordings as wordings
from sijill.sources.guessing.columns import Column

_SEPARATORS = re.compile(r"(?:[^\w\u0900-\u109f\u1780-\u17ff]|_)+")
"""What is no letter or digit; vowel signs of Indian and South East Asian scripts are letters."""
_SHORT = 4
"""Letters of a stem in Latin letters that begins a word: in the midst of one it may be chance."""
_GROUPS = re.compile(r"\s*(?:/|::|(?<=\w{2})\.(?=\w{2}))\s*")
_GROUPS_OF_ODK = re.compile(r"(?<=\w)-(?=\w)")
"""ODK Central writes the group of a question before it with a hyphen: ``deceased-name``."""
_POSITION = re.compile(r"_?.{1,200}[_-](latitude|longitude)", re.IGNORECASE)
"""KoBo and ODK write a position into columns of its question: ``_Where_latitude``."""
_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
"""Where "dateOfDeath" is parted."""
_AS_PERSONS = frozenset({RecordKind.REMAINS})


def plain_heading(text: str) -> str:
    """A heading as it is compared: folded, everything but letters and digits as single spaces."""
    return _SEPARATORS.sub(" ", fold(text)).strip()


@cache
def read_words(name: str) -> Mapping[str, dict[str, object]]:
    """One of the reviewed TOML files of this room."""
    return toml_beside(__name__, name)


def read_list(name: str, table: str) -> Sequence[Mapping[str, Any]]:
    """The tables of one name (``[[shape]]``) of a TOML file of this room, in its order."""
    return cast("Sequence[Mapping[str, Any]]", read_words(name)[table])


@cache
def words_of(name: str, table: str, key: str) -> frozenset[str]:
    """A list of words of one of the files, as headings are compared."""
    words = read_words(name)[table].get(key, [])
    listed = words if isinstance(words, list) else []
    return frozenset(plain_heading(str(word)) for word in listed)


@cache
def headings_of(kind: RecordKind) -> Mapping[str, tuple[str, ...]]:
    """For each field of a kind, the headings that mean it, the more telling first."""
    tables = [_by_field(kind.value)]
    if kind in _AS_PERSONS:
        tables.append(_by_field(RecordKind.PERSON.value))
    tables.append(_by_field("every_kind"))
    parts = ("given_name", "middle_name", "grandfather_name", "second_family_name")
    names = (*FIELDS[kind], *(parts if "name" in FIELDS[kind] else ()))
    return {
        name: tuple(dict.fromkeys(word for table in tables for word in table.get(name, ())))
        for name in names
    }


@cache
def _by_field(file: str) -> dict[str, tuple[str, ...]]:
    words_by_field: dict[str, tuple[str, ...]] = {}
    for field, languages in read_words(f"headings/{file}.toml").items():
        words = [
            word for listed in languages.values() if isinstance(listed, list) for word in listed
        ]
        words_by_field[field] = tuple(dict.fromkeys(plain_heading(str(word)) for word in words))
    return words_by_field


@cache
def readings(text: str) -> tuple[str, ...]:
    """The forms under which a heading is looked up, the most literal first."""
    text = text.replace("%", " percent ")
    bare = wordings.without_brackets(text)
    last, last_bare = (_last_group(form) for form in (text, bare))
    forms = [plain_heading(form) for form in (text, bare, last, last_bare)]
    forms += [plain_heading(wordings.without_number(form)) for form in (text, last_bare)]
    forms += [plain_heading(_INNER_CAPITAL.sub(" ", form)) for form in (text, last_bare)]
    forms += map(plain_heading, wordings.in_each_script(last_bare))
    forms += [_without_subject(form) for form in tuple(forms)]
    forms += [plain_heading(_GROUPS_OF_ODK.split(bare.strip())[-1])]
    forms += [wordings.of_the_dead(wordings.without_article(form)) for form in tuple(forms)]
    forms += [
        plain_heading(take(form))
        for form in (text, bare)
        for take in (without_calendar, without_order)
    ]
    position = _POSITION.fullmatch(text.strip())
    forms += [position[1].lower()] if position else []
    return tuple(dict.fromkeys(form for form in forms if form))


def groups_of(heading: str) -> list[str]:
    """The groups of a nested heading, the outermost first."""
    return _GROUPS.split(heading.strip())


def _last_group(text: str) -> str:
    """The last group of a nested heading that says something: "victim.age.value" is "age"."""
    groups = groups_of(text)
    wrappings = words_of("keys.toml", "wrappings", "words")
    while len(groups) > 1 and (groups[-1].isdecimal() or plain_heading(groups[-1]) in wrappings):
        groups.pop()
    return groups[-1]


@dataclass(frozen=True, slots=True)
class CountHeading:
    """What a heading counts, as its words say: of whom, killed or injured, which end of a range.

    ``harm`` is empty for a number of killed and injured together. ``is_of_victims`` says that the
    heading names victims and no harm; ``is_part`` ("of whom children") that the column before does;
    ``is_alleged`` that the number is what others claim, which an authority's list concedes nothing.
    """

    harm: str
    group: str = "people"
    end: str = "min"
    is_of_victims: bool = False
    is_part: bool = False
    is_cumulative: bool = False
    is_alleged: bool = False


@cache
def count_heading(form: str) -> CountHeading | None:
    """What a plain heading counts; ``None`` where one of its words says something else."""
    counted, is_since = wordings.before_since(form)
    if (said := _said_by(counted, "count_words.toml")) is None:
        return None
    harm, ends = said.get("harm", frozenset()), said.get("end", {"min"})
    has_victims, has_both = "victims" in said, "both" in said
    if harm == {"killed", "injured"}:  # "killed and wounded" is one number of both
        harm, has_both = frozenset(), True
    groups = said.get("group", frozenset()) - {"people"} or {"people"}
    is_part = "part" in said and not harm and groups != {"people"}
    is_count = harm or has_victims or has_both or is_part
    if len(harm) > 1 or len(groups) > 1 or len(ends) > 1 or not is_count:
        return None
    return CountHeading(
        "" if (has_both or is_part) and not harm else next(iter(harm), "killed"),
        next(iter(groups)),
        next(iter(ends)),
        has_victims and not harm,
        is_part,
        "cumulative" in said or is_since,
        "alleged" in said,
    )


def _field_asked(form: str, kind: RecordKind) -> str:
    """The field of a heading such as "date of death" or "lieu du décès"; empty if it is none."""
    said = _said_by(form, "phrase_words.toml")
    if not said:
        return ""
    about = said.get("about", frozenset())
    about = about - {"body"} or about
    named = read_words("phrase_words.toml")["field"].get(kind.value, {})
    if not isinstance(named, dict) or len(about) != 1 or len(said.get("asked", ())) != 1:
        return ""
    return str(named.get(f"{min(said['asked'])} {min(about)}", ""))


@cache
def asked_by(form: str) -> frozenset[str]:
    """What a plain heading asks of what, in pairs: ``date death``, ``number body`` …"""
    said = _said_by(form, "phrase_words.toml") or {}
    return frozenset(
        f"{asked} {about}" for asked in said.get("asked", ()) for about in said.get("about", ())
    )


@cache
def _said_by(form: str, file: str) -> Mapping[str, frozenset[str]] | None:
    """What the words of a heading say, by table of a file; ``None`` where one stands in none."""
    said: dict[str, frozenset[str]] = {}
    words = form.split()
    listed = _listed_words(file)
    while words:
        length = next((size for size in _PHRASE_LENGTHS if " ".join(words[:size]) in listed), 0)
        if not length:
            return None
        for table, key in listed[" ".join(words[:length])]:
            said[table] = said.get(table, frozenset()) | {key}
        words = words[length:]
    return said


_PHRASE_LENGTHS = (3, 2, 1)


@cache
def _listed_words(file: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """For each word and phrase of a file the tables and keys that list it."""
    keys_of: dict[str, tuple[tuple[str, str], ...]] = {}
    for table, keys in read_words(file).items():
        for key in keys:
            for word in words_of(file, table, key):
                keys_of[word] = (*keys_of.get(word, ()), (table, key))
    return keys_of


@cache
def fields_named(form: str, kind: RecordKind) -> tuple[tuple[str, int], ...]:
    """The fields of a kind that a plain heading names, each with how telling it is (less: more)."""
    listed = _fields_by_form(kind).get(form, ())
    counted = count_heading(form)
    made, order = _field_asked(form, kind), _COMPOSED
    if kind is RecordKind.COUNT and counted is not None and counted.harm == "killed":
        order = _COMPOSED if counted.group == "people" else _LESS_TELLING
        made = {"min": "value", "max": "value_max"}.get(counted.end, "")
        made = made if counted.group in ("people", "civilians") else ""
        order = _FIRST if counted.is_cumulative else order
    elif counted is not None and counted.harm and not counted.is_cumulative:
        made = (_COUNT_FIELDS[kind](counted) if kind in _COUNT_FIELDS else "") or made
        order = _LESS_TELLING if counted.is_of_victims else _COMPOSED
    if not listed and not made:
        is_name = "name" in FIELDS[kind] and _is_full_name(form)
        named = ((("name", _COMPOSED),) if is_name else ()) or wordings.asked_in_words(
            form, kind, _LESS_TELLING
        )
        return _in_a_language(form, kind) or named
    if not made or made not in FIELDS[kind] or any(field == made for field, _ in listed):
        return listed
    return (*listed, (made, order))


@cache
def fields_of(heading: str, kind: RecordKind) -> frozenset[str]:
    """The fields of a kind that a heading as it is written names, in any reading of it."""
    return frozenset(field for form in readings(heading) for field, _ in fields_named(form, kind))


def fields_of_all(columns: Iterable[Column], kind: RecordKind) -> frozenset[str]:
    """The fields of a kind that the headings of columns name."""
    return frozenset[str]().union(*(fields_of(column.name, kind) for column in columns))


@cache
def _fields_by_form(kind: RecordKind) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each heading listed for a kind its fields, with its place among the headings of each."""
    fields: dict[str, tuple[tuple[str, int], ...]] = {}
    for field, words in headings_of(kind).items():
        for form in dict.fromkeys(words):
            fields[form] = (*fields.get(form, ()), (field, words.index(form)))
    return fields


def _in_a_language(form: str, kind: RecordKind) -> tuple[tuple[str, int], ...]:
    """A name or a place whose heading says in which language it is: "full name ar"."""
    languages = words_of("keys.toml", "languages", "words")
    rest = " ".join(word for word in form.split() if word not in languages)
    if rest == form or not rest:
        return ()
    other = {"name": "other_name", "place": "other_place"}
    return tuple(
        (name, order)
        for field, order in fields_named(rest, kind)
        if field in other
        for name in (field, other[field])
        if name in FIELDS[kind]
    )


@cache
def _is_full_name(form: str) -> bool:
    """Whether a heading is a word for names, one for whole names and words for the person alone."""
    names, whole = (words_of("keys.toml", "full_name", key) for key in ("name", "whole"))
    if not all(has_any((form,), listed) for listed in (names, whole)):
        return False
    beside = words_of("keys.toml", "subjects", "words") | words_of(
        "keys.toml", "subjects", "connectors"
    )
    rest = f" {form} "
    for word in sorted(names | whole | beside, key=len, reverse=True):
        rest = rest.replace(f" {word} ", " ")
    return not rest.strip()


def has_any(forms: Iterable[str], listed: Iterable[str]) -> bool:
    """Whether any of the listed words stand in any plain heading, each of them whole."""
    return any(one in form and f" {one} " in f" {form} " for form in forms for one in listed)


_FIRST, _COMPOSED, _LESS_TELLING = -1, 500, 900
_OF_AUTHORITIES = {"killed": "deaths", "injured": "injuries"}
_COUNT_FIELDS: Mapping[RecordKind, Callable[[CountHeading], str]] = {
    RecordKind.INCIDENT: lambda count: f"{count.group}_{count.harm}_{count.end}",
    RecordKind.DETERMINATION: lambda count: (
        f"{_OF_AUTHORITIES[count.harm]}_{count.end}"
        if count.group in ("people", "civilians") and not count.is_alleged
        else ""
    ),
    RecordKind.HAZARD: lambda count: count.harm if count.group == "people" else "",
    RecordKind.REPORT: lambda count: (
        (count.harm if count.end == "min" else f"{count.harm}_max")
        if count.group == "people"
        else ""
    ),
}
"""How a number of people is called among the fields of a kind."""


def _without_subject(form: str) -> str:
    subjects = words_of("keys.toml", "subjects", "words")
    connectors = words_of("keys.toml", "subjects", "connectors")
    left = [word for word in form.split() if word not in subjects]
    if len(left) == len(form.split()):
        return form
    while left and left[-1] in connectors:
        left.pop()
    while left and left[0] in connectors:
        left.pop(0)
    return " ".join(left)


def speaks_of(topic: str, names: Iterable[str]) -> bool:
    """Whether a heading has one of the parts of words listed for a topic of ``keys.toml``.

    A short one in Latin letters begins a word: "ölü" is in no "volunteers".
    """
    stems = [
        f" {stem}" if stem.isascii() and len(stem) <= _SHORT else stem
        for stem in words_of("keys.toml", topic, "stems")
    ]
    plain = (f" {plain_heading(name)}" for name in names)
    return any(stem in name for name in plain for stem in stems)


def is_known_heading(text: str, kind: RecordKind) -> bool:
    """Whether a heading names a field of the kind."""
    return bool(fields_of(text, kind))
