"""Runs that look otherwise than plain: hidden ones go, struck and raised ones are set apart, symbols are spelled."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final

from lxml import etree

from formaudit.extract import marks
from formaudit.extract.contrast import is_lost, is_pale
from formaudit.extract.docx import names as n
from formaudit.extract.docx.looks import PLAIN, Look, look_of
from formaudit.extract.marks import Remark
from formaudit.extract.symbols import is_symbol_font, spelled

__all__ = ["dress", "needs_dress"]

_SPEAKING: Final = (n.STRIKE, n.D_STRIKE, n.VERT_ALIGN, n.POSITION, n.VANISH)
_TINY: Final = frozenset(("1", "2", "3", "4", "5"))
_PRESSED: Final = frozenset(str(wide) for wide in range(1, 13))
_LIGHTS: Final = MappingProxyType(
    {
        "black": "000000", "blue": "0000FF", "cyan": "00FFFF", "darkBlue": "000080", "darkCyan": "008080",
        "darkGray": "808080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
        "darkYellow": "808000", "green": "00FF00", "lightGray": "C0C0C0", "magenta": "FF00FF", "red": "FF0000",
        "white": "FFFFFF", "yellow": "FFFF00",
    }
)  # fmt: skip
"""The colours of Word's text marker by their names."""
_FLAT: Final = 20
"""Twips of an exact row height in which no line of type fits."""


def _may_hide(root: etree._Element, colours: set[str]) -> bool:
    """Whether some type may be as light as paper, or as what lies under it."""
    if any(map(is_pale, colours)) or any(_is_paper(colour) for colour in root.iter(n.COLOR)):
        return True
    grounds = {n.attr(shade, name).upper() for shade in root.iter(n.SHD) for name in ("fill", "color")}
    return bool(colours & grounds - {"AUTO", ""}) or any(_lit(run) in colours for run in root.iter(n.HIGHLIGHT))


def needs_dress(root: etree._Element) -> bool:
    """Whether some run may look otherwise than plain: asked by names that most documents do not have at all."""
    if any(n.attr(element, "val") not in ("0", "false", "baseline") for element in root.iter(*_SPEAKING)):
        return True
    if any(is_symbol_font(n.attr(fonts, "ascii") or n.attr(fonts, "hAnsi")) for fonts in root.iter(n.FONTS)):
        return True
    if next(root.iter(n.NO_FILL, n.TEXT_FILL), None) is not None:
        return True
    colours = {n.attr(colour, "val").upper() for colour in root.iter(n.COLOR)}
    if colours and _may_hide(root, colours):
        return True
    if any(
        n.attr(height, "hRule") == "exact" and n.whole(n.attr(height, "val")) <= _FLAT
        for height in root.iter(n.TR_HEIGHT)
    ):
        return True
    if any(wide.get(n.VAL, "") in _PRESSED for wide in root.iter(n.WIDE)):
        return True
    return any(size.get(n.VAL, "") in _TINY for size in root.iter(n.SZ))


def _is_paper(colour: etree._Element) -> bool:
    return n.attr(colour, "themeColor") == "background1"


def dress(
    root: etree._Element, looks: Mapping[str, Look], shading: Callable[[], frozenset[str]], remarks: list[Remark]
) -> None:
    """Apply to the tree in place what runs look like, by themselves or by their styles; what goes is remarked."""
    flat = _flat_rows(root)
    shaded = _shaded_tables(root, shading)
    drawn = next(root.iter(n.DRAWING, n.PICT), None) is not None
    emptied: dict[etree._Element, None] = {}
    for run in list(root.iter(n.R)):
        look = _look(run, looks)
        if look.vanish:
            words = "".join(text.text or "" for text in run.iterfind(n.T)).strip()
            if words:
                remarks.append(Remark(code="hidden-text", text=words))
                if any(map(str.isdigit, words)):
                    emptied.update((cell, None) for cell in list(run.iterancestors(n.TC))[:1])
            # The marks of a field are often hidden while its result is not: they must stay to be counted.
            for child in list(run):
                if child.tag != n.FLD_CHAR:
                    run.remove(child)
            continue
        texts = [child for child in run if child.tag == n.T and child.text]
        if not texts:
            continue
        if look.font:
            for text in texts:
                text.text = spelled(look.font, text.text or "")
        lost = look.colour is not None and _invisible(run, look.colour, shaded, drawn=drawn)
        unseen = look.tiny or (lost and not look.edged)
        if not unseen and flat:
            unseen = any(row in flat for row in run.iterancestors(n.TR))
        for text in texts:
            words = text.text or ""
            if look.level:
                words = marks.raised(words) if look.level > 0 else marks.lowered(words)
            if look.strike:
                words = marks.struck(words)
            text.text = marks.hidden(words) if unseen else marks.DOUBTED + words if lost else words
    for cell in emptied:
        _doubt_blank(cell)


def _doubt_blank(cell: etree._Element) -> None:
    """A cell that shows nothing since its figure is hidden is no certain blank; in a row without words nobody asks."""
    row = next(cell.iterancestors(n.TR), None)
    paragraph = cell.find(n.P)
    if row is None or paragraph is None or _prints(cell) or not _prints(row):
        return
    etree.SubElement(etree.SubElement(paragraph, n.R), n.T).text = marks.DOUBTED


def _prints(element: etree._Element) -> bool:
    return any((text.text or "").strip() for text in element.iter(*n.PRINTED))


def _look(run: etree._Element, looks: Mapping[str, Look]) -> Look:
    """A run's own look over that of its character style over that of its paragraph's style.

    ``vanish`` and ``strike`` are toggles: a character style switches off what the paragraph style switches on.
    """
    properties = run.find(n.R_PR)
    own = look_of(properties)
    if not looks:
        return own
    style = properties.find(n.R_STYLE) if properties is not None else None
    word = looks.get(n.attr(style, "val"), PLAIN) if style is not None else PLAIN
    block = _paragraph_look(run, looks)
    if word is PLAIN and block is PLAIN:
        return own
    below = word.over(block)
    vanish = bool(word.vanish) != bool(block.vanish)
    strike = bool(word.strike) != bool(block.strike)
    return own.over(
        Look(
            vanish=vanish,
            strike=strike,
            level=below.level,
            font=below.font,
            colour=below.colour,
            tiny=below.tiny,
            edged=below.edged,
        )
    )


def _paragraph_look(run: etree._Element, looks: Mapping[str, Look]) -> Look:
    paragraph = next(run.iterancestors(n.P), None)
    properties = paragraph.find(n.P_PR) if paragraph is not None else None
    style = properties.find(n.P_STYLE) if properties is not None else None
    return PLAIN if style is None else looks.get(n.attr(style, "val"), PLAIN)


def _lit(light: etree._Element) -> str:
    """The colour of a text marker; empty for one that is not known."""
    return _LIGHTS.get(n.attr(light, "val"), "")


def _flat_rows(root: etree._Element) -> set[etree._Element]:
    """Rows of an exact height in which nothing can be seen."""
    found: set[etree._Element] = set()
    for height in root.iter(n.TR_HEIGHT):
        if n.attr(height, "hRule") == "exact" and n.whole(n.attr(height, "val")) <= _FLAT:
            found.update(height.iterancestors(n.TR))
    return found


def _shaded_tables(root: etree._Element, shading: Callable[[], frozenset[str]]) -> set[etree._Element]:
    """The tables whose style shades cells that nothing else shades."""
    styled = [(style, n.attr(style, "val")) for style in root.iter(n.W + "tblStyle")]
    if not styled:
        return set()
    known = shading()
    return {table for style, name in styled if name in known for table in style.iterancestors(n.TBL)}


def _invisible(run: etree._Element, colour: str, shaded: set[etree._Element], *, drawn: bool) -> bool:
    """Whether a colour is that of the ground it stands on, as far as the file says what the ground is.

    Where something is drawn, white words outside tables may stand on it (the title of a cover).
    """
    ground = _ground(run)
    if ground is None:
        if not is_pale(colour) or next(run.iterancestors(n.TXBX), None) is not None:
            return False
        tables = list(run.iterancestors(n.TBL))
        return not (drawn and not tables) and not any(table in shaded for table in tables)
    return is_lost(colour, ground)


def _ground(run: etree._Element) -> str | None:
    """The nearest shading behind a run; ``None`` where none is said."""
    properties = run.find(n.R_PR)
    light = properties.find(n.HIGHLIGHT) if properties is not None else None
    if light is not None and n.attr(light, "val") != "none":
        return _lit(light)
    at: etree._Element | None = run
    while at is not None:
        kind = {n.R: n.R_PR, n.P: n.P_PR, n.TC: n.TC_PR}.get(str(at.tag))
        own = at.find(kind) if kind else None
        shade = own.find(n.SHD) if own is not None else None
        if shade is not None:
            fill = n.attr(shade, "fill").upper()
            pattern = n.attr(shade, "val")
            if pattern == "solid" and n.attr(shade, "color").upper() not in ("", "AUTO"):
                return n.attr(shade, "color").upper()
            if n.attr(shade, "themeFill") or pattern not in ("clear", "nil", ""):
                return ""
            if fill not in ("", "AUTO"):
                return fill
        at = None if at.tag == n.TC else at.getparent()
    return None
