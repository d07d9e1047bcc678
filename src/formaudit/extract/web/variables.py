"""Names that a page's style sheets give to values (``--name: value``) and use elsewhere (``var(--name)``)."""

from collections.abc import Mapping
from typing import Final

from lxml import etree

from formaudit.patterns import compiled

__all__ = ["resolved", "variables"]

_GIVEN: Final = compiled(r"(--[\w-]+)\s*:\s*([^;{}]+)")
_USED: Final = compiled(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*(?:\([^()]*\)[^()]*)*))?\)")
_DEEPEST: Final = 4
"""So many names may stand for names."""


def variables(root: etree._Element) -> dict[str, str]:
    """The values that a page names; of a name with several values none is told, since it depends on the place."""
    texts = ["".join(map(str, sheet.itertext())) for sheet in root.iter("style")]
    texts += [style for element in root.iter(etree.Element) if "--" in (style := element.get("style", ""))]
    given: dict[str, set[str]] = {}
    for text in texts:
        for name, value in _GIVEN.findall(text) if "--" in text else ():
            given.setdefault(name, set()).add(value.strip())
    return {name: values.pop() for name, values in given.items() if len(values) == 1}


def resolved(value: str, named: Mapping[str, str]) -> str:
    """A value with the names in it put in; what has none keeps what is said to stand in for it."""
    for _ in range(_DEEPEST):
        if "var(" not in value:
            break
        value = _USED.sub(lambda match: named.get(match[1], match[2] or match[0].replace("var(", "unknown(")), value)
    return value
