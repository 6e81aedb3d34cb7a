"""What is done once for all of a case, however many people or files it has: counted, not timed."""

import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import CodeType, FrameType

import numpy as np

from sijill.claims.sentence import split_claims
from sijill.claims.sentences.attribution.subjects import subject_of
from sijill.claims.sentences.circumstances.circumstances import own_clauses
from sijill.files.temporary_files import clear_leftovers
from sijill.language.numbers.counts import read_count
from sijill.linkage.clustering.growing import Joining, make_groups, meet, merge
from sijill.register.register import Register
from small_cases import PEOPLE, SmallCase


def _calls(code: CodeType, work: Callable[[], object]) -> int:
    """How often a function is called while something is done."""
    count = 0

    def note(frame: FrameType, event: str, _: object) -> None:
        nonlocal count
        count += event == "call" and frame.f_code is code

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


def test_the_register_is_not_gone_through_for_each_persons_page(street: SmallCase) -> None:
    counts = []
    for people in (PEOPLE[:2], [f"{n},Rana Number{n},,2031-06-03,f,," for n in range(20)]):
        street.write_list(*people)
        counts.append(_calls(Register.active.__code__, street.build))
    assert counts[1] <= counts[0] + 5


def test_a_folder_is_looked_through_once_before_files_are_copied_to_it(
    built_street: SmallCase, tmp_path: Path
) -> None:
    counts = []
    for files in (2, 30):
        stick = tmp_path / f"stick-{files}"
        shutil.copytree(built_street.folder, stick)
        for number in range(files):
            path = stick / "data" / f"{files}-{number}.csv"
            path.write_text("no,name\n1,Rana\n", encoding="utf-8")
        words = ("sync", built_street.folder, stick, "--take-files")
        counts.append(_calls(clear_leftovers.__code__, partial(built_street.run, *words)))
        assert (built_street.folder / "data" / f"{files}-1.csv").exists()
    assert counts[0] == counts[1]


def test_the_cells_of_columns_of_numbers_are_not_read_for_each_other_column(
    street: SmallCase, tmp_path: Path
) -> None:
    counts = []
    for columns in (20, 60):
        path = tmp_path / f"{columns}.csv"
        rows = [",".join(f"{row}{n}" for n in range(columns)) for row in range(4)]
        heading = ",".join(f"{n}-{n}" for n in range(columns))
        path.write_text("\n".join((heading, *rows, "")), encoding="utf-8")
        words = ("inspect", path)
        counts.append(_calls(read_count.__code__, partial(street.run, *map(str, words))))
    assert counts[1] <= 4 * counts[0]


def test_the_words_of_a_claim_are_not_gone_through_anew_for_each_of_its_numbers() -> None:
    counts = []
    for numbers in (10, 40):
        sentence = " and ".join(
            f"{n} people were killed in Tell Nur" for n in range(1, numbers + 1)
        )
        calls = [
            _calls(work.__code__, partial(split_claims, sentence, places=["Tell Nur"]))
            for work in (subject_of, own_clauses)
        ]
        counts.append(calls)
    (few, clauses), (many, as_often) = counts
    assert 0 < many <= 5 * few
    assert clauses == as_often


def test_pairs_that_no_draw_joins_do_not_wait_for_their_turn() -> None:
    rows = np.arange(200, dtype=np.int32)
    groups = make_groups(rows.tolist(), rows, np.full(200, -1), np.ones(200, dtype=bool))
    left, right = (ends.astype(np.int32) for ends in np.triu_indices(200, 1))
    pairs = len(left)
    meet(groups, (left, right), np.full(pairs, -1.0), np.zeros(pairs, dtype=bool))
    calls = _calls(Joining.closeness.__code__, lambda: merge(rows.tolist(), groups, Joining(0.0)))
    assert calls == 0
    assert all(len(group.pairs) == 199 for group in groups.values())
