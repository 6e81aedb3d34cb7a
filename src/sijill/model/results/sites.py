"""Sites where remains lie or lay, and whether the ground is safe."""

from dataclasses import dataclass

from sijill.model.codes import SiteState


@dataclass(frozen=True, slots=True)
class SiteSafety:
    """What hazard records say about the spot of one find.

    ``state`` is no-go where an unreleased hazard is within reach, otherwise not assessed: a list of
    hazards is never complete, and only a person may say *go*. ``hazards`` are record ids.
    """

    remains: str
    state: SiteState
    hazards: tuple[str, ...] = ()
