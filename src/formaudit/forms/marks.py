"""Small readings that several forms share: units in captions, signatures, fields, values behind a colon."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec.structs import replace

from formaudit.forms.cells import Site
from formaudit.forms.headers import read_header
from formaudit.forms.indicator_header import indicator_header
from formaudit.forms.offices import is_office
from formaudit.forms.region import Region
from formaudit.forms.remembered import by_label, by_row
from formaudit.indicators.codes import parted_code
from formaudit.indicators.lexicon import identify
from formaudit.model.cells import Footer, TextCell
from formaudit.model.document import Paragraph
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.table import Cell, Table
from formaudit.numbers import read_cell
from formaudit.patterns import compiled
from formaudit.text import compact, fold

__all__ = [
    "Units",
    "find_field",
    "find_units",
    "labelled_fields",
    "labelled_in",
    "money_unit",
    "notes_of",
    "paragraph_place",
    "read_footer",
    "split_label",
]

_SLASH: Final = compiled(r"[/／]")
_SEAL: Final = compiled(r"\s*[(（]\s*(?:单位|加盖)?\s*(?:盖\s*章|公\s*章|签\s*章|印\s*章)\s*[)）]\s*$")
_YEAR_BEHIND: Final = compiled(r"\s*[(（]\s*20\d{2}\s*年?度?\s*[)）]\s*$")
_BARE: Final = frozenset({"单位", "部门", "项目"})
_NEXT: Final = compiled(
    r"(?:填报|填表|编制|报送|报告|自评)?(?:日期|时间)$|(?:填报|填表|经办|联系|审核)人$|(?:联系)?电话$|负责人$"
    r"|(?:金额|计量|货币)?单位$|(?:预算|单位|部门)(?:编码|代码)$|项目名称$"
)
"""A further label of a line, cut off behind the value before it."""
_FAR: Final = compiled(r"^(?:中央|国家|省|自治区)")
_FEW: Final = 3
_BLANKS: Final = 2
_UNIT: Final = compiled(
    r"单位[:：]?\(?(?:人民币)?(亿元|百万元|万元|千元|元)(?![\u4e00-\u9fff])|[(（](亿元|百万元|万元|千元|元)[)）]"
)
_LABELLED: Final = compiled(r"([^\s:：，,。；;]{2,16})[:：][ \t　]*([^\s:：]+)")
_ENTRY: Final = compiled(r"(单位负责人|项目负责人|填表人|填报人|审核人|联系电话|填报日期|填表日期|填报时间)")
_HEAD: Final = compiled(r"(?:单位|项目|部门)?(?:主要)?负责人(?:\(?签(?:字|名|章)\)?)?[:：]\s*([^\s:：]{2,12})?")
_FILLER: Final = compiled(r"(?:填表人|填报人|经办人|联系人)(?:\(?签(?:字|名|章)\)?)?[:：]\s*([^\s:：]{2,12})?")
_PHONE: Final = compiled(r"(?:联系电话|电话|联系方式)[:：]\s*([\d\-－—()（）转 ]{7,20})")
_DATE: Final = compiled(r"(?:填报日期|填表日期|日期|填报时间)[:：]\s*([\d.年月日/\-— ]{4,20})")


class Units(NamedTuple):
    """Who a form's head names: the unit itself, the department above it, and who carries the project out."""

    unit: TextCell | None
    department: TextCell | None
    implementing: TextCell | None


def money_unit(texts: Iterable[str], default: str = "万元") -> str:
    """The unit of money that captions and labels name: ``单位：元``, ``（万元）``."""
    for text in texts:
        match = _UNIT.search(compact(text))
        if match:
            return match[1] or match[2]
    return default


@lru_cache(maxsize=4096)
def split_label(text: str) -> tuple[str, str, int]:
    """A label cell with a value inside: the label, the value's text and where it begins in the cell's text.

    ``其中：一般公共预算：208.40`` gives ``其中：一般公共预算``, ``208.40``. Without a colon, or with nothing behind the
    last one, the value is empty and begins at the end. A leading ``其中：`` is part of the label.
    """
    cut = max(text.rfind(":"), text.rfind("："))
    if cut < 0 or compact(text[:cut]) in ("其中", ""):
        return text, "", len(text)
    return text[:cut], text[cut + 1 :], cut + 1


def paragraph_place(
    file: int, paragraph: Paragraph, *, form: FormKind | None = None, index: int | None = None
) -> Place:
    """The place of a paragraph outside tables."""
    return Place(
        file=file,
        form=form,
        form_index=index,
        paragraph=paragraph.index,
        page=paragraph.page,
        bbox=paragraph.bbox,
        line=paragraph.line,
    )


def title_of(site: Site, region: Region) -> TextCell | None:
    """The title as printed, with its place, or ``None`` where the form has none."""
    holder = region.title_holder
    if isinstance(holder, Paragraph):
        place = paragraph_place(site.file, holder, form=site.form, index=site.form_index)
        return TextCell(text=holder.text.strip(), place=place, confidence=holder.confidence)
    return site.text(region.parts[0].table, holder) if holder is not None else None


def notes_of(site: Site, region: Region) -> tuple[TextCell, ...]:
    """The remarks under a form, with their places."""
    return tuple(
        TextCell(
            text=fold(note.text),
            place=paragraph_place(site.file, note, form=site.form, index=site.form_index),
        )
        for note in region.notes
    )


def read_footer(site: Site, region: Region) -> Footer:
    """The line of signatures under a form or in its last rows."""
    for note in region.notes:
        footer = _footer(note.text, paragraph_place(site.file, note, form=site.form, index=site.form_index))
        if footer is not None:
            return footer
    for rows in region.parts:
        for row in range(max(rows.first, rows.last - 3), rows.last + 1):
            cells = rows.table.starting(row)
            text = "  ".join(cell.text for cell in cells)
            footer = _footer(text, site.place(rows.table, cells[0])) if cells else None
            if footer is not None:
                return footer
    return Footer()


def _footer(text: str, place: Place) -> Footer | None:
    # A PDF often has no blanks between the entries of the line.
    flat = _ENTRY.sub(r" \1", fold(text))
    found = [
        match[1].strip() if (match := pattern.search(flat)) and match[1] else ""
        for pattern in (_HEAD, _FILLER, _PHONE, _DATE)
    ]
    hits = sum(pattern.search(flat) is not None for pattern in (_HEAD, _FILLER, _PHONE, _DATE))
    if hits < 2:
        return None
    names = ["" if compiled(r"填表|填报|联系|电话|日期").search(name) else name for name in found[:2]]
    return Footer(head=names[0], filler=names[1], phone=found[2], date=found[3].strip(), place=place)


def find_field(site: Site, table: Table, first: int, last: int, code: str) -> TextCell | None:
    """The text that stands beside (or behind the colon of) a label such as 项目名称; ``None`` where there is none."""
    return next((text for _, text in labelled_fields(site, table, first, last, code)), None)


def find_units(site: Site, table: Table, first: int, last: int) -> Units:
    """The unit, its department and who carries a project out, as the head of a form names them.

    Where a head has two labels for a unit and no other, one of a department (预算部门) and one of a unit (预算单位),
    the first is the department above and the second carries the project out.
    """
    named = tuple(labelled_fields(site, table, first, last, "unit_name"))
    # On forms of transfers 中央主管部门 and 省级主管部门 stand over the department that answers here, else the lowest.
    over = tuple(labelled_fields(site, table, first, last, "supervising_department"))
    near = [text for name, text in over if not _FAR.search(name)]
    above = near[0] if near else over[-1][1] if over else None
    doing = find_field(site, table, first, last, "implementing_unit")
    if above is None and doing is None and len(named) > 1:
        department = next((text for name, text in named if "部门" in name and "单位" not in name), None)
        unit = next((text for name, text in named if "单位" in name and "部门" not in name), None)
        if department is not None and unit is not None:
            return Units(unit, department, unit)
    return Units(named[0][1] if named else None, above, doing)


def labelled_fields(site: Site, table: Table, first: int, last: int, code: str) -> Iterator[tuple[str, TextCell]]:
    """Every label of a kind that has a text, with the text."""
    for row in range(first, last + 1):
        if indicator_header(table, row) is not None:
            break
        cells = table.row(row)
        for position, cell in _asking(table, row):
            name, inside, start = split_label(cell.text)
            piece = _piece(name, code)
            if piece is None:
                continue
            if compact(inside):
                lead = len(inside) - len(inside.lstrip())
                span = (start + lead, start + len(inside.rstrip()))
                text = TextCell(text=inside.strip(), place=site.place(table, cell, span), confidence=cell.confidence)
                yield compact(name), _undated(_named(text, piece), code)
                continue
            value = _value_beside(cells, position, code)
            # Behind another value 单位 may be one of money or of counting: only the name of a body says otherwise.
            bare = compact(name) in _BARE and position > 0
            if value is not None and not (bare and not is_office(compact(value.text))):
                yield compact(name), _undated(_named(site.text(table, value), piece), code)


@by_row
def _asking(table: Table, row: int) -> tuple[tuple[int, Cell], ...]:
    """The cells that begin in a row and whose label asks for any field, each with its position in the row.

    The heads of a list (序号 | 使用单位 | 批复文号) ask for nothing.
    """
    if "seq" in read_header("list-column", table, row):
        return ()
    return tuple(
        [
            (position, cell)
            for position, cell in enumerate(table.row(row))
            if cell.row == row and any(_asked(split_label(cell.text)[0]))
        ]
    )


def _piece(name: str, code: str) -> tuple[int, int] | None:
    """Which piece of a label such as 实施单位/项目负责人 asks for a field, of how many; ``None`` where none does."""
    asked = _asked(name)
    if asked[0] == code:
        return 0, 1
    return (asked.index(code, 1) - 1, len(asked) - 1) if code in asked[1:] else None


@by_label
def _asked(name: str) -> tuple[str, ...]:
    """The field that a label asks for, and those that its pieces ask for where it has several; empty texts for none."""
    pieces = _SLASH.split(name)
    codes = (identify("field", one) for one in (name, *(pieces if len(pieces) > 1 else ())))
    return tuple("" if entry is None else entry.code for entry in codes)


def _named(text: TextCell, piece: tuple[int, int]) -> TextCell:
    """A field's text without what another label asks for, the place of a seal and the code before the name."""
    at, count = piece
    pieces = _SLASH.split(text.text)
    if count > 1 and len(pieces) == count:
        start = sum(len(one) + 1 for one in pieces[:at])
        text = _cut(text, (start, start + len(pieces[at])))
    seal = _SEAL.search(text.text)
    if seal is not None and seal.start():
        text = _cut(text, (0, seal.start()))
    coded = parted_code(text.text)
    return replace(_cut(text, coded.span), code=coded.code) if coded.code else text


def _undated(text: TextCell, code: str) -> TextCell:
    """The name of a body without the year of the form behind it; that of a project may have a year of its own."""
    year = _YEAR_BEHIND.search(text.text) if code != "project" else None
    return _cut(text, (0, year.start())) if year is not None and year.start() else text


def _cut(text: TextCell, span: tuple[int, int]) -> TextCell:
    base = text.place.span[0] if text.place.span is not None else 0
    place = replace(text.place, span=(base + span[0], base + span[1]))
    return replace(text, text=text.text[slice(*span)].strip(), place=place)


def labelled_in(
    site: Site, paragraphs: Iterable[Paragraph], code: str, only: re.Pattern[str] | None = None
) -> TextCell | None:
    """The text behind a label such as 填报单位 in lines outside the tables, where several may share a line.

    ``only`` says what the label must look like.
    """
    for paragraph in paragraphs:
        for match in _LABELLED.finditer(paragraph.text):
            entry = identify("field", match[1])
            fits = only is None or only.search(compact(match[1]))
            if entry is not None and entry.code == code and _tells(match[1], match[2], code) and fits:
                place = paragraph_place(site.file, paragraph, form=site.form, index=site.form_index)
                name = _alone(match[2], paragraph.text[match.end() :]).rstrip("。；;，,")
                span = (match.start(2), match.start(2) + len(name))
                return _undated(_named(TextCell(text=name, place=replace(place, span=span)), (0, 1)), code)
    return None


def _alone(text: str, behind: str) -> str:
    """What a label is followed by without the next label of its line, where no blank parts the two."""
    following = _NEXT.search(text) if behind.startswith((":", "：")) else None
    return text[: following.start()] if following is not None else text


def _tells(name: str, text: str, code: str) -> bool:
    """Whether a label in a line asks for a field: a bare 单位 only where a public body follows, a bare 项目 only there.

    单位：万元 and 项目：12 are no names.
    """
    if compact(name) not in _BARE:
        return True
    if code == "unit_name":
        return is_office(compact(text).rstrip("。；;，,"))
    return code == "project" and len(compact(text)) > _FEW and read_cell(text) is None


def _value_beside(cells: Sequence[Cell], position: int, code: str) -> Cell | None:
    """The cell of a label's value: the next one, or behind blanks that a lost merge left where an office stands there.

    Blanks between a label and the next label are its value left blank.
    """
    behind = cells[position + 1 : position + 2 + _BLANKS]
    if not behind or not _is_value(behind[0]):
        return None
    if compact(behind[0].text):
        return behind[0]
    later = next((cell for cell in behind if compact(cell.text)), None)
    if later is None or not _is_value(later) or later.row != behind[0].row:
        return behind[0]
    return later if code == "project" or is_office(compact(later.text)) else behind[0]


def _is_value(cell: Cell) -> bool:
    """Whether a cell beside a label is its value and not the next label."""
    return identify("field", cell.text) is None and identify("fund-column", cell.text) is None
