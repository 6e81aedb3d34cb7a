"""Tables of official lines: candidates of each, what was read where, what was not understood."""

from sijill.figures.analysis import Analysis
from sijill.figures.compared.credibility import credibility_model
from sijill.figures.compared.gap_groups import gap_groups
from sijill.figures.compared.letters import letters_of
from sijill.figures.compared.official_ledger import ledger_of
from sijill.model.values.quantities import Refusal
from sijill.publication.exports import CsvTable
from sijill.publication.wording import if_stated


def match_table(analysis: Analysis) -> CsvTable:
    """One row a candidate of a line, best first, with the points for and against it."""
    rows: list[tuple[object, ...]] = []
    for identity, match in sorted(analysis.matches.items()):
        for rank, candidate in enumerate(match.ranked, start=1):
            reasons = "; ".join(
                f"{reason.words} {reason.points:+g}" for reason in candidate.reasons
            )
            is_tied = "yes" if candidate.incident == match.incident else ""
            rows.append(
                (
                    identity,
                    match.basis,
                    rank,
                    candidate.incident,
                    is_tied,
                    candidate.score,
                    f"{candidate.share:.2f}",
                    reasons,
                )
            )
        if not match.ranked:
            rows.append((identity, match.basis, "", match.incident, "", "", "", ""))
    columns = (
        "determination",
        "basis",
        "rank",
        "incident",
        "tied",
        "points",
        "probability",
        "reasons",
    )
    return CsvTable("official_matches", columns, rows)


def reading_table(analysis: Analysis) -> CsvTable:
    """One row a field that was read from release text, and one a passage that was not understood.

    ``start`` and ``end`` count characters of the verbatim text, the end excluded.
    """
    rows: list[tuple[object, ...]] = []
    for identity, record in sorted(analysis.determinations.items()):
        if record.reading is None:
            continue
        rows.extend(
            (identity, span.field, span.start, span.end, "") for span in record.reading.spans
        )
        rows.extend(
            (identity, "not_understood", passage.start, passage.end, passage.reason)
            for passage in record.reading.not_understood
        )
    return CsvTable("official_readings", ("determination", "field", "start", "end", "why"), rows)


def ledger_table(analysis: Analysis) -> CsvTable:
    """One row a finding about a monthly ledger: a break, a number nothing checks, what follows."""
    rows: list[tuple[object, ...]] = []
    for party, ledger in ledger_of(analysis).items():
        rows.extend(
            (
                party,
                "break",
                " ".join(ledger_break.records),
                ledger_break.identity,
                ledger_break.words,
            )
            for ledger_break in ledger.breaks
        )
        rows.extend(
            (party, "uncheckable", note.record, "", note.words) for note in ledger.uncheckable
        )
        rows.extend((party, "implied", note.record, "", note.words) for note in ledger.implied)
    return CsvTable("monthly_ledger", ("party", "finding", "months", "identity", "words"), rows)


def gap_table(analysis: Analysis) -> CsvTable:
    """One row a group of a dimension; each dimension adds up to the totals."""
    return CsvTable.of(
        "gap_groups",
        gap_groups(analysis),
        {
            "dimension": lambda group: group.dimension,
            "group": lambda group: group.group,
            "incidents": lambda group: len(group.incidents),
            "documented_lowest": lambda group: group.documented.lowest,
            "documented_highest": lambda group: group.documented.highest,
            "unknown": lambda group: group.documented.unknown,
            "conceded_lowest": lambda group: group.conceded.lowest,
            "conceded_highest": lambda group: group.conceded.highest,
            "credible": lambda group: group.credible,
            "positions": lambda group: "; ".join(
                f"{name} {count}" for name, count in sorted(group.positions.items())
            ),
        },
    )


def letter_table(analysis: Analysis) -> CsvTable:
    """One row a letter that is no answer, with its first answer."""
    return CsvTable.of(
        "letters",
        letters_of(analysis),
        {
            "letter": lambda asked: asked.letter.head.id,
            "sender": lambda asked: asked.letter.sender,
            "addressee": lambda asked: asked.letter.addressee,
            "subject": lambda asked: asked.letter.subject,
            "sent": lambda asked: asked.letter.sent.to_edtf(),
            "answer_by": lambda asked: asked.letter.answer_by.to_edtf(),
            "answered": lambda asked: asked.answered.to_edtf(),
            "state": lambda asked: asked.state if asked.is_answered else "no answer on record",
            "days_to_answer": lambda asked: if_stated(asked.days) if asked.is_answered else "",
            "answers": lambda asked: " ".join(answer.head.id for answer in asked.answers),
            "answer": lambda asked: asked.letter.answer,
            "incidents": lambda asked: " ".join(asked.letter.incidents),
        },
    )


def credibility_table(analysis: Analysis) -> CsvTable:
    """The odds of "credible" by what was known before, with what the model does not say."""
    columns = ("measure", "one more is", "odds_ratio", "lowest", "highest", "words")
    model = credibility_model(analysis)
    if isinstance(model, Refusal):
        return CsvTable("credibility", columns, [("", "", "", "", "", str(model))])
    rows: list[tuple[object, ...]] = [
        (
            ratio.name,
            ratio.unit,
            f"{ratio.ratio:.2f}",
            f"{ratio.lowest:.2f}",
            f"{ratio.highest:.2f}",
            "",
        )
        for ratio in model.ratios
    ]
    of = f"{model.credible} credible of {model.incidents} incidents that were decided"
    rows.extend(("", "", "", "", "", words) for words in (of, *model.limits))
    return CsvTable("credibility", columns, rows)
