"""The table as it would be without missed links, if a stated share of all overlaps was missed.

A link that was missed makes two persons of one: an overlap disappears, and a person on one list
alone is there who is nobody. Both make the total too high, by about 1 / (1 − share) for two lists
(Ding & Fienberg 1994, Survey Methodology 20:149; for several lists Di Consiglio & Tuoto 2018,
Statistical Journal of the IAOS 34). The table cannot show it; whoever links can, from pairs that
were reviewed or from an identifier.

Here each record of a person on several lists stands alone with the same chance m, the others stay
together; two records of a person are then apart with chance 1 − (1 − m)². Expected counts c of the
table are so known from those t without missed links, cell by cell from the sets of most lists down:

    c_x = (1 − m)^|x| t_x + (what larger sets leave behind),   |x| ≥ 2,

and what is left alone is taken away from the lists' own persons. Where a list has too few of its
own for it, so many links cannot have been missed. The counts found are expected ones, rounded. How
far chance made more or fewer links miss is not in the interval, nor is doubt of the share; try
another share for it.
"""

from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable

LARGEST_SHARE = 0.5
"""With more links missed than found there is nothing to restore a table from."""
CHANCE = 3.0
"""Standard deviations by which a list may have fewer persons of its own than expected."""


def restore_links(table: CaptureTable, missed: float) -> CaptureTable:
    """The table if a share ``missed`` of all pairs of records of one person was not linked.

    Raises:
        ValueError: for a share that is not from 0 to ``LARGEST_SHARE``.
        TableError: where lists have fewer persons of their own than so many missed links leave.
    """
    if not 0 <= missed <= LARGEST_SHARE:
        raise ValueError(f"a share of missed links is from 0 to {LARGEST_SHARE}: {missed}")
    if not missed:
        return table
    kept = (1 - missed) ** 0.5
    left = {members: float(number) for members, number in table.counts.items() if number}
    left |= {frozenset({name}): left.get(frozenset({name}), 0.0) for name in table.lists}
    restored: dict[frozenset[str], int] = {}
    overlaps = [members for members in left if len(members) > 1]
    for members in sorted(overlaps, key=lambda on: (-len(on), sorted(on))):
        persons = left[members] / kept ** len(members)
        if persons > 0:
            restored[members] = round(persons)
            _take_away(left, members, persons, kept)
    for name in table.lists:
        own = table.counts.get(frozenset({name}), 0)
        alone = left[frozenset({name})]
        if alone < -CHANCE * (own - alone + 1) ** 0.5:
            raise TableError(
                f"{own:,} persons are on {name} alone, but if {missed:.0%} of all overlaps had "
                f"been missed, about {own - alone:,.0f} records of {name} would stand alone: "
                "take a smaller share of missed links."
            )
        restored[frozenset({name})] = max(round(alone), 0)
    return CaptureTable(table.stratum, table.lists, restored)


def _take_away(
    left: dict[frozenset[str], float], members: frozenset[str], persons: float, kept: float
) -> None:
    """What the persons of one set leave in smaller sets, where some records stand alone.

    A record stands alone with chance 1 − kept; the others are together, if it be a single one. Only
    sets that somebody has are looked at: of twenty lists there are a million.
    """
    for smaller in left:
        if smaller < members:
            apart = len(members) - len(smaller)
            left[smaller] -= persons * kept ** len(smaller) * (1 - kept) ** apart
    for name in members:
        left[frozenset({name})] -= persons * (1 - kept)
