"""The relations that an auditor wrote in the profile, as checks: codes R01, R02 … beside those of the catalogue.

A blank is never 0: it counts as nothing only where the same side of the equation has a filled figure. A figure that
the submission does not have leaves the relation undecided; where it has none of them, the relation does not apply.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.evidence import Check, Evidence, Run, Tolerance
from formaudit.checks.plugins import plugin_checks
from formaudit.graph.collect import figures_of
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, Fit, Precision, fit, half_unit, wan
from formaudit.indicators.lexicon import Lexicon, identify, lexicon
from formaudit.indicators.normalise import normalise_name
from formaudit.messages import Phrase, phrase
from formaudit.model.address import Address
from formaudit.model.figure import ZERO, Figure, State
from formaudit.model.place import Place
from formaudit.model.verdict import Effect, Nature, Outcome, Severity, Verdict
from formaudit.settings import Profile, Term, UserRelation

__all__ = ["all_checks", "checks_by_code", "checks_of", "user_checks"]

_REPEAT: Final = r"(?:#\d+)?"
_FLIPPED: Final = {"<=": "≤", ">=": "≥"}
_BROKEN: Final = {"=": "≠", "<=": ">", ">=": "<"}


def user_checks(profile: Profile) -> tuple[Check, ...]:
    """One check for each relation of the profile."""
    return tuple(
        Check(
            code=relation.code,
            name=relation.name,
            severity=Severity(relation.severity),
            nature=Nature.CONTRADICTION,
            run=_run(relation),
            tolerance=Tolerance.MONEY if relation.tolerance is None else Tolerance.PROFILE,
        )
        for relation in profile.relations
    )


def all_checks(profile: Profile) -> tuple[Check, ...]:
    """The catalogue, the relations of the profile, and the checks of the packages that it names."""
    return (*CHECKS, *user_checks(profile), *(plugin_checks(profile.plugins) if profile.plugins else ()))


def checks_of(profile: Profile) -> tuple[Check, ...]:
    """Those that a profile does not switch off."""
    return tuple(check for check in all_checks(profile) if check.code not in profile.disabled)


def checks_by_code(profile: Profile) -> dict[str, Check]:
    """The same by code."""
    return {check.code: check for check in all_checks(profile)}


def _run(relation: UserRelation) -> Run:
    def run(evidence: Evidence) -> Iterator[Verdict]:
        book = _addresses(evidence)
        for star in _stars(relation, book):
            yield _verdict(relation, star, book, evidence.graph.precision)

    return run


def _addresses(evidence: Evidence) -> dict[str, Figure]:
    """Every figure, blanks included, by its address with the names in it made comparable."""
    return {_plain_address(figure.key): figure for figure in figures_of(evidence.submission)}


def _plain_address(address: str) -> str:
    """An address with each name in brackets normalised; a budget line of annex 2 by its code, whatever it is called."""
    return _plain(lexicon(), address)


@lru_cache(maxsize=8192)
def _plain(_: Lexicon, text: str) -> str:
    address = Address.parse(text)
    budget_line = address.head.word == "annex2" and address.head.name is not None

    def name(printed: str) -> str:
        entry = identify("item", printed) if budget_line else None
        pieces = (normalise_name(piece) for piece in printed.split("*"))
        return entry.code if entry is not None else "*".join(pieces)

    return str(address.renamed(name))


def _pattern(address: str) -> re.Pattern[str]:
    """What an address with stars fits; each star is a group that stays inside its name or word."""
    pieces: list[str] = []
    inside = False
    for char in _plain_address(address):
        inside = char == "[" or (inside and char != "]")
        pieces.append((r"([^\[\]]*)" if inside else r"([^.\[\]#]*)") if char == "*" else re.escape(char))
    return re.compile("".join(pieces) + _REPEAT)


def _terms(relation: UserRelation) -> tuple[Term, ...]:
    return (*relation.equation.left, *relation.equation.right)


def _stars(relation: UserRelation, book: Mapping[str, Figure]) -> list[str | None]:
    """The names for which ``*`` stands in turn, in the order of the forms; one ``None`` where there is no such star."""
    starred = [term for term in _terms(relation) if "*" in term.address and not term.total]
    if not starred:
        return [None]
    found: dict[str | None, None] = {}
    for term in starred:
        pattern = _pattern(term.address)
        found |= {match[1]: None for key in book if (match := pattern.fullmatch(key)) is not None}
    return list(found)


class _Part(Struct, frozen=True):
    """A term with the figures found for it, and the address to name where there is none."""

    factor: Decimal
    figures: tuple[Figure, ...]
    address: str


def _found(term: Term, star: str | None, book: Mapping[str, Figure]) -> _Part:
    address = term.address
    if not term.total and star is not None:
        address = address.replace("*", star)
    if "*" in address:
        pattern = _pattern(address)
        return _Part(term.factor, tuple(figure for key, figure in book.items() if pattern.fullmatch(key)), address)
    figure = book.get(_plain_address(address)) if address else None
    return _Part(term.factor, () if figure is None else (figure,), address)


def _verdict(relation: UserRelation, star: str | None, book: Mapping[str, Figure], precision: Precision) -> Verdict:
    left = [_found(term, star, book) for term in relation.equation.left]
    right = [_found(term, star, book) for term in relation.equation.right]
    parts = (*left, *right)
    figures = tuple({figure.key: figure for part in parts for figure in part.figures}.values())
    key = f"{relation.name}[{star}]" if star else relation.name
    if not figures:
        return _silent(relation, key, _nowhere(parts), Outcome.NOT_APPLICABLE, "no-such-figure")
    missing = next((part.address for part in parts if part.address and not part.figures), "")
    if missing:
        return _silent(relation, key, figures, Outcome.UNDECIDED, "no-such-figure", missing)
    if any(figure.state is State.DAMAGED for figure in figures):
        return _silent(relation, key, figures, Outcome.UNDECIDED, "damaged-part")
    unread = next((figure for figure in figures if figure.state is State.UNREADABLE), None)
    if unread is not None:
        return _unreadable(relation, key, figures, unread)
    for side in (left, right):
        own = [figure for part in side for figure in part.figures]
        if own and not any(figure.filled for figure in own):
            every = not any(figure.filled for figure in figures)
            outcome = Outcome.NOT_APPLICABLE if every else Outcome.UNDECIDED
            return _silent(relation, key, figures, outcome, "all-blank", own[0].label)
    stranger = _stranger(parts)
    if stranger is not None:
        return _silent(relation, key, figures, Outcome.UNDECIDED, "units-differ", stranger.label)
    usual = _judged(relation, key, (left, right), figures, precision)
    if usual.outcome is not Outcome.BROKEN:
        return usual
    others = (_judged(relation, key, sides, figures, precision) for sides in _other_sides(left, right, figures))
    return next((each for each in others if each.outcome is Outcome.HOLDS), usual)


def _other_sides(
    left: Sequence[_Part], right: Sequence[_Part], figures: Sequence[Figure]
) -> Iterator[tuple[list[_Part], list[_Part]]]:
    """The sides with the figures read in the other ways that they can be read, all of one group alike."""
    for group in dict.fromkeys(reading.group or figure.key for figure in figures for reading in figure.readings):

        def put(figure: Figure, group: str = group) -> Figure:
            mine = (reading for reading in figure.readings if (reading.group or figure.key) == group)
            return next((figure.read_as(reading) for reading in mine), figure)

        first, second = (
            [replace(part, figures=tuple(put(figure) for figure in part.figures)) for part in side]
            for side in (left, right)
        )
        yield first, second


def _unreadable(relation: UserRelation, key: str, figures: tuple[Figure, ...], unread: Figure) -> Verdict:
    """The verdict where a cell holds something that is no number."""
    silent = _silent(relation, key, figures, Outcome.UNDECIDED, "unreadable-part")
    return replace(silent, message=phrase("undecided.unreadable-part", label=unread.label, printed=unread.raw))


def _nowhere(parts: Sequence[_Part]) -> tuple[Figure, ...]:
    """Evidence for a relation of which the submission has no figure: the address itself."""
    address = next(part.address for part in parts if part.address)
    return (
        Figure(
            key=address,
            label=address,
            raw="",
            value=None,
            unit="",
            decimals=0,
            state=State.NOT_APPLICABLE,
            place=Place(),
        ),
    )


def _silent(
    relation: UserRelation, key: str, figures: tuple[Figure, ...], outcome: Outcome, reason: str, label: str = ""
) -> Verdict:
    return Verdict(
        check=relation.code,
        outcome=outcome,
        key=key,
        figures=figures,
        calculation="",
        message=phrase(f"undecided.{reason}", label=label or figures[0].label),
    )


def _kind(figure: Figure) -> str:
    return "money" if figure.unit in MONEY_UNITS else figure.unit


def _stranger(parts: Sequence[_Part]) -> Figure | None:
    """A figure of another unit than the first one; a factor other than 1 may turn one unit into another."""
    if any(abs(part.factor) != 1 for part in parts if part.figures):
        return None
    filled = [figure for part in parts for figure in part.figures if figure.filled]
    return next((figure for figure in filled if _kind(figure) != _kind(filled[0])), None)


def _value(side: Sequence[_Part]) -> Decimal:
    return sum(
        (
            part.factor * (sum((wan(figure) for figure in part.figures if figure.filled), ZERO) if part.address else 1)
            for part in side
        ),
        ZERO,
    )


def _judged(
    relation: UserRelation,
    key: str,
    sides: tuple[Sequence[_Part], Sequence[_Part]],
    figures: tuple[Figure, ...],
    precision: Precision,
) -> Verdict:
    left, right = (_value(side) for side in sides)
    sign = relation.equation.sign
    close = _fit(relation, left - right, (*sides[0], *sides[1]), precision)
    over = left != right if sign == "=" else left > right if sign == "<=" else left < right
    broken = over and close in (Fit.OFF, Fit.TAIL)
    tail = broken and close is Fit.TAIL
    shown = _BROKEN[sign] if broken else _FLIPPED.get(sign, "=" if left == right else "≈")
    gap = abs(left - right)
    return Verdict(
        check=relation.code,
        outcome=Outcome.BROKEN if broken else Outcome.HOLDS,
        key=key,
        figures=figures,
        calculation=_calculation(sides, sign, shown),
        message=_message(
            relation,
            broken=broken,
            tail=tail,
            rounded=over and not broken,
            gap=_amount(gap, figures),
            sides=(_in_words(sides[0]), _in_words(sides[1])),
            sign=shown,
        ),
        severity=Severity.NOTE if tail else None,
        nature=Nature.ROUNDING if tail else None,
        effect=_effect(gap, figures) if broken else None,
    )


def _fit(relation: UserRelation, difference: Decimal, parts: Sequence[_Part], precision: Precision) -> Fit:
    if relation.tolerance is not None:
        return Fit.EXACT if difference == 0 else Fit.ROUNDING if abs(difference) <= relation.tolerance else Fit.OFF
    halves = [
        abs(part.factor) * half_unit(figure, precision) for part in parts for figure in part.figures if figure.filled
    ]
    return fit(difference, [*halves, ZERO])


def _calculation(sides: tuple[Sequence[_Part], Sequence[_Part]], sign: str, shown: str) -> str:
    """The computed line; of an equation, the side that had to be added up comes first."""
    left, right = (_side(side) for side in sides)
    if sign == "=" and "=" in right and "=" not in left:
        left, right = right, left
    return f"{left} {shown} {right}"


def _side(side: Sequence[_Part]) -> str:
    pieces: list[str] = []
    for part in side:
        factor = abs(part.factor)
        values = [plain(wan(figure)) for figure in part.figures if figure.filled]
        text = plain(factor) if not part.address else " + ".join(values) or "0(空)"
        if part.address and factor != 1:
            text = f"{plain(factor)} × {text if len(values) < 2 else f'({text})'}"
        elif part.factor < 0 and len(values) > 1:
            text = f"({text})"
        pieces.append(f"{'− ' if part.factor < 0 else '+ '}{text}")
    line = " ".join(pieces).removeprefix("+ ")
    return line if " " not in line else f"{line} = {plain(_value(side))}"


def _in_words(side: Sequence[_Part]) -> str:
    """A side of an equation as a clerk reads it: what each figure is called on its form, and what is printed there."""
    pieces: list[str] = []
    for part in side:
        factor = abs(part.factor)
        named = [f"{figure.label}（{figure.raw}）" for figure in part.figures if figure.filled]
        text = plain(factor) if not part.address else " + ".join(named) or "—"
        if part.address and factor != 1:
            text = f"{plain(factor)} × {text}"
        pieces.append(f"{'− ' if part.factor < 0 else '+ '}{text}")
    return " ".join(pieces).removeprefix("+ ")


def _message(
    relation: UserRelation, *, broken: bool, tail: bool, rounded: bool, gap: str, sides: tuple[str, str], sign: str
) -> Phrase:
    """What a relation says; the user's own sentence may name both sides and the gap: {left}, {right}, {gap}."""
    if not broken:
        return phrase("user.rounding") if rounded else phrase("user.holds", name=relation.name)
    if tail:
        return phrase("user.tail", name=relation.name, gap=gap)
    if relation.message:
        own = relation.message.replace("{left}", sides[0]).replace("{right}", sides[1]).replace("{gap}", gap)
        return phrase("user.told" if "{gap}" in relation.message else "user.said", text=own, gap=gap)
    return phrase("user.broken", name=relation.name, shown=f"{sides[0]} {sign} {sides[1]}", gap=gap)


def _amount(gap: Decimal, figures: Sequence[Figure]) -> str:
    unit = "万元" if figures[0].unit in MONEY_UNITS else figures[0].unit
    return f"{plain(gap)}{unit}"


def _effect(gap: Decimal, figures: Sequence[Figure]) -> Effect | None:
    kinds = {_kind(figure) for figure in figures if figure.filled}
    if kinds == {"money"}:
        return Effect(money=gap)
    return Effect(score=gap) if kinds == {"分"} else None
