"""sijill kinship: a laboratory's tables against a family's pedigree."""

import json
from pathlib import Path

import pytest

from small_cases import Command

PEDIGREE = "name,father,mother\nYusuf,,\nHala,,\nSister,Yusuf,Hala\nMissing,Yusuf,Hala\n"
PROFILES = (
    "Name;Locus;Allele 1;Allele 2\n"
    "Sister;TH01;6;9.3\nSister;D3S1358;15;16\nB-17;TH01;6;9,3\nB-17;D3S1358;15;\nB-17;FGA;22;23\n"
)
FREQUENCIES = (
    'locus,allele,frequency\nTH01,6,0.2\nTH01,"9,3",0.3\nD3S1358,15,0.25\nD3S1358,16,0.25\n'
)


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in (("pedigree", PEDIGREE), ("profiles", PROFILES), ("freq", FREQUENCIES)):
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def _options(files: Path, body: str = "B-17", missing: str = "Missing") -> list[str]:
    return [
        *("--pedigree", str(files / "pedigree.csv"), "--profiles", str(files / "profiles.csv")),
        *("--frequencies", str(files / "freq.csv"), "--body", body, "--missing", missing),
        *("--mutation", "0"),
    ]


def test_the_ratio_of_a_sister_is_the_published_one(files: Path, sijill: Command) -> None:
    answer = json.loads(sijill("kinship", *_options(files), "--json").stdout)
    a, b, c = 0.2, 0.3, 0.25
    both = (1 + a + b + 2 * a * b) / (8 * a * b)
    one = (1 + c) / (4 * c)
    assert answer["loci"] == pytest.approx({"TH01": both, "D3S1358": one})
    assert answer["likelihood_ratio"] == pytest.approx(both * one)


def test_the_words_say_what_the_number_means_and_decide_nothing(
    files: Path, sijill: Command
) -> None:
    words = sijill("kinship", *_options(files)).stdout
    assert "product over 2 loci" in words
    assert "as if it is a stranger" in words


@pytest.mark.parametrize(
    ("name", "text", "reason"),
    [
        ("freq", "locus,allele,frequency\nTH01,6,2\n", "freq.csv, row 2: '2' is no frequency"),
        ("freq", "locus,allele,frequency\nTH01,6,0.6\nTH01,7,0.6\n", "more than 1"),
        ("pedigree", "name,father,mother\nMissing,Yusuf,\n", "has one parent"),
        ("pedigree", "name,father\nMissing,\n", "no column mother"),
        ("profiles", "name,locus,allele_1,allele_2\nSister,TH01,6,7\n", "named 'B-17' is typed"),
        ("profiles", f"{PROFILES}B-17;TH01;6;7\n", "row 7: B-17 is typed twice at TH01"),
    ],
)
def test_a_mistake_names_file_and_row(
    files: Path, sijill: Command, name: str, text: str, reason: str
) -> None:
    (files / f"{name}.csv").write_text(text, encoding="utf-8")
    answer = sijill("kinship", *_options(files))
    assert answer.exit_code == 1
    assert reason in answer.stderr


def test_someone_outside_the_family_cannot_be_asked_for(files: Path, sijill: Command) -> None:
    answer = sijill("kinship", *_options(files, missing="Uncle"))
    assert "Uncle: not in the pedigree" in answer.stderr
