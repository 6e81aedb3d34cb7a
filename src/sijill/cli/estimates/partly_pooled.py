"""What partial pooling says of strata, for a reader and for a program."""

from typing import TYPE_CHECKING

from sijill.cli.output import say, say_table
from sijill.model.values.quantities import Refusal

if TYPE_CHECKING:
    from sijill.estimation.pooling.partial_pooling import PartlyPooled
    from sijill.estimation.pooling.pooled import Pooled
    from sijill.model.results.captures import Estimate, MethodAnswer

ALL = "all strata"


def row_of(name: str, answer: "Estimate | Pooled | Refusal") -> tuple[str, ...]:
    """The stratum, the interval, the median and those recorded; an open median is called so."""
    if isinstance(answer, Refusal):
        return (name or "all", "not estimable", "", "")
    recorded, median = answer.observed, median_of(answer)
    return (
        name or "all",
        str(answer.total),
        median,
        f"{recorded:,}" if isinstance(recorded, int) else str(recorded),
    )


def median_of(answer: "Estimate | MethodAnswer | Pooled") -> str:
    """The median in words: open where half of the draws have no upper end."""
    return "open" if answer.median is None else f"{answer.median:,}"


def show_partly_pooled(partly: "PartlyPooled | Refusal | None") -> None:
    """A table of the strata, what it takes for granted, and how much strata differ."""
    if partly is None:
        return
    if isinstance(partly, Refusal):
        say(f"No partial pooling. {partly}", warning=True)
        return
    say_table(
        "The same after partial pooling",
        ("stratum", "interval", "median", "recorded"),
        [
            *(row_of(name, pooled) for name, pooled in sorted(partly.strata.items())),
            row_of(ALL, partly.whole),
        ],
        right=(1, 2, 3),
    )
    say(partly.assumption)
    differ = "; ".join(f"{method} {tau:.2f}" for method, tau in partly.between.items())
    say(
        "How much strata differ in the log of how many are missed for each one recorded "
        f"(standard deviation): {differ}."
    )


def partly_as_json(partly: "PartlyPooled | Refusal") -> dict[str, object]:
    """The strata and their sum as JSON has it; a refusal with its reason."""
    from sijill.estimation.pooling.exports import describe_refusal, describe_sum

    if isinstance(partly, Refusal):
        return describe_refusal(partly)
    return {
        "strata": {
            name or "all": describe_sum(pooled) for name, pooled in sorted(partly.strata.items())
        },
        "all": describe_sum(partly.whole),
        "between": {method.value: round(tau, 3) for method, tau in partly.between.items()},
        "assumption": partly.assumption,
    }
