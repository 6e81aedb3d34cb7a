"""The command line.

``sijill --help`` teaches, every command answers in words or, with --json, in JSON.
"""

from sijill.cli.commands import main

__all__ = ["main"]
