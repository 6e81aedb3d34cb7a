"""Dates that no cell explains are proposed to be read as the language of their heading has them."""

import pytest

from sijill.model.records.record import RecordKind
from sijill.sources.guessing.columns import look_at
from sijill.sources.guessing.proposal import guess
from sijill.sources.tables.table import Row, Table
from sijill.steps.case.starting.date_order import with_day_order


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
    assert len(asked) == (1 if day_first else 0)
    assert with_day_order(table, found)[0].questions == found.questions
