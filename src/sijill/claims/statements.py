"""Published claims as statements, so that one set of rules finds what derives from what."""

from collections.abc import Collection, Iterable

from sijill.claims.derivations import Pair, find_derivations
from sijill.claims.origins import trace_origins
from sijill.claims.sentence import split_claims
from sijill.model.records.record import CountRecord
from sijill.model.results.origins import OriginGraph, Statement


def statement_of_claim(record: CountRecord) -> Statement:
    """A claim as a statement about its number: only claims of one number cite each other."""
    is_stated = record.value.is_known and record.unit is not None
    parts = () if is_stated else split_claims(record.sentence)
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
    same: Collection[Pair] = frozenset(),
    different: Collection[Pair] = frozenset(),
) -> OriginGraph:
    """The claims and where each goes back to; pairs as in ``find_derivations``."""
    statements = [statement_of_claim(claim) for claim in claims]
    derived = find_derivations(statements, same, different)
    return trace_origins([statement.id for statement in statements], derived)
