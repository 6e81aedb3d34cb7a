"""How is a log appended to and read? Chains, heads, the order of several logs, erasure."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
