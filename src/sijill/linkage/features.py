"""Records as the columns that linkage compares: one Arrow row a record with a comparable name.

Everything here is ASCII or a number: DuckDB compares bytes and Spark characters, and the two agree
on ASCII; ``as_written`` alone keeps its script, and is only ever the same or not. A description
("wife of ...") or a placeholder gives no row, so unknown names never link on the name. Empty means
unknown and is NULL, which neither agrees nor disagrees.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import islice

import pyarrow as pa

from sijill.language.sounds import written_signs
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.writing.readings import FurtherReadings
from sijill.model.codes import Harm, Sex
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.values.names import NamePart, PersonName, Script
from sijill.model.values.personal import IdentityNumber, PersonalDetails
from sijill.model.values.places import RADIUS_M, PlacePrecision
from sijill.places.toponyms import place_keys

Linkable = PersonRecord | RemainsRecord
Row = tuple[object, ...]
"""Values in the order of their columns."""

_WIDE_M = RADIUS_M[PlacePrecision.CITY]
"""A place as wide as a city contains the other record's street; it can agree but not disagree."""

_LIVED = frozenset((Harm.INJURED, Harm.SURVIVED_TRAPPED, Harm.ALIVE))

MOST_SPELLINGS = 5
"""Further spellings of one record that are compared; each multiplies the work for its pairs."""

ROLES = ("given", "father", "grandfather", "family", "mother")
FORMS = ("name", "sound", "consonant_key", "letters", "form", "written")

SCHEMA = pa.schema(
    [
        ("unique_id", pa.int32()),
        ("record_id", pa.string()),
        ("list_id", pa.string()),
        *((f"{role}_{form}", pa.string()) for role in ROLES for form in FORMS),
        ("rest", pa.list_(pa.string())),
        ("chain", pa.list_(pa.string())),
        ("whole", pa.string()),
        ("turns", pa.string()),
        ("ends", pa.string()),
        ("ends_are_listed", pa.bool_()),
        ("as_written", pa.string()),
        ("script", pa.string()),
        ("sex", pa.string()),
        ("born", pa.date32()),
        ("age_least", pa.int32()),
        ("age_most", pa.int32()),
        ("first_day", pa.date32()),
        ("last_day", pa.date32()),
        ("place", pa.list_(pa.string())),
        ("place_is_wide", pa.bool_()),
        ("outcome", pa.string()),
        ("incident", pa.string()),
        ("identity", pa.list_(pa.string())),
        ("identity_kind", pa.string()),
    ]
)
"""``unique_id`` is the row, from 0. Ages in completed months, days as days.

``chain`` holds the consonants of all parts of the name, ``rest`` of all but the first, and
``whole`` is the chain in one word. ``turns`` has the parts in the order of the alphabet, ``ends``
the first and the last one so, for a name that may stand in another order: of two parts or more.
Listed names stand in both as such, for Muhammad and Mahmud share their consonants.
``ends_are_listed`` says that both are listed as given names.
"""

_COLUMNS = SCHEMA.names[1:]
_PART_COLUMNS = [f"{role}_{form}" for role in ROLES for form in FORMS]
_CHAIN_COLUMNS = ("rest", "chain", "whole", "turns", "ends", "ends_are_listed")
_NO_FORMS: Row = (None,) * len(FORMS)
_ROWS_AT_A_TIME = 20_000
_SEVERAL = 2


def feature_table(records: Iterable[Linkable], known: Mapping[str, Circumstance]) -> pa.Table:
    """The table that is scored, sorted by record id."""
    return _table((_row(record, known[record.head.id]) for record in _named(records)), 0)


def spelling_table(
    records: Iterable[Linkable], known: Mapping[str, Circumstance]
) -> tuple[pa.Table, list[int]]:
    """Further spellings of names, a row each, and the row of ``feature_table`` that each is of.

    A list may give a name in two scripts, or a full and a short form; one may hold a slip of the
    pen that the other does not. A spelling with the consonants of the first says nothing new and
    has no row. What a spelling leaves out, the first fills in. Names as the hand of a list means
    them, and as lists in Latin letters may write them, are further spellings (``readings``).
    """
    rows: list[Row] = []
    of: list[int] = []
    named = _named(records)
    readings = FurtherReadings((record.head.source, record.written_names) for record in named)
    for position, record in enumerate(named):
        names = [name for name in record.written_names if name.is_comparable]
        best = comparable_name(record)
        others = [name for name in names if name != best]
        others += readings.of(record.head.source, names)
        if not others:
            continue
        first = dict(zip(_COLUMNS, _row(record, known[record.head.id]), strict=True))
        keys = {_keys(first)}
        for name in others[:MOST_SPELLINGS]:
            parts = dict(
                zip(_PART_COLUMNS, _name_forms(record.personal, [name], name), strict=True)
            )
            for role in ROLES:
                if parts[f"{role}_consonant_key"] is None:
                    parts |= {f"{role}_{form}": first[f"{role}_{form}"] for form in FORMS}
            chain = dict(zip(_CHAIN_COLUMNS, _chain(name), strict=True))
            written = {"as_written": name.written, "script": name.script.value}
            row = {**first, **parts, **chain, **written}
            if _keys(row) not in keys:
                keys.add(_keys(row))
                rows.append((*row.values(),))
                of.append(position)
    return _table(rows, len(named)), of


def _named(records: Iterable[Linkable]) -> list[Linkable]:
    """The records with a name that can be compared, by their ids."""
    return sorted(
        (record for record in records if comparable_name(record) is not None),
        key=lambda record: record.head.id,
    )


def _table(rows: Iterable[Row], first: int) -> pa.Table:
    """Rows as columns, numbered from ``first`` on; made in batches, which bounds the memory."""
    remaining, batches = iter(rows), []
    while batch := list(islice(remaining, _ROWS_AT_A_TIME)):
        numbers = range(first, first + len(batch))
        columns = (numbers, *zip(*batch, strict=True))
        arrays = [pa.array(column, one.type) for column, one in zip(columns, SCHEMA, strict=True)]
        batches.append(pa.record_batch(arrays, SCHEMA))
        first += len(batch)
    return pa.Table.from_batches(batches, SCHEMA).combine_chunks()


def _keys(row: Mapping[str, object]) -> tuple[object, ...]:
    """What tells two spellings apart: in alphabets that write all vowels, these as well."""
    forms = ("consonant_key", "sound") if row["script"] == Script.OTHER else ("consonant_key",)
    return tuple(row[f"{role}_{form}"] for role in ROLES for form in forms)


def _chain(name: PersonName) -> Row:
    """The columns ``rest``, ``chain``, ``whole``, ``turns``, ``ends`` and ``ends_are_listed``."""
    chain = [part.consonant_key for part in name.parts if part.consonant_key]
    turns = ends = None
    are_listed = False
    if name.given and name.family:
        turns = " ".join(sorted(part.name or part.consonant_key for part in name.parts))
        ends = " ".join(sorted(end.name or end.consonant_key for end in (name.given, name.family)))
        are_listed = bool(name.given.name and name.family.name)
    return chain[1:] or None, chain or None, "".join(chain) or None, turns, ends, are_listed


def comparable_name(record: Linkable) -> PersonName | None:
    """The record's best name to compare: the fullest one; between equals the first."""
    if len(record.written_names) == 1:
        (name,) = record.written_names
        return name if name.is_comparable else None
    names = [name for name in record.written_names if name.is_comparable]
    return max(names, key=lambda name: len(name.parts), default=None)


def _row(record: Linkable, circumstance: Circumstance) -> Row:
    """The values of all columns but the first, in the order of the schema."""
    names = [name for name in record.written_names if name.is_comparable]
    best = comparable_name(record)
    if best is None:
        raise ValueError(f"{record.head.id} has no name that can be compared")
    return (
        record.head.id,
        record.head.source,
        *_name_forms(record.personal, names, best),
        *_chain(best),
        best.written,
        best.script.value,
        record.sex.value if record.sex in (Sex.MALE, Sex.FEMALE) else None,
        record.personal.date_of_birth.day,
        circumstance.age.least_months,
        circumstance.age.most_months,
        circumstance.died.earliest,
        circumstance.died.latest,
        _place_keys(tuple(name.written for name in circumstance.place.names)) or None,
        RADIUS_M.get(circumstance.place.precision, 0) >= _WIDE_M,
        _outcome(record),
        record.incident or None,
        *_identity(record.personal.identity_numbers),
    )


def _name_forms(personal: PersonalDetails, names: Sequence[PersonName], best: PersonName) -> Row:
    """The forms of every role; a column of its own fills what the chain of names lacks."""
    given = _sounded(name.given for name in names)
    fathers = [name.ancestors[0] for name in names if name.ancestors]
    father = _sounded((*fathers, personal.father_name.given))
    grandfather = _sounded(name.ancestors[1] for name in names if len(name.ancestors) > 1)
    families = (name.family for name in names if _same(name.family, best.family))
    family = _sounded((best.family, *families)) or _last(personal.family_name)
    return (
        *_forms(given),
        *_forms(father),
        *_forms(grandfather),
        *_forms(family),
        *_forms(personal.mother_name.given),
    )


def _outcome(record: Linkable) -> str | None:
    """Whether the record says that the person died or lived; the missing may be either."""
    if isinstance(record, RemainsRecord) or record.harm.is_death:
        return "dead"
    return "alive" if record.harm in _LIVED else None


def _identity(numbers: tuple[IdentityNumber, ...]) -> Row:
    """The numbers, and of what kind they are where that is one kind and stated."""
    if not numbers:
        return None, None
    kinds = {f"{number.kind}/{number.issuer}".casefold() for number in numbers}
    kind = kinds.pop() if len(kinds) == 1 else "/"
    compared = [number.compared for number in numbers if number.compared]
    return compared or None, kind if kind != "/" else None


def _last(name: PersonName) -> NamePart | None:
    return name.parts[-1] if name.parts else None


def _forms(part: NamePart | None) -> Row:
    """The comparable forms of one part of the name, and the most telling of them."""
    if part is None:
        return _NO_FORMS
    name, sound, key = part.name or None, part.sound or None, part.consonant_key or None
    form = name or sound or key
    return name, sound, key, part.letters or None, form, written_signs(part.written) or None


def _sounded(parts: Iterable[NamePart | None]) -> NamePart | None:
    """The part whose sound is known, among spellings of one part; else the first."""
    known = [part for part in parts if part is not None]
    if len(known) < _SEVERAL:
        return known[0] if known else None
    return next((part for part in known if part.name), None) or next(
        (part for part in known if part.sound), known[0]
    )


def _same(left: NamePart | None, right: NamePart | None) -> bool:
    return left is not None and right is not None and left.consonant_key == right.consonant_key


@lru_cache(maxsize=50_000)
def _place_keys(names: tuple[str, ...]) -> tuple[str, ...]:
    """The keys of the words of a place; most places stand in many records."""
    return tuple(sorted({key for name in names for key in place_keys(name)}))
