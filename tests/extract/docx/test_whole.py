"""Bodies of Word documents with all that is read in them: ``whole.txt``.

An input is XML with the prefix ``w:`` left out; a line that begins with no ``<`` is a paragraph or a row of a drawing. All
share the styles and lists below. Running this module writes the file anew.
"""

import re
from itertools import groupby
from pathlib import Path
from typing import Final

import pytest

from formaudit.model.document import Document
from tests.extract.docx.reading import document
from tests.extract.whole import blocks, told, written

TABLE: Final = Path(__file__).with_name("whole.txt")
_TAG: Final = re.compile(r"<(/?)([A-Za-z0-9]+)(?=[\s/>])")
_ATTRIBUTE: Final = re.compile(r"(?<=\s)([A-Za-z]+)=")


def wordy(xml: str) -> str:
    """XML with its prefixes."""
    tags = _TAG.sub(r"<\1w:\2", xml)
    return re.sub(r"<w:[^>]*>", lambda tag: _ATTRIBUTE.sub(r"w:\1=", tag[0]), tags)


_FORMS: Final = (
    "decimal", "decimalZero", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "chineseCounting",
    "chineseLegalSimplified", "ideographTraditional", "ideographZodiac", "ideographDigital", "decimalFullWidth",
    "decimalEnclosedCircle", "decimalEnclosedFullstop", "decimalEnclosedParen", "ideographEnclosedCircle",
    "numberInDash", "none", "bullet", "unheard",
)  # fmt: skip
"""List 100 and on: one for each form of number, beginning at 1."""


def _level(index: int, text: str, form: str = "decimal", more: str = "", start: int = 1) -> str:
    return f'<lvl ilvl="{index}"><start val="{start}"/><numFmt val="{form}"/>{more}<lvlText val="{text}"/></lvl>'


NUMBERING: Final = wordy(
    "<numbering>"
    '<abstractNum abstractNumId="0">'
    + _level(0, "%1、", "chineseCounting", '<suff val="nothing"/>')
    + _level(1, "（%2）", "chineseCounting", '<suff val="space"/>')
    + _level(2, "%1.%2.%3", "decimal", "<isLgl/>")
    + _level(3, "%4)", "lowerLetter", '<lvlRestart val="0"/>', 3)
    + "</abstractNum>"
    + '<abstractNum abstractNumId="1">'
    + _level(0, "%1", "decimal", '<suff val="nothing"/><pStyle val="Numbered"/>', 8)
    + "</abstractNum>"
    + "".join(
        f'<abstractNum abstractNumId="{at}">{_level(0, "%1", form)}</abstractNum>'
        for at, form in enumerate(_FORMS, 100)
    )
    + '<num numId="1"><abstractNumId val="0"/></num>'
    + '<num numId="2"><abstractNumId val="0"/><lvlOverride ilvl="0"><startOverride val="5"/></lvlOverride></num>'
    + '<num numId="3"><abstractNumId val="1"/></num>'
    + "".join(f'<num numId="{at}"><abstractNumId val="{at}"/></num>' for at in range(100, 100 + len(_FORMS)))
    + "</numbering>"
)
STYLES: Final = wordy(
    "<styles>"
    '<style type="character" styleId="Old"><rPr><strike/></rPr></style>'
    '<style type="character" styleId="Older"><basedOn val="Old"/></style>'
    '<style type="character" styleId="Ref"><rPr><vertAlign val="superscript"/></rPr></style>'
    '<style type="character" styleId="Low"><basedOn val="Ref"/><rPr><vertAlign val="subscript"/></rPr></style>'
    '<style type="character" styleId="White"><rPr><color val="FFFFFF"/></rPr></style>'
    '<style type="character" styleId="Small"><rPr><sz val="2"/></rPr></style>'
    '<style type="character" styleId="Tick"><rPr><rFonts ascii="Wingdings 2"/></rPr></style>'
    '<style type="paragraph" styleId="Gone"><rPr><vanish/></rPr></style>'
    '<style type="paragraph" styleId="Struck"><rPr><strike/></rPr></style>'
    '<style type="character" styleId="Back"><rPr><vanish/></rPr></style>'
    '<style type="paragraph" styleId="Numbered"><pPr><numPr><numId val="3"/></numPr></pPr></style>'
    '<style type="paragraph" styleId="Listed"><pPr><numPr><ilvl val="1"/><numId val="1"/></numPr></pPr></style>'
    '<style type="paragraph" styleId="Under"><basedOn val="Listed"/></style>'
    '<style type="table" styleId="Bands"><tblStylePr type="firstRow"><tcPr><shd fill="1F4E79"/></tcPr></tblStylePr></style>'
    "</styles>"
)


def opened(given: str) -> Document:
    pieces: list[str] = []
    for kind, lines in groupby(given.split("\n"), key=lambda line: "<" if line.startswith("<") else "|" in line):
        run = list(lines)
        pieces.extend([wordy("".join(run))] if kind == "<" else ["\n".join(run)] if kind else run)
    return document(*pieces, styles=STYLES, numbering=NUMBERING)


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:40])
def test_all_that_is_read_in_a_body(given: str, outcome: str) -> None:
    assert told(opened, given) == outcome


if __name__ == "__main__":
    written(TABLE, opened, [given for given, _ in blocks(TABLE)])
