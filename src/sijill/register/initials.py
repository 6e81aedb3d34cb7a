"""Names written with initials that fit somebody whom a list names in full.

"M. C. Rojas" may be María del Carmen Rojas Díaz, who died on the same day. Comparing by scores does
not decide it, for one letter says next to nothing. So the row with initials is in upper ends alone
where a fuller name fits, until a person judges the two to be the same or different. The fuller row
says on which lists its person may be so: that is in the upper ends of overlaps, once for each row
with initials and each other list.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from sijill.language.unknown import phrase_form
from sijill.language.wordlists import fold_word, particles
from sijill.model.codes import LinkDecision, Sex
from sijill.model.decisions.decision import Judgement
from sijill.model.records.record import PersonRecord, Record
from sijill.model.records.rejects import Effect, Reject
from sijill.model.records.row_doubt import RowDoubt
from sijill.places.toponyms import place_keys

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LETTER = re.compile(r"(?<![^\W\d_'’])[^\W\d_](?![^\W\d_'’])")
"""A letter that stands alone."""
_MOST_DAYS = 3
"""Lists differ in the day of one death by as much."""
Judged = Mapping[tuple[str, str], Judgement]


@dataclass(frozen=True, slots=True)
class _Name:
    """One way to write somebody: single letters and whole words, each in order."""

    initials: tuple[str, ...]
    words: tuple[str, ...]

    def may_be(self, full: "_Name") -> bool:
        """Whether a fuller name has all these words, and its others begin with these letters."""
        if not set(self.words) <= set(full.words) or len(self.initials) <= len(full.initials):
            return False
        left = [word for word in full.words if word not in self.words]
        fitting = _in_order(self.initials, left)
        return fitting == len(self.initials) or 0 < fitting == len(left)


def _in_order(letters: Iterable[str], words: list[str]) -> int:
    """How many letters begin words in the same order, up to the first that begins none."""
    rest = iter(words)
    count = 0
    for letter in letters:
        if not any(word.startswith(letter) for word in rest):
            break
        count += 1
    return count


def doubt_initials(
    records: Mapping[str, Record], judged: Judged
) -> tuple[dict[str, Record], list[Reject]]:
    """The records, those with initials that fit somebody in doubt; and a note for each of them.

    Args:
        records: by id.
        judged: judgements by pair of ids; a pair that was judged is in no doubt.
    """
    people = [record for record in records.values() if isinstance(record, PersonRecord)]
    short = [
        (record, name)
        for record in people
        if _LETTER.search(record.name.written) and (name := _name(record)) and name.initials
    ]
    if not short:
        return dict(records), []
    by_word = _by_word(people, {word for _, name in short for word in name.words})
    changed: dict[str, PersonRecord] = {}
    notes: list[Reject] = []
    for record, name in short:
        fitting = [
            other
            for other in _named_so(name, by_word)
            if other.head.id != record.head.id
            and not _is_judged(judged, record, other)
            and _may_be_one(record, other)
        ]
        if fitting and record.doubt is None and record.harm.is_death:
            own = changed.get(record.head.id, record)
            changed[record.head.id] = replace(own, doubt=RowDoubt.INITIALS)
            notes.append(_note(record, min(fitting, key=lambda other: other.head.id)))
            for other in _one_of_each_list(fitting, record.head.source):
                fuller = changed.get(other.head.id, other)
                lists = tuple(sorted({*fuller.may_be_on, record.head.source}))
                changed[other.head.id] = replace(fuller, may_be_on=lists)
    return {**records, **changed}, notes


def _one_of_each_list(fitting: Iterable[PersonRecord], source: str) -> list[PersonRecord]:
    """The first of the fitting rows on each list but this one."""
    first: dict[str, PersonRecord] = {}
    for other in sorted(fitting, key=lambda other: other.head.id):
        if other.head.source != source:
            first.setdefault(other.head.source, other)
    return list(first.values())


def _name(record: PersonRecord) -> _Name | None:
    """The main name in letters and words; ``None`` where no whole word is left."""
    if not record.name.is_comparable:
        return None
    parts = [
        phrase_form(word) for word in _WORD.findall(record.name.written) if not _is_small(word)
    ]
    words = tuple(part for part in parts if len(part) > 1)
    initials = tuple(part for part in parts if len(part) == 1)
    return _Name(initials, words) if words else None


def _is_small(word: str) -> bool:
    """Whether it is a word between names, which short forms leave out; "E." is an initial."""
    form = fold_word(word)
    is_between = form in particles("of_family") or form in particles("article")
    return is_between and (len(word) > 1 or word.islower())


def _by_word(
    people: Iterable[PersonRecord], wanted: Collection[str]
) -> Mapping[str, list[tuple[PersonRecord, _Name]]]:
    """The people by each of the wanted words of their names."""
    found: dict[str, list[tuple[PersonRecord, _Name]]] = defaultdict(list)
    for record in people:
        name = _name(record)
        for word in set(name.words) & set(wanted) if name else ():
            found[word].append((record, name))  # type: ignore[arg-type]  # there are words
    return found


def _named_so(
    name: _Name, by_word: Mapping[str, list[tuple[PersonRecord, _Name]]]
) -> Iterator[PersonRecord]:
    """The people whose fuller names a short one may stand for."""
    rarest = min(name.words, key=lambda word: len(by_word[word]))
    for other, full in by_word[rarest]:
        if name.may_be(full):
            yield other


def _is_judged(judged: Judged, record: PersonRecord, other: PersonRecord) -> bool:
    left, right = sorted((record.head.id, other.head.id))
    judgement = judged.get((left, right))
    return judgement is not None and judgement.decision in (
        LinkDecision.SAME,
        LinkDecision.DIFFERENT,
    )


def _may_be_one(record: PersonRecord, other: PersonRecord) -> bool:
    """Whether both died together, as far as is known, and nothing else speaks against it."""
    if record.incident and other.incident:
        together = record.incident == other.incident
    else:
        days = record.died.days_apart(other.died)
        together = days is not None and days <= _MOST_DAYS
    sexes = {record.sex, other.sex} - {Sex.UNKNOWN}
    places = [
        {key for name in one.place.names for key in place_keys(name.written)}
        for one in (record, other)
    ]
    apart = all(places) and places[0].isdisjoint(places[1])
    ages_agree = record.age.narrowed_by(other.age) is not None
    return together and len(sexes) <= 1 and ages_agree and not apart


def _note(record: PersonRecord, other: PersonRecord) -> Reject:
    """The note about a row with initials; it names nobody else, whose name may be withheld."""
    where = record.head.locator
    reason = (
        f"these initials fit the name of {other.head.id}, who may be the same person: unless "
        "comparing joins them, the row is in the upper ends of numbers alone until a person judges "
        "the two (sijill judge) to be the same or different"
    )
    return Reject(
        record.head.source,
        where.file,
        where.sheet,
        where.row,
        "",
        record.name.written,
        reason,
        Effect.NOTE,
    )
