"""A simulated city linked on this machine and on Spark: the same clusters, and what each costs.

    PYSPARK_PYTHON=.venv/bin/python .venv/bin/python bench/on_spark.py [DEATHS]

Needs the extra ``spark`` and Java 17. Spark's own processes are not in the CPU seconds.
"""

import sys
from time import perf_counter

from pyspark.sql import SparkSession

from cities import read_city
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.engines import linking_on
from sijill.linkage.linkage import Linkage
from sijill.linkage.persons import link
from sijill.linkage.spark.engine import OnSpark
from sijill.model.records.record import IncidentRecord


def main() -> None:
    """Print a line for each engine, and whether the clusters are the same."""
    deaths = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    register, _ = read_city(7, deaths)
    records = register.linkable
    known = circumstances(records.values(), register.active(IncidentRecord))

    def run(engine: str) -> Linkage:
        begun = perf_counter()
        found = link(records.values(), known, Constraints(), 650, lambda _doing: None)
        print(f"{engine} | {len(records):,} records | {perf_counter() - begun:.0f} s", flush=True)
        return found

    here = run("DuckDB")
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    with linking_on(OnSpark(session)):
        there = run("Spark")
    session.stop()
    print("same clusters" if here.partition == there.partition else "other clusters")


if __name__ == "__main__":
    main()
