"""In which order does a name stand: given name first, or family name first?

One list writes "Geneviève Turpin", another "Turpin Geneviève", and some write now this way, now
that. A single name does not tell, all lists together do: a word that begins many names and stands
in few behind another is a given name. So every word is counted at the beginning of names and behind
it; a list that begins with the words that others have behind is counted the other way round. A name
that by these counts begins with a family name is compared with its family name last. What is shown
and kept stays as it was written.

Only counts turn a name, so one of two rare words stays, and agrees in another order at most. One
that begins with a listed given name is never turned: "Ahmad Hassan" and "Hassan Ahmad" may be a
father and his son.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import hypot

from sijill.linkage.features import Linkable, comparable_name
from sijill.model.values.names import NamePart, PersonName

MOST_FAMILY_NAMES = 2
"""Some write two family names, the father's and the mother's."""
ROUNDS = 2
SUPPOSED = 0.5
"""Names that are supposed to begin with each word, and to have it behind. Chosen by eye."""
LEAST_AS_FAMILY = 3.0
"""How many times as often a family name must stand behind another word as it begins names. Chosen
by eye, as are the next two."""
LEAST_ORDER_RATIO = 8.0
"""How many times as much a family name the first word must be as that which it stands before."""
LEAST_LIKENESS_RATIO = 2.0
"""How many times liker the other lists a list must be when it is turned, to be taken for turned."""


def in_one_order(records: Iterable[Linkable]) -> list[Linkable]:
    """The records with a name that can be compared, each with its family name last.

    Args:
        records: of all lists, for a name's order is known by the other names.
    """
    named = [record for record in records if comparable_name(record) is not None]
    order = count_words(named)
    return [_turned(record, order) for record in named]


@dataclass(frozen=True, slots=True)
class WordOrder:
    """How often each word begins a name, and stands behind another word."""

    firsts: Counter[str]
    behind: Counter[str]

    def family_names_first(self, parts: tuple[NamePart, ...]) -> int:
        """How many family names a name begins with; 0 where it stands as it should."""
        if len(parts) <= 1 or parts[0].name or self._as_family(parts[0]) < LEAST_AS_FAMILY:
            return 0
        next_parts = parts[1 : MOST_FAMILY_NAMES + 1]
        given = min(next_parts, key=self._as_family)
        turned = self._as_family(parts[0]) / self._as_family(given)
        return 1 + next_parts.index(given) if turned >= LEAST_ORDER_RATIO else 0

    def _as_family(self, part: NamePart) -> float:
        """How many times as often the word stands behind another as it begins a name."""
        word = _word(part)
        return (self.behind[word] + SUPPOSED) / (self.firsts[word] + SUPPOSED)


def count_words(records: Iterable[Linkable]) -> WordOrder:
    """Count the words of all lists: first each list in its own order, then each name in its own."""
    chains: dict[str, list[tuple[NamePart, ...]]] = {}
    for record in records:
        chains.setdefault(record.head.source, []).extend(
            name.parts for name in _comparable(record) if len(name.parts) > 1
        )
    order = _lists_in_order(chains)
    names = [parts for written in chains.values() for parts in written]
    for _ in range(ROUNDS):
        order = _count((parts, order.family_names_first(parts)) for parts in names)
    return order


def _word(part: NamePart) -> str:
    """The fullest form of a word that lists share."""
    return part.name or part.sound or part.letters or part.consonant_key


def _comparable(record: Linkable) -> Iterator[PersonName]:
    return (name for name in record.written_names if name.is_comparable)


def _count(names: Iterable[tuple[tuple[NamePart, ...], int]]) -> WordOrder:
    """Count names, each with how many family names it begins with."""
    firsts: Counter[str] = Counter()
    behind: Counter[str] = Counter()
    for parts, turned in names:
        words = [_word(part) for part in parts]
        firsts[words.pop(turned)] += 1
        behind.update(words)
    return WordOrder(firsts, behind)


def _lists_in_order(chains: dict[str, list[tuple[NamePart, ...]]]) -> WordOrder:
    """Count the words of lists, from the longest on, each in the order that is liker the others."""
    order = WordOrder(Counter(), Counter())
    for source in sorted(chains, key=lambda source: (-len(chains[source]), source)):
        straight, turned = (_count((parts, at) for parts in chains[source]) for at in (0, 1))
        is_turned = _likeness(turned, order) > LEAST_LIKENESS_RATIO * _likeness(straight, order)
        own = turned if is_turned else straight
        order.firsts.update(own.firsts)
        order.behind.update(own.behind)
    return order


def _likeness(one: WordOrder, other: WordOrder) -> float:
    """How alike the words are that begin names, and those behind them, from 0 to 2."""
    return _cosine(one.firsts, other.firsts) + _cosine(one.behind, other.behind)


def _cosine(one: Counter[str], other: Counter[str]) -> float:
    lengths = hypot(*one.values()) * hypot(*other.values())
    return sum(count * other[key] for key, count in one.items()) / lengths if lengths else 0.0


def _turned(record: Linkable, order: WordOrder) -> Linkable:
    names = tuple(_turn(name, order) for name in record.written_names)
    return record if names == record.written_names else replace(record, written_names=names)


def _turn(name: PersonName, order: WordOrder) -> PersonName:
    """The name with its family names last."""
    parts = name.parts if name.is_comparable else ()
    moved = order.family_names_first(parts)
    if not moved:
        return name
    given, *ancestors, family = parts[moved:] + parts[:moved]
    written = " ".join(part.written for part in (given, *ancestors, family))
    return replace(name, written=written, given=given, ancestors=tuple(ancestors), family=family)
