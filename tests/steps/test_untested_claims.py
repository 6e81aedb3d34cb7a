"""A list of more claims than the case tests: the first are tested, the others are told."""

import json
from typing import Any

from small_cases import SmallCase

MAPPING = """\
id = "press"
title = "Press"
kind = "count"
file = "press.csv"
[key]
columns = ["id"]
[fields]
sentence = "sentence"
said_by = "said by"
"""
ROWS = "".join(f'{n},"{n + 10} people were killed in Basatin.",Council\n' for n in range(9))


def _build(street: SmallCase, limit: int) -> tuple[dict[str, Any], str]:
    (street.data / "press.csv").write_text(f"id,sentence,said by\n{ROWS}", encoding="utf-8")
    (street.folder / "sources" / "press.toml").write_text(MAPPING, encoding="utf-8")
    street.map_case()
    case = street.folder / "case.toml"
    text = case.read_text(encoding="utf-8")
    case.write_text(f"{text}\n[dossier]\nclaim_limit = {limit}\n", encoding="utf-8")
    built = street.run("build", street.folder, "--json")
    page = street.folder / "out" / "dossier" / "claims.html"
    return json.loads(built.stdout), page.read_text(encoding="utf-8")


def test_claims_beyond_the_limit_of_the_case_are_told_and_not_tested(street: SmallCase) -> None:
    report, page = _build(street, 4)
    assert page.count('<section class="claim"') == 4
    assert "5 more claims are on record and were not read or tested" in page
    sentences = [notice["sentence"] for notice in report["notices"]]
    assert any(sentence.startswith("5 claims are on record") for sentence in sentences)


def test_within_the_limit_nothing_is_said(street: SmallCase) -> None:
    report, page = _build(street, 9)
    assert page.count('<section class="claim"') == 9
    assert "were not read or tested" not in page
    assert report["notices"] == []


def test_a_claim_that_a_person_confirmed_is_among_those_that_are_tested(
    street: SmallCase,
) -> None:
    _build(street, 1)
    told = street.run(
        "claim", "press:8", "--case", street.folder, "--confirm", "--reason", "I read it"
    )
    assert told.exit_code == 0, told.output
    _, page = _build(street, 1)
    assert "18 people were killed" in page
    assert "10 people were killed" not in page
