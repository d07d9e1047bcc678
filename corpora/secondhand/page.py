"""What is printed, before it becomes a file: lines and tables whose cells may span and carry a mark for faults."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

__all__ = ["Block", "Box", "Line", "Page", "Table", "box", "line"]


@dataclass(frozen=True, slots=True)
class Box:
    """A cell. ``mark`` says what figure or word it holds, for faults; ``across`` and ``down`` are its spans."""

    text: str
    across: int = 1
    down: int = 1
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text outside tables."""

    text: str
    mark: str = ""
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of cells; a cell that another one spans is left out of its row."""

    rows: tuple[tuple[Box, ...], ...]


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Page:
    """One file: its name without ending and its blocks."""

    name: str
    blocks: tuple[Block, ...]

    def marked(self) -> Iterator[tuple[str, str]]:
        """Every mark with the text that carries it."""
        for block in self.blocks:
            if isinstance(block, Line):
                if block.mark:
                    yield block.mark, block.text
            else:
                yield from ((each.mark, each.text) for row in block.rows for each in row if each.mark)

    def spoilt(self, mark: str, text: str) -> "Page":
        """The page with another text in every place of a mark."""
        blocks: list[Block] = []
        for block in self.blocks:
            if isinstance(block, Line):
                blocks.append(replace(block, text=text) if block.mark == mark else block)
                continue
            rows = (
                tuple(replace(each, text=text) if each.mark == mark else each for each in row) for row in block.rows
            )
            blocks.append(Table(tuple(rows)))
        return replace(self, blocks=tuple(blocks))


def box(text: object, mark: str = "", *, across: int = 1, down: int = 1) -> Box:
    """A cell."""
    return Box(str(text), across, down, mark)


def line(text: str, mark: str = "", *, heading: bool = False) -> Line:
    """A line of text."""
    return Line(text, mark, heading)
