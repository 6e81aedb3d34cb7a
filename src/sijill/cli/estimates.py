"""estimate: how many are on no list, from a table of your own."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.options import as_json
from sijill.cli.output import say, say_json, say_table, watching
from sijill.model.captures import Estimate, Method
from sijill.model.quantities import Refusal

if TYPE_CHECKING:
    from sijill.estimation.strata import Pooled
    from sijill.steps.estimate_file import Estimated, Request

ALL = "all strata"


@click.command("estimate")
@click.argument("table", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", multiple=True, metavar="COLUMN", help="Split the persons by this column.")
@click.option("--list", "lists", multiple=True, metavar="COLUMN", help="A column of 0 and 1.")
@click.option("--count", metavar="COLUMN", help="How many persons a row stands for.")
@click.option(
    "--derived", multiple=True, metavar="LIST=ORIGIN", help="A list takes records from another."
)
@click.option(
    "--method",
    "methods",
    multiple=True,
    type=click.Choice([method.value for method in Method]),
    help="Only these methods (default: all, in equal parts).",
)
@click.option("--seed", type=click.IntRange(min=0), default=2017, show_default=True)
@click.option("--replicates", type=click.IntRange(1, 100_000), default=400, show_default=True)
@click.option(
    "--store",
    type=click.Path(file_okay=False, path_type=Path),
    help="Keep each estimate here under its digest: the first seed stands.",
)
@click.option(
    "--draws",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write all draws to this Parquet file.",
)
@click.option("--processes", type=click.IntRange(min=1), help="How many tables at once.")
@as_json
def estimate_table(*, as_json: bool, draws: Path | None, **_request: object) -> None:
    """Estimate from TABLE, a CSV file, how many persons there are, those on no list included.

    TABLE has one row a person with a column of 0 and 1 for each list, named in_LIST; or one row a
    history with such columns and a column 'count'. Prints the interval first, or why there is none.
    """
    from sijill.estimation.exports import write_parquet
    from sijill.steps.estimate_file import estimate_file

    request = _read_request(click.get_current_context().params)
    with watching(quiet=as_json) as progress:
        estimated = estimate_file(request, progress)
    found = [one for one in estimated.answers.values() if isinstance(one, Estimate)]
    if draws is not None:
        try:
            write_parquet(found, draws)
        except OSError as error:
            raise click.ClickException(f"{draws}: {error.strerror or error}") from error
    if as_json:
        say_json(_as_json(estimated))
        return
    _tell(estimated)


def _read_request(given: Mapping[str, Any]) -> "Request":
    from sijill.estimation.reading import Columns
    from sijill.estimation.settings import Settings
    from sijill.steps.estimate_file import Request, read_derived

    settings = Settings(
        tuple(Method(one) for one in given["methods"]) or tuple(Method),
        replicates=given["replicates"],
    )
    return Request(
        path=given["table"],
        columns=Columns(given["lists"], given["by"], given["count"]),
        derived=read_derived(given["derived"]),
        seed=given["seed"],
        settings=settings,
        store=given["store"],
        processes=given["processes"],
    )


def _tell(estimated: "Estimated") -> None:
    rows = [_row(name, one) for name, one in estimated.answers.items()]
    if estimated.whole is not None:
        rows.append(_row(ALL, estimated.whole))
    level = next(
        (one.level_percent for one in estimated.answers.values() if isinstance(one, Estimate)), 95
    )
    say_table(
        "Persons, those on no list included",
        ("stratum", f"{level} % interval", "middle", "recorded", "lists"),
        rows,
        right=(1, 2, 3),
    )
    for name, one in estimated.answers.items():
        if isinstance(one, Refusal):
            say(f"{name or 'all'}: not estimable. {one}")
            continue
        if len(estimated.answers) == 1:
            _tell_methods(one)
        for sentence in one.warnings:
            say(f"{name}: {sentence}" if name else sentence, warning=True)
    if isinstance(estimated.whole, Refusal):
        say(f"{ALL}: {estimated.whole}")
    for name, seed in estimated.kept_seeds.items():
        say(f"{name or 'all'}: estimated before with seed {seed}, which stands.", warning=True)


def _tell_methods(one: Estimate) -> None:
    rows = [
        (answer.method.value, str(answer.total), _number(answer.middle)) for answer in one.answers
    ]
    rows += [(method.value, f"no answer: {why}", "") for method, why in one.refused.items()]
    say_table("Each method by itself", ("method", "interval", "middle"), rows, right=(2,))


def _row(name: str, one: "Estimate | Refusal | Pooled") -> tuple[str, ...]:
    if isinstance(one, Refusal):
        return (name or "all", "not estimable", "", "", "")
    recorded = f"{one.observed:,}" if isinstance(one, Estimate) else str(one.observed)
    lists = ", ".join(one.lists) if isinstance(one, Estimate) else ""
    return (name or "all", str(one.total), _number(one.point), recorded, lists)


def _number(number: int | None) -> str:
    return "open" if number is None else f"{number:,}"


def _as_json(estimated: "Estimated") -> dict[str, object]:
    from sijill.estimation.exports import describe

    whole = estimated.whole
    content: dict[str, object] = {
        "strata": {
            name or "all": describe(one) if isinstance(one, Estimate) else _refused(one)
            for name, one in estimated.answers.items()
        },
        "kept_seeds": dict(estimated.kept_seeds),
    }
    if isinstance(whole, Refusal):
        content["all"] = _refused(whole)
    elif whole is not None:
        content["all"] = {
            "total": {"lowest": whole.total.lowest, "highest": whole.total.highest},
            "point": whole.point,
            "level_percent": whole.level_percent,
        }
    return content


def _refused(refusal: Refusal) -> dict[str, object]:
    return {
        "not_estimable": refusal.reason.value,
        "explanation": refusal.explanation,
        "needed": refusal.needed,
    }
