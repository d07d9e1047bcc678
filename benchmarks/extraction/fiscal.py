"""Budget disclosures read from PDF: are all tables found, and do the printed totals come out of the read cells.

``fiscal.py FOLDER`` reads every PDF of a folder. A total is reproduced if the figures read for its parts add up to the
figure read for it, within a printed unit for each part: what is read wrong does not add up. Totals that are printed
wrong count against the reader; the script lists them.
"""

import hashlib
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

import pdfplumber

from formaudit.extract.pdf import read
from formaudit.model.document import Document, Source
from formaudit.model.table import Table

_TOP = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_SUB = re.compile(r"^\d{1,2}[.、．]")


@dataclass(frozen=True, slots=True)
class Total:
    """A printed total and the parts that should make it."""

    where: str
    total: Decimal
    parts: tuple[Decimal, ...]

    @property
    def holds(self) -> bool:
        """Whether the parts add up, within half a unit of the last place for every figure."""
        places = max((-int(v.as_tuple().exponent) for v in (self.total, *self.parts)), default=0)
        slack = Decimal(5).scaleb(-places - 1) * (len(self.parts) + 1)
        return abs(self.total - sum(self.parts, Decimal(0))) <= slack


def figure(text: str) -> Decimal | None:
    """The number a cell prints, or ``None``."""
    try:
        return Decimal("".join(text.split()).replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None


def _at(table: Table, row: int, col: int) -> str:
    cell = table.at(row, col)
    return "" if cell is None or (cell.row, cell.col) != (row, col) else "".join(cell.text.split())


def _code(table: Table, row: int) -> str:
    """The classification code of a row, whether printed in one column or in one for each level."""
    out = ""
    for col in range(min(3, table.cols)):
        text = _at(table, row, col)
        if not re.fullmatch(r"\d{1,7}", text):
            break
        out += text if not out else text.zfill(2)
    return out if len(out) in {3, 5, 7} else ""


def _second_list(table: Table, codes: dict[int, str]) -> int:
    """The column where a second list of codes begins beside the first, or the number of columns."""
    for col in range(3, table.cols):
        if codes and all(re.fullmatch(r"\d{3}(\d\d)*", _at(table, row, col)) for row in list(codes)[:5]):
            return col
    return table.cols


def totals(table: Table) -> Iterator[Total]:
    """Totals over rows of a classification, over numbered items, and over columns under one head."""
    codes = {row: code for row in range(table.rows) if (code := _code(table, row))}
    for col in range(1, _second_list(table, codes)):
        values = {row: v for row in codes if (v := figure(_at(table, row, col))) is not None and col > 1}
        if not values or all(_code(table, row) == _at(table, row, col) for row in values):
            continue
        if any(len(_at(table, row, col)) == 2 and _at(table, row, col) in codes[row] for row in values):
            continue  # a column of codes
        for row, value in values.items():
            under = [
                v for r, v in values.items() if len(codes[r]) == len(codes[row]) + 2 and codes[r].startswith(codes[row])
            ]
            if under:
                yield Total(f"row {row} col {col}", value, tuple(under))
        for row in range(table.rows):
            whole = figure(_at(table, row, col))
            if re.sub(r"\s", "", _at(table, row, 0)) == "合计" and whole is not None:
                tops = [v for r, v in values.items() if len(codes[r]) == 3]
                yield Total(f"row {row} col {col}", whole, tuple(tops))
    yield from _numbered(table)
    yield from _across(table, codes)


def _numbered(table: Table) -> Iterator[Total]:
    for row in range(table.rows):
        for col in range(table.cols - 1):
            if not re.fullmatch(r"(?:收入|支出)?总计|本年(?:收入|支出)合计", _at(table, row, col)):
                continue
            value = figure(_at(table, row, col + 1))
            parts = [
                v
                for r in range(row)
                if _TOP.match(_at(table, r, col)) and (v := figure(_at(table, r, col + 1))) is not None
            ]
            if value is not None and parts:
                yield Total(f"row {row} col {col + 1}", value, tuple(parts))


def _across(table: Table, codes: dict[int, str]) -> Iterator[Total]:
    heads = {col: _at(table, r, col) for r in range(3) for col in range(1, table.cols) if "合计" in _at(table, r, col)}
    for col in heads:
        if col + 1 >= table.cols or _second_list(table, codes) < table.cols:
            continue
        for row in codes:
            value = figure(_at(table, row, col))
            others = [v for c in range(col + 1, table.cols) if (v := figure(_at(table, row, c))) is not None]
            if value is not None and others:
                yield Total(f"row {row} across from {col}", value, tuple(others))


def _seen_by_plumber(path: Path) -> list[int]:
    with pdfplumber.open(path) as pdf:
        out = []
        for page in pdf.pages:
            # A frame of one column around a list of contents is text with lines and no table.
            out.append(sum(len(table.cells) > 3 and len(table.columns) > 1 for table in page.find_tables()))
            page.close()
        return out


def _pages_with_tables(document: Document) -> list[int]:
    pages = [0] * (document.source.pages or 0)
    for table in document.tables:
        for page in table.pages:
            pages[page - 1] += 1
    return pages


def main() -> None:
    """Print for each document the tables by page against pdfplumber's, and the totals reproduced."""
    held = asked = missing = 0
    for path in sorted(Path(sys.argv[1]).glob("*.pdf")):
        data = path.read_bytes()
        document = read(data, Source(path=path.name, sha256=hashlib.sha256(data).hexdigest(), format="pdf"))
        found, peers = _pages_with_tables(document), _seen_by_plumber(path)
        missed = [page for page, (mine, theirs) in enumerate(zip(found, peers, strict=True), 1) if mine < theirs]
        checks = [(table.index, total) for table in document.tables for total in totals(table)]
        good = sum(total.holds for _, total in checks)
        held, asked, missing = held + good, asked + len(checks), missing + len(missed)
        print(
            f"{path.stem}: {len(document.tables)} tables, pages missing a table {missed}, totals {good}/{len(checks)}"
        )
        for index, total in checks:
            if not total.holds:
                print(f"    table {index} {total.where}: {total.total} != {sum(total.parts, Decimal(0))}")
    print(f"totals reproduced {held}/{asked} = {held / max(asked, 1):.4f}; pages missing a table {missing}")


if __name__ == "__main__":
    main()
