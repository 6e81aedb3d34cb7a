"""Which server and which database a ledger is trusted to, and what is said where it is not."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from postgres_cluster import MEMBER, OWNER, Addresses, Cluster
from sijill.ledger import Draft, Ledger, Verdict, verify
from sijill.ledger.stores.opening import open_storage
from sijill.ledger.stores.postgres_database import install, shown
from sijill.ledger.stores.postgres_storage import PostgresStorage
from sijill.model.errors import LedgerError, SijillError, StorageError

Drafts = Callable[[int], list[Draft]]


@pytest.fixture
def restarted(cluster: Cluster) -> Iterator[Callable[..., None]]:
    """Start the server with other settings; it has its own again afterwards."""

    def restart(*settings: str) -> None:
        cluster.stop("fast")
        cluster.start(*settings)

    yield restart
    restart()


def execute(address: str, *statements: str) -> None:
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement.encode())


@pytest.mark.parametrize("name", ["fsync", "full_page_writes"])
def test_a_server_that_can_lose_entries_is_refused(
    server: Addresses,
    restarted: Callable[..., None],
    tmp_path: Path,
    drafts: Drafts,
    at: datetime,
    name: str,
) -> None:
    with Ledger.open(server.member, create=True) as ledger:
        ledger.append(drafts(1), author="rana", at=at)
    restarted(f"{name}=off")
    with pytest.raises(StorageError, match=f"{name} = off, so it can lose entries"):
        Ledger.open(server.member)
    report = verify(server.member, tmp_path)
    assert report.verdict is Verdict.COULD_NOT_CHECK


def test_a_setting_changed_while_a_ledger_is_open_is_noticed_at_the_next_write(
    server: Addresses, drafts: Drafts, at: datetime
) -> None:
    with Ledger.open(server.member, create=True) as ledger:
        ledger.append(drafts(1), author="rana", at=at)
        try:
            execute(
                server.superuser,
                "ALTER SYSTEM SET full_page_writes = off",
                "SELECT pg_reload_conf()",
            )
            with psycopg.connect(server.superuser, autocommit=True) as watch:
                while watch.execute("SHOW full_page_writes").fetchone() == ("on",):
                    pass
            with pytest.raises(StorageError, match="full_page_writes = off"):  # noqa: PT012
                for _ in range(1000):  # each session hears of it in its own time
                    ledger.append(drafts(1), author="rana", at=at)
        finally:
            execute(
                server.superuser,
                "ALTER SYSTEM RESET full_page_writes",
                "SELECT pg_reload_conf()",
            )


def test_every_commit_waits_for_the_disk_whatever_the_role_was_told(server: Addresses) -> None:
    told = {"synchronous_commit": "off", "default_transaction_isolation": "serializable"}
    execute(server.superuser, *(f"ALTER ROLE {MEMBER} SET {it} = '{told[it]}'" for it in told))
    try:
        with Ledger.open(server.member, create=True) as ledger:
            assert isinstance(ledger.storage, PostgresStorage)
            ask = ledger.storage.connection.execute
            assert ask("SHOW synchronous_commit").fetchone() == ("on",)
            assert ask("SHOW transaction_isolation").fetchone() == ("read committed",)
    finally:
        execute(server.superuser, f"ALTER ROLE {MEMBER} RESET ALL")


def test_roles_that_can_change_rows_do_not_write(server: Addresses) -> None:
    for address in (server.owner, server.superuser):
        with pytest.raises(StorageError, match="can change or delete what is stored"):
            Ledger.open(address, create=True)
    execute(server.owner, f"GRANT UPDATE ON sijill.cosignature TO {MEMBER}")
    with pytest.raises(StorageError, match="can change or delete what is stored"):
        Ledger.open(server.member, create=True)


def test_a_role_that_was_not_admitted(cluster: Cluster) -> None:
    with cluster.database() as addresses:
        install(addresses.owner, OWNER)
        with pytest.raises(StorageError, match="may not"):
            Ledger.open(addresses.member)
        install(addresses.owner, MEMBER)
        Ledger.open(addresses.member, create=True).close()


def test_a_database_without_a_ledger(cluster: Cluster, tmp_path: Path) -> None:
    with cluster.database() as addresses:
        for create in (False, True):
            with pytest.raises(LedgerError, match="no ledger in this database"):
                Ledger.open(addresses.member, create=create)
        assert verify(addresses.member, tmp_path).verdict is Verdict.DAMAGED


def test_a_ledger_that_nobody_began(server: Addresses) -> None:
    with pytest.raises(LedgerError, match="lost its log"):
        Ledger.open(server.member)


def test_a_database_in_another_encoding(cluster: Cluster) -> None:
    with (
        cluster.database(encoding="SQL_ASCII") as addresses,
        pytest.raises(LedgerError, match="holds text in SQL_ASCII"),
    ):
        install(addresses.owner, MEMBER)


def test_a_ledger_of_another_version(server: Addresses) -> None:
    execute(server.owner, "INSERT INTO sijill.edition VALUES (3)")
    with pytest.raises(LedgerError, match=r"another version of sijill made this ledger \(3\)"):
        Ledger.open(server.member)


def test_a_ledger_of_another_version_is_not_called_damaged(
    server: Addresses, tmp_path: Path
) -> None:
    execute(server.owner, "INSERT INTO sijill.edition VALUES (3)")
    report = verify(server.member, tmp_path)
    assert report.verdict is Verdict.COULD_NOT_CHECK
    assert "another version of sijill made this ledger (3)" in report.findings[0].what


def test_installing_again_changes_nothing(server: Addresses, drafts: Drafts, at: datetime) -> None:
    with Ledger.open(server.member, create=True) as ledger:
        entries = ledger.append(drafts(2), author="rana", at=at)
    install(server.owner, MEMBER)
    with Ledger.open(server.member) as ledger:
        assert list(ledger.entries()) == entries


def test_a_member_cannot_install(cluster: Cluster) -> None:
    with cluster.database() as addresses, pytest.raises(StorageError, match="may not do that"):
        install(addresses.member, MEMBER)


def test_a_second_writer_is_told_after_waiting(
    server: Addresses, drafts: Drafts, at: datetime
) -> None:
    with Ledger.open(server.member, create=True) as ledger:
        ledger.append(drafts(2), author="rana", at=at)
        with (
            Ledger.open(server.member, wait_ms=20) as other,
            ledger.storage.writing(),
            pytest.raises(LedgerError, match="another process is writing"),
        ):
            other.append(drafts(1), author="omar", at=at)
        assert ledger.append(drafts(1), author="rana", at=at)[0].number == 2


def test_a_session_that_was_cut_says_so(server: Addresses, drafts: Drafts, at: datetime) -> None:
    ledger = Ledger.open(server.member, create=True)
    execute(
        server.superuser,
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'sijill_member'",
    )
    with pytest.raises(StorageError, match="the server stopped, or the way to it was cut"):
        ledger.append(drafts(1), author="rana", at=at)
    ledger.storage.close()
    with Ledger.open(server.member) as ledger:
        assert ledger.append(drafts(1), author="rana", at=at)[0].number == 0


@pytest.mark.parametrize(
    ("address", "name"),
    [
        (
            "postgresql://rana:hush@host.example:5433/case",
            "postgresql://rana@host.example:5433/case",
        ),
        ("postgresql:///case?user=rana&password=hush", "postgresql://rana@/case"),
        ("postgres://host.example/case?sslpassword=hush", "postgresql://host.example/case"),
        (
            "postgresql://rana:hush@/case?host=/run/a%20b&port=5433&sslmode=require",
            "postgresql://rana@/case?host=/run/a%20b&port=5433&sslmode=require",
        ),
    ],
)
def test_no_password_is_in_the_name(address: str, name: str) -> None:
    assert shown(address) == name
    assert shown(name) == name


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://rana:hush@127.0.0.1:1/case",
        "postgresql://rana:hush@127.0.0.1:99999999/case",
        "postgresql://rana:hush@[::1/case",
        "postgresql://rana:hush@host.invalid/case",
        "postgresql://rana@127.0.0.1:1/case?password=hush&connect_timeout=2",
        "postgresql:/rana:hush@host/case",
        "mysql://rana:hush@host/case",
    ],
)
def test_no_password_is_in_any_message(address: str, tmp_path: Path) -> None:
    with pytest.raises(SijillError) as caught:
        open_storage(address)
    error: BaseException | None = caught.value
    while error is not None:
        assert "hush" not in str(error)
        error = error.__cause__
    report = verify(address, tmp_path)
    assert report.verdict in (Verdict.COULD_NOT_CHECK, Verdict.DAMAGED)
    assert "hush" not in str(report)


def test_without_the_driver_a_sentence_says_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "psycopg.py").write_text("raise ModuleNotFoundError('psycopg')", encoding="utf-8")
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import sijill.cli.commands\n"
        "from sijill.ledger import Ledger\n"
        "Ledger.open('postgresql://host/case')"
    )
    told = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert told.returncode == 1
    assert "pip install 'sijill[postgres]'" in told.stderr.splitlines()[-1]


def test_a_file_needs_no_driver() -> None:
    program = (
        "import sys, sijill.cli.commands, sijill.ledger\n"
        "sys.exit(any(name.startswith('psycopg') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_an_erased_value_is_in_no_table_on_the_disk(
    cluster: Cluster, server: Addresses, drafts: Drafts, at: datetime
) -> None:
    """After the server's next checkpoint. Its journal is another matter: see the README."""
    canary = "canary-4711"
    with Ledger.open(server.member, create=True) as ledger:
        (first, *_) = ledger.append(drafts(50), author=canary, at=at)
        (secret,) = ledger.append(
            [Draft(first.kind, "x", {"name": canary + "-secret", "age": 7})], author="rana", at=at
        )
        assert found(cluster, server, canary + "-secret")
        ledger.erase([(secret, "name")], "on request", author="rana", at=at)
    assert found(cluster, server, canary)
    assert not found(cluster, server, canary + "-secret")


def test_who_reads_while_a_value_is_erased_is_told_and_the_value_is_gone(
    server: Addresses, drafts: Drafts, at: datetime
) -> None:
    with Ledger.open(server.member, create=True, wait_ms=50) as ledger:
        entries = ledger.append(drafts(2), author="rana", at=at)
        with psycopg.connect(server.member) as reader:
            reader.execute("SELECT count(*) FROM sijill.payload")
            with pytest.raises(LedgerError, match="erased and nobody reads it any more"):
                ledger.erase([(entries[0], "name")], "on request", author="rana", at=at)
        assert [it.erased for it in ledger.entries()] == [("name",), (), ()]
        ledger.storage.clean()


def test_an_auditor_who_may_only_read_can_verify(
    server: Addresses, drafts: Drafts, tmp_path: Path, at: datetime
) -> None:
    with Ledger.open(server.member, create=True) as ledger:
        ledger.append(drafts(3), author="rana", at=at)
    execute(
        server.owner,
        f"REVOKE INSERT ON ALL TABLES IN SCHEMA sijill FROM {MEMBER}",
    )
    report = verify(server.member, tmp_path)
    assert (report.verdict, report.findings, report.entries) == (Verdict.SOUND, (), 3)
    with pytest.raises(StorageError, match="may not write to the ledger"):
        Ledger.open(server.member)


def found(cluster: Cluster, server: Addresses, text: str) -> bool:
    """Whether a text is in a file of any table."""
    execute(server.superuser, "CHECKPOINT")
    files = [it for it in (cluster.data / "base").rglob("*") if it.is_file()]
    return any(text.encode() in it.read_bytes() for it in files)
