"""The paragraphs of items (农林水支出（类）水利（款）水利工程建设（项）) and the row of the tables that each means."""

from typing import Final

from msgspec import Struct

from formaudit.forms.disclosure.codes import parent_of
from formaudit.forms.disclosure.items import class_code, same_name
from formaudit.graph.disclosure.amounts import Passage
from formaudit.graph.disclosure.book import Book
from formaudit.model.disclosure import DisclosureRow, RowRole, TableKind
from formaudit.patterns import Late
from formaudit.text import compact

__all__ = ["ItemPath", "find_row", "path_in", "rows_of_items"]

_LEVELS: Final = Late(
    r"(?P<class>[^“”\"，,。；;：:、\d]{2,30}?)\(?(?:类|\d{3}类?)\)(?P<section>[^“”\"，,。；;：:()]*?(?:\([^()款项类\d]+\)[^“”\"，,。；;：:()]*?)*)"
    r"(?:\((?:款|\d{5}款?|\d{2}款)\))?(?P<item>[^“”\"，,。；;：:()]*?(?:\([^()款项类\d]+\)[^“”\"，,。；;：:()]*?)*)\((?:项|\d{7}项?|\d{2}项)\)"
)
_DASHED: Final = Late(
    r"[“\"](?P<class>[^“”\"，,。；;：:—-]{2,30})[-—－]+(?P<section>[^“”\"，,。；;：:—-]{2,40})[-—－]+(?P<item>[^“”\"，,。；;：:—]{2,40})[”\"]"
)
_CODED: Final = Late(
    r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.．])?(?P<item>[^“”\"，,。；;：:()\d]{2,40}(?:\([^()\d]+\)[^“”\"，,。；;：:()\d]*)?)\((?P<code>\d{7})\)"
)
"""行政运行（2130301）: an item by its name and code alone."""
_CODE_FIRST: Final = Late(
    r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.．])?(?P<code>\d{7})[-－—_]?(?P<item>[^“”\"，,。；;：:()\d]{2,40}(?:\([^()\d]+\)[^“”\"，,。；;：:()\d]*)?)(?=\d)"
)
"""2130301-行政运行350.00万元."""
_INNER_MARKS: Final = Late(r"[“\"]([^“”\"]{1,6})[”\"](?=[\u4e00-\u9fff])")
"""Quotation marks inside a name: “两庭”建设."""
_SERIAL: Final = Late(r"^(?:\(?[一二三四五六七八九十\d]{1,3}[)、.．])+")
_TABLES: Final = (TableKind.GENERAL, TableKind.FUND, TableKind.CAPITAL)


class ItemPath(Struct, frozen=True, kw_only=True):
    """The three names of an item as printed, or its name and ``code``; ``end`` counts in the folded text."""

    names: tuple[str, str, str]
    end: int
    code: str = ""


def path_in(passage: Passage) -> ItemPath | None:
    """The path that a paragraph begins with, or ``None``."""
    text = _INNER_MARKS.now.sub(r"\1", compact(passage.lead + passage.text))
    match = _LEVELS.now.search(text) or _DASHED.now.search(text)
    if match is None or match.start() > 12:
        coded = _CODED.now.search(text) or _CODE_FIRST.now.search(text)
        if coded is None:
            return None
        return ItemPath(names=("", "", coded["item"]), end=coded.end(), code=coded["code"])
    section, item = match["section"], match["item"]
    if not item and "(款)" not in match[0]:
        section, item = "", section
    names = (_SERIAL.now.sub("", match["class"]).lstrip(")、.．").strip('“"'), section, item)
    return ItemPath(names=names, end=match.end()) if names[0] and names[2] else None


def rows_of_items(book: Book) -> list[tuple[TableKind, DisclosureRow]]:
    """The rows of items (seven digits) of the three budgets; of all spending where the paper has none of them."""
    kinds = _TABLES if book.grid(TableKind.GENERAL) is not None else (TableKind.SPENDING,)
    return [
        (kind, row)
        for kind in kinds
        if (grid := book.grid(kind)) is not None
        for row in grid.rows
        if row.role is RowRole.CODE and len(row.code) == 7
    ]


def find_row(path: ItemPath, book: Book) -> tuple[TableKind, DisclosureRow] | None:
    """The row that a path means, where one row alone bears its names; names may be old or shortened ones.

    A path with a code means the row of the code, if that bears its name.
    """
    if path.code:
        return next(
            (
                (kind, row)
                for kind, row in rows_of_items(book)
                if row.code == path.code and same_name(row.name, path.names[2])
            ),
            None,
        )
    names = {
        (kind, row.code): row.name
        for kind in (*_TABLES, TableKind.SPENDING)
        if (grid := book.grid(kind)) is not None
        for row in grid.rows
    }
    found: list[tuple[int, TableKind, DisclosureRow]] = []
    for kind, row in rows_of_items(book):
        section = parent_of(row.code)
        above = names.get((kind, section), "")
        top = names.get((kind, section[:3]), "")
        if top and not (same_name(top, path.names[0]) or class_code(path.names[0]) == row.code[:3]):
            continue
        if same_name(row.name, path.names[2]) and (not above or same_name(above, path.names[1])):
            exact = (compact(row.name) == path.names[2]) + (compact(above) == path.names[1])
            found.append((exact, kind, row))
    if not found:
        return None
    best = max(exact for exact, _, _ in found)
    most = [(kind, row) for exact, kind, row in found if exact == best]
    return most[0] if len(most) == 1 else None
