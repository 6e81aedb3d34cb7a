"""Whatever word is given to whatever command, it answers with a sentence and never with a fault."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sijill.cli.commands import main
from sijill.cli.output import say_json, say_table
from small_cases import Prepared, SmallCase, build_street

ODD_WORDS = (
    "",
    "nan",
    "-1",
    "9" * 40,
    "1e400",
    "x" * 5_000,
    "ا" * 300,
    "../../x",
    "\udce9",
    "/dev/zero",
    "2031-13-45",
    "[",
    "{0}",
)
"""Of every kind that a number, a name, a day or a path is not."""


def commands_in(group: click.Group, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words that call each command, subcommands included."""
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from commands_in(command, (*path, name))
        else:
            yield (*path, name)


def command_of(path: tuple[str, ...]) -> click.Command:
    """The command that these words call."""
    command: click.Command = main
    for name in path:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), name)
        assert found is not None
        command = found
    return command


def likely_word(parameter: click.Parameter, case: SmallCase) -> str:
    """What a parameter that must be given may be given."""
    match parameter.type:
        case click.Choice(choices=choices):
            return str(choices[0])
        case click.Path() if parameter.name == "case":
            return str(case.folder)
        case click.Path():
            return str(case.data / "notebook.csv")
    return "notebook:1"


def calls(path: tuple[str, ...], case: SmallCase) -> Iterator[list[str]]:
    """Calls of a command, each with one odd word, and with what it demands beside it."""
    parameters = command_of(path).params
    for odd in parameters:
        if getattr(odd, "is_flag", False):
            continue
        for word in ODD_WORDS:
            options: list[str] = []
            arguments: list[str] = []
            for parameter in parameters:
                if parameter is not odd and not parameter.required and parameter.name != "case":
                    continue
                given = word if parameter is odd else likely_word(parameter, case)
                if isinstance(parameter, click.Argument):
                    arguments.append(given)
                else:
                    options += [parameter.opts[0], given]
            yield [*path, *options, "--", *arguments]


@pytest.mark.long
@pytest.mark.parametrize("path", list(commands_in(main)), ids=" ".join)
def test_an_odd_word_is_answered_with_a_sentence(
    street: SmallCase,
    prepared: Prepared,
    path: tuple[str, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    case = prepared(street, build_street)
    for words in calls(path, case):
        answer = case.run(*words)
        assert answer.exception is None or isinstance(answer.exception, SystemExit), words
        assert "unexpected" not in answer.output, words


@pytest.mark.parametrize(
    "words",
    [
        ("build", ""),
        ("letters", "--case", ""),
        ("show", ".", "--work", ""),
        ("keygen", "", "--split", "2/3"),
        ("checkpoint", ".", "--to", ""),
        ("judge", ""),
        ("new", "started", ""),
    ],
)
def test_an_empty_path_is_not_the_current_folder(
    street: SmallCase, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    """As of a variable of the shell that is not set: another case would be decided about."""
    monkeypatch.chdir(street.folder)
    before = sorted(street.folder.rglob("*"))
    answer = street.run(*words)
    assert answer.exit_code == click.UsageError.exit_code
    assert "it is empty: give a path." in answer.output
    assert sorted(street.folder.rglob("*")) == before


@pytest.mark.parametrize("words", [("log", "case"), ("timestamp", "case"), ("match", "a:1", "b:2")])
def test_a_word_too_many_is_shown_without_what_a_terminal_obeys(words: tuple[str, ...]) -> None:
    """As where a shell puts the name of a file in the place of ``*``."""
    answer = CliRunner().invoke(main, [*words, "end\x1b[31m\u202egnp.exe"])
    assert answer.exit_code == click.UsageError.exit_code
    assert "(end[31mgnp.exe)" in answer.output


def test_an_id_between_colons_is_shown_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    """``second:b: one person?`` was shown with a picture in place of the id."""
    say_table("second:b: one?", ["a:x: and words enough for a title"], [["c:o:"]])
    shown = capsys.readouterr().out
    assert all(words in shown for words in ("second:b: one?", "a:x:", "c:o:"))


def test_json_holds_nothing_that_a_terminal_obeys(capsys: pytest.CaptureFixture[str]) -> None:
    """U+009B begins a code of the terminal as the escape does, and JSON lets it through."""
    words = {"file": "a\x1b[2J\x9b2J\x7f\u202egpj.csv \u0628"}
    say_json(words)
    written = capsys.readouterr().out
    assert not any(sign in written for sign in "\x1b\x9b\x7f\u202e")
    assert "\u0628" in written
    assert json.loads(written) == words
