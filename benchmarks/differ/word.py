"""A submission as DOCX with everything that word processors can do to words."""

import io
import random
import zipfile
from typing import Final
from xml.sax.saxutils import escape

from benchmarks.differ.content import Entry, Form, Look, Piece, Wording

__all__ = ["docx"]

_W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_KIND: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WIDE: Final = 9600
_HAIR: Final = 40
_CHARACTERS: Final = {
    "gone": "<w:rPr><w:vanish/></w:rPr>",
    "gone2": '<w:basedOn w:val="gone"/><w:rPr><w:b/></w:rPr>',
    "old": "<w:rPr><w:strike/></w:rPr>",
    "up": '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>',
}
_STYLES: Final = (
    f'<w:styles xmlns:w="{_W}"><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="a"/></w:style>'
    + "".join(
        f'<w:style w:type="character" w:styleId="{name}"><w:name w:val="{name}"/>{look}</w:style>'
        for name, look in _CHARACTERS.items()
    )
    + "</w:styles>"
)
_LOOKS: Final = {
    Look.PLAIN: ("",),
    Look.INSERTED: ("",),
    Look.DELETED: ("",),
    Look.RAISED: (
        '<w:vertAlign w:val="superscript"/>',
        '<w:position w:val="10"/>',
        '<w:rStyle w:val="up"/>',
    ),
    Look.STRUCK: ("<w:strike/>", "<w:dstrike/>", '<w:rStyle w:val="old"/>'),
    Look.HIDDEN: ("<w:vanish/>", '<w:vanish w:val="1"/>', '<w:b/><w:vanish w:val="true"/>'),
    Look.STYLED: ('<w:rStyle w:val="gone"/>', '<w:rStyle w:val="gone2"/>'),
    Look.WHITE: ('<w:color w:val="FFFFFF"/>', '<w:color w:val="ffffff"/>'),
    Look.TINY: ('<w:sz w:val="2"/>',),
}


def docx(wording: Wording, rng: random.Random) -> bytes:
    """The bytes of the file."""
    body = ""
    for number, section in enumerate(wording.sections):
        body += '<w:p><w:r><w:br w:type="page"/></w:r></w:p>' if number else ""
        for block in section:
            body += _paragraph([Piece(block)], rng) if isinstance(block, str) else _table(block, rng)
    head = '<w:headerReference w:type="default" r:id="head"/>' if wording.margin else ""
    body += f'<w:sectPr>{head}<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" '
    body += 'w:left="1134" w:header="500" w:footer="500" w:gutter="0"/></w:sectPr>'
    names = f'xmlns:w="{_W}" xmlns:r="{_OFFICE}"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="'
        'application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>'
        f'<Override PartName="/word/header1.xml" ContentType="{_KIND}.header+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="m" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="s" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="head" Type="{_OFFICE}/header" Target="header1.xml"/></Relationships>',
        "word/document.xml": f"<w:document {names}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": _STYLES,
        "word/header1.xml": f"<w:hdr {names}>{_paragraph([Piece(wording.margin)], rng)}</w:hdr>",
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def _run(piece: Piece, rng: random.Random) -> str:
    look = rng.choice(_LOOKS[piece.look])
    name = "delText" if piece.look is Look.DELETED else "t"
    inner = f'<w:{name} xml:space="preserve">{escape(piece.text)}</w:{name}>'
    run = f"<w:r>{f'<w:rPr>{look}</w:rPr>' if look else ''}{inner}</w:r>"
    if piece.look in (Look.DELETED, Look.INSERTED):
        tag = "del" if piece.look is Look.DELETED else "ins"
        run = f'<w:{tag} w:id="{rng.randrange(9999)}" w:author="甲">{run}</w:{tag}>'
    return run


def _paragraph(pieces: list[Piece], rng: random.Random, inner: str = "", align: str = "") -> str:
    runs = inner or "".join(_run(piece, rng) for piece in pieces if piece.text)
    how = f'<w:pPr><w:jc w:val="{align}"/></w:pPr>' if align else ""
    return f"<w:p>{how}{runs}</w:p>"


def _paragraphs(entry: Entry, rng: random.Random) -> str:
    """The paragraphs of a cell: its words cut where lines end."""
    lines: list[list[Piece]] = [[]]
    for piece in entry.pieces:
        for number, text in enumerate(piece.text.split("\n")):
            if number:
                lines.append([])
            lines[-1].append(Piece(text, piece.look))
    if len(lines) == 1 and entry.trick:
        return _paragraph(lines[0], rng, _tricky(entry, rng), "distribute" if entry.trick == "distributed" else "")
    return "".join(_paragraph(line, rng) for line in lines)


def _tricky(entry: Entry, rng: random.Random) -> str:
    text = escape(entry.seen)
    run = f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'
    if entry.trick == "spread":
        return f'<w:r><w:rPr><w:spacing w:val="120"/></w:rPr><w:t>{text}</w:t></w:r>'
    if entry.trick == "field":
        kinds = (" MERGEFIELD a ", " DOCVARIABLE a ")
        begin, part, end = (f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end"))
        return f'{begin}<w:r><w:instrText xml:space="preserve">{rng.choice(kinds)}</w:instrText></w:r>{part}{run}{end}'
    if entry.trick == "simple":
        return f'<w:fldSimple w:instr=" MERGEFIELD b ">{run}</w:fldSimple>'
    if entry.trick == "control":
        return f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run}</w:sdtContent></w:sdt>"
    if entry.trick == "link":
        return f'<w:hyperlink w:anchor="a">{run}</w:hyperlink>'
    if entry.trick == "ruby":
        reading = "<w:rt><w:r><w:t>bìng</w:t></w:r></w:rt>"
        return f"<w:r><w:ruby><w:rubyPr/>{reading}<w:rubyBase>{run}</w:rubyBase></w:ruby></w:r>"
    if entry.trick == "runs":
        pieces = "".join(f"<w:r><w:t>{escape(char)}</w:t></w:r><w:proofErr/>" for char in entry.seen)
        return f'<w:bookmarkStart w:id="1" w:name="x"/>{pieces}<w:bookmarkEnd w:id="1"/>'
    return run


def _table(form: Form, rng: random.Random) -> str:
    width = _WIDE // form.columns
    cover, rows = form.cover(), ""
    grid = [width] * form.columns
    if form.hair:
        grid = [part for _ in range(form.columns) for part in (width - _HAIR, _HAIR)]
    for row in range(form.height):
        cells, col = "", 0
        while col < form.columns:
            entry = cover[row, col]
            cells += _cell(entry, row, width, rng, form)
            col += entry.cols
        how = "<w:trPr><w:hidden/></w:trPr>" if row in form.unseen else ""
        rows += f"<w:tr>{how}{cells}</w:tr>"
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    columns = "".join(f'<w:gridCol w:w="{each}"/>' for each in grid)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_WIDE}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl>'
    )


def _cell(entry: Entry, row: int, width: int, rng: random.Random, form: Form) -> str:
    hair, shifted, last, unseen = form.hair, row % 2 == 1, form.columns, form.unseen
    span, wide = entry.cols, width * entry.cols
    if hair:
        # a column is a broad and a hair-thin one; in the shifted rows the thin one belongs to the cell on its right
        start = entry.col * 2 - (1 if shifted and entry.col else 0)
        end = (entry.col + entry.cols) * 2 - (1 if shifted and entry.col + entry.cols < last else 0)
        span = end - start
        wide += (_HAIR if shifted and entry.col else 0) - (_HAIR if shifted and entry.col + entry.cols < last else 0)
    how = f'<w:tcW w:w="{wide}" w:type="dxa"/>' + (f'<w:gridSpan w:val="{span}"/>' if span > 1 else "")
    if entry.rows > 1:
        how += '<w:vMerge w:val="restart"/>' if row == entry.row else "<w:vMerge/>"
    if row in unseen:
        inside = f"<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>{_run(Piece(entry.seen, Look.HIDDEN), rng)}</w:p>"
    else:
        inside = _paragraphs(entry, rng) if row == entry.row else "<w:p/>"
    return f"<w:tc><w:tcPr>{how}</w:tcPr>{inside}</w:tc>"
