"""Lists of many kinds and languages, begun as a new user begins: the first page has their number.

What one list teaches the guesses must not make another one wrong.
"""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from sijill.steps.case.starting.start_case import start_case
from trial_runs import try_case, values_of

LISTS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("lists_as_people_keep_them.toml").read_text(encoding="utf-8")
)["list"]


@pytest.mark.parametrize("given", LISTS, ids=[given["what"] for given in LISTS])
def test_the_first_page_has_the_number_of_the_list(given: dict[str, Any], tmp_path: Path) -> None:
    files = [tmp_path / file["name"] for file in given["file"]]
    for path, file in zip(files, given["file"], strict=True):
        path.write_text(file["text"], encoding="utf-8")
    start_case(tmp_path / "case", files, "A case")
    values = values_of(try_case(tmp_path))
    assert {name: values.get(name) for name in given["figures"]} == given["figures"]
