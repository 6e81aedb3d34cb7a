"""Estimate from a table of anybody's own, outside a register.

Each table is estimated once: with a ``store``, the first seed that a table and settings were
estimated with is kept, and whoever estimates them again gets the same draws. So nobody can ask
again and again until the answer pleases.
"""

import json
import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sijill.estimation.digest import estimate_digest
from sijill.estimation.reading import Columns, read_table
from sijill.estimation.settings import Settings
from sijill.estimation.strata import Pooled, add_strata, estimate_tables
from sijill.model.captures import Estimate
from sijill.model.errors import StorageError, TableError
from sijill.model.quantities import Refusal
from sijill.steps.workspace import Progress

FEW_TABLES = 2
"""Starting processes takes longer than this many tables."""
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
    processes: int | None = None
    """``None``: one for each processor where there are more than a few tables."""


@dataclass(frozen=True, slots=True)
class Estimated:
    """The answers by stratum, their sum where there are several, and the seeds that stood."""

    answers: Mapping[str, Answer]
    whole: Pooled | Refusal | None
    kept_seeds: Mapping[str, int]
    """Strata that were estimated before with another seed, and that seed, which was used."""


def estimate_file(request: Request, progress: Progress) -> Estimated:
    """Read the file and estimate each of its strata.

    Raises:
        TableError: for a file that cannot be read, or derived lists that it does not have.
        StorageError: if the store cannot be read or written.
    """
    tables = read_table(request.path, request.columns)
    _check_derived(request, next(iter(tables.values())).lists)
    digests = {
        name: estimate_digest(table, request.derived, request.settings)
        for name, table in tables.items()
    }
    seeds = {
        name: _kept_seed(request.store, known, request.seed) for name, known in digests.items()
    }
    answers: dict[str, Answer] = {}
    with _apply(request.processes, len(tables), progress) as apply:
        for seed in dict.fromkeys(seeds.values()):
            names = [name for name in tables if seeds[name] == seed]
            found = estimate_tables(
                [tables[name] for name in names],
                derived=request.derived,
                seed=seed,
                settings=request.settings,
                apply=apply,
            )
            answers |= dict(zip(names, found, strict=True))
    for name, known in digests.items():
        _keep_seed(request.store, known, seeds[name], answers[name])
    return Estimated(
        {name: answers[name] for name in tables},
        add_strata(answers, seed=request.seed) if len(answers) > 1 else None,
        {name: seed for name, seed in seeds.items() if seed != request.seed},
    )


def _check_derived(request: Request, lists: Sequence[str]) -> None:
    for name in request.derived:
        if name not in lists:
            raise TableError(f"{request.path}: no list is named {name!r}; there are {lists}")


@contextmanager
def _apply(
    processes: int | None, tables: int, progress: Progress
) -> Iterator[Callable[..., Iterable[Answer]]]:
    """A map that tells how far it is; in processes where it pays."""

    def told(answers: Iterable[Answer]) -> Iterator[Answer]:
        for done, answer in enumerate(answers, start=1):
            progress("estimating", done, tables)
            yield answer

    number = processes or (1 if tables <= FEW_TABLES else os.cpu_count() or 1)
    if number == 1:
        yield lambda function, items: told(map(function, items))
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(min(number, tables), mp_context=context) as pool:
        yield lambda function, items: told(pool.map(function, items))


def _kept_seed(store: Path | None, known: str, seed: int) -> int:
    """The seed of the first estimate under this digest, or ``seed``."""
    if store is None or not (store / f"{known}.json").exists():
        return seed
    path = store / f"{known}.json"
    try:
        return int(json.loads(path.read_text(encoding="utf-8"))["seed"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StorageError(f"{path}: is no stored estimate: {error}") from error


def _keep_seed(store: Path | None, known: str, seed: int, answer: Answer) -> None:
    """Keep the estimate under its digest, once; what is there is never written over."""
    if store is None:
        return
    content: dict[str, object] = {"digest": known, "seed": seed}
    if isinstance(answer, Estimate):
        content["total"] = [answer.total.lowest, answer.total.highest]
        content["point"] = answer.point
    else:
        content["refused"] = str(answer)
    try:
        store.mkdir(parents=True, exist_ok=True)
        with (store / f"{known}.json").open("x", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
    except FileExistsError:
        return
    except OSError as error:
        raise StorageError(f"{store}: cannot be written to: {error.strerror}") from error


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
