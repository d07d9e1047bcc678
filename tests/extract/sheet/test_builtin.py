"""Every number format that a file need not spell out, and common own ones, with values on both sides of what they round.

``builtin.txt`` has a line for each: the format (its number, or its code), then what is shown for each value of the first
line. Running this module writes the file anew.
"""

from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest

from formaudit.extract.sheet.codes import BUILTIN
from formaudit.extract.sheet.printed import print_value

TABLE: Final = Path(__file__).with_name("builtin.txt")
BAR: Final = " ¦ "
LINES: Final = [line.split(BAR) for line in TABLE.read_text("utf-8").splitlines()]
VALUES: Final = LINES[0][1:]


def shown(code: str) -> list[str]:
    spelt = BUILTIN[int(code)] if code.isdecimal() and len(code) <= len("58") and int(code) in BUILTIN else code
    return [print_value(Decimal(value), spelt).replace(" ", "␣") or "∅" for value in VALUES]


@pytest.mark.parametrize("line", LINES[1:], ids=lambda line: str(line[0]))
def test_what_a_cell_shows_by_its_format(line: list[str]) -> None:
    code, *expected = line
    assert shown(code) == expected


@pytest.mark.parametrize(
    ("value", "code", "printed"),
    [
        ("12.345", "# ?/8", "12 3/8"),
        ("0.5", "# ?/8", "4/8"),
        ("1", "# ?/8", "1"),
        ("0", "# ?/8", "0"),
        ("0.97", "# ?/8", "1"),
        ("2.25", "# ??/16", "2 4/16"),
        ("1.5", "?/2", "3/2"),
        ("0.75", "# ??/100", "75/100"),
        ("3.1", "# ?/10", "3 1/10"),
    ],
)
def test_a_denominator_that_is_spelt_out_is_kept(value: str, code: str, printed: str) -> None:
    assert print_value(Decimal(value), code) == printed


def test_every_format_that_need_not_be_spelt_out_is_there() -> None:
    assert {int(line[0]) for line in LINES[1:] if line[0].isdecimal() and int(line[0]) in BUILTIN} == set(BUILTIN)


if __name__ == "__main__":
    rows = [LINES[0], *([line[0], *shown(line[0])] for line in LINES[1:])]
    TABLE.write_text("\n".join(BAR.join(row) for row in rows) + "\n", encoding="utf-8")
