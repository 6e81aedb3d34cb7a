"""The child that reads one package: ``python -m sijill.packages.reading_child KIND PATH NAME``.

It writes one JSON object to standard output and nothing else: the package, or an error.
"""

import json
import sys
from pathlib import Path

from sijill.model.errors import FileUnreadableError
from sijill.packages.reading import ADAPTERS, READERS, PackageKind


def answer(kind: PackageKind, path: Path, name: str) -> dict[str, object]:
    """The package as plain values, or what went wrong, as a JSON object."""
    try:
        package = READERS[kind](path, name)
    except FileUnreadableError as error:
        return {"error": str(error)}
    return {"package": ADAPTERS[kind].dump_python(package, mode="json")}


if __name__ == "__main__":
    asked, where, called = sys.argv[1:]
    sys.stdout.write(json.dumps(answer(PackageKind(asked), Path(where), called)))
