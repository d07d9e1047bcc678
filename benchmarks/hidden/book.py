"""Places in a workbook: over the cells, around the printed page, on sheets that nobody sees, in files that it holds."""

from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from benchmarks.hidden.content import Load, host, native, patched, picture
from formaudit.extract.compound import compound

__all__ = ["PLACES"]

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAWING: Final = "http://schemas.openxmlformats.org/drawingml/2006"
_NAMES: Final = (
    f'xmlns:xdr="{_DRAWING}/spreadsheetDrawing" xmlns:a="{_DRAWING}/main" xmlns:r="{_OFFICE}" '
    f'xmlns:c="{_DRAWING}/chart" xmlns:dgm="{_DRAWING}/diagram" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
_SHEET: Final = "xl/worksheets/sheet1.xml"
_LINKS: Final = "xl/worksheets/_rels/sheet1.xml.rels"
_END: Final = "</worksheet>"
Make = Callable[[Load, str], bytes]


def _file(load: Load) -> bytes:
    return host(load, "xlsx")["材料.xlsx"]


def _link(kind: str, target: str, name: str = "rH") -> str:
    return f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _put(load: Load, tail: str = "", links: str = "", parts: dict[str, bytes | str] | None = None) -> bytes:
    """The host with elements at the end of its first sheet."""
    data = patched(
        _file(load), {_SHEET: (_END, tail.replace("r:", "rel:") + _END)}, parts, {_LINKS: links} if links else {}
    )
    return patched(data, {_SHEET: ("<worksheet ", f'<worksheet xmlns:rel="{_OFFICE}" ')})


def _anchored(inner: str) -> str:
    return (
        f'<xdr:wsDr {_NAMES}><xdr:twoCellAnchor><xdr:from/><xdr:to/><xdr:ext cx="6120000" cy="4000000"/>'
        f"{inner}<xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )


def _drawn(load: Load, inner: str, more: dict[str, bytes | str] | None = None, links: str = "") -> bytes:
    parts: dict[str, bytes | str] = {"xl/drawings/drawing9.xml": _anchored(inner)}
    parts |= more or {}
    if links:
        parts["xl/drawings/_rels/drawing9.xml.rels"] = (
            "<Relationships"
            f' xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
        )
    return _put(load, '<drawing r:id="rD"/>', _link("drawing", "../drawings/drawing9.xml", "rD"), parts)


def _texts(load: Load) -> str:
    return "".join(f"<a:p><a:r><a:t>{escape(line)}</a:t></a:r></a:p>" for line in load.lines)


def _box(load: Load, _: str) -> bytes:
    return _drawn(load, f"<xdr:sp><xdr:txBody>{_texts(load)}</xdr:txBody></xdr:sp>")


def _group(load: Load, _: str) -> bytes:
    return _drawn(load, f"<xdr:grpSp><xdr:sp><xdr:txBody>{_texts(load)}</xdr:txBody></xdr:sp></xdr:grpSp>")


def _either(load: Load, _: str) -> bytes:
    shape = f"<xdr:sp><xdr:txBody>{_texts(load)}</xdr:txBody></xdr:sp>"
    return _drawn(
        load, f'<mc:AlternateContent><mc:Choice Requires="x"/><mc:Fallback>{shape}</mc:Fallback></mc:AlternateContent>'
    )


def _frame(uri: str, inner: str) -> str:
    return (
        f'<xdr:graphicFrame><a:graphic><a:graphicData uri="{_DRAWING}/{uri}">{inner}</a:graphicData></a:graphic>'
        "</xdr:graphicFrame>"
    )


def _chart_part(load: Load) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{escape(line)}</c:v></c:pt>' for at, line in enumerate(load.lines))
    return (
        "<c:chartSpace"
        f" {_NAMES}><c:chart><c:plotArea><c:strCache>{points}</c:strCache></c:plotArea></c:chart></c:chartSpace>"
    )


def _chart(load: Load, _: str) -> bytes:
    return _drawn(
        load, _frame("chart", '<c:chart r:id="rC"/>'),
        {"xl/charts/chart9.xml": _chart_part(load)}, _link("chart", "../charts/chart9.xml", "rC"),
    )  # fmt: skip


def _smart_art(load: Load, _: str) -> bytes:
    data = (
        f"<dgm:dataModel {_NAMES}><dgm:ptLst><dgm:pt><dgm:t>{_texts(load)}</dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
    )
    return _drawn(
        load, _frame("diagram", '<dgm:relIds r:dm="rC"/>'),
        {"xl/diagrams/data9.xml": data}, _link("diagramData", "../diagrams/data9.xml", "rC"),
    )  # fmt: skip


def _picture(load: Load, font: str) -> bytes:
    inner = (
        '<xdr:pic><xdr:blipFill><a:blip r:embed="rC"/></xdr:blipFill><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
        '<a:ext cx="6120000" cy="4000000"/></a:xfrm></xdr:spPr></xdr:pic>'
    )
    return _drawn(load, inner, {"xl/media/t9.png": picture(load, font)}, _link("image", "../media/t9.png", "rC"))


def _background(load: Load, font: str) -> bytes:
    return _put(
        load, '<picture r:id="rD"/>', _link("image", "../media/t9.png", "rD"), {"xl/media/t9.png": picture(load, font)}
    )


def _cell_picture(load: Load, font: str) -> bytes:
    """As WPS keeps a picture in a cell: a formula that names it."""
    row = (
        '<row r="900"><c r="A900" t="str"><f>_xlfn.DISPIMG("ID_1",1)</f><v>=DISPIMG("ID_1",1)</v></c></row></sheetData>'
    )
    data = patched(_file(load), {_SHEET: ("</sheetData>", row)}, {"xl/media/t9.png": picture(load, font)})
    images = (
        '<etc:cellImages xmlns:etc="http://www.wps.cn/officeDocument/2017/etCustomData"'
        f' {_NAMES}><etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1"'
        ' name="ID_1"/></xdr:nvPicPr><xdr:blipFill><a:blip'
        ' r:embed="rC"/></xdr:blipFill></xdr:pic></etc:cellImage></etc:cellImages>'
    )
    return patched(
        data, parts={"xl/cellimages.xml": images},
        relations={"xl/_rels/workbook.xml.rels": _link("cellImage", "cellimages.xml", "rX"),
                   "xl/_rels/cellimages.xml.rels": _link("image", "media/t9.png", "rC")},
    )  # fmt: skip


def _comment(load: Load, _: str) -> bytes:
    text = escape("\n".join(load.lines))
    part = (
        f'<comments xmlns="{_MAIN}"><authors><author/></authors><commentList><comment ref="B2" authorId="0"><text><r><t'
        f' xml:space="preserve">{text}</t></r></text></comment></commentList></comments>'
    )
    return _put(load, "", _link("comments", "../comments9.xml"), {"xl/comments9.xml": part})


def _thread(load: Load, _: str) -> bytes:
    text = escape("\n".join(load.lines))
    space = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
    part = (
        f'<ThreadedComments xmlns="{space}"><threadedComment ref="B2"'
        f' id="{{1}}"><text>{text}</text></threadedComment></ThreadedComments>'
    )
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    link = f'<Relationship Id="rH" Type="{kind}" Target="../threadedComments/t9.xml"/>'
    return _put(load, "", link, {"xl/threadedComments/t9.xml": part})


def _margin(name: str) -> Make:
    def make(load: Load, _: str) -> bytes:
        first = ' differentFirst="1"' if name.startswith("first") else ""
        text = escape("&C" + "\n".join(load.lines))
        return _put(load, f"<headerFooter{first}><{name}>{text}</{name}></headerFooter>")

    return make


def _sheet_of(load: Load) -> str:
    rows = "".join(
        f'<row r="{at}">' + "".join(
            f'<c r="{chr(65 + col)}{at}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>'
            for col, cell in enumerate(line.split("\t"))
        ) + "</row>"
        for at, line in enumerate(load.lines, start=1)
    )  # fmt: skip
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def _hidden_sheet(state: str) -> Make:
    def make(load: Load, _: str) -> bytes:
        sheet = f'<sheet name="附表" sheetId="99" state="{state}" rel:id="rZ" xmlns:rel="{_OFFICE}"/></sheets>'
        return patched(
            _file(load), {"xl/workbook.xml": ("</sheets>", sheet)}, {"xl/worksheets/sheet99.xml": _sheet_of(load)},
            {"xl/_rels/workbook.xml.rels": _link("worksheet", "worksheets/sheet99.xml", "rZ")},
        )  # fmt: skip

    return make


def _chart_sheet(load: Load, _: str) -> bytes:
    sheet = f'<sheet name="图" sheetId="99" rel:id="rZ" xmlns:rel="{_OFFICE}"/></sheets>'
    return patched(
        _file(load), {"xl/workbook.xml": ("</sheets>", sheet)},
        {"xl/chartsheets/sheet9.xml": f'<chartsheet xmlns="{_MAIN}" {_NAMES}><drawing r:id="rD"/></chartsheet>',
         "xl/drawings/drawing9.xml": _anchored(_frame("chart", '<c:chart r:id="rC"/>')),
         "xl/charts/chart9.xml": _chart_part(load)},
        {"xl/_rels/workbook.xml.rels": _link("chartsheet", "chartsheets/sheet9.xml", "rZ"),
         "xl/chartsheets/_rels/sheet9.xml.rels": _link("drawing", "../drawings/drawing9.xml", "rD"),
         "xl/drawings/_rels/drawing9.xml.rels": _link("chart", "../charts/chart9.xml", "rC")},
    )  # fmt: skip


def _object(name: str, program: str, content: Callable[[Load], bytes]) -> Make:
    def make(load: Load, _: str) -> bytes:
        ole = f'<oleObjects><oleObject progId="{program}" shapeId="1" r:id="rD"/></oleObjects>'
        kind = "oleObject" if name.endswith(".bin") else "package"
        return _put(load, ole, _link(kind, f"../embeddings/{name}", "rD"), {f"xl/embeddings/{name}": content(load)})

    return make


def _control(load: Load, _: str) -> bytes:
    value = quoteattr(" ".join(load.lines))
    part = (
        '<ax:ocx xmlns:ax="http://schemas.microsoft.com/office/2006/activeX"><ax:ocxPr ax:name="Caption"'
        f" ax:value={value}/></ax:ocx>"
    )
    return _put(
        load, '<controls><control shapeId="1" r:id="rD" name="Label1"/></controls>',
        _link("control", "../activeX/activeX9.xml", "rD"), {"xl/activeX/activeX9.xml": part},
    )  # fmt: skip


def _vml_box(load: Load, _: str) -> bytes:
    """A form control of old (a group box, a button, a label): its words are only in the VML drawing."""
    text = "<br/>".join(map(escape, load.lines))
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><v:shape'
        f' id="s1"><v:textbox><div><font>{text}</font></div></v:textbox><x:ClientData'
        ' ObjectType="Label"/></v:shape></xml>'
    )
    return _put(
        load, '<legacyDrawing r:id="rD"/>', _link("vmlDrawing", "../drawings/v9.vml", "rD"), {"xl/drawings/v9.vml": vml}
    )


def _header_picture(load: Load, font: str) -> bytes:
    vml = (
        '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
        '<v:shape id="CH" style="width:480pt;height:300pt"><v:imagedata o:relid="rC"/></v:shape></xml>'
    )
    return _put(
        load, '<headerFooter><oddHeader>&amp;C&amp;G</oddHeader></headerFooter><legacyDrawingHF r:id="rD"/>',
        _link("vmlDrawing", "../drawings/v9.vml", "rD"),
        {"xl/drawings/v9.vml": vml, "xl/media/t9.png": picture(load, font),
         "xl/drawings/_rels/v9.vml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
         + _link("image", "../media/t9.png", "rC") + "</Relationships>"},
    )  # fmt: skip


PLACES: Final[dict[str, Make]] = {
    "text-box": _box,
    "group": _group,
    "alternate-fallback": _either,
    "chart": _chart,
    "chart-sheet": _chart_sheet,
    "smart-art": _smart_art,
    "picture": _picture,
    "background": _background,
    "cell-picture": _cell_picture,
    "comment": _comment,
    "thread": _thread,
    "header": _margin("oddHeader"),
    "footer": _margin("oddFooter"),
    "first-header": _margin("firstHeader"),
    "hidden-sheet": _hidden_sheet("hidden"),
    "very-hidden-sheet": _hidden_sheet("veryHidden"),
    "workbook": _object("b.xlsx", "Excel.Sheet.12", lambda load: load.xlsx),
    "document-object": _object("d.docx", "Word.Document.12", lambda load: load.docx),
    "document-ole": _object("d.bin", "Word.Document.12", lambda load: compound({("Package",): load.docx})),
    "packager": _object(
        "p.bin", "Package", lambda load: compound({("\x01Ole10Native",): native("附表.docx", load.docx)})
    ),
    "active-x": _control,
    "old-control": _vml_box,
    "header-picture": _header_picture,
}
"""Each place of a workbook with what puts a load there; the second argument is the path of a font."""
