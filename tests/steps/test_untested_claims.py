"""More claims, or longer ones, than are tested: the rest is told; what columns say stands."""

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


def test_of_an_article_the_number_that_columns_give_is_tested_and_no_other(
    street: SmallCase,
) -> None:
    article = "The toll in Basatin rose to 31. " + "The council met again. " * 100
    (street.data / "press.csv").write_text(
        f'id,sentence,toll,unit\n1,"{article}",42,deaths\n2,"{article}",,\n', encoding="utf-8"
    )
    stated = MAPPING.replace('said_by = "said by"', 'value = "toll"\nunit = "unit"')
    (street.folder / "sources" / "press.toml").write_text(stated, encoding="utf-8")
    street.map_case()
    street.run("build", street.folder)
    stated_claim, read_claim = (
        json.loads(street.run("claim", claim, "--case", street.folder, "--json").stdout)[0]
        for claim in ("press:1", "press:2")
    )
    assert stated_claim["parts"]["number"] == "42"
    assert stated_claim["parts"]["place"] == "Basatin"
    assert stated_claim["evidence"]
    assert read_claim["verdict"] == "needs_rewording"
    assert "2,331 characters" in read_claim["reason"]
