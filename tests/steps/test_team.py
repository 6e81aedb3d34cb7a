"""A team's case: it moves to a PostgreSQL server, several people decide, a laptop syncs with it."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import Result

from postgres_cluster import MEMBER, Addresses, Cluster
from sijill.config import find_workspace
from sijill.ledger import Ledger, Verdict, verify
from sijill.model.errors import CaseError
from sijill.sources.toml_files import read_case
from sijill.steps.workspace import Workspace
from small_cases import CASE, Command, SmallCase

RunAs = Callable[..., Result]


@pytest.fixture
def run_as(sijill: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RunAs:
    """A command by somebody, on a device of their own; it must succeed."""

    def run(name: str, *words: object) -> Result:
        monkeypatch.setenv("SIJILL_AUTHOR", name)
        monkeypatch.setenv("SIJILL_KEY", str(tmp_path / f"{name}.key"))
        answer = sijill(*words)
        assert answer.exit_code == 0, answer.output
        return answer

    return run


@pytest.fixture
def team(street: SmallCase, run_as: RunAs, server: Addresses) -> Path:
    """The folder of a case whose ledger moved to a server."""
    run_as("rana", "build", street.folder)
    told = json.loads(run_as("rana", "team", "move", street.folder, server.member, "--json").stdout)
    assert told["entries"] > 3
    case_file = street.folder / "case.toml"
    case_file.write_text(f"{told['case.toml']}\n{CASE}", encoding="utf-8")
    for name in ("omar", "sami"):
        run_as(name, "team", "join", street.folder, server.member)
    return street.folder


def figures(folder: Path) -> object:
    """What was printed, without the checkpoint at which it was."""
    content = json.loads((folder / "out" / "figures.json").read_text(encoding="utf-8"))
    return content["figures"]


def subjects(answer: Result) -> list[tuple[str, str]]:
    return [(one["author"], one["subject"]) for one in json.loads(answer.stdout)]


def correct(folder: Path, record: str, name: str) -> tuple[object, ...]:
    return ("correct", record, "name", name, "--reason", "the family", "--case", folder)


def test_a_case_goes_on_on_the_server_as_it_was(team: Path, run_as: RunAs) -> None:
    before = figures(team)
    (team / "register.db").rename(team / "register.old")
    run_as("rana", "build", team)
    assert figures(team) == before
    assert not (team / "register.db").exists()
    log = ("log", team, "--last", 1000, "--json")
    entries = run_as("rana", *log).stdout
    run_as("rana", "build", team)
    assert run_as("rana", *log).stdout == entries


def test_two_devices_decide_and_both_decisions_are_there(team: Path, run_as: RunAs) -> None:
    for name, record in (("rana", "notebook:1"), ("omar", "notebook:2")):
        run_as(name, *correct(team, record, "Khalid Walid Attar"))
    told = run_as("rana", "log", team, "--decisions", "--json")
    assert subjects(told) == [("rana", "notebook:1"), ("omar", "notebook:2")]
    report = json.loads(run_as("rana", "verify", team, "--json").stdout)
    assert (report["verdict"], len(report["heads"])) == ("sound", 2)


def test_a_laptop_syncs_with_the_team(team: Path, run_as: RunAs, tmp_path: Path) -> None:
    laptop = tmp_path / "laptop"
    shutil.copytree(team, laptop)
    (laptop / "case.toml").write_text(CASE, encoding="utf-8")
    run_as("sami", *correct(laptop, "notebook:3", "Samir Hallaq"))
    run_as("omar", *correct(team, "notebook:2", "Rana Attar"))
    told = json.loads(run_as("sami", "sync", laptop, team, "--accept", "--json").stdout)
    assert (len(told["taken_in"]), len(told["handed_over"])) == (1, 1)
    assert told["differing"] == ["case.toml"]
    logs = [run_as("sami", "log", it, "--decisions", "--json").stdout for it in (laptop, team)]
    assert logs[0] == logs[1]
    for folder in (laptop, team):
        run_as("omar", "verify", folder)


def test_a_backup_of_the_server_is_restored_as_a_file(
    team: Path, run_as: RunAs, tmp_path: Path
) -> None:
    run_as("omar", *correct(team, "notebook:2", "Rana Attar"))
    public = json.loads(run_as("omar", "keygen", tmp_path / "age.key", "--json").stdout)["public"]
    backup, back = tmp_path / "case.age", tmp_path / "back"
    run_as("omar", "backup", team, "--to", backup, "--recipient", public)
    run_as("omar", "restore", backup, "--key", tmp_path / "age.key", "--to", back)
    assert verify(back / "register.db", back / "evidence").verdict is Verdict.SOUND
    with Ledger.open(back / "register.db") as ledger:
        assert list(ledger.entries())[-1].author == "omar"


def test_moving_again_takes_in_what_came_since(
    street: SmallCase, run_as: RunAs, server: Addresses
) -> None:
    run_as("rana", "build", street.folder)
    counts = []
    for name in ("Khalid Attar", "Khalid Walid Attar"):
        told = run_as("rana", "team", "move", street.folder, server.member, "--json")
        counts.append(json.loads(told.stdout)["entries"])
        run_as("rana", *correct(street.folder, "notebook:1", name))
    assert counts[1] == 1


def test_another_case_is_not_mixed_in(
    team: Path, run_as: RunAs, sijill: Command, server: Addresses, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    shutil.copytree(team, other)
    (other / "register.db").unlink()
    (other / "case.toml").write_text(CASE, encoding="utf-8")
    run_as("rana", "build", other, "--new-register")  # its folder holds the first case's results
    told = sijill("team", "move", other, server.member)
    assert (told.exit_code, "no log in common" in told.output) == (1, True)


def test_two_folders_with_one_ledger_have_nothing_to_sync(
    team: Path, sijill: Command, tmp_path: Path
) -> None:
    shutil.copytree(team, tmp_path / "copy")
    told = sijill("sync", team, tmp_path / "copy")
    assert (told.exit_code, "name the same ledger" in told.output) == (1, True)


def test_install_admits_the_role_that_is_named(
    cluster: Cluster, run_as: RunAs, sijill: Command
) -> None:
    with cluster.database() as addresses:
        told = run_as("rana", "team", "install", addresses.owner, "--member", MEMBER)
        assert MEMBER in told.output
        refused = sijill("team", "install", addresses.owner, "--member", "nobody at all")
        assert refused.exit_code == 1


def test_moving_needs_a_register_and_an_address(
    street: SmallCase, run_as: RunAs, sijill: Command
) -> None:
    told = sijill("team", "move", street.folder, "postgresql://host/case")
    assert "Build the case first" in told.output
    run_as("rana", "build", street.folder)
    told = sijill("team", "move", street.folder, "host/case")
    assert "is named as postgresql://" in told.output


@pytest.mark.parametrize(
    ("ledger", "sentence"),
    [
        ("register.db", "a ledger is named as postgresql://"),
        ("postgresql://rana:hush@host/case", "no password may stand here"),
        ("postgresql://rana@host/case?password=hush", "no password may stand here"),
    ],
)
def test_a_case_file_names_an_address_without_a_password(ledger: str, sentence: str) -> None:
    with pytest.raises(CaseError, match=sentence) as caught:
        read_case(f'ledger = "{ledger}"\n{CASE}', "case.toml")
    assert "hush" not in str(caught.value)


def test_a_workspace_names_the_ledger_that_the_case_names(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path, tmp_path, frozenset({"postgresql://host/case"}))
    assert workspace.ledger == tmp_path / "register.db"
    for content, place in (
        (CASE, tmp_path / "register.db"),
        ("no toml", tmp_path / "register.db"),
        (f'ledger = "postgresql://host/case"\n{CASE}', "postgresql://host/case"),
    ):
        workspace.case_file.write_text(content, encoding="utf-8")
        assert workspace.ledger == place


def test_whoever_erases_is_told_of_the_file_that_the_register_came_from(
    team: Path, run_as: RunAs
) -> None:
    told = run_as("rana", "erase", "notebook:3", "--reason", "asked", "--case", team, "--json")
    copy, *_ = json.loads(told.stdout)["copies"]
    assert f"{team / 'register.db'}: the register as it was before it moved" in copy


NOWHERE = "postgresql://rana@127.0.0.1:9/case"
"""Nothing answers there, and whoever asked would have to wait or fail to connect."""


@pytest.mark.parametrize("command", [("verify",), ("build",), ("log",), ("sync", "{case}-2")])
def test_no_command_speaks_with_a_server_that_nobody_confirmed_here(
    built_street: SmallCase, sijill: Command, command: tuple[str, ...]
) -> None:
    other = Path(f"{built_street.folder}-2")
    shutil.copytree(built_street.folder, other)
    built_street.map_case(f'ledger = "{NOWHERE}"')
    name, *rest = command
    told = sijill(
        name, built_street.folder, *(word.format(case=built_street.folder) for word in rest)
    )
    assert told.exit_code == 1
    assert f"sijill team join {built_street.folder} {NOWHERE}" in told.stderr


def test_joining_confirms_what_the_case_names_on_this_device_alone(
    street: SmallCase, sijill: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    street.map_case(f'ledger = "{NOWHERE}"')
    wrong = sijill("team", "join", street.folder, "postgresql://rana@host/case")
    assert (wrong.exit_code, f"names {NOWHERE}" in wrong.stderr) == (1, True)
    assert sijill("team", "join", street.folder, NOWHERE).exit_code == 0
    noted = tmp_path / "device.key.servers"
    assert (noted.read_text("utf-8"), noted.stat().st_mode & 0o077) == (f"{NOWHERE}\n", 0)
    assert find_workspace(street.folder, None).ledger == NOWHERE
    monkeypatch.setenv("SIJILL_KEY", str(tmp_path / "another.key"))
    with pytest.raises(CaseError, match="does not know yet"):
        _ = find_workspace(street.folder, None).ledger


def test_a_password_in_an_address_is_not_repeated(street: SmallCase, sijill: Command) -> None:
    street.map_case('ledger = "postgresql://rana:hush@host/case"')
    told = sijill("verify", street.folder)
    assert (told.exit_code, "no password" in told.stderr, "hush" in told.output) == (1, True, False)


@pytest.mark.parametrize("damage", [f'ledger = "{NOWHERE}"\n[[', "ledger = 3", "ledger = \xff"])
def test_a_damaged_case_that_names_a_ledger_is_not_served_from_the_old_file(
    built_street: SmallCase, sijill: Command, damage: str
) -> None:
    case_file = built_street.folder / "case.toml"
    case_file.write_bytes(damage.encode("latin-1"))
    old = (built_street.folder / "register.db").read_bytes()
    withdrawal = ("withdraw", "notebook:1", "--reason", "alive", "--case", built_street.folder)
    for command in (("log", built_street.folder), ("verify", built_street.folder), withdrawal):
        answer = sijill(*command)
        assert (answer.exit_code, str(case_file) in answer.stderr) == (1, True), answer.output
    assert (built_street.folder / "register.db").read_bytes() == old


def test_a_damaged_case_that_names_no_ledger_can_be_verified(
    built_street: SmallCase, sijill: Command
) -> None:
    (built_street.folder / "case.toml").write_text("[[", encoding="utf-8")
    assert sijill("verify", built_street.folder).exit_code == 0
