"""Records as the columns that linkage compares: one Arrow row a record with a comparable name.

Everything here is ASCII or a number: DuckDB compares bytes and Spark characters, and the two agree
on ASCII; ``as_written`` alone keeps its script, and is only ever the same or not. A description
("wife of ...") or a placeholder gives no row, so unknown names never link on the name. Empty means
unknown and is NULL, which neither agrees nor disagrees.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import zip_longest

import pyarrow as pa

from sijill.language.names import read_name
from sijill.language.sounds import consonant_key
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.hands import WritingHand, find_hands
from sijill.model.codes import Harm, Sex
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.values.ages import AgeInterval
from sijill.model.values.dates import DateInterval
from sijill.model.values.names import NamePart, PersonName, Script
from sijill.model.values.personal import IdentityNumber, PersonalDetails
from sijill.model.values.places import RADIUS_M, Place, PlacePrecision
from sijill.places.toponyms import place_keys

Linkable = PersonRecord | RemainsRecord

_WIDE_M = RADIUS_M[PlacePrecision.CITY]
"""A place as wide as a city contains the other record's street; it can agree but not disagree."""

_LIVED = frozenset((Harm.INJURED, Harm.SURVIVED_TRAPPED, Harm.ALIVE))

MOST_SPELLINGS = 5
"""Further spellings of one record that are compared; each multiplies the work for its pairs."""

ROLES = ("given", "father", "grandfather", "family", "mother")
FORMS = ("name", "sound", "consonant_key", "letters", "form")

SCHEMA = pa.schema(
    [
        ("unique_id", pa.int32()),
        ("record_id", pa.string()),
        ("list_id", pa.string()),
        *((f"{role}_{form}", pa.string()) for role in ROLES for form in FORMS),
        ("rest", pa.list_(pa.string())),
        ("chain", pa.list_(pa.string())),
        ("whole", pa.string()),
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
``whole`` is the chain in one word.
"""


def feature_table(records: Iterable[Linkable], known: Mapping[str, Circumstance]) -> pa.Table:
    """The table that is scored, sorted by record id."""
    rows = [
        {"unique_id": position, **_row(record, known[record.head.id])}
        for position, record in enumerate(
            sorted(
                (record for record in records if comparable_name(record) is not None),
                key=lambda record: record.head.id,
            )
        )
    ]
    return pa.Table.from_pylist(rows, schema=SCHEMA)


def spelling_table(
    records: Iterable[Linkable], known: Mapping[str, Circumstance]
) -> tuple[pa.Table, list[int]]:
    """Further spellings of names, a row each, and the row of ``feature_table`` that each is of.

    A list may give a name in two scripts, or a full and a short form; one may hold a slip of the
    pen that the other does not. A spelling with the consonants of the first says nothing new and
    has no row. What a spelling leaves out, the first fills in. Where a list shows by which hand
    it writes Latin letters, a name as that hand means it is a further spelling.
    """
    rows: list[dict[str, object]] = []
    of: list[int] = []
    named = sorted(
        (record for record in records if comparable_name(record) is not None),
        key=lambda record: record.head.id,
    )
    hands, frequencies = _hands_by_list(named), _NameFrequencies(named)
    for position, record in enumerate(named):
        best = comparable_name(record)
        others = [name for name in record.written_names if name.is_comparable and name != best]
        if by_hand := hands.get(record.head.source):
            others += _as_meant(record, by_hand, frequencies.elsewhere(record.head.source))
        if not others:
            continue
        first = _row(record, known[record.head.id])
        keys = {_keys(first)}
        for name in others[:MOST_SPELLINGS]:
            chain = [part.consonant_key for part in name.parts if part.consonant_key]
            parts: dict[str, object] = {**_name_parts(record.personal, [name], name)}
            for role in ROLES:
                if parts[f"{role}_consonant_key"] is None:
                    parts |= {f"{role}_{form}": first[f"{role}_{form}"] for form in FORMS}
            row = {**first, **parts, **_chain(chain), "as_written": name.written}
            if _keys(row) not in keys:
                keys.add(_keys(row))
                rows.append({**row, "script": name.script.value})
                of.append(position)
    numbered = [{"unique_id": len(named) + at, **row} for at, row in enumerate(rows)]
    return pa.Table.from_pylist(numbered, schema=SCHEMA), of


def _hands_by_list(records: Iterable[Linkable]) -> dict[str, tuple[WritingHand, ...]]:
    """The hands of each list that shows any."""
    written: dict[str, list[str]] = {}
    for record in records:
        written.setdefault(record.head.source, []).extend(
            name.written for name in record.written_names if name.script is Script.LATIN
        )
    return {source: found for source, names in written.items() if (found := find_hands(names))}


class _NameFrequencies:
    """How often each key of consonants is a name, in each list and in all."""

    def __init__(self, records: Iterable[Linkable]) -> None:
        self._by_list: dict[str, Counter[str]] = {}
        self._elsewhere: dict[str, Counter[str]] = {}
        for record in records:
            counts = self._by_list.setdefault(record.head.source, Counter())
            for name in record.written_names:
                counts.update(key for part in name.parts for key in _keys_within(part))

    def elsewhere(self, source: str) -> Mapping[str, int]:
        """How often in the other lists."""
        if source not in self._elsewhere:
            others = (counts for name, counts in self._by_list.items() if name != source)
            self._elsewhere[source] = sum(others, Counter())
        return self._elsewhere[source]


def _keys_within(part: NamePart) -> tuple[str, ...]:
    """The consonants of a part, and of what stands behind "abd" or "abu" in it."""
    key = part.consonant_key
    behind = key.removeprefix("abd") if key.startswith("abd") else key.removeprefix("ab")
    return (key, behind) if behind else (key,)


def _as_meant(
    record: Linkable, hands: Iterable[WritingHand], known: Mapping[str, int]
) -> list[PersonName]:
    """The record's names in Latin letters as the hands of its list mean them.

    Args:
        record: any.
        hands: of its list.
        known: how often other lists hold each key of consonants.
    """
    written = [
        name.written
        for name in record.written_names
        if name.script is Script.LATIN and name.is_comparable
    ]
    by_hand = [hand.respell_as_known(name, known) for hand in hands for name in written]
    spellings = [spelling for rank in zip_longest(*by_hand) for spelling in rank if spelling]
    spellings += [hand.respell(name) for hand in hands for name in written]
    names = [read_name(spelling) for spelling in dict.fromkeys(spellings)]
    return [name for name in names if name.is_comparable]


def _keys(row: Mapping[str, object]) -> tuple[object, ...]:
    return tuple(row[f"{role}_consonant_key"] for role in ROLES)


def _chain(chain: list[str]) -> dict[str, object]:
    return {
        "rest": chain[1:] or None,
        "chain": chain or None,
        "whole": "".join(chain) or None,
    }


def comparable_name(record: Linkable) -> PersonName | None:
    """The record's best name to compare: the fullest one; between equals the first."""
    names = [name for name in record.written_names if name.is_comparable]
    return max(names, key=lambda name: len(name.parts), default=None)


def _row(record: Linkable, circumstance: Circumstance) -> dict[str, object]:
    names = [name for name in record.written_names if name.is_comparable]
    best = comparable_name(record)
    if best is None:
        raise ValueError(f"{record.head.id} has no name that can be compared")
    chain = [part.consonant_key for part in best.parts if part.consonant_key]
    return {
        "record_id": record.head.id,
        "list_id": record.head.source,
        **_name_parts(record.personal, names, best),
        **_chain(chain),
        "as_written": best.written,
        "script": best.script.value,
        "sex": record.sex.value if record.sex in (Sex.MALE, Sex.FEMALE) else None,
        "born": _one_day(record.personal.date_of_birth),
        **_ages(circumstance.age),
        "first_day": circumstance.died.earliest,
        "last_day": circumstance.died.latest,
        "place": sorted(_place_keys(circumstance.place)) or None,
        "place_is_wide": RADIUS_M.get(circumstance.place.precision, 0) >= _WIDE_M,
        "outcome": _outcome(record),
        "incident": record.incident or None,
        **_identity(record.personal.identity_numbers),
    }


def _name_parts(
    personal: PersonalDetails, names: list[PersonName], best: PersonName
) -> dict[str, str | None]:
    """The forms of every role; a column of its own fills what the chain of names lacks."""
    given = _sounded(*(name.given for name in names))
    father = _sounded(
        *(name.ancestors[0] for name in names if name.ancestors), personal.father_name.given
    )
    grandfather = _sounded(*(name.ancestors[1] for name in names if len(name.ancestors) > 1))
    family = _sounded(
        best.family, *(name.family for name in names if _same(name.family, best.family))
    ) or _last(personal.family_name)
    parts = (given, father, grandfather, family, personal.mother_name.given)
    return {
        form: value
        for role, part in zip(ROLES, parts, strict=True)
        for form, value in _forms(role, part).items()
    }


def _outcome(record: Linkable) -> str | None:
    """Whether the record says that the person died or lived; the missing may be either."""
    if isinstance(record, RemainsRecord) or record.harm.is_death:
        return "dead"
    return "alive" if record.harm in _LIVED else None


def _identity(numbers: tuple[IdentityNumber, ...]) -> dict[str, object]:
    """The numbers, and of what kind they are where that is one kind and stated."""
    kinds = {f"{number.kind}/{number.issuer}".casefold() for number in numbers}
    kind = kinds.pop() if len(kinds) == 1 else "/"
    return {
        "identity": [number.compared for number in numbers if number.compared] or None,
        "identity_kind": kind if kind != "/" else None,
    }


def _last(name: PersonName) -> NamePart | None:
    return name.parts[-1] if name.parts else None


def _one_day(day: DateInterval) -> date | None:
    """A date of birth that is known to the day."""
    return day.earliest if day.earliest == day.latest else None


def _forms(role: str, part: NamePart | None) -> dict[str, str | None]:
    """The comparable forms of one part of the name, and the most telling of them."""
    if part is None:
        return dict.fromkeys(f"{role}_{form}" for form in FORMS)
    return {
        f"{role}_name": part.name or None,
        f"{role}_sound": part.sound or None,
        f"{role}_consonant_key": part.consonant_key or None,
        f"{role}_letters": part.letters or None,
        f"{role}_form": part.name or part.sound or part.consonant_key or None,
    }


def _sounded(*parts: NamePart | None) -> NamePart | None:
    """The part whose sound is known, among spellings of one part; else the first."""
    known = [part for part in parts if part is not None]
    return next((part for part in known if part.name), None) or next(
        (part for part in known if part.sound), known[0] if known else None
    )


def _same(left: NamePart | None, right: NamePart | None) -> bool:
    return left is not None and right is not None and left.consonant_key == right.consonant_key


def _ages(age: AgeInterval) -> dict[str, int | None]:
    return {"age_least": age.least_months, "age_most": age.most_months}


def _place_keys(place: Place) -> set[str]:
    return {key for name in place.names for key in place_keys(name.written)}


def search_key(text: str) -> str:
    """The consonant keys of a text's words, for finding a name in either script."""
    return " ".join(filter(None, (consonant_key(word) for word in text.split())))
