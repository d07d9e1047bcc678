"""Forms drawn by us after what provinces and years print, one file each; the notation is that of ``marked``.

The folders are the kinds of form; in ``several`` forms of different kinds follow one another.
"""

from pathlib import Path
from typing import Final

__all__ = ["LAYOUTS", "layout"]

_FOLDER: Final = Path(__file__).parent
LAYOUTS: Final = tuple(sorted(path.relative_to(_FOLDER).with_suffix("").as_posix() for path in _FOLDER.rglob("*.txt")))
"""The names of all layouts, such as ``annex4/header-of-two-rows``."""


def layout(name: str) -> str:
    """The drawing of a layout."""
    return (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
