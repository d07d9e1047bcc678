"""The words of a page: which elements end a line, what a form field shows, how blanks are printed."""

from typing import Final

from lxml import etree

from formaudit.extract import marks
from formaudit.patterns import compiled

__all__ = ["BLOCKS", "spoken", "squeeze", "tag_of", "text_within"]

_PARTS: Final = frozenset({"address", "article", "aside", "blockquote", "body", "center", "details", "div", "fieldset"})
_MORE_PARTS: Final = frozenset({"figure", "footer", "form", "header", "html", "main", "nav", "p", "pre", "section"})
_HEADS: Final = frozenset({"figcaption", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "br", "hr"})
_LISTS: Final = frozenset({"dd", "dir", "dl", "dt", "li", "ol", "ul"})
_TABLES: Final = frozenset({"caption", "table", "tbody", "td", "tfoot", "th", "thead", "tr"})
BLOCKS: Final = _PARTS | _MORE_PARTS | _HEADS | _LISTS | _TABLES
_BLANK: Final = compiled(r"[ \t\n\r\f\xa0]+")
_SHOWN_FIELDS: Final = frozenset({"", "text", "number", "date", "tel", "email"})
_HIDING_FIELDS: Final = frozenset({"password", "range"})


def tag_of(element: etree._Element) -> str:
    """The element's name in lower case without prefix and namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(tag, str) else ""


def spoken(element: etree._Element) -> str:
    """What an element shows by itself: a form field its value, a box its tick."""
    if tag_of(element) != "input":
        return ""
    kind = element.get("type", "").lower()
    if kind in _SHOWN_FIELDS:
        value = element.get("value", "")
        return value or (marks.DOUBTED if any(map(str.isdigit, element.get("placeholder", ""))) else "")
    if kind in ("checkbox", "radio"):
        return "☑" if element.get("checked") is not None else "□"
    # dots for a secret, a slider: nobody sees which figure is entered
    hidden = element.get("value", "") if kind in _HIDING_FIELDS else ""
    return marks.DOUBTED if any(map(str.isdigit, hidden)) else ""


def squeeze(text: str) -> str:
    """A text as a browser prints it: every run of blanks is one, none at the ends. Wide blanks (U+3000) stay."""
    return _BLANK.sub(" ", text).strip(" ")


def text_within(element: etree._Element) -> str:
    """All text of an element, one line for each block in it; cells of a table inside it parted by a blank."""
    lines: list[str] = []
    line: list[str] = []
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        tag = tag_of(inner)
        if tag in ("td", "th") and inner is not element:
            line.append(" ")
        elif tag in BLOCKS and inner is not element:
            lines.append(squeeze("".join(line)))
            line = []
        if event == "start":
            line.append(spoken(inner) + (inner.text or ""))
        elif inner is not element:
            line.append(inner.tail or "")
    lines.append(squeeze("".join(line)))
    return "\n".join(text for text in lines if text)
