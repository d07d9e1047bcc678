"""Scanned pages made for tests: ruled tables drawn as pictures, turned, askew, faint."""

import io
import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec

import pytest
from PIL import Image, ImageDraw, ImageFont

from formaudit.extract.door import extract_bytes
from formaudit.model.document import Document

DPI = 200
_FACES = ("Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Zen Hei", "SimSun", "Microsoft YaHei")


@cache
def face() -> str:
    """The file of a Chinese face on this machine, or an empty text."""
    if shutil.which("fc-match") is None:
        return ""
    for name in _FACES:
        told = subprocess.run(
            ["fc-match", "-f", "%{family}|%{file}", name], capture_output=True, text=True, check=False
        )
        family, _, file = told.stdout.partition("|")
        if name in family:
            return file
    return ""


needs_recognition = pytest.mark.skipif(
    find_spec("rapidocr") is None or find_spec("onnxruntime") is None, reason="the extra ocr is not installed"
)
needs_face = pytest.mark.skipif(not face(), reason="no Chinese font is installed")


def page(rows: Sequence[Sequence[str]], *, dpi: int = DPI, title: str = "", rules: bool = True) -> Image.Image:
    """A page with a table of equal columns; a line break in a text begins a new line of its cell."""
    k = dpi / 72
    wide, high = round(595 * k), round(842 * k)
    picture = Image.new("L", (wide, high), 255)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(face(), round(10.5 * k))
    if title:
        pen.text((wide / 2, 50 * k), title, font=font, fill=0, anchor="mm")
    left, top, across, down = 60 * k, 80 * k, 470 * k, 34 * k
    step = across / len(rows[0])
    for row, texts in enumerate(rows):
        for col, text in enumerate(texts):
            box = (left + col * step, top + row * down, left + (col + 1) * step, top + (row + 1) * down)
            if rules:
                pen.rectangle(box, outline=0, width=max(1, round(0.6 * k)))
            middle = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            pen.multiline_text(middle, text, font=font, fill=0, anchor="mm", align="center", spacing=2 * k)
    return picture


def png(picture: Image.Image, dpi: int = DPI) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()


def tiff(pictures: Sequence[Image.Image], dpi: int = DPI) -> bytes:
    out = io.BytesIO()
    pictures[0].save(out, "TIFF", save_all=True, append_images=pictures[1:], dpi=(dpi, dpi), compression="tiff_lzw")
    return out.getvalue()


def read(data: bytes, name: str = "scan.png") -> Document:
    return extract_bytes(data, name)


def texts(document: Document, table: int = 0) -> list[list[str]]:
    """The texts of a table row by row; merged cells once."""
    found = document.tables[table]
    return [["".join(cell.text.split()) for cell in found.starting(row)] for row in range(found.rows)]
