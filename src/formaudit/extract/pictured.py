"""Pictures inside documents that may be tables: read by recognition where the extra ``ocr`` is installed.

What a picture says without a table around it is doubted: a chart's labels and a photograph's signs are no sentences.
"""

import importlib
from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.errors import InputError
from formaudit.extract.blocks import Grid, Text
from formaudit.model.document import Paragraph, Warn
from formaudit.model.table import Table

__all__ = ["HIGH", "WIDE", "Album", "Pictured"]

WIDE, HIGH = 5.0, 1.0
"""Centimetres from which on a picture is read; a signature or a sign is smaller."""
_INCH: Final = 2.54
_DOUBT: Final = 0.5
_MOST: Final = 20
"""Pictures of one document that are read; each takes about a second."""
_LARGEST: Final = 40 * 1024 * 1024
_READER: Final = "formaudit.extract.scan.embedded"


class Pictured(Struct, frozen=True, kw_only=True):
    """A picture, its name, its width in centimetres (0: unknown), whether it is as large as a table.

    ``cell`` tells of one that is the value of a cell, and does not lie over the sheet.
    """

    data: bytes
    name: str
    wide: float
    large: bool
    cell: bool = False


class Album(Struct):
    """The pictures of one document as they come: ``read`` names those that were read, ``left`` counts the rest.

    One that comes twice is read once.
    """

    read: list[str] = field(default_factory=list)
    left: int = 0
    known: dict[bytes, list[Text | Grid]] = field(default_factory=dict)

    def pieces(self, data: bytes, name: str, wide: float) -> list[Text | Grid] | None:
        """What a picture says that is printed so many centimetres wide (0: unknown); ``None`` where it is not read."""
        if data in self.known:
            return []
        if len(self.known) >= _MOST or not data or len(data) > _LARGEST:
            self.left += 1
            return None
        try:
            seen = importlib.import_module(_READER).read_embedded(data, wide / _INCH, name)
        except ImportError as error:
            if (error.name or "").startswith("formaudit"):
                raise
            seen = None
        except InputError:
            seen = None
        if seen is None or seen.coarse:
            self.known[data] = []
            self.left += 1
            return None
        found = self.known[data] = _pieces(seen.blocks)
        if not found:
            # That recognition sees no words is no proof that there are none.
            self.left += 1
            return None
        self.read.append(name)
        return found

    @property
    def warnings(self) -> tuple[Warn, ...]:
        """That pictures were read, and which."""
        return (Warn(code="pictures-read", detail="、".join(self.read)),) if self.read else ()


def _pieces(blocks: Sequence[Paragraph | Table]) -> list[Text | Grid]:
    tables = any(isinstance(block, Table) for block in blocks)
    found: list[Text | Grid] = []
    for block in blocks:
        if isinstance(block, Table):
            cells = tuple(replace(cell, page=None, bbox=None) for cell in block.cells)
            found.append(Grid(cells=cells, rows=block.rows, cols=block.cols))
        else:
            sure = block.confidence if tables else min(block.confidence, _DOUBT)
            found.append(Text(text=block.text, confidence=sure))
    return found
