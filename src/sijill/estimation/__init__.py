"""How many are missing from every list?

Usable without a register::

    from sijill import estimation as mse

    for stratum, table in mse.read_table("killings.csv").items():
        print(mse.estimate(table, seed=2026))

``estimate`` gives the headline: an ``Estimate`` with its draws, interval first, or a
``NotEstimable`` with the reason. The methods behind it can be called by themselves: log-linear
models (``rank_models``), decomposable graphs, latent classes, persons who differ by degrees
(``sample_rasch``), and stated assumptions with their bounds. Each module says what it assumes and
where it comes from.
"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
