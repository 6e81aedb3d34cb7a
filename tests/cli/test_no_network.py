"""Nothing is asked of a network, but by the commands whose work it is."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

import sijill
from sijill.linkage.candidates.spill import engine_settings
from small_cases import PEOPLE, SmallCase

SOURCES = Path(sijill.__file__).parent
CLIENTS = {
    "socket", "ssl", "http", "urllib.request", "urllib3", "ftplib", "smtplib", "requests", "httpx",
    "aiohttp", "psycopg", "webbrowser", "asyncio", "xmlrpc", "fsspec",
}  # fmt: skip
ASKED_FOR = {
    "steps/custody/timestamp.py": "an authority, at the address that was given",
    "ledger/stores": "a team's server that was confirmed on this device",
    "cli/exchange": "the same",
    "linkage/spark": "a cluster, asked for by name",
}
"""Modules and rooms that may open connections, and to whom."""
WATCHED = """
import sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        sys.stderr.write(f"CONNECTION {event} {arguments}\\n")

sys.addaudithook(watch)
from sijill.cli import main
main(sys.argv[1:])
"""


def imported(path: Path) -> set[str]:
    """The modules that a module imports, with those that they lie in."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        match node:
            case ast.Import(names=found):
                names |= {one.name for one in found}
            case ast.ImportFrom(module=str(module), names=found):
                names |= {module, *(f"{module}.{one.name}" for one in found)}
    return names | {name.partition(".")[0] for name in names}


def test_only_the_modules_whose_work_it_is_can_open_a_connection() -> None:
    found = {
        path.relative_to(SOURCES).as_posix(): sorted(clients)
        for path in SOURCES.rglob("*.py")
        if (clients := imported(path) & CLIENTS)
    }
    strangers = {name: one for name, one in found.items() if not name.startswith(tuple(ASKED_FOR))}
    assert strangers == {}
    assert "steps/custody/timestamp.py" in found, "the control"


@pytest.mark.parametrize("command", ["build", "inspect", "verify", "log"])
def test_a_command_opens_no_connection(built_street: SmallCase, command: str) -> None:
    """As seen by the interpreter; libraries in other languages are not seen by it."""
    built_street.write_list(*PEOPLE[:2])
    ran = subprocess.run(
        [sys.executable, "-c", WATCHED, command, str(built_street.folder)],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"SIJILL_KEY": os.environ["SIJILL_KEY"]},
    )
    assert ran.returncode == 0, ran.stderr
    assert "CONNECTION" not in ran.stderr


def test_the_watch_sees_a_connection() -> None:
    """The control."""
    program = WATCHED.partition("from sijill")[0]
    program += "import socket\nsocket.getaddrinfo('127.0.0.1', 9)\n"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert "CONNECTION socket.getaddrinfo" in ran.stderr


def test_the_linkage_engine_fetches_no_extension() -> None:
    with duckdb.connect(config=engine_settings()) as connection:
        (setting,) = connection.execute(
            "SELECT value FROM duckdb_settings() WHERE name = 'autoinstall_known_extensions'"
        ).fetchall()
    assert setting == ("false",)
