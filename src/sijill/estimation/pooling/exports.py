"""An estimate for other tools: xarray for ArviZ, Parquet for anything that reads tables."""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
from pyarrow import parquet

from sijill.estimation.pooling.pooled import Pooled
from sijill.estimation.pooling.reader_warnings import explain_ends
from sijill.files.durability import whole_file
from sijill.files.writing import SAVING
from sijill.model.results.captures import Estimate
from sijill.model.values.quantities import Refusal

if TYPE_CHECKING:
    from xarray import DataTree

HEADLINE = "headline"
ALL = "all strata"
SCHEMA = pa.schema(
    [
        ("stratum", pa.string()),
        ("method", pa.string()),
        ("run", pa.int16()),
        ("draw", pa.int32()),
        ("total", pa.float64()),
    ]
)
"""``total`` is a whole number of persons, infinite where nothing set an upper end; ``run`` and
``draw`` count from 0, and ``method`` is a method's name or "headline"."""


def write_parquet(
    estimates: Iterable[Estimate], path: str | os.PathLike[str], whole: Pooled | None = None
) -> None:
    """Write all draws, a row each, as ``SCHEMA``; what was estimated and how is in its metadata.

    The draws of a total over all of them, where there is one, have the stratum ``ALL``.

    Raises:
        OSError: if the file cannot be written.
    """
    kept = list(estimates)
    parts = [
        _draws_table(estimate.stratum, method, draws)
        for estimate in kept
        for method, draws in (
            (HEADLINE, estimate.draws[None]),
            *((answer.method.value, answer.draws) for answer in estimate.answers),
        )
    ]
    metadata = {
        "sijill.estimates": json.dumps(
            [describe(estimate) for estimate in kept], ensure_ascii=False
        )
    }
    if whole is not None:
        parts.append(_draws_table(ALL, HEADLINE, whole.draws[None]))
        metadata["sijill.sum"] = json.dumps(describe_sum(whole), ensure_ascii=False)
    table = pa.concat_tables([SCHEMA.empty_table(), *parts])
    _write(table.replace_schema_metadata(metadata), path)


def write_pooled(totals: Mapping[str, Pooled], path: str | os.PathLike[str]) -> None:
    """Write the draws of combined totals by stratum, as ``SCHEMA``, with what they are.

    Raises:
        OSError: if the file cannot be written.
    """
    parts = [_draws_table(name, HEADLINE, pooled.draws[None]) for name, pooled in totals.items()]
    content = {name: describe_sum(pooled) for name, pooled in totals.items()}
    table = pa.concat_tables([SCHEMA.empty_table(), *parts])
    metadata = {"sijill.combined": json.dumps(content, ensure_ascii=False)}
    _write(table.replace_schema_metadata(metadata), path)


def _write(table: pa.Table, path: str | os.PathLike[str]) -> None:
    """Whole, or what was there stays: given a path, pyarrow removes what it cannot write to."""
    with whole_file(Path(path), SAVING, mode=None) as file:
        parquet.write_table(table, file)


def describe(estimate: Estimate) -> dict[str, object]:
    """Everything about an estimate but its draws, as JSON."""
    return {
        "stratum": estimate.stratum,
        "total": {"lowest": estimate.total.lowest, "highest": estimate.total.highest},
        "level_percent": estimate.level_percent,
        "median": estimate.median,
        "chao_lower_bound": {
            "lowest": estimate.chao_lower_bound.lowest,
            "highest": estimate.chao_lower_bound.highest,
        },
        "observed": estimate.observed,
        "lists": list(estimate.lists),
        "methods": [
            {
                "method": answer.method.value,
                "total": {"lowest": answer.total.lowest, "highest": answer.total.highest},
                "median": answer.median,
                "diagnostics": {name: float(value) for name, value in answer.diagnostics.items()},
            }
            for answer in estimate.answers
        ],
        "refused": {method.value: str(why) for method, why in estimate.refused.items()},
        "models": [
            {"terms": [list(term) for term in model.terms], "bic": model.bic, "total": model.total}
            for model in estimate.models
        ],
        "ends": explain_ends(estimate),
        "assumptions": list(estimate.assumptions),
        "warnings": list(estimate.warnings),
        "citations": list(estimate.citations),
        "seed": estimate.seed,
        "replicates": estimate.replicates,
        "digest": estimate.digest,
        "delta_sd": estimate.delta_sd,
        "on_lists": estimate.on_lists,
        "settings": dict(estimate.settings),
        "versions": dict(estimate.versions),
    }


def describe_sum(pooled: Pooled) -> dict[str, object]:
    """Everything about a total over tables but its draws, as JSON."""
    return {
        "total": {"lowest": pooled.total.lowest, "highest": pooled.total.highest},
        "level_percent": pooled.level_percent,
        "median": pooled.median,
        "observed": {"lowest": pooled.observed.lowest, "highest": pooled.observed.highest},
        "floor": pooled.floor,
        "answered": {"lowest": pooled.answered.lowest, "highest": pooled.answered.highest},
        "refused": {name: describe_refusal(refusal) for name, refusal in pooled.refused.items()},
        "notes": list(pooled.notes),
    }


def describe_refusal(refusal: Refusal) -> dict[str, object]:
    """Why there is no number, as JSON."""
    return {
        "not_estimable": refusal.reason.value,
        "explanation": refusal.explanation,
        "needed": refusal.needed,
    }


def _draws_table(stratum: str, method: str, draws: np.ndarray) -> pa.Table:
    runs, number = draws.shape
    size = runs * number
    return pa.table(
        {
            "stratum": pa.array([stratum] * size, pa.string()),
            "method": pa.array([method] * size, pa.string()),
            "run": np.repeat(np.arange(runs, dtype=np.int16), number),
            "draw": np.tile(np.arange(number, dtype=np.int32), runs),
            "total": draws.ravel(),
        },
        schema=SCHEMA,
    )


def to_datatree(estimate: Estimate) -> "DataTree":
    """The draws as ArviZ reads them: groups ``posterior`` and one for each method.

    ``posterior`` has one chain, the headline. A method's group has a chain for each of its runs;
    runs share nothing, so R-hat means something there. The variable is ``total``.

    Raises:
        ModuleNotFoundError: without xarray: ``pip install sijill[notebook]``.
    """
    try:
        import xarray  # noqa: PLC0415  an extra
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            "xarray is not installed. Run: pip install 'sijill[notebook]'"
        ) from error
    groups = {"posterior": estimate.draws[None]} | {
        answer.method.value.replace(" ", "_").replace("-", "_"): answer.draws
        for answer in estimate.answers
    }
    tree = xarray.DataTree.from_dict(
        {
            f"/{name}": xarray.Dataset({"total": (("chain", "draw"), draws)})
            for name, draws in groups.items()
        }
    )
    tree.attrs = {"sijill": json.dumps(describe(estimate), ensure_ascii=False)}
    return tree
