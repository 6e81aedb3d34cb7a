"""Estimate from a table of anybody's own, outside a register.

Each table is estimated once: with a ``store``, what a table and settings came to first is kept, and
whoever asks again gets the same draws, read and not computed. So nobody can ask again and again
until the answer pleases; what was tried with other settings is shown.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from sijill.estimation.pooling.doubtful_links import IfMissed, estimate_if_missed
from sijill.estimation.pooling.partial_pooling import PartlyPooled, pool_partly
from sijill.estimation.pooling.pooled import Pooled
from sijill.estimation.pooling.strata import add_strata
from sijill.estimation.tables.missed_links import restore_links
from sijill.estimation.tables.reading import tables_from, tables_of_rows, tables_of_text
from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable, Estimate
from sijill.model.values.quantities import Refusal
from sijill.register.watching import Watch
from sijill.steps.estimates.answer_tables import Answer, answer_tables
from sijill.steps.estimates.parquet_files import PARQUET, read_parquet
from sijill.steps.estimates.request import Request
from sijill.steps.estimates.table_text import WORKBOOKS, read_sheet, read_text


@dataclass(frozen=True, slots=True)
class Restored:
    """Tables were estimated as they would be without missed links."""

    share: float
    """Of all overlaps, as stated."""
    given: Mapping[str, int]
    """Persons of each stratum's table as it was given."""


@dataclass(frozen=True, slots=True)
class Estimated:
    """The answers by stratum, their sum where there are several, and what stood already."""

    answers: Mapping[str, Answer]
    whole: Pooled | Refusal | None
    tables: Mapping[str, CaptureTable]
    kept_seeds: Mapping[str, int] = field(default_factory=dict)
    """Strata that were estimated before with another seed, and that seed, which was used."""
    read_back: tuple[str, ...] = ()
    """Strata whose estimate was read from the store."""
    tried: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Other settings that the store holds for a stratum's table, and what came out."""
    partly: PartlyPooled | Refusal | None = None
    """The strata after each has learned from the others, where that was asked for."""
    restored: Restored | None = None
    """What was done to the tables for links that were missed, where that was asked for."""
    if_missed: Mapping[str, IfMissed] = field(default_factory=dict)
    """By stratum what links that were missed would change, where no share of them was stated."""


def estimate_file(request: Request, progress: Watch) -> Estimated:
    """Read the file and estimate each of its strata that the store does not hold.

    Raises:
        TableError: for a file that cannot be read, or derived lists that it does not have.
        StorageError: if the store cannot be read or written.
    """
    given = read_tables(request, request.path)
    tables = restore_tables(request, given)
    answered = answer_tables(request, tables, progress)
    recorded = {name: table.observed for name, table in tables.items()}
    return Estimated(
        answered.answers,
        add_strata(answered.answers, recorded) if len(tables) > 1 else None,
        tables,
        {name: seed for name, seed in answered.seeds.items() if seed != request.seed},
        answered.read_back,
        answered.tried,
        pool_partly(answered.answers, recorded) if request.partial_pooling else None,
        Restored(request.missed_links, {name: table.observed for name, table in given.items()})
        if request.missed_links
        else None,
        {} if request.missed_links else _if_missed(request, answered.answers, tables),
    )


def _if_missed(
    request: Request, answers: Mapping[str, Answer], tables: Mapping[str, CaptureTable]
) -> dict[str, IfMissed]:
    found = {
        name: estimate_if_missed(replace(answer, table=tables[name]), request.derived)
        for name, answer in answers.items()
        if isinstance(answer, Estimate)
    }
    return {name: missed for name, missed in found.items() if missed is not None}


def restore_tables(request: Request, tables: Mapping[str, CaptureTable]) -> dict[str, CaptureTable]:
    """The tables without the missed links that the request speaks of."""
    return {name: restore_links(table, request.missed_links) for name, table in tables.items()}


def read_tables(request: Request, path: Path) -> dict[str, CaptureTable]:
    """The tables of one file, by stratum, with the columns that the request names.

    Raises:
        TableError: for a file that cannot be read.
    """
    kind = path.suffix.casefold()
    if kind == PARQUET:
        table = read_parquet(path)
        try:
            return tables_from(table, request.columns)
        except TableError as error:
            raise TableError(f"{path}: {error}") from error
    if kind in WORKBOOKS:
        return tables_of_rows(read_sheet(path), request.columns, str(path))
    text, delimiter = read_text(path, request.encoding, request.delimiter)
    return tables_of_text(text, request.columns, str(path), delimiter)
