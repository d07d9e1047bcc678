"""What of a cell a reader of the sheet sees: struck, hidden and raised words, formats that print nothing."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.extract import marks
from formaudit.extract.sheet.printed import hides_sign
from formaudit.extract.sheet.raw import Position, Printed, address
from formaudit.model.document import Warn

__all__ = ["Seen"]

_DOUBT: Final = 0.5
_PICTURES: Final = ("=DISPIMG(", "=_xlfn.DISPIMG(", "=IMAGE(", "=_xlfn.IMAGE(", "DISPIMG(")


class Seen(Struct):
    """What was noticed on one sheet while its cells were read; ``warnings`` tells it with the cells' names.

    ``shown`` are the formulas of cells that show a picture.
    """

    remarks: list[marks.Remark] = field(default_factory=list)
    shown: list[str] = field(default_factory=list)

    def tell(self, code: str, spot: Position, text: str = "") -> None:
        """Note something about a cell."""
        self.remarks.append(marks.Remark(code=code, text=text, where=address(spot)))

    def cell(
        self,
        spot: Position,
        text: str,
        *,
        value: Decimal | str | None = None,
        code: str = "General",
        struck: bool = False,
        unseen: bool = False,
        confidence: float = 1.0,
    ) -> Printed:
        """The cell as it is seen. ``value`` is what is stored where ``text`` is what its format prints of it."""
        if text.startswith(_PICTURES):
            self.tell("cell-picture", spot)
            self.shown.append(text)
            return Printed(text="", confidence=_DOUBT)
        if not text.strip():
            if value is not None and (value if isinstance(value, Decimal) else value.strip()):
                self.tell("hidden-by-format", spot)
                return Printed(text="", confidence=_DOUBT)
            return Printed(text=text, confidence=confidence)
        if isinstance(value, Decimal) and value < 0 and hides_sign(code):
            self.tell("sign-hidden", spot, text)
            confidence = min(confidence, _DOUBT)
        if struck and not marks.has_struck(text):  # rich text says of each of its runs whether it is
            text = marks.struck(text)
        if unseen:
            text = marks.hidden(text)
        if not marks.marked(text):
            return Printed(text=text, confidence=confidence)
        found = marks.settle(text)
        self.remarks.extend(replace(remark, where=address(spot)) for remark in found.remarks)
        return Printed(text=found.text, confidence=min(confidence, found.confidence))

    def hide(self, cells: dict[Position, Printed], spots: Iterable[Position], *, sure: bool) -> None:
        """Cells that a conditional format hides; ``sure`` that it does, else they are only doubted."""
        for spot in spots:
            cell = cells.get(spot)
            if cell is None or not cell.text.strip():
                continue
            self.tell("hidden-by-condition", spot, cell.text)
            text = "" if sure else cell.text
            cells[spot] = replace(cell, text=text, confidence=min(cell.confidence, _DOUBT))

    def repeated(self, spot: Position, text: str) -> Printed:
        """A figure that is printed again and again until its cell is full: nobody sees what it is."""
        self.tell("hidden-by-format", spot, text)
        return Printed(text=text, confidence=_DOUBT)

    def leave(self, cells: dict[Position, Printed], spots: Iterable[Position]) -> None:
        """Cells that are not printed, as notes and trials beside a form are: they are read and doubted."""
        for spot in spots:
            cell = cells[spot]
            self.tell("not-printed", spot, cell.text)
            cells[spot] = replace(cell, confidence=min(cell.confidence, _DOUBT))

    def warnings(self, sheet: str) -> tuple[Warn, ...]:
        """One warning for each kind of thing noticed."""
        return tuple(
            Warn(code=warn.code, detail=f"{sheet}: {warn.detail}", unread=warn.code == "cell-picture")
            for warn in marks.told(self.remarks)
        )
