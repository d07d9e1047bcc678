"""Number-format codes of spreadsheets (数字格式), cut into sections and tokens.

A code is up to four sections parted by ``;`` (positive; negative; zero; text), or sections with conditions of their own
(``[>=10000]0!.0,"万"``). A section is a row of tokens; what they mean for a value stands in ``digits`` and ``dates``.
"""

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import takewhile
from typing import Final

from msgspec import Struct

from formaudit.patterns import compiled

__all__ = ["BUILTIN", "Fixed", "Mark", "Section", "Token", "international", "parse"]

# What the format numbers mean that a file never spells out: ECMA-376 part 1, 18.8.30, with the Chinese column.
BUILTIN: Final[dict[int, str]] = {
    0: "General",
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    5: '"¥"#,##0;"¥"-#,##0',
    6: '"¥"#,##0;[Red]"¥"-#,##0',
    7: '"¥"#,##0.00;"¥"-#,##0.00',
    8: '"¥"#,##0.00;[Red]"¥"-#,##0.00',
    9: "0%",
    10: "0.00%",
    11: "0.00E+00",
    12: "# ?/?",
    13: "# ??/??",
    14: "yyyy/m/d",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "yyyy/m/d h:mm",
    23: "General",
    24: "General",
    25: "General",
    26: "General",
    27: 'yyyy"年"m"月"',
    28: 'm"月"d"日"',
    29: 'm"月"d"日"',
    30: "m/d/yy",
    31: 'yyyy"年"m"月"d"日"',
    32: 'h"时"mm"分"',
    33: 'h"时"mm"分"ss"秒"',
    34: '上午/下午h"时"mm"分"',
    35: '上午/下午h"时"mm"分"ss"秒"',
    36: 'yyyy"年"m"月"',
    37: "#,##0;-#,##0",
    38: "#,##0;[Red]-#,##0",
    39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;[Red]-#,##0.00",
    41: '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"_ ;_ @_ ',
    42: '_ "¥"* #,##0_ ;_ "¥"* -#,##0_ ;_ "¥"* "-"_ ;_ @_ ',
    43: '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ',
    44: '_ "¥"* #,##0.00_ ;_ "¥"* -#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ',
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    48: "##0.0E+0",
    49: "@",
    50: 'yyyy"年"m"月"',
    51: 'm"月"d"日"',
    52: 'yyyy"年"m"月"',
    53: 'm"月"d"日"',
    54: 'm"月"d"日"',
    55: '上午/下午h"时"mm"分"',
    56: '上午/下午h"时"mm"分"ss"秒"',
    57: 'yyyy"年"m"月"',
    58: 'm"月"d"日"',
}


class Mark(StrEnum):
    """The kinds of token in a section."""

    LITERAL = "literal"
    DIGIT = "digit"
    POINT = "point"
    COMMA = "comma"
    PERCENT = "percent"
    EXPONENT = "exponent"
    SLASH = "slash"
    TEXT = "text"
    GENERAL = "general"
    DATE = "date"
    ELAPSED = "elapsed"
    HALF_DAY = "half-day"


class Token(Struct, frozen=True):
    """One token: its kind and its characters (a date token's letters are in lower case)."""

    mark: Mark
    text: str


class Fixed(Struct, frozen=True):
    """The gist of the commonest sections, such as ``#,##0.00"元"`` or ``0%``: the figure in one piece between words.

    ``shift`` is the power of ten by which the figure is printed larger; ``places`` are its decimals, all of them shown.
    """

    before: str
    grouped: bool
    places: int
    shift: int
    after: str


class Section(Struct, frozen=True):
    """One section of a code.

    ``condition`` is an operator and a bound, or ``None`` where the section's place decides. ``numerals`` is 0, or the n
    of ``[DBNum n]``: Chinese numerals. ``is_date`` and ``is_text`` say what the section is meant for. ``fixed`` is
    there where the section is that simple, ``coloured`` says that it prints in a colour of its own.
    """

    tokens: tuple[Token, ...]
    condition: tuple[str, Decimal] | None = None
    numerals: int = 0
    is_date: bool = False
    is_text: bool = False
    fixed: Fixed | None = None
    coloured: bool = False

    @property
    def words(self) -> str:
        """What the section prints beside figures, without blanks."""
        return "".join(token.text for token in self.tokens if token.mark is Mark.LITERAL).replace(" ", "")


_TOKEN: Final = compiled(
    r'"(?P<quoted>[^"]*)(?:"|$)'
    r"|[\\!](?P<escaped>.)"
    r"|_(?P<gap>.)"
    r"|\*(?P<fill>.)"
    r"|\[(?P<bracket>[^\]]*)\]"
    r"|(?P<general>G/通用格式|General)"
    r"|(?P<half>AM/PM|A/P|上午/下午)"
    r"|(?P<exponent>E[+-])"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|aaaa?)"
    r"|(?P<digit>[0#?])"
    r"|(?P<sign>[.,%/@;])"
    r"|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION: Final = compiled(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)")
_COLOUR: Final = compiled(
    r"black|blue|cyan|green|magenta|red|white|yellow|colou?r\s*\d+|黑色?|蓝色?|青色?|绿色?|洋红|红色?|白色?|黄色?|颜色\s*\d+",
    re.IGNORECASE,
)
_MOMENTS: Final = (Mark.DATE, Mark.ELAPSED, Mark.HALF_DAY)
_FIGURE: Final = (Mark.DIGIT, Mark.COMMA, Mark.POINT)
_WORDS: Final = (Mark.LITERAL, Mark.PERCENT)
_COLOURS: Final = {
    "黑": "Black",
    "蓝": "Blue",
    "青": "Cyan",
    "绿": "Green",
    "洋红": "Magenta",
    "红": "Red",
    "白": "White",
    "黄": "Yellow",
}
_SIGNS: Final = {".": Mark.POINT, ",": Mark.COMMA, "%": Mark.PERCENT, "/": Mark.SLASH, "@": Mark.TEXT}


@lru_cache(maxsize=2048)
def parse(code: str) -> tuple[Section, ...]:
    """The sections of a code, at least one. Nothing is refused: what is no sign of a format is printed as it stands."""
    sections: list[Section] = []
    tokens: list[Token] = []
    condition: tuple[str, Decimal] | None = None
    numerals = 0
    coloured = False
    for match in _TOKEN.finditer(code):
        kind, text = match.lastgroup, match.group(match.lastgroup or 0)
        if kind == "sign" and text == ";":
            sections.append(_section(tokens, condition, numerals, coloured=coloured))
            tokens, condition, numerals, coloured = [], None, 0, False
        elif kind == "bracket":
            limit = _CONDITION.fullmatch(text.strip())
            if limit:
                condition = (limit.group(1), Decimal(limit.group(2)))
            elif text.lower().startswith("dbnum") and text[5:].isdecimal():
                numerals = int(text[5:])
            elif text.startswith("$"):
                tokens.append(Token(Mark.LITERAL, text[1:].partition("-")[0]))
            elif text and set(text.lower()) in ({"h"}, {"m"}, {"s"}):
                tokens.append(Token(Mark.ELAPSED, text.lower()))
            elif _COLOUR.fullmatch(text.strip()):
                coloured = True
        elif kind == "gap":
            tokens.append(Token(Mark.LITERAL, " "))
        elif kind == "sign":
            tokens.append(Token(_SIGNS[text], text))
        elif kind == "general":
            tokens.append(Token(Mark.GENERAL, text))
        elif kind == "half":
            tokens.append(Token(Mark.HALF_DAY, text))
        elif kind == "exponent":
            tokens.append(Token(Mark.EXPONENT, text.upper()))
        elif kind == "date":
            tokens.append(Token(Mark.DATE, text.lower()))
        elif kind == "digit":
            tokens.append(Token(Mark.DIGIT, text))
        elif kind in ("quoted", "escaped", "other"):
            tokens.append(Token(Mark.LITERAL, text))
    sections.append(_section(tokens, condition, numerals, coloured=coloured))
    return tuple(sections)


def international(code: str) -> str:
    """The same code without the signs that only Chinese Excel writes, for programs that take these for words."""
    return "".join(_international(match) for match in _TOKEN.finditer(code))


def _international(match: re.Match[str]) -> str:
    kind = match.lastgroup or ""
    text = match.group(kind)
    if kind == "escaped":
        return f"\\{text}"
    if kind in ("general", "half"):
        return {"G/通用格式": "General", "上午/下午": "AM/PM"}.get(text.upper(), text)
    if kind == "bracket" and not text.isascii() and _COLOUR.fullmatch(text.strip()):
        name, number = text.strip().removesuffix("色"), text.strip().removeprefix("颜色")
        return f"[{_COLOURS.get(name) or f'Color{number}'}]"
    return match.group()


def _section(tokens: list[Token], condition: tuple[str, Decimal] | None, numerals: int, *, coloured: bool) -> Section:
    marks = {token.mark for token in tokens}
    is_date = bool(marks & {*_MOMENTS})
    settled = _settled(tokens) if is_date else tuple(tokens)
    fixed = None if is_date or numerals else _fixed(settled)
    return Section(
        settled, condition, numerals, is_date=is_date, is_text=Mark.TEXT in marks, fixed=fixed, coloured=coloured
    )


def _fixed(tokens: tuple[Token, ...]) -> Fixed | None:
    """Words, ``0`` or ``#,##0``, decimals that are all ``0``, words; anything else is not that simple."""
    before = len(tuple(takewhile(lambda token: token.mark is Mark.LITERAL, tokens)))
    end = next((index for index in range(before, len(tokens)) if tokens[index].mark not in _FIGURE), len(tokens))
    figure, rest = tokens[before:end], tokens[end:]
    whole, _, part = "".join(token.text for token in figure).partition(".")
    if whole not in ("0", "#,##0") or part.strip("0") or any(token.mark not in _WORDS for token in rest):
        return None
    shift = 2 * sum(token.mark is Mark.PERCENT for token in rest)
    words = ("".join(token.text for token in side) for side in (tokens[:before], rest))
    return Fixed(next(words), whole != "0", len(part), shift, next(words))


def _settled(tokens: list[Token]) -> tuple[Token, ...]:
    """In a date the marks of numbers are plain signs, except a point with zeros behind the seconds."""
    settled: list[Token] = []
    for token in tokens:
        last = settled[-1] if settled else None
        after_seconds = last is not None and last.mark in _MOMENTS and last.text[0] == "s"
        in_fraction = last is not None and last.mark in (Mark.POINT, Mark.DIGIT)
        fraction = (token.mark is Mark.POINT and after_seconds) or (token.mark is Mark.DIGIT and in_fraction)
        kept = fraction or token.mark in (*_MOMENTS, Mark.TEXT)
        settled.append(token if kept else Token(Mark.LITERAL, token.text))
    return tuple(settled)
