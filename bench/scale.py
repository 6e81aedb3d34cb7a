"""Linkage of many records beside plain Splink with the same blocking rules, in one run.

    python bench/scale.py [RECORDS [SYLLABLES [FOLDER]]]

Records are those of ``builds``: three lists of one invented population, in which names have three
or four syllables (``34``) unless SYLLABLES says otherwise; ``223`` are the names of ``builds``, so
few that a million records share them. Splink gets our keys as its rules, without the blocks that
are too big to be compared whole, and the comparisons of its tutorial
(``comparing.splink_defaults``). Where FOLDER is given the last thousand records are left out, and
what was learned is kept there for ``arriving``. The records themselves are not held in memory, only
their columns. CPU seconds, and the peak memory so far.
"""

import resource
import sys
from itertools import islice
from pathlib import Path
from time import process_time

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from arriving import SAME_PERMILLE, Syllables, iterate_records
from sijill.linkage.arrivals.kept import Kept
from sijill.linkage.arrivals.kept_files import keep
from sijill.linkage.candidates.blocking import BLOCKING_TABLES, KEYS
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.comparing.splink_defaults import join_by_defaults
from sijill.linkage.features import feature_table, spelling_table
from sijill.linkage.linkage import LinkableRecords, log_odds
from sijill.linkage.persons import link_spellings

RECORDS_AT_A_TIME = 50_000
TRAINING = (
    "l.given_form = r.given_form AND l.father_form = r.father_form",
    "l.family_form = r.family_form AND l.first_day = r.first_day",
)
"""Splink's training: by one fact alone its pairs grow with the square of the records."""


class Stopwatch:
    """Prints what each part of the work took."""

    def __init__(self) -> None:
        self._first = self._begun = process_time()
        self._doing = ""

    @property
    def total(self) -> float:
        """CPU seconds since it was started."""
        return process_time() - self._first

    def next(self, doing: str) -> None:
        """The part before has ended, this one begins."""
        now = process_time()
        if self._doing:
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"{self._doing} | {now - self._begun:.1f} CPU s | {peak:,} MB", flush=True)
        self._begun, self._doing = now, doing


def with_keys(features: pa.Table) -> tuple[pa.Table, list[str]]:
    """The features with a column for each blocking key, empty where its block is too big; rules.

    Keys of which a record has several, one for each word of its place, are left out.
    """
    single = [number for number, (_, key) in enumerate(KEYS) if number and "word" not in key]
    with duckdb.connect() as connection:
        connection.register("features", features)
        for name, query in BLOCKING_TABLES[:4]:
            connection.execute(f"CREATE TEMP TABLE {name} AS {query}")
        columns = ", ".join(
            f"any_value(key) FILTER (kind = {max(number, 1)} AND NOT too_big) AS key_{number}"
            for number in single
        )
        keyed = connection.sql(
            f"SELECT features.*, of_row.* EXCLUDE (unique_id) FROM features LEFT JOIN "  # noqa: S608  ours
            f"(SELECT unique_id, {columns} FROM blocks GROUP BY unique_id) AS of_row "
            "USING (unique_id)"
        ).to_arrow_table()
    return keyed, [
        f"l.key_{number} = r.key_{number}"
        for number in single
        if keyed[f"key_{number}"].null_count < len(keyed)
    ]


def read_columns(size: int, syllables: Syllables, leave: int) -> tuple[pa.Table, float]:
    """The features of so many invented records, and the CPU seconds that reading them took."""
    spent, parts, few = 0.0, [], []
    records = iterate_records(size, syllables, leave)
    while some := list(islice(records, RECORDS_AT_A_TIME)):
        known = circumstances(some, {})
        begun = process_time()
        parts.append(feature_table(some, known))
        few.append(spelling_table(some, known)[0].num_rows)
        spent += process_time() - begun
    begun = process_time()
    if any(few):
        raise RuntimeError("an invented record has a second spelling")
    features = pa.concat_tables(parts)
    features = features.take(pc.sort_indices(features["record_id"])).combine_chunks()
    numbers = pa.array(np.arange(features.num_rows, dtype=np.int32))
    return features.set_column(0, "unique_id", numbers), spent + process_time() - begun


def main() -> None:
    """Measure."""
    size = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    lengths = sys.argv[2] if len(sys.argv) > 2 else "34"  # noqa: PLR2004
    folder = Path(sys.argv[3]) if len(sys.argv) > 3 else None  # noqa: PLR2004
    features, spent = read_columns(size, tuple(map(int, lengths)), 1_000 if folder else 0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"features of {len(features):,} | {spent:.1f} CPU s | {peak:,} MB", flush=True)
    watch = Stopwatch()
    watch.next("ours, the lists")
    ids = features["record_id"].to_pylist()
    linkable = LinkableRecords(ids, features["list_id"].to_pylist(), Constraints())
    spellings = Spellings(features, features.slice(0, 0), ())
    watch.next("ours, finding and comparing candidate pairs")
    linkage = link_spellings(
        spellings,
        linkable,
        log_odds(SAME_PERMILLE),
        lambda doing: watch.next(f"ours, {doing}"),
        keeps=folder is not None,
    )
    watch.next("")
    persons = len(linkage.partition.clusters)
    print(f"ours, without features | {watch.total:.1f} CPU s | {persons:,} persons")
    if folder and linkage.learned:
        keep(Kept.of(linkage.learned), folder)
    del linkage, spellings, linkable
    watch = Stopwatch()
    watch.next("keys for Splink")
    keyed, rules = with_keys(features)
    watch.next("Splink by the same keys")
    clusters = join_by_defaults(keyed, SAME_PERMILLE // 10, rules, TRAINING)
    watch.next("")
    print(f"Splink | {watch.total:.1f} CPU s | {len(clusters):,} persons")


if __name__ == "__main__":
    main()
