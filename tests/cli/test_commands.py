"""The help answers at once, and names commands that are there."""

import json
import subprocess
import sys

import click
import pytest

import sijill
from sijill.cli.commands import COMMANDS, main

EVERY = [(name, entry) for section in COMMANDS.values() for name, entry in section.items()]


@pytest.mark.parametrize(("name", "entry"), EVERY, ids=[name for name, _ in EVERY])
def test_a_command_of_the_help_is_there_and_has_a_text_of_its_own(name: str, entry: object) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None, entry
    assert command.name == name
    assert command.help


def test_a_command_that_is_none_is_refused() -> None:
    assert main.get_command(click.Context(main), "biuld") is None


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
