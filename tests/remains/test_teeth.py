"""Dental charts: what is read, what can have changed, and how much it says."""

import pytest

from sijill.remains.teeth import Chart, chart_ratios, discrepancies, read_chart


@pytest.mark.parametrize(
    ("texts", "chart"),
    [
        (("16 missing", "26: filled"), {16: "missing", 26: "filled"}),
        (("36 37 extracted",), {36: "missing", 37: "missing"}),
        (("١٦ مفقود", "٢٦ محشو", "11 تاج ذهب"), {16: "missing", 26: "filled", 11: "crown"}),
        (("Gold crown on 21",), {21: "crown"}),
        (("19 missing", "99 filled", "gold tooth", "16"), {}),
        (("16 missing", "16 filled"), {}),
        (("16 filled or missing",), {}),
        (("55 sound",), {55: "sound"}),
        ((), {}),
    ],
)
def test_a_chart_is_teeth_by_number_with_one_state_each(
    texts: tuple[str, ...], chart: dict[int, str]
) -> None:
    """Tooth 19 is none of the FDI's; two states of a tooth are no statement."""
    assert read_chart(texts) == chart


@pytest.mark.parametrize(
    ("body", "person", "found"),
    [
        ("missing", "filled", ()),
        ("filled", "sound", ()),
        ("crown", "missing", ()),
        ("implant", "missing", ()),
        ("sound", "filled", (16,)),
        ("sound", "missing", (16,)),
        ("filled", "crown", (16,)),
        ("filled", "filled", ()),
    ],
)
def test_no_tooth_grows_back(body: str, person: str, found: tuple[int, ...]) -> None:
    assert discrepancies({16: body, 11: "sound"}, {16: person}) == found


CHARTS: list[Chart] = [
    {16: "sound", 26: "filled"},
    {16: "sound", 26: "sound"},
    {16: "missing", 26: "crown"},
    {},
    *({16: "sound", 26: "sound"} for _ in range(20)),
]


def test_a_rare_state_that_agrees_says_more_than_a_common_one() -> None:
    common = chart_ratios({16: "sound"}, CHARTS)
    rare = chart_ratios({16: "missing", 26: "crown"}, CHARTS)
    assert rare[2] > common[0] > 1
    assert rare[2] == max(rare)
    assert common[2] < 0.1


def test_a_person_without_a_chart_is_neither_for_nor_against() -> None:
    assert chart_ratios({16: "sound"}, CHARTS)[3] == 1
    assert set(chart_ratios({}, CHARTS)) == {1}
    assert set(chart_ratios({46: "sound"}, CHARTS)) == {1}
