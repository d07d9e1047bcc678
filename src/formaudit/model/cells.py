"""What forms are made of beside figures: texts with a place, signatures, plain tables."""

from enum import StrEnum

from msgspec import Struct

from formaudit.model.figure import Figure
from formaudit.model.place import Place

__all__ = ["DetailRole", "DetailRow", "DetailTable", "Footer", "TextCell"]


class DetailRole(StrEnum):
    """What a row of a plain table is: a thing (row), a subtotal (小计) or the total (合计)."""

    ROW = "row"
    SUBTOTAL = "subtotal"
    TOTAL = "total"


class TextCell(Struct, frozen=True, kw_only=True):
    """A text with its place: a name, a goal, a reason. Empty text means a blank cell.

    ``code`` is the number printed with a name (308001-某镇人民政府), which is no part of the text.
    """

    text: str
    place: Place
    confidence: float = 1.0
    code: str = ""


class Footer(Struct, frozen=True, kw_only=True):
    """The line of signatures under a form: head (单位负责人), filler (填表人), telephone, date (填报日期)."""

    head: str = ""
    filler: str = ""
    phone: str = ""
    date: str = ""
    place: Place | None = None


class DetailRow(Struct, frozen=True, kw_only=True):
    """A row of a plain table of figures, which stand by column.

    ``within`` says that its label begins with 其中: it is a part of the row above, alone or with rows behind it.
    """

    name: str
    role: DetailRole
    figures: tuple[Figure | None, ...]
    place: Place
    within: bool = False


class DetailTable(Struct, frozen=True, kw_only=True):
    """A plain table of figures: projects, places, years or vouchers in rows, amounts and shares in columns.

    ``columns`` are what the columns are called, ``codes`` what they are known as (a code of ``fund-column``, share,
    total, or empty), ``groups`` the header above, which parts one group of columns from the next.
    """

    title: str
    columns: tuple[str, ...]
    codes: tuple[str, ...]
    groups: tuple[str, ...]
    rows: tuple[DetailRow, ...]
