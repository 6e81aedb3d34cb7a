"""Long work is watched step by step, and is the same work."""

from sijill.register.watching import EVERY, watched


def test_every_thousandth_item_is_reported_and_all_pass() -> None:
    calls: list[tuple[str, int, int]] = []
    items = range(2 * EVERY + 1)
    passed = list(watched(items, "reading", len(items), lambda *words: calls.append(words)))
    assert passed == list(items)
    assert calls == [("reading", at, len(items)) for at in (0, EVERY, 2 * EVERY)]


def test_nothing_to_do_is_nothing_reported() -> None:
    calls: list[str] = []
    assert not list(watched((), "reading", 0, lambda doing, _done, _of: calls.append(doing)))
    assert calls == []
