"""The sheet of a day says which teams worked, with what and how long."""

import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from pypdf import PdfReader

from sijill.model.decisions.decision import Decided
from sijill.model.decisions.field_work import Operation
from sijill.publication.forms.day_sheet_page import WorkLine, day_sheet_page
from sijill.publication.forms.pdf import day_sheet_pdf

DECIDED = Decided("3fa9c1:17", "Nour", datetime(2031, 7, 4, 16, tzinfo=UTC))
DAY = date(2031, 7, 4)


def work(minutes: int | None, workers: int | None) -> WorkLine:
    done = Operation("sites:S1", DAY, "T2", "north trench", "حفارة", workers, minutes, DECIDED)
    return WorkLine("S1", done)


def as_page(*lines: WorkLine) -> str:
    return re.sub(r"<[^>]*>", " ", day_sheet_page((), _content(*lines)))


def as_pdf(*lines: WorkLine) -> str:
    pages = PdfReader(io.BytesIO(day_sheet_pdf((), _content(*lines)))).pages
    return " ".join(page.extract_text() for page in pages)


def _content(*lines: WorkLine) -> dict[str, object]:
    head = SimpleNamespace(size=12, root="0" * 64)
    return {
        "title": "A street", "day_of_sheet": DAY.isoformat(), "team": "", "head": head,
        "sites": [], "work": list(lines),
    }  # fmt: skip


@pytest.mark.parametrize("write", [as_page, as_pdf])
def test_team_machinery_people_and_time_stand_on_the_sheet(write: Callable[..., str]) -> None:
    words = " ".join(write(work(425, 6)).split())
    for part in ("T2", "north trench", "7:05 h", "6"):
        assert part in words
    assert "What was done" not in write()


def test_what_nobody_wrote_down_is_no_zero() -> None:
    assert work(None, None).hours == ""
    assert "None" not in as_page(work(None, None))
