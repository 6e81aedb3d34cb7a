"""An estimate leaves for other tools with everything that it rests on."""

import json
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from arviz_stats.base.array import array_stats
from pyarrow import parquet

from sijill import estimation as mse
from sijill.model.results.captures import CaptureTable

SETTINGS = mse.Settings((mse.Method.LATENT_CLASS, mse.Method.RASCH), draws=300)


@pytest.fixture(scope="module")
def estimated() -> mse.Estimate:
    counts = {"A": 120, "B": 80, "C": 60, "AB": 30, "AC": 24, "BC": 16, "ABC": 6}
    table = mse.tables_from({frozenset(on): number for on, number in counts.items()})[""]
    answer = mse.estimate(table, derived={}, seed=1, settings=SETTINGS)
    assert isinstance(answer, mse.Estimate)
    return answer


def test_parquet_holds_every_draw_of_headline_and_methods(
    estimated: mse.Estimate, tmp_path: Path
) -> None:
    mse.write_parquet([estimated], tmp_path / "draws.parquet")
    table = parquet.read_table(tmp_path / "draws.parquet").to_pandas()
    headline = table[table.method == "headline"].sort_values("draw").total.to_numpy()
    assert (headline == estimated.draws).all()
    classes = table[table.method == "latent classes"].sort_values(["run", "draw"])
    assert (classes.total.to_numpy().reshape(4, -1) == estimated.answers[0].draws).all()


def test_the_file_says_what_was_estimated_and_how(estimated: mse.Estimate, tmp_path: Path) -> None:
    mse.write_parquet([estimated], tmp_path / "draws.parquet")
    metadata = parquet.read_schema(tmp_path / "draws.parquet").metadata
    (told,) = json.loads(metadata[b"sijill.estimates"])
    assert told["digest"] == estimated.digest
    assert told["seed"] == 1
    assert told["assumptions"] == list(estimated.assumptions)
    assert told["total"]["lowest"] == estimated.total.lowest
    assert {"sijill", "estimation", "scipy"} < set(told["versions"])


def test_no_estimates_are_an_empty_table(tmp_path: Path) -> None:
    mse.write_parquet([], tmp_path / "none.parquet")
    assert parquet.read_table(tmp_path / "none.parquet").num_rows == 0


def test_draws_that_cannot_be_written_leave_what_was_there(
    estimated: mse.Estimate, tmp_path: Path
) -> None:
    """On a full disk the file of before was gone, and so was a device that was named."""
    path = tmp_path / "draws.parquet"
    path.write_bytes(b"of before")
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        with pytest.raises(OSError, match="too large"):
            mse.write_parquet([estimated], path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert path.read_bytes() == b"of before"
    assert list(tmp_path.iterdir()) == [path]


def test_arviz_finds_the_runs_as_chains(estimated: mse.Estimate) -> None:
    tree = mse.to_datatree(estimated)
    assert tree["posterior"]["total"].dims == ("chain", "draw")
    classes = tree["latent_classes"]["total"].to_numpy()
    ours = estimated.answers[0].diagnostics["rhat"]
    assert float(array_stats.rhat(classes, method="rank")) == pytest.approx(ours, abs=1e-6)
    assert json.loads(tree.attrs["sijill"])["digest"] == estimated.digest


def test_a_notebook_shows_the_interval_first_and_escapes_names(
    write_table: Callable[..., CaptureTable],
) -> None:
    counts = {"A": 120, "B": 80, "C": 60, "AB": 30, "AC": 24, "BC": 16, "ABC": 6}
    answer = mse.estimate(
        write_table("ABC", counts, stratum="<b>"), derived={}, seed=1, settings=SETTINGS
    )
    assert isinstance(answer, mse.Estimate)
    page = answer._repr_html_()
    assert page.index(str(answer.total)) < page.index(f"{answer.median:,}")
    assert "<b>" not in page.replace("<b>" + str(answer.total), "")
    assert "&lt;b&gt;" in page
    assert "latent classes" in page
    assert answer.assumptions[0] in page


def test_the_public_names_are_all_there_and_nothing_else() -> None:
    for name in mse.__all__:
        assert getattr(mse, name) is not None
    with pytest.raises(AttributeError, match="attribute guess"):
        getattr(mse, "guess")  # noqa: B009  mypy knows that it is not there


def test_reading_a_table_loads_nothing_that_computes() -> None:
    """Who mistyped a file's name need not wait for libraries."""
    program = (
        "import sys\nfrom sijill import estimation as mse\n"
        "from sijill.model.errors import TableError\n"
        "try: mse.read_table('/nowhere/table.csv')\n"
        "except TableError: print({'scipy.stats'} & set(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout == "set()\n"
