"""Places in an OFD package: templates, annotations, pictures, objects that are not drawn, attached files."""

import base64
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.hidden.content import Load, picture
from benchmarks.hidden.paper import written as as_pdf
from formaudit.extract.pdf.ink import Glyph, Ink
from formaudit.extract.pdf.pdfium import pages

__all__ = ["PLACES", "package", "written"]

_NAMES: Final = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM: Final = 25.4 / 72
_PAGE: Final = "0 0 209.903 297.039"
Make = Callable[[Load, str], bytes]


def _run(glyphs: Sequence[Glyph], size: float) -> str:
    first, last = glyphs[0], glyphs[-1]
    text = escape("".join(glyph.char for glyph in glyphs))
    steps = " ".join(f"{(b.x0 - a.x0) * _MM:.3f}" for a, b in pairwise(glyphs))
    box = f"{first.x0 * _MM:.3f} {first.top * _MM:.3f} {(last.x1 - first.x0) * _MM:.3f} {size:.3f}"
    deltas = f' DeltaX="{steps}"' if steps else ""
    return (
        f'<ofd:TextObject ID="9" Boundary="{box}" Font="1" Size="{size:.3f}">'
        f'<ofd:TextCode X="0" Y="{0.88 * size:.3f}"{deltas}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def _page(ink: Ink) -> str:
    """A page's ink as objects: a text object for each run of characters on a line, a path for each rule."""
    out = ""
    held: list[Glyph] = []
    for glyph in ink.glyphs:
        if held and (glyph.spaced or abs(glyph.top - held[-1].top) > 0.5 or not -1 < glyph.x0 - held[-1].x1 < 3):
            out += _run(held, (held[0].bottom - held[0].top) * _MM)
            held = []
        held.append(glyph)
    if held:
        out += _run(held, (held[0].bottom - held[0].top) * _MM)
    lines = [(rule.start, rule.at, rule.end, rule.at) for rule in ink.across]
    lines += [(rule.at, rule.start, rule.at, rule.end) for rule in ink.down]
    for line in lines:
        x0, y0, x1, y1 = (value * _MM for value in line)
        out += (
            f'<ofd:PathObject ID="8" Boundary="{x0:.3f} {y0:.3f} {x1 - x0:.3f} {y1 - y0:.3f}" LineWidth="0.2">'
            f"<ofd:AbbreviatedData>M 0 0 L {x1 - x0:.3f} {y1 - y0:.3f}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    return out


def _typed(lines: Sequence[str], x: float = 20, y: float = 40, size: float = 3, look: str = "", inner: str = "") -> str:
    """Lines of text below each other, in millimetres."""
    return "".join(
        f'<ofd:TextObject ID="7" Boundary="{x} {y + 1.4 * size * row:.2f} 170 {size}" Font="1" Size="{size}"'
        f' {look}>{inner}<ofd:TextCode X="0"'
        f' Y="{0.88 * size:.2f}">{escape(line.replace(chr(9), "  "))}</ofd:TextCode></ofd:TextObject>'
        for row, line in enumerate(lines)
    )


def package(
    contents: Sequence[str], *, tail: str = "", common: str = "", heads: Mapping[int, str] | None = None,
    parts: Mapping[str, bytes | str] | None = None,
) -> bytes:  # fmt: skip
    """A package of pages of objects; ``heads`` are elements before a page's content."""
    listed = "".join(
        f'<ofd:Page ID="{100 + at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(contents))
    )
    files: dict[str, bytes | str] = {
        "OFD.xml": (
            f"<ofd:OFD {_NAMES}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
        ),
        "Doc_0/Document.xml": (
            f"<ofd:Document {_NAMES}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{_PAGE}"
            f"</ofd:PhysicalBox></ofd:PageArea><ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{common}</ofd:CommonData>"
            f"<ofd:Pages>{listed}</ofd:Pages>{tail}</ofd:Document>"
        ),
    }
    for at, content in enumerate(contents):
        files[f"Doc_0/Pages/Page_{at}/Content.xml"] = (
            f"<ofd:Page {_NAMES}>{(heads or {}).get(at, '')}<ofd:Content><ofd:Layer ID='2'>{content}</ofd:Layer>"
            "</ofd:Content></ofd:Page>"
        )
    files["Doc_0/DocumentRes.xml"] = f"<ofd:Res {_NAMES}/>"
    files |= parts or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return out.getvalue()


def contents(load: Load, *, openly: bool = False) -> list[str]:
    """The submission as pages of objects."""
    return [_page(ink) for ink in pages(as_pdf(load, openly=openly), "材料.pdf") if ink is not None]


def written(load: Load, *, openly: bool = False) -> bytes:
    """The submission as an OFD package, without what is hidden or with it at the end."""
    return package(contents(load, openly=openly))


def _last(load: Load, more: str, **rest: str | dict[str, bytes | str]) -> bytes:
    """The submission with one page more that says little and holds some objects."""
    return package(
        [
            *contents(load),
            _typed(["附图及说明：以下为本单位报送材料的附图和有关说明，请结合前面各表一并审阅。"], y=20, size=4) + more,
        ],
        **rest,
    )  # type: ignore[arg-type]  # the entries of ``package``


def _drawn(look: str = "", inner: str = "") -> Make:
    return lambda load, _: _last(load, _typed(load.lines, look=look, inner=inner))


def _template(load: Load, _: str) -> bytes:
    pages_ = [
        *contents(load),
        _typed(["附图及说明：以下为本单位报送材料的附图和有关说明，请结合前面各表一并审阅。"], y=20, size=4),
    ]
    template = (
        f"<ofd:Page {_NAMES}><ofd:Content><ofd:Layer ID='2'>{_typed(load.lines)}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    return package(
        pages_, common='<ofd:TemplatePage ID="50" BaseLoc="Tpls/T.xml"/>',
        heads={len(pages_) - 1: '<ofd:Template TemplateID="50"/>'},
        parts={"Doc_0/Tpls/T.xml": template},
    )  # fmt: skip


def _annotated(kind: str, *, look: bool = True, rest: str = "") -> Make:
    def make(load: Load, _: str) -> bytes:
        own = [
            *contents(load),
            _typed(["附图及说明：以下为本单位报送材料的附图和有关说明，请结合前面各表一并审阅。"], y=20, size=4),
        ]
        words = escape("\n".join(load.lines))
        shown = f'<ofd:Appearance Boundary="0 0 210 297">{_typed(load.lines)}</ofd:Appearance>' if look else ""
        note = (
            f'<ofd:PageAnnot {_NAMES}><ofd:Annot ID="60" Type="{kind}" {rest}><ofd:Remark>{words}</ofd:Remark>{shown}'
            "</ofd:Annot></ofd:PageAnnot>"
        )
        index = (
            f"<ofd:Annotations {_NAMES}><ofd:Page"
            f' PageID="{100 + len(own) - 1}"><ofd:FileLoc>A.xml</ofd:FileLoc></ofd:Page></ofd:Annotations>'
        )
        return package(
            own, tail="<ofd:Annotations>Annots/Annotations.xml</ofd:Annotations>",
            parts={"Doc_0/Annots/Annotations.xml": index, "Doc_0/Annots/A.xml": note},
        )  # fmt: skip

    return make


def _attached(visible: str = "", name: str = "附表.docx") -> Make:
    def make(load: Load, _: str) -> bytes:
        data = load.docx if name.endswith("docx") else written(Load(name="", hidden=load.hidden, host=(load.hidden,)))
        index = (
            f'<ofd:Attachments {_NAMES}><ofd:Attachment ID="1"'
            f' Name="{name}"{visible}><ofd:FileLoc>{name}</ofd:FileLoc></ofd:Attachment></ofd:Attachments>'
        )
        return package(
            contents(load), tail="<ofd:Attachments>Attachs/Attachments.xml</ofd:Attachments>",
            parts={"Doc_0/Attachs/Attachments.xml": index, f"Doc_0/Attachs/{name}": data},
        )  # fmt: skip

    return make


def _pictured(load: Load, font: str) -> bytes:
    image = picture(load, font)
    high = 170 * int.from_bytes(image[20:24]) / int.from_bytes(image[16:20])
    res = (
        f'<ofd:Res {_NAMES}><ofd:MultiMedias><ofd:MultiMedia ID="70"'
        ' Type="Image"><ofd:MediaFile>t.png</ofd:MediaFile></ofd:MultiMedia></ofd:MultiMedias></ofd:Res>'
    )
    item = f'<ofd:ImageObject ID="71" ResourceID="70" Boundary="20 40 170 {high:.2f}" CTM="170 0 0 {high:.2f} 0 0"/>'
    return _last(load, item, parts={"Doc_0/DocumentRes.xml": res, "Doc_0/t.png": image})


def _unit(load: Load, _: str) -> bytes:
    res = (
        f'<ofd:Res {_NAMES}><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="70" Width="170"'
        f' Height="200"><ofd:Content>{_typed(load.lines)}</ofd:Content></ofd:CompositeGraphicUnit>'
        "</ofd:CompositeGraphicUnits></ofd:Res>"
    )
    item = '<ofd:CompositeObject ID="71" ResourceID="70" Boundary="0 0 210 297"/>'
    return _last(load, item, parts={"Doc_0/DocumentRes.xml": res})


def _second(load: Load, _: str) -> bytes:
    """A second document in the package."""
    hidden = Load(name="", hidden=load.hidden, host=(load.hidden,))
    other = (
        "<ofd:Document"
        f" {_NAMES}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{_PAGE}</ofd:PhysicalBox></ofd:PageArea>"
        "</ofd:CommonData><ofd:Pages><ofd:Page"
        ' ID="1" BaseLoc="P.xml"/></ofd:Pages></ofd:Document>'
    )
    page = (
        f"<ofd:Page {_NAMES}><ofd:Content><ofd:Layer"
        f" ID='2'>{''.join(contents(hidden))}</ofd:Layer></ofd:Content></ofd:Page>"
    )
    root = (
        "<ofd:OFD"
        f" {_NAMES}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        "<ofd:DocBody><ofd:DocRoot>Doc_1/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>"
    )
    return package(contents(load), parts={"OFD.xml": root, "Doc_1/Document.xml": other, "Doc_1/P.xml": page})


def _signed(load: Load, _: str) -> bytes:
    """Words in the picture of a seal, which is an OFD package of its own."""
    seal = package([_typed(load.lines)])
    signature = (
        "<ofd:Signature"
        f" {_NAMES}><ofd:SignedInfo><ofd:Seal><ofd:BaseLoc>Seal.esl</ofd:BaseLoc></ofd:Seal><ofd:References"
        ' CheckMethod="md5"/></ofd:SignedInfo></ofd:Signature>'
    )
    index = f'<ofd:Signatures {_NAMES}><ofd:Signature ID="1" BaseLoc="S/Signature.xml"/></ofd:Signatures>'
    root = (
        "<ofd:OFD"
        f" {_NAMES}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "<ofd:Signatures>Doc_0/Signs/Signatures.xml</ofd:Signatures></ofd:DocBody></ofd:OFD>"
    )
    return package(
        contents(load), parts={"OFD.xml": root, "Doc_0/Signs/Signatures.xml": index,
                               "Doc_0/Signs/S/Signature.xml": signature,
                               "Doc_0/Signs/S/Seal.esl": base64.b64encode(seal)},
    )  # fmt: skip


PLACES: Final[dict[str, Make]] = {
    "template": _template,
    "stamp": _annotated("Stamp"),
    "highlight": _annotated("Highlight"),
    "path-note": _annotated("Path"),
    "link": _annotated("Link"),
    "watermark": _annotated("Watermark"),
    "hidden-note": _annotated("Stamp", rest='Visible="false"'),
    "remark": _annotated("Highlight", look=False),
    "attachment": _attached(),
    "attached-ofd": _attached(name="附表.ofd"),
    "attachment-unseen": _attached(' Visible="false"'),
    "picture": _pictured,
    "composite": _unit,
    "second-document": _second,
    "seal": _signed,
    "unseen-object": _drawn('Visible="false"'),
    "transparent": _drawn('Alpha="0"'),
    "white": _drawn(inner='<ofd:FillColor Value="255 255 255"/>'),
    "slanted": _drawn('CTM="0.866 0.5 -0.5 0.866 0 0"'),
}
"""Each place of an OFD package with what puts a load there; the second argument is the path of a font."""
