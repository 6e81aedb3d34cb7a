"""A folder called truth that no simulation wrote is refused with a sentence, none of it quoted."""

from pathlib import Path

import pytest

from sijill.model.errors import CaseError
from sijill.steps.case.truth.comparison import read_truth

RIGHT = {
    "rows.csv": b"record,person,incident\na:1,p1,i1\na:2,,\n",
    "persons.csv": b"person,given,incident\np1,Khalid,i1\n",
    "incidents.csv": b"incident,actor\ni1,alliance\n",
}


def _written(folder: Path, **changed: bytes) -> Path:
    for name, content in (RIGHT | {f"{name}.csv": text for name, text in changed.items()}).items():
        (folder / name).write_bytes(content)
    return folder


def test_what_a_simulation_wrote_is_read(tmp_path: Path) -> None:
    truth = read_truth(_written(tmp_path))
    assert truth.person_of == {"a:1": "p1"}
    assert truth.origin_of == {}
    assert truth.missing_of == {}


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        (
            "rows",
            b"record,witness\na:1,Umm Walid\n",
            r"rows.csv has no column 'person', 'incident'",
        ),
        ("rows", b"", "rows.csv has no column"),
        ("rows", "الشاهد\nأم وليد\n".encode("cp1256"), "rows.csv is no CSV file in UTF-8"),
        ("rows", b"record,person,incident\na" + b"x" * 200_000 + b",Umm,i\n", "is no CSV file"),
        ("persons", b"person\nUmm Walid\n", "persons.csv has no column 'given'"),
        ("origins", b"report\nUmm Walid\n", "origins.csv has no column 'origin'"),
        ("missing", b"\xff\xfe", "missing.csv is no CSV file in UTF-8"),
    ],
)
def test_another_folder_is_refused(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    with pytest.raises(CaseError, match=told) as error:
        read_truth(_written(tmp_path, **{name: content}))
    assert "Walid" not in str(error.value)


def test_rows_that_end_early_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    truth = read_truth(_written(tmp_path, rows=b"record,person,incident\na:1,p1\na:2\n"))
    assert truth.person_of == {"a:1": "p1"}
    assert truth.incident_of == {}
