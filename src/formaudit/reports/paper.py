"""The sheet of paper: pages, faces, lines and tables of a DOCX. One of two modules that load python-docx."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor, Twips

from formaudit.reports.clean import clean
from formaudit.reports.geometry import BODY, HEAD, PAGE_NUMBER, SUBHEAD, TITLE, Faces, Page, twips
from formaudit.reports.ruled import ruled
from formaudit.version import MADE, OUTPUT_MARK

__all__ = ["Sheet"]

_SIZE: Final = 16.0
"""3号: the body's size in points."""
_ALIGN: Final = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "centre": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "both": WD_ALIGN_PARAGRAPH.JUSTIFY,
}
_AFTER_GRID: Final = ("w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr", "w:sectPr")
_AFTER_SPACING: Final = ("w:w", "w:kern", "w:position", "w:sz", "w:szCs", "w:highlight", "w:u", "w:effect", "w:lang")
_AFTER_BORDER: Final = ("w:shd", "w:tabs", "w:snapToGrid", *_AFTER_GRID)
"""What must stand behind an element for Word to open the file without repair."""


class Sheet:
    """A document being written. Sizes are points, lengths millimetres, indents characters of the body."""

    def __init__(self, page: Page, *, size: float = _SIZE) -> None:
        """Set up the page, the grid and the faces."""
        self._page, self._size, self._new_page = page, size, False
        self._book: Any = Document()
        self._set_page()
        self._set_body()
        self._set_fonts()

    def _set_page(self) -> None:
        page, section = self._page, self._book.sections[0]
        section.orientation = WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(page.width), Mm(page.height)
        section.top_margin, section.bottom_margin = Twips(twips(page.top)), Twips(twips(page.bottom))
        section.left_margin, section.right_margin = Twips(twips(page.left)), Twips(twips(page.right))
        section.header_distance, section.footer_distance = Twips(twips(15)), Twips(twips(page.footer))
        for old in section._sectPr.findall(qn("w:docGrid")):
            section._sectPr.remove(old)
        if page.lines:
            grid = OxmlElement("w:docGrid")
            grid.set(qn("w:type"), "linesAndChars" if page.characters else "lines")
            grid.set(qn("w:linePitch"), str(page.pitch))
            if page.characters:
                grid.set(qn("w:charSpace"), str(page.space(self._size)))
            section._sectPr.append(grid)

    def _set_body(self) -> None:
        style = self._book.styles["Normal"]
        style.font.size = Pt(self._size)
        properties = style.element.get_or_add_rPr()
        _face(properties, BODY)
        if self._page.characters:
            # Programs read a grid of characters differently: some give a character that is wider than its cell two of
            # them, and spread digits over whole cells. The grid is declared, and the text keeps to it by itself.
            properties.insert_element_before(_spacing(self._page.narrowing(self._size)), *_AFTER_SPACING)
            _off_grid(style.element.get_or_add_pPr())
        form = style.paragraph_format
        form.space_before = form.space_after = Pt(0)
        form.widow_control = False
        if self._page.pitch:
            form.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            form.line_spacing = Twips(self._page.pitch)
        about = self._book.core_properties
        about.author = about.comments = about.title = ""
        about.category = OUTPUT_MARK
        about.created = about.modified = MADE
        about.last_modified_by, about.revision = "", 1

    def _set_fonts(self) -> None:
        """Name the faces that stand in for those a machine lacks; licensed fonts are named, never embedded."""
        table = "".join(
            f'<w:font w:name="{face.name}"><w:altName w:val="{",".join(face.instead)}"/></w:font>'
            for face in (TITLE, BODY, HEAD, SUBHEAD, PAGE_NUMBER)
        )
        for relation in self._book.part.rels.values():
            if relation.reltype.endswith("/fontTable"):
                text = (
                    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {nsdecls("w")}>{table}</w:fonts>'
                )
                relation.target_part._blob = text.encode()

    def line(
        self,
        text: str,
        *,
        face: Faces = BODY,
        size: float | None = None,
        align: str = "both",
        indent: float = 0,
        right: float = 0,
        bold: bool = False,
        keep: bool = False,
        left: float = 0,
        colour: str = "",
        lead: str = "",
        lead_face: Faces = HEAD,
    ) -> None:
        """A paragraph. ``indent`` moves its first line, ``left`` and ``right`` an edge; ``colour`` is RRGGBB.

        ``lead`` is a heading that runs into the text, in its own face.
        """
        paragraph = self._book.add_paragraph()
        if left:
            _indent(paragraph, "left", left, self._size)
        if lead:
            self._run(paragraph, lead, lead_face, size, bold=False)
        self._fill(paragraph, text, face, size, align, indent, right, bold=bold, keep=keep)
        if colour:
            for run in paragraph.runs:
                run.font.color.rgb = RGBColor.from_string(colour)

    def heading(self, text: str, level: int, face: Faces, size: float) -> None:
        """A heading of the outline that programs show beside the text."""
        paragraph = self._book.add_paragraph()
        outline = OxmlElement("w:outlineLvl")
        outline.set(qn("w:val"), str(level - 1))
        paragraph._p.get_or_add_pPr().append(outline)
        paragraph.paragraph_format.space_before = Pt(6)
        self._fill(paragraph, text, face, size, "left", keep=True)

    def _fill(
        self,
        paragraph: Any,
        text: str,
        face: Faces,
        size: float | None,
        align: str,
        indent: float = 0,
        right: float = 0,
        *,
        bold: bool = False,
        keep: bool = False,
    ) -> None:
        paragraph.alignment = _ALIGN[align]
        if indent:
            _indent(paragraph, "firstLine", indent, self._size)
        if right:
            _indent(paragraph, "right", right, self._size)
        paragraph.paragraph_format.keep_with_next = keep or None
        if self._new_page:
            paragraph.paragraph_format.page_break_before = True
            self._new_page = False
        self._run(paragraph, text, face, size, bold=bold)

    def _run(self, paragraph: Any, text: str, face: Faces, size: float | None, *, bold: bool) -> None:
        run = paragraph.add_run(clean(text))
        run.bold = bold or None
        if size is not None:
            run.font.size = Pt(size)
            if self._page.characters and size != self._size:
                run._r.get_or_add_rPr().insert_element_before(_spacing(0), *_AFTER_SPACING)
        if face is not BODY:
            _face(run._r.get_or_add_rPr(), face)
        # Quotation marks and dashes belong to both scripts; this makes them Chinese.
        run._r.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")

    def blank(self, count: int = 1, *, keep: bool = False) -> None:
        """Empty lines; ``keep`` holds them on the page of what follows."""
        for _ in range(count):
            self._book.add_paragraph().paragraph_format.keep_with_next = keep or None

    def new_page(self) -> None:
        """The next line begins a new page."""
        self._new_page = True

    def rule(self) -> None:
        """The red line under the head, as wide as the type area."""
        paragraph = self._book.add_paragraph()
        paragraph.paragraph_format.line_spacing = Pt(6)
        border = parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="12" w:space="0" w:color="FF0000"/></w:pBdr>'
        )
        paragraph._p.get_or_add_pPr().insert_element_before(border, *_AFTER_BORDER)

    def table(
        self,
        widths: Sequence[float],
        rows: Sequence[Sequence[str]],
        *,
        head: int = 0,
        size: float = 10.5,
        spans: Sequence[tuple[int, int, int]] = (),
        heights: Mapping[int, float] | None = None,
        labels: Sequence[int] = (),
    ) -> None:
        """A ruled table. ``head`` rows are repeated on each page; ``spans`` are (row, first column, last column).

        ``heights`` gives rows a least height; the columns of ``labels`` are centred.
        """
        markup = ruled(
            widths, rows, face=PAGE_NUMBER, size=size, head=head, spans=spans, heights=heights, labels=labels
        )
        self._book.element.body.insert_element_before(parse_xml(markup), "w:sectPr")
        # Word wants a paragraph behind a table; this one takes no room.
        after = self._book.add_paragraph().paragraph_format
        after.line_spacing_rule, after.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(1)

    def page_numbers(self, *, size: float = 14) -> None:
        """A page number between dashes, on the outer side: right on odd pages, left on even ones, one character in."""
        self._book.settings.odd_and_even_pages_header_footer = True
        section = self._book.sections[0]
        for footer, align in ((section.footer, "right"), (section.even_page_footer, "left")):
            footer.is_linked_to_previous = False
            paragraph = footer.paragraphs[0]
            paragraph.alignment = _ALIGN[align]
            paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
            paragraph.paragraph_format.line_spacing = Pt(size + 2)
            _indent(paragraph, align, 1, size)
            self._run(paragraph, "— ", PAGE_NUMBER, size, bold=False)
            for part in ("begin", "PAGE", "end"):
                run = paragraph.add_run()
                run.font.size = Pt(size)
                _face(run._r.get_or_add_rPr(), PAGE_NUMBER)
                run._r.append(_field(part))
            self._run(paragraph, " —", PAGE_NUMBER, size, bold=False)

    def bytes(self) -> bytes:
        """The finished file; equal content gives equal bytes."""
        written = io.BytesIO()
        self._book.save(written)
        return _undated(written.getvalue())


def _face(properties: Any, face: Faces) -> None:
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for name in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{name}"), face.name)
    fonts.set(qn("w:hint"), "eastAsia")


def _indent(paragraph: Any, side: str, characters: float, size: float) -> None:
    """Indent by characters, and by the same in twips for readers that know only those."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn(f"w:{side}Chars"), str(int(characters * 100)))
    indent.set(qn(f"w:{side}"), str(int(characters * size * 20)))


def _spacing(twips_more: int) -> Any:
    spacing = OxmlElement("w:spacing")
    spacing.set(qn("w:val"), str(twips_more))
    return spacing


def _off_grid(properties: Any) -> None:
    snap = OxmlElement("w:snapToGrid")
    snap.set(qn("w:val"), "0")
    properties.insert_element_before(snap, *_AFTER_GRID)


def _field(part: str) -> Any:
    if part == "PAGE":
        text = OxmlElement("w:instrText")
        text.text = part
        return text
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), part)
    return mark


def _undated(data: bytes) -> bytes:
    """The package with every member dated alike."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
