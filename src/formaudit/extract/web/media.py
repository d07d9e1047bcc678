"""Which conditions of a style sheet's media rules hold for a page on a usual screen or on paper."""

from typing import Final

from formaudit.patterns import compiled

__all__ = ["holds"]

_WIDTH: Final = 1280.0
"""Points of a browser's measure that its window is wide."""
_LIMIT: Final = compiled(r"\(\s*(min|max)-width\s*:\s*([\d.]+)(px|em|rem)\s*\)")
_EM: Final = 16.0
_TYPES: Final = frozenset(("", "all", "screen", "print"))


def holds(medium: str) -> bool:
    """Whether one of the alternatives of a media rule holds; what is not understood does not."""
    return any(_one(part.strip()) for part in medium.split(","))


def _one(medium: str) -> bool:
    kind, *features = (part.strip() for part in compiled(r"\band\b").split(medium.removeprefix("only ")))
    if kind.startswith("("):
        kind, features = "", [kind, *features]
    return kind in _TYPES and all(map(_fits, features))


def _fits(feature: str) -> bool:
    match = _LIMIT.fullmatch(feature)
    if match is None:
        return False
    width = float(match[2]) * (1 if match[3] == "px" else _EM)
    return width <= _WIDTH if match[1] == "min" else width >= _WIDTH
