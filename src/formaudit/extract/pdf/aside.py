"""What a PDF holds beside the text of its pages: words of notes, words that nobody sees, running heads, XFA forms.

Part of the door to pypdfium2.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

import pypdfium2 as pdfium
import pypdfium2.raw as c

from formaudit.extract.beside import may_hold_form, short
from formaudit.extract.pdf.sheet import Sheet
from formaudit.extract.unit_line import holds_figures
from formaudit.model.document import Warn

__all__ = ["Aside", "has_xfa", "margins_told", "stamped_words", "told_aside"]

Aside = tuple[str, str]
"""The code of a warning, and the words that it is about."""
_NAMED: Final = 3
_PACKED: Final = b"/ObjStm"


def stamped_words(document: Any, index: int, before: str) -> tuple[Aside, ...]:
    """The words that stamps print over a page, beside those that were read of it; the page is painted for that.

    ``before`` are all characters that were read of the page, without blanks.
    """
    page = document[index]
    try:
        if c.FPDFPage_Flatten(page, c.FLAT_NORMALDISPLAY) != c.FLATTEN_SUCCESS:
            return ()
        page.close()
        page = document[index]
        textpage = page.get_textpage()
        lines = textpage.get_text_bounded().splitlines()
        textpage.close()
    except pdfium.PdfiumError:
        return ()
    finally:
        page.close()
    more = " ".join(line.strip() for line in lines if "".join(line.split()) not in before)
    return (("page-notes", more),) if holds_figures(more) else ()


def told_aside(found: Iterable[tuple[int, Aside]]) -> tuple[Warn, ...]:
    """One warning for each code: the pages and the words on them, the rest counted."""
    by_code: dict[str, list[tuple[int, str]]] = {}
    for page, (code, words) in found:
        by_code.setdefault(code, []).append((page, words))
    return tuple(
        Warn(
            code=code,
            detail="；".join(f"p. {page}: {short(words)}" for page, words in pages[:_NAMED])
            + (f"；…（{len(pages)}）" if len(pages) > _NAMED else ""),
            unread=may_hold_form("\n".join(words for _, words in pages)),
        )
        for code, pages in by_code.items()
    )


def margins_told(before: Sequence[Sheet], after: Sequence[Sheet]) -> tuple[Warn, ...]:
    """A warning for running heads and feet that were left out and hold a figure."""
    lost = dict.fromkeys(
        line.text
        for one, other in zip(before, after, strict=True)
        for line in one.lines
        if line not in other.lines and holds_figures(line.text)
    )
    return (Warn(code="margin-text", detail=short(" ".join(lost))),) if lost else ()


def has_xfa(data: bytes) -> bool:
    """Whether a PDF holds a form of the XFA kind, whose fields only its own program shows."""
    if b"/XFA" in data:
        return True
    if _PACKED not in data or b"/AcroForm" not in data:
        return False
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return False
    try:
        return document.get_formtype() in (c.FORMTYPE_XFA_FULL, c.FORMTYPE_XFA_FOREGROUND)
    finally:
        document.close()
