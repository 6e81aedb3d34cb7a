"""The files of a kept linkage in the work folder.

They are uncompressed Arrow, mapped into memory and not read: of half a million records the next
linkage needs a few thousand. They hold names, so the folder is its owner's alone. They can be
deleted; the next linkage is then a whole one.
"""

import json
from collections.abc import Mapping
from dataclasses import fields
from pathlib import Path
from shutil import rmtree
from typing import Any
from zipfile import BadZipFile

import duckdb
import numpy as np
import pyarrow as pa

from sijill.files.reading import read_bounded
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.clustering.clusters import ClusteringInput, Constraints, Edges
from sijill.linkage.clustering.former import Clustering
from sijill.linkage.comparing.comparisons import COMPARISONS
from sijill.linkage.comparing.evidence import Model
from sijill.linkage.comparing.frequencies import WITH_FREQUENCY
from sijill.linkage.comparing.pair_data import PairData
from sijill.linkage.learned import ComparedPairs, Learned, Parameters
from sijill.linkage.version import model_digest
from sijill.model.case_limits import MOST_RESULT_BYTES
from sijill.model.errors import FileUnreadableError

FORMAT = 4
"""Of these files; raised whenever they change, so that older ones are made anew."""
_MANIFEST = "manifest.json"
_PLAIN = ("vetoes", "weights", "missed", "closed")
_OF_PAIR = ("left", "right", "lists", "barred")
_MODEL = fields(Model)
_OF_EDGE = tuple(one.name for one in fields(Edges))
_KINDS = ("same", "different")
_CONSTRAINTS = pa.schema([(name, pa.string()) for name in ("kind", "left", "right")])


def keep(kept: Kept, folder: Path) -> None:
    """Write it to a folder, which is made anew; the manifest is written last."""
    forget(folder)
    folder.mkdir(mode=0o700, parents=True)
    learned = kept.learned
    pairs, parameters = learned.pairs, learned.parameters
    spellings = learned.table.append_column("record_of", pa.array(learned.record_of))
    _write(folder / "records.arrow", spellings)
    _write(folder / "keys.arrow", pa.table({"key": kept.keys, "row": kept.key_rows}))
    _write(folder / "digests.arrow", pa.table({"digest": kept.digests}))
    _write_clustering(folder, learned.clustering)
    columns = {name: getattr(pairs.data, name) for name in _OF_PAIR}
    columns |= {name: getattr(pairs, name) for name in _PLAIN}
    columns |= {f"level_{at}": level for at, level in enumerate(pairs.data.levels.T)}
    columns |= {f"rarity_{at}": rarity for at, rarity in enumerate(pairs.data.rarity.T)}
    columns |= {f"added_{at}": added for at, added in enumerate(pairs.added.T)}
    _write(folder / "pairs.arrow", pa.table(columns))
    for column, counts in parameters.counted.items():
        _write(folder / f"count_{column}.arrow", pa.Table.from_struct_array(counts))
    model = {one.name: getattr(parameters.model, one.name) for one in _MODEL}
    np.savez(
        folder / "parameters.npz",
        **model,
        sizes=parameters.sizes,
        numbered=parameters.numbered,
        unique=parameters.unique,
        strangers=parameters.strangers,
    )
    manifest = {
        **_made_by(),
        "records": learned.records,
        "threshold": learned.clustering.given.threshold,
        "lists": parameters.lists,
        "counted": sorted(parameters.counted),
        "audited_up_to": parameters.audited_up_to.hex(),
        "rivals_level": parameters.rivals_level,
        "audited": kept.audited.tolist(),
        "cut_blocks": dict(learned.cut_blocks),
        "unsplit_blocks": dict(learned.unsplit_blocks),
        "mark": kept.mark,
    }
    (folder / _MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


def recall(folder: Path) -> Kept | None:
    """What was kept; ``None`` where nothing whole is there that this model can use."""
    try:
        manifest = json.loads(read_bounded(folder / _MANIFEST, MOST_RESULT_BYTES))
        if any(manifest.get(name) != value for name, value in _made_by().items()):
            return None
        learned = _read_learned(folder, manifest)
        keys, digests = _read(folder / "keys.arrow"), _read(folder / "digests.arrow")
    except (
        FileUnreadableError,
        OSError,
        ValueError,
        KeyError,
        AttributeError,
        EOFError,
        BadZipFile,
    ):
        return None  # cut off or damaged: a whole linkage makes it anew
    return Kept(
        learned,
        keys["key"].to_numpy(),
        keys["row"].to_numpy(),
        digests["digest"].to_numpy(),
        np.array(manifest["audited"], dtype=np.int32),
        manifest["mark"],
    )


def _read_learned(folder: Path, manifest: Mapping[str, Any]) -> Learned:
    spellings = _read(folder / "records.arrow")
    counted = {
        column: _read(folder / f"count_{column}.arrow").to_struct_array().combine_chunks()
        for column in manifest["counted"]
    }
    with (
        (folder / "parameters.npz").open("rb") as file,
        np.load(file, allow_pickle=False) as kept,
    ):
        arrays = {name: kept[name] for name in kept.files}
    model = Model(
        **{one.name: array if (array := arrays[one.name]).ndim else array.item() for one in _MODEL}
    )
    parameters = Parameters(
        model,
        counted,
        tuple(manifest["lists"]),
        arrays["sizes"],
        arrays["numbered"],
        arrays["unique"],
        arrays["strangers"],
        bytes.fromhex(manifest["audited_up_to"]),
        manifest["rivals_level"],
    )
    return Learned(
        parameters=parameters,
        table=spellings.drop_columns(["record_of"]),
        record_of=spellings["record_of"].to_numpy(),
        records=manifest["records"],
        pairs=_read_pairs(folder / "pairs.arrow"),
        clustering=_read_clustering(folder, manifest["threshold"]),
        cut_blocks=manifest["cut_blocks"],
        unsplit_blocks=manifest["unsplit_blocks"],
    )


def forget(folder: Path) -> None:
    """Remove what was kept."""
    if folder.exists():
        rmtree(folder)


def _made_by() -> dict[str, object]:
    """What a kept linkage can be used by: the same model, and the same engine's hashes."""
    return {"format": FORMAT, "model": model_digest(), "engine": duckdb.__version__}


def _read_pairs(path: Path) -> ComparedPairs:
    table = _read(path)
    columns = {name: table[name].to_numpy() for name in table.column_names}
    levels, rarity, added = (
        np.stack([columns[f"{word}_{at}"] for at in range(count)], axis=1)
        for word, count in (
            ("level", len(COMPARISONS)),
            ("rarity", len(WITH_FREQUENCY)),
            ("added", len(COMPARISONS) + 2),
        )
    )
    left, right, lists, barred = (columns[name] for name in _OF_PAIR)
    vetoes, weights, missed, closed = (columns[name] for name in _PLAIN)
    data = PairData(left, right, lists, levels, rarity, barred)
    return ComparedPairs(data, vetoes, weights, added, missed, closed)


def _write_clustering(folder: Path, clustering: Clustering) -> None:
    given = clustering.given
    members = {"id": given.ids, "cluster": clustering.numbers}
    members |= {"once": given.once, "compared": given.compared}
    _write(folder / "clusters.arrow", pa.table(members))
    edges = {name: getattr(given.edges, name) for name in _OF_EDGE}
    _write(folder / "edges.arrow", pa.table(edges))
    rows = [
        {"kind": kind, "left": left, "right": right}
        for kind in _KINDS
        for left, right in sorted(getattr(given.constraints, kind))
    ]
    constraints = pa.Table.from_pylist(rows, schema=_CONSTRAINTS)
    _write(folder / "constraints.arrow", constraints)


def _read_clustering(folder: Path, threshold: float) -> Clustering:
    members, edges = _read(folder / "clusters.arrow"), _read(folder / "edges.arrow")
    constraints: dict[str, set[tuple[str, str]]] = {kind: set() for kind in _KINDS}
    for row in _read(folder / "constraints.arrow").to_pylist():
        constraints[row["kind"]].add((row["left"], row["right"]))
    given = ClusteringInput(
        ids=members["id"].to_pylist(),
        edges=Edges(**{name: edges[name].to_numpy() for name in _OF_EDGE}),
        constraints=Constraints(
            frozenset(constraints["same"]), frozenset(constraints["different"])
        ),
        threshold=threshold,
        once=members["once"].to_numpy(),
        compared=members["compared"].to_numpy(),
    )
    return Clustering(given, members["cluster"].to_numpy())


def _write(path: Path, table: pa.Table) -> None:
    with pa.OSFile(str(path), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table.combine_chunks())


def _read(path: Path) -> pa.Table:
    return pa.ipc.open_file(pa.memory_map(str(path))).read_all()
