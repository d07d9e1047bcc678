"""All that is seen of an OFD page: glyphs with their boxes, rules, shades, pictures, what is hidden, and the page as painted, of letters the first.

``whole.txt`` has a block for each page. A line of its head is an object: ``text x y attributes | words | attributes of the
code | what stands before it``, ``path box attributes | data | what stands before them``, ``picture box attributes``, or
an element as it stands in the file; ``page``, ``common``, ``note`` and ``resource`` begin what stands elsewhere.
Millimetres in the head, points below it. Running this module writes the file anew.
"""

import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from formaudit.extract.ofd.pages import OfdPage, read_pages
from formaudit.extract.ofd.painted import as_pdf
from formaudit.extract.ofd.parts import open_parts
from formaudit.extract.pdf.ink import Glyph
from tests.extract.ofd.making import NAMESPACE, Maker
from tests.whole import NOTHING, blocks, short, written

TABLE: Final = Path(__file__).with_name("whole.txt")
_ELSEWHERE: Final = ("page", "common", "note", "resource", "own", "template")


def _object(line: str) -> str:
    kind, _, rest = line.partition(" ")
    head, *others = [part.strip() for part in rest.split("|")]
    others += ["", "", ""]
    if kind == "text":
        x, y, *attributes = head.split(" ", 2)
        said = " ".join(attributes)
        size = "" if "Size=" in said else ' Size="4"'
        box = "" if "Boundary=" in said else f' Boundary="{x} {y} 60 4"'
        start = "" if others[1].startswith("X=") else 'X="0" Y="3.5" '
        code = f"<ofd:TextCode {start}{others[1]}>{others[0]}</ofd:TextCode>"
        return f"<ofd:TextObject{box}{size} {said}>{others[2]}{code}</ofd:TextObject>"
    if kind in ("path", "picture"):
        x, y, wide, high, *attributes = head.split(" ", 4)
        said = f'Boundary="{x} {y} {wide} {high}" {" ".join(attributes)}'
        if kind == "picture":
            return f"<ofd:ImageObject {said}/>"
        return (
            f"<ofd:PathObject {said}>{others[1]}<ofd:AbbreviatedData>{others[0]}</ofd:AbbreviatedData></ofd:PathObject>"
        )
    return line


def _made(head: str) -> bytes:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for line in head.split("\n"):
        place, _, rest = line.partition(" ")
        found[place if place in _ELSEWHERE else ""].append(_object(rest if place in _ELSEWHERE else line))
    parts = {
        "Doc_0/Res.xml": f"<ofd:Res {NAMESPACE} BaseLoc='Res'>{''.join(found['resource'])}</ofd:Res>",
        "Doc_0/Own.xml": f"<ofd:Res {NAMESPACE}>{''.join(found['own'])}</ofd:Res>",
        "Doc_0/Template.xml": f"<ofd:Page {NAMESPACE}><ofd:Content>{''.join(found['template'])}</ofd:Content></ofd:Page>",
        "Doc_0/Annots.xml": f"<ofd:Annotations {NAMESPACE}><ofd:Page PageID='0'><ofd:FileLoc>Notes.xml</ofd:FileLoc></ofd:Page>"
        "</ofd:Annotations>",
        "Doc_0/Notes.xml": f"<ofd:PageAnnot {NAMESPACE}>{''.join(found['note'])}</ofd:PageAnnot>",
    }
    return Maker(
        pages=["".join(found[""])],
        common="".join(found["common"])
        + '<ofd:DocumentRes>Res.xml</ofd:DocumentRes><ofd:TemplatePage ID="7" BaseLoc="Template.xml"/>',
        page_head="".join(found["page"]) + ("<ofd:PageRes>/Doc_0/Own.xml</ofd:PageRes>" if found["own"] else ""),
        tail="<ofd:Annotations>Annots.xml</ofd:Annotations>" if found["note"] else "",
        parts={name: text.encode() for name, text in parts.items()},
    ).data()


def _numbers(*values: float) -> str:
    return " ".join(f"{value:.1f}".replace("-0.0", "0.0") for value in values)


def _glyph(one: Glyph) -> str:
    turn = f" turn {one.turn}" if one.turn else ""
    return f"  {'_' if one.spaced else ''}{one.char} {_numbers(one.x0, one.top, one.x1, one.bottom)}{turn}"


def _page(page: OfdPage) -> Iterator[str]:
    ink = page.ink
    yield from map(_glyph, ink.glyphs)
    yield from (f"  across {_numbers(*rule)}" for rule in ink.across)
    yield from (f"  down {_numbers(*rule)}" for rule in ink.down)
    yield from (
        f"  shade {_numbers(shade.x0, shade.top, shade.x1, shade.bottom)}{' white' if shade.white else ''}"
        for shade in ink.shades
    )
    yield from (
        f"  picture {picture.resource} {_numbers(*picture.box)} by {_numbers(*picture.placed)}{f' {part}' if part else ''}"
        for picture, part in page.pictures
    )
    yield from (f"  aside {code}: {words}" for code, words in ink.aside)
    yield from (f"  doubt {_numbers(*box)}" for box in ink.doubts)
    said = {"hidden": page.hidden, "curves": page.curves, "unmapped": ink.unmapped, "objects": ink.objects}
    size = "" if (round(ink.width), round(ink.height)) == (595, 842) else f" of {_numbers(ink.width, ink.height)}"
    share = f" {ink.picture:.2f} picture" if ink.picture else ""
    yield f"  page{size}{share} {' '.join(f'{name} {count}' for name, count in said.items() if count)}".rstrip()


def _painted(data: bytes) -> Iterator[str]:
    pdf = as_pdf(data, {1})
    stream = re.search(rb"/Length (\d+)>>\nstream\n", pdf)
    assert stream is not None
    content = zlib.decompress(pdf[stream.end() : stream.end() + int(stream[1])]).decode()
    lines = [line for line in content.splitlines() if line not in ("BT", "ET", "0 g 0.5 w")]
    letters = [line for line in lines if line.endswith("Tj")]
    yield from (f"  paints {line}" for line in lines if line not in letters[1:])


def told(head: str) -> list[str]:
    """The lines of a block."""
    data = _made(head)
    (page,) = read_pages(open_parts(data, "页"), "页")
    return [NOTHING] if page is None else [*_page(page), *_painted(data)]


@pytest.mark.parametrize(("head", "lines"), blocks(TABLE), ids=short)
def test_all_that_is_seen_of_a_page(head: str, lines: list[str]) -> None:
    assert told(head) == lines


if __name__ == "__main__":
    written(TABLE, told)
