"""Pages that were kept without their account: only the frame of the page stands there."""

import pytest

from sijill.language.near_text import folded_words
from sijill.language.page_frames import is_page_frame


@pytest.mark.parametrize(
    "text",
    [
        "Facebook",
        "One moment, please... Please wait while your request is being verified...",
        "PostLog inSign upPostThis post is unavailable.",
        "PostLog inSign upPost00:00461Views1",
        "English (US)EspañolFrançais (France)More languages…Sign UpLog InMessenger © 2031",
        "404 Not Found",
        "تسجيل الدخول",
    ],
)
def test_a_wall_or_menu_is_no_account(text: str) -> None:
    assert is_page_frame(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Facebook\nKilled in Siha this morning: a man, his wife, and two of their children",
        "مقتل ثلاثة مدنيين بقصف مدفعي على حي السيحة صباح اليوم",
        "Log in Three killed in the strike on the market of Basatin",
        "Strike on Siha: four dead",
    ],
)
def test_an_account_is_none_however_short_and_whatever_surrounds_it(text: str) -> None:
    assert not is_page_frame(text)


@pytest.mark.parametrize("text", ["قـ.ـوات", "قـ ـوات", "قـــوات", "ق.وات", "قوات"])
def test_words_that_posts_break_to_pass_a_filter_are_read_whole(text: str) -> None:
    assert folded_words(f"اعلنت {text} الدفاع") == ("اعلنت", "قوات", "الدفاع")
