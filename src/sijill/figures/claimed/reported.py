"""Reported in bulk: claims with origins and verdicts; and accounts of witnesses."""

from collections.abc import Iterable

from sijill.figures.analysis import Analysis
from sijill.figures.claimed.periods import period_figures
from sijill.figures.field.interviews import count_interviews
from sijill.figures.figure import Figure, Writer
from sijill.model.codes import ClaimVerdict, ConsentState
from sijill.model.records.record import CountRecord, TestimonyRecord
from sijill.model.results.claims import JudgedClaim
from sijill.model.values.quantities import Layer, Unit
from sijill.model.vocabulary import label, vocabulary


def claim_figures(writer: Writer, analysis: Analysis) -> list[Figure]:
    """Claims and their origins; testimonies."""
    figures: list[Figure] = []
    claims = analysis.register.active(CountRecord)
    if claims:
        firsts = [origin.first for origin in analysis.origins]
        figures.append(
            writer.count("claims.statements", Unit.CLAIMS, Layer.BULK_REPORTED, sorted(claims))
        )
        figures.append(writer.count("claims.origins", Unit.CLAIMS, Layer.BULK_REPORTED, firsts))
        figures += period_figures(writer, claims.values(), analysis.register.mappings)
    testimonies = analysis.register.active(TestimonyRecord)
    if testimonies:
        figures.append(
            writer.count(
                "testimonies.given", Unit.RECORDS, Layer.DOCUMENTED_INCIDENT, sorted(testimonies)
            )
        )
        quotable = sorted(
            account for account, record in testimonies.items() if record.may_quote.permits
        )
        figures.append(
            writer.count("testimonies.quotable", Unit.RECORDS, Layer.DOCUMENTED_INCIDENT, quotable)
        )
        unasked = sorted(
            account
            for account, record in testimonies.items()
            if record.may_quote is ConsentState.NOT_ASKED
        )
        figures.append(
            writer.count("testimonies.not_asked", Unit.RECORDS, Layer.DOCUMENTED_INCIDENT, unasked)
        )
        repeated = [
            account
            for witness in count_interviews(testimonies.values())
            if witness.is_repeated
            for account in witness.accounts
        ]
        figures.append(
            writer.count("testimonies.repeated", Unit.RECORDS, Layer.DOCUMENTED_INCIDENT, repeated)
        )
    return figures


def verdict_figures(writer: Writer, claims: Iterable[JudgedClaim]) -> list[Figure]:
    """For each verdict, of how many claims it holds; and how many a person confirmed."""
    tested = tuple(claims)
    figures = []
    for verdict in ClaimVerdict:
        chosen = [claim.subject for claim in tested if claim.verdict is verdict]
        if chosen:
            words = {
                "verdict": label("claim_verdict", verdict).lower(),
                "verdict_ar": label("claim_verdict", verdict, "ar"),
                "meaning": vocabulary("claim_verdict").codes[verdict].meaning,
            }
            figures.append(
                writer.count(
                    "claims.verdict",
                    Unit.CLAIMS,
                    Layer.BULK_REPORTED,
                    chosen,
                    variant=verdict,
                    words=words,
                )
            )
    confirmed = [claim.subject for claim in tested if claim.confirmed_by]
    if tested:
        figures.append(
            writer.count("claims.confirmed", Unit.CLAIMS, Layer.BULK_REPORTED, confirmed)
        )
    return figures


def echo_count(analysis: Analysis) -> int:
    """How many claims repeat another claim of the register."""
    return sum(len(origin.echoes) for origin in analysis.origins)
