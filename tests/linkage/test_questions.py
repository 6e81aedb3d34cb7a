"""What recurs is compared once, and the answer is the same as when every pair is asked."""

from datetime import date

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from every_pair import ask_every_pair
from sijill.linkage.comparing.asking.questions import columns_of, questions
from sijill.linkage.comparing.asking.values import Values
from sijill.linkage.comparing.comparisons import COMPARISONS, ELSE, NOT_ASKED, UNKNOWN
from sijill.linkage.comparing.scoring import ALL_FIELDS, Comparer
from sijill.linkage.comparing.vetoes import DECISIVE, RecordFacts, find_vetoes
from sijill.linkage.features import ROLES, SCHEMA

WORDS = st.sampled_from([None, "hsn", "hsyn", "mhmd", "slm", "jbr", "jbry"])
DAYS = st.sampled_from([None, date(2031, 1, 2), date(2031, 2, 1), date(2022, 1, 2)])
MONTHS = st.sampled_from([None, 0, 12, 400])
LISTS = st.sampled_from([None, ["slm"], ["slm", "jbr"], ["jbr", "slm"], ["jbr", "slm", "jbr"]])


def _value(name: str) -> st.SearchStrategy[object]:
    kind = SCHEMA.field(name).type
    if pa.types.is_list(kind):
        return LISTS
    if pa.types.is_date(kind):
        return DAYS
    if pa.types.is_integer(kind):
        return MONTHS
    return st.booleans() if pa.types.is_boolean(kind) else WORDS


ROWS = st.lists(
    st.fixed_dictionaries({one: _value(one) for one in SCHEMA.names if one != "unique_id"}),
    min_size=2,
    max_size=6,
)


def _table(rows: list[dict[str, object]]) -> pa.Table:
    numbered = [{**row, "unique_id": position} for position, row in enumerate(rows)]
    return pa.Table.from_pylist(numbered, schema=SCHEMA)


@settings(max_examples=6)
@given(ROWS)
def test_levels_are_those_of_every_pair_by_itself(rows: list[dict[str, object]]) -> None:
    features = _table(rows)
    ends = np.array([(a, b) for a in range(len(rows)) for b in range(len(rows)) if a != b])
    left, right = ends.T.tolist()
    found = Comparer(features).compare(pa.table({"left": left, "right": right}))
    assert found.tolist() == ask_every_pair(features, left, right)


def test_pairs_compared_in_parts_are_compared_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    features = _table(
        [{"given_consonant_key": one, "sex": "male"} for one in ("hsn", "hsyn", "hsn")]
    )
    pairs = pa.table({"left": [0, 0, 1], "right": [1, 2, 2]})
    whole = Comparer(features).compare(pairs)
    monkeypatch.setattr("sijill.linkage.comparing.scoring.PAIRS_AT_A_TIME", 2)
    assert (Comparer(features).compare(pairs) == whole).all()


def test_answers_that_are_kept_are_those_asked_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ("hsn", "hsyn", "hsn", None, "mhmd")
    features = _table([{"given_consonant_key": one, "sex": "male"} for one in names])
    left, right = np.triu_indices(len(names), 1)
    pairs = pa.table({"left": left, "right": right})
    comparer = Comparer(features)
    kept = comparer.compare(pairs.slice(0, 4)), comparer.compare(pairs.slice(2))
    monkeypatch.setattr("sijill.linkage.comparing.scoring.LARGEST_TABLE", 0)
    anew = Comparer(features).compare(pairs)
    assert (kept[0] == anew[:4]).all()
    assert (kept[1] == anew[2:]).all()


def test_of_few_values_each_question_is_put_once(monkeypatch: pytest.MonkeyPatch) -> None:
    names = ["hsn", "hsyn", "mhmd", "slm", "jbr"]
    comparer = Comparer(_table([{"given_consonant_key": one, "sex": "male"} for one in names]))
    answer, asked = Values.answer, []

    def counted(values: Values, query: str, name: str, table: pa.Table) -> pa.Table:
        asked.append(query)
        return answer(values, query, name, table)

    monkeypatch.setattr(Values, "answer", counted)
    for left, right in ((0, 1), (1, 2), (3, 4), (4, 0)):
        comparer.compare(pa.table({"left": [left], "right": [right]}))
    about_pairs = [query for query in asked if "pairs" in query]
    assert len(about_pairs) == len(set(about_pairs)) > 0


def test_no_pairs_have_no_levels() -> None:
    none = pa.table({"left": pa.array([], pa.int32()), "right": pa.array([], pa.int32())})
    assert Comparer(_table([{}, {}])).compare(none).shape == (0, len(COMPARISONS))


def test_the_columns_of_a_condition_are_read_from_its_text() -> None:
    assert columns_of("len(chain_l) = 2 AND born_r IS NULL") == {"chain", "born"}
    assert columns_of("sex_l = sex_r") == {"sex"}


def test_every_condition_is_asked_and_reads_columns_that_exist() -> None:
    asked = {condition for question in questions() for condition in question.conditions}
    stated = {one.unknown for one in COMPARISONS} | {
        level.condition for one in COMPARISONS for level in one.levels
    }
    assert asked == stated - {ELSE, NOT_ASKED}
    for question in questions():
        assert set(question.columns) <= set(SCHEMA.names)


@pytest.mark.parametrize("role", ROLES)
def test_a_part_of_the_name_is_asked_of_its_own_forms_together(role: str) -> None:
    forms = tuple(
        sorted(f"{role}_{form}" for form in ("letters", "name", "consonant_key", "sound"))
    )
    assert [len(one.conditions) for one in questions() if one.columns == forms] == [9]


def test_unknown_is_a_value_of_its_own() -> None:
    values = Values(_table([{"place": ["a"]}, {}, {"place": ["a"]}, {"place": ["a", "b"]}]))
    numbers, rows = values.numbers(("place", "sex"))
    assert numbers[0] == numbers[2]
    assert len(set(numbers.tolist())) == len(rows) == 3
    assert [numbers[row] for row in rows] == [0, 1, 2]


def test_fields_that_are_not_asked_for_are_unknown() -> None:
    features = _table([{"given_consonant_key": "hsn", "sex": "male"} for _ in range(2)])
    pair = pa.table({"left": [0], "right": [1]})
    found = Comparer(features).compare(pair, frozenset({"sex"}))[0].tolist()
    sex = next(number for number, one in enumerate(COMPARISONS) if one.name == "sex")
    assert found.pop(sex) == 0
    assert set(found) == {UNKNOWN}


@settings(max_examples=6)
@given(ROWS)
def test_a_veto_by_the_decisive_fields_is_a_veto_by_all(rows: list[dict[str, object]]) -> None:
    features = _table(rows)
    facts = RecordFacts(features)
    left, right = (side.astype(np.int32) for side in np.triu_indices(len(rows), 1))
    pairs = pa.table({"left": left, "right": right})
    births, few, all_fields = (
        find_vetoes(left, right, Comparer(features).compare(pairs, fields), facts) >= 0
        for fields in (frozenset(("birth date",)), DECISIVE, ALL_FIELDS)
    )
    assert (all_fields >= few).all()
    assert (few >= births).all()
