"""Under a range of persons, the page says how its list of settled persons differs from the ends."""

import json
import re

from small_cases import BuiltCity

SENTENCE = re.compile(
    r'id="settled">The list below holds ([\d,]+) persons?, as the records are .*?</p>'
)


def test_a_list_longer_than_the_figures_upper_end_says_so(city: BuiltCity) -> None:
    figures = json.loads((city.out / "figures.json").read_text(encoding="utf-8"))["figures"]
    seen = 0
    for path in sorted((city.dossier / "figures").glob("*.html")):
        said = SENTENCE.search(path.read_text(encoding="utf-8"))
        if said is None:
            continue
        seen += 1
        text = figures[path.stem]["text"]
        settled, highest = int(said[1].replace(",", "")), text.replace(",", "").split("\u2013")[-1]
        assert ("more than the upper end" in said[0]) == (settled > int(highest)), (path, text)
        assert "draws" in said[0]
    assert seen
