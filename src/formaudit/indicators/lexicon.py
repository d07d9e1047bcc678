"""The lexicon of labels (词典): what a column, a fund, an item or a level is called in different places and years."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.indicators.normalise import NormalizedName, head, normalise_name, without_typos
from formaudit.kept import store
from formaudit.patterns import compiled
from formaudit.settings import NameBook
from formaudit.text import label

__all__ = ["Entry", "Lexicon", "identify", "in_force", "lexicon", "using"]

_BRACKETS: Final = compiled(r"[()]")
_STAGE: Final = compiled(r"\([^()]*(?:年初|调整后|调剂后|追加后|全年)[^()]*\)$")
_RESOURCE: Final = Path(__file__).with_name("lexicon.toml")


class Entry(Struct, frozen=True, kw_only=True):
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


class Lexicon(Struct, frozen=True, kw_only=True, eq=False):
    """All entries, with a map from (kind, normalised name) to the entry, and what is known of words inside names.

    ``patterns`` holds those of each kind in the order of the entries, ``phrases`` what is printed or written beside
    labels in one place or another, by what it tells.

    ``same`` gives a name for which people found another its representative; ``distinct`` holds pairs that people found
    to be two things. Both, and ``exact``, hold normalised names. A lexicon is equal to itself only.
    """

    entries: tuple[Entry, ...]
    patterns: dict[str, tuple[tuple[re.Pattern[str], Entry], ...]]
    phrases: dict[str, tuple[str, ...]]
    exact: dict[tuple[str, str], Entry]
    typos: tuple[tuple[str, str], ...]
    opposites: tuple[tuple[str, str], ...]
    negations: str
    apart: frozenset[str]
    synonyms: tuple[tuple[str, str], ...]
    empty: re.Pattern[str]
    same: dict[str, str]
    distinct: frozenset[frozenset[str]]

    def of_kind(self, kind: str) -> tuple[Entry, ...]:
        """The entries of one vocabulary, in the order of the lexicon."""
        return tuple(entry for entry in self.entries if entry.kind == kind)

    def parent_of(self, item: str) -> str:
        """The code of the budget line that an item is a part of, or an empty text."""
        return next((entry.parent for entry in self.entries if entry.kind == "item" and entry.code == item), "")


@lru_cache(maxsize=1)
def _shipped() -> Lexicon:
    """The lexicon that ships with the program, read once. Its names are written as ``head`` gives them."""
    raw = store().table(_RESOURCE)
    entries = tuple(
        Entry(
            kind=record["kind"],
            code=record["code"],
            names=tuple(record["names"]),
            patterns=tuple(compiled(pattern) for pattern in record.get("patterns", ())),
            parent=record.get("parent", ""),
        )
        for record in raw["entry"]
    )
    exact: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        for name in entry.names:
            exact.setdefault((entry.kind, name), entry)
    synonyms = {word: group[0] for group in raw["synonyms"]["words"] for word in group[1:]}
    return Lexicon(
        entries=entries,
        patterns=_patterns(entries),
        exact=exact,
        phrases={name: tuple(words) for name, words in raw["phrases"].items()},
        typos=tuple(raw["typos"].items()),
        opposites=tuple(pair for group in raw["opposites"]["pairs"] for pair in combinations(group, 2)),
        negations=raw["opposites"]["negations"],
        apart=frozenset(raw["opposites"]["apart"]),
        synonyms=tuple(sorted(synonyms.items(), key=lambda pair: -len(pair[0]))),
        empty=compiled("|".join(raw["synonyms"]["empty"])),
        same={},
        distinct=frozenset(),
    )


def _patterns(entries: tuple[Entry, ...]) -> dict[str, tuple[tuple[re.Pattern[str], Entry], ...]]:
    kinds = dict.fromkeys(entry.kind for entry in entries)
    return {
        kind: tuple((pattern, entry) for entry in entries if entry.kind == kind for pattern in entry.patterns)
        for kind in kinds
    }


@lru_cache(maxsize=8)
def _with(book: NameBook) -> Lexicon:
    """The shipped lexicon with what people have found out; their word goes before the shipped names."""
    base = _shipped()
    own: dict[tuple[str, str], list[str]] = {}
    for alias in book.aliases:
        own.setdefault((alias.kind, alias.code), []).append(head(alias.name))
    entries = tuple(
        replace(entry, names=(*entry.names, *own.get((entry.kind, entry.code), ()))) for entry in base.entries
    )
    known = {(entry.kind, entry.code): entry for entry in entries}
    exact = {key: known[entry.kind, entry.code] for key, entry in base.exact.items()}
    exact |= {(alias.kind, head(alias.name)): known[alias.kind, alias.code] for alias in book.aliases}
    same: dict[str, str] = {}
    for left, right in book.same:
        one, other = normalise_name(left), normalise_name(right)
        old, new = same.get(other, other), same.get(one, one)
        same = {name: new if target == old else target for name, target in same.items()} | {one: new, other: new}
    return replace(
        base,
        entries=entries,
        patterns=_patterns(entries),
        exact=exact,
        same=same,
        distinct=frozenset(frozenset(map(normalise_name, pair)) for pair in book.distinct),
    )


_ACTIVE: Final[ContextVar[Lexicon | None]] = ContextVar("lexicon", default=None)


def lexicon() -> Lexicon:
    """The lexicon in force: the shipped one, or inside ``using`` that with a book of names."""
    return _ACTIVE.get() or _shipped()


in_force: Final = _ACTIVE.get
"""What tells lexicons apart where something is remembered of labels: the one of a book, ``None`` the shipped one."""


@contextmanager
def using(book: NameBook) -> Iterator[None]:
    """Let everything inside know the names of a book: forms are read and names matched with them.

    The readers of forms ask for a label's meaning in many places and long before any rule is known, so the book is
    laid open here and not handed through all of them.
    """
    token = _ACTIVE.set(_with(book) if book != NameBook() else None)
    try:
        yield
    finally:
        _ACTIVE.reset(token)


def identify(kind: str, text: str) -> Entry | None:
    """The entry of a vocabulary that a printed label names, or ``None``.

    Exact names come first, then names with known typing slips mended, then patterns. Nothing fuzzy: a wrong column
    would make false accusations out of every row below it.
    """
    return _identify(in_force(), kind, text)


@lru_cache(maxsize=4096)
def _spellings(words: Lexicon, text: str) -> tuple[NormalizedName, NormalizedName]:
    """The name of a label, and the same with known slips mended: every vocabulary is asked for both."""
    name = head(text)
    return name, without_typos(name, words.typos)


@lru_cache(maxsize=16384)
def _identify(book: Lexicon | None, kind: str, text: str) -> Entry | None:
    words = book or _shipped()
    name, mended = _spellings(words, text)
    if not name:
        return None
    told = _STAGE.search(whole := label(text)) if kind.endswith("-column") else None
    if told is not None:
        # 预算数（年初） and 预算数（调整后） are two columns: here the tail says more than the name before it.
        staged = NormalizedName(_BRACKETS.sub("", whole))
        found = words.exact.get((kind, staged)) or _by_pattern(words, kind, staged)
        if found is not None:
            return found
    for candidate in (name, mended):
        found = words.exact.get((kind, candidate))
        if found is not None:
            return found
        bare = candidate.removesuffix("指标")
        if kind in ("level1", "level2") and bare:
            found = words.exact.get((kind, bare)) or words.exact.get((kind, bare + "指标"))
            if found is not None:
                return found
    # Brackets inside a name part a second word for the same thing: 部门（单位）名称.
    return _by_pattern(words, kind, name) or words.exact.get((kind, NormalizedName(_BRACKETS.sub("", name))))


def _by_pattern(words: Lexicon, kind: str, name: NormalizedName) -> Entry | None:
    for pattern, entry in words.patterns.get(kind, ()):
        if pattern.fullmatch(name):
            return entry
    return None
