"""Estimated: how many there are with those on no list, or why that cannot be said."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sijill.figures.figure import Figure, Writer
from sijill.model.results.captures import CaptureTable, Estimate
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Layer, Quantity, Refusal, Unit

if TYPE_CHECKING:
    from sijill.estimation.sensitivity.interaction import TotalAt

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
            "methods": ", ".join(
                answer.method.value.replace("_", " ") for answer in result.answers
            ),
        }
        for name, value in (
            ("estimate.total", result.total),
            ("estimate.at_least", result.chao_lower_bound),
        ):
            quantity = Quantity(value, Unit.DEATHS, layer, writer.scope)
            figures.append(writer.figure(name, quantity, variant=variant, words=words))
    return figures


def _counted(writer: Writer) -> str:
    """Whom an estimate is about; the numbers in a refusal are of these, not of everybody."""
    when = " in the period" if writer.scope.period.is_known else ""
    return f"Of those killed{when}, as the links stand."


FACTORS = tuple(map(float, np.linspace(0.5, 3.0, 26)))
"""By what the number on no list is multiplied where a picture shows what no table can test."""


def interaction_curve(
    estimate: Estimate, table: CaptureTable
) -> "tuple[Sequence[TotalAt], bool] | None":
    """The total that no model stands behind over the factors; none with empty histories.

    The second value says whether half a person was added to each history, as some are nobody's.
    """
    from sijill.estimation.sensitivity.interaction import (  # noqa: PLC0415  needs the extra
        EmptyCells,
        totals_by_factor,
    )
    from sijill.estimation.tables.cells import count_cells  # noqa: PLC0415  needs the extra

    counts = count_cells(table, estimate.lists)
    is_filled = bool((counts[1:] == 0).any())
    curve = totals_by_factor(
        counts,
        FACTORS,
        empty_cells=EmptyCells.ADD_HALF if is_filled else EmptyCells.REFUSE,
        level_percent=estimate.level_percent,
    )
    return None if isinstance(curve, Refusal) else (curve, is_filled)


def prior_ratios(estimate: Estimate, table: CaptureTable) -> npt.NDArray[np.float64]:
    """What the latent classes hold of N / n before any data, as draws; 1 where they say nothing."""
    from sijill.estimation.latent_class.posterior import (  # noqa: PLC0415  needs the extra
        ClassPrior,
        simulate_prior,
    )
    from sijill.estimation.tables.cells import count_cells  # noqa: PLC0415  needs the extra

    stated: Any = estimate.settings["prior"]
    prior = ClassPrior(
        classes=stated["classes"],
        chance=tuple(stated["chance"]),
        concentration=tuple(stated["concentration"]),
        cap_factor=stated["cap_factor"],
    )
    drawn = simulate_prior(count_cells(table, estimate.lists), prior, seed=estimate.seed)
    return np.array([1.0]) if isinstance(drawn, Refusal) else drawn


def ratio_ends(
    total: CountRange, estimate: Estimate, table: CaptureTable
) -> tuple[float | None, float | None]:
    """The ends of a total as multiples of those on the lists used; ``None`` where one is open."""
    from sijill.estimation.tables.cells import count_cells  # noqa: PLC0415  needs the extra

    recorded = int(count_cells(table, estimate.lists).sum())
    low, high = (None if end is None else end / recorded for end in (total.lowest, total.highest))
    return low, high
