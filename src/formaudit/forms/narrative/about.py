"""Whether words make a figure an approximate one: 约700万元, 10余万元, 近11万元, 10万元左右."""

from typing import Final

from formaudit.patterns import compiled

__all__ = ["is_about"]

_ABOUT_BEFORE: Final = compiled(
    r"(?:(?<![节合公制签预条])约|(?<![附接临靠])近|大约|将近|接近|不足|超过|突破|逾|达到或超过|左右)(?:为|合|计)?\s*$"
)
_ABOUT_AFTER: Final = compiled(
    r" *(?:左右|上下|以上(?![资各几两三四五六七八九])|以内|以下|余(?!额|款|下|万)|多(?=[元人户亩个]))"
)
_WORDS: Final = 8


def is_about(text: str, span: tuple[int, int], raw: str, comparison: str) -> bool:
    """Whether a figure at a place of a text is an approximate one, by its own sign or by the words around it."""
    start, stop = span
    return (
        bool(comparison and comparison != "=")
        or _ABOUT_BEFORE.search(text, max(0, start - _WORDS), start) is not None
        or raw.lstrip().startswith(("约", "近"))
        or _ABOUT_AFTER.match(text, stop) is not None
    )
