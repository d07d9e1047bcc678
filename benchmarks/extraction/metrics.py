"""How well a read table matches the true one: cells with place and spans, grid alone, neighbourhood of texts.

White space never counts. ``exact``: text, row, column and both spans agree, blank cells left out. ``grid``: the same
without the text, blank cells included. ``adjacent``: pairs of nearest non-blank neighbours to the right and below, as
the ICDAR 2013 competition counts them.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

__all__ = ["Box", "Count", "Score", "cells_of", "score_pages", "score_tables"]


class Box(NamedTuple):
    """A cell of either side: place, spans, text without white space. ``torn`` cells count in no measure of text."""

    row: int
    col: int
    rows: int
    cols: int
    text: str
    torn: bool = False


@dataclass(slots=True)
class Count:
    """Hits, things found, things that are there."""

    hits: int = 0
    found: int = 0
    there: int = 0

    def add(self, found: Counter[Any], there: Counter[Any]) -> None:
        """Count two bags against each other."""
        self.hits += sum((found & there).values())
        self.found += sum(found.values())
        self.there += sum(there.values())

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 1 where nothing is there and nothing was found."""
        if self.found + self.there == 0:
            return 1.0
        return 2 * self.hits / (self.found + self.there)


@dataclass(slots=True)
class Score:
    """The three measures, and how many tables were read that are none."""

    exact: Count = field(default_factory=Count)
    grid: Count = field(default_factory=Count)
    adjacent: Count = field(default_factory=Count)
    extra: int = 0

    def merge(self, other: "Score") -> None:
        """Add another score to this one."""
        for name in ("exact", "grid", "adjacent"):
            mine, theirs = getattr(self, name), getattr(other, name)
            mine.hits += theirs.hits
            mine.found += theirs.found
            mine.there += theirs.there
        self.extra += other.extra


def squeeze(text: str) -> str:
    """A text without white space."""
    return "".join(text.split())


def cells_of(table: Iterable[dict[str, Any]]) -> list[Box]:
    """Cells from the keys r, c, rs, cs, text, split."""
    return [Box(c["r"], c["c"], c["rs"], c["cs"], squeeze(c["text"]), bool(c.get("split"))) for c in table]


def neighbours(cells: Sequence[Box]) -> Counter[tuple[str, str, str]]:
    """Pairs of nearest non-blank neighbours, each pair of cells once for each direction."""
    filled = [cell for cell in cells if cell.text]
    cover = {
        (row, col): index
        for index, cell in enumerate(filled)
        for row in range(cell.row, cell.row + cell.rows)
        for col in range(cell.col, cell.col + cell.cols)
    }
    height = max((cell.row + cell.rows for cell in filled), default=0)
    width = max((cell.col + cell.cols for cell in filled), default=0)
    pairs = set()
    for index, cell in enumerate(filled):
        for row in range(cell.row, cell.row + cell.rows):
            other = next((cover[row, c] for c in range(cell.col + cell.cols, width) if (row, c) in cover), None)
            if other is not None:
                pairs.add((index, other, "right"))
        for col in range(cell.col, cell.col + cell.cols):
            other = next((cover[r, col] for r in range(cell.row + cell.rows, height) if (r, col) in cover), None)
            if other is not None:
                pairs.add((index, other, "below"))
    return Counter((filled[one].text, filled[two].text, way) for one, two, way in pairs)


def score_tables(there: Sequence[Sequence[Box]], found: Sequence[Sequence[Box]]) -> Score:
    """Match each true table with the found one that shares most, then count. What is left over counts as found."""
    score = Score()
    bags = [neighbours(table) for table in found]
    texts = [Counter(cell.text for cell in table if cell.text) for table in found]
    free = set(range(len(found)))
    for table in there:
        torn = {cell.text for cell in table if cell.torn and cell.text}
        bag = Counter({key: n for key, n in neighbours(table).items() if not torn & set(key[:2])})
        words = Counter(cell.text for cell in table if cell.text)
        best = max(free, key=lambda i: (sum((bags[i] & bag).values()), sum((texts[i] & words).values())), default=None)
        if best is not None and not (texts[best] & words):
            best = None
        mine: Sequence[Box] = [] if best is None else found[best]
        free.discard(-1 if best is None else best)
        whole = {cell.text for cell in table if cell.text and not cell.torn}
        scraps = (
            {c.text for c in mine if c.text not in whole and any(c.text in text for text in torn)} if torn else set()
        )
        score.exact.add(
            Counter(cell for cell in mine if cell.text and cell.text not in scraps),
            Counter(cell for cell in table if cell.text and not cell.torn),
        )
        score.grid.add(Counter(cell[:4] for cell in mine), Counter(cell[:4] for cell in table))
        pairs = Counter() if best is None else bags[best]
        score.adjacent.add(Counter({k: n for k, n in pairs.items() if k in bag or not scraps & set(k[:2])}), bag)
    for index in free:
        score.adjacent.found += sum(bags[index].values())
        score.exact.found += sum(texts[index].values())
        score.extra += 1
    return score


def score_pages(there: dict[int, list[list[Box]]], found: dict[int, list[list[Box]]]) -> Score:
    """The scores of all pages of a file together."""
    score = Score()
    for page in sorted({*there, *found}):
        score.merge(score_tables(there.get(page, []), found.get(page, [])))
    return score
