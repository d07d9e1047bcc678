"""The qualified names of WordprocessingML that the reader looks for."""

from typing import Final

from lxml import etree

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
M: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
V: Final = "{urn:schemas-microsoft-com:vml}"
OFFICE: Final = "{urn:schemas-microsoft-com:office:office}"
RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_W14: Final = "{http://schemas.microsoft.com/office/word/2010/wordml}"
WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

ALTERNATE: Final = _MC + "AlternateContent"
CHOICE: Final = _MC + "Choice"
FALLBACK: Final = _MC + "Fallback"
MATH: Final = M + "oMath"
MATH_TEXT: Final = M + "t"
BLIP: Final = A + "blip"
GRAPHIC_DATA: Final = A + "graphicData"
IMAGE_DATA: Final = V + "imagedata"
OLE_OBJECT: Final = OFFICE + "OLEObject"
TEXT_PATH: Final = V + "textpath"

ALT_CHUNK: Final = W + "altChunk"
BDO: Final = W + "bdo"
BODY: Final = W + "body"
BR: Final = W + "br"
CELL_DEL: Final = W + "cellDel"
CELL_MERGE: Final = W + "cellMerge"
CR: Final = W + "cr"
COLOR: Final = W + "color"
CONTROL: Final = W + "control"
DATA_BINDING: Final = W + "dataBinding"
DEL: Final = W + "del"
DEL_TEXT: Final = W + "delText"
DRAWING: Final = W + "drawing"
D_STRIKE: Final = W + "dstrike"
EMBOSS: Final = W + "emboss"
FLD_CHAR: Final = W + "fldChar"
FLD_SIMPLE: Final = W + "fldSimple"
FONTS: Final = W + "rFonts"
GRID_AFTER: Final = W + "gridAfter"
GRID_BEFORE: Final = W + "gridBefore"
GRID_COL: Final = W + "gridCol"
GRID_SPAN: Final = W + "gridSpan"
HIGHLIGHT: Final = W + "highlight"
H_MERGE: Final = W + "hMerge"
INSERTED: Final = "{formaudit}inserted"
"""What the reader puts in the place of an embedded workbook; ``key`` names its content."""
IMPRINT: Final = W + "imprint"
INSTR_TEXT: Final = W + "instrText"
LAYOUT: Final = W + "eastAsianLayout"
MOVE_FROM: Final = W + "moveFrom"
NO_BREAK_HYPHEN: Final = W + "noBreakHyphen"
NUM_PR: Final = W + "numPr"
OBJECT: Final = W + "object"
P: Final = W + "p"
PICT: Final = W + "pict"
POSITION: Final = W + "position"
PTAB: Final = W + "ptab"
P_PR: Final = W + "pPr"
P_STYLE: Final = W + "pStyle"
R: Final = W + "r"
RUBY_TEXT: Final = W + "rt"
R_PR: Final = W + "rPr"
R_STYLE: Final = W + "rStyle"
SAMPLE: Final = W + "showingPlcHdr"
SDT: Final = W + "sdt"
SECT_PR: Final = W + "sectPr"
SHADOW: Final = W + "shadow"
SHD: Final = W + "shd"
SPACING: Final = W + "spacing"
STRIKE: Final = W + "strike"
SUB_DOC: Final = W + "subDoc"
SYM: Final = W + "sym"
SZ: Final = W + "sz"
TEXT_FILL: Final = _W14 + "textFill"
NO_FILL: Final = _W14 + "noFill"
EDGES: Final = (_W14 + "textOutline", _W14 + "glow", _W14 + "shadow")
"""What is drawn around letters, whatever they are filled with."""
CLEAR_FILL: Final = _W14 + "alpha"
RGB_FILL: Final = _W14 + "srgbClr"
SCHEME_FILL: Final = _W14 + "schemeClr"
FILL_VALUE: Final = _W14 + "val"
T: Final = W + "t"
TAB: Final = W + "tab"
TBL: Final = W + "tbl"
TBL_GRID: Final = W + "tblGrid"
TC: Final = W + "tc"
TC_PR: Final = W + "tcPr"
TC_W: Final = W + "tcW"
TR: Final = W + "tr"
TR_HEIGHT: Final = W + "trHeight"
TR_PR: Final = W + "trPr"
TXBX: Final = W + "txbxContent"
VAL: Final = W + "val"
VANISH: Final = W + "vanish"
VERT_ALIGN: Final = W + "vertAlign"
V_MERGE: Final = W + "vMerge"
WIDE: Final = W + "w"

# Properties as they were before a tracked change.
PROPERTY_CHANGES: Final = tuple(
    W + local
    for local in ("pPrChange", "rPrChange", "tcPrChange", "trPrChange", "tblPrChange", "tblPrExChange", "tblGridChange")
)
# What prints something inside a paragraph.
PRINTED: Final = (T, TAB, BR, CR, PTAB, NO_BREAK_HYPHEN, SYM, MATH_TEXT)


def attr(element: etree._Element, local: str, default: str = "") -> str:
    """An attribute of WordprocessingML."""
    return element.get(W + local, default)


def on(element: etree._Element | None) -> bool:
    """Whether a toggle property is there and not switched off."""
    return element is not None and element.get(VAL, "1") not in {"0", "false", "off", "none"}


def on_by(element: etree._Element, local: str) -> bool:
    """Whether an attribute switches something on."""
    return attr(element, local, "0") not in {"0", "false", "off"}


def whole(text: str) -> int:
    """A whole number as files have it (``1500``, ``1500.0``, rubbish is 0)."""
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        return 0
