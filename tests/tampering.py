"""A hand that tampers with a ledger's file and hides that it dropped the triggers."""

from pathlib import Path

import apsw


def tamper_with(path: Path, statement: str, *values: object) -> None:
    """Run a statement on a closed file without its triggers; it must change something."""
    connection = apsw.Connection(str(path))
    triggers = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
    ).fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    connection.execute("PRAGMA ignore_check_constraints = on")
    connection.execute(statement, values)
    assert connection.changes() > 0
    for _, sql in triggers:
        connection.execute(str(sql))
    connection.close()
