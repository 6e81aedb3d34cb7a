"""Records without a name that an identity number ties to another record.

"Wife of R." and "unknown, son of S." say nothing that could be compared, so such records take no
part in the comparison of names. A register's number is enough to know them by, where it is one:

* it is long enough, and not one sign repeated, as placeholders are;
* no list gives it to two records;
* sex, birth, age and day of death do not contradict each other;
* between the two lists, numbers mean the same. Where both name the people of several equal numbers,
  most of these must have one given name: running numbers of two lists are equal by chance.

The record joins the first record with a name that bears its number, else the first without one.

A description beside a day of birth is as good as a number: two lists that both write "daughter of
Huda Nasser" and the same day mean one child, where each list has such a row but once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from sijill.language.scripts import fold_arabic, tidy
from sijill.linkage.circumstances import Circumstance
from sijill.linkage.clustering.clusters import Constraints, contradictions
from sijill.linkage.features import Linkable, comparable_name
from sijill.model.codes import Sex
from sijill.model.values.names import NameStatus

SHORTEST_NUMBER = 5
"""Signs. Shorter ones count the rows of a list."""
FEWEST_WORDS = 3
"""Of a description that can stand for a number: whose child or wife it is must be among them."""
FEWEST_WITNESSES = 5
"""Named records on each of two lists with equal numbers, from which on their names are asked."""
LEAST_AGREEING = 0.8
"""Of these the share that must have one given name."""
MOST_DAYS_APART = 61
MOST_MONTHS_APART = 144
"""As for records with names: a day copied wrongly, and a father and a son."""

Pair = tuple[str, str]


def tie_by_number(
    records: Iterable[Linkable], known: Mapping[str, Circumstance], constraints: Constraints
) -> Constraints:
    """The judgements, and with them the records without a name that a number ties to another.

    A tie that contradicts a judgement is left out.
    """
    holders = _holders(records)
    untrusted = _untrusted_lists(holders.values())
    ties = {
        (min(pair), max(pair))
        for bearers in holders.values()
        for record, other in _ties(bearers, known)
        if frozenset((record.head.source, other.head.source)) not in untrusted
        for pair in [(record.head.id, other.head.id)]
    }
    return _without_contradictions(ties, constraints)


def _holders(records: Iterable[Linkable]) -> dict[str, list[Linkable]]:
    """The records by their numbers, sorted; numbers that a list gives twice are left out."""
    holders: dict[str, list[Linkable]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.head.id):
        for number in {identity.compared for identity in record.personal.identity_numbers}:
            if len(number) >= SHORTEST_NUMBER and len(set(number)) > 1:
                holders[number].append(record)
        if mark := _described_birth(record):
            holders[mark].append(record)
    return {
        number: bearers
        for number, bearers in holders.items()
        if len({bearer.head.source for bearer in bearers}) == len(bearers) > 1
    }


def _described_birth(record: Linkable) -> str:
    """A description of some words and a day of birth, as one mark; empty without either."""
    written = [name for name in record.written_names if name.status is NameStatus.DESCRIBED]
    born = record.personal.date_of_birth.day
    if born is None or comparable_name(record) is not None or not written:
        return ""
    words = tidy(fold_arabic(written[0].written)).casefold()
    return f"{words} {born}" if len(words.split()) >= FEWEST_WORDS else ""


def _untrusted_lists(shared: Iterable[Sequence[Linkable]]) -> set[frozenset[str]]:
    """Pairs of lists on which equal numbers mostly stand beside different given names."""
    asked: dict[frozenset[str], list[bool]] = defaultdict(list)
    for bearers in shared:
        for first, second in combinations(bearers, 2):
            names = [_given(record) for record in (first, second)]
            if all(names):
                asked[frozenset((first.head.source, second.head.source))].append(
                    names[0] == names[1]
                )
    return {
        lists
        for lists, answers in asked.items()
        if len(answers) >= FEWEST_WITNESSES and sum(answers) < LEAST_AGREEING * len(answers)
    }


def _given(record: Linkable) -> str:
    name = comparable_name(record)
    return name.given.consonant_key if name is not None and name.given is not None else ""


def _ties(
    bearers: Sequence[Linkable], known: Mapping[str, Circumstance]
) -> list[tuple[Linkable, Linkable]]:
    """Each record without a name beside the one that it joins."""
    order = sorted(bearers, key=lambda record: comparable_name(record) is None)
    ties = []
    for record in bearers:
        if comparable_name(record) is not None:
            continue
        others = [bearer for bearer in order if bearer is not record]
        if any(_contradict(record, other, known) for other in others):
            continue
        ties.append((record, others[0]))
    return ties


def _contradict(left: Linkable, right: Linkable, known: Mapping[str, Circumstance]) -> bool:
    """What speaks against one person, whatever the number says."""
    sexes = {record.sex for record in (left, right)} & {Sex.MALE, Sex.FEMALE}
    first, second = known[left.head.id], known[right.head.id]
    days = first.died.days_apart(second.died)
    births = left.personal.date_of_birth.days_apart(right.personal.date_of_birth)
    ages = first.age.months_apart(second.age)
    return (
        len(sexes) > 1
        or _kinds_differ(left, right)
        or (days or 0) > MOST_DAYS_APART
        or (births or 0) > MOST_MONTHS_APART * 30.5
        or (ages or 0) > MOST_MONTHS_APART
    )


def _kinds_differ(left: Linkable, right: Linkable) -> bool:
    """Numbers of different kinds or issuers are equal by chance."""
    stated = [
        {
            (number.kind.casefold(), number.issuer.casefold())
            for number in record.personal.identity_numbers
            if number.kind or number.issuer
        }
        for record in (left, right)
    ]
    return all(stated) and stated[0].isdisjoint(stated[1])


def _without_contradictions(ties: set[Pair], constraints: Constraints) -> Constraints:
    """Ties are left out by whole groups where people judged two of the group to be different."""
    while ties:
        joined = Constraints(constraints.same | ties, constraints.different)
        against = set(contradictions(joined)) - set(contradictions(constraints))
        if not against:
            return joined
        touched = _groups_of({record for pair in against for record in pair}, ties, constraints)
        ties = {pair for pair in ties if touched.isdisjoint(pair)}
    return constraints


def _groups_of(ids: set[str], ties: set[Pair], constraints: Constraints) -> set[str]:
    """The records that ties and judgements join to these."""
    pairs = constraints.same | ties
    group: set[str] = set()
    while ids - group:
        group |= ids
        ids = {record for pair in pairs if not group.isdisjoint(pair) for record in pair}
    return group
