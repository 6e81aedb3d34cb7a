"""The table of published claims: what each says, its verdict, and where it comes from."""

from sijill.figures.analysis import Analysis
from sijill.figures.book import FigureBook
from sijill.model.results.claims import JudgedClaim
from sijill.publication.exports import CsvTable
from sijill.publication.redaction.withholding import withheld_records
from sijill.publication.wording import if_known


def claim_table(analysis: Analysis, book: FigureBook) -> CsvTable:
    """One row a claim; who said it and the sentence are empty where its record is withheld."""
    withheld = withheld_records(analysis.register, analysis.people.working.values())
    roots = analysis.claim_graph.roots

    def shown(claim: JudgedClaim, words: str) -> str:
        return "" if _record(claim) in withheld else words

    return CsvTable.of(
        "claims",
        book.claims,
        {
            "claim": lambda claim: claim.subject,
            "said_by": lambda claim: shown(claim, claim.parts.said_by),
            "said_on": lambda claim: if_known(claim.parts.said_on),
            "lowest": lambda claim: claim.parts.number.lowest,
            "highest": lambda claim: claim.parts.number.highest,
            "unit": lambda claim: claim.parts.unit or "",
            "layer": lambda claim: claim.parts.layer or "",
            "status": lambda claim: claim.parts.status,
            "actor": lambda claim: claim.parts.actor,
            "place": lambda claim: claim.parts.place,
            "period": lambda claim: if_known(claim.parts.period),
            "verdict": lambda claim: claim.verdict,
            "reason": lambda claim: claim.reason,
            "missing": lambda claim: claim.refusal.needed if claim.refusal else "",
            "evidence": lambda claim: "; ".join(
                f"{item.figure} {item.value} {item.bearing}" for item in claim.evidence
            ),
            "origins": lambda claim: " ".join(roots.get(_record(claim), ())),
            "confirmed_by": lambda claim: claim.confirmed_by,
            "sentence": lambda claim: shown(claim, claim.parts.sentence),
            "counted_by": lambda claim: shown(claim, claim.parts.counted_by),
        },
    )


def _record(claim: JudgedClaim) -> str:
    """The record that the claim was read from."""
    return claim.subject.partition("#")[0]
