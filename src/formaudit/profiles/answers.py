"""Answers about unknown labels in TOML, as ``formaudit forms ask --answers`` reads them."""

from pathlib import Path
from typing import Final

from msgspec import Struct

from formaudit.errors import UsageError
from formaudit.indicators.lexicon import lexicon
from formaudit.profiles.fields import parse

__all__ = ["SKIP", "Answers", "read_answers"]

SKIP: Final = "skip"


class Answers(Struct, frozen=True, kw_only=True):
    """Who answered and why, and for each label ``kind:code`` of the lexicon or ``skip``."""

    reviewer: str
    reason: str
    labels: dict[str, str]


def read_answers(path: Path) -> Answers:
    """The answers of a file.

    Raises:
        UsageError: ``not-found``, ``unreadable``; ``profile`` with the line of a mistake, such as a code that no
            vocabulary has.

    """
    try:
        data = path.read_bytes()
    except OSError:
        raise UsageError("unreadable" if path.exists() else "not-found", str(path)) from None
    section = parse(data, str(path))
    section.only(("reviewer", "reason", "labels"))
    table = section.table("labels")
    codes = {f"{entry.kind}:{entry.code}" for entry in lexicon().entries}
    labels = {name: table.text(name, among=tuple(sorted((SKIP, *codes)))) for name in table.values}
    return Answers(reviewer=section.text("reviewer"), reason=section.text("reason"), labels=labels)
