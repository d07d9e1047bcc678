"""Which formats ``audit --out`` and ``report`` can write, and those that a user names."""

from typing import Final

from formaudit.errors import UsageError

__all__ = ["BOOK", "DEFAULT", "LETTER", "NAMES", "formats_of"]

BOOK: Final = "decisions.toml"
"""Where decisions are kept where the user names no other file."""
NAMES: Final = ("json", "html", "xlsx", "docx", "pdf", "csv", "sarif", "svg", "graphml")
"""The pictures of the report; ``written.FORMATS`` has a writer for each."""
LETTER: Final = "letter"
"""Letters are no picture of the report: they stand beside a register, and a person works on them."""
DEFAULT: Final = ("json", "html", "xlsx", LETTER)
"""What ``audit --out`` writes where the user names nothing."""


def formats_of(text: str) -> tuple[str, ...]:
    """The formats that a list with commas names.

    Raises:
        UsageError: ``unknown-report``.

    """
    names = tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))
    for name in names:
        if name not in NAMES and name != LETTER:
            raise UsageError("unknown-report", "", name)
    return names
