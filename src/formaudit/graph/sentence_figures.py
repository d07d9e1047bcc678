"""What stands around a figure of the text: the words before it in its sentence, and the amounts of its paragraph."""

from collections.abc import Iterable
from typing import Final

from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.model.figure import Figure
from formaudit.model.report_text import Claim, Report
from formaudit.patterns import compiled

__all__ = ["around", "money_of_paragraphs", "paragraph_of", "start_of"]

_STOP: Final = compiled(r"[。\n]")
Paragraph = tuple[int | None, int | None]


def paragraph_of(figure: Figure) -> Paragraph:
    """The paragraph that a figure stands in, by file and number."""
    return figure.place.file, figure.place.paragraph


def around(figure: Figure, text: str) -> tuple[str, str]:
    """What stands before a figure in its sentence of a passage, and the rest of that sentence from it on.

    Where the passage does not print it, all of its last sentence stands before it.
    """
    at = text.find(figure.raw)
    if at < 0:
        return _STOP.split(text)[-1], ""
    return _STOP.split(text[:at])[-1], _STOP.split(text[at:])[0]


def money_of_paragraphs(reports: Iterable[Report]) -> dict[Paragraph, list[Figure]]:
    """The amounts of each paragraph, each figure once, in their order."""
    found: dict[Paragraph, dict[str, Figure]] = {}
    for report in reports:
        for claim in report.claims:
            for one in _money(claim):
                found.setdefault(paragraph_of(one), {}).setdefault(one.key, one)
    return {paragraph: sorted(own.values(), key=start_of) for paragraph, own in found.items()}


def _money(claim: Claim) -> list[Figure]:
    return [one for one in claim.figures if one.unit in MONEY_UNITS and one.filled]


def start_of(figure: Figure) -> int:
    """Where a figure begins in its paragraph."""
    return figure.place.span[0] if figure.place.span is not None else 0
