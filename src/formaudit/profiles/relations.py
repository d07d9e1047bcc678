"""The tables ``[[define]]`` and ``[[relation]]`` of a profile: an auditor's own checks."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from difflib import get_close_matches
from typing import Final

from msgspec import Struct

from formaudit.model.verdict import Severity
from formaudit.patterns import compiled
from formaudit.profiles.equation import EquationError, Terms, read_equation, read_expression
from formaudit.profiles.fields import Section
from formaudit.settings import UserRelation

__all__ = ["Definition", "read_definitions", "read_relations"]

_RELATION: Final = ("name", "code", "equation", "severity", "tolerance", "message", "question", "basis")
_CODE: Final = compiled(r"R\d{2,4}")
_NAME: Final = compiled(r"[^\W\d]\w*")
_LARGEST: Final = 1_000_000


class Definition(Struct, frozen=True, kw_only=True):
    """A name for a side of an equation, its own definitions already put in."""

    name: str
    terms: Terms


def read_definitions(section: Section, before: Sequence[Definition]) -> tuple[Definition, ...]:
    """The definitions of a profile and of those it is built on.

    Raises:
        UsageError: ``profile``: a mistake, a name that is not there or is there twice, a circle.

    """
    known = {definition.name: definition.terms for definition in before}
    raw: dict[str, Section] = {}
    for table in section.tables("define"):
        table.only(("name", "expression"))
        for key in ("name", "expression"):
            if key not in table.values:
                raise table.wrong("missing", key)
        name = table.text("name")
        if not _NAME.fullmatch(name) or name == "sum":
            raise table.wrong("definition-name", "name", name=name)
        if name in raw or name in known:
            raise table.wrong("twice", "name", name=name)
        raw[name] = table
    for name in raw:
        _define(name, raw, known, ())
    return tuple(Definition(name=name, terms=terms) for name, terms in known.items())


def _define(name: str, raw: Mapping[str, Section], known: dict[str, Terms], above: tuple[str, ...]) -> Terms:
    """Work a definition out, those it needs first; ``above`` are the names on the way here."""
    if name in known:
        return known[name]
    table = raw[name]

    def resolve(other: str, position: int) -> Terms:
        if other in (*above, name):
            circle = (*above, name, other)
            raise EquationError("circle", position, path=" → ".join(circle[circle.index(other) :]))
        if other not in raw and other not in known:
            raise _unknown(other, position, (*raw, *known))
        return _define(other, raw, known, (*above, name))

    try:
        known[name] = read_expression(table.text("expression"), resolve)
    except EquationError as error:
        raise table.wrong(error.problem, "expression", position=str(error.position), **error.words) from None
    return known[name]


def _unknown(name: str, position: int, known: Sequence[str]) -> EquationError:
    near = get_close_matches(name, known, 1, 0.5)
    return EquationError("unknown-name", position, text=name, near=near[0] if near else "annex3.total.final_budget")


def read_relations(
    section: Section, before: Sequence[UserRelation], definitions: Sequence[Definition]
) -> tuple[UserRelation, ...]:
    """The relations of a profile behind those of the one it is built on; codes not given are the next free ones.

    Raises:
        UsageError: ``profile``: a mistake, or a name or code that is there twice.

    """
    known = {definition.name: definition.terms for definition in definitions}
    tables = section.tables("relation")
    codes = {relation.code for relation in before}
    names = {relation.name for relation in before}
    for table in tables:
        table.only(_RELATION)
        for key in ("name", "equation"):
            if key not in table.values:
                raise table.wrong("missing", key)
        for key, seen in (("name", names), ("code", codes)):
            if key in table.values and table.text(key) in seen:
                raise table.wrong("twice", key, name=table.text(key))
            seen.add(table.text(key))
        if "code" in table.values and not _CODE.fullmatch(table.text("code")):
            raise table.wrong("relation-code", "code", code=table.text("code"))
    found: list[UserRelation] = []
    number = 0
    for table in tables:
        code = table.text("code")
        while not code:
            number += 1
            code = f"R{number:02}" if f"R{number:02}" not in codes else ""
        codes.add(code)
        found.append(_relation(table, code, known))
    return (*before, *found)


def _relation(table: Section, code: str, known: Mapping[str, Terms]) -> UserRelation:
    def resolve(name: str, position: int) -> Terms:
        if name not in known:
            raise _unknown(name, position, tuple(known))
        return known[name]

    try:
        equation = read_equation(table.text("equation"), resolve)
    except EquationError as error:
        raise table.wrong(error.problem, "equation", position=str(error.position), **error.words) from None
    return UserRelation(
        code=code,
        name=table.text("name"),
        equation=equation,
        severity=table.text("severity", "major", among=tuple(severity.value for severity in Severity)),
        tolerance=table.number("tolerance", Decimal(0), high=_LARGEST) if "tolerance" in table.values else None,
        message=table.text("message"),
        question=table.text("question"),
        basis=table.texts("basis"),
    )
