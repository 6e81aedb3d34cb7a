"""Two records that are not one person whatever their score.

Families die together: brothers share father, family name, place and day, and a score that adds up
these agreements joins them. What tells them apart is the given name alone, so a disagreement there
ends the matter, and so does a given name that is merely alike in records of a man and of a woman. A
veto is stronger than any chain of other links, and only a person's judgement is stronger than a
veto.
"""

from collections.abc import Mapping
from dataclasses import replace

from sijill.linkage.features import Linkable
from sijill.model.records.record import PersonRecord
from sijill.model.results.links import ScoredPair, Veto

MOST_AGE_GAP_MONTHS = 12 * 12
"""Twelve years. Between lists matched by hand 1.5 % of ages differ by three years or more; a gap of
twelve is a father and a son of one name."""


def with_veto(pair: ScoredPair, records: Mapping[str, Linkable]) -> ScoredPair:
    """The pair with the reason why it cannot be one person, if there is one."""
    return replace(pair, veto=find_veto(pair, records[pair.left], records[pair.right]))


def find_veto(pair: ScoredPair, left: Linkable, right: Linkable) -> Veto | None:
    """The first veto that holds, or ``None``."""
    given_is_sure = pair.levels["given"] in ("same", "unknown")
    if pair.levels["given"] == "different" or (
        pair.levels["sex"] == "different" and not given_is_sure
    ):
        return Veto.GIVEN_NAMES_DISAGREE
    if _one_list_says_two(left, right):
        return Veto.SAME_LIST_SAME_INCIDENT
    gap = left.age.months_apart(right.age)
    if gap is not None and gap > MOST_AGE_GAP_MONTHS:
        return Veto.AGES_FAR_APART
    return None


def _one_list_says_two(left: Linkable, right: Linkable) -> bool:
    """One list that names two people in one incident means two people."""
    if not (isinstance(left, PersonRecord) and isinstance(right, PersonRecord)):
        return False
    return (
        left.head.source == right.head.source
        and bool(left.incident)
        and left.incident == right.incident
    )
