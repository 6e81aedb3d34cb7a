from .inspection import Inspection as Inspection
from .inspection import inspect_entry as inspect_entry
from .ledger import Ledger as Ledger
from .log import Log as Log
from .log import StoredEntry as StoredEntry
