"""Names as lists write them: who is meant, and what is only a description of somebody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.language.names import read_name
from sijill.model.values.names import NameStatus, Relation


def _written(text: str) -> tuple[str, tuple[str, ...], str]:
    name = read_name(text)
    return (
        name.given.written if name.given else "",
        tuple(part.written for part in name.ancestors),
        name.family.written if name.family else "",
    )


@pytest.mark.parametrize(
    ("text", "given_name", "ancestors", "family"),
    [
        ("Khalid Walid al-Attar", "Khalid", ("Walid",), "al-Attar"),
        ("Dr. Khalid al-Attar", "Khalid", (), "al-Attar"),
        ("خالد وليد العطار", "خالد", ("وليد",), "العطار"),
        ("الشهيد خالد العطار", "خالد", (), "العطار"),
        ("Khalid ibn Walid al-Attar", "Khalid", ("Walid",), "al-Attar"),
        ("Abd al-Rahman Fadi al-Attar", "Abd al-Rahman", ("Fadi",), "al-Attar"),
        ("عبد الرحمن العطار", "عبد الرحمن", (), "العطار"),
        ("Khalid al - Attar", "Khalid", (), "al-Attar"),
        ("Khalid al-Attar (the baker)", "Khalid", (), "al-Attar"),
        ("Salah al-Din Fadi Attar", "Salah al-Din", ("Fadi",), "Attar"),
    ],
)
def test_parts_keep_their_place(
    text: str, given_name: str, ancestors: tuple[str, ...], family: str
) -> None:
    assert _written(text) == (given_name, ancestors, family)
    assert read_name(text).status is NameStatus.FULL


@pytest.mark.parametrize(
    ("text", "relation", "relative"),
    [
        ("wife of Khalid al-Attar", Relation.SPOUSE, "Khalid al-Attar"),
        ("Khalid's daughter 2", Relation.CHILD, "Khalid"),
        ("The eldest son of Rami Attar", Relation.CHILD, "Rami Attar"),
        ("زوجة خالد العطار", Relation.SPOUSE, "خالد العطار"),
        ("member of the Attar family", Relation.FAMILY_MEMBER, "Attar"),
        ("Khalid al-Attar 1", Relation.FAMILY_MEMBER, "Khalid al-Attar"),
    ],
)
def test_a_description_names_somebody_else(text: str, relation: Relation, relative: str) -> None:
    name = read_name(text)
    assert name.status is NameStatus.DESCRIBED
    assert (name.relation, name.relative) == (relation, relative)
    assert not name.is_comparable
    assert name.parts == ()


@pytest.mark.parametrize(
    "text",
    ["", "Unidentified 4", "unknown", "مجهول", "مجهولة الهوية 3", "child", "جثة مجهولة الهوية"],
)
def test_a_placeholder_is_no_name(text: str) -> None:
    name = read_name(text)
    assert name.status is NameStatus.UNNAMED
    assert not name.is_comparable


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Khalid", "خالد"),
        ("Chaled", "خالد"),
        ("Husayn", "حسين"),
        ("Houssein", "حسين"),
        ("Abdulrahman", "عبد الرحمن"),
        ("Abd el Rahman", "عبدالرحمن"),
        ("Yusuf", "يوسف"),
        ("Fatima", "فاطمة"),
        ("Djamila", "جميلة"),
    ],
)
def test_one_given_name_in_two_scripts(latin: str, arabic: str) -> None:
    left, right = read_name(f"{latin} al-Attar").given, read_name(f"{arabic} العطار").given
    assert left is not None
    assert right is not None
    assert left.name == right.name != ""
    assert left.letters == right.letters
    assert left.skeleton == right.skeleton


@pytest.mark.parametrize(("left", "right"), [("Hasan", "Husayn"), ("Muhammad", "Mahmud")])
def test_brothers_names_share_a_skeleton_but_are_two_names(left: str, right: str) -> None:
    one, other = read_name(f"{left} Attar").given, read_name(f"{right} Attar").given
    assert one is not None
    assert other is not None
    assert one.skeleton == other.skeleton
    assert one.name != other.name


def test_a_kunya_is_kept_apart() -> None:
    name = read_name("Abu Samir al-Attar")
    assert name.kunya is not None
    assert name.given is None or name.given.written != "Abu Samir"


def test_a_whole_family_is_known_by_an_unknown_given_name() -> None:
    assert read_name("مجهول خالد العطار").status is NameStatus.DESCRIBED


@given(st.text(max_size=60))
def test_any_text_is_read_and_kept(text: str) -> None:
    name = read_name(text)
    assert all(part.skeleton or part.sound for part in name.parts)
    assert name.is_comparable == (name.status in (NameStatus.FULL, NameStatus.PARTIAL))
    if not name.parts and name.kunya is None:
        assert not name.is_comparable


@given(st.text(max_size=60))
def test_spaces_and_direction_marks_change_nothing(text: str) -> None:
    assert read_name(f" \u200f{text}\u200e ") == read_name(text)
