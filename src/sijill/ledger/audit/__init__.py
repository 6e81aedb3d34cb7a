"""Is this ledger what its devices wrote? Every byte examined, read-only."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
