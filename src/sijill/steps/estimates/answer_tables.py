"""Many tables under keys of the caller's: each answered from the store, or computed and kept.

A table that stands under several keys, as where replicates agree on a stratum, is computed once.
"""

import multiprocessing
import os
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Generic, TypeVar

from sijill.estimation.pooling.stored import (
    EstimateRequest,
    Stored,
    find_stored,
    keep,
    tried_before,
)
from sijill.estimation.pooling.strata import estimate_tables
from sijill.model.errors import TableError
from sijill.model.results.captures import CaptureTable, Estimate
from sijill.model.values.quantities import Refusal
from sijill.register.watching import Watch
from sijill.steps.estimates.request import Request

FEW_TABLES = 2
"""Starting processes takes longer than this many tables."""
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
"""Libraries read these when a process starts."""
Answer = Estimate | Refusal
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Answered(Generic[Key]):
    """The answers in the order of the tables, and what stood in the store already."""

    answers: Mapping[Key, Answer]
    seeds: Mapping[Key, int]
    """That of the request, or the one that an estimate was kept with."""
    read_back: tuple[Key, ...]
    """Whose estimate was read from the store."""
    tried: Mapping[Key, tuple[str, ...]]
    """Other settings that the store holds for a table, and what came out."""


def answer_tables(
    request: Request, tables: Mapping[Key, CaptureTable], progress: Watch
) -> Answered[Key]:
    """Estimate each table that the store of the request does not hold.

    Raises:
        TableError: if a list is said to be derived that the tables do not have.
        StorageError: if the store cannot be read or written.
    """
    for table in tables.values():
        _check_derived(request, table)
    asked = {
        key: EstimateRequest(table, request.settings, request.derived)
        for key, table in tables.items()
    }
    stored = _find_all(request, asked)
    seeds = {key: stored[key].seed if key in stored else request.seed for key in tables}
    answers = {key: earlier.answer for key, earlier in stored.items() if earlier.answer is not None}
    read_back = tuple(answers)
    answers |= _compute(
        request,
        {key: question for key, question in asked.items() if key not in answers},
        seeds,
        progress,
    )
    tried: dict[Key, tuple[str, ...]] = {}
    if request.store is not None:
        for key, question in asked.items():
            keep(request.store, question, seeds[key], answers[key])
        settings_before = {
            key: tried_before(request.store, question) for key, question in asked.items()
        }
        tried = {key: settings for key, settings in settings_before.items() if settings}
    return Answered({key: answers[key] for key in tables}, seeds, read_back, tried)


def _check_derived(request: Request, table: CaptureTable) -> None:
    for name in request.derived:
        if name not in table.lists:
            raise TableError(
                f"{request.path}: no list is named {name!r}; there are {list(table.lists)}"
            )


def _find_all(request: Request, asked: Mapping[Key, EstimateRequest]) -> dict[Key, Stored]:
    if request.store is None:
        return {}
    by_key = {key: find_stored(request.store, question) for key, question in asked.items()}
    return {key: earlier for key, earlier in by_key.items() if earlier is not None}


def _compute(
    request: Request,
    asked: Mapping[Key, EstimateRequest],
    seeds: Mapping[Key, int],
    progress: Watch,
) -> dict[Key, Answer]:
    """Estimate the tables, those of one seed together and none twice."""
    named = {
        key: (seeds[key], question.table.stratum, question.digest)
        for key, question in asked.items()
    }
    first = {name: key for key, name in reversed(list(named.items()))}
    computed: dict[tuple[int, str, str], Answer] = {}
    with _apply(request.processes, len(first), progress) as apply:
        for seed in dict.fromkeys(seed for seed, _, _ in named.values()):
            names = [name for name in dict.fromkeys(named.values()) if name[0] == seed]
            answers = estimate_tables(
                [asked[first[name]].table for name in names],
                derived=request.derived,
                seed=seed,
                settings=request.settings,
                apply=apply,
            )
            computed |= dict(zip(names, answers, strict=True))
    return {key: computed[name] for key, name in named.items()}


@contextmanager
def _apply(
    processes: int | None, tables: int, progress: Watch
) -> Iterator[Callable[..., Iterable[Answer]]]:
    """A map that says how far it is; in processes where it pays."""

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
