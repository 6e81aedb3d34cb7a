"""What was estimated first stands: another seed in the case gives the same answer."""

import json
from pathlib import Path

import pytest

from sijill.simulation.city import build_city
from sijill.simulation.folder import write_city
from small_cases import Command


@pytest.fixture
def small_city(tmp_path: Path) -> Path:
    folder = tmp_path / "city"
    write_city(build_city(seed=5, deaths=220), folder)
    return folder


def kept_estimates(folder: Path, sijill: Command) -> list[dict[str, int | str]]:
    entries = json.loads(sijill("log", folder, "--last", "100000", "--json").stdout)
    return [
        one["payload"] for one in entries if one["kind"] == "estimate" and one["subject"] == "all"
    ]


def test_a_new_seed_changes_nothing_and_new_settings_are_another_estimate(
    small_city: Path, sijill: Command
) -> None:
    case = small_city / "case.toml"
    text = case.read_text(encoding="utf-8")
    assert "[estimate]" not in text
    first = json.loads(sijill("build", small_city, "--json").stdout)["figures"]
    (kept,) = kept_estimates(small_city, sijill)
    total = first["estimate.total"].replace(",", "")
    assert total == f"{kept['lowest']}–{kept['highest']}"

    case.write_text(text + "\n[estimate]\nseed = 99\n", encoding="utf-8")
    again = json.loads(sijill("build", small_city, "--json").stdout)["figures"]
    assert again["estimate.total"] == first["estimate.total"]
    assert kept_estimates(small_city, sijill) == [kept]

    case.write_text(text + "\n[estimate]\nseed = 99\nreplicates = 110\n", encoding="utf-8")
    sijill("build", small_city)
    before, after = kept_estimates(small_city, sijill)
    assert (before, after["seed"]) == (kept, 99)
    assert before["digest"] != after["digest"]


def test_refusals_are_kept_too(small_city: Path, sijill: Command) -> None:
    """Whoever leaves lists out until something is answered leaves the refusal behind."""
    for source in sorted((small_city / "sources").glob("*.toml"))[2:]:
        source.unlink()
    sijill("build", small_city)
    (kept,) = kept_estimates(small_city, sijill)
    assert kept["not_estimable"] == "nothing_recorded"
    assert len(str(kept["digest"])) == 64
    sijill("build", small_city)
    assert kept_estimates(small_city, sijill) == [kept]
