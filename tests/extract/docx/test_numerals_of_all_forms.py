"""Numbers of lists in every form that Word has, at each end of its signs and words: ``numerals.txt``.

A line is a form and, behind a colon each, numbers and how they are printed. Running this module writes the file anew.
"""

from pathlib import Path
from typing import Final

import pytest

from formaudit.extract.docx.numerals import _FORMS, numeral

TABLE: Final = Path(__file__).with_name("numerals.txt")
NUMBERS: Final = (
    -1, 0, 1, 2, 3, 4, 9, 10, 11, 12, 13, 14, 19, 20, 21, 22, 23, 26, 27, 35, 36, 37, 50, 51, 52, 53, 60, 61,
    99, 100, 101, 110, 111, 112, 113, 121, 400, 444, 900, 999, 1000, 1001, 1010, 1100, 3999, 9999, 10000, 10010,
)  # fmt: skip


def told(form: str) -> str:
    """A form with all numbers."""
    return " ".join([form, *(f"{number}:{numeral(number, form)}" for number in NUMBERS)])


@pytest.mark.parametrize("line", TABLE.read_text("utf-8").splitlines(), ids=lambda line: str(line).split()[0])
def test_a_number_is_printed_in_each_form(line: str) -> None:
    assert told(line.split(maxsplit=1)[0]) == line


def test_every_form_is_there() -> None:
    assert {line.split()[0] for line in TABLE.read_text("utf-8").splitlines()} >= _FORMS.keys()


@pytest.mark.parametrize(("pattern", "printed"), [("001, 002", "007"), ("1, 2", "7"), ("", "7"), (" 01 ,02", "07")])
def test_a_custom_form_has_as_many_digits_as_its_sample(pattern: str, printed: str) -> None:
    assert numeral(7, "custom", pattern) == printed


if __name__ == "__main__":
    TABLE.write_text("\n".join(told(form) for form in (*_FORMS, "decimal", "unheard", "none")) + "\n", encoding="utf-8")
