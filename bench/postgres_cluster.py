"""A throw-away PostgreSQL server from Debian's package: a folder under /tmp, a socket in it.

It listens on no network address. PostgreSQL refuses to run as root, so root starts it as the user
``postgres`` that the package made. Tests and the trial of immediate stops use it.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from uuid import uuid4

import psycopg

from sijill.ledger.stores.postgres_database import install

SUPERUSER, OWNER, MEMBER = "postgres", "sijill_owner", "sijill_member"
PACKAGES = Path("/usr/lib/postgresql")
PATIENCE_SECONDS = 60.0


class Addresses(NamedTuple):
    """One database with a ledger in it, as its roles reach it."""

    superuser: str
    owner: str
    member: str


def reason_to_skip() -> str | None:
    """Why there can be no server here, or ``None``."""
    if not _programs():
        return f"PostgreSQL is not installed: there is no {PACKAGES}/*/bin/initdb"
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        return "PostgreSQL does not run as root, and runuser is absent"
    return None


class Cluster:
    """A server that was made here. ``Cluster.made`` takes it away again."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self._folder = folder
        self._programs = programs
        self._data = folder / "data"

    @classmethod
    @contextmanager
    def made(cls) -> Iterator["Cluster"]:
        """A server with the roles of a team, running; it is gone afterwards."""
        folder = Path(tempfile.mkdtemp(prefix="sijill-postgres-", dir="/tmp"))
        cluster = cls(folder, _programs()[-1])
        try:
            if os.geteuid() == 0:
                shutil.chown(folder, SUPERUSER, SUPERUSER)
            words = ("-U", SUPERUSER, "--auth=trust", "-E", "UTF8", "--locale=C", "--no-sync")
            cluster._run("initdb", "-D", str(cluster._data), *words)
            cluster.start()
            with cluster._administering() as connection:
                for role in (OWNER, MEMBER):
                    connection.execute(f"CREATE ROLE {role} LOGIN".encode())
            yield cluster
        finally:
            if (cluster._data / "postmaster.pid").exists():
                cluster.stop("immediate")
            shutil.rmtree(folder)

    def start(self, *settings: str) -> None:
        """Start the server, with settings such as ``fsync=off``; recovery is over on return."""
        options = f"-k {self._folder} -c listen_addresses=''"
        options += "".join(f" -c {setting}" for setting in settings)
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                self._run(
                    *("pg_ctl", "-D", str(self._data), "-w", "-s", "-o", options),
                    *("-l", str(self._folder / "log"), "start"),
                )
            except subprocess.CalledProcessError:  # processes of the one killed are still ending
                if time.monotonic() > end:
                    raise
                time.sleep(0.1)
            else:
                return

    def stop(self, mode: str) -> None:
        """Stop the server: ``fast``, or ``immediate``, which leaves all to recovery."""
        self._run("pg_ctl", "-D", str(self._data), "-w", "-s", "-m", mode, "stop")

    def kill(self) -> None:
        """Kill the server's first process, so that nobody can tidy up."""
        process = int((self._data / "postmaster.pid").read_text(encoding="ascii").split()[0])
        os.kill(process, signal.SIGKILL)

    @contextmanager
    def database(self, encoding: str = "UTF8") -> Iterator[Addresses]:
        """A fresh database of the owner, without a ledger; it is dropped afterwards."""
        name = f"ledger_{uuid4().hex}"
        words = f"OWNER {OWNER} ENCODING '{encoding}' TEMPLATE template0"
        with self._administering() as connection:
            connection.execute(f"CREATE DATABASE {name} {words}".encode())
        try:
            yield Addresses(*(self.address(name, role) for role in (SUPERUSER, OWNER, MEMBER)))
        finally:
            with self._administering() as connection:
                connection.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())

    @contextmanager
    def ledger(self) -> Iterator[Addresses]:
        """A fresh database with an installed ledger."""
        with self.database() as addresses:
            install(addresses.owner, MEMBER)
            yield addresses

    def address(self, database: str, role: str) -> str:
        """How a role reaches a database."""
        return f"postgresql://{role}@/{database}?host={self._folder}"

    @property
    def data(self) -> Path:
        """The folder of the server's files."""
        return self._data

    @contextmanager
    def _administering(self) -> Iterator[psycopg.Connection]:
        with psycopg.connect(self.address("postgres", SUPERUSER), autocommit=True) as connection:
            yield connection

    def _run(self, program: str, *words: str) -> None:
        command = [str(self._programs / program), *words]
        if os.geteuid() == 0:
            command = ["runuser", "-u", SUPERUSER, "--", *command]
        subprocess.run(
            command,
            check=True,
            cwd=self._folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )


def _programs() -> list[Path]:
    return sorted(
        (it.parent for it in PACKAGES.glob("*/bin/initdb")), key=lambda it: int(it.parent.name)
    )
