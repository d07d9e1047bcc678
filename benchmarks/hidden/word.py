"""Places in a Word file: around the text, over it, beside it, and inside other files that it holds."""

from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from benchmarks.hidden.content import Load, host, native, patched, picture
from formaudit.extract.compound import compound

__all__ = ["PLACES"]

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMES: Final = (
    f'xmlns:w="{_W}" xmlns:r="{_OFFICE}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    f'xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup" '
    f'xmlns:pic="{_DRAWING}/picture" xmlns:c="{_DRAWING}/chart" xmlns:dgm="{_DRAWING}/diagram"'
)
_MAIN: Final = "word/document.xml"
_LINKS: Final = "word/_rels/document.xml.rels"
_HEAD: Final = f'<w:document xmlns:w="{_W}">'
_SECTION: Final = "<w:sectPr>"
Make = Callable[[Load, str], bytes]


def _file(load: Load) -> bytes:
    return next(iter(host(load, "docx").values()))


def _link(kind: str, target: str, name: str = "rH", mode: str = "") -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'


def _put(
    load: Load, block: str = "", *, section: str = "", links: str = "", parts: dict[str, bytes | str] | None = None
) -> bytes:
    """The host with a block before its last section, further entries of that section, links and parts."""
    named = patched(_file(load), {_MAIN: (_HEAD, f"<w:document {_NAMES}>")})
    data = patched(named, {_MAIN: (_SECTION, f"{block}<w:sectPr>{section}")}, parts, {_LINKS: links} if links else {})
    kinds = "".join(
        f'<Default Extension="{end}" ContentType="{kind}"/>'
        for end, kind in (("png", "image/png"), ("bin", "application/vnd.openxmlformats-officedocument.oleObject"),
                          ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
                          ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"))
    )  # fmt: skip
    return patched(data, {"[Content_Types].xml": ("</Types>", f"{kinds}</Types>")})


def _run(inner: str) -> str:
    return f"<w:p><w:r>{inner}</w:r></w:p>"


def _margin(tag: str, which: str = "default") -> Make:
    def make(load: Load, _: str) -> bytes:
        title = "<w:titlePg/>" if which == "first" else ""
        kind = "header" if tag == "hdr" else "footer"
        return _put(
            load,
            section=f'<w:{kind}Reference w:type="{which}" r:id="rH"/>{title}',
            links=_link(kind, "margin.xml"),
            parts={"word/margin.xml": f"<w:{tag} {_NAMES}>{load.body}</w:{tag}>"},
        )

    return make


def _note(kind: str) -> Make:
    def make(load: Load, _: str) -> bytes:
        one = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}[kind]
        return _put(
            load,
            _run(f'<w:t>详见注释</w:t><w:{one}Reference w:id="2"/>'),
            links=_link(kind, "notes.xml"),
            parts={"word/notes.xml": f'<w:{kind} {_NAMES}><w:{one} w:id="2">{load.body}</w:{one}></w:{kind}>'},
        )

    return make


def _shape(load: Load) -> str:
    return (
        '<w:drawing><wp:inline><wp:extent cx="5400000" cy="2700000"/><a:graphic><a:graphicData uri="x"><wps:wsp>'
        f"<wps:txbx><w:txbxContent>{load.body}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:inline></w:drawing>"
    )


def _old_shape(load: Load) -> str:
    return (
        '<w:pict><v:shape style="width:400pt;height:200pt"><v:textbox><w:txbxContent>'
        f"{load.body}</w:txbxContent></v:textbox></v:shape></w:pict>"
    )


def _either(choice: str, fallback: str) -> str:
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback>'
        "</mc:AlternateContent>"
    )


def _group(load: Load, _: str) -> bytes:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{load.body}</w:txbxContent></wps:txbx></wps:wsp>"
    return _put(
        load,
        _run(
            '<w:drawing><wp:anchor><wp:extent cx="5400000" cy="2700000"/><a:graphic><a:graphicData uri="x">'
            f"<wpg:wgp>{shape}</wpg:wgp></a:graphicData></a:graphic></wp:anchor></w:drawing>"
        ),
    )


def _chart(load: Load, _: str) -> bytes:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(line)}</c:v></c:pt>' for at, line in enumerate(load.lines))
    chart = (
        "<c:chartSpace"
        f" {_NAMES}><c:chart><c:plotArea><c:strCache>{points}</c:strCache></c:plotArea></c:chart></c:chartSpace>"
    )
    frame = f'<a:graphicData uri="{_DRAWING}/chart"><c:chart r:id="rH"/></a:graphicData>'
    return _put(
        load,
        _run(
            '<w:drawing><wp:inline><wp:extent cx="5400000"'
            f' cy="2700000"/><a:graphic>{frame}</a:graphic></wp:inline></w:drawing>'
        ),
        links=_link("chart", "charts/chart1.xml"),
        parts={"word/charts/chart1.xml": chart},
    )


def _smart_art(load: Load, _: str) -> bytes:
    texts = "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in load.lines)
    data = f"<dgm:dataModel {_NAMES}><dgm:ptLst><dgm:pt><dgm:t>{texts}</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    frame = f'<a:graphicData uri="{_DRAWING}/diagram"><dgm:relIds r:dm="rH"/></a:graphicData>'
    return _put(
        load,
        _run(
            '<w:drawing><wp:inline><wp:extent cx="5400000"'
            f' cy="2700000"/><a:graphic>{frame}</a:graphic></wp:inline></w:drawing>'
        ),
        links=_link("diagramData", "diagrams/data1.xml"),
        parts={"word/diagrams/data1.xml": data},
    )


def _chunk(name: str, content: Callable[[Load], bytes]) -> Make:
    def make(load: Load, _: str) -> bytes:
        return _put(
            load, '<w:altChunk r:id="rH"/>', links=_link("aFChunk", name), parts={f"word/{name}": content(load)}
        )

    return make


def _page(load: Load) -> bytes:
    return f'<html><head><meta charset="utf-8"></head><body>{load.html}</body></html>'.encode()


def _web_archive(load: Load) -> bytes:
    head = 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n--b\r\n'
    return (head + "Content-Type: text/html; charset=utf-8\r\n\r\n").encode() + _page(load) + b"\r\n--b--\r\n"


def _sub_document(load: Load, _: str) -> bytes:
    return _put(
        load,
        '<w:subDoc r:id="rH"/>',
        links=_link("subDocument", "sub.docx", mode=' TargetMode="External"'),
        parts={"word/sub.docx": load.docx},
    )


def _object(name: str, program: str, content: Callable[[Load], bytes], aspect: str = "Content") -> Make:
    def make(load: Load, font: str) -> bytes:
        small = picture(load, font, dpi=40)
        shape = '<v:shape style="width:60pt;height:40pt"><v:imagedata r:id="rP"/></v:shape>'
        ole = f'<o:OLEObject Type="Embed" ProgID="{program}" DrawAspect="{aspect}" r:id="rH"/>'
        kind = "oleObject" if name.endswith(".bin") else "package"
        return _put(
            load,
            _run(f"<w:object>{shape}{ole}</w:object>"),
            links=_link(kind, f"embeddings/{name}") + _link("image", "media/i.png", "rP"),
            parts={f"word/embeddings/{name}": content(load), "word/media/i.png": small},
        )

    return make


def _blip(load: Load, font: str, part: str = "word/media/t.png", kind: str = "PNG") -> dict[str, bytes | str]:
    return {part: picture(load, font, kind)}


def _pictured(wrap: str = "{}") -> Make:
    def make(load: Load, font: str) -> bytes:
        blip = '<pic:pic><pic:blipFill><a:blip r:embed="rH"/></pic:blipFill></pic:pic>'
        drawing = (
            '<w:drawing><wp:inline><wp:extent cx="6120000" cy="4000000"/><a:graphic>'
            f'<a:graphicData uri="{_DRAWING}/picture">{blip}</a:graphicData></a:graphic></wp:inline></w:drawing>'
        )
        return _put(load, wrap.format(_run(drawing)), links=_link("image", "media/t.png"), parts=_blip(load, font))

    return make


def _old_picture(load: Load, font: str) -> bytes:
    shape = '<w:pict><v:shape style="width:17cm;height:11cm"><v:imagedata r:id="rH"/></v:shape></w:pict>'
    return _put(load, _run(shape), links=_link("image", "media/t.png"), parts=_blip(load, font))


def _control(load: Load, _: str) -> bytes:
    value = quoteattr(" ".join(load.lines))
    part = (
        '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"><ax:ocxPr ax:name="Text"'
        f" ax:value={value}/></ax:ocx>"
    )
    return _put(
        load,
        _run('<w:object><w:control r:id="rH" w:name="TextBox1"/></w:object>'),
        links=_link("control", "activeX/activeX1.xml"),
        parts={"word/activeX/activeX1.xml": part},
    )


def _old_field(load: Load, _: str) -> bytes:
    """A form field of old: what was typed is the field's result."""
    data = '<w:fldChar w:fldCharType="begin"><w:ffData><w:textInput/></w:ffData></w:fldChar>'
    end = "</w:p>"
    first = (
        f"<w:p><w:r>{data}</w:r><w:r><w:instrText> FORMTEXT </w:instrText></w:r><w:r><w:fldChar"
        f' w:fldCharType="separate"/></w:r>{end}'
    )
    last = '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    return _put(load, first + load.body + last)


def _control_block(load: Load, _: str) -> bytes:
    return _put(load, f"<w:sdt><w:sdtPr/><w:sdtContent>{load.body}</w:sdtContent></w:sdt>")


def _inserted(load: Load, _: str) -> bytes:
    body = load.body.replace("<w:r>", '<w:ins w:id="1" w:author="a"><w:r>').replace("</w:r>", "</w:r></w:ins>")
    return _put(load, body)


def _custom(load: Load, _: str) -> bytes:
    return _put(load, f'<w:customXml w:element="a"><w:smartTag w:element="b">{load.body}</w:smartTag></w:customXml>')


def _framed(load: Load, _: str) -> bytes:
    body = load.body.replace("<w:p>", '<w:p><w:pPr><w:framePr w:w="4000" w:hSpace="180"/></w:pPr>')
    return _put(load, body)


def _nested(load: Load, _: str) -> bytes:
    return _put(load, f"<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{load.body}<w:p/></w:tc></w:tr></w:tbl>")


PLACES: Final[dict[str, Make]] = {
    "header": _margin("hdr"),
    "first-page-header": _margin("hdr", "first"),
    "footer": _margin("ftr"),
    "footnote": _note("footnotes"),
    "endnote": _note("endnotes"),
    "comment": _note("comments"),
    "text-box": lambda load, _: _put(load, _run(_shape(load))),
    "old-text-box": lambda load, _: _put(load, _run(_old_shape(load))),
    "alternate-both": lambda load, _: _put(load, _run(_either(_shape(load), _old_shape(load)))),
    "alternate-fallback": lambda load, _: _put(load, _run(_either("<w:drawing/>", _old_shape(load)))),
    "alternate-block": lambda load, _: _put(load, _either("", load.body)),
    "group": _group,
    "chart": _chart,
    "smart-art": _smart_art,
    "chunk-html": _chunk("c.html", _page),
    "chunk-mht": _chunk("c.mht", _web_archive),
    "chunk-docx": _chunk("c.docx", lambda load: load.docx),
    "chunk-text": _chunk("c.txt", lambda load: "\r\n".join(load.lines).encode("gb18030")),
    "chunk-rtf": _chunk("c.rtf", lambda load: _rich(load.lines)),
    "sub-document": _sub_document,
    "workbook": _object("b.xlsx", "Excel.Sheet.12", lambda load: load.xlsx),
    "workbook-icon": _object("b.xlsx", "Excel.Sheet.12", lambda load: load.xlsx, "Icon"),
    "workbook-ole": _object("b.bin", "Excel.Sheet.12", lambda load: compound({("Package",): load.xlsx})),
    "document-object": _object("d.docx", "Word.Document.12", lambda load: load.docx),
    "document-ole": _object("d.bin", "Word.Document.12", lambda load: compound({("Package",): load.docx})),
    "packager": _object(
        "p.bin", "Package", lambda load: compound({("\x01Ole10Native",): native("附表.docx", load.docx)}), "Icon"
    ),
    "packager-text": _object(
        "p.bin", "Package",
        lambda load: compound({("\x01Ole10Native",): native("附表.html", _page(load))}), "Icon",
    ),
    "picture": _pictured(),
    "picture-in-cell": _pictured("<w:tbl><w:tblPr/><w:tr><w:tc><w:tcPr/>{}</w:tc></w:tr></w:tbl>"),
    "old-picture": _old_picture,
    "active-x": _control,
    "form-field": _old_field,
    "content-control": _control_block,
    "inserted": _inserted,
    "custom-xml": _custom,
    "frame": _framed,
    "nested-table": _nested,
}  # fmt: skip
"""Each place of a Word file with what puts a load there; the second argument is the path of a font."""


def _rich(lines: list[str]) -> bytes:
    words = "\\par ".join(
        "".join(f"\\u{ord(char)}?" if ord(char) > 126 else char for char in line).replace("\t", "\\tab ")
        for line in lines
    )
    return f"{{\\rtf1\\ansi\\deff0 {words}\\par}}".encode()
