"""Estimates kept in a folder: what was estimated first stands, and what else was tried is seen.

``<folder>/<digest of the table>/`` holds, for each of the settings that the table was estimated
with, ``<digest>.json``, written once, and the draws in ``<digest>-<seed>.parquet``. So whoever asks
again with the same settings, be it with another seed, gets what is there; and whoever tries other
settings until one pleases leaves the others behind.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
from pyarrow import parquet

from sijill.estimation.pooling.digest import (
    describe_settings,
    estimate_digest,
    name_versions,
    table_digest,
)
from sijill.estimation.pooling.exports import HEADLINE, describe, describe_refusal, write_parquet
from sijill.estimation.pooling.headline import estimate_table
from sijill.estimation.pooling.settings import Settings
from sijill.files.reading import open_regular, read_bounded
from sijill.model.case_limits import MOST_RESULT_BYTES
from sijill.model.errors import FileUnreadableError, StorageError
from sijill.model.results.captures import (
    CaptureTable,
    Draws,
    Estimate,
    Method,
    MethodAnswer,
    ModelFit,
)
from sijill.model.values.counts import CountRange
from sijill.model.values.quantities import Refusal, RefusalReason

Answer = Estimate | Refusal


@dataclass(frozen=True, slots=True)
class EstimateRequest:
    """A table and how it is to be estimated, with the names under which an answer is kept."""

    table: CaptureTable
    settings: Settings
    derived: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """Of table and settings."""
        return estimate_digest(self.table, self.derived, self.settings)

    def answer(self, seed: int) -> Answer:
        """Estimate it. Raises as ``estimate_table``."""
        return estimate_table(self.table, derived=self.derived, seed=seed, settings=self.settings)

    def folder_in(self, store: Path) -> Path:
        """Where all estimates of this table are."""
        return store / table_digest(self.table)


@dataclass(frozen=True, slots=True)
class Stored:
    """What a store holds under one question."""

    seed: int
    answer: Answer | None
    """``None`` if it was kept under another name of the stratum, which stands in its sentences."""


def find_stored(store: Path, question: EstimateRequest) -> Stored | None:
    """What was estimated first for this question, if anything was.

    Raises:
        StorageError: if it cannot be read, or its draws are not those that were kept.
    """
    path = question.folder_in(store) / f"{question.digest}.json"
    if not path.exists():
        return None
    try:
        content = json.loads(read_bounded(path, MOST_RESULT_BYTES))
        seed = int(content["seed"])
        if content["stratum"] != question.table.stratum:
            return Stored(seed, None)
        answer = _read_answer(content, _draws_at(path, seed))
        if isinstance(answer, Estimate):
            answer = replace(answer, table=question.table)
        return Stored(seed, answer)
    except (FileUnreadableError, OSError, ValueError, KeyError, TypeError) as error:
        raise StorageError(
            f"{path}: is no stored estimate: {error}. Restore it from a backup, or name another "
            "store."
        ) from error


def keep(store: Path, question: EstimateRequest, seed: int, answer: Answer) -> None:
    """Keep the answer under its digest, once; what is there is never written over.

    Raises:
        StorageError: if the folder cannot be written to.
    """
    path = question.folder_in(store) / f"{question.digest}.json"
    content: dict[str, object] = {
        "stratum": question.table.stratum,
        "seed": seed,
        "settings": describe_settings(question.settings, question.derived),
        "versions": name_versions(),
    }
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists():
            return
        if isinstance(answer, Estimate):
            write_parquet([answer], _draws_at(path, seed))
            content["estimate"] = describe(answer)
            content["refused"] = {
                method.value: describe_refusal(why) for method, why in answer.refused.items()
            }
            content["draws_sha256"] = _hash_file(_draws_at(path, seed))
        else:
            content["refusal"] = describe_refusal(answer)
        with path.open("x", encoding="utf-8") as file:
            json.dump(content, file, ensure_ascii=False, indent=1)
    except FileExistsError:
        return
    except OSError as error:
        raise StorageError(f"{store}: cannot be written to: {error.strerror}") from error


def tried_before(store: Path, question: EstimateRequest) -> tuple[str, ...]:
    """The other settings that the same table was estimated with: what differs, and what came out.

    Raises:
        StorageError: if one of them cannot be read.
    """
    now = describe_settings(question.settings, question.derived)
    sentences = []
    for path in sorted(question.folder_in(store).glob("*.json")):
        if path.stem == question.digest:
            continue
        try:
            content = json.loads(read_bounded(path, MOST_RESULT_BYTES))
            sentences.append(_describe_difference(content, now))
        except (FileUnreadableError, OSError, ValueError, KeyError, TypeError) as error:
            raise StorageError(f"{path}: is no stored estimate: {error}") from error
    return tuple(sentences)


def _describe_difference(content: Mapping[str, Any], now: Mapping[str, object]) -> str:
    before = content["settings"]
    other = [
        f"{name} {_in_words(before[name])}" for name in before if before[name] != now.get(name)
    ]
    version = content["versions"]["estimation"]
    if version != name_versions()["estimation"]:
        other.append(f"version {version} of the methods")
    if "estimate" in content:
        total = content["estimate"]["total"]
        return f"{', '.join(other)}: {CountRange(total['lowest'], total['highest'])}"
    return f"{', '.join(other)}: not estimable"


def _in_words(value: object) -> str:
    match value:
        case list():
            return " and ".join(map(_in_words, value)) or "none"
        case dict():
            return (
                " and ".join(f"{name} {_in_words(item)}" for name, item in value.items()) or "none"
            )
        case _:
            return str(value)


def _draws_at(path: Path, seed: int) -> Path:
    return path.with_name(f"{path.stem}-{seed}.parquet")


def _hash_file(path: Path) -> str:
    with open_regular(path) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _read_answer(content: Mapping[str, Any], draws_at: Path) -> Answer:
    if "refusal" in content:
        return _read_refusal(content["refusal"])
    if _hash_file(draws_at) != content["draws_sha256"]:
        raise ValueError(f"{draws_at.name} is not what was kept")
    estimate, draws = content["estimate"], _read_draws(draws_at)
    answers = tuple(
        MethodAnswer(
            Method(answer["method"]),
            _read_range(answer["total"]),
            answer["median"],
            answer["diagnostics"],
            draws[answer["method"]],
        )
        for answer in estimate["methods"]
    )
    refused = {Method(name): _read_refusal(why) for name, why in content["refused"].items()}
    models = tuple(
        ModelFit(tuple(map(tuple, model["terms"])), model["bic"], model["total"])
        for model in estimate["models"]
    )
    simple = ("stratum", "observed", "level_percent", "median", "seed", "replicates", "digest")
    more = ("delta_sd", "on_lists", "settings", "versions")
    return Estimate(
        **{name: estimate[name] for name in simple + more},
        lists=tuple(estimate["lists"]),
        total=_read_range(estimate["total"]),
        chao_lower_bound=_read_range(estimate["chao_lower_bound"]),
        answers=answers,
        refused=refused,
        models=models,
        assumptions=tuple(estimate["assumptions"]),
        warnings=tuple(estimate["warnings"]),
        draws=draws[HEADLINE][0],
    )


def _read_draws(path: Path) -> dict[str, Draws]:
    """By method, shape (runs, draws)."""
    table = parquet.read_table(path, columns=["method", "run", "total"])
    methods = np.array(table["method"].to_pylist())
    runs, totals = table["run"].to_numpy(), table["total"].to_numpy()
    return {
        str(name): totals[methods == name].reshape(int(runs[methods == name].max()) + 1, -1)
        for name in np.unique(methods)
    }


def _read_range(ends: Mapping[str, int | None]) -> CountRange:
    return CountRange(ends["lowest"], ends["highest"])


def _read_refusal(content: Mapping[str, str]) -> Refusal:
    return Refusal(
        RefusalReason(content["not_estimable"]), content["explanation"], content["needed"]
    )
