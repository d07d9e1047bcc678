"""Documents made to hurt a reader. Each is made when it is asked for; none is kept."""

import io
import zipfile
from typing import Final

_TYPES: Final = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS: Final = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
_WORD: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(body: str, *, prologue: str = "", level: int = 6) -> bytes:
    """A DOCX with this body and nothing else; ``prologue`` stands before its root."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr(
            "word/document.xml",
            f'<?xml version="1.0" encoding="UTF-8"?>{prologue}<w:document {_WORD}><w:body>{body}</w:body></w:document>',
        )
    return buffer.getvalue()


def paragraph(text: str) -> str:
    """A paragraph with one run."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(text: str, properties: str = "") -> str:
    """A table cell; ``properties`` goes into its ``tcPr``."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def table(*rows: str, grid: str = "") -> str:
    """A table of rows, each a string of cells."""
    return f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{''.join(f'<w:tr>{row}</w:tr>' for row in rows)}</w:tbl>"


def pdf(content: str) -> bytes:
    """A PDF with one page of this content and nothing else; not hostile, but easily made so."""
    fonts = "<< /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font {fonts} >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    )
    out, places = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    tail = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF\n"
    return f"{out}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{tail}".encode("latin-1")


def external_entity() -> bytes:
    """Asks for a file of the machine."""
    return docx(
        paragraph("before &secret; after"), prologue='<!DOCTYPE x [<!ENTITY secret SYSTEM "file:///etc/passwd">]>'
    )


def billion_laughs() -> bytes:
    """An entity of ten entities of ten entities …"""
    lines = ['<!ENTITY l0 "ha">', *(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))]
    return docx(paragraph("&l9;"), prologue=f"<!DOCTYPE x [{''.join(lines)}]>")


def huge_attribute(megabytes: int) -> bytes:
    """One attribute that outgrows any document."""
    return docx(f'<w:p w:rsidR="{"A" * (megabytes << 20)}"/>' + paragraph("after"), level=1)


def deep(levels: int) -> bytes:
    """Content controls in content controls."""
    return docx("<w:sdt><w:sdtContent>" * levels + paragraph("core") + "</w:sdtContent></w:sdt>" * levels)


def deep_tables(levels: int) -> bytes:
    """Tables in tables."""
    return docx("<w:tbl><w:tr><w:tc>" * levels + paragraph("core") + "</w:tc></w:tr></w:tbl>" * levels)


def endless_span() -> bytes:
    """A cell that claims a million columns, beside one that claims less than none."""
    wide = cell("a", '<w:gridSpan w:val="1000000"/>') + cell("b", '<w:gridSpan w:val="-5"/>')
    return docx(table(wide, cell("c") + cell("d")))


def many_spans(rows: int) -> bytes:
    """A table whose every row claims the widest span a reader may allow, thrice."""
    wide = cell("a", '<w:gridSpan w:val="1000"/>') * 3
    return docx(table(*[wide] * rows))


def endless_grid() -> bytes:
    """A table that declares a million columns and has two."""
    return docx(table(cell("a") + cell("b"), grid='<w:gridCol w:w="1"/>' * 1_000_000), level=1)


def vertical_chain(rows: int) -> bytes:
    """One cell merged downwards over all rows, continued even where nothing was begun."""
    begun = cell("a", '<w:vMerge w:val="restart"/>')
    going = cell("lost", "<w:vMerge/>")
    return docx(table(going + going, *[begun + going] * rows, going + begun), level=1)


def many_cells(rows: int, cols: int) -> bytes:
    """A table far larger than any form."""
    return docx(table(*[cell("1.00") * cols] * rows), level=1)
