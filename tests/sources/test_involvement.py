"""How far each party of an incident was involved, in the codes of HURIDOCS."""

import pytest

from sijill.model.records.record import IncidentRecord, Locator
from sijill.model.records.rejects import Reject
from sijill.sources.records.received_rows import ReceivedRow
from sijill.sources.records.rows import read_rows
from sijill.sources.toml_files import read_mapping

MAPPING = """\
id = "m"
title = "M"
kind = "incident"
file = "m.csv"
[fields]
actors = { column = "by", split = ";" }
[fields.involvement]
column = "degree"
values = { "gave the order" = "ordered" }
"""


def _incident(parties: str, degree: str) -> tuple[IncidentRecord, tuple[Reject, ...]]:
    cells = {"by": parties, "degree": degree}
    row = ReceivedRow(Locator("m.csv", "0" * 64, "", 2), cells, ())
    read = read_rows(read_mapping(MAPPING, "m.toml"), [row], {})
    (record,) = read.records
    assert isinstance(record, IncidentRecord)
    return record, read.rejects


@pytest.mark.parametrize(
    ("degree", "of_each"),
    [
        ("suspected", ("suspected", "suspected")),
        ("carried_out; present", ("carried_out", "present")),
        ("suspected; suspected", ("suspected", "suspected")),
        ("gave the order; Carried out", ("ordered", "carried_out")),
        ("carried_out; present; planned", ("", "")),
        ("", ("", "")),
    ],
)
def test_one_degree_is_for_all_parties_and_several_go_by_order(
    degree: str, of_each: tuple[str, str]
) -> None:
    record, rejects = _incident("The Alliance; Garrison", degree)
    assert tuple(record.involvement_of(place) for place in (0, 1)) == of_each
    assert not rejects


def test_words_that_are_no_degree_stay_words_with_the_reason() -> None:
    record, rejects = _incident("The Alliance", "very involved")
    assert record.involvement_of(0) == ""
    assert [(one.column, one.value) for one in rejects] == [("degree", "very involved")]
    assert "no code of 'involvement_degree'" in rejects[0].reason
