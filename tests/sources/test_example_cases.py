"""The example cases can be read as they stand; their data does not come with them."""

from pathlib import Path

import pytest

from sijill.model.errors import CaseError
from sijill.sources.toml_files import file_text, read_case, read_mapping

EXAMPLES = Path(__file__).parents[2] / "examples"
FOLDERS = sorted(path.parent for path in EXAMPLES.glob("*/case.toml"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_has_a_case_mappings_and_an_account_of_its_figures(folder: Path) -> None:
    assert read_case(file_text(folder / "case.toml"), "case.toml").title
    mappings = sorted((folder / "sources").glob("*.toml"))
    assert mappings
    for path in mappings:
        mapping = read_mapping(file_text(path), path.name)
        assert mapping.publisher, path
        assert mapping.licence, path
    assert "by hand" in (folder / "README.md").read_text(encoding="utf-8") or "script" in (
        folder / "README.md"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", ["-1", "9007199254740992"])
def test_a_seed_that_cannot_be_kept_is_refused_where_it_is_written(seed: str) -> None:
    with pytest.raises(CaseError, match=r"estimate\.seed"):
        read_case(f'title = "A street"\n[estimate]\nseed = {seed}\n', "case.toml")
