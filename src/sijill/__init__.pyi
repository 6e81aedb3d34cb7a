from .estimation.pooling.headline import estimate
from .estimation.tables.reading import read_table
from .ledger.audit.verification import verify
from .ledger.log.ledger import Ledger

__all__ = ["Ledger", "estimate", "read_table", "verify"]
