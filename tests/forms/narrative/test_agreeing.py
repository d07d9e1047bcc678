"""Sentences as reports are full of them, with figures that agree: alone and beside each other nothing is told of them.

``agreeing.txt`` has one sentence a line. In braces stand names of figures that are drawn anew each time, and what is
reckoned with them: ``{a % b}`` is a as a percentage of b and ``{a // b}`` the quotient, both to two places. Where one
figure bears a mark (``{!a}``) the sentence is told as soon as a digit of that is another one.
"""

import ast
import operator
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

import pytest

from formaudit.forms.narrative import statements_of_text
from formaudit.model.place import Place
from formaudit.model.statement import Standing

SENTENCES: Final = Path(__file__).with_name("agreeing.txt").read_text("utf-8").splitlines()
BREAKING: Final = [sentence for sentence in SENTENCES if "{!" in sentence]
PLACE: Final = Place(file=0)
_CENT: Final = Decimal("0.01")
_HUNDRED: Final = Decimal(100)


def _quotient(upper: Decimal, lower: Decimal) -> Decimal:
    return (upper / lower).quantize(_CENT)


_OPERATORS: Final[Mapping[type[ast.operator], Callable[[Decimal, Decimal], Decimal]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: _quotient,
    ast.Mod: lambda part, whole: _quotient(part * _HUNDRED, whole),
}


def figures(random: Random) -> dict[str, Decimal | str]:
    """Amounts that agree with each other, under the names that the sentences use."""

    def money() -> Decimal:
        return Decimal(random.randint(2000, 90000)) / 100

    def part(of: Decimal, low: int, high: int) -> Decimal:
        return (of * random.randint(low, high) / 100).quantize(_CENT)

    budget, before = money(), money()
    spent = part(budget, 60, 99)
    central = part(budget, 60, 60)
    first, second = part(spent, 45, 45), part(spent, 25, 25)
    central_spent = min(part(central, 70, 99), spent)
    more = spent > before
    return {
        "budget": budget,
        "before": before,
        "spent": spent,
        "left": budget - spent,
        "moved": abs(spent - before),
        "word": "增加" if more else "减少",
        "rate_word": "增长" if more else "下降",
        "grown": abs(budget - before),
        "grown_word": "增加" if budget > before else "减少",
        "first": first,
        "second": second,
        "third": spent - first - second,
        "central": central,
        "local": budget - central,
        "central_spent": central_spent,
        "local_spent": spent - central_spent,
        **{name: Decimal(random.randint(3, 60)) for name in ("some", "others", "more")},
        "price": Decimal(random.choice(("50", "120", "300", "0.5", "15"))),
        "year": Decimal(random.randint(2021, 2024)),
        "score1": Decimal(random.randint(15, 20)),
        "score2": Decimal(random.randint(25, 30)) - Decimal("0.5"),
        "score3": Decimal(random.randint(25, 29)),
        "score4": Decimal(random.randint(8, 10)),
    }


def _value(node: ast.expr, known: Mapping[str, Decimal | str]) -> Decimal | str:
    match node:
        case ast.Name(id=name):
            return known[name]
        case ast.Constant(value=number):
            return Decimal(str(number))
        case ast.BinOp(left=left, op=sign, right=right):
            return _OPERATORS[type(sign)](Decimal(_value(left, known)), Decimal(_value(right, known)))
        case _:
            raise AssertionError(ast.dump(node))


def written(sentence: str, known: Mapping[str, Decimal | str], random: Random | None = None) -> str:
    """A sentence with its figures; that with a mark (``{!spent}``) gets another digit where there is a random one."""
    pieces = sentence.replace("}", "{").split("{")
    return "".join(_printed(piece, known, random) if number % 2 else piece for number, piece in enumerate(pieces))


def _printed(piece: str, known: Mapping[str, Decimal | str], random: Random | None) -> str:
    value = str(_value(ast.parse(piece.lstrip("!"), mode="eval").body, known))
    if random is None or not piece.startswith("!"):
        return value
    places = [place for place, digit in enumerate(value) if digit.isdigit()]
    place = random.choice(places[: max(len(places) - 1, 1)])
    others = [digit for digit in "123456789" if digit != value[place]]
    return value[:place] + random.choice(others) + value[place + 1 :]


def told(text: str) -> list[str]:
    return [one.calculation for one in statements_of_text(text, PLACE) if one.standing is Standing.BROKEN]


@pytest.mark.parametrize("sentence", SENTENCES, ids=lambda sentence: sentence[:30])
def test_a_sentence_whose_figures_agree_is_never_contradicted(sentence: str) -> None:
    random = Random(sentence)
    for _ in range(8):
        text = written(sentence, figures(random))
        assert told(text) == [], text


@pytest.mark.parametrize("sentence", BREAKING, ids=lambda sentence: sentence[:30])
def test_another_digit_in_the_marked_figure_is_told(sentence: str) -> None:
    random = Random(sentence)
    for _ in range(8):
        known = figures(random)
        text = written(sentence, known, random)
        assert told(text) != [], text


@pytest.mark.parametrize("seed", range(120))
def test_sentences_with_figures_of_their_own_stand_beside_each_other(seed: int) -> None:
    random = Random(1000 + seed)
    text = random.choice(("", "\n")).join(
        written(one, figures(random)) for one in random.sample(SENTENCES, random.randint(2, 4))
    )
    assert told(text) == [], text


@pytest.mark.parametrize("seed", range(120))
def test_sentences_beside_each_other_do_not_take_each_others_figures(seed: int) -> None:
    random = Random(seed)
    for _ in range(3):
        known = figures(random)
        text = "".join(written(one, known) for one in random.sample(SENTENCES, random.randint(2, 4)))
        assert told(text) == [], text
