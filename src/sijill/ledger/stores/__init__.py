"""Where do entries lie? One file of SQLite, or a PostgreSQL server."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
