"""Candidates: who an unidentified body may be, from the lists of a built case.

Nothing is decided and nothing appended. What comes out names missing people beside bodies: it is
for those who do the identifying, is written where they say, and enters no dossier.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sijill.files.writing import save_text
from sijill.ledger.log.ledger import Ledger
from sijill.model.codes import ConsentUse, Harm, IdentificationStatus, LinkDecision
from sijill.model.decisions.field_work import Examination
from sijill.model.errors import DecisionError
from sijill.model.records.record import PersonRecord, RemainsRecord
from sijill.model.results.candidates import BodyCandidates, Candidate
from sijill.publication.exports import CsvTable, csv_text
from sijill.publication.forms.comparison_page import comparison_page
from sijill.register.register import Register, replay
from sijill.register.watching import Watch
from sijill.remains.candidates import Prior, find_candidates
from sijill.steps.workspace import Workspace

MISSING = (Harm.MISSING, Harm.MISSING_PRESUMED_DEAD)


@dataclass(frozen=True, slots=True)
class Search:
    """What is searched.

    Attributes:
        remains: the record of one body; empty for all whose identity is open.
        lists: the lists of people to look in; none for everybody who is missing, on any list.
        on_list: the chance that a body is that of somebody on these lists.
        most: how many candidates are kept for a body.
    """

    remains: str = ""
    lists: tuple[str, ...] = ()
    on_list: float = 0.5
    most: int = 5


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The candidates of every body that was searched for, and the records on both sides.

    ``held_back`` are the records of people and bodies that took no part, because consent to the
    tracing of the missing was refused or withdrawn.
    """

    bodies: tuple[BodyCandidates, ...]
    remains: Mapping[str, RemainsRecord]
    people: Mapping[str, PersonRecord]
    examinations: Mapping[tuple[str, str], Examination] = field(default_factory=dict)
    held_back: tuple[str, ...] = ()


def search_candidates(workspace: Workspace, search: Search, progress: Watch) -> SearchResult:
    """Compare each body whose identity is open with each missing person.

    Raises:
        DecisionError: if the body or a list is not in the register, consent to a search for the
            body's family was refused, nobody on the lists is missing, or the chance is no
            probability.
        LedgerError, StorageError: as ``Ledger.open``.
    """
    with Ledger.open(workspace.ledger) as ledger:
        register = replay(ledger.entries())
    bodies, people = _bodies(register, search), _people(register, search)
    refused = register.decisions.refused(ConsentUse.FAMILY_TRACING)
    held = [*_take_out(bodies, refused), *_take_out(people, refused)]
    if search.remains in held:
        raise DecisionError(f"{search.remains}: consent to a search was refused or withdrawn.")
    try:
        prior = Prior(search.on_list)
    except ValueError as error:
        raise DecisionError(f"{error}; {search.on_list:g} is not.") from error
    compared = []
    candidates = find_candidates(
        list(bodies.values()), list(people.values()), _excluded(register), prior, search.most
    )
    for number, body in enumerate(candidates, start=1):
        progress("comparing bodies with missing people", number, len(bodies))
        if not search.remains or body.remains == search.remains:
            compared.append(body)
    examined = register.decisions.examinations
    return SearchResult(tuple(compared), bodies, people, examined, tuple(sorted(held)))


def _take_out(
    records: dict[str, RemainsRecord] | dict[str, PersonRecord], refused: Collection[str]
) -> list[str]:
    """Take out the records that are refused, alone or with their list; returns their ids."""
    held = [one for one, record in records.items() if {one, record.head.source} & set(refused)]
    for one in held:
        del records[one]
    return held


def _bodies(register: Register, search: Search) -> dict[str, RemainsRecord]:
    """The bodies whose identity is open; they speak for each other, whichever is asked for."""
    active = register.active(RemainsRecord)
    if search.remains and search.remains not in active:
        raise DecisionError(f"{search.remains} is no record of remains that counts.")
    settled = {
        body
        for body, identification in register.decisions.identifications.items()
        if identification.joins and body != search.remains
    }
    return {identity: record for identity, record in active.items() if identity not in settled}


def _people(register: Register, search: Search) -> dict[str, PersonRecord]:
    """Those who are missing, or everybody on the lists that were named, less the identified."""
    unknown = set(search.lists) - set(register.mappings)
    if unknown:
        raise DecisionError(
            f"there is no list {', '.join(sorted(unknown))}; the lists are "
            f"{', '.join(sorted(register.mappings))}."
        )
    identified = {
        identification.person
        for identification in register.decisions.identifications.values()
        if identification.joins
    }
    people = {
        identity: record
        for identity, record in register.active(PersonRecord).items()
        if identity not in identified
        and (record.head.source in search.lists if search.lists else record.harm in MISSING)
    }
    if not people:
        raise DecisionError(
            "nobody on the lists is missing. Map the field harm (missing, missing_presumed_dead), "
            "or name the lists to look in with --list."
        )
    return people


def _excluded(register: Register) -> Collection[tuple[str, str]]:
    """Pairs of remains and person that people excluded."""
    judged = {
        pair
        for pair, judgement in register.decisions.judgements.items()
        if judgement.decision is LinkDecision.DIFFERENT
    }
    excluded = {
        (body, identification.person)
        for body, identification in register.decisions.identifications.items()
        if identification.status is IdentificationStatus.EXCLUDED
    }
    return excluded | judged | {(right, left) for left, right in judged}


def candidate_table(result: SearchResult) -> CsvTable:
    """A row for each candidate, the reasons in words."""
    columns = (
        "remains", "code", "rank", "person", "posterior", "likelihood_ratio", "reasons",
        "none_listed", "name", "sex", "age", "last_seen", "place", "where",
    )  # fmt: skip
    rows = [
        (
            body.remains,
            result.remains[body.remains].code,
            rank,
            candidate.person,
            f"{candidate.posterior:.4f}",
            f"{candidate.ratio:.4g}",
            reasons(candidate),
            f"{body.none_listed:.4f}",
            *_facts(result.people[candidate.person]),
        )
        for body in result.bodies
        for rank, candidate in enumerate(body.candidates, start=1)
    ]
    return CsvTable("body_candidates", columns, rows)


def reasons(candidate: Candidate) -> str:
    """What speaks for and against a candidate, the strongest first."""
    return "; ".join(factor.words for factor in candidate.factors) or "nothing to compare"


def _facts(person: PersonRecord) -> tuple[str, ...]:
    day = person.last_seen if person.last_seen.is_known else person.died
    return (
        " / ".join(name.written for name in person.written_names),
        person.sex,
        str(person.age),
        str(day),
        str(person.place) if person.place.is_known else "",
        str(person.head.locator),
    )


def write_candidates(path: Path, result: SearchResult) -> None:
    """Write the table to a file.

    Raises:
        StorageError: if it cannot be written.
    """
    table = candidate_table(result)
    save_text(path, csv_text(table.columns, table.rows))


def write_comparison(path: Path, result: SearchResult, on_list: float) -> None:
    """Write one body beside its candidates, as a page to print.

    Raises:
        DecisionError: unless exactly one body was searched for.
        StorageError: if it cannot be written.
    """
    if len(result.bodies) != 1:
        raise DecisionError("a page shows one body: name it with --of.")
    (body,) = result.bodies
    examined = {
        item: examination
        for (remains, item), examination in result.examinations.items()
        if remains == body.remains
    }
    record = result.remains[body.remains]
    save_text(path, comparison_page(record, body, result.people, examined, on_list))
