"""A Parquet file as a table, looked at in a child process first.

What it unpacks to is known only once it is unpacked, and a file of some hundred bytes can claim a
thousand million rows.
"""

from pathlib import Path

import pyarrow as pa
from pyarrow import ArrowException, parquet

from sijill.containment.child import ChildFailure, ChildLimits, ask_child
from sijill.files.reading import open_regular
from sijill.model import evidence_limits, limits
from sijill.model.errors import FileUnreadableError, TableError

PARQUET = ".parquet"
CHILD_MODULE = "sijill.steps.estimates.parquet_child"


def read_parquet(path: Path) -> pa.Table:
    """The table in a Parquet file.

    Raises:
        TableError: if it is absent, no ordinary file, no Parquet, or unpacks to more than a list of
            its size may have.
    """
    try:
        with open_regular(path) as file:
            _demand_bounded(path)
            return parquet.read_table(file)
    except FileUnreadableError as error:
        raise TableError(f"{error}.") from error
    except (OSError, ArrowException) as error:
        raise TableError(f"{path}: cannot be read as Parquet: {error}") from error


def _demand_bounded(path: Path) -> None:
    size = path.stat().st_size
    unpacked = limits.most_unpacked(size)
    child = ChildLimits(
        memory_bytes=limits.CHILD_MEMORY + 2 * unpacked,
        seconds=limits.CHILD_SECONDS + unpacked // evidence_limits.PACKAGE_BYTES_PER_SECOND,
    )
    arguments = [str(path), str(limits.most_cells(unpacked)), str(unpacked)]
    match ask_child(CHILD_MODULE, arguments, child):
        case ChildFailure():
            raise TableError(
                f"{path}: cannot be read as Parquet within {child.memory_bytes // 2**20:,} MB of "
                f"memory and {child.seconds} seconds. Save the columns that you need as CSV."
            )
        case {"error": str(sentence)}:
            raise TableError(f"{path}: {sentence}")
