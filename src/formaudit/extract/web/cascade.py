"""What a page's own style sheets and style attributes declare for each element, by weight: the cascade."""

from collections.abc import Iterator, Mapping
from typing import Final

import tinycss2  # type: ignore[import-untyped]  # it ships no types
from cssselect import HTMLTranslator, SelectorError
from cssselect import parse as parse_selectors
from lxml import etree

from formaudit.extract.web.media import holds
from formaudit.extract.web.variables import resolved, variables
from formaudit.extract.web.words import tag_of
from formaudit.patterns import compiled

__all__ = ["declared", "declared_beside"]

_SOLE: Final = compiled(r"^calc\(\s*(-?[\d.]+[A-Za-z%]*)\s*\)$")
"""A sum of one length."""
_MATTERS: Final = frozenset(
    (
        *("display", "visibility", "text-decoration", "text-decoration-line", "vertical-align", "color"),
        *("background", "background-color", "font-size", "font-family", "font", "opacity", "mso-hide", "height"),
        *(
            "max-height",
            "max-width",
            "overflow",
            "overflow-x",
            "overflow-y",
            "-webkit-line-clamp",
            "line-clamp",
            "position",
            "left",
            "top",
            "text-indent",
            "width",
            "content-visibility",
            "clip",
        ),
        *("mso-text-raise", "white-space", "line-height", "bottom", "clip-path", "transform", "zoom", "filter"),
        *("grid-template-columns", "grid-row", "grid-column"),
        *("unicode-bidi", "direction", "content", "flex-direction", "flex-flow", "order", "float"),
        *("-webkit-text-security", "text-security", "-webkit-text-fill-color", "text-line-through"),
        *("background-image", "background-clip", "-webkit-background-clip", "text-shadow", "mix-blend-mode"),
        *("-webkit-text-stroke", "-webkit-text-stroke-width", "right", "min-width"),
        *("gap", "column-gap", "justify-content"),
        *(f"{name}{side}" for name in ("margin", "padding") for side in ("", "-left", "-right")),
    )
)
_OWN: Final = (1000, 0, 0)
"""The weight of an element's own style attribute."""
_ALWAYS: Final = frozenset(("supports", "layer"))
_LONG: Final = 500
"""Signs of a selector within which rules stand in rules."""
_MOST_RULES: Final = 3000
_MOST_MATCHES: Final = 400_000
_SIMPLE: Final = compiled(r"([A-Za-z][\w]*)?(?:\.([A-Za-z_][\w-]*))?")
_TRANSLATOR: Final = HTMLTranslator()


def declared(root: etree._Element) -> dict[etree._Element, dict[str, str]]:
    """For each element its declarations that matter, by their weight; what is urgent wins over the element's own."""
    return _weighed(root, "")


def declared_beside(root: etree._Element, *, before: bool) -> dict[etree._Element, dict[str, str]]:
    """For each element the declarations for what is printed before it, or behind it."""
    return _weighed(root, "before" if before else "after")


def _weighed(root: etree._Element, pseudo: str) -> dict[etree._Element, dict[str, str]]:
    """For each element what the style sheets declare for it, or for what they print before or behind it."""
    index = _Index(root)
    named = variables(root)
    weighed: dict[etree._Element, list[tuple[tuple[bool, tuple[int, int, int], int], dict[str, str]]]] = {}
    matches = order = 0

    def weigh(element: etree._Element, weight: tuple[int, int, int], told: Mapping[str, tuple[str, bool]]) -> None:
        for important in (False, True):
            own = {name: resolved(value, named) for name, (value, urgent) in told.items() if urgent is important}
            if own:
                weighed.setdefault(element, []).append(((important, weight, order), own))

    for sheet in root.iter("style"):
        if not holds(sheet.get("media", "").strip().lower()):
            continue
        for selector, declarations in _rules("".join(map(str, sheet.itertext())))[:_MOST_RULES]:
            order += 1
            for weight, elements in _matching(root, selector, index, pseudo):
                matches += len(elements)
                if matches > _MOST_MATCHES:
                    break
                for element in elements:
                    weigh(element, weight, declarations)
    for element in root.iter(etree.Element) if not pseudo else ():
        style = element.get("style")
        if style:
            weigh(element, _OWN, _declarations(style))
    found: dict[etree._Element, dict[str, str]] = {}
    for element, rules in weighed.items():
        merged: dict[str, str] = {}
        for _, own in sorted(rules, key=lambda rule: rule[0]):
            merged.update(own)
        found[element] = merged
    return found


def _rules(text: str, around: str = "") -> list[tuple[str, dict[str, tuple[str, bool]]]]:
    """The rules of a style sheet that matter and hold on a screen or on paper.

    ``around`` is the selector of the rule that the text stands in, where rules stand in rules.
    """
    found: list[tuple[str, dict[str, tuple[str, bool]]]] = []
    text = text.replace("<!--", " ").replace("-->", " ")
    read = tinycss2.parse_blocks_contents if around else tinycss2.parse_stylesheet
    for rule in read(text, skip_comments=True, skip_whitespace=True):
        if rule.type == "at-rule" and rule.content is not None:
            said = tinycss2.serialize(rule.prelude).strip().lower()
            if rule.at_keyword in _ALWAYS or (rule.at_keyword == "media" and holds(said)):
                found.extend(_rules(tinycss2.serialize(rule.content), around))
        elif rule.type == "qualified-rule":
            content, selector = tinycss2.serialize(rule.content), tinycss2.serialize(rule.prelude).strip()
            if around:
                selector = selector.replace("&", around) if "&" in selector else f"{around} {selector}"
            declarations = _declarations(content)
            if declarations:
                found.append((selector, declarations))
            if "{" in content and len(selector) < _LONG and "," not in selector:
                found.extend(_rules(content, selector))
    return found


def _declarations(text: str) -> dict[str, tuple[str, bool]]:
    found: dict[str, tuple[str, bool]] = {}
    for item in tinycss2.parse_declaration_list(text, skip_comments=True, skip_whitespace=True):
        if item.type == "declaration" and item.lower_name in _MATTERS:
            value = _SOLE.sub(r"\1", tinycss2.serialize(item.value).strip())
            found[item.lower_name] = (value if item.lower_name == "content" else value.lower(), item.important)
    return found


class _Index:
    """The elements of a page by class and by name, since most selectors ask for no more."""

    def __init__(self, root: etree._Element) -> None:
        """Go through the page once."""
        self.by_class: dict[str, list[etree._Element]] = {}
        self.by_name: dict[str, list[etree._Element]] = {}
        for element in root.iter(etree.Element):
            self.by_name.setdefault(tag_of(element), []).append(element)
            for name in element.get("class", "").split():
                self.by_class.setdefault(name, []).append(element)

    def simple(self, selector: str) -> tuple[tuple[int, int, int], list[etree._Element]] | None:
        """The weight and elements of ``.note``, ``td.note`` or ``td``; ``None`` for any other selector."""
        match = _SIMPLE.fullmatch(selector)
        if match is None or not (match[1] or match[2]):
            return None
        name, own = (match[1] or "").lower(), match[2]
        if own is None:
            return (0, 0, 1), self.by_name.get(name, [])
        found = self.by_class.get(own, [])
        if name:
            return (0, 1, 1), [element for element in found if tag_of(element) == name]
        return (0, 1, 0), found


def _matching(
    root: etree._Element, selector: str, index: _Index, pseudo: str
) -> Iterator[tuple[tuple[int, int, int], list[etree._Element]]]:
    """The elements of each part of a selector, with its weight; a part that is not understood has none.

    ``pseudo`` asks for the parts that speak of what is printed before or behind elements.
    """
    if pseudo and pseudo not in selector:
        return
    several = [part.strip() for part in selector.split(",")]
    known = [index.simple(part) for part in several]
    if all(known):
        yield from (part for part in known if part is not None)
        return
    try:
        parts = parse_selectors(selector)
    except (SelectorError, RecursionError):
        return
    for part in parts:
        if (part.pseudo_element or "") != pseudo:
            continue
        try:
            found = root.xpath(_TRANSLATOR.selector_to_xpath(part, prefix="descendant-or-self::"))
        except (SelectorError, etree.XPathError, RecursionError):
            continue
        if isinstance(found, list):
            yield part.specificity(), [element for element in found if etree.iselement(element)]
