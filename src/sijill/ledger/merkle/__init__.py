"""How does one hash stand for every entry? The tree of RFC 9162, and its proofs."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
