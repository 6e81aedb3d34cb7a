"""Each room says what it offers, and loads what is used."""

import subprocess
import sys
from importlib import import_module

import pytest

ROOMS = [
    *("merkle", "entries", "signing", "report", "evidence"),
    *("stores", "log", "sync", "audit", "bundle"),
]


@pytest.mark.parametrize("room", ["", *(f".{room}" for room in ROOMS)])
def test_a_face_lists_what_is_there(room: str) -> None:
    face = import_module(f"sijill.ledger{room}")
    assert face.__doc__
    assert face.__doc__.splitlines()[0].rstrip(".").count("?") == 1
    assert face.__all__
    assert all(getattr(face, name) is not None for name in face.__all__)


def test_the_ledgers_face_loads_no_database() -> None:
    """A library that is asked for its version must not load two databases."""
    program = (
        "import sijill.ledger, sys;"
        "print(sorted({'apsw', 'psycopg', 'cryptography', 'orjson'} & sys.modules.keys()))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_ledger_in_a_file_needs_no_server() -> None:
    program = (
        "from sijill.ledger import Ledger, verify; import sys; print('psycopg' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "False"
