"""The lexicon of labels (词典): what a column, a fund, an item or a level is called in different places and years."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Final

from formaudit.indicators.normalise import NormalizedName, head, without_typos

__all__ = ["Entry", "Lexicon", "identify", "lexicon"]

_BRACKETS: Final = re.compile(r"[()]")
_RESOURCE: Final = "lexicon.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that labels can name.

    ``kind`` parts the vocabularies (fund-column, indicator-column, source, item …) because one word means different
    things in different blocks of a form; ``code`` is the name inside the program; ``parent`` is the code of the item
    it is a part of, empty for most.
    """

    kind: str
    code: str
    names: tuple[str, ...]
    patterns: tuple[re.Pattern[str], ...] = ()
    parent: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All entries, with a map from (kind, normalised name) to the entry."""

    entries: tuple[Entry, ...]
    exact: dict[tuple[str, str], Entry]
    typos: tuple[tuple[str, str], ...]
    opposites: tuple[tuple[str, str], ...]

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one vocabulary, in the order of the lexicon."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def parent_of(self, item: str) -> str:
        """The code of the budget line that an item is a part of, or an empty text."""
        return next((entry.parent for entry in self.entries if entry.kind == "item" and entry.code == item), "")


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The lexicon that ships with the program, read once."""
    raw = tomllib.loads(files(__package__).joinpath(_RESOURCE).read_text(encoding="utf-8"))
    entries = tuple(
        Entry(
            kind=record["kind"],
            code=record["code"],
            names=tuple(head(name) for name in record["names"]),
            patterns=tuple(re.compile(pattern) for pattern in record.get("patterns", ())),
            parent=record.get("parent", ""),
        )
        for record in raw["entry"]
    )
    exact: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for name in entry.names:
            exact.setdefault((entry.kind, name), entry)
    return Lexicon(
        entries=entries,
        exact=exact,
        typos=tuple(raw["typos"].items()),
        opposites=tuple((left, right) for left, right in raw["opposites"]["pairs"]),
    )


@lru_cache(maxsize=16384)
def identify(kind: str, text: str) -> Entry | None:
    """The entry of a vocabulary that a printed label names, or ``None``.

    Exact names come first, then names with known typing slips mended, then patterns. Nothing fuzzy: a wrong column
    would make false accusations out of every row below it.
    """
    words = lexicon()
    name: NormalizedName = head(text)
    if not name:
        return None
    for candidate in (name, without_typos(name, words.typos)):
        found = words.exact.get((kind, candidate))
        if found is not None:
            return found
        bare = candidate.removesuffix("指标")
        if kind in ("level1", "level2") and bare:
            found = words.exact.get((kind, bare)) or words.exact.get((kind, bare + "指标"))
            if found is not None:
                return found
    for entry in words.entries:
        if entry.kind == kind and any(pattern.fullmatch(name) for pattern in entry.patterns):
            return entry
    # Brackets inside a name part a second word for the same thing: 部门（单位）名称.
    return words.exact.get((kind, NormalizedName(_BRACKETS.sub("", name))))
