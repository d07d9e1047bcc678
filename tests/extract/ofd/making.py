"""OFD packages written for tests: a ruled table and lines of text, with the liberties that programs take."""

import base64
import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

__all__ = ["NAMESPACE", "Maker", "grid", "line", "stroke", "table"]

NAMESPACE: Final = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_SIZE: Final = 4.0
_ROW: Final = 8.0
_WIDE: Final = 40.0


def line(text: str, x: float, y: float, *, deltas: str | None = None, rest: str = "", code: str = "") -> str:
    """A line of text whose upper left corner stands at a point, in millimetres."""
    widths = [_SIZE if ord(char) > 0x2E80 else _SIZE / 2 for char in text]
    steps = deltas if deltas is not None else " ".join(f"{step:g}" for step in widths[:-1])
    spaced = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{x:g} {y:g} {sum(widths):g} {_SIZE:g}" Font="1" Size="{_SIZE:g}" {rest}>'
        f'<ofd:TextCode X="0" Y="{0.88 * _SIZE:g}"{spaced} {code}>{escape(text)}</ofd:TextCode></ofd:TextObject>'
    )


def stroke(x0: float, y0: float, x1: float, y1: float, *, width: float = 0.2, rest: str = "") -> str:
    """A straight line."""
    return (
        f'<ofd:PathObject ID="8" Boundary="{x0:g} {y0:g} {max(x1 - x0, width):g} {max(y1 - y0, width):g}" '
        f'LineWidth="{width:g}" {rest}><ofd:AbbreviatedData>M 0 0 L {x1 - x0:g} {y1 - y0:g}</ofd:AbbreviatedData>'
        "</ofd:PathObject>"
    )


def grid(rows: int, columns: int, *, x: float = 20.0, y: float = 40.0) -> str:
    """The rules of a table."""
    across = [stroke(x, y + _ROW * row, x + _WIDE * columns, y + _ROW * row) for row in range(rows + 1)]
    down = [stroke(x + _WIDE * col, y, x + _WIDE * col, y + _ROW * rows) for col in range(columns + 1)]
    return "".join(across + down)


def table(cells: Sequence[Sequence[str]], *, x: float = 20.0, y: float = 40.0) -> str:
    """A ruled table with its texts."""
    texts = [
        line(text, x + _WIDE * col + 2, y + _ROW * row + 2)
        for row, line_of in enumerate(cells)
        for col, text in enumerate(line_of)
        if text
    ]
    return grid(len(cells), len(cells[0]), x=x, y=y) + "".join(texts)


@dataclass(kw_only=True)
class Maker:
    """A package: pages of objects, and parts beside them. ``folder`` is the document's."""

    pages: Sequence[str]
    box: str = "0 0 210 297"
    common: str = ""
    tail: str = ""
    layer: str = ""
    page_head: str = ""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    namespace: str = NAMESPACE
    sealed: bool = False
    method: str = "1.2.156.10197.1.401"
    after: Mapping[str, bytes] = field(default_factory=dict)

    def files(self) -> dict[str, bytes]:
        """The parts by name."""
        entries = "".join(
            f'<ofd:Page ID="{number}" BaseLoc="Pages/Page_{number}/Content.xml"/>' for number in range(len(self.pages))
        )
        signed = "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures>" if self.sealed else ""
        files = {
            "OFD.xml": f"<ofd:OFD {self.namespace}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{signed}"
            "</ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {self.namespace}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>"
            f"{self.box}</ofd:PhysicalBox></ofd:PageArea>{self.common}</ofd:CommonData><ofd:Pages>{entries}</ofd:Pages>"
            f"{self.tail}</ofd:Document>",
        }
        for number, content in enumerate(self.pages):
            files[f"Doc_0/Pages/Page_{number}/Content.xml"] = (
                f"<ofd:Page {self.namespace}>{self.page_head}<ofd:Content><ofd:Layer ID='2' {self.layer}>{content}"
                "</ofd:Layer></ofd:Content></ofd:Page>"
            )
        made = {name: text.encode() for name, text in files.items()} | dict(self.parts)
        if self.sealed:
            made |= self._seal(made)
        return made | dict(self.after)

    def _seal(self, files: Mapping[str, bytes]) -> dict[str, bytes]:
        references = "".join(
            f'<ofd:Reference FileRef="/{name}"><ofd:CheckValue>'
            f"{base64.b64encode(hashlib.new('sm3', data).digest()).decode()}</ofd:CheckValue></ofd:Reference>"
            for name, data in files.items()
        )
        signature = (
            f'<ofd:Signature {NAMESPACE}><ofd:SignedInfo><ofd:References CheckMethod="{self.method}">{references}'
            "</ofd:References></ofd:SignedInfo></ofd:Signature>"
        )
        index = f'<ofd:Signatures {NAMESPACE}><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>'
        return {"Doc_0/Signs/Signatures.xml": index.encode(), "Doc_0/Signs/Sign_0/Signature.xml": signature.encode()}

    def data(self) -> bytes:
        """The package's bytes."""
        return zipped(self.files())


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Parts packed."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()
