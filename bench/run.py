"""Speed and quality beside others, each pair measured in one run: ours, the peer's, the ratio.

Run with ``make bench``; the table is printed and written to ``bench/results.json``.
"""

import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np
import statsmodels.api as sm
from rich.console import Console
from rich.table import Table

import latent_class
from all_graphs import measure_graphs
from builds import measure_builds
from cities import read_city
from ledger_speed import measure_ledger
from measures import Row, seconds
from sijill.estimation.loglinear.full_search import rank_models
from sijill.estimation.loglinear.models import Model, all_terms, hierarchical_models
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.splink_defaults import join_by_defaults
from sijill.linkage.features import comparable_name, feature_table
from sijill.linkage.persons import link
from sijill.model.records.record import IncidentRecord
from sijill.simulation.oracle import score_pairs

RESULTS = Path(__file__).parent / "results.json"
CITY_SEED, CITY_DEATHS = 7, 1500
PEER_MODELS = 100
"""How many of the 6,893 models the peer fits; its time for all of them is scaled up from these."""


def main() -> None:
    """Measure everything, each line told as soon as it is known; print the table, write it."""
    table = Table("measure", "unit", "ours", "peer", "peer's", "ratio")
    rows = []
    for row in _measure():
        cells = f"{row.ours:,.3g}", row.peer_name, f"{row.peer:,.3g}", f"{row.ratio:.3g}"
        print(row.measure, row.unit, *cells, sep=" | ", flush=True)
        table.add_row(row.measure, row.unit, *cells)
        rows.append(asdict(row) | {"ratio": row.ratio})
    Console().print(table)
    RESULTS.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def _measure() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as folder:
        yield from measure_ledger(Path(folder))
        yield from _linkage()
        yield from measure_builds(Path(folder))
    yield from _estimation()
    yield from measure_graphs()
    yield from _latent_class()


def _linkage() -> list[Row]:
    """A simulated city, against Splink's defaults with connected components at 0.95."""
    register, truth = read_city(CITY_SEED, CITY_DEATHS)
    records = register.linkable
    known = circumstances(records.values(), register.active(IncidentRecord))
    person_of = {
        record: truth.person_of[record]
        for record, found in records.items()
        if comparable_name(found) is not None and record in truth.person_of
    }
    begun = time.perf_counter()
    partition = link(records.values(), known, Constraints(), 700, lambda _doing: None).partition
    middle = time.perf_counter()
    defaults = join_by_defaults(feature_table(records.values(), known), 95)
    ended = time.perf_counter()
    ours, peer = score_pairs(partition.clusters, person_of), score_pairs(defaults, person_of)
    name = "Splink's defaults"
    return [
        Row("linkage: pairwise precision", "share", ours.precision, name, peer.precision),
        Row("linkage: pairwise recall", "share", ours.recall, name, peer.recall),
        Row("linkage: 2,500 records", "s", middle - begun, name, ended - middle),
    ]


def _estimation() -> list[Row]:
    """All 6,893 hierarchical models of five lists, against statsmodels model by model."""
    counts = np.random.default_rng(1).poisson(30, 32) + np.ones(32)
    counts[0] = 0
    models = hierarchical_models(5, 4)
    rank_models(counts, 10.0)
    ours = seconds(lambda: rank_models(counts, 10.0))
    chosen = models[:: len(models) // PEER_MODELS][:PEER_MODELS]
    peer = seconds(lambda: [_fit_by_peer(counts, model) for model in chosen])
    scaled = peer * len(models) / len(chosen)
    return [Row("estimation: all models of 5 lists", "s", ours, "statsmodels", scaled)]


def _fit_by_peer(counts: np.ndarray, model: Model) -> float:
    cells = np.arange(1, len(counts))
    terms = np.array(all_terms(model, 5))
    design = ((cells[:, None] & terms) == terms).astype(float)
    return float(sm.GLM(counts[1:], design, family=sm.families.Poisson()).fit().llf)


def _latent_class() -> Iterator[Row]:
    """Effective draws per CPU second beside the published Gibbs sampler, compiled too."""
    latent_class.compile_both()
    for persons in latent_class.SIZES:
        for lists in (4, 5, 6):
            found = latent_class.compare(persons, lists)
            name = f"estimation: latent classes, {persons:,} persons, {lists} lists"
            yield Row(name, "draws/s", found.ours_per_s, "Gibbs", found.theirs_per_s)


if __name__ == "__main__":
    main()
