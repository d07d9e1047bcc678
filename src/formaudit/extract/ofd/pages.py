"""The pages of an OFD package as ink: templates under them, annotations over them, all in points."""

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from formaudit.extract.ofd.geometry import POINTS, Matrix, numbers, pair_of
from formaudit.extract.ofd.objects import PagePicture, Resources, Seen, walk
from formaudit.extract.ofd.parts import Body, Parts, bodies, children, first, local, text_of
from formaudit.extract.pdf.aside import Aside
from formaudit.extract.pdf.ink import Box, Glyph, Ink
from formaudit.extract.pdf.slanted import laid_level
from formaudit.extract.pdf.struck import runs_of, struck
from formaudit.extract.pdf.tiny import without_tiny
from formaudit.extract.unit_line import holds_figures

__all__ = ["OfdPage", "read_pages"]

_A4: Final = (0.0, 0.0, 210.0, 297.0)
_LARGEST: Final = 20_000.0
"""Millimetres; beyond it a page box is nonsense."""
_BOXES: Final = ("PhysicalBox", "CropBox", "ApplicationBox", "ContentBox")


class OfdPage(Struct, frozen=True, kw_only=True):
    """A page: its ink, its pictures with the parts that hold them, and how many glyphs nobody can see."""

    ink: Ink
    pictures: tuple[tuple[PagePicture, str], ...]
    hidden: int
    curves: int


def read_pages(parts: Parts, path: str) -> Iterator[OfdPage | None]:
    """The pages of all documents of a package in order; ``None`` stands for a page whose part is missing or broken.

    Raises:
        InputError: damaged, encrypted, too-large.

    """
    number = 0
    for body in bodies(parts, path):
        common = first(body.root, "CommonData")
        resources = _resources(parts, body, common)
        templates = {
            entry.get("ID", ""): parts.resolve(entry.get("BaseLoc", ""), body.part)
            for entry in (children(common, "TemplatePage") if common is not None else ())
        }
        notes = _annotations(parts, body)
        area = first(common, "PageArea") if common is not None else None
        for entry in body.pages:
            number += 1
            root = parts.xml(entry.part)
            if root is None:
                yield None
                continue
            own = _with_own(parts, root, entry.part, resources)
            yield _page(parts, root, number, area, templates, notes.get(entry.id, ""), own, path)


def _page(
    parts: Parts,
    root: Any,
    number: int,
    area: Any | None,
    templates: dict[str, str],
    note: str,
    resources: Resources,
    path: str,
) -> OfdPage:
    x, y, wide, high = _box(first(root, "Area"), area)
    space: Matrix = (POINTS, 0.0, 0.0, POINTS, -x * POINTS, -y * POINTS)
    seen = Seen(path)
    under = [entry for entry in children(root, "Template") if (entry.get("ZOrder") or "Background") != "Foreground"]
    over = [entry for entry in children(root, "Template") if entry not in under]
    for group in (under, [root], over):
        for entry in group:
            source = root if entry is root else parts.xml(templates.get(entry.get("TemplateID", ""), ""))
            content = first(source, "Content") if source is not None else None
            if content is not None:
                walk(content, space, resources, seen)
    aside = _annotated(parts, note, space, resources, seen)
    heads = laid_level(seen.leaning, seen.glyphs, seen.drawn.across, seen.drawn.down)
    seen.glyphs += heads.glyphs
    seen.drawn.across += heads.across
    seen.drawn.down += heads.down
    seen.slanted += heads.others
    unseen = [*seen.unseen, "".join(glyph.char for glyph in seen.hidden)]
    aside += [*(("hidden-text", words) for words in unseen), *(("slanted-text", words) for words in seen.slanted)]
    width, height = wide * POINTS, high * POINTS
    glyphs = tuple(
        glyph
        for glyph in seen.glyphs
        if 0 <= glyph.x0 + glyph.x1 <= 2 * width and 0 <= glyph.top + glyph.bottom <= 2 * height
    )
    shown, lost = without_tiny(list(glyphs))
    glyphs = tuple(shown)
    runs = runs_of(glyphs)
    lines = struck(runs, seen.drawn.across, seen.drawn.down)
    crossed, strokes = (
        [(box[0], runs[at][1], box[2], runs[at][3]) for at, box, _ in lines],
        {line for _, _, line in lines},
    )
    glyphs = tuple(glyph for glyph in glyphs if not any(_in(glyph, box) for box in crossed))
    share = max((_share(picture.box, width, height) for picture in seen.pictures), default=0.0)
    return OfdPage(
        ink=Ink(
            page=number,
            width=width,
            height=height,
            turn=0,
            glyphs=glyphs,
            across=tuple(rule for rule in seen.drawn.across if rule not in strokes),
            down=tuple(seen.drawn.down),
            shades=tuple(seen.drawn.shades),
            picture=share,
            unmapped=seen.unmapped,
            objects=seen.objects,
            pictures=tuple(picture.box for picture in seen.pictures),
            aside=tuple((code, words) for code, words in aside if holds_figures(words)),
            doubts=(*crossed, *seen.doubts, *lost),
        ),
        pictures=tuple((picture, resources.pictures.get(picture.resource, "")) for picture in seen.pictures),
        hidden=len(seen.hidden),
        curves=seen.drawn.curves,
    )


def _in(glyph: Glyph, box: Box) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _box(own: Any | None, common: Any | None) -> tuple[float, float, float, float]:
    for area in (own, common):
        for name in _BOXES if area is not None else ():
            found = numbers(text_of(first(area, name)))
            if len(found) == 4 and 0 < found[2] < _LARGEST and 0 < found[3] < _LARGEST:
                return found[0], found[1], found[2], found[3]
    return _A4


def _share(box: tuple[float, float, float, float], width: float, height: float) -> float:
    wide, high = min(box[2], width) - max(box[0], 0.0), min(box[3], height) - max(box[1], 0.0)
    return max(wide, 0.0) * max(high, 0.0) / (width * height)


def _resources(parts: Parts, body: Body, common: Any | None) -> Resources:
    found = Resources(pens={}, units={}, pictures={})
    if common is None:
        return found
    for entry in common:
        if local(entry) in ("PublicRes", "DocumentRes"):
            found = _joined(parts, parts.resolve(text_of(entry), body.part), found)
    return found


def _with_own(parts: Parts, root: Any, part: str, resources: Resources) -> Resources:
    """The resources with those of a page of its own."""
    for entry in children(root, "PageRes"):
        resources = _joined(parts, parts.resolve(text_of(entry), part), resources)
    return resources


def _joined(parts: Parts, part: str, known: Resources) -> Resources:
    root = parts.xml(part)
    if root is None:
        return known
    base = root.get("BaseLoc") or ""
    pens, units, pictures = dict(known.pens), dict(known.units), dict(known.pictures)
    for group in root:
        for entry in group:
            kind, name = local(entry), entry.get("ID", "")
            if kind == "DrawParam":
                pens[name] = entry
            elif kind == "CompositeGraphicUnit":
                units[name] = entry
            elif kind == "MultiMedia":
                file = text_of(first(entry, "MediaFile"))
                pictures[name] = _media(parts, file, base, part)
    for name, pen in pens.items():
        above = pens.get(pen.get("Relative") or "")
        if above is not None and above is not pen:
            for child in above:
                if first(pen, local(child)) is None and local(child):
                    pen.append(child)
            if pen.get("LineWidth") is None and above.get("LineWidth") is not None:
                pen.set("LineWidth", above.get("LineWidth"))
        pens[name] = pen
    return Resources(pens=pens, units=units, pictures=pictures)


def _media(parts: Parts, file: str, base: str, part: str) -> str:
    """The part of a picture: in the folder that the resources name, or beside them."""
    tried = [f"{base.rstrip('/')}/{file}", file] if base and not file.startswith("/") else [file]
    before = len(parts.missing)
    for location in tried:
        found = parts.resolve(location, part)
        if found:
            del parts.missing[before:]
            return found
    return ""


def _annotations(parts: Parts, body: Body) -> dict[str, str]:
    """For each page its part with annotations."""
    entry = first(body.root, "Annotations")
    if entry is None:
        return {}
    part = parts.resolve(text_of(entry), body.part)
    root = parts.xml(part)
    if root is None:
        return {}
    return {
        page.get("PageID", ""): parts.resolve(text_of(first(page, "FileLoc")), part) for page in children(root, "Page")
    }


def _annotated(parts: Parts, part: str, space: Matrix, resources: Resources, seen: Seen) -> list[Aside]:
    """What annotations show: notes, stamps, fields. A watermark is not of the page, nor are remarks: they are told."""
    aside: list[Aside] = []
    root = parts.xml(part) if part else None
    if root is None:
        return aside
    for note in children(root, "Annot"):
        hidden = (note.get("Visible") or "true").strip().lower() == "false"
        looks = " ".join(text_of(look) for look in children(note, "Appearance"))
        remark = text_of(first(note, "Remark"))
        if remark and "".join(remark.split()) not in "".join(looks.split()):
            aside.append(("page-notes", remark))
        if hidden or (note.get("Type") or "").lower() == "watermark":
            aside.append(("hidden-text" if hidden else "slanted-text", looks))
            continue
        for look in children(note, "Appearance"):
            x, y = pair_of(look.get("Boundary"))
            inner: Matrix = (*space[:4], space[4] + x * POINTS, space[5] + y * POINTS)
            walk(look, inner, resources, seen)
    return aside
