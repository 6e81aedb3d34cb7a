"""Most words are told apart without comparing them, and every level stays what it is."""

from collections.abc import Iterator, Sequence
from datetime import date

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arriving import invent_records
from every_pair import ask_every_pair
from sijill.linkage.circumstances import circumstances
from sijill.linkage.clustering.clusters import Constraints
from sijill.linkage.comparing.asking.letters import Words
from sijill.linkage.comparing.asking.questions import questions
from sijill.linkage.comparing.asking.screens import make_screen
from sijill.linkage.comparing.comparisons import level_number
from sijill.linkage.comparing.scoring import Comparer, LevelComparer, Levels
from sijill.linkage.comparing.spellings import Spellings
from sijill.linkage.engines import OneMachine, linking_on
from sijill.linkage.features import ROLES, SCHEMA
from sijill.linkage.linkage import Linkage
from sijill.linkage.persons import link

SIGNS = "abhkltxz"
"""Few letters, so that words meet; among them those that hands take for each other."""
MOST_OPEN = 0.5
FORMS = ("consonant_key", "sound", "letters", "name")
LAST_CERTAIN = 1
"""Up to the second level, full agreement, the best level is the level."""


@pytest.fixture(autouse=True, scope="module")
def _few_values_are_asked_like_many() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sijill.linkage.comparing.scoring.LARGEST_TABLE", 0)
        yield


@st.composite
def _slips(draw: st.DrawFn, word: str) -> str:
    """What is left of a word after an edit or two, with an article, or cut."""
    for _ in range(draw(st.integers(0, 3))):
        at, sign = draw(st.integers(0, len(word))), draw(st.sampled_from(SIGNS))
        edited = (
            word[:at] + sign + word[at:],
            word[:at] + word[at + 1 :],
            word[:at] + sign + word[at + 1 :],
            word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :],
            f"al{word}",
            word[:at],
        )
        word = draw(st.sampled_from(edited)) or sign
    return word


@st.composite
def _records(draw: st.DrawFn) -> pa.Table:
    """Records whose words are slips of one another."""
    word = draw(st.text(SIGNS, min_size=1, max_size=9))
    words = draw(
        st.lists(_slips(word) | st.text(SIGNS, min_size=1, max_size=9), min_size=3, max_size=20)
    )
    one = st.sampled_from([None, *words])
    records = []
    for number in range(draw(st.integers(2, 20))):
        chain = [word for word in draw(st.lists(one, max_size=4)) if word] or None
        records.append(
            {f"{role}_{form}": draw(one) for role in ROLES for form in FORMS}
            | {
                "unique_id": number,
                "chain": chain,
                "rest": chain[1:] or None if chain else None,
                "whole": "".join(chain) if chain else None,
                "as_written": draw(one),
                "born": draw(st.sampled_from([None, date(2001, 1, 1), date(2001, 1, 11)])),
            }
        )
    return pa.Table.from_pylist(records, schema=SCHEMA)


def _every_two(count: int) -> pa.Table:
    ends = np.array([(a, b) for a in range(count) for b in range(count) if a != b])
    return pa.table({"left": ends[:, 0], "right": ends[:, 1]})


@settings(max_examples=8)
@given(_records())
def test_levels_are_those_of_the_conditions_and_none_stands_before_the_best_one(
    features: pa.Table,
) -> None:
    pairs = _every_two(len(features))
    asked = np.array(ask_every_pair(features, *(side.to_pylist() for side in pairs.columns)))
    np.testing.assert_array_equal(Comparer(features).compare(pairs), asked)
    best, is_open = Comparer(features).bound(pairs)
    assert (best <= asked).all()
    np.testing.assert_array_equal(best[~is_open], asked[~is_open])
    np.testing.assert_array_equal(best <= LAST_CERTAIN, asked <= LAST_CERTAIN)


def test_most_different_names_are_told_apart_before_they_are_compared() -> None:
    names = [one + two + three for one in "bdrs" for two in "klm" for three in "nzf"]
    features = _named(names)
    _, is_open = Comparer(features).bound(_every_two(len(names)))
    assert is_open.mean() < MOST_OPEN


def test_names_of_another_hand_or_cut_or_behind_an_article_stay_open() -> None:
    for one, other in (("kdrs", "jtrz"), ("bkr", "albkr"), ("bkrns", "bkr"), ("kbrd", "bkrd")):
        best, is_open = Comparer(_named([one, other])).bound(_every_two(2))
        assert is_open.all(), (one, other)
        assert (best[:, 0] <= level_number("given", "near")).all()


def _named(keys: list[str]) -> pa.Table:
    records = [
        {"given_consonant_key": key, "given_sound": key, "unique_id": at, "chain": [key]}
        for at, key in enumerate(keys)
    ]
    return pa.Table.from_pylist(records, schema=SCHEMA)


def test_every_question_about_words_has_a_screen_of_its_own_conditions() -> None:
    """A condition that is added to a part of the name must be added to its screen."""
    asked_of_words = [
        question
        for question in questions()
        if {"chain", "rest"} & set(question.columns) or len(question.columns) == len(FORMS)
    ]
    with duckdb.connect() as connection:
        connection.register("rows", _named(["bkr"]))

        def ask(texts: Sequence[str]) -> pa.Table:
            columns = ", ".join(f"{text} AS form_{at}" for at, text in enumerate(texts))
            return connection.sql(f"SELECT {columns} FROM rows").to_arrow_table()  # noqa: S608  ours

        assert all(make_screen(question, ask) for question in asked_of_words)
    assert len(asked_of_words) == 2 * len(ROLES) + 3


def test_records_of_several_spellings_are_compared_and_none_stays_open() -> None:
    names, others = _named(["kdrs", "bkr"]), _named(["jtrz"])
    spellings = Spellings(names, others, [1])
    pairs = pa.table({"left": [0], "right": [1]})
    levels, left, right, is_open = spellings.bound(pairs)
    compared, *taken = spellings.compare(pairs)
    assert not is_open.any()
    np.testing.assert_array_equal(levels, compared)
    assert [left.tolist(), right.tolist()] == [one.tolist() for one in taken] == [[0], [2]]


class _WordByWord(OneMachine):
    """An engine that leaves nothing open."""

    def comparer(self, features: pa.Table) -> LevelComparer:
        class Exact(Comparer):
            def bound(self, pairs: pa.Table) -> tuple[Levels, npt.NDArray[np.bool_]]:
                return self.compare(pairs), np.zeros(pairs.num_rows, dtype=bool)

        return Exact(features)


def test_linkage_is_the_same_as_where_every_pair_is_compared_word_by_word() -> None:
    records = invent_records(1_200)
    known = circumstances(records, {})

    def run() -> Linkage:
        return link(records, known, Constraints(), 650, lambda _doing: None)

    screened = run()
    with linking_on(_WordByWord()):
        by_word = run()
    assert screened.partition == by_word.partition
    assert len(screened.partition.clusters) < len(records) - 100
    for column in ("left", "right", "levels", "vetoes", "weights", "odds", "added"):
        one, other = (getattr(linkage.scored, column) for linkage in (screened, by_word))
        np.testing.assert_array_equal(one, other, err_msg=column)


def test_words_are_numbers() -> None:
    words = Words.of(pa.chunked_array([["bkr", None], ["", "a", "bkrr"]]))
    assert words.lengths.tolist() == [3, 0, 0, 1, 4]
    assert [chr(sign) for sign in words.first] == ["b", "\0", "\0", "a", "b"]
    assert [chr(sign) for sign in words.last] == ["r", "\0", "\0", "a", "r"]
    left, right = np.array([0, 0, 3, 0]), np.array([4, 3, 4, 1])
    assert words.letters_apart(left, right).tolist() == [0, 4, 4, 3]
    assert words.may_begin(left, right).tolist() == [True, False, False, False]
    assert words.share_an_end(left, right).tolist() == [True, False, False, False]
    assert Words.of(pa.chunked_array([], pa.string())).lengths.tolist() == []
    assert Words.of(pa.chunked_array([[None, None]], pa.string())).lengths.tolist() == [0, 0]
