"""A relation that an auditor wrote, in words: its computed line, what it says, and what a gap in it moves."""

from collections.abc import Sequence
from decimal import Decimal

from formaudit.checks.by_users.written_sides import Part, kind_of_unit, value_of
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import Phrase, phrase
from formaudit.model.figure import Figure
from formaudit.model.verdict import Effect
from formaudit.settings import UserRelation

__all__ = ["amount", "calculation", "effect_of", "message", "side_in_words"]


def calculation(sides: tuple[Sequence[Part], Sequence[Part]], sign: str, shown: str) -> str:
    """The computed line; of an equation, the side that had to be added up comes first."""
    left, right = (_side(side) for side in sides)
    if sign == "=" and "=" in right and "=" not in left:
        left, right = right, left
    return f"{left} {shown} {right}"


def _side(side: Sequence[Part]) -> str:
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
    return line if " " not in line else f"{line} = {plain(value_of(side))}"


def side_in_words(side: Sequence[Part]) -> str:
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


def message(
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


def amount(gap: Decimal, figures: Sequence[Figure]) -> str:
    """A gap with the unit of what was compared."""
    unit = "万元" if figures[0].unit in MONEY_UNITS else figures[0].unit
    return f"{plain(gap)}{unit}"


def effect_of(gap: Decimal, figures: Sequence[Figure]) -> Effect | None:
    """The money or the points that a gap moves; nothing where other things were compared."""
    kinds = {kind_of_unit(figure) for figure in figures if figure.filled}
    if kinds == {"money"}:
        return Effect(money=gap)
    return Effect(score=gap) if kinds == {"分"} else None
