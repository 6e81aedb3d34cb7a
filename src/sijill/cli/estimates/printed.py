"""What estimate prints about a table of one's own: the intervals first, then what they rest on."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from sijill.cli.estimates.partly_pooled import (
    ALL,
    median_of,
    partly_as_json,
    row_of,
    show_partly_pooled,
)
from sijill.cli.output import say, say_table
from sijill.model.results.captures import Estimate
from sijill.model.values.quantities import Refusal

if TYPE_CHECKING:
    from sijill.estimation.pooling.pooled import Pooled
    from sijill.steps.estimates.estimate_file import Estimated


def print_estimates(estimated: "Estimated") -> None:
    """A table of the strata, then what each answer rests on, warns of and was read from."""
    rows = [_row(name, answer) for name, answer in estimated.answers.items()]
    if estimated.whole is not None:
        rows.append(_row(ALL, estimated.whole))
    level = next(
        (
            answer.level_percent
            for answer in estimated.answers.values()
            if isinstance(answer, Estimate)
        ),
        95,
    )
    say_table(
        "Persons, those on no list included",
        ("stratum", f"{level} % interval", "median", "recorded", "lists"),
        rows,
        right=(1, 2, 3),
    )
    for name, answer in estimated.answers.items():
        if isinstance(answer, Refusal):
            say(f"{name or 'all'}: not estimable. {answer.explanation}")
            if answer.needed:
                say(f"What would help: {answer.needed}")
            continue
        if len(estimated.answers) == 1:
            _print_methods(answer)
        _print_sentences(estimated, name, answer)
    _print_range(estimated)
    _print_if_missed(estimated)
    _print_restored(estimated)
    show_partly_pooled(estimated.partly)
    _print_assumptions(estimated)
    _print_store(estimated)


def _print_sentences(estimated: "Estimated", name: str, answer: Estimate) -> None:
    """What to know before using the numbers; of a single stratum also where the ends come from."""
    from sijill.estimation.pooling.reader_warnings import explain_ends

    prefix = f"{name}: " if name else ""
    if len(estimated.answers) == 1:
        for sentence in explain_ends(answer):
            say(f"{prefix}{sentence}")
    for sentence in answer.warnings:
        say(f"{prefix}{sentence}", warning=True)


def _print_if_missed(estimated: "Estimated") -> None:
    """What missed links would change: a sentence of one stratum, a table of several."""
    missed = estimated.if_missed
    if len(estimated.answers) == 1:
        for found in missed.values():
            say(str(found), warning=True)
    elif missed:
        share = next(iter(missed.values())).share
        say_table(
            f"If one overlap in {1 / share:.0f} had been missed by the linkage",
            ("stratum", "interval, about", "recorded"),
            [
                (name or "all", str(found.total), f"{found.recorded:,}")
                for name, found in missed.items()
            ],
            right=(1, 2),
        )


def _print_range(estimated: "Estimated") -> None:
    if isinstance(estimated.whole, Refusal):
        say(f"{ALL}: {estimated.whole}")
    elif estimated.whole is not None:
        for note in estimated.whole.notes:
            say(f"{ALL}: {note}")


def _print_restored(estimated: "Estimated") -> None:
    if estimated.restored is None:
        return
    numbers = "; ".join(
        f"{name or 'all'} {given:,} as given, {estimated.tables[name].observed:,} without"
        for name, given in estimated.restored.given.items()
    )
    say(
        f"The linkage is taken to have missed {estimated.restored.share:.0%} of all overlaps "
        f"(--missed-links), and what is estimated is the table without missed links. Persons: "
        f"{numbers}.",
        warning=True,
    )


def _print_assumptions(estimated: "Estimated") -> None:
    """Once: they are the same in all strata."""
    estimates = [answer for answer in estimated.answers.values() if isinstance(answer, Estimate)]
    if estimates:
        say("What it rests on:")
    for sentence in dict.fromkeys(
        sentence for estimate in estimates for sentence in estimate.assumptions
    ):
        say(f"* {sentence}")
    print_sources(estimates)


def print_sources(answers: Iterable[Estimate | Refusal]) -> None:
    """The papers behind the methods, each once."""
    sources = dict.fromkeys(
        sentence
        for answer in answers
        if isinstance(answer, Estimate)
        for sentence in answer.citations
    )
    if sources:
        say("Sources:")
    for sentence in sources:
        say(f"* {sentence}")


def _print_store(estimated: "Estimated") -> None:
    for name, seed in estimated.kept_seeds.items():
        say(f"{name or 'all'}: estimated before with seed {seed}, which stands.", warning=True)
    for name in estimated.read_back:
        say(f"{name or 'all'}: read from the store, not computed again.", warning=True)
    for name, tried in estimated.tried.items():
        for difference in tried:
            say(
                f"{name or 'all'}: estimated before with other settings: {difference}", warning=True
            )


def _print_methods(estimate: Estimate) -> None:
    rows = [
        (answer.method.value, str(answer.total), median_of(answer)) for answer in estimate.answers
    ]
    rows += [(method.value, f"no answer: {why}", "") for method, why in estimate.refused.items()]
    rows.append(("Chao's lower bound", str(estimate.chao_lower_bound), ""))
    say_table("Each method by itself", ("method", "interval", "median"), rows, right=(2,))


def _row(name: str, answer: "Estimate | Refusal | Pooled") -> tuple[str, ...]:
    lists = ", ".join(answer.lists) if isinstance(answer, Estimate) else ""
    return (*row_of(name, answer), lists)


def estimates_as_json(estimated: "Estimated") -> dict[str, object]:
    """The same for programs, whose keys are kept from version to version."""
    from sijill.estimation.pooling.exports import describe, describe_refusal, describe_sum

    whole = estimated.whole
    content: dict[str, object] = {
        "strata": {
            name or "all": describe(answer)
            if isinstance(answer, Estimate)
            else describe_refusal(answer)
            for name, answer in estimated.answers.items()
        },
        "kept_seeds": dict(estimated.kept_seeds),
        "read_back": list(estimated.read_back),
        "tried_before": {name: list(tried) for name, tried in estimated.tried.items()},
    }
    if whole is not None:
        content["all"] = (
            describe_refusal(whole) if isinstance(whole, Refusal) else describe_sum(whole)
        )
    if estimated.if_missed:
        content["if_links_missed"] = {
            name or "all": {
                "share": missed.share,
                "recorded": missed.recorded,
                "total": {"lowest": missed.total.lowest, "highest": missed.total.highest},
            }
            for name, missed in estimated.if_missed.items()
        }
    if estimated.restored is not None:
        content["missed_links"] = {
            "share": estimated.restored.share,
            "recorded_as_given": {
                name or "all": number for name, number in estimated.restored.given.items()
            },
        }
    if estimated.partly is not None:
        content["partly_pooled"] = partly_as_json(estimated.partly)
    return content
