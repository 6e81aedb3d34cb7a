"""Reported in bulk: claims with their origins; and accounts of witnesses."""

from sijill.figures.analysis import Analysis
from sijill.figures.figure import Figure, Writer
from sijill.model.records.record import CountRecord, TestimonyRecord
from sijill.model.values.quantities import Layer, Unit


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
    testimonies = analysis.register.active(TestimonyRecord)
    if testimonies:
        figures.append(
            writer.count(
                "testimonies.given", Unit.RECORDS, Layer.DOCUMENTED_INCIDENT, sorted(testimonies)
            )
        )
    return figures


def echo_count(analysis: Analysis) -> int:
    """How many claims repeat another claim of the register."""
    return sum(len(origin.echoes) for origin in analysis.origins)
