"""estimate: how many are on no list, from a table of your own."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.estimates.partly_pooled import partly_as_json, show_partly_pooled
from sijill.cli.estimates.replicates import estimate_replicates
from sijill.cli.options import FILE_PATH, FOLDER_PATH, as_json
from sijill.cli.output import say, say_json, say_table, watching
from sijill.model.results.captures import Estimate, Method
from sijill.model.values.quantities import Refusal

if TYPE_CHECKING:
    from sijill.estimation.pooling.pooled import Pooled
    from sijill.steps.estimates.estimate_file import Estimated
    from sijill.steps.estimates.request import Request

ALL = "all strata"


def _once_each(
    _ctx: click.Context, _option: click.Parameter, value: tuple[str, ...]
) -> tuple[str, ...]:
    if len(set(value)) < len(value):
        raise click.BadParameter("name each method once")
    return value


def _beta(
    _ctx: click.Context, _option: click.Parameter, value: str | None
) -> tuple[float, float] | None:
    if value is None:
        return None
    try:
        a, b = map(float, value.split(","))
    except ValueError:
        a = b = 0.0
    if not (0 < a < math.inf and 0 < b < math.inf):
        raise click.BadParameter(f"{value!r} is not of the form A,B with two positive numbers")
    return a, b


def _one_character(_ctx: click.Context, _option: click.Parameter, value: str | None) -> str:
    delimiter = {"tab": "\t", None: ""}.get(value, value or "")
    if len(delimiter) > 1 or delimiter in ('"', "\n", "\r"):
        raise click.BadParameter(f"{value!r} is no single character between cells")
    return delimiter


@click.command("estimate")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--by", multiple=True, metavar="COLUMN", help="Split the persons by this column.")
@click.option("--list", "lists", multiple=True, metavar="COLUMN", help="A column of 0 and 1.")
@click.option("--count", metavar="COLUMN", help="How many persons a row stands for.")
@click.option("--one-each", is_flag=True, help="Every row is one person.")
@click.option("--encoding", help="Of the file, such as cp1256 (default: UTF-8, or its mark).")
@click.option(
    "--delimiter",
    metavar="CHARACTER",
    callback=_one_character,
    help="Between cells, or 'tab' (default: found in the first rows).",
)
@click.option(
    "--impute",
    type=click.IntRange(2, 1_000),
    metavar="NUMBER",
    help="Fill in empty cells of the --by columns at random, this many times, as persons on the "
    "same lists are.",
)
@click.option(
    "--partial-pooling",
    is_flag=True,
    help="Let strata learn from each other: small ones are shrunk towards what the others say.",
)
@click.option(
    "--combine",
    type=click.Choice(["draws", "rubin", "hrdag"]),
    help="How replicates become one: their draws together (default), or Rubin's or HRDAG's rules.",
)
@click.option(
    "--derived", multiple=True, metavar="LIST=ORIGIN", help="A list takes records from another."
)
@click.option(
    "--method",
    "methods",
    multiple=True,
    type=click.Choice([method.value for method in Method]),
    callback=_once_each,
    help="Only these methods (default: all).",
)
@click.option("--seed", type=click.IntRange(min=0), default=2017, show_default=True)
@click.option("--replicates", type=click.IntRange(1, 100_000), default=400, show_default=True)
@click.option(
    "--deviation",
    type=click.FloatRange(min=0),
    default=0.07,
    show_default=True,
    help="Of the log of how many times as many may be missed as the methods say.",
)
@click.option(
    "--harder",
    type=click.FloatRange(min=1, min_open=True),
    default=5.0,
    show_default=True,
    help="How many times smaller the odds of being on a list may be for a group of the people.",
)
@click.option(
    "--cap",
    type=click.IntRange(min=1),
    help="Latent classes: at most this many times the recorded are on no list (default: no limit).",
)
@click.option(
    "--chance",
    metavar="A,B",
    callback=_beta,
    help="Latent classes: the chance of being on a list ~ Beta(A, B) (default: 1,1).",
)
@click.option(
    "--store",
    type=FOLDER_PATH,
    help="Keep each estimate here under its digest: what was estimated first stands.",
)
@click.option(
    "--charts",
    type=FOLDER_PATH,
    help="Write pictures to this folder, and a page that shows them.",
)
@click.option(
    "--draws",
    type=FILE_PATH,
    help="Write all draws to this Parquet file.",
)
@click.option(
    "--missed-links",
    type=click.FloatRange(0, 0.5),
    default=0.0,
    metavar="SHARE",
    help="Take so large a share of all overlaps to have been missed by the linkage, and estimate "
    "from the table as it would be without: 0.08 for 8 %.",
)
@click.option("--processes", type=click.IntRange(min=1), help="How many tables at once.")
@as_json
def estimate_table(
    *, as_json: bool, draws: Path | None, charts: Path | None, **given: object
) -> None:
    """Estimate from TABLE, a CSV file, how many persons there are, those on no list included.

    TABLE has one row a person with a column of 0 and 1 for each list, named in_LIST; or one row a
    history with such columns and a column 'count'. Yes and no, or a mark and nothing, do as well
    as 1 and 0. A folder of such tables (CSV or Parquet) holds
    replicates of one data set, its missing fields imputed in each. Prints the interval first, or
    why there is none.
    """
    from sijill.estimation.pooling.exports import write_parquet
    from sijill.steps.estimates.estimate_file import estimate_file

    request = _read_request(click.get_current_context().params)
    if request.partial_pooling and not request.columns.by:
        raise click.UsageError("--partial-pooling is for strata: name their columns with --by.")
    if request.path.is_dir() or given["impute"]:
        if request.partial_pooling:
            raise click.UsageError("--partial-pooling is for one table, not for replicates.")
        if charts is not None:
            raise click.UsageError("--charts draws one table; name a single replicate.")
        estimate_replicates(request, given, draws=draws, as_json=as_json)
        return
    if given["combine"]:
        raise click.UsageError("--combine is for a folder of replicates, or with --impute.")
    with watching(quiet=as_json) as progress:
        estimated = estimate_file(request, progress)
    estimates = [answer for answer in estimated.answers.values() if isinstance(answer, Estimate)]
    if draws is not None:
        whole = None if isinstance(estimated.whole, Refusal) else estimated.whole
        try:
            write_parquet(estimates, draws, whole)
        except OSError as error:
            raise click.ClickException(f"{draws}: {error.strerror or error}") from error
    if charts is not None:
        _draw(charts, estimated)
    if as_json:
        say_json(_as_json(estimated))
        return
    _show_estimates(estimated)


def _draw(folder: Path, estimated: "Estimated") -> None:
    from sijill.publication.charts.estimate_page import write_page

    pairs = [
        (answer, estimated.tables[name])
        for name, answer in estimated.answers.items()
        if isinstance(answer, Estimate)
    ]
    write_page(folder, pairs)


def _read_request(given: Mapping[str, Any]) -> "Request":
    from sijill.estimation.latent_class.posterior import ClassPrior
    from sijill.estimation.pooling.settings import Settings
    from sijill.estimation.tables.columns import Columns
    from sijill.steps.estimates.request import Request, read_derived

    settings = Settings(
        tuple(Method(method) for method in given["methods"]) or tuple(Method),
        replicates=given["replicates"],
        delta_sd=given["deviation"],
        harder=given["harder"],
        prior=ClassPrior(cap_factor=given["cap"], chance=given["chance"] or (1.0, 1.0)),
    )
    return Request(
        path=given["table"],
        columns=Columns(given["lists"], given["by"], given["count"], one_each=given["one_each"]),
        derived=read_derived(given["derived"]),
        seed=given["seed"],
        settings=settings,
        store=given["store"],
        encoding=given["encoding"] or "",
        delimiter=given["delimiter"],
        processes=given["processes"],
        partial_pooling=given["partial_pooling"],
        missed_links=given["missed_links"],
    )


def _show_estimates(estimated: "Estimated") -> None:
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
        for sentence in answer.warnings:
            say(f"{name}: {sentence}" if name else sentence, warning=True)
    _print_range(estimated)
    _print_restored(estimated)
    show_partly_pooled(estimated.partly)
    _print_assumptions(estimated)
    _print_store(estimated)


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
    if estimates:
        say("Sources:")
    for sentence in dict.fromkeys(
        sentence for estimate in estimates for sentence in estimate.citations
    ):
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
        (answer.method.value, str(answer.total), _number(answer.median))
        for answer in estimate.answers
    ]
    rows += [(method.value, f"no answer: {why}", "") for method, why in estimate.refused.items()]
    say_table("Each method by itself", ("method", "interval", "median"), rows, right=(2,))


def _row(name: str, answer: "Estimate | Refusal | Pooled") -> tuple[str, ...]:
    if isinstance(answer, Refusal):
        return (name or "all", "not estimable", "", "", "")
    recorded = f"{answer.observed:,}" if isinstance(answer, Estimate) else str(answer.observed)
    lists = ", ".join(answer.lists) if isinstance(answer, Estimate) else ""
    return (name or "all", str(answer.total), _number(answer.median), recorded, lists)


def _number(number: int | None) -> str:
    return "open" if number is None else f"{number:,}"


def _as_json(estimated: "Estimated") -> dict[str, object]:
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
