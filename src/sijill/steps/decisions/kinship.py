"""Kinship: likelihood ratios from a laboratory's files and the pedigree of a family.

Nothing is kept: profiles are the most personal data that there are. The files are read, the ratios
given back, and what a board decides on them is written down with ``sijill identify``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sijill.language.scripts import tidy
from sijill.model.errors import DecisionError
from sijill.model.records.rejects import Effect
from sijill.remains.kinship import (
    MUTATION,
    Genotype,
    LocusRatio,
    Member,
    Pedigree,
    Population,
    kinship_ratios,
)
from sijill.sources.tables.table import Table
from sijill.sources.tables.table_files import FileReading, read_table

PROFILE_COLUMNS = ("name", "locus", "allele_1", "allele_2")
PEDIGREE_COLUMNS = ("name", "father", "mother")
FREQUENCY_COLUMNS = ("locus", "allele", "frequency")


@dataclass(frozen=True, slots=True)
class KinshipFiles:
    """Three tables (CSV, XLSX ...) with one heading each.

    Attributes:
        pedigree: ``name, father, mother``; parents before children, founders with empty cells.
        profiles: ``name, locus, allele_1, allele_2``, a row for each locus of each typed person and
            of the body.
        frequencies: ``locus, allele, frequency``, of the population.
    """

    pedigree: Path
    profiles: Path
    frequencies: Path


def compare_profiles(
    files: KinshipFiles, body: str, missing: str, mutation: float = MUTATION
) -> tuple[LocusRatio, ...]:
    """The likelihood ratio of each locus that can be compared.

    Args:
        files: see ``KinshipFiles``.
        body: the name under which the remains are typed.
        missing: the member of the pedigree that the body may be.
        mutation: the chance of a change from parent to child at one locus.

    Raises:
        DecisionError: naming file and row, for whatever cannot be read or asked.
        FileUnreadableError: if a table cannot be read at all.
    """
    pedigree, profiles = _pedigree(files.pedigree), _profiles(files.profiles)
    if body not in profiles:
        raise DecisionError(f"{files.profiles.name}: nobody named {body!r} is typed.")
    relatives = {
        member.name: profiles[member.name] for member in pedigree.members if member.name in profiles
    }
    population = Population(_frequencies(files.frequencies), mutation)
    try:
        return kinship_ratios(pedigree, missing, profiles[body], relatives, population)
    except ValueError as error:
        raise DecisionError(f"{files.pedigree.name}: {error}.") from error


def _pedigree(path: Path) -> Pedigree:
    rows = _rows(path, PEDIGREE_COLUMNS)
    try:
        return Pedigree(tuple(Member(*cells) for _, cells in rows))
    except ValueError as error:
        raise DecisionError(f"{path.name}: {error}.") from error


def _profiles(path: Path) -> dict[str, dict[str, Genotype]]:
    profiles: dict[str, dict[str, Genotype]] = {}
    for number, (name, locus, first, second) in _rows(path, PROFILE_COLUMNS):
        if not (name and locus and first):
            raise DecisionError(f"{path.name}, row {number}: name, locus or allele_1 is empty.")
        typed = profiles.setdefault(name, {})
        if locus in typed:
            raise DecisionError(f"{path.name}, row {number}: {name} is typed twice at {locus}.")
        typed[locus] = (_allele(first), _allele(second or first))
    return profiles


def _frequencies(path: Path) -> dict[str, dict[str, float]]:
    frequencies: dict[str, dict[str, float]] = {}
    for number, (locus, allele, written) in _rows(path, FREQUENCY_COLUMNS):
        try:
            frequency = float(written.replace(",", "."))
        except ValueError:
            frequency = 0.0
        if not 0 < frequency <= 1:
            raise DecisionError(
                f"{path.name}, row {number}: {written!r} is no frequency above 0 and at most 1."
            )
        frequencies.setdefault(locus, {})[_allele(allele)] = frequency
    for locus, alleles in frequencies.items():
        if sum(alleles.values()) > _MOST_SUM:
            raise DecisionError(f"{path.name}: the frequencies of {locus} add up to more than 1.")
    return frequencies


def _allele(written: str) -> str:
    """An allele's number with a point, whatever the laboratory's language."""
    return written.replace(",", ".")


_MOST_SUM = 1.001
"""Published tables are rounded."""


def _rows(path: Path, columns: Sequence[str]) -> list[tuple[int, list[str]]]:
    """The cells of these columns, with row numbers."""
    table = read_table(path, path.name, FileReading("kinship"))
    for problem in table.problems:
        if problem.effect is not Effect.NOTE:
            raise DecisionError(f"{path.name}, row {problem.row}: {problem.reason}.")
    places = [_column(table, column, path) for column in columns]
    return [
        (row.number, [tidy(row.cells.get(place, "")) for place in places]) for row in table.rows
    ]


def _column(table: Table, column: str, path: Path) -> str:
    for heading in table.columns:
        if tidy(heading).lower().replace(" ", "_") == column:
            return heading
    raise DecisionError(f"{path.name}: there is no column {column}; it has {table.columns}.")
