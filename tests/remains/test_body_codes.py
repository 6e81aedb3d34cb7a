"""Codes of bodies: copied by hand, and a slip is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.remains.body_codes import BodyCode

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
codes = st.builds(
    BodyCode,
    st.text(SIGNS, min_size=2, max_size=8),
    st.text(SIGNS, min_size=1, max_size=4),
    st.integers(1, 99_999),
)


def test_a_code_is_place_team_number_and_check() -> None:
    """By hand: the signs of TABQA T2 00017 through MOD 37-2."""
    remainder = 0
    for value in (29, 10, 11, 26, 10, 29, 2, 0, 0, 0, 1, 7):
        remainder = (remainder + value) * 2 % 37
    check = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*"[(38 - remainder) % 37]
    assert str(BodyCode("TABQA", "T2", 17)) == f"TABQA-T2-00017-{check}"


@given(codes)
def test_what_is_printed_is_read_back(code: BodyCode) -> None:
    assert BodyCode.read(str(code)) == code
    assert BodyCode.read(f" {str(code).lower()} ") == code


@given(codes, st.data())
def test_one_wrong_sign_is_found(code: BodyCode, data: st.DataObject) -> None:
    written = str(code)
    place = data.draw(st.sampled_from([n for n, sign in enumerate(written) if sign != "-"]))
    wrong = data.draw(st.sampled_from([sign for sign in SIGNS if sign != written[place]]))
    with pytest.raises(ValueError, match=r"sign is wrong|no code|a number is"):
        BodyCode.read(written[:place] + wrong + written[place + 1 :])


@given(codes, st.data())
def test_two_digits_swapped_are_found(code: BodyCode, data: st.DataObject) -> None:
    digits = f"{code.number:05}"
    place = data.draw(st.integers(0, 3))
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    if swapped == digits or not int(swapped):
        return
    with pytest.raises(ValueError, match="sign is wrong"):
        BodyCode.read(f"{code.place}-{code.team}-{swapped}-{code.check}")


@pytest.mark.parametrize(
    ("place", "team", "number", "reason"),
    [
        ("T", "1", 1, "a place is"),
        ("طبقة", "1", 1, "a place is"),
        ("TABQA", "T-2", 1, "a team is"),
        ("TABQA", "T2", 0, "a number is"),
        ("TABQA", "T2", 100_000, "a number is"),
    ],
)
def test_what_no_label_holds_is_refused(place: str, team: str, number: int, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        BodyCode(place, team, number)


@pytest.mark.parametrize("written", ["", "TABQA-T2-17", "TABQA-T2-00017", "TABQA T2 00017 X"])
def test_half_a_code_is_none(written: str) -> None:
    with pytest.raises(ValueError, match="no code of the form"):
        BodyCode.read(written)
