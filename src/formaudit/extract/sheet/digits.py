"""A number under a section of a number-format code: ``0.75`` under ``0%`` is printed ``75%``."""

from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction
from itertools import takewhile
from typing import Final

from formaudit.extract.sheet.codes import Mark, Section, Token

__all__ = ["chinese", "general", "print_number", "settle"]

_SIGNIFICANT: Final = 15  # a spreadsheet computes in binary and shows at most 15 decimal digits
_SETTLING: Final = Context(prec=_SIGNIFICANT, rounding=ROUND_HALF_UP, Emax=999, Emin=-999)
_WIDE: Final = Context(prec=400, rounding=ROUND_HALF_UP, Emax=999, Emin=-999)
_GENERAL_DIGITS: Final = 10  # General prints at most 11 characters, one of them the point
_EXTREME: Final = 300
_NUMERALS: Final = {1: "〇一二三四五六七八九", 2: "零壹贰叁肆伍陆柒捌玖", 3: "０１２３４５６７８９"}
_PLACES: Final = {1: ("", "十", "百", "千"), 2: ("", "拾", "佰", "仟")}
_GROUPS: Final = ("", "万", "亿", "万亿")


def settle(value: Decimal) -> Decimal:
    """The number without what binary arithmetic left behind its fifteenth digit: 0.30000000000000004 is 0.3."""
    return _SETTLING.plus(value)


def general(value: Decimal) -> str:
    """A number as a cell without a format prints it: whole numbers in full, else at most ten digits.

    A spreadsheet turns numbers of twelve digits and more into ``1.23457E+11``; here they keep their digits, since the
    reader of the printed form needs the figure.
    """
    value = settle(value)
    if not value:
        return "0"
    if value == value.to_integral_value() and abs(value) < Decimal(10) ** _SIGNIFICANT:
        return f"{value:f}".partition(".")[0]
    size = value.adjusted()
    if -_GENERAL_DIGITS < size < _SIGNIFICANT:
        places = max(0, _GENERAL_DIGITS - 1 - max(size, 0))
        shown = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
        if shown and (size >= -4 or shown == value):
            text = f"{shown:f}"
            return text.rstrip("0").rstrip(".") if "." in text else text
    mantissa, _, power = f"{Context(prec=6, rounding=ROUND_HALF_UP).plus(value):E}".partition("E")
    if not power:
        mantissa, power = f"{value.scaleb(-size):.5f}", str(size)
    mantissa = mantissa.rstrip("0").rstrip(".") if "." in mantissa else mantissa
    return f"{mantissa}E{int(power):+03d}"


def print_number(value: Decimal, section: Section) -> str:
    """A settled number that is not negative under a section of digits; widths for alignment are single blanks."""
    tokens = section.tokens
    if abs(value.adjusted()) > _EXTREME:
        return general(value)
    fixed = section.fixed
    if fixed is not None:
        rounded = value.scaleb(fixed.shift).quantize(Decimal(1).scaleb(-fixed.places), ROUND_HALF_UP, _WIDE)
        return (
            f"{fixed.before}{rounded:,f}{fixed.after}" if fixed.grouped else f"{fixed.before}{rounded:f}{fixed.after}"
        )
    if any(token.mark is Mark.GENERAL for token in tokens):
        return "".join(
            _in_numerals(general(value), section.numerals) if token.mark is Mark.GENERAL else _plain(token)
            for token in tokens
        )
    digits = [index for index, token in enumerate(tokens) if token.mark is Mark.DIGIT]
    if not digits:
        return "".join(_plain(token) for token in tokens)
    slash = next((at for at in range(digits[0], len(tokens)) if tokens[at].mark is Mark.SLASH), None)
    if slash is not None and (slash < digits[-1] or _denominator(tokens, slash)):
        return _fraction(value, tokens, digits, slash)
    percents = sum(token.mark is Mark.PERCENT for token in tokens)
    scale = 0
    for token in tokens[digits[-1] + 1 :]:
        if token.mark is not Mark.COMMA:
            break
        scale += 1
    value = value.scaleb(2 * percents - 3 * scale)
    exponent = next((index for index, token in enumerate(tokens) if token.mark is Mark.EXPONENT), None)
    if exponent is not None and digits[0] < exponent:
        return _scientific(value, tokens, exponent)
    return _placed(value, tokens, section.numerals)


def _plain(token: Token) -> str:
    return "" if token.mark in (Mark.COMMA, Mark.DIGIT, Mark.TEXT) else token.text


def _placed(value: Decimal, tokens: tuple[Token, ...], numerals: int) -> str:
    """The digits laid into their places, from the point to both sides; what stands between them stays between them."""
    point = next((index for index, token in enumerate(tokens) if token.mark is Mark.POINT), len(tokens))
    before = [index for index in range(point) if tokens[index].mark is Mark.DIGIT]
    after = [index for index in range(point, len(tokens)) if tokens[index].mark is Mark.DIGIT]
    rounded = value.quantize(Decimal(1).scaleb(-len(after)), ROUND_HALF_UP, _WIDE)
    whole, _, part = f"{rounded:f}".partition(".")
    whole = whole.lstrip("0")
    grouped = bool(before) and any(tokens[index].mark is Mark.COMMA for index in range(before[0], before[-1]))
    shown: dict[int, str] = {}
    left = len(whole)
    for rank, index in enumerate(reversed(before)):
        last = rank == len(before) - 1
        taken = whole[:left] if last else whole[max(0, left - 1) : left]
        left = 0 if last else max(0, left - 1)
        text = taken or {"0": "0", "?": " "}.get(tokens[index].text, "")
        shown[index] = _grouped(text, rank) if grouped else text
    if numerals and before and len(before) == 1:
        shown[before[0]] = _in_numerals(whole or "0", numerals)
    kept = len(part.rstrip("0"))
    for rank, index in enumerate(after):
        filler = {"0": part[rank], "?": " "}.get(tokens[index].text, "")
        digit = part[rank] if rank < kept else filler
        shown[index] = _in_numerals(digit, numerals, single=True) if numerals else digit
    out: list[str] = []
    for index, token in enumerate(tokens):
        if token.mark is Mark.DIGIT:
            out.append(shown.get(index, ""))
        elif token.mark is Mark.POINT:
            if index == point:
                out.append(".")
        else:
            out.append(_plain(token))
    return "".join(out)


def _grouped(text: str, rank: int) -> str:
    """Digits whose last one stands ``rank`` places left of the point, with a comma wherever three are behind."""
    out = ""
    for index, char in enumerate(text):
        behind = rank + len(text) - 1 - index
        out += char + ("," if char.isdigit() and behind and behind % 3 == 0 else "")
    return out


def _scientific(value: Decimal, tokens: tuple[Token, ...], exponent: int) -> str:
    places = sum(
        token.mark is Mark.DIGIT
        for index, token in enumerate(tokens[:exponent])
        if any(earlier.mark is Mark.POINT for earlier in tokens[:index])
    )
    width = sum(token.mark is Mark.DIGIT for token in tokens[exponent:])
    power = value.adjusted() if value else 0
    mantissa = value.scaleb(-power).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
    if mantissa >= 10:
        mantissa, power = mantissa / 10, power + 1
        mantissa = mantissa.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _WIDE)
    sign = "-" if power < 0 else "+" if tokens[exponent].text == "E+" else ""
    return f"{mantissa:f}E{sign}{abs(power):0{max(1, width)}d}"


def _denominator(tokens: tuple[Token, ...], slash: int) -> int:
    """The denominator that a code spells out behind its stroke (``# ?/8``, ``# ??/100``), or 0."""
    behind = takewhile(lambda token: token.mark in (Mark.DIGIT, Mark.LITERAL), tokens[slash + 1 :])
    spelt = "".join(takewhile(str.isdecimal, "".join(token.text for token in behind)))
    return int(spelt or "0")


def _fraction(value: Decimal, tokens: tuple[Token, ...], digits: list[int], slash: int) -> str:
    """A vulgar fraction such as ``1 3/4``; a fixed denominator is kept."""
    width = sum(index > slash for index in digits)
    whole_part = any(
        tokens[index].mark is Mark.LITERAL and tokens[index].text == " " for index in range(digits[0], slash)
    )
    fixed = _denominator(tokens, slash)
    if fixed:
        parts = int((value * fixed).quantize(Decimal(1), ROUND_HALF_UP, _WIDE))
        whole, numerator = divmod(parts, fixed) if whole_part else (0, parts)
        denominator = fixed
    else:
        nearest = Fraction(value).limit_denominator(10 ** min(width, 4) - 1)
        whole = int(nearest) if whole_part else 0
        numerator, denominator = (nearest - whole).as_integer_ratio()
    if whole_part and not numerator:
        return str(whole)
    return (f"{whole} " if whole else "") + f"{numerator}/{denominator}"


def _in_numerals(text: str, numerals: int, *, single: bool = False) -> str:
    if numerals not in _NUMERALS:
        return text
    signs = _NUMERALS[numerals]
    whole, point, part = text.partition(".")
    if not text.isascii() or not (whole + part).isdigit():
        return text
    head = whole if single or numerals not in _PLACES else ""
    spelled = "".join(signs[int(char)] for char in head) if head else chinese(int(whole or "0"), numerals)
    return spelled + point + "".join(signs[int(char)] for char in part)


def chinese(number: int, numerals: int) -> str:
    """A whole number in Chinese numerals: everyday ones (1: 一百二十) or those of cheques (2: 壹佰贰拾)."""
    signs, places = _NUMERALS[numerals], _PLACES[numerals]
    if number == 0:
        return signs[0]
    if number >= 10**16:
        return "".join(signs[int(char)] for char in str(number))
    out, gap = "", False
    for rank in range(len(_GROUPS) - 1, -1, -1):
        group = number // 10_000**rank % 10_000
        if not group:
            gap = gap or bool(out)
            continue
        for place in range(3, -1, -1):
            digit = group // 10**place % 10
            if not digit:
                gap = gap or bool(out)
                continue
            out += (signs[0] if gap and out else "") + signs[digit] + places[place]
            gap = False
        out += _GROUPS[rank] if rank < 3 or number % 10**12 // 10**8 == 0 else _GROUPS[1]
        gap = False
    return out
