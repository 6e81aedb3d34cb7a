"""What a reader must know before using an estimate: weaknesses of the data and of the choice."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np

from sijill.estimation.latent_class.posterior import LARGEST_RHAT, LEAST_EFFECTIVE
from sijill.estimation.loglinear.mle_existence import lacks_margin
from sijill.estimation.loglinear.models import RankedModel, name_terms
from sijill.estimation.loglinear.resampling import percentile_interval
from sijill.estimation.pooling.methods import REFUTED_BIC, answers_kept
from sijill.estimation.tables.cells import Integers, sizes_of_sets
from sijill.estimation.tables.wording import describe_model
from sijill.language.sentences import with_noun
from sijill.model.results.captures import CaptureTable, Estimate, Method, MethodAnswer
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal

FEW_SHARED = 25
"""A total from m shared persons has a relative error near 1/√m (Seber 1982): 20 % at 25."""
UNDECIDED_BIC = 2.0
"""Models this close are barely told apart (Raftery 1995, Sociological Methodology 25:111)."""
NEAR_LIMIT = 0.01
"""Share of a posterior near the end of its range that is worth a word."""
RANGES = ("share_near_cap", "near_end")
"""Diagnostics that say which share of a posterior lies near the end of its range."""
MUCH = 1.2
"""Totals disagree *much* where one is more than a fifth above the other."""


def warn_of_data(table: CaptureTable, lists: Sequence[str], counts: Integers) -> list[str]:
    """Empty overlaps, links that no model can test, few on several lists."""
    sentences = []
    empty = [pair for pair in combinations(lists, 2) if not table.on_both(*pair)]
    if empty:
        named = "; ".join(f"{left} and {right}" for left, right in empty)
        sentences.append(
            f"Some lists share nobody with each other: {named}. A model that links two such lists "
            "takes it that nobody can be on both."
        )
    sentences += _warn_of_untested(lists, counts)
    shared = int(counts[sizes_of_sets(len(lists)) > 1].sum())
    if shared < FEW_SHARED:
        sentences.append(
            f"Only {shared} of {with_noun(int(counts.sum()), 'person')} are on more than one list; "
            "the estimate rests on them."
        )
    return sentences


def _warn_of_untested(lists: Sequence[str], counts: Integers) -> list[str]:
    """Pairs of lists whose link has no maximum."""
    untested = [
        pair
        for pair in combinations(range(len(lists)), 2)
        if lacks_margin(counts[None].astype(float), sum(1 << j for j in pair))[0]
    ]
    cells = np.flatnonzero(counts)
    within, apart = [], []
    for pair in untested:
        for inner, outer in (pair, pair[::-1]):
            if (cells >> outer & 1)[cells >> inner & 1 == 1].all():
                within.append(f"everybody on {lists[inner]} is on {lists[outer]}")
                break
        else:
            apart.append(f"{lists[pair[0]]} and {lists[pair[1]]}")
    unknown = "depend on each other cannot be told, and no model compared says that they do."
    sentences = []
    if within:
        said = "; ".join(within)
        sentences.append(f"{said[0].upper()}{said[1:]}. Whether such lists {unknown}")
    if apart:
        said = "; ".join(apart)
        sentences.append(
            f"Everybody recorded is on one or the other of these lists: {said}. Whether the two "
            f"{unknown}"
        )
    return sentences


def undecided(ranked: Sequence[RankedModel]) -> list[RankedModel]:
    """The models, best first, between which the data do not decide."""
    return [fitted for fitted in ranked if fitted.bic <= ranked[0].bic + UNDECIDED_BIC]


def warn_of_models(ranked: Sequence[RankedModel], bound: CountRange) -> list[str]:
    """Models that fit about equally well and disagree; a best model below the lower bound."""
    sentences = []
    totals = [fitted.total for fitted in undecided(ranked)]
    if max(totals) > MUCH * min(totals):
        sentences.append(
            f"{len(totals)} log-linear models fit about equally well (within "
            f"{UNDECIDED_BIC:.0f} BIC), but their totals run from "
            f"{min(totals):,.0f} to {max(totals):,.0f}. The data do not decide between them."
        )
    if bound.lowest is not None and ranked[0].total < bound.lowest:
        sentences.append(
            f"The best log-linear model's total ({ranked[0].total:,.0f}) lies below the lower "
            f"bound ({bound}) that allows persons to differ in how easily they are recorded: it "
            "is probably too low."
        )
    return sentences


def warn_of_methods(
    answers: Sequence[MethodAnswer], refused: Mapping[Method, Refusal]
) -> list[str]:
    """Methods without an answer, a lone one, those that disagree, ranges that were felt."""
    sentences = [
        f"The method {method.value!r} has no answer: {refusal.explanation}"
        for method, refusal in refused.items()
    ]
    if len(answers) == 1:
        sentences.append(
            f"Only one method answers ({answers[0].method}). How far another that takes less or "
            "other things for granted would be from it is not in the interval."
        )
    return [
        *sentences,
        *_warn_of_runs(answers),
        *_warn_of_disagreement(answers),
        *_warn_of_ranges(answers),
    ]


def _warn_of_runs(answers: Sequence[MethodAnswer]) -> list[str]:
    """Samplers whose independent runs disagree, or are worth too few draws."""
    sentences = []
    for answer in answers:
        rhat = answer.diagnostics.get("rhat", 1.0)
        worth = min(answer.diagnostics.get(name, math.inf) for name in ("ess_bulk", "ess_tail"))
        if rhat > LARGEST_RHAT or worth < LEAST_EFFECTIVE:
            sentences.append(
                f"The sampler of {answer.method} did not converge: independent runs have a rank "
                f"R-hat of {rhat:.3f} (at most {LARGEST_RHAT} would be sound) and are worth "
                f"{worth:,.0f} draws (at least {LEAST_EFFECTIVE}). Its interval reaches as far as "
                "that of any run."
            )
    return sentences


def warn_of_refuted(refuted: Sequence[Method]) -> list[str]:
    """Methods whose model the table contradicts; the headline leaves them out."""
    return [
        f"{_model_of(method)} does not fit the table: the best log-linear model is more than "
        f"{REFUTED_BIC:.0f} BIC better. Its answer is shown and is no part of the interval."
        for method in refuted
    ]


def _warn_of_disagreement(answers: Sequence[MethodAnswer]) -> list[str]:
    """Whether persons differ or lists depend, the data do not tell."""
    middles = {
        answer.method: math.inf if answer.median is None else answer.median for answer in answers
    }
    least, most = min(middles, key=middles.__getitem__), max(middles, key=middles.__getitem__)
    if middles[most] <= MUCH * middles[least]:
        return []
    highest = "no upper end" if math.isinf(middles[most]) else f"{middles[most]:,.0f}"
    sentence = (
        f"The methods disagree: their middle totals run from {middles[least]:,.0f} ({least}) to "
        f"{highest} ({most}). Whether lists depend on each other or persons differ in how easily "
        "they are recorded cannot be told from the lists; upwards the interval spans all of them."
    )
    return [sentence]


def _warn_of_ranges(answers: Sequence[MethodAnswer]) -> list[str]:
    """Posteriors that reach the end of what they were allowed."""
    return [
        f"{answer.diagnostics[name]:.0%} of the probability by {answer.method} lies near the "
        "largest number that the method weighs; the upper end of its interval hangs on that limit."
        for answer in answers
        for name in RANGES
        if answer.diagnostics.get(name, 0.0) > NEAR_LIMIT
    ]


def warn_of_open_end(
    chosen: Sequence[RankedModel | None], furthest: int | None, level_percent: int
) -> list[str]:
    """Too many tables drawn anew to which no log-linear model can be fitted.

    ``furthest`` is the furthest upper end of any other method.
    """
    if math.isfinite(_upper_end(chosen, level_percent)):
        return []
    without = sum(candidate is None for candidate in chosen)
    others = (
        "" if furthest is None else f" By the other methods alone it would be at most {furthest:,}."
    )
    said = (
        f"In {without} of {len(chosen)} tables drawn anew no model could be fitted: with so few "
        "on several lists, chance alone could have left none. So the interval has no upper end."
    )
    return [said + others]


def warn_of_single_model(
    chosen: Sequence[RankedModel | None],
    best: RankedModel,
    lists: Sequence[str],
    level_percent: int,
) -> list[str]:
    """A log-linear interval whose upper end hangs on a single model."""
    upper = _upper_end(chosen, level_percent)
    if math.isinf(upper):
        return []
    sentences = []
    models = Counter(candidate.model for candidate in chosen if candidate is not None)
    for model in sorted(set(models) - {best.model}):
        rest = [c.total for c in chosen if c is not None and c.model != model]
        less = percentile_interval(rest, level_percent)[1] if rest else upper
        if upper > MUCH * less:
            sentences.append(
                f"The upper end of the interval by log-linear models ({upper:,.0f}) comes from "
                f"{describe_model(name_terms(model, lists))}, chosen in {models[model]} of "
                f"{len(chosen)} tables drawn anew; without it the end would be {less:,.0f}."
            )
    return sentences


def _upper_end(chosen: Sequence[RankedModel | None], level_percent: int) -> float:
    """Of the interval by log-linear models; a table without a model has a total without limit."""
    totals = [math.inf if candidate is None else candidate.total for candidate in chosen]
    return percentile_interval(totals, level_percent)[1]


ALLOWED = "with the allowance for what binds all lists together"


def explain_ends(estimate: Estimate) -> list[str]:
    """Where each end of the interval comes from, so that it can be defended in one sentence."""
    kept = answers_kept(estimate)
    if not kept:
        return []
    sentences = [_explain_lower_end(estimate, kept)]
    if estimate.total.highest is not None:
        sentences.append(_explain_upper_end(estimate, kept))
    return sentences


def _explain_lower_end(estimate: Estimate, kept: Sequence[MethodAnswer]) -> str:
    lowest, floor = estimate.total.at_least, estimate.chao_lower_bound.at_least
    if lowest == estimate.observed:
        return "The lower end is the number recorded: that nobody is missing is not excluded."
    if lowest == floor:
        return (
            f"The lower end is that of Chao's lower bound ({floor:,}): however persons differ, so "
            "few on two lists speak for no fewer in all, unless lists avoid each other."
        )
    source = kept[0]
    if source.method is not Method.LOG_LINEAR:
        source = min(kept, key=lambda answer: answer.total.at_least)
    return (
        f"The lower end is that of {_call(source.method)} ({source.total.at_least:,}), "
        f"{ALLOWED}; it cannot fall below that of Chao's lower bound ({floor:,})."
    )


def _explain_upper_end(estimate: Estimate, kept: Sequence[MethodAnswer]) -> str:
    highest = estimate.total.highest
    if highest == estimate.chao_lower_bound.highest:
        return f"The upper end is that of Chao's lower bound ({highest:,}), which reaches furthest."
    ends = {answer.method: answer.total.greatest_known for answer in kept}
    furthest = max(ends, key=ends.__getitem__)
    return (
        f"The upper end is that of {_call(furthest)} ({ends[furthest]:,}), reaching furthest, "
        f"{ALLOWED}."
    )


def _model_of(method: Method) -> str:
    return "The Rasch model" if method is Method.RASCH else f"The model of {method}"


def _call(method: Method) -> str:
    names = {Method.LOG_LINEAR: "the log-linear models", Method.RASCH: "the Rasch model"}
    return names.get(method, method.value)
