"""Every decision changes what is written and is named among the changes; taken back, nothing stays.

"Decide, build, take back, build" gives the figures, pages and tables of the build before, but for
what says when it was built and on how many entries it rests.
"""

import json
import re

import pytest

from sijill.publication.redaction.decision_words import WITHHELD_WORDS
from small_cases import Prepared, SmallCase, build_street

BOARD = ("--method", "dna", "--status", "confirmed_board", "--by", "the board")
RECORDER = ("--kind", "error_of_recorder")
WITHHOLDS = ("consent", "notebook:2", "refused", "--scope", "publish")
"""A decision about somebody who is withheld from then on: what was typed into it is, too."""
TOGETHER = {
    "people": (
        ("judge", "notebook:1,second:4,different"),
        ("judge", "press:P1,press:P2,same"),
        ("grade", "monitor:M1", "fair"),
        ("match", "releases:R1", "monitor:M1"),
        ("correct", "notebook:3", "age", "9"),
        ("identify", "grave:B1", "notebook:3", *BOARD),
        ("claim", "press:P1", "--unit", "deaths", "--confirm"),
    ),
    "the field": (
        ("site", "S1", "--state", "go"),
        ("operation", "S1", "--day", "2026-01-05", "--team", "T2"),
        ("presence", "grave:B1", "--holder", "the morgue", "--at", "shelf 2"),
        ("examine", "grave:B1", "photo", "completed"),
        ("withdraw", "second"),
    ),
    "incidents": (
        ("judge", "council:K1,monitor:M1,same"),
        ("grade", "monitor:M1", "confirmed", "--second-reader"),
        ("match", "releases:R2", "--none"),
        ("correct", "monitor:M1", "civilians_killed_max", "7"),
        ("withdraw", "notebook:3"),
        WITHHOLDS,
        ("claim", "900 people were killed on one day", "--confirm"),
    ),
    "withdrawn and withheld": (
        ("withdraw", "council:K1", *RECORDER),
        ("withdraw", "releases:R1", *RECORDER),
        ("withdraw", "grave:B1", *RECORDER),
        ("consent", "second", "refused", "--scope", "publish"),
    ),
}
"""Decisions that do not contradict each other, taken one after the other before one build."""
SETTINGS = {
    "period": ("case.toml", "2031-06-30", "2031-07-31"),
    "title": ("case.toml", "A street", "Another street"),
    "comparison.grades": ("case.toml", '"confirmed", "fair"', '"confirmed", "fair", "weak"'),
    "estimate.strata": ("case.toml", "[comparison]", '[estimate]\nstrata = ["sex"]\n[comparison]'),
    "fixed.harm": ("sources/second.toml", "killed", "injured"),
    "fields.age.column": ("sources/notebook.toml", 'age = "age"\n', ""),
}
_OF_THE_BUILD = (
    re.compile(r"[0-9a-f]{64}"),
    re.compile(r"\b[0-9a-f]{16}\b"),
    re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d[\d:.]*(?:\+00:00| UTC)?"),
    re.compile(r'(?<=checkpoint )(?:<span class="n" dir="ltr">)?[\d,]+'),
    re.compile(r'(?<=the first )(?:<span class="n" dir="ltr">)?[\d,]+(?=(?:</span>)? entries)'),
)
"""Hashes, times and numbers of entries."""
_OF_THE_LEDGER = ("last_build.json", "dossier/changes.html", "figures.json")


@pytest.fixture
def case(street: SmallCase, prepared: Prepared) -> SmallCase:
    """The street with a list of each kind that is decided about, built twice."""
    return prepared(street, _build_all)


def _build_all(street: SmallCase) -> None:
    incident = {
        "code": "no", "happened": "day", "actors": "party", "grade": "grade",
        "civilians_killed_min": "killed", "civilians_killed_max": "killed",
    }  # fmt: skip
    first = "no,day,party,grade,killed\nM1,2031-06-03,The Alliance,weak,2\n"
    street.add_list("monitor", "incident", incident, first)
    second = "no,day,party,grade,killed\nK1,2031-06-20,The Alliance,fair,5\n"
    street.add_list("council", "incident", incident, second)
    street.add_list("grave", "remains", {"code": "no", "sex": "sex"}, "no,sex\nB1,male\n")
    releases = "no,text\nR1,Two civilians were unintentionally killed.\n"
    releases += "R2,Three civilians were unintentionally killed on 20 June 2031.\n"
    actor = 'fixed = { actor = "The Alliance" }'
    street.add_list("releases", "determination", {"text": "text"}, releases, actor)
    press = "no,outlet,sentence\nP1,A paper,At least 2 casualties\nP2,A radio,31 people died\n"
    street.add_list("press", "count", {"said_by": "outlet", "sentence": "sentence"}, press)
    site = {"code": "code", "state": "state", "latitude": "lat", "longitude": "lon"}
    sites = "no,code,state,lat,lon\n1,S1,not_assessed,35.95,39.01\n"
    street.add_list("sites", "site", site, sites)
    header = (street.data / "notebook.csv").read_text(encoding="utf-8").splitlines()[0]
    person = "4,Khaled W. Attar,41,2031-06-03,m,35.95,39.01"
    (street.data / "second.csv").write_text(f"{header}\n{person}\n", encoding="utf-8")
    street.map_another("second", "second.csv")
    build_street(street)
    build_street(street)


def _written(case: SmallCase) -> dict[str, str]:
    """Every file under ``out`` by name, without hashes, times and numbers of entries."""
    out = case.folder / "out"
    texts = {}
    for path in sorted(path for path in out.rglob("*") if path.is_file()):
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        for pattern in _OF_THE_BUILD:
            text = pattern.sub("-", text)
        texts[path.relative_to(out).as_posix()] = text
    return texts


def _pages(case: SmallCase) -> dict[str, str]:
    """Without what is said of the build itself; the first page links to the changes."""
    pages = {name: text for name, text in _written(case).items() if name not in _OF_THE_LEDGER}
    first = pages["dossier/index.html"]
    return pages | {"dossier/index.html": first[: first.index('<h2 id="changes">')]}


def _changes(case: SmallCase) -> str:
    page = case.folder / "out" / "dossier" / "changes.html"
    return re.sub(r"<[^>]+>", "", page.read_text(encoding="utf-8"))


def _decide(case: SmallCase, words: tuple[str, ...], why: str) -> None:
    command, *rest = words
    if command == "judge":
        path = case.folder / "decided.csv"
        path.write_text(f"left,right,decision,reason\n{rest[0]},{why}\n", encoding="utf-8")
        given: tuple[object, ...] = (path, "--case", case.folder)
    elif command in ("site", "operation"):
        given = (case.folder, *rest, "--note" if command == "operation" else "--reason", why)
    else:
        given = (*rest, "--reason", why, "--case", case.folder)
    answer = case.run(command, *given)
    assert answer.exit_code == 0, answer.output


def _build(case: SmallCase) -> None:
    built = case.build()
    assert built.exit_code == 0, built.output


@pytest.mark.parametrize("name", TOGETHER)
def test_decisions_are_seen_and_named_and_leave_nothing_when_taken_back(
    case: SmallCase, name: str
) -> None:
    figures, pages = case.figures(), _pages(case)
    reasons = [f"seen at place {number}" for number, _ in enumerate(TOGETHER[name], 10)]
    for words, why in zip(TOGETHER[name], reasons, strict=True):
        _decide(case, words, why)
    _build(case)
    written = "".join(text for page, text in _pages(case).items() if page.endswith(".html"))
    told = [
        WITHHELD_WORDS if words is WITHHOLDS else why
        for words, why in zip(TOGETHER[name], reasons, strict=True)
    ]
    assert [why for why in told if why not in _changes(case)] == []
    assert [why for why in told if why not in written] == []
    assert not [why for why in reasons if why not in told and why in written]
    for _ in reasons:
        back = case.run("judge", "--undo", "--reason", "a mistake", "--case", case.folder)
        assert back.exit_code == 0, back.output
    _build(case)
    assert _changes(case).count("was taken back") == len(reasons)
    assert case.figures() == figures
    assert _pages(case) == pages


def test_settings_are_named_and_leave_nothing_when_put_back(case: SmallCase) -> None:
    figures, pages = case.figures(), _pages(case)
    files = {file for file, _, _ in SETTINGS.values()}
    before = {file: (case.folder / file).read_text(encoding="utf-8") for file in files}
    texts = dict(before)
    for file, old, new in SETTINGS.values():
        assert old in texts[file]
        texts[file] = texts[file].replace(old, new, 1)
    for changed in (texts, before):
        for file in files:
            (case.folder / file).write_text(changed[file], encoding="utf-8")
        _build(case)
        named = _changes(case)
        assert [setting for setting in (*SETTINGS, *files) if setting not in named] == []
        assert (case.figures() == figures) is (changed is before)
    assert _pages(case) == pages


def test_an_erasure_takes_the_words_out_of_all_that_is_written_and_is_named(
    case: SmallCase,
) -> None:
    assert "Samir" in "".join(_written(case).values())
    answer = case.run("erase", "notebook:3", "--reason", "request 12", "--case", case.folder)
    assert answer.exit_code == 0, answer.output
    _build(case)
    assert "Samir" not in "".join(_written(case).values())
    assert "erasure of words by test: request 12" in " ".join(_changes(case).split())
    figures = json.loads((case.folder / "out" / "figures.json").read_text("utf-8"))["figures"]
    assert figures["persons.named"]["lowest"] == 2


def test_an_entry_that_is_named_in_the_place_of_a_file_takes_nothing_back(case: SmallCase) -> None:
    undone = case.run("judge", "abc:1", "--undo", "--reason", "a mistake", "--case", case.folder)
    assert undone.exit_code != 0
    assert "--entry" in undone.output
