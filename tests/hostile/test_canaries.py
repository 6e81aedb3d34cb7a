"""Protected words are nowhere but in the files as received; ``make torture`` looks longest."""

import base64
import gzip
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import typst
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from canaries import OTHERS, REFUSED, SHAPES, begin, begin_small, captured
from canary_commands import run_commands, run_kills
from canary_kills import run_kills_of_all
from canary_kinds import KINDS
from canary_names import SCRIPTS
from strikes import STARTING, STRIKE, place_of


def test_a_build_lets_no_protected_word_out(tmp_path: Path) -> None:
    trial = begin(tmp_path / "trial", 2, with_vault=True)
    places = run_kills(trial, 1, 2017)
    assert places.total() == 1
    assert trial.leaks == []
    assert captured(trial) == {*SHAPES, *OTHERS, *KINDS, "second"} - REFUSED


@pytest.mark.long
@pytest.mark.parametrize("with_vault", [True, False], ids=["with vault", "without vault"])
def test_no_command_lets_a_protected_word_out(tmp_path: Path, *, with_vault: bool) -> None:
    trial = begin(tmp_path / "trial", 2, with_vault=with_vault)
    run_commands(trial)
    assert trial.leaks == []
    lists = len(SHAPES) + len(OTHERS) + len(KINDS) + 1
    late = 0 if with_vault else len(SCRIPTS)
    assert len(trial.canaries) == 2 * lists + late


@pytest.mark.long
def test_no_command_that_is_killed_at_work_leaves_a_protected_word_or_loses_anything(
    tmp_path: Path,
) -> None:
    trial = begin_small(tmp_path / "trial", 2)
    done = run_kills_of_all(trial, 3, 2017)
    assert trial.leaks == []
    assert done.faults == []
    assert done.left == []
    assert all(map(done.at_work, done.struck))
    assert len(done.struck) > 20


def test_every_kill_strikes_a_command_at_a_change(tmp_path: Path) -> None:
    trial = begin_small(tmp_path / "trial", 1)
    done = run_kills_of_all(trial, 3, 2017, ("correct",))
    assert (trial.leaks, done.faults, done.left) == ([], [], [])
    assert done.at_work("correct") == 3


def test_a_killed_command_says_which_step_was_struck(tmp_path: Path) -> None:
    trial = begin(tmp_path / "trial", 1, with_vault=False)
    with trial.start("build", trial.case) as process:
        assert process.stdout is not None
        while not (trial.case / "register.db").exists():
            assert process.poll() is None
        process.send_signal(STRIKE)
        process.communicate()
    assert process.returncode == -STRIKE
    assert place_of(trial.struck) != STARTING
    assert place_of(tmp_path / "nothing") == STARTING


def test_the_search_finds_a_canary(tmp_path: Path) -> None:
    """The control: a file with one, plain or packed, is told."""
    trial = begin(tmp_path / "trial", 1, with_vault=False)
    (trial.case / "plain.txt").write_text("by canary-x", encoding="utf-8")
    (trial.case / "wide.txt").write_bytes("Canary-x".encode("utf-16"))
    (trial.case / "packed").write_bytes(gzip.compress(b"Canary-x"))
    trial.search("nothing")
    assert sorted(trial.leaks) == [
        f"case/{name}, after nothing" for name in ("packed", "plain.txt", "wide.txt")
    ]


def test_the_search_reads_pictures_papers_and_tables_of_columns(tmp_path: Path) -> None:
    """What is not in plain bytes: a picture's fields, a PDF's text, a compressed column."""
    trial = begin(tmp_path / "trial", 1, with_vault=False)
    words = PngInfo()
    words.add_text("Author", "Canary-x of Basatin", zip=True)
    Image.new("L", (2, 2)).save(trial.case / "shot.png", pnginfo=words)
    picture = base64.b64encode((trial.case / "shot.png").read_bytes()).decode()
    (trial.case / "page.html").write_text(f'<img src="data:image/png;base64,{picture}">')
    (tmp_path / "sheet.typ").write_text("= Told by Canary-x", encoding="utf-8")
    typst.compile(str(tmp_path / "sheet.typ"), output=str(trial.case / "sheet.pdf"))
    column = pa.table({"told_by": ["Canary-x"] * 3})
    pq.write_table(column, trial.case / "rows.parquet", compression="zstd")
    trial.search("nothing")
    assert sorted(trial.leaks) == [
        f"case/{name}, after nothing"
        for name in ("page.html", "rows.parquet", "sheet.pdf", "shot.png")
    ]
