"""What exactly is hashed? Entries, their envelope, their payload's commitments, canonical JSON."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
