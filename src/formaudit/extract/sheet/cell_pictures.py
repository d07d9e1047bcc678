"""Pictures that are the values of cells: ``DISPIMG`` of WPS, and those that Excel places into a cell."""

from typing import Final, TypeVar

from lxml import etree
from msgspec import Struct, field

from formaudit.errors import InputError
from formaudit.extract.package import Package, Relation, parse
from formaudit.extract.pictured import Pictured
from formaudit.extract.sheet.drawings import picture_in
from formaudit.extract.sheet.stream import local

__all__ = ["CellPictures", "cell_pictures"]

T = TypeVar("T")
_LOCAL: Final = "_rvRel:LocalImageIdentifier"
_KINDS: Final = frozenset(("_localImage", "_webimage"))
_NONE: Final = Pictured(data=b"", name="", wide=0.0, large=True)
"""A picture of which only is known that it is one: it cannot be read."""


class CellPictures(Struct, frozen=True):
    """``named`` are the pictures by the name that a formula of WPS calls, ``valued`` by a cell's number of metadata."""

    named: dict[str, Pictured] = field(default_factory=dict)
    valued: dict[str, Pictured] = field(default_factory=dict)

    def called(self, formula: str) -> Pictured:
        """The picture that a formula shows, as far as it is in the file."""
        name = formula.partition('"')[2].partition('"')[0]
        return self.named.get(name, _NONE)


def cell_pictures(package: Package, links: dict[str, Relation]) -> CellPictures:
    """The pictures of a workbook whose relationships are ``links``."""
    by_kind = {link.kind: link.target for link in links.values()}
    return CellPictures(named=_named(package, by_kind), valued=_valued(package, by_kind))


def _named(package: Package, by_kind: dict[str, str]) -> dict[str, Pictured]:
    part = by_kind.get("cellImage", "xl/cellimages.xml")
    root = _tree(package, part)
    if root is None:
        return {}
    targets = {link.id: link.target for link in package.relations(part)}
    found: dict[str, Pictured] = {}
    for picture in _all(root, "pic"):
        name = next((each.get("name", "") for each in _all(picture, "cNvPr")), "")
        shown = picture_in(picture, targets, package)
        if name and shown is not None:
            found[name] = shown
    return found


def _valued(package: Package, by_kind: dict[str, str]) -> dict[str, Pictured]:
    """A cell's number leads over its metadata to a rich value; the structure of that says which value is a picture."""
    metadata = _tree(package, by_kind.get("sheetMetadata", ""))
    values = _tree(package, by_kind.get("rdRichValue", ""))
    shapes = _tree(package, by_kind.get("rdRichValueStructure", ""))
    if metadata is None or values is None or shapes is None:
        return {}
    part = by_kind.get("richValueRel", "")
    links = {link.id: link.target for link in package.relations(part)} if part else {}
    linked = _tree(package, part)
    order = [] if linked is None else [links.get(_id_of(each), "") for each in _all(linked, "rel")]
    kinds = [(each.get("t", ""), [key.get("n", "") for key in _all(each, "k")]) for each in _all(shapes, "s")]
    rich = [(_number(each.get("s")), [value.text or "" for value in _all(each, "v")]) for each in _all(values, "rv")]
    future = next((each for each in _all(metadata, "futureMetadata") if each.get("name") == "XLRICHVALUE"), None)
    chosen = [] if future is None else [_number(each.get("i")) for each in _all(future, "rvb")]
    found: dict[str, Pictured] = {}
    for number, block in enumerate((bk for each in _all(metadata, "valueMetadata") for bk in _all(each, "bk")), 1):
        at = next((_number(each.get("v")) for each in _all(block, "rc")), -1)
        shape, said = _at(rich, _at(chosen, at, -1), (-1, list[str]()))
        kind, keys = _at(kinds, shape, ("", list[str]()))
        if kind not in _KINDS:
            continue
        place = _number(_at(said, keys.index(_LOCAL), "")) if _LOCAL in keys else -1
        target = _at(order, place, "")
        data = _data(package, target)
        name = target.rpartition("/")[2]
        found[str(number)] = Pictured(data=data, name=name, wide=0.0, large=True) if data else _NONE
    return found


def _at(items: list[T], number: int, otherwise: T) -> T:
    return items[number] if 0 <= number < len(items) else otherwise


def _number(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() else -1


def _id_of(element: etree._Element) -> str:
    return next((str(value) for key, value in element.items() if str(key).endswith("}id")), "")


def _all(element: etree._Element, name: str) -> list[etree._Element]:
    return [inner for inner in element.iter(etree.Element) if local(inner) == name]


def _data(package: Package, part: str) -> bytes:
    try:
        return (package.part(part) or b"") if part else b""
    except InputError:
        return b""


def _tree(package: Package, part: str) -> etree._Element | None:
    data = _data(package, part)
    try:
        return parse(data) if data else None
    except etree.XMLSyntaxError:
        return None
