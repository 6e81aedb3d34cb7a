"""Does "credible" follow the evidence? A logistic model on what was known before the decision.

Of incidents whose allegation the party found credible or non-credible: the odds of credible by
named victims, documented deaths, reports, how exactly the place is known, and the month. The grade
is left out, for *confirmed* means conceded. One coefficient is allowed for each ten of the rarer
outcome (Peduzzi et al. 1996, J Clin Epidemiol 49:1373), in the order above; standard errors are
robust (HC1).
"""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from warnings import catch_warnings, simplefilter

from sijill.figures.analysis import Analysis
from sijill.figures.layers.acknowledged import lines_by_incident
from sijill.figures.layers.documented import counted_incidents
from sijill.model.codes import OfficialPosition
from sijill.model.results.incidents import Incident
from sijill.model.values.quantities import Refusal, RefusalReason

LEAST_EVENTS = 10
_LARGEST_LOG_ODDS = 10.0
CAVEATS = (
    "association in this list, no cause: what the party looked at is not known",
    "named victims and places may have been recorded after the decision",
    "incidents without a decision, open or duplicate are left out",
    "places may have been taken from the party's own releases",
)


@dataclass(frozen=True, slots=True)
class OddsRatio:
    """How the odds of credible change with one unit more, with a 95 per cent interval."""

    name: str
    unit: str
    ratio: float
    lowest: float
    highest: float


@dataclass(frozen=True, slots=True)
class CredibilityModel:
    """The model, how many incidents it rests on, and what it does not say.

    ``left_out`` are measures for which too few incidents were found credible, ``unmeasured`` those
    that are the same in all incidents or not known in more than a tenth, and ``incomplete`` decided
    incidents in which another measure is not known.
    """

    incidents: int
    credible: int
    ratios: tuple[OddsRatio, ...]
    left_out: tuple[str, ...]
    unmeasured: tuple[str, ...] = ()
    incomplete: int = 0
    caveats: tuple[str, ...] = CAVEATS

    @property
    def limits(self) -> list[str]:
        """What the model does not say and does not hold, each a sentence without its point."""
        limits = list(self.caveats)
        if self.incomplete:
            words = "a measure is not known in further incidents that were decided"
            limits.append(f"{words}: {self.incomplete} are left out")
        limits += [
            f"left out, the same in all or often unknown: {name}" for name in self.unmeasured
        ]
        limits += [
            f"left out, too few incidents were found credible: {name}" for name in self.left_out
        ]
        return limits


_Measure = Callable[[Incident], float | None]
MEASURES: tuple[tuple[str, str, _Measure], ...] = (
    (
        "named victims",
        "doubled (log2 of 1 + number)",
        lambda incident: math.log2(1 + len(incident.listed)),
    ),
    (
        "documented deaths",
        "doubled (log2 of 1 + lowest)",
        lambda incident: (
            None if incident.killed.lowest is None else math.log2(1 + incident.killed.lowest)
        ),
    ),
    (
        "reports",
        "doubled (log2 of 1 + number)",
        lambda incident: math.log2(1 + len(incident.reports)),
    ),
    (
        "radius of the place",
        "ten times (log10 of metres)",
        lambda incident: (
            math.log10(incident.record.place.radius_m) if incident.record.place.radius_m else None
        ),
    ),
    (
        "month",
        "one month later",
        lambda incident: (
            incident.record.happened.earliest.year * 12.0 + incident.record.happened.earliest.month
            if incident.record.happened.earliest
            else None
        ),
    ),
)


def credibility_model(analysis: Analysis) -> CredibilityModel | Refusal:
    """The model over the incidents of the comparison, or why there is none."""
    lines = lines_by_incident(analysis)
    outcomes = {
        OfficialPosition.CREDIBLE: True,
        OfficialPosition.NON_CREDIBLE: False,
    }
    rows = [
        (incident, outcomes[lines[incident.id].position])
        for incident in counted_incidents(analysis)
        if incident.id in lines and lines[incident.id].position in outcomes
    ]
    return fit_credibility(
        [incident for incident, _ in rows], [is_credible for _, is_credible in rows]
    )


def fit_credibility(
    incidents: Sequence[Incident], credible: Sequence[bool]
) -> CredibilityModel | Refusal:
    """The model of a list of incidents and whether each was found credible."""
    measured = [[measure(incident) for _, _, measure in MEASURES] for incident in incidents]
    usable = [
        column
        for column in range(len(MEASURES))
        if len({row[column] for row in measured if row[column] is not None}) > 1
        and sum(row[column] is None for row in measured) * 10 <= len(measured)
    ]
    complete = [
        (row, is_credible)
        for row, is_credible in zip(measured, credible, strict=True)
        if all(row[column] is not None for column in usable)
    ]
    rarer = min(
        sum(is_credible for _, is_credible in complete),
        sum(not is_credible for _, is_credible in complete),
    )
    chosen = usable[: rarer // LEAST_EVENTS]
    if not chosen:
        return _refused(f"{rarer} of the rarer outcome are too few for one coefficient.")
    design = [[1.0, *(row[column] or 0.0 for column in chosen)] for row, _ in complete]
    fitted = _fit(design, [float(is_credible) for _, is_credible in complete])
    if isinstance(fitted, Refusal):
        return fitted
    ratios = tuple(
        OddsRatio(MEASURES[column][0], MEASURES[column][1], *fitted[place])
        for place, column in enumerate(chosen, start=1)
    )
    return CredibilityModel(
        len(complete),
        sum(is_credible for _, is_credible in complete),
        ratios,
        tuple(MEASURES[column][0] for column in usable if column not in chosen),
        tuple(name for place, (name, _, _) in enumerate(MEASURES) if place not in usable),
        len(measured) - len(complete),
    )


def _fit(
    design: list[list[float]], outcomes: list[float]
) -> Mapping[int, tuple[float, float, float]] | Refusal:
    """Odds ratios with their intervals by column, from statsmodels."""
    try:
        import numpy as np  # noqa: PLC0415  needed by this model alone, and not by every install
        from statsmodels.discrete.discrete_model import Logit  # noqa: PLC0415  the same
        from statsmodels.tools.sm_exceptions import ModelWarning  # noqa: PLC0415  the same
    except ImportError:
        return _refused("it needs statsmodels: pip install 'sijill[estimation]'.")
    columns = np.asarray(design)
    columns[:, 1:] -= columns[:, 1:].mean(axis=0)
    try:
        with catch_warnings():  # separation and no convergence are looked at below
            simplefilter("ignore", ModelWarning)
            result: Any = Logit(np.asarray(outcomes), columns).fit(disp=0, cov_type="HC1")
    except (np.linalg.LinAlgError, ValueError) as error:
        return _refused(f"the model could not be fitted: {error}.")
    if not result.mle_retvals["converged"] or np.abs(result.params[1:]).max() > _LARGEST_LOG_ODDS:
        return _refused(
            "one measure separates the outcomes completely, so no odds ratio is finite."
        )
    bounds = result.conf_int()
    by_column: dict[int, tuple[float, float, float]] = {}
    for place in range(1, len(result.params)):
        low, high = bounds[place]
        ratio, lowest, highest = np.exp([result.params[place], low, high])
        by_column[place] = (float(ratio), float(lowest), float(highest))
    return by_column


def _refused(why: str) -> Refusal:
    return Refusal(RefusalReason.NO_MODEL, f"No model of credibility: {why}", "")
