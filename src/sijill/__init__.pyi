from .estimation.pooling.headline import estimate
from .estimation.pooling.strata import estimate_tables
from .estimation.tables.reading import read_table
from .interface import build, open_case, verify
from .ledger.log.ledger import Ledger

__all__ = [
    "Ledger",
    "build",
    "estimate",
    "estimate_tables",
    "open_case",
    "read_table",
    "verify",
]
