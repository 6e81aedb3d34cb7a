"""Words by which lists of hazards call what may lie in the ground."""

import pytest

from sijill.model.records.fields import FieldType
from sijill.sources.guessing.code_words import translation


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Pressure plate IED", "improvised_mine"),
        ("PPIED", "improvised_mine"),
        ("IED", "ied"),
        ("ERW", "uxo"),
        ("Unexploded Ordnance", "uxo"),
        ("Anti-tank mine", "av_mine"),
        ("مخلفات حرب", "uxo"),
        ("شرك خداعي", "booby_trap"),
        ("cluster munition remnants", "submunition"),
        ("a device", ""),
    ],
)
def test_what_lies_in_the_ground(cell: str, code: str) -> None:
    assert translation(FieldType.HAZARD_TYPE, cell) == code
