"""What is chosen before a table is estimated. Fixed before the results were judged, see the study.

The defaults were set with the scenarios and public tables of ``bench/calibration.py`` and tables of
``bench/second_set.py`` under two seeds, and judged with tables under another.
"""

import math
from dataclasses import dataclass, field

from sijill.estimation.latent_class.posterior import ClassPrior
from sijill.model.results.captures import Method

DELTA_SD = 0.07
HARDER = 5.0


@dataclass(frozen=True, slots=True)
class Settings:
    """How a table is estimated.

    Methods may be named by their words, in any order; they are held in the order of ``Method``.

    Raises:
        ValueError: for no method or one twice, fewer than one replicate or draw, a negative
            deviation, or a level that is not between 50 and 100.
    """

    methods: tuple[Method, ...] = tuple(Method)
    delta_sd: float = DELTA_SD
    """The deviation of log δ. δ is how many times as many are on no list as a method says; it is 1
    if nothing binds all lists together (:mod:`sijill.estimation.sensitivity.interaction`), and no
    table can tell. 0.07 allows factors from 0.87 to 1.15, with 95 % probability."""
    harder: float = HARDER
    """How many times smaller the odds of being on any list are for the group of people that is hard
    to record (:mod:`sijill.estimation.rasch.two_groups`). No table can tell; with 10 the upper ends
    of tables of few persons lie much further."""
    replicates: int = 400
    """Tables drawn anew for the log-linear method."""
    draws: int = 2_000
    """Draws of each method."""
    level_percent: int = 95
    prior: ClassPrior = field(default_factory=lambda: ClassPrior(cap_factor=None))
    """Of the latent classes. Without a limit on the unseen: a limit would be an answer."""

    def __post_init__(self) -> None:
        named = [Method(method) for method in self.methods]
        if not named or len(set(named)) < len(named):
            raise ValueError(f"name each method once, and at least one: {', '.join(named)}")
        object.__setattr__(self, "methods", tuple(method for method in Method if method in named))
        if self.replicates < 1 or self.draws < 1:
            raise ValueError(
                f"replicates and draws must be at least 1: {self.replicates}, {self.draws}"
            )
        if self.delta_sd < 0:
            raise ValueError(f"a deviation is not negative: {self.delta_sd}")
        if not 1 < self.harder < math.inf:
            raise ValueError(f"how many times harder must be more than 1: {self.harder}")
        if not 50 <= self.level_percent < 100:  # noqa: PLR2004 - what the message says
            raise ValueError(f"the level is at least 50 % and below 100 %: {self.level_percent}")
