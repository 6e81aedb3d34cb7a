"""What the recovery team writes of a body beside name, sex and age: a second look at the same row.

The look has a random stream for each body, so the notebook's other cells are what they were.
"""

from random import Random

from sijill.simulation.city import City, Inhabitant, SimulatedIncident
from sijill.simulation.field.dental import chart_of
from sijill.simulation.field.sites import site_codes
from sijill.simulation.field.traits import some_of, traits_of

_CONDITIONS = ("كامل", "كامل", "كامل", "كامل؛ متحلل", "ناقص", "هيكل عظمي؛ كامل", "")


def details(
    city: City, person: Inhabitant, incident: SimulatedIncident, code: str
) -> dict[str, str]:
    """The cells of a body: site, condition, height, clothing, effects, marks, teeth."""
    random = Random(f"{city.seed}/notebook/{code}")
    traits = traits_of(city, person)
    measured = random.gauss(traits.stature_cm, 3.0)
    return {
        "الموقع": site_codes(city).get(incident.id, "") if random.random() < 0.8 else "",
        "حالة الجثمان": random.choice(_CONDITIONS),
        "الطول": f"{measured - 4:.0f}-{measured + 4:.0f}" if random.random() < 0.7 else "",
        "الملابس": some_of(random, traits.clothing, 0.65),
        "المقتنيات": some_of(random, traits.effects, 0.6),
        "علامات": some_of(random, traits.marks, 0.55),
        "الأسنان": chart_of(city, person, code),
    }
