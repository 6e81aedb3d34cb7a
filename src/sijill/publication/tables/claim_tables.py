"""The table of published claims: what each says, its verdict, and where it comes from."""

from collections.abc import Collection

from sijill.figures.analysis import Analysis
from sijill.figures.book import FigureBook
from sijill.model.results.claims import JudgedClaim
from sijill.publication.exports import CsvTable
from sijill.publication.redaction.withholding import withheld_records
from sijill.publication.wording import if_known

_COLUMNS = (
    *("claim", "said_by", "said_on", "lowest", "highest", "unit", "layer", "status", "actor"),
    *("place", "period", "verdict", "reason", "missing", "evidence", "origins", "confirmed_by"),
    *("sentence", "counted_by"),
)


def claim_table(analysis: Analysis, book: FigureBook) -> CsvTable:
    """One row a claim; who said it and the sentence are empty where its record is withheld."""
    withheld = withheld_records(analysis.register, analysis.people.working.values())
    return CsvTable("claims", _COLUMNS, [_row(claim, analysis, withheld) for claim in book.claims])


def _row(claim: JudgedClaim, analysis: Analysis, withheld: Collection[str]) -> tuple[object, ...]:
    parts, record = claim.parts, claim.subject.partition("#")[0]
    is_withheld = record in withheld
    return (
        claim.subject,
        "" if is_withheld else parts.said_by,
        if_known(parts.said_on),
        parts.number.lowest,
        parts.number.highest,
        parts.unit or "",
        parts.layer or "",
        parts.status,
        parts.actor,
        parts.place,
        if_known(parts.period),
        claim.verdict,
        claim.reason,
        claim.refusal.needed if claim.refusal else "",
        "; ".join(f"{item.figure} {item.value} {item.bearing}" for item in claim.evidence),
        " ".join(analysis.claim_graph.roots.get(record, ())),
        claim.confirmed_by,
        "" if is_withheld else parts.sentence,
        "" if is_withheld else parts.counted_by,
    )
