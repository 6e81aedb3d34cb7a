"""From Python: the calls of the package do what the commands do."""

import pytest

import sijill
from sijill.ledger import Verdict
from sijill.model.errors import CaseError
from small_cases import SmallCase


def test_a_case_is_opened_built_and_verified(street: SmallCase) -> None:
    case = sijill.open_case(street.folder)
    watched: list[str] = []
    built = sijill.build(case, progress=lambda doing, _done, _of: watched.append(doing))
    assert built.dossier.is_file()
    assert watched
    report = sijill.verify(street.folder)
    assert report.verdict is Verdict.SOUND
    with sijill.Ledger.open(case.ledger) as ledger:
        assert ledger.size == built.entries_after


def test_a_folder_without_a_case_is_refused(street: SmallCase) -> None:
    with pytest.raises(CaseError, match=r"case\.toml"):
        sijill.build(street.folder / "data")
