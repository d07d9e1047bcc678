"""The same places in files that LibreOffice writes from ours: DOC, RTF, ODT, XLS and ODS."""

import io
import zipfile
from collections.abc import Iterator
from typing import Final

from benchmarks.hidden import book, word
from benchmarks.hidden.content import MARK, Load, host, loads
from formaudit.extract import soffice

__all__ = ["CONVERTED", "cases"]

CONVERTED: Final = {
    "doc": ("docx", "doc:MS Word 97"),
    "rtf": ("docx", "rtf:Rich Text Format"),
    "odt": ("docx", "odt:writer8"),
    "xls": ("xlsx", "xls:MS Excel 97"),
    "ods": ("xlsx", "ods:calc8"),
}
"""By format: the format it is made from, and what the converter is asked for."""
_CLOSED: Final = ("picture", "object", "ole", "packager", "workbook", "background")
"""In the names of places: what stands there is packed, and cannot be looked for in the bytes."""
_DRAWN: Final = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"\\pict", b"89504e470d0a")
"""How a picture begins in what a converter writes."""
_SECONDS: Final = 120.0


def cases(form: str, only: str, font: str) -> Iterator[tuple[str, Load, dict[str, bytes], dict[str, bytes]]]:
    """Each place that the converter carries over, with its load, its files, and those of its open twin."""
    base, target = CONVERTED[form]
    places = {"docx": word.PLACES, "xlsx": book.PLACES}[base]
    made = [(place, load) for place in places if only in place for load in loads()]
    inputs = [(f"{place}.{load.name}", places[place](load, font), base) for place, load in made]
    twins = {load.name: host(load, base, openly=True) for load in loads()}
    inputs += [(f"twin.{name}", next(iter(files.values())), base) for name, files in twins.items()]
    answers = soffice.convert(inputs, target, _SECONDS)
    there = {place for place, load in made if load.name == "figure" and _carries(answers[f"{place}.figure"], place)}
    for place, load in made:
        answer, twin = answers[f"{place}.{load.name}"], answers[f"twin.{load.name}"]
        if place in there and isinstance(answer, bytes) and isinstance(twin, bytes):
            rest = {name: data for name, data in host(load, base).items() if not name.startswith("材料")}
            yield place, load, {f"材料.{form}": answer, **rest}, {f"材料.{form}": twin, **rest}


def _carries(answer: object, place: str) -> bool:
    """Whether the converter has taken over what is hidden."""
    if not isinstance(answer, bytes):
        return False
    if "picture" in place and not any(mark in part for part in _parts(answer) for mark in _DRAWN):
        return False
    closed = any(word_ in place for word_ in _CLOSED) and (not answer.startswith(b"{\\rtf") or b"objdata" in answer)
    return closed or any(form in part for part in _parts(answer) for form in (MARK.encode(), MARK.encode("utf-16-le")))


def _parts(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield package.read(name)
