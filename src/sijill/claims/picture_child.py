"""The child that hashes pictures: ``python -m sijill.claims.picture_child PATH ...``.

It writes one JSON object to standard output and nothing else: by path, the hash or the problem.
"""

import json
import sys
from pathlib import Path

from sijill.claims.picture_hash import hash_picture


def answer(paths: list[str]) -> dict[str, object]:
    """The hashes as plain values; ``missing`` names a package that is not installed."""
    answers: dict[str, object] = {}
    for path in paths:
        try:
            picture = hash_picture(Path(path))
        except ModuleNotFoundError as error:
            return {"missing": error.name}
        answers[path] = {"hash": picture.hash} if picture.hash else {"problem": picture.problem}
    return answers


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answer(sys.argv[1:])))
