"""How do two copies become one register? What arrives is checked and taken or kept apart."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
