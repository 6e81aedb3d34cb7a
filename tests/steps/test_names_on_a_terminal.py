"""Names from files of others are shown as they are written; a terminal obeys none of them."""

from pathlib import Path

import pytest

from sijill.cli.plain_text import plain
from small_cases import Command

NAMES = ("[/x]", "[bold]", "[red]C[/red]")
ROWS = ("1,0,0,30", "0,1,0,30", "0,0,1,30", "1,1,0,10", "1,0,1,10", "0,1,1,10", "1,1,1,5")


def write(path: Path, lists: tuple[str, ...], stratum: str) -> Path:
    lines = [",".join([*(f"in_{name}" for name in lists), "count", "place"])]
    lines += [f"{row},{stratum}" for row in ROWS]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_markup_in_names_of_lists_and_strata_is_text(tmp_path: Path, sijill: Command) -> None:
    table = write(tmp_path / "t.csv", NAMES, "[/y]")
    words = ("--by", "place", "--method", "decomposable graphs")
    answer = sijill("estimate", table, *words)
    assert answer.exit_code == 0, answer.output
    for name in (*NAMES, "[/y]"):
        assert name in answer.stdout


def test_codes_of_the_terminal_and_turned_writing_are_left_out(
    tmp_path: Path, sijill: Command
) -> None:
    table = write(tmp_path / "t.csv", ("A\x1b[2J", "B\u202eevil", "قائمة\u200f"), "x")
    answer = sijill("estimate", table, "--method", "decomposable graphs")
    assert answer.exit_code == 0, answer.output
    assert not {"\x1b", "\u202e"} & set(answer.output)
    assert "A[2J" in answer.stdout
    assert "قائمة\u200f" in answer.stdout


def test_so_are_they_in_errors(tmp_path: Path, sijill: Command) -> None:
    table = tmp_path / "t.csv"
    table.write_text("in_A,in_\u202eB\n1,perhaps\n", encoding="utf-8")
    answer = sijill("estimate", table)
    assert answer.exit_code == 1
    assert "\u202e" not in answer.stderr
    assert "column in_B" in answer.stderr


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("a\x00b\x1b[31mc\x9bd\x7f", "ab[31mcd"),
        ("\u2066a\u2069\u202db", "ab"),
        ("two\nlines\tand a tab", "two\nlines\tand a tab"),
        ("زينب\u200e، می\u200cخواهم", "زينب\u200e، می\u200cخواهم"),
    ],
)
def test_plain(words: str, left: str) -> None:
    assert plain(words) == left
