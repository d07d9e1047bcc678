"""Reviewed names in TOML: read from a profile or a file of their own, and written by ``formaudit names review``."""

from collections.abc import Iterable, Sequence
from functools import reduce
from pathlib import Path
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.errors import UsageError
from formaudit.indicators.lexicon import lexicon
from formaudit.indicators.normalise import head, normalise_name
from formaudit.profiles.fields import Section, parse
from formaudit.settings import Alias, NameBook, Profile

__all__ = ["NAME_TABLES", "Ruling", "read_book", "read_names", "with_names", "write_names"]

NAME_TABLES: Final = ("alias", "same", "distinct")
_SAID: Final = ("reviewer", "date", "reason")


def read_names(path: str) -> NameBook:
    """The reviewed names of a file.

    Raises:
        UsageError: ``not-found``, ``unreadable``, ``profile`` with the line of a mistake.

    """
    try:
        data = Path(path).read_bytes()
    except OSError:
        raise UsageError("unreadable" if Path(path).exists() else "not-found", path) from None
    section = parse(data, path)
    section.only(NAME_TABLES)
    return read_book(section)


def with_names(profile: Profile, paths: Iterable[str]) -> Profile:
    """A profile with the reviewed names of further files.

    Raises:
        UsageError: as ``read_names`` does.

    """
    return reduce(lambda known, path: replace(known, names=known.names + read_names(path)), paths, profile)


def read_book(section: Section) -> NameBook:
    """The tables ``[[alias]]``, ``[[same]]`` and ``[[distinct]]`` of a file.

    Raises:
        UsageError: ``profile`` with the line of a mistake.

    """
    aliases = tuple(alias for table in section.tables("alias") for alias in _aliases(table))
    seen: dict[tuple[str, str], Alias] = {}
    for alias in aliases:
        known = seen.setdefault((alias.kind, head(alias.name)), alias)
        if known.code != alias.code:
            raise section.wrong("alias-twice", "alias", name=alias.name, one=known.code, other=alias.code)
    same, distinct = (tuple(map(_pair, section.tables(key))) for key in ("same", "distinct"))
    both = {_key(pair) for pair in same} & {_key(pair) for pair in distinct}
    for number, pair in enumerate(distinct):
        if _key(pair) in both:
            raise section.wrong("same-and-distinct", "distinct", number, names=" / ".join(pair))
    return NameBook(aliases=aliases, same=same, distinct=distinct)


def _aliases(table: Section) -> Iterable[Alias]:
    table.only(("kind", "code", "names", *_SAID))
    entries = lexicon().entries
    kinds = tuple(dict.fromkeys(entry.kind for entry in entries))
    _need(table, "kind", "code", "names")
    kind = table.text("kind", among=kinds)
    code = table.text("code", among=tuple(entry.code for entry in entries if entry.kind == kind))
    said = _said(table)
    for number, name in enumerate(table.texts("names")):
        if not head(name):
            raise table.wrong("blank", "names", number)
        yield Alias(kind=kind, code=code, name=name, reviewer=said[0], date=said[1], reason=said[2])


def _pair(table: Section) -> tuple[str, str]:
    table.only(("names", *_SAID))
    _need(table, "names")
    names = table.texts("names")
    _said(table)
    if len(names) != 2 or not all(map(normalise_name, names)):
        raise table.wrong("two-names", "names")
    return names[0], names[1]


def _key(pair: tuple[str, str]) -> frozenset[str]:
    return frozenset(map(normalise_name, pair))


def _need(table: Section, *keys: str) -> None:
    for key in keys:
        if key not in table.values:
            raise table.wrong("missing", key)


def _said(table: Section) -> tuple[str, str, str]:
    return table.text("reviewer"), table.date("date"), table.text("reason")


class Ruling(Struct, frozen=True, kw_only=True):
    """What a person decided about a doubtful name: it is (``same``) or is not what it was compared with.

    That is the entry ``code`` of a vocabulary ``kind``, whose nearest name is ``other``; without a kind it is the name
    ``other`` by itself.
    """

    label: str
    other: str
    kind: str = ""
    code: str = ""
    same: bool = True


def write_names(rulings: Sequence[Ruling], *, reviewer: str, date: str, reason: str, before: str = "") -> str:
    """The text of a file of reviewed names: ``before``, the text it had, and then what was decided now.

    ``date`` is ISO. A label that turned out to be of no entry is written down as distinct from the name it was near.

    Raises:
        UsageError: ``names-no-reason`` where reviewer or reason is blank.

    """
    if not reviewer.strip() or not reason.strip():
        raise UsageError("names-no-reason")
    said = f"reviewer = {_quoted(reviewer)}\ndate = {date}\nreason = {_quoted(reason)}\n"
    parts = [before.rstrip() + "\n" if before.strip() else ""]
    for ruling in rulings:
        if ruling.kind and ruling.same:
            parts.append(
                f'[[alias]]\nkind = "{ruling.kind}"\ncode = {_quoted(ruling.code)}\n'
                f"names = [{_quoted(ruling.label)}]\n{said}"
            )
        else:
            table = "same" if ruling.same else "distinct"
            parts.append(f"[[{table}]]\nnames = [{_quoted(ruling.label)}, {_quoted(ruling.other)}]\n{said}")
    return "\n".join(part for part in parts if part)


def _quoted(text: str) -> str:
    """A text as a basic string of TOML."""
    marks = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
    return (
        '"'
        + "".join(
            marks.get(char, char if ord(char) >= 32 and char != "\x7f" else f"\\u{ord(char):04X}") for char in text
        )
        + '"'
    )
