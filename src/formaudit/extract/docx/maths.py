"""Equations on one line: a fraction keeps its bar, a power its height, a root its sign."""

from collections.abc import Iterable
from typing import Final

from lxml import etree

from formaudit.extract.docx import names as n
from formaudit.extract.one_line import over, raise_to

__all__ = ["flatten_maths"]

_M: Final = n.M


def flatten_maths(root: etree._Element) -> None:
    """Put in the place of every equation its text on one line."""
    for maths in list(root.iter(n.MATH)):
        if next(maths.iterancestors(n.MATH), None) is not None or maths.getparent() is None:
            continue
        run = etree.Element(n.R)
        text = etree.SubElement(run, n.T)
        text.text = _line(maths)
        run.tail = maths.tail
        parent = maths.getparent()
        assert parent is not None
        parent.replace(maths, run)


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


def _rows(rows: Iterable[etree._Element]) -> str:
    return "; ".join(map(_line, rows))


def _sign(element: etree._Element, name: str, usual: str) -> str:
    sign = element.find(f"{_M}{'naryPr' if name == 'chr' else 'dPr'}/{_M}{name}")
    return usual if sign is None else sign.get(_M + "val", "")
