"""Published claims as statements, so that one set of rules finds what derives from what."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from sijill.claims.derivations import Pair, find_derivations
from sijill.claims.origins import trace_origins
from sijill.model.records.record import CountRecord
from sijill.model.results.claims import ClaimParts
from sijill.model.results.origins import OriginGraph, Statement


def is_stated(record: CountRecord) -> bool:
    """Whether columns give a claim's number and unit, so that nothing is read from its sentence."""
    return record.value.is_known and record.unit is not None


def statement_of_claim(record: CountRecord, read: Sequence[ClaimParts]) -> Statement:
    """A claim as a statement about its number: only claims of one number cite each other.

    Args:
        record: the claim.
        read: what its sentence claims; not looked at where columns say it.
    """
    parts = () if is_stated(record) else read
    unit = record.unit or next((claim.unit for claim in parts if claim.unit), None)
    numbers = (
        [(record.value, unit)]
        if record.value.is_known
        else [(claim.number, claim.unit) for claim in parts if claim.number.is_known]
    )
    return Statement(
        record.head.id,
        record.said_by,
        record.said_on.latest,
        record.sentence,
        tuple(f"{number} {unit or ''}" for number, unit in numbers) or (record.head.id,),
        (record.repeats,) if record.repeats else (),
    )


def trace_claims(
    claims: Iterable[CountRecord],
    read: Mapping[str, Sequence[ClaimParts]],
    same: Collection[Pair] = frozenset(),
    different: Collection[Pair] = frozenset(),
) -> OriginGraph:
    """The claims and where each goes back to.

    Args:
        claims: the published claims.
        read: by record, what the sentence of each claims whose columns do not say it.
        same: pairs as in ``find_derivations``.
        different: the same.
    """
    statements = [statement_of_claim(claim, read.get(claim.head.id, ())) for claim in claims]
    derived = find_derivations(statements, same, different)
    return trace_origins([statement.id for statement in statements], derived)
