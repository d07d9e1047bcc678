"""Slips on what is printed: digits, a figure too high, a stale year, a blank, a slip in a name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from random import Random
from typing import Final

from corpora.secondhand.page import Page

__all__ = ["FAULTS", "Fault", "Spoilt", "spoil"]

_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


@dataclass(frozen=True, slots=True)
class Fault:
    """A kind of slip: the marks that it may strike, and what it makes of a text (``None``: nothing here).

    ``beside`` is a mark that the page must have for the slip to contradict anything.
    """

    name: str
    marks: re.Pattern[str]
    change: Callable[[str, Random], str | None]
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Spoilt:
    """A page with one slip: what stood at a mark, and what stands there now."""

    fault: str
    mark: str
    before: str
    after: str
    page: Page


def _digit(text: str, rng: Random) -> str | None:
    """Another digit that counts: among the first two of the number."""
    match = _NUMBER.search(text)
    if match is None or Decimal(match[0]) == 0:
        return None
    places = [at for at in range(*match.span()) if text[at].isdigit()][:2]
    at = rng.choice(places)
    digit = rng.choice([each for each in "123456789" if each != text[at]])
    return text[:at] + digit + text[at + 1 :]


def _swap(text: str, rng: Random) -> str | None:
    match = _NUMBER.search(text)
    if match is None:
        return None
    pairs = [
        at for at in range(match.start(), match.end() - 1) if text[at : at + 2].isdigit() and text[at] != text[at + 1]
    ]
    pairs = [at for at in pairs if text[at + 1] != "0" or at > match.start()]
    if not pairs:
        return None
    at = rng.choice(pairs[:2])
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def _last_number(text: str, rng: Random) -> str | None:
    """Two digits about in one of the numbers of a sentence that has decimals."""
    spans = [match.span() for match in _NUMBER.finditer(text) if "." in match[0]]
    if not spans:
        return None
    low, high = rng.choice(spans)
    changed = _swap(text[low:high], rng)
    return None if changed is None else text[:low] + changed + text[high:]


def _more(text: str, _: Random) -> str | None:
    return str(Decimal(text) + 3) if _NUMBER.fullmatch(text) else None


def _none(text: str, _: Random) -> str | None:
    return "" if text else None


def _stale(text: str, _: Random) -> str | None:
    match = re.search(r"20\d\d", text)
    return None if match is None else text.replace(match[0], str(int(match[0]) - 1))


def _name_slip(text: str, rng: Random) -> str | None:
    """Two neighbouring characters of a name changed about."""
    start = re.match(r"(?:\d+-)?", text)
    first = start.end() if start else 0
    places = [at for at in range(first, len(text) - 2) if text[at] != text[at + 1]]
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


_LEVELS: Final = r"(?:central|provincial|city|county)"
FAULTS: Final = (
    Fault("total-digit", re.compile(r"(?:list\.)?total\.(?:final|paid|came)"), _digit),
    Fault("part-swapped", re.compile(rf"{_LEVELS}\.(?:final|paid|came)|list\.\d\.(?:final|paid)"), _swap),
    Fault(
        "rate-wrong",
        re.compile(r"(?:list\.\d\.|list\.total\.|total\.|(?:central|provincial|city|county)\.)rate"),
        _digit,
    ),
    Fault("score-above-points", re.compile(r"score\.\d"), _more),
    Fault("total-score", re.compile(r"grand"), _digit),
    Fault("points-wrong", re.compile(r"points\.\d"), _more),
    Fault("result-blank", re.compile(r"reached\.\d"), _none, beside="score.0"),
    Fault("stale-year", re.compile(r"year"), _stale),
    Fault("name-slip", re.compile(r"unit"), _name_slip),
    Fault("sentence-swapped", re.compile(r"prose\.(?:sources|paid|spent|scored|budget|shares|growth)"), _last_number),
)


def spoil(page: Page, fault: Fault, seed: int) -> Spoilt | None:
    """The page with one slip of a kind, or ``None`` where it has no place for it."""
    rng = Random(f"{fault.name} {seed}")  # noqa: S311 - a seed must give the same slip again; nothing is secret
    places: Sequence[tuple[str, str]] = [(mark, text) for mark, text in page.marked() if fault.marks.fullmatch(mark)]
    if fault.beside and fault.beside not in {mark for mark, _ in page.marked()}:
        return None
    for _ in range(12 if places else 0):
        mark, text = rng.choice(places)
        after = fault.change(text, rng)
        if after is not None and after != text:
            return Spoilt(fault.name, mark, text, after, page.spoilt(mark, after))
    return None
