"""The child that unpacks a Parquet file: ``python -m sijill.steps.estimates.parquet_child``.

Its arguments are a path, the most cells and the most bytes that its columns may have unpacked. It
writes one JSON object to standard output and nothing else; ``error`` says why it is not to be read.
"""

import json
import sys

import pyarrow as pa
from pyarrow import ArrowException, compute, parquet


def answer(path: str, most_cells: int, most_bytes: int) -> dict[str, str]:
    """Empty if the file is within its bounds, or no Parquet (the parent then says so)."""
    try:
        file = parquet.ParquetFile(path)
        cells = file.metadata.num_rows * file.metadata.num_columns
        if cells > most_cells:
            return {"error": f"it claims {cells:,} cells, more than a file of its size may have"}
        size = sum(map(_unpacked, file.read(use_threads=False).columns))
    except (OSError, ArrowException):
        return {}
    if size > most_bytes:
        return {"error": f"it unpacks to {size:,} bytes, more than a file of its size may"}
    return {}


def _unpacked(column: pa.ChunkedArray) -> int:
    """Bytes of a column in which each cell has words of its own."""
    if not pa.types.is_dictionary(column.type):
        return int(column.nbytes)
    return sum(map(_written_out, column.chunks))


def _written_out(words: pa.DictionaryArray) -> int:
    lengths = [len(str(word)) for word in words.dictionary.to_pylist()]
    times = compute.value_counts(words.indices).to_pylist()
    return sum(lengths[one["values"]] * one["counts"] for one in times if one["values"] is not None)


if __name__ == "__main__":
    given, cells, size = sys.argv[1:]
    sys.stdout.write(json.dumps(answer(given, int(cells), int(size))))
