"""Every question about a list goes away by each of its answers, and the numbers move as it said.

A question that comes back after a person did what it says teaches them to pass over all of them.
"""

import ast
import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import sijill
from sijill.sources.guessing.questions import answers
from sijill.steps.case.starting.start_case import start_case
from small_cases import Command
from trial_runs import try_case, values_of

QUESTIONS: list[dict[str, Any]] = [
    {**given, "asks": given["asks"] if "asks" in given else getattr(answers, given["wording"])}
    for given in tomllib.loads(
        Path(__file__).with_name("every_question.toml").read_text(encoding="utf-8")
    )["question"]
]
NAMES = [one["what"] for one in QUESTIONS]


def _begin(given: dict[str, Any], folder: Path) -> None:
    files = [folder / file["name"] for file in given["file"]]
    for path, file in zip(files, given["file"], strict=True):
        path.write_text(file["text"], encoding="utf-8")
    start_case(folder / "case", files, "A case")
    begin = given.get("begin", {})
    if "remove" in begin:
        (_mapping(given, folder).parent / begin["remove"]).unlink()
    mapping = _mapping(given, folder)
    mapping.write_text(_edited(begin, mapping.read_text(encoding="utf-8")), encoding="utf-8")


def _asked(folder: Path) -> tuple[list[str], dict[str, str]]:
    """What is asked, and the figures."""
    trial = try_case(folder)
    assert not trial.problems
    return [question for one in trial.lists for question in one.questions], values_of(trial)


def _mapping(given: dict[str, Any], folder: Path) -> Path:
    return folder / "case" / "sources" / f"{given.get('list', 'list')}.toml"


def _without_questions(text: str) -> str:
    return re.sub(r"^questions = \[.*?^\]\n", "", text, flags=re.DOTALL | re.MULTILINE)


def _answer(answer: dict[str, Any], mapping: Path, sijill: Command) -> None:
    """Do what a question says: in the file, in the mapping, with a mapping more."""
    case = mapping.parent.parent
    for name, text in answer.get("data", {}).items():
        (case / "data" / name).write_text(text, encoding="utf-8")
    for name, text in answer.get("mapping", {}).items():
        (mapping.parent / name).write_text(text, encoding="utf-8")
    if "inspect" in answer:
        file, *words, target = answer["inspect"]
        said = sijill("inspect", case / "data" / file, *words, "--write", mapping.parent / target)
        assert said.exit_code == 0, said.output
    if "case" in answer:
        settings = (case / "case.toml").read_text(encoding="utf-8")
        (case / "case.toml").write_text(settings + answer["case"], encoding="utf-8")
    if "remove" in answer:
        (mapping.parent / answer["remove"]).unlink()
    if mapping.exists():
        mapping.write_text(_edited(answer, mapping.read_text(encoding="utf-8")), encoding="utf-8")


def _edited(answer: dict[str, Any], text: str) -> str:
    """The mapping as a person edits it."""
    for found, written in answer.get("swap", ()):
        assert found in text
        text = text.replace(found, written, 1)
    for begin in answer.get("drop", ()):
        text, number = re.subn(rf"^{begin}.*\n", "", text, flags=re.MULTILINE)
        assert number == 1
    if "settle" in answer:
        names = ", ".join(f'"{name}"' for name in answer["settle"])
        text = text.replace("settled = []", f"settled = [{names}]")
    if "fields" in answer:
        text = text.replace("\n[fields]\n", f"\n[fields]\n{answer['fields']}\n")
    if "without" in answer:
        text = re.sub(rf"\n\[fixed\]\n{answer['without']} = .*\n", "\n", text)
    if "fixed" in answer:
        text = text.partition("\n[fixed]\n")[0] + f"\n[fixed]\n{answer['fixed']}\n"
    return text + str(answer.get("end", ""))


def _expected(figures: dict[str, str], values: dict[str, str]) -> None:
    assert {name: values.get(name, "") for name in figures} == figures


@pytest.mark.parametrize("given", QUESTIONS, ids=NAMES)
def test_a_question_is_answered_where_the_number_is_right(
    given: dict[str, Any], tmp_path: Path
) -> None:
    _begin(given, tmp_path)
    asked, values = _asked(tmp_path)
    assert sum(given["asks"] in one for one in asked) == 1
    _expected(given["figures"], values)
    mapping = _mapping(given, tmp_path)
    text = mapping.read_text(encoding="utf-8")
    if "columns" in given:
        mapping.write_text(_edited({"settle": given["columns"]}, text), encoding="utf-8")
    else:
        mapping.write_text(_without_questions(text), encoding="utf-8")
    asked, values = _asked(tmp_path)
    assert not [one for one in asked if given["asks"] in one]
    _expected(given["figures"], values)


ANSWERS = [
    pytest.param(given, answer, id=f"{given['what']}: {answer['how']}")
    for given in QUESTIONS
    for answer in given.get("answer", ())
]


@pytest.mark.parametrize(("given", "answer"), ANSWERS)
def test_what_a_question_says_answers_it(
    given: dict[str, Any], answer: dict[str, Any], tmp_path: Path, sijill: Command
) -> None:
    _begin(given, tmp_path)
    _answer(answer, _mapping(given, tmp_path), sijill)
    asked, values = _asked(tmp_path)
    assert not [one for one in asked if given["asks"] in one]
    _expected(answer["figures"], values)


# No question is asked in the code that the table does not have.

_GUESSING = Path(sijill.__file__).parent / "sources" / "guessing"
_STARTING = Path(sijill.__file__).parent / "steps" / "case" / "starting"
_ASKING = re.compile(r"\bquestions?=|\bcaution=|^_UNREAD = ", re.MULTILINE)
_SHORTEST = 90
"""Letters of a sentence that asks; what is shorter is a reason or a part of one."""
_ASKED_ELSEWHERE = {
    "no heading says what the list is about": "refusals.py",
    "could not be used: nothing in": "test_front_page_sentences.py, of a case",
}


def _modules() -> Iterator[Path]:
    for path in sorted([*_GUESSING.rglob("*.py"), *_STARTING.glob("*.py")]):
        is_of_questions = path.parent.name == "questions" and path.name != "refusals.py"
        if is_of_questions or _ASKING.search(path.read_text(encoding="utf-8")):
            yield path


def _sentences(path: Path) -> Iterator[str]:
    """The sentences of a module that it puts together, with an ellipsis for what is filled in."""
    root = Path(sijill.__file__).parent.parent
    module = importlib.import_module(".".join(path.relative_to(root).with_suffix("").parts))
    tree = ast.parse(path.read_text(encoding="utf-8"))
    parts = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # docstrings
    for node in ast.walk(tree):
        parts |= {id(part) for part in node.values} if isinstance(node, ast.JoinedStr) else set()
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield "".join(_part(part, vars(module)) for part in node.values)
        elif isinstance(node, ast.Constant) and id(node) not in parts:
            yield str(node.value)


def _part(part: ast.expr, names: dict[str, Any]) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    value = part.value if isinstance(part, ast.FormattedValue) else part
    known = names.get(value.id) if isinstance(value, ast.Name) else None
    return known if isinstance(known, str) else "…"


@pytest.mark.parametrize("path", list(_modules()), ids=lambda path: path.name)
def test_every_question_in_the_code_has_a_case_in_the_table(path: Path) -> None:
    known = [*(given["asks"] for given in QUESTIONS), *_ASKED_ELSEWHERE]
    missing = [
        one
        for one in _sentences(path)
        if len(one) >= _SHORTEST and "\n" not in one and not any(asks in one for asks in known)
    ]
    assert not missing
