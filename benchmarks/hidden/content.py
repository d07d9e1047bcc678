"""What is hidden, and around what: a figure or a whole small form, put somewhere into an otherwise clean submission."""

import io
import re
import struct
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

import cv2
import numpy as np
from PIL import Image, ImageDraw, ImageFont

from corpora.generator.catalogue import CASES, broken
from corpora.generator.docx import docx_bytes
from corpora.generator.html import html_bytes
from corpora.generator.press import press
from corpora.generator.sheet import Box, Grid, Line, Paper, Part
from corpora.generator.xlsx import xlsx_bytes

__all__ = ["MARK", "WORDS", "Load", "host", "in_cells", "loads", "native", "patched", "picture"]

MARK: Final = "7391.25"
WORDS: Final = f"专项资金 {MARK} 万元"
_HIDDEN: Final = "annex2"
_CASE: Final = "culture-clean"


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What is hidden: one line with a figure, or a form. ``host`` are the forms of the file that it is put into."""

    name: str
    hidden: Part
    host: tuple[Part, ...]

    def paper(self, form: str) -> Paper:
        """What is hidden as a file of its own."""
        return Paper("附表", form, [self.hidden])

    @property
    def lines(self) -> list[str]:
        """What is hidden as lines of text, cells parted by tabs."""
        found: list[str] = []
        for block in self.hidden.blocks:
            if isinstance(block, Line):
                found.append(block.text)
                continue
            for row in range(block.height):
                cells = [box.text.replace("\n", "") for box in block.boxes if box.row == row]
                found.append("\t".join(cells))
        return found

    @property
    def docx(self) -> bytes:
        """What is hidden as a Word file."""
        return docx_bytes(self.paper("docx"))

    @property
    def body(self) -> str:
        """What is hidden as the inner XML of a Word file's body."""
        return body_of(self.docx)

    @property
    def xlsx(self) -> bytes:
        """What is hidden as a workbook; a line stands in its first cell."""
        return xlsx_bytes(Paper("附表", "xlsx", [in_cells(self.hidden)]))

    @property
    def html(self) -> str:
        """What is hidden as the inner markup of a page's body."""
        page = html_bytes(self.paper("html")).decode()
        return page.partition("<body>")[2].partition("</body>")[0]


def _parts(form: str) -> list[Paper]:
    case = next(case for case in CASES if case.name == _CASE)
    return list(broken(replace(case, format=form))[0].papers)


@cache
def loads() -> tuple[Load, Load]:
    """The two things that are hidden in turn: a figure beside all forms, and a form that is missing from its place."""
    [paper] = _parts("docx")
    line = Part("note", "", [Line(WORDS)])
    form = next(part for part in paper.parts if part.form == _HIDDEN)
    rest = tuple(part for part in paper.parts if part is not form)
    return (
        Load(name="figure", hidden=line, host=tuple(paper.parts)),
        Load(name="form", hidden=form, host=rest),
    )


def in_cells(part: Part) -> Part:
    """A part for a sheet, which has columns: one of lines alone becomes a table."""
    if any(isinstance(block, Grid) for block in part.blocks):
        return part
    boxes = [Box(row, 0, block.text) for row, block in enumerate(part.blocks) if isinstance(block, Line)]
    return Part(part.form, part.name, [Grid(boxes, 1)])


def host(load: Load, form: str, *, openly: bool = False) -> dict[str, bytes]:
    """The files of the submission by name, without what is hidden, or with it ``openly`` at the end.

    The report cannot stand in a workbook and becomes a Word file beside it.
    """
    parts = [*load.host, *([load.hidden] if openly else [])]
    if form != "xlsx":
        return {f"材料.{form}": press(Paper("材料", form, parts))}
    report = [part for part in parts if part.form == "report"]
    rest = [in_cells(part) for part in parts if part.form != "report"]
    return {
        "材料.xlsx": press(Paper("材料", "xlsx", rest)),
        "整体支出绩效自评报告.docx": press(Paper("整体支出绩效自评报告", "docx", report)),
    }


def body_of(docx: bytes) -> str:
    """The inner XML of a Word file's body, without its last section."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        text = package.read("word/document.xml").decode()
    found = re.search(r"<w:body>(.*)<w:sectPr", text, re.DOTALL)
    assert found is not None
    return found[1]


def patched(
    data: bytes,
    changes: Mapping[str, tuple[str, str]] | None = None,
    parts: Mapping[str, bytes | str] | None = None,
    relations: Mapping[str, str] | None = None,
) -> bytes:
    """A package with further parts; ``changes`` replaces a first text by another in parts that are there.

    ``relations`` adds relationships to a ``.rels`` part, which is made where there is none.
    """
    out = io.BytesIO()
    changes, parts, relations = dict(changes or {}), dict(parts or {}), dict(relations or {})
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name in changes:
                before, after = changes.pop(name)
                assert before.encode() in content, (name, before)
                content = content.replace(before.encode(), after.encode(), 1)
            if name in relations:
                content = content.replace(b"</Relationships>", f"{relations.pop(name)}</Relationships>".encode())
            new.writestr(name, content)
        for name, links in relations.items():
            new.writestr(
                name,
                f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}'
                "</Relationships>",
            )
        for name, part in parts.items():
            new.writestr(name, part)
    assert not changes, changes
    return out.getvalue()


def picture(load: Load, font: str, kind: str = "PNG", dpi: int = 150) -> bytes:
    """What is hidden as it would be printed, as a picture: 17 centimetres wide."""
    scale = dpi / 25.4
    wide, pad, step = int(170 * scale), int(4 * scale), int(8 * scale)
    face = ImageFont.truetype(font, int(3.6 * scale))
    rows = sum(1 if isinstance(block, Line) else block.height for block in load.hidden.blocks)
    sheet = Image.new("L", (wide, max(step * rows + 2 * pad, int(25 * scale))), 255)
    pen = ImageDraw.Draw(sheet)
    y = pad
    for block in load.hidden.blocks:
        if isinstance(block, Line):
            pen.text((pad, y + pad // 2), block.text, fill=0, font=face)
            y += step
            continue
        _drawn(pen, block, face, (pad, y, wide - pad, step))
        y += step * block.height
    if kind == "PNG":
        out = io.BytesIO()
        sheet.save(out, "PNG", dpi=(dpi, dpi))
        return out.getvalue()
    made, code = cv2.imencode(f".{kind.lower()}", np.asarray(sheet))
    assert made
    return code.tobytes()


def _drawn(
    pen: ImageDraw.ImageDraw, grid: Grid, face: ImageFont.FreeTypeFont, place: tuple[int, int, int, int]
) -> None:
    left, top, right, step = place
    column = (right - left) / grid.columns
    for box in grid.boxes:
        x0, y0 = left + box.col * column, top + box.row * step
        x1, y1 = x0 + box.cols * column, y0 + box.rows * step
        pen.rectangle((x0, y0, x1, y1), outline=0, width=2)
        fitting, text = face, box.text.replace("\n", "")
        while fitting.getlength(text) > x1 - x0 - 8 and fitting.size > 12:
            fitting = fitting.font_variant(size=fitting.size - 1)
        pen.text((x0 + 4, (y0 + y1) / 2), text, fill=0, font=fitting, anchor="lm")


def native(name: str, content: bytes) -> bytes:
    """A stream of the Windows packager: a file with its names."""
    label = name.encode("gbk") + b"\0"
    path = b"C:\\" + label
    body = b"\x02\0" + label + path + b"\0\0\x03\0" + struct.pack("<I", len(path)) + path
    body += struct.pack("<I", len(content)) + content
    return struct.pack("<I", len(body)) + body
