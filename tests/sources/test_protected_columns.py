"""Which columns a protected name withholds, and when it is not found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.sources.tables.protection.protected_columns import (
    ProtectedNames,
    unmatched_names,
    withheld_columns,
)


@pytest.mark.parametrize(
    ("protected", "column"),
    [
        ("witness", "witness"),
        ("witness", "witness (2)"),
        ("witness", "witness (2).name"),
        ("witness", "witness.name"),
        ("witness", "witness.name.first"),
        ("witness", "witness/name"),
        ("witness", "witness[0].name"),
        ("witness", "Witness"),
        ("witness", " witness\u200f"),
        ("witness", "ｗｉｔｎｅｓｓ"),
        ("witness.name", "witness"),
        ("witness.name", "witness.name (3)"),
        ("witness", "feature.witness"),
        ("geometry", "properties.geometry"),
        ("properties.geometry", "properties.geometry"),
        ("شاهد", "شاهد"),
        ("شاهد", "شاهِد"),
        ("الشاهد", "الشـــاهد"),
        ("الشاهدة", "الشاهده"),
        ("أقوال", "اقوال"),
        ("witness", "wit\u200bness"),
        ("told_by", "Told by"),
        ("told_by", "told-by_2"),
        ("witness", "witness2"),
        ("témoin", "TEMOIN"),
        ("told_by", "told\nby"),
        ("told by", "told\tby"),
        ("told_by", "toldBy"),
        ("told_by", "TOLDBY"),
        ("told_by", "*told by"),
        ("told_by", "Told by?"),
        ("told_by", "t\u043eld_by"),
        ("told_by", "\u03a4old_by"),
        ("told_by", "t\u1d0fld_by"),
        ("told_by", "tol\u0501_by"),
        ("told_by", "told\u115f_by"),
        ("told_by", "told_by\u034f"),
        ("told_by", "\U0001d42d\U0001d428\U0001d425\U0001d41d_by"),
        ("الشاهد", "الشاھد"),
        ("الشاهد", "الشاہد"),
        ("الشاهد", "ٱلشاهد"),
        ("الشاهد", "ﺍﻟﺸﺎﻫﺪ"),
    ],
)
def test_a_column_that_could_be_the_protected_one_is_withheld(protected: str, column: str) -> None:
    assert withheld_columns([protected], ["name", column]) == {column: protected}


def test_columns_without_a_heading_belong_to_the_protected_one_before_them() -> None:
    """A heading that is merged across columns stands in the first of them alone."""
    columns = ["no", "witness", "column 3", "column 4", "name", "column 6"]
    assert list(withheld_columns(["witness"], columns)) == ["witness", "column 3", "column 4"]


def test_a_number_after_a_numbered_name_is_another_column() -> None:
    assert list(withheld_columns(["q1"], ["q1", "q10", "q2"])) == ["q1"]
    assert list(withheld_columns(["w[0].name"], ["w[0].name", "w[1].age"])) == ["w[0].name"]


def test_a_column_is_withheld_for_its_own_name_before_another() -> None:
    """A list with "phone" and "phone 2", both protected, has both of them."""
    columns = ["phone", "phone 2", "phone (2)", "Phone 3"]
    assert withheld_columns(["phone", "phone 2"], columns) == {
        "phone": "phone",
        "phone 2": "phone 2",
        "phone (2)": "phone",
        "Phone 3": "phone",
    }


@pytest.mark.parametrize("column", ["name", "witnesses", "eyewitness", "w"])
def test_another_column_is_not_withheld(column: str) -> None:
    assert withheld_columns(["witness"], [column]) == {}


@pytest.mark.parametrize(
    ("protected", "column"),
    [
        ("witness", "witness_name"),
        ("witness", "name of the witness"),
        ("witness", "witness (old)"),
        ("told_by", "report.told_by"),
        ("told_by", "reports[0].Told By.phone"),
        ("told_by", "told_by, x"),
        ("الشاهد", "هاتف الشاهد"),
        ("الشاهد", "الشاهد الأول"),
        ("اسم الشاهد", "اسم شاهد"),
        ("witness_1", "witness_2"),
        ("witness_1", "Witness 3"),
        ("witness_1", "witness"),
        ("witnesses[0].name", "witnesses[12].name"),
        ("people/1/told_by", "people/2/told_by"),
    ],
)
def test_a_column_with_the_protected_words_is_withheld_unless_the_mapping_reads_it(
    protected: str, column: str
) -> None:
    assert withheld_columns([protected], ["no", column]) == {column: protected}
    assert withheld_columns([protected], ["no", column], read=[column]) == {}


def test_what_is_meant_by_the_name_itself_is_withheld_though_a_mapping_reads_it() -> None:
    columns = ["witness (2)", "witness.name", "Witness"]
    assert list(withheld_columns(["witness"], columns, read=columns)) == columns


@pytest.mark.parametrize(
    ("protected", "columns", "missing"),
    [
        (["witness"], ["no", "witness"], ()),
        (["witness"], ["no", "witness.name"], ()),
        (["witness"], ["no", "Witness"], ("witness",)),
        (["witness"], ["no", "told by"], ("witness",)),
        (["witness", "phone"], ["witness"], ("phone",)),
        (["witness.name"], ["witness"], ("witness.name",)),
        ([""], ["no"], ("",)),
    ],
)
def test_a_name_that_no_column_has_as_written_is_missing(
    protected: list[str], columns: list[str], missing: tuple[str, ...]
) -> None:
    assert unmatched_names(protected, columns) == missing


_WORDS = (
    "told",
    "by",
    "witness",
    "witnesses",
    "name",
    "q1",
    "toldBy",
    "TOLD",
    "الشاهد",
    "feature.",
)
_SIGNS = (" ", "_", ".", "/", "[0].", "[1]", "(2)", " (2)", "-", "1", "2", "10")
_PARTS = st.sampled_from(_WORDS + _SIGNS)
_NAMES = st.lists(_PARTS, min_size=1, max_size=6).map("".join)


@given(st.lists(_NAMES, min_size=1, max_size=6), _NAMES)
def test_of_several_names_a_column_has_the_first_that_it_has_of_each_alone(
    names: list[str], column: str
) -> None:
    """Names are looked up together; what each alone would say is the oracle."""
    together = ProtectedNames(names)
    alone = [ProtectedNames([name]) for name in names]
    meant = (
        column
        if column in names
        else next(filter(None, (one.meant_by(column) for one in alone)), "")
    )
    assert together.meant_by(column) == meant
    assert together.within(column) == next(filter(None, (one.within(column) for one in alone)), "")


def test_thousands_of_names_are_sought_among_thousands_of_headings() -> None:
    names = [f"witness {number} name" for number in range(20_000)]
    others = [f"column {number} of note" for number in range(15_000)]
    assert set(withheld_columns(names, [*names[:5_000], *others])) == set(names[:5_000])
    assert unmatched_names(names, [*names[:5_000], *others]) == tuple(names[5_000:])
