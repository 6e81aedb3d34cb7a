"""The fields that a heading names, in twelve languages.

The words are data to be reviewed, one file a kind of record beside this module.
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache

from sijill.language.phrases import without_phrases
from sijill.model.records.fields import FIELDS
from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import Column
from sijill.sources.guessing.headings import wordings
from sijill.sources.guessing.headings.phrases import CountHeading, count_heading, said_by
from sijill.sources.guessing.headings.readings import readings
from sijill.sources.guessing.words import has_any, plain_heading, read_words, words_of

_AS_PERSONS = frozenset({RecordKind.REMAINS})


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


def is_known_heading(text: str, kind: RecordKind) -> bool:
    """Whether a heading names a field of the kind."""
    return bool(fields_of(text, kind))


@cache
def _fields_by_form(kind: RecordKind) -> Mapping[str, tuple[tuple[str, int], ...]]:
    """For each heading listed for a kind its fields, with its place among the headings of each."""
    fields: dict[str, tuple[tuple[str, int], ...]] = {}
    for field, words in headings_of(kind).items():
        for form in dict.fromkeys(words):
            fields[form] = (*fields.get(form, ()), (field, words.index(form)))
    return fields


def _field_asked(form: str, kind: RecordKind) -> str:
    """The field of a heading such as "date of death" or "lieu du décès"; empty if it is none."""
    said = said_by(form, "phrase_words.toml")
    if not said:
        return ""
    about = said.get("about", frozenset())
    about = about - {"body"} or about
    named = read_words("phrase_words.toml")["field"].get(kind.value, {})
    if not isinstance(named, dict) or len(about) != 1 or len(said.get("asked", ())) != 1:
        return ""
    return str(named.get(f"{min(said['asked'])} {min(about)}", ""))


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
    return not without_phrases(form, names | whole | beside)


_FIRST, _COMPOSED, _LESS_TELLING = -1, 500, 900
"""How telling a heading is (less: more) that stands in no list: before all that are listed, behind
them, and behind those whose words name the field."""
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
