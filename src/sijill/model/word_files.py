"""The reviewed files of words, weights and rules that stand beside the code."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def toml_beside(module: str, name: str) -> dict[str, Any]:
    """The content of a TOML file in the folder of a module, named by its ``__name__``.

    The files are ours, and tests hold them to their shapes. Each is parsed once; what is returned
    is shared and stays as it is.
    """
    folder = files(module.rpartition(".")[0])
    return tomllib.loads(folder.joinpath(name).read_text(encoding="utf-8"))


def words_beside(module: str, name: str) -> dict[str, Any]:
    """The same, without the version that most files state of themselves."""
    return {key: value for key, value in toml_beside(module, name).items() if key != "version"}
