"""A page taken apart for tests: tags in order, ids, links, text; complains where a tag is not closed."""

from dataclasses import dataclass, field
from enum import Enum
from html.parser import HTMLParser
from typing import TypeVar

from msgspec import Struct

VOID = {"meta", "br", "input"}

Noun = TypeVar("Noun")


@dataclass
class Page:
    """What a parser saw."""

    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    text: str = ""
    unclosed: list[str] = field(default_factory=list)

    @property
    def names(self) -> list[str]:
        """The tags' names without line breaks."""
        return [name for name, _ in self.tags if name != "br"]


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.page = Page()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.page.tags.append((tag, attributes))
        if "id" in attributes:
            self.page.ids.append(attributes["id"] or "")
        href = attributes.get("href")
        if href is not None:
            self.page.links.append(href)
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.page.headings.append((int(tag[1]), ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self.page.unclosed.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] not in ("script", "style"):
            self.page.text += data
        if self.page.headings and any(name[0] == "h" and name[1:].isdigit() for name in self.open):
            level, said = self.page.headings[-1]
            self.page.headings[-1] = (level, said + data)


def parse(text: str) -> Page:
    """Take a page apart."""
    parser = _Parser()
    parser.feed(text)
    parser.close()
    parser.page.unclosed += parser.open
    return parser.page


def poisoned(noun: Noun, payload: str, keep: frozenset[str]) -> Noun:
    """A record with a text put behind every string in it, except in the fields named."""
    if isinstance(noun, Enum):
        return noun
    if isinstance(noun, str):
        return noun + payload  # type: ignore[return-value]  # a string stays a string
    if isinstance(noun, tuple):
        return tuple(poisoned(item, payload, keep) for item in noun)  # type: ignore[return-value]  # and a tuple a tuple
    if isinstance(noun, Struct):
        changed = {
            name: getattr(noun, name) if name in keep else poisoned(getattr(noun, name), payload, keep)
            for name in noun.__struct_fields__
        }
        return type(noun)(**changed)
    return noun
