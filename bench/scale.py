"""Linkage of many records beside plain Splink with the same blocking rules, in one run.

    python bench/scale.py [RECORDS]

Records are those of ``builds``: three lists of one invented population. Splink gets our keys as its
rules, without the blocks that are too big to be compared whole, and the comparisons and training of
its tutorial (``comparing.splink_defaults``). CPU seconds, and the peak memory so far.
"""

import resource
import sys
from time import process_time

import duckdb
import pyarrow as pa

from arriving import SAME_PERMILLE, invent_records
from sijill.linkage.candidates.blocking import BLOCKING_TABLES, KEYS
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.splink_defaults import join_by_defaults
from sijill.linkage.features import feature_table
from sijill.linkage.persons import link


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
    """The features with a column for each blocking key, empty where its block is too big; rules."""
    with duckdb.connect() as connection:
        connection.register("features", features)
        for name, query in BLOCKING_TABLES[:2]:
            connection.execute(f"CREATE TEMP TABLE {name} AS {query}")
        columns = ", ".join(
            f"any_value(key) FILTER (kind = {max(number, 1)} AND NOT too_big) AS key_{number}"
            for number in range(1, len(KEYS))
        )
        keyed = connection.sql(
            f"SELECT features.*, of_row.* EXCLUDE (unique_id) FROM features LEFT JOIN "  # noqa: S608  ours
            f"(SELECT unique_id, {columns} FROM blocks GROUP BY unique_id) AS of_row "
            "USING (unique_id)"
        ).to_arrow_table()
    return keyed, [
        f"l.key_{number} = r.key_{number}"
        for number in range(1, len(KEYS))
        if keyed[f"key_{number}"].null_count < len(keyed)
    ]


def main() -> None:
    """Measure."""
    records = invent_records(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
    known = circumstances(records, {})
    watch = Stopwatch()
    watch.next(f"features of {len(records):,} records")
    features = feature_table(records, known)
    linkage = link(
        records,
        known,
        Constraints(),
        SAME_PERMILLE,
        lambda doing: watch.next(f"ours, {doing}"),
    )
    watch.next("")
    print(f"ours | {watch.total:.1f} CPU s | {len(linkage.partition.clusters):,} persons")
    del linkage
    watch = Stopwatch()
    watch.next("keys for Splink")
    keyed, rules = with_keys(features)
    watch.next("Splink by the same keys")
    clusters = join_by_defaults(keyed, SAME_PERMILLE // 10, rules)
    watch.next("")
    print(f"Splink | {watch.total:.1f} CPU s | {len(clusters):,} persons")


if __name__ == "__main__":
    main()
