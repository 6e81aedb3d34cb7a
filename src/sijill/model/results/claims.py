"""Claims and where they come from."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Origin:
    """One statement that repeats no other, and everything that repeats it, as record ids."""

    first: str
    echoes: tuple[str, ...]
