"""The pairs that tell why a person's records were taken as one person.

Pairs grow with the square of the records: a person on a hundred lists has five thousand.
"""

from collections.abc import Container
from itertools import combinations

from sijill.model.results.persons import Person

MANY_RECORDS = 30
"""Of a person with more, not every pair is shown."""


def shown_pairs(
    person: Person, judged: Container[tuple[str, str]]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The pairs to show, and all others, each sorted.

    Of a person with many records these are the pairs with the first record, and the judged ones.

    Args:
        person: whose records are paired.
        judged: pairs of record ids, each sorted, that a person judged.
    """
    first, *_ = records = sorted(person.records)
    pairs = list(combinations(records, 2))
    if len(records) <= MANY_RECORDS:
        return pairs, []
    tells = {pair: pair[0] == first or pair in judged for pair in pairs}
    return [pair for pair in pairs if tells[pair]], [pair for pair in pairs if not tells[pair]]
