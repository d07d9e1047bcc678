"""Relations of a few figures on both sides of every bound: how each comes out and what it says.

``arithmetic.txt`` has a line for each: the kind, marks (``open``: the parts may be incomplete, ``blank=0``), the result, the
parts and behind ``:`` the outcome with its fit, the arithmetic, what was expected and the reason where nothing is decided.
A figure is as printed, ``□`` blank, ``!x`` damaged, ``?x`` unreadable, ``a~b`` printed as a and perhaps meant as b. Running this
module writes the file anew.
"""

from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from msgspec.structs import replace

from formaudit.graph.reading import read_relation
from formaudit.graph.tolerance import Precision
from formaudit.model.figure import Alternative, Figure, State
from formaudit.model.relation import RelationKind
from tests.graph.making import figure, relation

TABLE: Final = Path(__file__).with_name("arithmetic.txt")
LINES: Final = TABLE.read_text("utf-8").splitlines()
UNITS: Final = ("万元", "亿元", "元", "分", "人", "%")


def _figure(text: str, key: str) -> Figure:
    unit = next((unit for unit in UNITS if text.endswith(unit)), "")
    raw, _, other = text.replace("%", "").removesuffix(unit).partition("~")
    unit = unit or "万元"
    if raw == "□":
        return figure("", unit, key=key, state=State.BLANK)
    if raw[0] in "!?":
        return figure(raw[1:], unit, key=key, state=State.DAMAGED if raw[0] == "!" else State.UNREADABLE)
    found = replace(figure(raw, unit, key=key), raw=raw + ("%" if unit == "%" else ""))
    readings = (Alternative(value=Decimal(other), unit=unit, decimals=found.decimals),) if other else ()
    return replace(found, readings=readings)


def told(given: str) -> str:
    """What comes of a line."""
    head, _, printed = given.partition(" = ")
    kind, *marks, result = head.split()
    places = next((int(mark[1:]) for mark in marks if mark[0] == "."), None)
    precision: Precision = {} if places is None else {"万元@0.0": places}
    parts = [
        _figure(text.removeprefix("-") if kind in ("sum", "increase") else text, f"part{number}")
        for number, text in enumerate(printed.split())
    ]
    asked = replace(
        relation(RelationKind(kind), _figure(result, "result"), *parts, exhaustive="open" not in marks),
        blank_is_zero="blank=0" in marks,
        doubt="some-doubt" if "doubt" in marks else "",
        signs=tuple(-1 if text[0] == "-" and kind in ("sum", "increase") else 1 for text in printed.split()),
        added=Decimal(1) if "+1" in marks else Decimal(0),
    )
    reading = read_relation(asked, precision)
    expected = "" if reading.expected is None else f" expected {reading.expected.normalize():f}"
    off = "" if not reading.difference else f" off {reading.difference.normalize():f}"
    return (
        f"{reading.outcome.value} {reading.fit.value} [{reading.calculation}]{expected}{off} {reading.reason}".rstrip()
    )


@pytest.mark.parametrize("kind", [kind.value for kind in RelationKind])
def test_relations_of_a_kind_come_out_as_they_should(kind: str) -> None:
    mine = [line.partition(" : ") for line in LINES if line.startswith(f"{kind} ")]
    assert mine
    assert [f"{given} : {told(given)}" for given, _, _ in mine] == [f"{given} : {said}" for given, _, said in mine]


if __name__ == "__main__":
    said = (f"{line.partition(' : ')[0]} : {told(line.partition(' : ')[0])}" for line in LINES)
    TABLE.write_text("\n".join(said) + "\n", encoding="utf-8")
