"""The printed page before it has a format: lines and grids of cells, each knowing the figures it shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

__all__ = ["Box", "Draft", "Grid", "Line", "Mark", "Paper", "Part", "Printed", "box", "line"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A figure on its way to the page: address, value, unit and the characters that will stand there."""

    address: str
    value: Decimal | None
    unit: str
    raw: str


@dataclass(slots=True, eq=False)
class Mark:
    """A figure inside a printed text; ``start`` is where its characters begin."""

    address: str
    raw: str
    value: Decimal | None
    unit: str
    start: int


@dataclass(slots=True, eq=False)
class Box:
    """A cell at the grid position of its top left corner. ``key`` names its text where that is no figure."""

    row: int
    col: int
    text: str = ""
    rows: int = 1
    cols: int = 1
    key: str = ""
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph outside tables. ``style`` is title, heading, body, foot or attachment."""

    text: str
    style: str = "body"
    key: str = ""
    marks: list[Mark] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Grid:
    """A table; its boxes cover every position once."""

    boxes: list[Box]
    columns: int
    widths: tuple[int, ...] = ()

    @property
    def height(self) -> int:
        """How many rows the boxes reach."""
        return max(each.row + each.rows for each in self.boxes)

    def cover(self) -> dict[tuple[int, int], Box]:
        """The box that covers each position.

        Raises:
            ValueError: a position is covered twice or not at all: the builder of the form is wrong.

        """
        found: dict[tuple[int, int], Box] = {}
        for each in self.boxes:
            for row in range(each.row, each.row + each.rows):
                for col in range(each.col, each.col + each.cols):
                    if (row, col) in found:
                        message = f"({row}, {col}) is covered twice: {found[row, col].text!r} and {each.text!r}"
                        raise ValueError(message)
                    found[row, col] = each
        if len(found) != self.height * self.columns:
            gaps = [(r, c) for r in range(self.height) for c in range(self.columns) if (r, c) not in found]
            message = f"gaps at {gaps[:5]}"
            raise ValueError(message)
        return found


@dataclass(slots=True, eq=False)
class Part:
    """One form: its kind (annex1 … annex4, report), the name it goes by, what is printed."""

    form: str
    name: str
    blocks: list[Line | Grid]


@dataclass(slots=True, eq=False)
class Paper:
    """One file: its name without extension, its format, its forms."""

    name: str
    format: str
    parts: list[Part]


@dataclass(slots=True, eq=False)
class Draft:
    """A whole submission, open for accidents."""

    papers: list[Paper]

    def texts(self) -> Iterator[Box | Line]:
        """Every cell and paragraph in reading order."""
        for paper in self.papers:
            for part in paper.parts:
                for block in part.blocks:
                    if isinstance(block, Line):
                        yield block
                    else:
                        yield from sorted(block.boxes, key=lambda each: (each.row, each.col))

    def mark(self, address: str) -> tuple[Box | Line, Mark]:
        """The figure at an address, with the text it stands in.

        Raises:
            KeyError: nobody printed it.

        """
        for text in self.texts():
            for mark in text.marks:
                if mark.address == address:
                    return text, mark
        raise KeyError(address)

    def text(self, key: str) -> Box | Line:
        """The cell or paragraph with a key.

        Raises:
            KeyError: there is none.

        """
        for text in self.texts():
            if text.key == key:
                return text
        raise KeyError(key)

    def part(self, form: str, name: str = "") -> Part:
        """The first form of a kind, and of a name where one is given.

        Raises:
            KeyError: there is none.

        """
        for paper in self.papers:
            for part in paper.parts:
                if part.form == form and name in ("", part.name):
                    return part
        raise KeyError((form, name))


def _compose(pieces: tuple[str | Printed, ...]) -> tuple[str, list[Mark]]:
    text = ""
    marks: list[Mark] = []
    for piece in pieces:
        if isinstance(piece, str):
            text += piece
        else:
            marks.append(Mark(piece.address, piece.raw, piece.value, piece.unit, len(text)))
            text += piece.raw
    return text, marks


def box(row: int, col: int, *pieces: str | Printed, rows: int = 1, cols: int = 1, key: str = "") -> Box:
    """A cell from words and figures."""
    text, marks = _compose(pieces)
    return Box(row, col, text, rows, cols, key, marks)


def line(*pieces: str | Printed, style: str = "body", key: str = "") -> Line:
    """A paragraph from words and figures."""
    text, marks = _compose(pieces)
    return Line(text, style, key, marks)
