"""What stands around every page is rendered once for all pages that share it."""

import jinja2
import pytest

from sijill.publication.pages.dossier import _MOST_FRAMES, NAVIGATION, frame_of

TEXTS = {
    "top": "{{ root }}<a{% if here == 'people.html' %} current{% endif %}>{{ count() }}",
    "end": "{{ root }}</a>{{ count() }}",
}


@pytest.fixture
def rendered() -> list[int]:
    return []


@pytest.fixture
def environment(rendered: list[int]) -> jinja2.Environment:
    environment = jinja2.Environment(loader=jinja2.DictLoader(TEXTS), autoescape=True)

    def count() -> str:
        rendered.append(1)
        return ""

    environment.globals["count"] = count
    return environment


def test_pages_that_no_heading_leads_to_share_one_frame(
    environment: jinja2.Environment, rendered: list[int]
) -> None:
    frame = frame_of(environment)
    tops = {frame("top", "../", f"people/p-{number}.html") for number in range(1_000)}
    assert tops == {"../<a>"}
    assert {frame("end", "../") for _ in range(1_000)} == {"../</a>"}
    assert len(rendered) == 2


def test_a_page_of_the_navigation_is_marked_in_its_own(
    environment: jinja2.Environment, rendered: list[int]
) -> None:
    frame = frame_of(environment)
    addresses = [address for address, _ in NAVIGATION]
    tops = {address: frame("top", "", address) for address in addresses}
    assert [address for address in addresses if "current" in tops[address]] == ["people.html"]
    assert len(rendered) == len(addresses) <= _MOST_FRAMES


def test_another_dossier_has_other_frames(environment: jinja2.Environment) -> None:
    other = environment.overlay(loader=jinja2.DictLoader({"top": "other"}))
    assert frame_of(environment)("top", "") == "<a>"
    assert frame_of(other)("top", "") == "other"
