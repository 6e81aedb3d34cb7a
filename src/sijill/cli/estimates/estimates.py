"""estimate: how many are on no list, from a table of your own."""

import math
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.estimates.printed import estimates_as_json, print_estimates
from sijill.cli.estimates.replicates import estimate_replicates
from sijill.cli.options import ANY_PATH, FILE_PATH, FOLDER_PATH, SEED, FiniteRange, as_json
from sijill.cli.output import say_json, watching
from sijill.model.results.captures import Estimate, Method
from sijill.model.values.quantities import Refusal

if TYPE_CHECKING:
    from sijill.steps.estimates.estimate_file import Estimated
    from sijill.steps.estimates.request import Request


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
@click.argument("table", type=ANY_PATH)
@click.option("--by", multiple=True, metavar="COLUMN", help="Split the persons by this column.")
@click.option("--list", "lists", multiple=True, metavar="COLUMN", help="A column of 0 and 1.")
@click.option(
    "--lists-in",
    metavar="COLUMN",
    help="A column that names all lists of a row's person: 'morgue; press', or a history: 101.",
)
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
@click.option(
    "--seed",
    type=SEED,
    default=2017,
    show_default=True,
    help="Of the random draws; the same seed gives the same answer.",
)
@click.option(
    "--replicates",
    type=click.IntRange(1, 100_000),
    default=400,
    show_default=True,
    help="How often the table is drawn anew for the chance in its counts.",
)
@click.option(
    "--deviation",
    type=FiniteRange(0, 10),
    default=0.07,
    show_default=True,
    help="Of the log of how many times as many may be missed as the methods say.",
)
@click.option(
    "--harder",
    type=FiniteRange(1, 1000, min_open=True),
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
    type=FiniteRange(0, 0.5),
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
    """Estimate from TABLE how many persons there are, those on no list included.

    TABLE is a CSV, Excel or Parquet file with one row a person and a column of 0 and 1 for each
    list, named in_LIST; or one row a history with such columns and a column 'count'. Yes and no, or
    a mark and nothing, do as well as 1 and 0. A folder of such tables (CSV or Parquet) holds
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
        say_json(estimates_as_json(estimated))
        return
    print_estimates(estimated)


def _draw(folder: Path, estimated: "Estimated") -> None:
    from sijill.publication.charts.estimate_page import write_page

    pairs = [
        (answer, estimated.tables[name])
        for name, answer in estimated.answers.items()
        if isinstance(answer, Estimate)
    ]
    sums = {}
    if estimated.whole is not None and not isinstance(estimated.whole, Refusal):
        sums["All strata"] = estimated.whole
    if estimated.partly is not None and not isinstance(estimated.partly, Refusal):
        sums["All strata after partial pooling"] = estimated.partly.whole
    write_page(folder, pairs, sums)


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
        columns=Columns(
            given["lists"],
            given["by"],
            given["count"],
            one_each=given["one_each"],
            lists_in=given["lists_in"],
        ),
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
