"""A sentence is tested against just what the build printed: the desk comes back from its file."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from pathlib import Path

from sijill.claims.testing import Desk
from sijill.figures.claimed.claim_desk import TESTED
from sijill.model.results.claims import DatedCount, ListKeeper, Measure
from sijill.model.settings.case import Case
from sijill.model.settings.codebook import load_codebook
from sijill.model.values.counts import UNKNOWN_COUNT, CountRange
from sijill.model.values.dates import DateInterval
from sijill.model.values.quantities import Layer, Quantity, Refusal, RefusalReason, Scope, Unit
from sijill.steps.case.claims_desk import DESK, desk_text, read_desk
from sijill.steps.workspace import Workspace

SCOPE = Scope(
    "Basatin district",
    DateInterval.from_edtf("2031-06-01/2031-10-20"),
    "alliance",
    "civilian",
    ("fair",),
    ("monitor",),
)
CONCEDED = Measure(
    "acknowledged.deaths",
    "Civilian deaths acknowledged",
    Quantity(CountRange(30, None), Unit.DEATHS, Layer.ACKNOWLEDGED, SCOPE),
    parts=(
        DatedCount(date(2032, 1, 1), CountRange.exactly(10), date(2033, 1, 1)),
        DatedCount(date(2033, 1, 1), CountRange(30, None)),
        DatedCount(None, UNKNOWN_COUNT),
    ),
)
REFUSED = Measure(
    "estimate.total",
    "Killed, estimated",
    None,
    refusal=Refusal(RefusalReason.NOTHING_RECORDED, "No two lists overlap.", "Add a list."),
)


OF_CHILDREN = Measure(
    "documented.group.children",
    "Children killed",
    Quantity(
        CountRange(4, 9),
        Unit.DEATHS,
        Layer.DOCUMENTED_INCIDENT,
        replace(SCOPE, actor="The Alliance", status="children", grades=("confirmed", "fair")),
    ),
    is_floor=True,
)


def test_the_desk_comes_back_from_its_file_as_it_was(tmp_path: Path) -> None:
    desk = Desk(
        [CONCEDED, REFUSED, OF_CHILDREN],
        SCOPE,
        "alliance",
        "The Alliance",
        keepers=(ListKeeper("A monitor", (CONCEDED,)),),
    )
    workspace = Workspace(tmp_path, tmp_path)
    workspace.out.mkdir()
    (workspace.out / DESK).write_text(desk_text(desk), encoding="utf-8")
    assert read_desk(workspace, Case(title="A town", area="Basatin")) == desk


def test_each_unit_that_figures_count_and_sentences_name_is_tested_by_its_figure() -> None:
    known = load_codebook().figures
    names = {name for name, _ in TESTED}
    assert {"remains.bodies", "remains.recovered", "damage.structures"} <= names
    assert [name for name in names if name not in known and not _is_variant(name, known)] == []


def _is_variant(name: str, known: Collection[str]) -> bool:
    return name.rpartition(".")[0] in known
