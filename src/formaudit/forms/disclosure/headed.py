"""Each table of a document with the title that types it, its unit of money and the notes under it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.disclosure.titles import bare_title, names_final, typed_title
from formaudit.model.disclosure import TableKind
from formaudit.model.document import Document, Paragraph
from formaudit.model.table import Table
from formaudit.patterns import Late, compiled
from formaudit.text import compact

__all__ = ["FoundTable", "Headed", "headed_tables", "money_of"]

_NAMED: Final = Late(
    r"(?:编制部门|编制单位|预算主管部门|预算单位|填报部门|填报单位|部门名称|单位名称|部门|单位)(?:\(公章\)|\(盖章\))?[:：]"
    r"(?P<unit>[^:：,，;；。…]+?)(?=(?:金额|货币|计量)?单位[:：]|20\d{2}年|$|单位为|金额)"
)
_UNIT_OF_MONEY: Final = compiled(r"单位[:：]?(?:人民币)?\(?(亿元|百万元|万元|千元|元)(?![\u4e00-\u9fff])|\((万元|元)\)")
_NOTE: Final = compiled(r"^(?:注|说明|备注)\d*[:：.、]|^无.{4,40}(?:仍保留|本表)")
_LINE: Final = 60
_GLUED: Final = 3
"""How many lines above a table its title may stand behind a note."""


class FoundTable(Struct, frozen=True, kw_only=True):
    """A table of a disclosure: what its title says, with the lines under it. ``first`` is its first row of the grid.

    ``follows`` says that it goes on with the table before it, which a page has cut; ``cut`` that it goes on in
    something that could not be put behind it (a page without its columns of codes, a scan). ``last`` is the row where
    the next table begins, where several stand in one grid without anything between them.
    """

    kind: TableKind
    title: str
    table: Table
    first: int
    unit: str
    notes: tuple[Paragraph, ...]
    follows: bool = False
    cut: bool = False
    last: int | None = None

    @property
    def end(self) -> int:
        """The row behind its last one."""
        return self.table.rows if self.last is None else self.last


class Headed(Struct, frozen=True, kw_only=True):
    """A table with the lines above and below it."""

    found: FoundTable | None
    final: bool | None
    above: tuple[Paragraph, ...]


def headed_tables(document: Document) -> list[Headed]:
    """Each table with the title that types it, its unit of money and the notes under it."""
    gap: list[Paragraph] = []
    blocks = list(document.blocks)
    found: list[Headed] = []
    for at, block in enumerate(blocks):
        if isinstance(block, Paragraph):
            gap.append(block)
            continue
        starts = _starts(block)
        notes = tuple(_notes(blocks[at + 1 :]))
        headed = _typed(block, gap, () if starts else notes, found[-1] if found else None, (0, *starts)[:2])
        if headed.found is None and not headed.above and found and found[-1].found is not None:
            found[-1] = replace(found[-1], found=replace(found[-1].found, cut=True))
        found.append(headed)
        for start, end in pairwise((*starts, block.rows)):
            found.append(_typed(block, (), notes if end == block.rows else (), found[-1], (start, end)))
        gap = []
    if any(warning.unread for warning in document.warnings):
        # Rows may stand in what nobody read.
        return [one if one.found is None else replace(one, found=replace(one.found, cut=True)) for one in found]
    return found


def _notes(blocks: Sequence[Paragraph | Table]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Table) or not _NOTE.search(compact(block.text)):
            return
        yield block


def _starts(table: Table) -> list[int]:
    """The rows where further tables begin: lone titles of standard tables under the rows of the one before."""
    found: list[int] = []
    lines = 0
    for row in range(table.rows):
        cells = [cell for cell in table.starting(row) if compact(cell.text)]
        if len(cells) != 1:
            lines += len(cells) > 1
            continue
        if lines > 1 and typed_title(cells[0].text) is not None:
            found.append(row)
            lines = 0
    return found


def _typed(
    table: Table,
    gap: Sequence[Paragraph],
    notes: tuple[Paragraph, ...],
    before: Headed | None,
    rows: tuple[int, ...] = (0,),
) -> Headed:
    """A table, or the ``rows`` of a grid from one title to the next, with what types it."""
    start, last = rows[0], rows[1] if len(rows) > 1 else None
    heads = [(row, text) for row in range(start, min(start + 4, table.rows)) if (text := _alone(table, row))]
    near = [line for line in gap[-8:] if len(compact(line.text)) <= _LINE]
    glued = [tail for line in reversed(gap[-_GLUED:]) if (tail := _behind_note(line.text))]
    lines = [*(text for _, text in heads), *(line.text for line in reversed(near)), *glued]
    lines += [] if start else [table.caption]
    titled = [(kind, text) for text in lines if (kind := typed_title(text)) is not None]
    best = next((one for one in titled if one[0] is not TableKind.OTHER), titled[0] if titled else None)
    first = max((row + 1 for row, text in heads if _is_head(text)), default=start)
    around = [*(text for _, text in heads), *(line.text for line in near), *_corner(table, start)]
    unit = next((named for text in reversed(around) if (named := money_of(text))), "")
    # A table that begins right behind another one, without any line of its own, goes on with it.
    if best is None and before is not None and before.found is not None and not near and not heads:
        if table.cols == before.found.table.cols and before.found.kind is not TableKind.UNITS:
            further = replace(before.found, table=table, first=0, notes=notes, follows=True)
            return Headed(found=further, final=before.final, above=())
        return Headed(found=None, final=None, above=())
    if best is None:
        return Headed(found=None, final=None, above=tuple(near))
    found = FoundTable(
        kind=best[0], title=bare_title(best[1]), table=table, first=first, unit=unit, notes=notes, last=last
    )
    return Headed(found=found, final=names_final(best[1]), above=tuple(near))


def _behind_note(text: str) -> str:
    """What stands behind the last sentence of a note: the next title, where a page has set both in one line."""
    note, _, tail = text.rpartition("。")
    return tail if _NOTE.search(compact(note)) else ""


def _corner(table: Table, start: int) -> Iterator[str]:
    """The cells of the first rows: a unit of money may stand in one of them."""
    yield from (cell.text for cell in table if start <= cell.row < start + 3 and len(cell.text) <= _LINE)


def _is_head(text: str) -> bool:
    return typed_title(text) is not None or bool(money_of(text)) or _NAMED.now.search(compact(text)) is not None


def _alone(table: Table, row: int) -> str:
    """The text of a row that is no part of the grid: one filled cell, or a unit's name beside a unit of money."""
    cells = [cell for cell in table.starting(row) if compact(cell.text)]
    texts = [cell.text for cell in cells]
    if len(cells) == 1:
        return texts[0]
    joined = " ".join(texts)
    return joined if len(cells) <= 3 and any(money_of(text) and ":" in compact(text) for text in texts) else ""


def money_of(text: str) -> str:
    """The unit of money that a line names (单位：万元), or an empty text."""
    match = _UNIT_OF_MONEY.search(compact(text))
    return (match[1] or match[2]) if match is not None else ""
