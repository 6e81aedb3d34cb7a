"""Estimate from a table of anybody's own, outside a register.

Each table is estimated once: with a ``store``, what a table and settings came to first is kept, and
whoever asks again gets the same draws, read and not computed. So nobody can ask again and again
until the answer pleases; what was tried with other settings is shown.
"""

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sijill.estimation.pooling.pooled import Pooled
from sijill.estimation.pooling.settings import Settings
from sijill.estimation.pooling.stored import Question, Stored, find_stored, keep, tried_before
from sijill.estimation.pooling.strata import add_strata, estimate_tables
from sijill.estimation.tables.reading import Columns, tables_of_text
from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable, Estimate
from sijill.model.values.quantities import Refusal
from sijill.steps.estimates.table_text import read_text
from sijill.steps.workspace import Progress

FEW_TABLES = 2
"""Starting processes takes longer than this many tables."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
"""Libraries read these when a process starts."""
Answer = Estimate | Refusal


@dataclass(frozen=True, slots=True)
class Request:
    """What to estimate and how."""

    path: Path
    columns: Columns = field(default_factory=Columns)
    derived: Mapping[str, frozenset[str]] = field(default_factory=dict)
    seed: int = 2017
    settings: Settings = field(default_factory=Settings)
    store: Path | None = None
    encoding: str = ""
    delimiter: str = ""
    """Both are found where they are not stated (``table_text``)."""
    processes: int | None = None
    """``None``: one for each processor where there are more than a few tables."""


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


def estimate_file(request: Request, progress: Progress) -> Estimated:
    """Read the file and estimate each of its strata that the store does not hold.

    Raises:
        TableError: for a file that cannot be read, or derived lists that it does not have.
        StorageError: if the store cannot be read or written.
    """
    text, delimiter = read_text(request.path, request.encoding, request.delimiter)
    tables = tables_of_text(text, request.columns, str(request.path), delimiter)
    _check_derived(request, next(iter(tables.values())).lists)
    asked = {
        name: Question(table, request.settings, request.derived) for name, table in tables.items()
    }
    stored = _find_all(request.store, asked)
    seeds = {name: stored[name].seed if name in stored else request.seed for name in tables}
    answers = {name: one.answer for name, one in stored.items() if one.answer is not None}
    read_back = tuple(answers)
    answers |= _compute(
        request, {n: t for n, t in tables.items() if n not in answers}, seeds, progress
    )
    tried: dict[str, tuple[str, ...]] = {}
    if request.store is not None:
        for name, question in asked.items():
            keep(request.store, question, seeds[name], answers[name])
        found = {name: tried_before(request.store, one) for name, one in asked.items()}
        tried = {name: settings for name, settings in found.items() if settings}
    recorded = {name: table.observed for name, table in tables.items()}
    return Estimated(
        {name: answers[name] for name in tables},
        add_strata(answers, recorded) if len(answers) > 1 else None,
        tables,
        {name: seed for name, seed in seeds.items() if seed != request.seed},
        read_back,
        tried,
    )


def _find_all(store: Path | None, asked: Mapping[str, Question]) -> dict[str, Stored]:
    if store is None:
        return {}
    found = {name: find_stored(store, question) for name, question in asked.items()}
    return {name: one for name, one in found.items() if one is not None}


def _compute(
    request: Request,
    tables: Mapping[str, CaptureTable],
    seeds: Mapping[str, int],
    progress: Progress,
) -> dict[str, Answer]:
    """Estimate the tables, those of one seed together."""
    answers: dict[str, Answer] = {}
    with _apply(request.processes, len(tables), progress) as apply:
        for seed in dict.fromkeys(seeds[name] for name in tables):
            names = [name for name in tables if seeds[name] == seed]
            found = estimate_tables(
                [tables[name] for name in names],
                derived=request.derived,
                seed=seed,
                settings=request.settings,
                apply=apply,
            )
            answers |= dict(zip(names, found, strict=True))
    return answers


def _check_derived(request: Request, lists: Sequence[str]) -> None:
    for name in request.derived:
        if name not in lists:
            raise TableError(f"{request.path}: no list is named {name!r}; there are {lists}")


@contextmanager
def _apply(
    processes: int | None, tables: int, progress: Progress
) -> Iterator[Callable[..., Iterable[Answer]]]:
    """A map that tells how far it is; in processes where it pays."""

    def reported(answers: Iterable[Answer]) -> Iterator[Answer]:
        for done, answer in enumerate(answers, start=1):
            progress("estimating", done, tables)
            yield answer

    number = min(processes or (1 if tables <= FEW_TABLES else os.cpu_count() or 1), tables)
    if number <= 1:
        yield lambda function, items: reported(map(function, items))
        return
    context = multiprocessing.get_context("spawn")
    with _one_thread_each(), ProcessPoolExecutor(number, mp_context=context) as pool:
        yield lambda function, items: reported(pool.map(function, items))


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Processes that are started have one thread each for linear algebra: they share processors."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def read_derived(words: Iterable[str]) -> dict[str, frozenset[str]]:
    """``A=B`` is *A takes records from B*; several for one list add up.

    Raises:
        TableError: for words of another form.
    """
    found: dict[str, frozenset[str]] = {}
    for said in words:
        name, equals, origin = said.partition("=")
        if not (name and equals and origin):
            raise TableError(f"{said!r} is not of the form LIST=ORIGIN")
        found[name] = found.get(name, frozenset()) | {origin}
    return found
