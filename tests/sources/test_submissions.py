"""Answers as forms servers export them: archives, and what is whole, edited or turned down."""

import zipfile
from pathlib import Path

import pytest

from guessed_lists import guess_of
from sijill.model.errors import FileUnreadableError
from sijill.sources.submissions import submission_problem
from sijill.sources.tables.table_files import FileReading, read_table

CENTRAL = {"KEY": "uuid:1", "SubmissionDate": "2031-07-04T11:00:00Z", "ReviewState": ""}
KOBO = {"_uuid": "1", "_submission_time": "2031-07-04T11:00:00"}


@pytest.mark.parametrize(
    ("cells", "column", "words"),
    [
        ({**CENTRAL, "AttachmentsPresent": "1", "AttachmentsExpected": "2"},
         "AttachmentsPresent", "1 of its 2 files"),
        ({**CENTRAL, "Status": "notDecrypted"}, "Status", "could not decrypt"),
        ({**CENTRAL, "Status": "missingEncryptedFormFile"}, "Status", "never arrived"),
        ({**CENTRAL, "ReviewState": "hasIssues"}, "ReviewState", "found issues"),
        ({**CENTRAL, "ReviewState": "rejected"}, "ReviewState", "rejected"),
        ({**CENTRAL, "ReviewState": "edited"}, "ReviewState", "changed after it was sent"),
        ({**CENTRAL, "Edits": "2"}, "Edits", "changed after it was sent"),
        ({**KOBO, "start": "2031-07-04T10:00", "end": ""}, "end", "half-finished"),
        ({**KOBO, "_validation_status": "Not Approved"}, "_validation_status", "did not approve"),
        ({**KOBO, "_validation_status.uid": "validation_status_on_hold"},
         "_validation_status.uid", "on hold"),
        ({**KOBO, "meta/deprecatedID": "uuid:0"}, "meta/deprecatedID", "changed after it was sent"),
    ],
)  # fmt: skip
def test_what_is_not_whole_altered_or_turned_down_is_no_record(
    cells: dict[str, str], column: str, words: str
) -> None:
    found = submission_problem(cells)
    assert found is not None
    assert (found.column, words in found.reason) == (column, True), found


@pytest.mark.parametrize(
    "cells",
    [
        CENTRAL,
        {**CENTRAL, "ReviewState": "approved", "Edits": "3"},
        {**CENTRAL, "AttachmentsPresent": "2", "AttachmentsExpected": "2", "Edits": "0"},
        {**KOBO, "start": "2031-07-04T10:00", "end": "2031-07-04T10:05"},
        {**KOBO, "meta/deprecatedID": "uuid:0", "_validation_status": "Approved"},
        {"Status": "notDecrypted", "ReviewState": "rejected"},
        {"start": "10:00", "end": ""},
    ],
)
def test_what_is_whole_or_approved_is_one_and_so_are_other_lists(cells: dict[str, str]) -> None:
    assert submission_problem(cells) is None


def archive(folder: Path, **members: str) -> Path:
    path = folder / "answers.zip"
    with zipfile.ZipFile(path, "w") as written:
        for name, content in members.items():
            written.writestr(name.replace("__", "/"), content)
    return path


OWN = "الاسم,photo,KEY\nكريم,1.jpg,uuid:1\nهدى,2.jpg,uuid:2\n"
GROUP = "part,PARENT_KEY,KEY\nleft femur,uuid:1,uuid:1/parts[1]\n"


def test_the_form_s_own_table_is_read_and_its_groups_by_name(tmp_path: Path) -> None:
    path = archive(tmp_path, **{"body.csv": OWN, "body-parts.csv": GROUP, "media__1.jpg": "x"})
    own = read_table(path, "answers.zip", FileReading("s"))
    assert [row.cells["الاسم"] for row in own.rows] == ["كريم", "هدى"]
    assert own.sheet == "body"
    notes = [one.reason for one in own.problems]
    assert [words in note for words, note in zip(("2.jpg", "body-parts.csv"), notes, strict=True)]
    group = read_table(path, "answers.zip", FileReading("s", sheet="body-parts"))
    assert [row.cells["PARENT_KEY"] for row in group.rows] == ["uuid:1"]


def test_an_archive_without_media_says_nothing_of_photographs(tmp_path: Path) -> None:
    assert (
        read_table(archive(tmp_path, **{"body.csv": OWN}), "a.zip", FileReading("s")).problems == ()
    )


@pytest.mark.parametrize(
    ("members", "sheet", "words"),
    [
        ({"body.csv": OWN}, "parts", "there is no parts.csv in it; there are: body"),
        ({"a.csv": OWN, "b.csv": OWN}, "", "2 tables that belong to no other"),
        ({"readme.txt": "x"}, "", "0 tables"),
        ({f"t{number}.csv": "a\n" for number in range(101)}, "", "its 101 tables"),
        ({"..__body.csv": OWN}, "", "outside its folder"),
    ],
)
def test_an_archive_of_something_else_is_refused(
    tmp_path: Path, members: dict[str, str], sheet: str, words: str
) -> None:
    with pytest.raises(FileUnreadableError, match=words):
        read_table(archive(tmp_path, **members), "answers.zip", FileReading("s", sheet=sheet))


def test_what_is_no_archive_is_refused(tmp_path: Path) -> None:
    (tmp_path / "answers.zip").write_bytes(b"a,b\n1,2\n")
    with pytest.raises(FileUnreadableError, match="damaged or cut off"):
        read_table(tmp_path / "answers.zip", "answers.zip", FileReading("s"))


def test_the_moments_of_filling_in_a_form_are_no_days_of_an_incident() -> None:
    head = "start;end;incident/date_of_incident;incident/town;num_killed;_uuid;_submission_time"
    moment = "2031-06-0{}T10:11:12.000+02:00"
    rows = [
        f"{moment.format(5)};{moment.format(5)};2031-06-04;Quay;3;u-1;2031-06-05T08:31:00",
        f"{moment.format(6)};{moment.format(6)};2031-06-05;Mill;1;u-2;2031-06-06T08:31:00",
    ]
    proposed = guess_of(head, *rows)
    assert proposed.fields["happened"] == ("incident/date_of_incident",)
    assert "happened_until" not in proposed.fields
