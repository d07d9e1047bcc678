"""Equations on one line: a fraction keeps its bar, a power its height, a root its sign."""

from collections.abc import Iterable
from typing import Final

from lxml import etree

from formaudit.extract import marks
from formaudit.extract.docx import names as n
from formaudit.extract.one_line import over, raise_to

__all__ = ["flatten_maths"]

_M: Final = n.M
_STRIKES: Final = ("strikeH", "strikeV", "strikeBLTR", "strikeTLBR")


def flatten_maths(root: etree._Element) -> bool:
    """Put in the place of every equation its text on one line; gives whether part of one is set apart."""
    apart = False
    for maths in list(root.iter(n.MATH)):
        if next(maths.iterancestors(n.MATH), None) is not None or maths.getparent() is None:
            continue
        run = etree.Element(n.R)
        text = etree.SubElement(run, n.T)
        text.text = _line(maths)
        apart = apart or marks.marked(text.text)
        run.tail = maths.tail
        parent = maths.getparent()
        assert parent is not None
        parent.replace(maths, run)
    return apart


def _line(element: etree._Element | None) -> str:
    return "" if element is None else "".join(_said(child) for child in element)


def _part(element: etree._Element, name: str) -> str:
    return _line(element.find(_M + name))


def _said(element: etree._Element) -> str:
    kind = str(element.tag).removeprefix(_M)
    if element.tag in (n.MATH_TEXT, n.T):
        return element.text or ""
    if kind == "f":
        return over(_part(element, "num"), _part(element, "den"))
    if kind == "sSup":
        return raise_to(_part(element, "e"), _part(element, "sup"))
    if kind == "sSub":
        return _part(element, "e") + _part(element, "sub")
    if kind == "sSubSup":
        return raise_to(_part(element, "e") + _part(element, "sub"), _part(element, "sup"))
    if kind == "sPre":
        return raise_to("", _part(element, "sup")) + _part(element, "sub") + _part(element, "e")
    if kind == "phant" and not _is_set(element, "phantPr", "show", usual=True):
        return ""
    if kind == "borderBox" and any(_is_set(element, "borderBoxPr", name) for name in _STRIKES):
        return marks.struck(_part(element, "e"))
    if kind == "rad":
        degree = _part(element, "deg")
        return f"{degree}√({_part(element, 'e')})"
    if kind == "d":
        opening, closing = _sign(element, "begChr", "("), _sign(element, "endChr", ")")
        return opening + _sign(element, "sepChr", "|").join(map(_line, element.iterfind(_M + "e"))) + closing
    if kind == "nary":
        return f"{_sign(element, 'chr', '∫')}{_part(element, 'e')}"
    if kind in ("m", "eqArr"):
        return _rows(element.iterfind(_M + ("mr" if kind == "m" else "e")))
    return _line(element)


def _is_set(element: etree._Element, properties: str, name: str, *, usual: bool = False) -> bool:
    """Whether a switch of an equation's part is on."""
    switch = element.find(f"{_M}{properties}/{_M}{name}")
    return usual if switch is None else switch.get(_M + "val", "1") not in ("0", "off", "false")


def _rows(rows: Iterable[etree._Element]) -> str:
    return "; ".join(map(_line, rows))


def _sign(element: etree._Element, name: str, usual: str) -> str:
    sign = element.find(f"{_M}{'naryPr' if name == 'chr' else 'dPr'}/{_M}{name}")
    return usual if sign is None else sign.get(_M + "val", "")
