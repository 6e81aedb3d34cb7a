"""The same candidates and the same levels on Spark; what a worker does is tested without it."""

import os
import shutil
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pytest

from sijill.linkage.candidates.blocking import BLOCKING_TABLES, find_candidates
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.comparisons import COMPARISONS, UNKNOWN
from sijill.linkage.comparing.scoring import ALL_FIELDS, Comparer
from sijill.linkage.engines import linking_on
from sijill.linkage.features import feature_table
from sijill.linkage.persons import link
from sijill.linkage.spark.dialect import to_spark
from sijill.linkage.spark.engine import OnSpark, compare_batches
from sijill.model.records.record import IncidentRecord, PersonRecord
from sijill.register.register import Register, Replay
from sijill.simulation.city import build_city
from sijill.simulation.folder import write_city
from sijill.steps.case.capture import capture_case
from sijill.steps.case.settings import read_settings
from sijill.steps.open_case import writing
from sijill.steps.workspace import Author, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pyspark.sql import SparkSession

DEATHS = 850

needs_spark = pytest.mark.skipif(
    shutil.which("java") is None, reason="Spark needs Java, which is not installed"
)


@pytest.fixture(scope="module")
def features(crowd: list[PersonRecord]) -> pa.Table:
    return feature_table(crowd, circumstances(crowd, {}))


@pytest.fixture(scope="module")
def session() -> "Iterator[SparkSession]":
    spark = pytest.importorskip("pyspark.sql", reason="the extra spark is not installed")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # of the workers
    made = (
        spark.SparkSession.builder.master("local[1]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")  # where it asks for larger results
        .config("spark.log.level", "ERROR")
        .getOrCreate()
    )
    yield made
    made.stop()


def joined(features: pa.Table, pairs: pa.Table) -> pa.RecordBatch:
    """Pairs with the columns of both records, as Spark deals them out."""
    columns = {"place": pa.array(np.arange(pairs.num_rows))}
    for side, end in (("l", "left"), ("r", "right")):
        columns[f"row_{side}"] = pairs[end]
        for name in features.drop_columns(["unique_id"]).column_names:
            columns[f"{name}_{side}"] = features[name].take(pairs[end])
    (batch,) = pa.table(columns).combine_chunks().to_batches()
    return batch


def test_a_worker_gives_the_levels_of_its_pairs_whatever_their_order(features: pa.Table) -> None:
    pairs = find_candidates(features).pairs
    expected = Comparer(features).compare(pairs)
    order = np.random.default_rng(3).permutation(pairs.num_rows)
    batch = joined(features, pairs).take(pa.array(order))
    answer = pa.Table.from_batches(compare_batches(iter([batch]), ALL_FIELDS))
    levels = np.stack([answer[f"level_{at}"] for at in range(len(COMPARISONS))], axis=1)
    np.testing.assert_array_equal(levels, expected[answer["place"].to_numpy()])


def test_a_worker_compares_the_fields_that_are_asked_for_and_no_pairs_where_there_are_none(
    features: pa.Table,
) -> None:
    pairs = pa.table({"left": [0, 1], "right": [1, 2]})
    answer = pa.Table.from_batches(
        compare_batches(iter([joined(features, pairs)]), frozenset(["given"]))
    )
    assert set(answer["level_1"].to_pylist()) == {UNKNOWN}
    assert list(compare_batches(iter([]), ALL_FIELDS)) == []


def test_every_query_of_blocking_can_be_said_in_the_words_of_spark() -> None:
    texts = {name: to_spark(query) for name, query in BLOCKING_TABLES}
    assert all("EXPLODE" in texts[name] for name in ("keys", "found"))
    assert to_spark("SELECT a // 2 AS b FROM t") == "SELECT a DIV 2 AS b FROM t"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """About 2,000 records of a simulated city: two scripts, families, descriptions, lone parts."""
    folder = tmp_path_factory.mktemp("city") / "city"
    write_city(build_city(7, DEATHS), folder)
    workspace = Workspace(folder, folder)
    author = Author("test", lambda: datetime(2032, 1, 1, tzinfo=UTC))
    with writing(workspace, author, create=True) as case:
        replayed = Replay()
        capture_case(case, read_settings(workspace), replayed)
        return replayed.register()


@needs_spark
@pytest.mark.long
@pytest.mark.filterwarnings("ignore")  # of pyspark and its sockets
def test_spark_finds_the_same_pairs_levels_weights_and_persons(
    session: "SparkSession", city: Register
) -> None:
    records = city.linkable
    known = circumstances(records.values(), city.active(IncidentRecord))
    assert 1_500 < len(records) < 3_000
    here = link(records.values(), known, Constraints(), 650, lambda _doing: None)
    with linking_on(OnSpark(session)):
        there = link(records.values(), known, Constraints(), 650, lambda _doing: None)
    assert there.partition == here.partition
    assert there.cut_blocks == here.cut_blocks
    for column in ("left", "right", "levels", "vetoes", "weights", "odds"):
        ours, theirs = (getattr(linkage.scored, column) for linkage in (here, there))
        np.testing.assert_array_equal(theirs, ours, err_msg=column)
