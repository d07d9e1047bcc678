"""Numbers as Word prints them in automatic lists: 1, 一, Ⅰ, a, ①, 甲 … (ST_NumberFormat)."""

from collections.abc import Callable
from typing import Final

__all__ = ["numeral"]

_HAN: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS: Final = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES: Final = "子丑寅卯辰巳午未申酉戌亥"


def numeral(value: int, form: str, pattern: str = "") -> str:
    """A list number in a number format; an unknown format prints decimal, as Word does.

    ``pattern`` is the sample of a custom format (``001, 002, 003, ...``).
    """
    if form in {"none", "bullet"}:
        return ""
    if form == "custom":
        return str(value).zfill(len(pattern.split(",", maxsplit=1)[0].strip()))
    maker = _FORMS.get(form)
    return maker(value) if maker is not None and value >= 0 else str(value)


def _roman(value: int) -> str:
    out = []
    for amount, letters in _ROMAN:
        count, value = divmod(value, amount)
        out.append(letters * count)
    return "".join(out)


def _letter(value: int) -> str:
    """A, B … Z, AA, BB: Word repeats the letter."""
    if value < 1:
        return ""
    times, index = divmod(value - 1, 26)
    return chr(ord("a") + index) * (times + 1)


def _counting(value: int, digits: str, units: tuple[str, str, str], *, bare_ten: bool) -> str:
    """A number below ten thousand in Chinese words; ``bare_ten`` prints 十一 for 一十一."""
    if value == 0:
        return digits[0]
    if value >= 10_000:
        return "".join(digits[int(digit)] for digit in str(value))
    out, gap = "", False
    for place, unit in ((1000, units[2]), (100, units[1]), (10, units[0]), (1, "")):
        digit = value // place % 10
        if digit:
            out += (digits[0] if gap and out else "") + digits[digit] + unit
            gap = False
        else:
            gap = True
    start = digits[1] + units[0]
    return out[1:] if bare_ten and out.startswith(start) else out


def _chinese(value: int) -> str:
    return _counting(value, _HAN, ("十", "百", "千"), bare_ten=True).replace("〇", "零" if value else "〇")


def _legal(value: int) -> str:
    return _counting(value, _LEGAL, ("拾", "佰", "仟"), bare_ten=False)


def _from(first: str, count: int) -> Callable[[int], str]:
    """Signs that stand in a row in Unicode; beyond the last one Word prints plain digits."""
    return lambda value: chr(ord(first) + value - 1) if 1 <= value <= count else str(value)


def _circled(value: int) -> str:
    for first, start, count in (("①", 1, 20), ("㉑", 21, 15), ("㊱", 36, 15)):
        if start <= value < start + count:
            return chr(ord(first) + value - start)
    return str(value)


def _cycle(signs: str) -> Callable[[int], str]:
    return lambda value: signs[(value - 1) % len(signs)] if value > 0 else str(value)


def _ordinal(value: int) -> str:
    if value % 100 in {11, 12, 13}:
        return f"{value}th"
    return f"{value}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(value % 10, 'th') }"


_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda value: f"{value:02d}",
    "upperRoman": lambda value: _roman(value).upper(),
    "lowerRoman": _roman,
    "upperLetter": lambda value: _letter(value).upper(),
    "lowerLetter": _letter,
    "ordinal": _ordinal,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "ideographDigital": lambda value: "".join(_HAN[int(digit)] for digit in str(value)),
    "japaneseDigitalTenThousand": lambda value: "".join(_HAN[int(digit)] for digit in str(value)),
    "taiwaneseDigital": lambda value: "".join(_HAN[int(digit)] for digit in str(value)),
    "chineseLegalSimplified": _legal,
    "japaneseLegal": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _cycle(_STEMS),
    "ideographZodiac": _cycle(_BRANCHES),
    "decimalFullWidth": lambda value: "".join(chr(ord("０") + int(digit)) for digit in str(value)),
    "decimalFullWidth2": lambda value: "".join(chr(ord("０") + int(digit)) for digit in str(value)),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _from("⒈", 20),
    "decimalEnclosedParen": _from("⑴", 20),
    "ideographEnclosedCircle": _from("㊀", 10),
    "numberInDash": lambda value: f"- {value} -",
}
