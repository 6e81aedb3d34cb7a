"""Figures about remains, claims, testimonies, the estimate and the register itself."""

from collections.abc import Iterable, Mapping

from sijill.figures.figure import Figure, Writer
from sijill.figures.findings import Findings
from sijill.model.codes import SiteState
from sijill.model.records.record import CountRecord, RemainsRecord, TestimonyRecord
from sijill.model.records.rejects import Effect, Reject
from sijill.model.results.captures import Estimate
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Quantity, Refusal, Unit


def remains_figures(writer: Writer, findings: Findings) -> list[Figure]:
    """Remains, in their own unit."""
    remains = findings.register.active(RemainsRecord)
    if not remains:
        return []
    named = [identity for identity, record in remains.items() if _is_named(record)]
    listed = [
        record
        for person in findings.people.working.values()
        for record in person.remains
        if len(person.lists) > 1 and record in remains
    ]
    dangerous = [
        identity for identity, site in findings.safety.items() if site.state is SiteState.NO_GO
    ]
    layer = Layer.DOCUMENTED_PERSON
    return [
        writer.count("remains.recovered", Unit.REMAINS_SETS, layer, sorted(remains)),
        writer.count("remains.named", Unit.REMAINS_SETS, layer, sorted(named)),
        writer.count(
            "remains.unidentified", Unit.REMAINS_SETS, layer, sorted(set(remains) - set(named))
        ),
        writer.count("remains.listed", Unit.REMAINS_SETS, layer, sorted(listed)),
        writer.count("remains.hazard", Unit.REMAINS_SETS, layer, sorted(dangerous)),
    ]


def _is_named(record: RemainsRecord) -> bool:
    return any(name.is_comparable for name in record.written_names)


def claim_figures(writer: Writer, findings: Findings) -> list[Figure]:
    """Claims and their origins; testimonies."""
    figures: list[Figure] = []
    claims = findings.register.active(CountRecord)
    if claims:
        firsts = [origin.first for origin in findings.origins]
        figures.append(
            writer.count("claims.statements", Unit.CLAIMS, Layer.BULK_REPORTED, sorted(claims))
        )
        figures.append(writer.count("claims.origins", Unit.CLAIMS, Layer.BULK_REPORTED, firsts))
    testimonies = findings.register.active(TestimonyRecord)
    if testimonies:
        figures.append(
            writer.count(
                "testimonies.given", Unit.RECORDS, Layer.DOCUMENTED_INCIDENT, sorted(testimonies)
            )
        )
    return figures


def estimate_figures(writer: Writer, estimates: Mapping[str, Estimate | Refusal]) -> list[Figure]:
    """One pair of figures for each stratum, or the refusal."""
    figures: list[Figure] = []
    layer = Layer.ESTIMATED_MISSING_RECORDS
    for stratum, result in estimates.items():
        variant = stratum if stratum != WHOLE else ""
        if isinstance(result, Refusal):
            words = {"level": "95"}
            figures.append(writer.figure("estimate.total", result, variant=variant, words=words))
            continue
        words = {"level": str(result.level_percent)}
        for name, value in (
            ("estimate.total", result.total),
            ("estimate.at_least", result.at_least),
        ):
            quantity = Quantity(value, Unit.DEATHS, layer, writer.scope)
            figures.append(writer.figure(name, quantity, variant=variant, words=words))
    return figures


WHOLE = "all"
"""The stratum that holds everybody."""


def register_figures(
    writer: Writer, records: Iterable[str], rejects: Iterable[Reject]
) -> list[Figure]:
    """What is in the register, and what could not be used."""
    kept = list(rejects)
    return [
        writer.count("register.records", Unit.RECORDS, Layer.REGISTER, sorted(records)),
        _number(
            writer, "register.rejected", sum(reject.effect is not Effect.VALUE for reject in kept)
        ),
        _number(
            writer,
            "register.values_set_aside",
            sum(reject.effect is Effect.VALUE for reject in kept),
        ),
    ]


def _number(writer: Writer, name: str, number: int) -> Figure:
    return writer.figure(
        name, Quantity(CountRange.exactly(number), Unit.RECORDS, Layer.REGISTER, writer.scope)
    )
