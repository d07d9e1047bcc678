"""What a spreadsheet cell prints: its value under its number format (数字格式)."""

from decimal import Decimal
from functools import lru_cache
from typing import Final

from formaudit.extract.sheet.codes import Mark, Section, parse
from formaudit.extract.sheet.dates import print_date
from formaudit.extract.sheet.digits import general, print_number, settle

__all__ = ["hides_sign", "print_text", "print_value"]

_TEXT_SECTION: Final = 3


@lru_cache(maxsize=4096)
def hides_sign(code: str) -> bool:
    """Whether a format prints negative numbers exactly as positive ones, without even another colour."""
    sections = parse(code)
    section, bare = _choose(Decimal(-1), sections)
    positive, _ = _choose(Decimal(1), sections)
    if section is None or positive is None or not bare or section.is_date:
        return False
    return not section.coloured and not _tells(section, positive) and _has_digits(section)


@lru_cache(maxsize=65536)
def print_value(value: Decimal, code: str, *, from_1904: bool = False) -> str:
    """A number (a date is a number of days) as printed under a format code, without the blanks kept for alignment.

    Where only the colour says that a number is negative, or nothing does, a minus sign stands for it.
    """
    if not value.is_finite():
        return str(value)
    value = settle(value)
    sections = parse(code)
    section, bare = _choose(value, sections)
    if section is None:
        return general(value)
    if section.is_date:
        return print_date(value, section, from_1904=from_1904).strip()
    if bare and value < 0 and _has_digits(section):
        positive, _ = _choose(-value, sections)
        bare = positive is None or _tells(section, positive)
    sign = "-" if value < 0 and not bare else ""
    return (sign + print_number(abs(value), section).strip()).strip()


def print_text(text: str, code: str) -> str:
    """A text under a format code: as it stands, unless the code has a section for text that adds to or hides it."""
    sections = parse(code)
    last = sections[-1]
    if len(sections) <= _TEXT_SECTION and not last.is_text:
        return text
    marks = {token.mark for token in last.tokens}
    if marks - {Mark.TEXT, Mark.LITERAL}:
        return text
    return "".join(text if token.mark is Mark.TEXT else token.text.strip() for token in last.tokens)


def _tells(section: Section, positive: Section) -> bool:
    """Whether the words of a section for negative numbers tell them from positive ones."""
    return section.words != positive.words


def _has_digits(section: Section) -> bool:
    return any(token.mark in (Mark.DIGIT, Mark.GENERAL) for token in section.tokens)


def _choose(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    """The section for a number, and whether that section itself says that the number is negative."""
    numeric = sections[:_TEXT_SECTION]
    if len(sections) <= _TEXT_SECTION and numeric[-1].is_text:
        numeric = numeric[:-1]
    if not numeric:
        return None, False
    if any(section.condition for section in numeric):
        return _by_condition(value, numeric)
    if value < 0 and len(numeric) > 1:
        return numeric[1], True
    if value == 0 and len(numeric) > 2:
        return numeric[2], True
    return numeric[0], False


def _by_condition(value: Decimal, sections: tuple[Section, ...]) -> tuple[Section | None, bool]:
    for index, section in enumerate(sections):
        if section.condition is None:
            # Without a condition among others that have one: the first means "positive", where another takes the value,
            # the second "negative", the last "else".
            if index == 0 and value <= 0 and (len(sections) > 2 or _is_taken(value, sections[1:])):
                continue
            if index == 1 and len(sections) > 2 and value >= 0:
                continue
            return section, index == 1 and len(sections) > 2
        sign, bound = section.condition
        if _meets(value, sign, bound):
            return section, sign in ("<", "<=", "=") and bound <= 0
    return None, False


def _is_taken(value: Decimal, sections: tuple[Section, ...]) -> bool:
    return any(section.condition is not None and _meets(value, *section.condition) for section in sections)


def _meets(value: Decimal, sign: str, bound: Decimal) -> bool:
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[sign]
