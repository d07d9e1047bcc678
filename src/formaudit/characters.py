"""Characters that nobody sees: they come with pasted text, are no part of a word or number, and count as nothing."""

from typing import Final

from formaudit.patterns import compiled

__all__ = ["RADICALS", "has_invisible", "has_private", "seen_at", "visible"]

# Supplementary radicals have no compatibility mapping in Unicode, yet fonts map plain characters to them. The radical
# of doors has one, to a character that fonts for the mainland do not draw for it.
RADICALS: Final = dict(
    zip(
        "⼾⺁⺄⺆⺊⺒⺓⺕⺝⺟⺠⺤⺦⺧⺩⺪⺫⺬⺮⺯⺶⺼⺽⺾⻁⻂⻃⻄⻅⻆⻇⻈⻉⻋⻌⻍⻎⻏⻐⻑⻓⻔⻕⻖⻗⻘⻙⻚⻛⻜⻝⻟⻠⻡⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰⻱⻲⻳",
        "户厂乙冂卜巳幺彐月母民爫丬牛王疋目示竹糸羊肉臼艹虎衤覀西见角角讠贝车辶辶辶邑钅長长门阜阝雨青韦页风飞食饣饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟",
        strict=True,
    )
)
"""Radicals that stand in text, mostly in what was printed or copied from a PDF, for ordinary characters."""

_INVISIBLE: Final = compiled(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufe00-\ufe0f]+"
)


_PRIVATE: Final = compiled("[\ue000-\uf8ff]")


def has_private(text: str) -> bool:
    """Whether some character of a text has a code that means something in one font only."""
    return not text.isascii() and _PRIVATE.search(text) is not None


def has_invisible(text: str) -> bool:
    """Whether there is any of them in a text."""
    return not text.isascii() and _INVISIBLE.search(text) is not None


def visible(text: str) -> str:
    """A text without them."""
    return _INVISIBLE.sub("", text) if not text.isascii() else text


def seen_at(text: str) -> tuple[str, tuple[int, ...]]:
    """A text without them, and where each of its characters stands in the whole text."""
    places = tuple(place for place, char in enumerate(text) if _INVISIBLE.fullmatch(char) is None)
    return "".join(text[place] for place in places), places
