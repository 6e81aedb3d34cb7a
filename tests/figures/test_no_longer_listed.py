"""Rows that a list's keeper left out of a later file are named, not forgotten."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sijill.figures.changed.changes import no_longer_listed
from sijill.model.records.record import Locator
from sijill.model.settings.source_mapping import SourceMapping
from sijill.register.received import Capture
from sijill.sources.records.received_rows import ReceivedRow

FIRST_DAY = datetime(2031, 7, 1, tzinfo=UTC)


def mapping_of(*key: str) -> SourceMapping:
    return SourceMapping.model_validate(
        {
            "id": "notebook",
            "title": "Notebook",
            "kind": "person",
            "file": "notebook.csv",
            "key": {"columns": key},
            "fields": {"name": "name"},
        }
    )


def capture(day: int, *rows: tuple[str, str]) -> Capture:
    sha256 = f"{day:064}"
    received = tuple(
        ReceivedRow(Locator("notebook.csv", sha256, "", place), {"no": number, "name": name})
        for place, (number, name) in enumerate(rows, 2)
    )
    return Capture(
        source="notebook",
        entry=f"3fa9c1:{day}",
        at=FIRST_DAY + timedelta(days=day),
        file="notebook.csv",
        sha256=sha256,
        size=100,
        sheet="",
        encoding="utf-8",
        delimiter=",",
        columns=("no", "name"),
        rows=received,
    )


RANA, SAMIR, HUDA = ("1", "Rana Walid"), ("2", "Samir Attar"), ("3", "Huda Shahin")


def test_one_file_leaves_nobody_out() -> None:
    assert no_longer_listed(mapping_of("no"), [capture(1, RANA, SAMIR)]) == ()
    assert no_longer_listed(mapping_of("no"), []) == ()


def test_a_row_that_any_earlier_file_held_is_named_until_it_is_listed_again() -> None:
    files = [capture(1, RANA, SAMIR), capture(2, RANA, HUDA), capture(3, RANA)]
    assert no_longer_listed(mapping_of("no"), files) == ("notebook:2", "notebook:3")
    again = [*files, capture(4, RANA, SAMIR)]
    assert no_longer_listed(mapping_of("no"), again) == ("notebook:3",)


def test_a_row_that_only_reads_otherwise_is_listed() -> None:
    files = [capture(1, RANA), capture(2, ("1", "Rana Walid al-Attar"))]
    assert no_longer_listed(mapping_of("no"), files) == ()


def test_without_a_key_a_row_is_known_by_its_words() -> None:
    files = [capture(1, RANA, RANA), capture(2, RANA)]
    assert len(no_longer_listed(mapping_of(), files)) == 1


def test_a_file_that_cannot_be_read_leaves_nobody_out() -> None:
    unreadable = replace(capture(2), columns=())
    assert no_longer_listed(mapping_of("no"), [capture(1, RANA), unreadable]) == ()
