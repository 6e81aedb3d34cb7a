"""A case that allows it links what arrived by the last whole linkage, reproducibly."""

import json
import shutil
from pathlib import Path

import pytest

from sijill.model.settings.case import LinkageSettings
from small_cases import Prepared, SmallCase

GIVEN = ("Khalid", "Rana", "Samir", "Huda", "Tariq", "Nabil", "Layla", "Fadi", "Omar", "Dina")
FEW = 30
"""Per cent of the records that may have arrived."""


def row(number: int) -> str:
    sex = "f" if GIVEN[number % 10] in ("Rana", "Huda", "Layla", "Dina") else "m"
    return f"{number},{GIVEN[number % 10]} Walid al-Attar,{20 + number},2031-06-03,{sex},35.9,39.0"


def allow(case: SmallCase, percent: int) -> None:
    path = case.folder / "case.toml"
    text = path.read_text("utf-8").partition("\n[linkage]")[0]
    path.write_text(f"{text}\n[linkage]\nrelink_percent = {percent}\n", "utf-8")


def figures(case: SmallCase) -> object:
    """All figures, without when they were printed."""
    found = json.loads((case.folder / "out" / "figures.json").read_text("utf-8"))
    return {name: part for name, part in found.items() if name != "checkpoint"}


def kept(case: SmallCase) -> Path:
    return case.folder / ".kept-linkage"


def build_twice(street: SmallCase) -> None:
    """In between one row is added and one dropped."""
    allow(street, FEW)
    street.write_list(*map(row, range(1, 11)))
    assert "linked anew: it is the first linkage" in said(street)
    shutil.rmtree(street.folder / "out")
    assert "0 new entries" in said(street), "nothing has arrived, so nothing else is settled"
    street.write_list(*map(row, (1, 2, *range(4, 11))), row(11).replace("al-Attar", "al-Hallaq"))
    assert "new records 1, read otherwise 0, listed no more 1 (notebook:3)" in said(street)


def said(street: SmallCase) -> str:
    """What a build says, in one line."""
    return " ".join(street.build().stdout.split())


def test_only_large_registers_are_linked_on_where_nothing_is_stated() -> None:
    silent = LinkageSettings()
    assert [silent.relinked_percent(records) for records in (100, 19_999)] == [0, 0]
    assert silent.relinked_percent(20_000) > 0
    assert LinkageSettings(relink_percent=0).relinked_percent(1_000_000) == 0
    assert LinkageSettings(relink_percent=10).relinked_percent(3) == 10


@pytest.fixture
def linked_on(street: SmallCase, prepared: Prepared) -> SmallCase:
    """A case whose second build linked what had arrived."""
    return prepared(street, build_twice)


def test_where_the_kept_linkage_is_lost_the_ledger_gives_the_same_figures(
    linked_on: SmallCase,
) -> None:
    before = figures(linked_on)
    shutil.rmtree(kept(linked_on))
    shutil.rmtree(linked_on.folder / "out")
    assert "0 new entries" in said(linked_on)
    assert figures(linked_on) == before
    assert kept(linked_on).exists()
    sources = (linked_on.folder / "out" / "dossier" / "sources.html").read_text("utf-8")
    assert "notebook:3" in sources, "a row that is listed no more stays a finding"


def test_more_than_is_allowed_is_linked_anew_and_the_reason_is_said(linked_on: SmallCase) -> None:
    linked_on.write_list(*map(row, range(1, 31)))
    assert "linked anew: of 30 records 20 are new, changed or gone" in said(linked_on)


def test_erased_words_are_not_kept_and_the_next_linkage_is_whole(linked_on: SmallCase) -> None:
    erase = ("erase", "notebook:1", "--reason", "by request", "--case", linked_on.folder)
    assert linked_on.run(*erase).exit_code == 0
    assert not kept(linked_on).exists()
    assert "linked anew: words were erased since" in said(linked_on)


def test_a_case_that_does_not_allow_it_keeps_nothing(linked_on: SmallCase) -> None:
    allow(linked_on, 0)
    assert "linked anew" not in said(linked_on)
    assert not kept(linked_on).exists()
