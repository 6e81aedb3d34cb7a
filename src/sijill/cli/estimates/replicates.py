"""Replicates of one data set, as a table on the terminal or as JSON."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.estimates.partly_pooled import ALL, row_of
from sijill.cli.estimates.printed import print_sources
from sijill.cli.output import say, say_json, say_table, watching
from sijill.model.results.captures import Estimate
from sijill.model.values.quantities import Refusal

if TYPE_CHECKING:
    from sijill.estimation.pooling.pooled import Pooled
    from sijill.steps.estimates.estimate_replicates import EstimatedReplicates
    from sijill.steps.estimates.request import Request


def estimate_replicates(
    request: "Request", given: Mapping[str, object], *, draws: Path | None, as_json: bool
) -> None:
    """Estimate a folder of replicates, or a file whose strata are imputed; print what comes out."""
    from sijill.estimation.pooling.exports import write_pooled
    from sijill.estimation.pooling.replicates import Combination
    from sijill.steps.estimates.estimate_replicates import estimate_folder, estimate_imputed

    rule, number = Combination(str(given["combine"] or "draws")), given["impute"]
    if number and request.path.is_dir():
        raise click.UsageError("A folder holds replicates already; --impute is for one table.")
    with watching(quiet=as_json) as progress:
        estimated = (
            estimate_imputed(request, rule, number, progress)
            if isinstance(number, int)
            else estimate_folder(request, rule, progress)
        )
    if draws is not None:
        try:
            write_pooled(_pooled(estimated), draws)
        except OSError as error:
            raise click.ClickException(f"{draws}: {error.strerror or error}") from error
    if as_json:
        say_json(_as_json(estimated))
        return
    _show(estimated)


def _pooled(estimated: "EstimatedReplicates") -> "dict[str, Pooled]":
    every = {**estimated.strata, **({ALL: estimated.whole} if estimated.whole else {})}
    return {name: pooled for name, pooled in every.items() if not isinstance(pooled, Refusal)}


def _show(estimated: "EstimatedReplicates") -> None:
    every = dict(estimated.strata)
    if estimated.whole is not None:
        every[ALL] = estimated.whole
    level = next(
        (pooled.level_percent for pooled in every.values() if not isinstance(pooled, Refusal)), 95
    )
    say_table(
        f"Persons, over {len(estimated.each):,} replicates",
        ("stratum", f"{level} % interval", "median", "recorded"),
        [row_of(name, pooled) for name, pooled in every.items()],
        right=(1, 2, 3),
    )
    for name, pooled in every.items():
        notes = (f"not estimable. {pooled}",) if isinstance(pooled, Refusal) else pooled.notes
        for note in notes:
            say(f"{name or 'all'}: {note}")
    say_table(
        "Each replicate by itself",
        ("replicate", "stratum", "interval"),
        [
            (replicate, stratum or "all", _interval(answer))
            for replicate, answers in estimated.each.items()
            for stratum, answer in answers.items()
        ],
    )
    for sentence in dict.fromkeys(_warnings(estimated)):
        say(sentence, warning=True)
    say("What it rests on:")
    for sentence in estimated.assumptions:
        say(f"* {sentence}")
    print_sources(answer for answers in estimated.each.values() for answer in answers.values())
    if estimated.passed_over:
        say(f"No tables, and passed over: {', '.join(estimated.passed_over)}", warning=True)
    for seed in estimated.kept_seeds:
        say(f"Estimates made before with seed {seed} stand.", warning=True)
    if estimated.read_back:
        say(f"{estimated.read_back:,} estimates were read from the store.", warning=True)


def _warnings(estimated: "EstimatedReplicates") -> list[str]:
    """Of the first replicate, by its name: those of the others are much the same."""
    return [
        f"{replicate}{', ' if stratum else ''}{stratum}: {sentence}"
        for replicate, answers in list(estimated.each.items())[:1]
        for stratum, answer in answers.items()
        if isinstance(answer, Estimate)
        for sentence in answer.warnings
    ]


def _interval(answer: Estimate | Refusal) -> str:
    return "not estimable" if isinstance(answer, Refusal) else str(answer.total)


def _as_json(estimated: "EstimatedReplicates") -> dict[str, object]:
    from sijill.estimation.pooling.exports import describe, describe_refusal, describe_sum

    def put(pooled: "Pooled | Refusal") -> dict[str, object]:
        return describe_refusal(pooled) if isinstance(pooled, Refusal) else describe_sum(pooled)

    content: dict[str, object] = {
        "strata": {name or "all": put(pooled) for name, pooled in estimated.strata.items()},
        "combined_by": estimated.rule.value,
        "replicates": {
            replicate: {
                stratum or "all": describe(answer)
                if isinstance(answer, Estimate)
                else describe_refusal(answer)
                for stratum, answer in answers.items()
            }
            for replicate, answers in estimated.each.items()
        },
        "passed_over": list(estimated.passed_over),
        "read_back": estimated.read_back,
        "kept_seeds": list(estimated.kept_seeds),
        "assumptions": list(estimated.assumptions),
    }
    if estimated.whole is not None:
        content["all"] = put(estimated.whole)
    return content
