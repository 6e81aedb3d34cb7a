"""Estimate from replicates: a folder with a file for each, or one file filled in several times.

HRDAG publishes a data set as several replicates, a file each, with the same persons and other
imputed fields. Where a file leaves a stratum empty instead, replicates can be made of it
(:mod:`sijill.estimation.tables.imputation`). Every table of every replicate is estimated, through
the store if there is one, and the answers are combined
(:mod:`sijill.estimation.pooling.replicates`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sijill.estimation.pooling.pooled import Pooled
from sijill.estimation.pooling.replicates import (
    FEWEST,
    Combination,
    combine_answers,
)
from sijill.estimation.tables.imputation import ASSUMPTION, impute_strata, is_incomplete
from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable, Estimate
from sijill.model.values.quantities import Refusal
from sijill.register.watching import Watch
from sijill.steps.estimates.answer_tables import Answer, answer_tables
from sijill.steps.estimates.estimate_file import read_tables, restore_tables
from sijill.steps.estimates.parquet_files import PARQUET
from sijill.steps.estimates.request import Request

TEXT = {".csv", ".tsv", ".txt"}
Tables = Mapping[str, CaptureTable]


@dataclass(frozen=True, slots=True)
class EstimatedReplicates:
    """What the replicates come to together, and each by itself."""

    strata: Mapping[str, Pooled | Refusal]
    whole: Pooled | Refusal | None
    rule: Combination
    each: Mapping[str, Mapping[str, Answer]]
    """The answers by replicate and stratum."""
    passed_over: tuple[str, ...] = ()
    """Files of the folder that are no tables."""
    read_back: int = 0
    """How many estimates were read from the store."""
    kept_seeds: tuple[int, ...] = ()
    """Other seeds that kept estimates were made with, which stand."""
    assumptions: tuple[str, ...] = ()


def estimate_folder(request: Request, rule: Combination, progress: Watch) -> EstimatedReplicates:
    """Estimate the replicates in a folder, a file each, and combine them.

    Raises:
        TableError: for fewer than two files, one that cannot be read, or files of unlike lists.
        StorageError: if the store cannot be read or written.
    """
    files = sorted(path for path in request.path.iterdir() if not path.name.startswith("."))
    used = [path for path in files if path.suffix.casefold() in {*TEXT, PARQUET}]
    if len(used) < FEWEST:
        raise TableError(
            f"{request.path}: {len(used)} tables (CSV or Parquet) are in the folder; replicates "
            f"are {FEWEST} at least, a file each. Name a single table itself."
        )
    replicates = {path.name: _read(request, path) for path in used}
    _check_alike(replicates)
    passed_over = tuple(path.name for path in files if path not in used)
    return _estimate(request, rule, replicates, progress, passed_over)


def estimate_imputed(
    request: Request, rule: Combination, number: int, progress: Watch
) -> EstimatedReplicates:
    """Fill in the strata that a file does not state ``number`` times, estimate, and combine.

    Raises:
        TableError: for a file that cannot be read, or that states every stratum.
        StorageError: if the store cannot be read or written.
    """
    tables = _read(request, request.path)
    if not any(map(is_incomplete, tables)):
        columns = ", ".join(request.columns.by)
        raise TableError(
            f"{request.path}: nothing is to be imputed: "
            + (f"no row is empty in {columns}" if columns else "no column is named by --by")
        )
    imputed = impute_strata(tables, number=number, seed=request.seed)
    replicates = {f"{request.path.name}, {at}": filled for at, filled in enumerate(imputed, 1)}
    return _estimate(request, rule, replicates, progress, (), (ASSUMPTION,))


def _explain_missed(request: Request) -> tuple[str, ...]:
    if not request.missed_links:
        return ()
    share = f"{request.missed_links:.0%}"
    sentence = (
        f"The linkage missed {share} of all overlaps (--missed-links); the tables are estimated as "
        "they would be without missed links."
    )
    return (sentence,)


def _read(request: Request, path: Path) -> dict[str, CaptureTable]:
    return restore_tables(request, read_tables(request, path))


def _check_alike(replicates: Mapping[str, Tables]) -> None:
    lists = {name: next(iter(tables.values())).lists for name, tables in replicates.items()}
    first, *others = lists
    for name in others:
        if set(lists[name]) != set(lists[first]):
            raise TableError(
                f"{name}: has the lists {', '.join(lists[name])}, and {first} has "
                f"{', '.join(lists[first])}: these are no replicates of one data set"
            )


def _estimate(
    request: Request,
    rule: Combination,
    replicates: Mapping[str, Tables],
    progress: Watch,
    passed_over: tuple[str, ...],
    more: tuple[str, ...] = (),
) -> EstimatedReplicates:
    tables = {
        (replicate, stratum): table
        for replicate, held in replicates.items()
        for stratum, table in held.items()
    }
    answered = answer_tables(request, tables, progress)
    each = {
        replicate: {stratum: answered.answers[replicate, stratum] for stratum in held}
        for replicate, held in replicates.items()
    }
    combined = combine_answers(list(each.values()), list(replicates.values()), rule)
    estimates = [answer for answer in answered.answers.values() if isinstance(answer, Estimate)]
    assumptions = dict.fromkeys(
        sentence for estimate in estimates for sentence in estimate.assumptions
    )
    return EstimatedReplicates(
        combined.strata,
        combined.whole,
        rule,
        each,
        passed_over,
        len(answered.read_back),
        tuple(sorted(set(answered.seeds.values()) - {request.seed})),
        (*assumptions, *_explain_missed(request), *more),
    )
