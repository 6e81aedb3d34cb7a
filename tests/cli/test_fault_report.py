"""A fault of the program ends with a sentence, and its report holds no words of anybody's files."""

import errno
import json
import re
import signal
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sijill.cli.commands import NOT_UTF_8, Commands
from sijill.cli.fault_report import explain_fault, explain_refused, report_of
from small_cases import Command


def failing() -> Exception:
    try:
        int("Laila the witness")
    except ValueError as error:
        return error
    raise AssertionError


def test_a_report_says_where_and_quotes_nothing() -> None:
    report = report_of(failing())
    assert "builtins.ValueError" in report
    assert "test_fault_report.py" in report
    assert "Laila" not in report


def test_the_report_is_for_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    sentence = explain_fault(failing())
    (report,) = tmp_path.iterdir()
    assert str(report) in sentence
    assert "Laila" not in sentence
    assert report.stat().st_mode & 0o077 == 0


class FailingCommands(Commands):
    """The group of commands, with one that has a fault."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002
        """The faulty command, whatever its name."""

        def fail() -> None:
            raise RuntimeError("Laila the witness")

        return click.Command("fail", callback=fail)


def test_a_command_that_fails_unexpectedly_shows_no_traceback() -> None:
    answer = CliRunner().invoke(FailingCommands("sijill"), ["fail"])
    assert answer.exit_code == 1
    assert "something unexpected happened (RuntimeError)" in answer.output
    assert "Laila" not in answer.output
    assert not re.search(r"Traceback|File \"", answer.output)


def test_an_interrupt_that_a_library_turns_into_its_own_error_is_no_fault() -> None:
    class Interrupted(Commands):
        """The group of commands, with one that is stopped while a library is at work."""

        def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command:  # noqa: ARG002
            """The stopped command, whatever its name."""

            def work() -> None:
                try:
                    signal.raise_signal(signal.SIGINT)
                except KeyboardInterrupt:
                    raise RuntimeError("Query interrupted") from None

            return click.Command("work", callback=work)

    # a shell without job control has its background commands ignore interrupts
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        answer = CliRunner().invoke(Interrupted("sijill"), ["work"])
        assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
    finally:
        signal.signal(signal.SIGINT, before)
    assert answer.exit_code == 1
    assert answer.output.strip() == "Aborted!"


@pytest.mark.parametrize("words", [("inspect",), ("new", "mycase")])
def test_a_name_that_the_system_refuses_is_no_fault(
    sijill: Command, words: tuple[str, ...]
) -> None:
    answer = sijill(*words, f"{'ا' * 300}.csv")
    assert answer.exit_code == 1
    assert "too long" in answer.stderr
    assert "unexpected" not in answer.stderr


def test_what_the_system_refuses_names_the_file_and_an_error_of_ours_does_not() -> None:
    full = OSError(errno.ENOSPC, "No space left on device", "/case/out/a.html")
    assert explain_refused(full) == (
        "the system refused for /case/out/a.html: No space left on device. "
        "What was accepted before is kept."
    )
    assert explain_refused(FileNotFoundError(errno.ENOENT, "No such file", "a")) is None


def test_a_word_that_is_no_text_is_no_fault(sijill: Command, tmp_path: Path) -> None:
    recipient = f"age1{'q' * 50}\udce9"
    (tmp_path / "case.toml").write_text('title = "A street"\n', encoding="utf-8")
    answer = sijill("backup", tmp_path, "--to", tmp_path / "a.age", "--recipient", recipient)
    assert answer.exit_code == 1
    assert answer.stderr == f"sijill: {NOT_UTF_8}\n"


@pytest.mark.parametrize("words", [["build", "--json", "--no-such"], ["no-such", "--json"]])
def test_a_command_that_is_typed_wrongly_answers_in_json_where_json_is_asked(
    words: list[str],
) -> None:
    answer = CliRunner().invoke(Commands("sijill"), words)
    assert answer.exit_code == click.UsageError.exit_code
    assert "no such" in json.loads(answer.stdout)["error"].lower()
    assert "Usage" in answer.stderr
