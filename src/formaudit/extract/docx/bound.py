"""Content controls bound to data: Word prints the data, whatever text the control was saved with."""

from typing import Final

from lxml import etree

from formaudit.extract.docx import names as n
from formaudit.extract.package import Package, Relation, parse
from formaudit.patterns import compiled

__all__ = ["fill_bound"]

_PREFIX: Final = compiled(r"xmlns:([\w.-]+)\s*=\s*['\"]([^'\"]+)['\"]")
_FORMATTED: Final = ("date", "dropDownList", "comboBox", "picture", "docPartList")
_ITEM: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/customXml}itemID"


def fill_bound(root: etree._Element, package: Package, relations: tuple[Relation, ...]) -> int:
    """Put the bound data in the place of other text; how many controls showed other text."""
    changed = 0
    stores = _stores(package, relations)
    for binding in list(root.iter(n.DATA_BINDING)):
        control = next(binding.iterancestors(n.SDT), None)
        if control is None or any(next(control.iter(n.W + kind), None) is not None for kind in _FORMATTED):
            continue  # a date or a choice is shown in other words than it is stored in
        store = stores.get(n.attr(binding, "storeItemID").upper())
        content = control.find(n.W + "sdtContent")
        value = _value(store, binding) if store is not None else None
        if content is None or value is None or next(content.iter(n.TBL, n.TC, n.TR), None) is not None:
            continue
        texts = list(content.iter(n.T))
        shown = "".join(text.text or "" for text in texts)
        if not texts or "".join(shown.split()) == "".join(value.split()) or not value.strip():
            continue
        texts[0].text = value
        for text in texts[1:]:
            text.text = ""
        changed += 1
    return changed


def _stores(package: Package, relations: tuple[Relation, ...]) -> dict[str, etree._Element]:
    """The data parts by their identifier."""
    found: dict[str, etree._Element] = {}
    for relation in relations:
        if relation.kind != "customXml":
            continue
        own = next((link for link in package.relations(relation.target) if link.kind == "customXmlProps"), None)
        properties = _parsed(package.part(own.target)) if own is not None else None
        data = _parsed(package.part(relation.target))
        if properties is not None and data is not None:
            found[properties.get(_ITEM, "").upper()] = data
    return found


def _parsed(data: bytes | None) -> etree._Element | None:
    try:
        return parse(data) if data else None
    except etree.XMLSyntaxError:
        return None


def _value(store: etree._Element, binding: etree._Element) -> str | None:
    names = dict(_PREFIX.findall(n.attr(binding, "prefixMappings")))
    try:
        found = store.xpath(n.attr(binding, "xpath"), namespaces=names)
    except (etree.XPathError, ValueError, TypeError):
        return None
    first = found[0] if isinstance(found, list) and found else None
    return "".join(map(str, first.itertext())) if etree.iselement(first) else None
