"""A simulated city as a register, its lists captured as a case captures them, with its truth."""

import tempfile
from datetime import UTC, datetime
from pathlib import Path

from sijill.register.register import Register, Replay
from sijill.simulation.city import build_city
from sijill.simulation.folder import write_city
from sijill.steps.case.capture import capture_case
from sijill.steps.case.settings import read_settings
from sijill.steps.case.truth.comparison import Truth, read_truth
from sijill.steps.open_case import writing
from sijill.steps.workspace import Author, Workspace

AT = datetime(2032, 1, 1, tzinfo=UTC)


def read_city(seed: int, deaths: int) -> tuple[Register, Truth]:
    """The register of a city as its lists are captured, and who is who."""
    with tempfile.TemporaryDirectory() as folder:
        city = Path(folder) / "city"
        write_city(build_city(seed, deaths), city)
        workspace = Workspace(city, city)
        with writing(workspace, Author("bench", lambda: AT), create=True) as case:
            replayed = Replay()
            capture_case(case, read_settings(workspace), replayed)
        return replayed.register(), read_truth(city / "truth")
