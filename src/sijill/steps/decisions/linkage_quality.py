"""Measure a case's linkage against a file that says who is who; explain the score of a pair."""

import csv
import io
import math
from dataclasses import dataclass
from pathlib import Path

from sijill.files.reading import read_bounded
from sijill.ledger.log.ledger import Ledger
from sijill.linkage.evaluation import (
    BlockingQuality,
    LinkQuality,
    evaluate_blocking,
    evaluate_links,
    groups_of,
)
from sijill.linkage.features import comparable_name
from sijill.model.errors import CaseError, DecisionError, FileUnreadableError
from sijill.model.limits import MOST_TABLE_BYTES
from sijill.model.results.links import ScoredPair
from sijill.register.register import replay
from sijill.register.watching import Watch
from sijill.steps.case.link import known_circumstances, link_records, spilling
from sijill.steps.workspace import Workspace

BY = ("list", "sex", "age", "script")
_COLUMNS = ("record", "person")


def read_persons(file: Path) -> dict[str, str]:
    """The true person of each record, from a CSV file with the columns ``record`` and ``person``.

    Rows with an empty person are left out: nobody knows who that is.

    Raises:
        CaseError: if the file is not there, lacks a column, or gives one record two persons.
    """
    try:
        text = read_bounded(file, MOST_TABLE_BYTES).decode("utf-8-sig")
        with io.StringIO(text, newline="") as opened:
            rows = csv.DictReader(opened)
            lacking = [name for name in _COLUMNS if name not in (rows.fieldnames or ())]
            if lacking:
                raise CaseError(f"{file} has no column {lacking[0]}: it needs record and person.")
            person_of: dict[str, str] = {}
            for line, row in enumerate(rows, 2):
                record, person = ((row[name] or "").strip() for name in _COLUMNS)
                if person and person_of.setdefault(record, person) != person:
                    raise CaseError(f"{file}, line {line}: {record} is given a second person.")
    except FileUnreadableError as error:
        raise CaseError(
            f"{error}. Give a file of the truth, with the columns record and person: --truth FILE"
        ) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise CaseError(f"{file} cannot be read as CSV in UTF-8 ({error}).") from error
    return person_of


def evaluate_linkage(
    workspace: Workspace, file: Path, progress: Watch
) -> dict[str, dict[str, LinkQuality]]:
    """The quality of the links of a built case: over all, and by list, sex, age and script.

    Records without a name that can be compared are left out, for nothing links them.

    Raises:
        CaseError: if the file cannot be used, or knows none of the case's records.
        LedgerError: if the case was not built.
    """
    person_of = read_persons(file)
    with Ledger.open(workspace.ledger) as ledger:
        register = replay(ledger.entries())
    records = {
        identity: record
        for identity, record in register.linkable.items()
        if identity in person_of and comparable_name(record) is not None
    }
    if not records:
        raise CaseError(
            f"{file} names none of the records of {workspace.case} that have a name. Its column "
            "record holds the ids that out/ prints."
        )
    clusters = link_records(register, progress, workspace.work).partition.clusters
    true = {identity: person_of[identity] for identity in records}
    groups = {identity: groups_of(record) for identity, record in records.items()}
    quality: dict[str, dict[str, LinkQuality]] = {}
    for by in BY:
        measured = evaluate_links(
            clusters, true, {identity: group[by] for identity, group in groups.items()}
        )
        quality["all"] = {"records": measured.pop("")}
        quality[by] = measured
    return {name: quality[name] for name in ("all", *BY)}


def measure_blocking(workspace: Workspace, file: Path) -> BlockingQuality:
    """Which pairs of a built case are compared at all, and which share of the true ones.

    Raises:
        CaseError: if the file cannot be used.
        LedgerError: if the case was not built.
    """
    person_of = read_persons(file)
    with Ledger.open(workspace.ledger) as ledger:
        register = replay(ledger.entries())
    records = list(register.linkable.values())
    with spilling(workspace.work):
        return evaluate_blocking(records, known_circumstances(register), person_of)


@dataclass(frozen=True, slots=True)
class ScoreStep:
    """One step of a score: the odds are multiplied by ``factor``, which gives ``probability``."""

    name: str
    level: str
    factor: float
    probability: float

    @property
    def words(self) -> str:
        """The factor as a person reads it: "× 410" or "÷ 12"."""
        return f"× {self.factor:,.3g}" if self.factor >= 1 else f"÷ {1 / self.factor:,.3g}"


def explain_score(
    workspace: Workspace, pair: tuple[str, str], progress: Watch
) -> tuple[ScoreStep, ...]:
    """The steps from the prior to the probability of two records; a veto stands last.

    Raises:
        DecisionError: if the two were never compared, for they share no key.
        LedgerError: if the case was not built.
    """
    with Ledger.open(workspace.ledger) as ledger:
        register = replay(ledger.entries())
    first, second = sorted(pair)
    scored = link_records(register, progress, workspace.work).scored.get((first, second))
    if scored is None:
        raise DecisionError(
            f"{first} and {second} have no score: one has no name that can be compared, they share "
            "no key by which records are compared, or they are less than a thousandth likely."
        )
    return score_steps(scored)


def score_steps(scored: ScoredPair) -> tuple[ScoreStep, ...]:
    """The steps of one scored pair."""
    odds = 0.0
    steps: list[ScoreStep] = []
    for name, added in scored.steps:
        odds += added
        bounded = max(-500.0, min(500.0, odds))
        steps.append(
            ScoreStep(
                name, scored.levels.get(name, ""), math.exp(added), 1 / (1 + math.exp(-bounded))
            )
        )
    if scored.veto is not None:
        steps.append(ScoreStep("veto", scored.veto.value.replace("_", " "), 1.0, 0.0))
    return tuple(steps)
