"""How tall somebody was, as an interval of whole centimetres.

A family says "about one metre seventy", an identity card 172, an anthropologist 165 to 173 from a
thigh bone. All three are intervals; an unknown end is open.
"""

from dataclasses import dataclass

SHORTEST_CM, TALLEST_CM = 20, 280
"""From a child before birth to taller than anybody who was measured (272 cm)."""


@dataclass(frozen=True, slots=True)
class Stature:
    """The least and the greatest height in centimetres, both included; ``None`` is unknown.

    Raises:
        ValueError: for a height outside ``SHORTEST_CM`` to ``TALLEST_CM``, or ends that cross.
    """

    least_cm: int | None = None
    most_cm: int | None = None

    def __post_init__(self) -> None:
        for end in (self.least_cm, self.most_cm):
            if end is not None and not SHORTEST_CM <= end <= TALLEST_CM:
                raise ValueError(f"a height of {end} cm is outside {SHORTEST_CM} to {TALLEST_CM}")
        if self.least_cm is not None and self.most_cm is not None and self.least_cm > self.most_cm:
            raise ValueError("the least height is above the greatest")

    @property
    def is_known(self) -> bool:
        """Whether both ends are known."""
        return self.least_cm is not None and self.most_cm is not None

    def __str__(self) -> str:
        if self.least_cm is None or self.most_cm is None:
            return "unknown"
        if self.least_cm == self.most_cm:
            return f"{self.least_cm} cm"
        return f"{self.least_cm}–{self.most_cm} cm"


UNKNOWN_STATURE = Stature()
