"""linkage: a case's links against a file that says who is who, and why a score is what it is."""

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.options import FILE_PATH, as_json, case_argument, work_folder
from sijill.cli.output import say, say_json, say_table, watching
from sijill.config import find_workspace

if TYPE_CHECKING:  # its parts read names and dates, which takes half a second to load
    from sijill.steps.decisions.review_agreement import ReviewAgreement

_SHARES = ("precision", "recall", "cluster_precision", "cluster_recall", "cluster_f1")


truth_option = click.option(
    "--truth",
    type=FILE_PATH,
    help="A CSV file with the columns record and person (default: truth/rows.csv of the case).",
)


@click.group("linkage")
def linkage_group() -> None:
    """Measure which records are taken for one person."""


@linkage_group.command("evaluate")
@case_argument
@truth_option
@work_folder
@as_json
def evaluate_case(*, case: Path, truth: Path | None, work: Path | None, as_json: bool) -> None:
    """Precision and recall of the links of CASE, pairwise and B-cubed, by group: who is missed?"""
    from sijill.steps.decisions.linkage_quality import evaluate_linkage

    file = truth or case / "truth" / "rows.csv"
    with watching(quiet=as_json) as progress:
        measured = evaluate_linkage(find_workspace(case, work), file, progress)
    lines = [
        (by, group, quality.records, [getattr(quality, share) for share in _SHARES])
        for by, groups in measured.items()
        for group, quality in groups.items()
    ]
    if as_json:
        say_json(
            [
                {"by": by, "group": group, "records": records}
                | {name: _rounded(share) for name, share in zip(_SHARES, shares, strict=True)}
                for by, group, records, shares in lines
            ]
        )
        return
    say_table(
        "Links against the truth",
        ("by", "group", "records", "precision", "recall", "B³ precision", "B³ recall", "B³ F1"),
        [
            (
                by,
                group,
                f"{records:,}",
                *("–" if share is None else f"{share:.3f}" for share in shares),
            )
            for by, group, records, shares in lines
        ],
        right=range(2, 8),
    )


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 5)


@linkage_group.command("blocking")
@case_argument
@truth_option
@work_folder
@as_json
def show_blocking(*, case: Path, truth: Path | None, work: Path | None, as_json: bool) -> None:
    """Which pairs of CASE are compared at all, key by key, and how many of the true ones."""
    from sijill.steps.decisions.linkage_quality import measure_blocking

    file = truth or case / "truth" / "rows.csv"
    found = measure_blocking(find_workspace(case, work), file)
    if as_json:
        say_json(
            asdict(found)
            | {"recall": _rounded(found.recall)}
            | {"pairs_per_record": round(found.pairs_per_record, 2)}
        )
        return
    say_table(
        "Pairs that are compared",
        ("key", "pairs", "groups not compared whole"),
        [(key, f"{pairs:,}", f"{found.cut.get(key, 0):,}") for key, pairs in found.by_key.items()],
        right=(1, 2),
    )
    recall = "–" if found.recall is None else f"{found.recall:.2%}"
    say(
        f"{found.pairs:,} pairs of {found.records:,} records, {found.pairs_per_record:.1f} a "
        f"record. Of {found.true_pairs:,} pairs that are one person {found.found:,} are among "
        f"them: {recall}."
    )


@linkage_group.command("explain")
@case_argument
@click.argument("left", metavar="ONE")
@click.argument("right", metavar="OTHER")
@work_folder
@as_json
def explain_pair(*, case: Path, left: str, right: str, work: Path | None, as_json: bool) -> None:
    """Explain the score of two records of CASE: the prior, then the factor of each field."""
    from sijill.steps.decisions.linkage_quality import explain_score

    with watching(quiet=as_json) as progress:
        steps = explain_score(find_workspace(case, work), (left, right), progress)
    if as_json:
        say_json(
            [
                {"step": step.name, "level": step.level, "factor": float(f"{step.factor:.4g}")}
                | {"probability": round(step.probability, 4)}
                for step in steps
            ]
        )
        return
    say_table(
        f"{left} and {right}: one person?",
        ("step", "what is found", "factor", "probability then"),
        [(step.name, step.level, step.words, f"{step.probability:.1%}") for step in steps],
        right=(2, 3),
    )


@linkage_group.command("agreement")
@case_argument
@work_folder
@as_json
def show_agreement(*, case: Path, work: Path | None, as_json: bool) -> None:
    """How judgements agree with the scores of CASE, and readers with each other (kappa)."""
    from sijill.steps.decisions.review_agreement import review_agreement

    with watching(quiet=as_json) as progress:
        agreement = review_agreement(find_workspace(case, work), progress)
    if as_json:
        say_json(_agreement_json(agreement))
        return
    if not agreement.bands and not agreement.unscored:
        click.echo(f"Nobody has judged a pair of {case} same or different yet. Run: sijill judge")
        return
    _print_bands(agreement)
    _print_readers(agreement)


def _agreement_json(agreement: "ReviewAgreement") -> dict[str, object]:
    return {
        "bands": [
            {"from": band.low, "to": band.high, "judged": band.judged, "same": band.same}
            | {"mean_score": round(band.expected, 4), "agrees": band.agrees}
            for band in agreement.bands
        ],
        "without_score": agreement.unscored,
        "readers": [
            {"first": readers.first, "second": readers.second, "pairs": readers.pairs}
            | {"agreed": readers.agreed, "kappa": _rounded(readers.kappa)}
            for readers in agreement.readers
        ],
    }


def _print_bands(agreement: "ReviewAgreement") -> None:
    """How often the judged pairs of each band of scores are one person."""
    say_table(
        f"Judged pairs by score ({agreement.unscored} more have no score)",
        ("score", "judged", "one person", "share (90 %)", "mean score", ""),
        [
            (
                f"{band.low:.0%}–{band.high:.0%}",
                f"{band.judged:,}",
                f"{band.same:,}",
                f"{band.share:.0%} ({band.lowest:.0%}–{band.highest:.0%})",
                f"{band.expected:.0%}",
                "agrees" if band.agrees else "differs",
            )
            for band in agreement.bands
        ],
        right=range(1, 5),
    )


def _print_readers(agreement: "ReviewAgreement") -> None:
    """How often two readers of the same pairs agree, and beyond chance (kappa)."""
    if not agreement.readers:
        click.echo("No pair was judged by two readers, so there is no kappa.")
        return
    say_table(
        "Two readers of the same pairs",
        ("one reader", "another", "pairs", "same answer", "kappa"),
        [
            (
                readers.first,
                readers.second,
                f"{readers.pairs:,}",
                f"{readers.agreed:,}",
                "–" if readers.kappa is None else f"{readers.kappa:.2f}",
            )
            for readers in agreement.readers
        ],
        right=range(2, 5),
    )
