"""The help answers at once, and names commands that are there."""

import gc
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

import sijill
from sijill.cli.commands import COMMANDS, main

README = Path(__file__).parents[2] / "README.md"
EVERY = [(name, entry) for section in COMMANDS.values() for name, entry in section.items()]


@pytest.mark.parametrize(("name", "entry"), EVERY, ids=[name for name, _ in EVERY])
def test_a_command_of_the_help_is_there_and_has_a_text_of_its_own(name: str, entry: object) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None, entry
    assert command.name == name
    assert command.help


def _leaves(name: str, command: click.Command) -> Iterator[tuple[str, click.Command]]:
    """A command, or those of a group, each by its whole name."""
    if isinstance(command, click.Group):
        for part, one in command.commands.items():
            yield from _leaves(f"{name} {part}", one)
    else:
        yield name, command


@pytest.mark.parametrize("name", [name for name, _ in EVERY])
def test_every_command_answers_in_json_too_and_stands_in_the_readme(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    for whole_name, one in _leaves(name, command):
        options = {option for parameter in one.params for option in parameter.opts}
        assert "--json" in options, whole_name
    table = [line for line in README.read_text(encoding="utf-8").splitlines() if line[:1] == "|"]
    assert any(re.search(rf"[`, ]{name}[` ,]", line) for line in table)


@pytest.mark.parametrize("name", [name for name, _ in EVERY])
def test_whoever_gives_a_reason_can_say_who_they_are(name: str) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    for whole_name, one in _leaves(name, command):
        options = {option for parameter in one.params for option in parameter.opts}
        assert "--reason" not in options or "--author" in options, whole_name


def test_a_command_that_is_none_is_refused() -> None:
    assert main.get_command(click.Context(main), "biuld") is None
    answer = CliRunner().invoke(main, ["biuld", "case"])
    assert (answer.exit_code, "Did you mean 'build'?" in answer.output) == (2, True)


def test_help_loads_no_command_and_nothing_that_computes() -> None:
    program = (
        "import sys, json\nfrom sijill.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: print('\\0' + json.dumps(sorted(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    shown, _, loaded = done.stdout.partition("\0")
    assert "build" in shown
    modules = set(json.loads(loaded))
    heavy = {"apsw", "duckdb", "numpy", "pydantic", "pyarrow", "rich", "splink", "cryptography"}
    assert not modules & heavy
    commands = {f"sijill.cli.{entry.function.partition(':')[0]}" for _, entry in EVERY}
    assert not modules & commands


def test_the_package_offers_its_main_calls() -> None:
    for name in sijill.__all__:
        assert callable(getattr(sijill, name))


def test_cycles_are_collected_as_before_once_a_command_has_ended() -> None:
    before = gc.get_threshold()
    CliRunner().invoke(main, ["verify", "nowhere"])
    assert gc.get_threshold() == before
