"""Truth beside result.

A simulated city, built like any case, compared with what really happened in it.
"""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sijill.figures.analysis import Analysis
from sijill.files.reading import read_bounded
from sijill.ledger.log.ledger import Ledger
from sijill.linkage.comparing.splink_defaults import join_by_defaults
from sijill.linkage.features import comparable_name, feature_table
from sijill.model.errors import CaseError
from sijill.model.limits import MOST_TABLE_BYTES
from sijill.model.results.captures import EstimateOrRefusal
from sijill.model.results.replicates import interval
from sijill.model.values.quantities import Refusal
from sijill.register.register import replay
from sijill.register.watching import Watch
from sijill.simulation.oracle import PairScore, joined_relatives, score_pairs
from sijill.steps.case.analyse import analyse
from sijill.steps.case.link import link_records
from sijill.steps.case.publish import checkpoint
from sijill.steps.case.truth.candidates import candidate_lines
from sijill.steps.case.truth.incidents import incident_lines
from sijill.steps.case.truth.official import official_line_lines
from sijill.steps.estimates.estimate import estimate_missing
from sijill.steps.workspace import Workspace

BASELINE_PERCENT = 95
LEAST_PRECISION, LEAST_RECALL, MOST_OF_DEFAULTS = 0.95, 0.85, 0.6
"""What linkage is held to, and the precision above which a city would be too easy."""

_WAY_OUT = "only a case made by 'sijill simulate' knows the truth, and it is read as it was written"


@dataclass(frozen=True, slots=True)
class Truth:
    """The truth files: the person and incident of every row, and what is true of each."""

    person_of: Mapping[str, str]
    incident_of: Mapping[str, str]
    given: Mapping[str, str]
    incident: Mapping[str, str]
    actor: Mapping[str, str]
    origin_of: Mapping[str, str] = field(default_factory=dict)
    """By report, the report to which it goes back."""
    missing_of: Mapping[str, str] = field(default_factory=dict)
    """By a family's report of somebody missing, the person; these are no list of the dead."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """One line of the comparison: what is measured, the truth, the result.

    ``holds`` where that is known.
    """

    measure: str
    truth: str
    result: str
    holds: bool | None = None


@dataclass(frozen=True, slots=True)
class TruthComparison:
    """The table, and the scores it rests on."""

    lines: tuple[ComparedLine, ...]
    linkage: PairScore
    baseline: PairScore
    joined_relatives: int


def read_truth(folder: Path) -> Truth:
    """Read ``truth/``. Raises CaseError if it is not there, or not as a simulation wrote it."""
    if not (folder / "rows.csv").is_file():
        raise CaseError(
            f"{folder} has no rows.csv: only a case made by 'sijill simulate' knows the truth."
        )
    rows = _read(folder / "rows.csv", "record", "person", "incident")
    persons = _read(folder / "persons.csv", "person", "given", "incident")
    incidents = _read(folder / "incidents.csv", "incident", "actor")
    return Truth(
        {row["record"]: row["person"] for row in rows if row["person"]},
        {row["record"]: row["incident"] for row in rows if row["incident"]},
        {row["person"]: row["given"] for row in persons},
        {row["person"]: row["incident"] for row in persons},
        {row["incident"]: row["actor"] for row in incidents},
        {
            row["report"]: row["origin"]
            for row in _read_if_there(folder / "origins.csv", "report", "origin")
        },
        {
            row["record"]: row["person"]
            for row in _read_if_there(folder / "missing.csv", "record", "person")
            if row["person"]
        },
    )


def _read_if_there(path: Path, *columns: str) -> list[dict[str, str]]:
    return _read(path, *columns) if path.is_file() else []


def _read(path: Path, *columns: str) -> list[dict[str, str]]:
    """The rows of a truth file, which has at least these columns; no word of it is quoted.

    Raises:
        CaseError: if it is no such file.
    """
    try:
        text = read_bounded(path, MOST_TABLE_BYTES).decode("utf-8")
        reader = csv.DictReader(io.StringIO(text, newline=""), restval="")
        rows = list(reader)
    except (UnicodeDecodeError, csv.Error) as error:
        raise CaseError(f"{path} is no CSV file in UTF-8; {_WAY_OUT}.") from error
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        raise CaseError(f"{path} has no column {', '.join(map(repr, missing))}; {_WAY_OUT}.")
    return rows


def compare_with_truth(workspace: Workspace, progress: Watch) -> TruthComparison:
    """Compare a built city with its truth.

    Raises:
        CaseError: if the folder has no truth.
        LedgerError: if the city was not built.
    """
    truth = read_truth(workspace.case / "truth")
    with Ledger.open(workspace.ledger) as ledger:
        register = replay(ledger.entries())
        linked = link_records(register, progress, workspace.work)
        estimates = estimate_missing(register, linked.people, progress)
        analysis = analyse(register, checkpoint(ledger, register), linked, estimates)
    named = {
        identity
        for identity, record in register.linkable.items()
        if comparable_name(record) is not None
    }
    clusters = [
        [record for record in cluster if record in named] for cluster in linked.partition.clusters
    ]
    progress("scoring Splink's defaults", 0, 0)
    records = register.linkable.values()
    features = feature_table(records, linked.known)
    defaults = join_by_defaults(features, BASELINE_PERCENT)
    person_of = {record: truth.person_of[record] for record in named if record in truth.person_of}
    linkage, baseline = score_pairs(clusters, person_of), score_pairs(defaults, person_of)
    relatives = joined_relatives(clusters, person_of, truth.given, truth.incident)
    lines = (
        *_linkage_lines(linkage, baseline, relatives, clusters),
        *_figure_lines(analysis, truth, named),
        *(ComparedLine(*line) for line in official_line_lines(analysis, truth.incident_of)),
        *(
            ComparedLine(*line)
            for line in incident_lines(
                analysis, truth.incident_of, truth.origin_of, Counter(truth.incident.values())
            )
        ),
        *(
            ComparedLine(*line)
            for line in candidate_lines(register, {**truth.person_of, **truth.missing_of})
        ),
    )
    return TruthComparison(lines, linkage, baseline, relatives)


def _linkage_lines(
    linkage: PairScore, baseline: PairScore, relatives: int, clusters: Sequence[Sequence[str]]
) -> list[ComparedLine]:
    return [
        ComparedLine(
            "pairs of named records that are one person",
            f"{linkage.true:,}",
            f"{linkage.joined:,} joined",
        ),
        ComparedLine(
            "  pairwise precision",
            f"at least {LEAST_PRECISION}",
            f"{linkage.precision:.3f}",
            linkage.precision >= LEAST_PRECISION,
        ),
        ComparedLine(
            "  pairwise recall",
            f"at least {LEAST_RECALL}",
            f"{linkage.recall:.3f}",
            linkage.recall >= LEAST_RECALL,
        ),
        ComparedLine(
            "  clusters that join people killed together", "0", str(relatives), relatives == 0
        ),
        ComparedLine("  largest cluster, in records", "", str(max(map(len, clusters), default=0))),
        ComparedLine(
            "  the same by Splink's defaults, components at 0.95",
            f"at most {MOST_OF_DEFAULTS}: hard",
            f"precision {baseline.precision:.3f}, recall {baseline.recall:.3f}",
            baseline.precision <= MOST_OF_DEFAULTS,
        ),
    ]


def _figure_lines(analysis: Analysis, truth: Truth, named: set[str]) -> list[ComparedLine]:
    dead = set(truth.incident)
    on_lists = {truth.person_of[record] for record in named if truth.person_of.get(record) in dead}
    drawn = interval(
        analysis.people.replicates.count(lambda person: person.is_named and person.is_dead)
    )
    low, high = drawn.at_least, drawn.greatest_known
    lines = [
        ComparedLine("people killed in the city", f"{len(dead):,}", ""),
        ComparedLine(
            "  named as killed on at least one list",
            f"{len(on_lists):,}",
            f"{low:,}–{high:,}",
            low <= len(on_lists) <= high,
        ),
    ]
    for stratum, result in analysis.estimates.items():
        lines += _estimate_lines(stratum, result, len(dead))
    return lines


def _estimate_lines(stratum: str, result: EstimateOrRefusal, dead: int) -> list[ComparedLine]:
    if isinstance(result, Refusal):
        explained = f"not estimable: {result.explanation}"
        return [ComparedLine(f"  estimate ({stratum})", f"{dead:,}", explained)]
    total, level = result.total, result.level_percent
    covers = total.at_least <= dead and (total.highest is None or dead <= total.highest)
    name = f"  estimate, those on no list included ({stratum})"
    return [
        ComparedLine(name, f"{dead:,}", f"{total} at {level} %", covers),
        ComparedLine(
            "  lower bound of that estimate", f"{dead:,}", f"{result.chao_lower_bound} at {level} %"
        ),
    ]
