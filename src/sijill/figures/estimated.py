"""Estimated: how many there are with those on no list, or why that cannot be said."""

from collections.abc import Mapping
from dataclasses import replace

from sijill.figures.figure import Figure, Writer
from sijill.model.results.captures import Estimate
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Quantity, Refusal, Unit

WHOLE = "all"
"""The stratum that holds everybody."""


def estimate_figures(writer: Writer, estimates: Mapping[str, Estimate | Refusal]) -> list[Figure]:
    """One pair of figures for each stratum, or the refusal."""
    figures: list[Figure] = []
    layer = Layer.ESTIMATED_MISSING_RECORDS
    for stratum, result in estimates.items():
        variant = stratum if stratum != WHOLE else ""
        if isinstance(result, Refusal):
            words = {"level": "95", "methods": "the methods of the case"}
            counted = replace(result, explanation=f"{_counted(writer)} {result.explanation}")
            figures.append(writer.figure("estimate.total", counted, variant=variant, words=words))
            continue
        words = {
            "level": str(result.level_percent),
            "methods": ", ".join(one.method.value.replace("_", " ") for one in result.answers),
        }
        for name, value in (
            ("estimate.total", printed_total(result)),
            ("estimate.at_least", result.chao_lower_bound),
        ):
            quantity = Quantity(value, Unit.DEATHS, layer, writer.scope)
            figures.append(writer.figure(name, quantity, variant=variant, words=words))
    return figures


def _counted(writer: Writer) -> str:
    """Whom an estimate is about; the numbers in a refusal are of these, not of everybody."""
    when = " in the period" if writer.scope.period.is_known else ""
    return f"Of those killed{when}, as the links stand."


def printed_total(estimate: Estimate) -> CountRange:
    """The interval, its lower end not below those counted nor below the lower bound's lower end.

    The interval spans readings of doubtful links; in the reading with most links fewer are counted
    than as the links stand, and it may begin lower than what is printed beside it.
    """
    lowest = max(
        end
        for end in (estimate.total.lowest, estimate.chao_lower_bound.lowest, estimate.observed)
        if end is not None
    )
    highest = estimate.total.highest
    return CountRange(lowest, None if highest is None else max(lowest, highest))
