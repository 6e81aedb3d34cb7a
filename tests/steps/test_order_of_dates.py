"""Dates that no cell explains are proposed to be read as the language of their heading has them."""

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sijill.model.records.record import RecordKind
from sijill.model.settings.source_mapping import DAYS_ARE_UNREAD, SourceMapping
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.proposal import guess
from sijill.sources.guessing.questions.asked_anew import ListNow, asked_now
from sijill.sources.tables.table import Row, Table
from sijill.steps.case.starting.date_order import with_day_order
from trial_runs import begin_case


@pytest.mark.parametrize(
    ("headings", "cells", "day_first"),
    [
        (("Nombre", "Fecha"), ("03/02/2031", "10/02/2031"), True),
        (("الاسم", "تاريخ الوفاة"), ("03/02/2031", "10/02/2031"), True),
        (("ПІБ", "Дата загибелі"), ("03.02.2031", "10.02.2031"), None),  # points: day first anyway
        (("Name", "Date"), ("03/02/2031", "10/02/2031"), None),
        (("Prénom", "Date"), ("03/02/2031", "10/02/2031"), True),  # the list is French
        (("Nombre", "Fecha"), ("03/02/2031", "20/02/2031"), None),  # a cell shows it
        (("Nombre", "Fecha"), ("03/02/2031", "02/20/2031"), None),  # and here the other order
        (("Nombre", "Fecha"), ("2031-02-03", "2031-02-10"), None),
    ],
)
def test_the_day_is_proposed_first_where_only_the_language_shows_it(
    *, headings: tuple[str, str], cells: tuple[str, str], day_first: bool | None
) -> None:
    names = ("Rana Attar", "Samir Hallaq")
    rows = tuple(
        Row(number, dict(zip(headings, row, strict=True)))
        for number, row in enumerate(zip(names, cells, strict=True), 2)
    )
    table = Table(headings, rows)
    found, order = with_day_order(table, guess(look_at(table), rows, RecordKind.PERSON))
    assert order is day_first
    asked = [question for question in found.questions if "is the day" in question]
    is_unread = (headings, cells) == (("Name", "Date"), ("03/02/2031", "10/02/2031"))
    assert len(asked) == (1 if day_first or is_unread else 0)
    assert with_day_order(table, found)[0].questions == found.questions


def test_that_days_are_unread_is_said_until_the_mapping_says_which_number_is_one(
    tmp_path: Path,
) -> None:
    begin_case(tmp_path, attacks="Ref,Date of attack,Town,Deaths\nX9,05/06/2016,Kam,5\n")
    mapping = tmp_path / "case" / "sources" / "attacks.toml"
    text = mapping.read_text(encoding="utf-8")
    assert DAYS_ARE_UNREAD in text
    read = SourceMapping.model_validate(tomllib.loads(text))
    rule = read.fields["happened"].model_copy(update={"day_first": True})
    told = read.model_copy(update={"fields": {**read.fields, "happened": rule}})
    assert [
        DAYS_ARE_UNREAD in " ".join(asked_now(one, ListNow((), ()))) for one in (read, told)
    ] == [
        True,
        False,
    ]


def test_rows_are_not_looked_at_again_for_a_mapping_that_holds_no_question() -> None:
    class NotRead(list[Row]):
        def __iter__(self) -> Iterator[Row]:
            raise AssertionError("the rows are read")

    mapping = SourceMapping.model_validate(
        {
            "id": "log",
            "title": "log",
            "kind": "person",
            "file": "log.csv",
            "key": {"columns": ["no"]},
            "fields": {"name": "name"},
        }
    )
    assert asked_now(mapping, ListNow(("no", "name"), NotRead())) == ()
