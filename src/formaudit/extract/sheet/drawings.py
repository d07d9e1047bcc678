"""What lies over and around the cells of an XLSX sheet: text boxes, pictures, charts, comments, objects, margins."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree
from msgspec import Struct, field

from formaudit.errors import InputError
from formaudit.extract import marks
from formaudit.extract.beside import may_hold_form, short
from formaudit.extract.package import Package, parse
from formaudit.extract.pictured import HIGH, WIDE, Pictured
from formaudit.extract.sheet.beneath import draws_form, other_things
from formaudit.extract.sheet.raw import Position, Region
from formaudit.extract.sheet.stream import local
from formaudit.extract.unit_line import holds_figures, unit_of_account
from formaudit.model.document import Warn
from formaudit.patterns import compiled

__all__ = ["Over", "lies_over", "margin_lines", "picture_in"]

_EMU: Final = 360_000
_WIDE, _HIGH = 5.0, 1.5
"""Centimetres from which a picture may be one of a table."""
_UNKNOWN: Final = 100.0
_CODES: Final = compiled(r"&(?:\"[^\"]*\"|K[0-9A-Fa-f]{6}|K\d{2}[+-]\d{3}|\d+|[PNDTFAZGBIUESXYHO])", re.IGNORECASE)
_SECTIONS: Final = compiled(r"&[LCR]", re.IGNORECASE)
_NOTES: Final = frozenset(("comment", "threadedComment"))


class Over(Struct, kw_only=True):
    """``lines`` are the words of text boxes, ``unit`` the unit of account that a box or a margin names.

    ``pictures`` are those that may show a table, ``unanswered`` the cells whose formula has no stored result,
    ``stale`` those that hold 0 until somebody computes them, ``coloured`` those that a condition gives a colour.
    """

    lines: list[str] = field(default_factory=list)
    unit: str = ""
    warnings: list[Warn] = field(default_factory=list)
    pictures: list[Pictured] = field(default_factory=list)
    unanswered: list[Position] = field(default_factory=list)
    stale: list[Position] = field(default_factory=list)
    coloured: list[tuple[list[Region], int]] = field(default_factory=list)


def margin_lines(text: str) -> list[str]:
    """The words of a header or footer code: ``&L单位：元&R第&P页`` has two, page numbers and fonts left out."""
    found: list[str] = []
    for part in _SECTIONS.split(text.replace("&&", "\0")):
        words = _CODES.sub("", part).replace("\0", "&").strip()
        found.extend(line.strip() for line in words.splitlines() if line.strip())
    return found


def lies_over(package: Package, path: str, name: str, margins: Iterable[str]) -> Over:
    """What lies over a sheet whose part is ``path``; ``margins`` are the codes of its headers and footers."""
    over = Over()
    counts = {"sheet-picture": 0, "chart": 0, "diagram": 0}
    large = False
    for link in package.relations(path):
        if link.kind == "drawing":
            root = _tree(package, link.target)
            if root is not None:
                large = _drawn(root, over, counts) or large
                over.pictures += _pictures(root, package, link.target)
        elif link.kind in ("comments", "threadedComment"):
            root = _tree(package, link.target)
            notes = [] if root is None else [item for item in root.iter() if local(item) in _NOTES]
            if notes and not any(warn.code == "sheet-comments" for warn in over.warnings):
                unread = any(may_hold_form("\n".join(map(str, note.itertext()))) for note in notes)
                over.warnings.append(Warn(code="sheet-comments", detail=f"{name}: {len(notes)}", unread=unread))
        elif link.kind in ("oleObject", "package"):
            part = link.target.rpartition("/")[2]
            over.warnings.append(Warn(code="embedded-object", detail=f"{name}: {part}", unread=True))
    over.warnings += other_things(package, path, name)
    for code, count in counts.items():
        if count:
            unread = (large and code == "sheet-picture") or (code != "sheet-picture" and draws_form(package, path))
            over.warnings.append(Warn(code=code, detail=f"{name}: {count}", unread=unread))
    over.unit = next(filter(None, map(unit_of_account, over.lines)), "")
    told: list[str] = []
    for code in margins:
        for line in margin_lines(code):
            unit = unit_of_account(line)
            over.unit = over.unit or unit
            if holds_figures(line) and line not in told and line != name:
                told.append(line)
    if told:
        text, unread = short(" ".join(told)), may_hold_form("\n".join(told))
        over.warnings.append(Warn(code="margin-text", detail=f"{name}: {text}", unread=unread))
    if may_hold_form("\n".join(over.lines)):
        over.warnings.append(Warn(code="long-text", detail=f"{name}: {short(over.lines[0])}", unread=True))
    return over


def _tree(package: Package, part: str) -> etree._Element | None:
    try:
        data = package.part(part)
        return parse(data) if data else None
    except (InputError, etree.XMLSyntaxError):
        return None


def _drawn(root: etree._Element, over: Over, counts: dict[str, int]) -> bool:
    """The words of boxes into ``over``, pictures and charts counted; whether a picture is large."""
    large = False
    for element in root.iter(etree.Element):
        kind = local(element)
        if kind == "Fallback":
            element.clear()
        elif kind == "sp":
            over.lines.extend(filter(None, map(_paragraph, _all(element, "p"))))
        elif kind == "pic":
            counts["sheet-picture"] += 1
            large = _is_large(element) or large
        elif kind == "graphicFrame":
            kinds = " ".join(data.get("uri", "") for data in _all(element, "graphicData"))
            counts["diagram" if "diagram" in kinds else "chart"] += 1
    return large


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [inner for inner in element.iter(etree.Element) if local(inner) == name]


def _paragraph(paragraph: etree._Element) -> str:
    """A paragraph of a box, without struck words and raised note marks."""
    out = ""
    for run in paragraph:
        words = "".join(text.text or "" for text in _all(run, "t"))
        look = next((child for child in run if local(child) == "rPr"), None)
        if look is not None and look.get("strike", "noStrike") != "noStrike":
            words = marks.struck(words)
        if look is not None and look.get("baseline", "0").lstrip("-").isdecimal() and look.get("baseline", "0") != "0":
            words = marks.lowered(words) if look.get("baseline", "").startswith("-") else marks.raised(words)
        out += words
    return marks.settle(out).text.strip()


def _pictures(root: etree._Element, package: Package, part: str) -> Iterator[Pictured]:
    """The pictures of a drawing that may show words."""
    targets = {link.id: link.target for link in package.relations(part)}
    for element in _all(root, "pic"):
        wide, high = _extent(element)
        shown = picture_in(element, targets, package) if wide >= WIDE and high >= HIGH else None
        if shown is not None:
            yield shown


def picture_in(element: etree._Element, targets: dict[str, str], package: Package) -> Pictured | None:
    """The picture of a ``pic``, whose links lead to ``targets``; ``None`` where there is none in the file."""
    link = next(
        (str(value) for blip in _all(element, "blip") for key, value in blip.items() if str(key).endswith("}embed")), ""
    )
    target = targets.get(link, "")
    try:
        data = package.part(target) if target else None
    except InputError:
        return None
    wide, _ = _extent(element)
    name = target.rpartition("/")[2]
    return (
        Pictured(data=data, name=name, wide=wide if wide < _UNKNOWN else 0.0, large=_is_large(element))
        if data
        else None
    )


def _is_large(picture: etree._Element) -> bool:
    wide, high = _extent(picture)
    return wide >= _WIDE and high >= _HIGH


def _extent(picture: etree._Element) -> tuple[float, float]:
    """Centimetres, by its own extent, else by that of its anchor; a picture that says nothing is as large as can be."""
    anchor = picture.getparent()
    for scope in (picture, anchor):
        for extent in [] if scope is None else _all(scope, "ext"):
            across, down = extent.get("cx", ""), extent.get("cy", "")
            if across.isdecimal() and down.isdecimal() and int(across):
                return int(across) / _EMU, int(down) / _EMU
    return _UNKNOWN, _UNKNOWN
