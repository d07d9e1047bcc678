"""Dates and times under a section of a number-format code: day 45421 under ``yyyy/m/d`` is printed ``2024/5/9``."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from formaudit.extract.sheet.codes import Mark, Section, Token
from formaudit.extract.sheet.digits import chinese, general

__all__ = ["print_date", "serial"]

_FIRST_HALF: Final = ("January", "February", "March", "April", "May", "June")
_MONTHS: Final = (*_FIRST_HALF, "July", "August", "September", "October", "November", "December")
_DAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAYS: Final = "一二三四五六日"
_DAY_SECONDS: Final = 86_400
_LAST_DAY: Final = 2_958_465  # 9999-12-31
_LEAP_BUG: Final = 60
_ODD_DAYS: Final = {0: "0", _LEAP_BUG: "29"}  # the 1900 calendar knows a 0 January and a 29 February that never were


def serial(moment: datetime) -> Decimal:
    """The day number of a moment in the 1900 calendar."""
    gone = moment.replace(tzinfo=None) - datetime(1899, 12, 30)  # noqa: DTZ001 spreadsheet dates have no zone
    days = Decimal(gone.days) + Decimal(gone.seconds) / _DAY_SECONDS
    return days if days > _LEAP_BUG else days - 1


def print_date(value: Decimal, section: Section, *, from_1904: bool = False) -> str:
    """A day number under a section of date letters; one outside the calendar is printed as a number."""
    days = value + (1462 if from_1904 else 0)
    if days < 0 or days >= _LAST_DAY + 1:
        return general(value)
    tokens = section.tokens
    places = sum(token.mark is Mark.DIGIT for token in tokens)
    seconds = (days * _DAY_SECONDS).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    day, clock = divmod(seconds, _DAY_SECONDS)
    moment = _moment(int(day)) + timedelta(seconds=int(clock))
    twelve = any(token.mark is Mark.HALF_DAY for token in tokens)
    odd = "" if from_1904 else _ODD_DAYS.get(int(day), "")
    out: list[str] = []
    part = f"{clock % 1:f}".partition(".")[2]
    for index, token in enumerate(tokens):
        if token.mark is Mark.DATE:
            minutes = token.text[0] == "m" and len(token.text) <= 2 and _is_minutes(tokens, index)
            text = _field(moment, token.text, twelve=twelve, minutes=minutes)
            out.append(odd if odd and token.text in ("d", "dd") else text)
            if section.numerals and out[-1].isdigit():
                out[-1] = _numerals(out[-1], section.numerals, year=token.text[0] in "ye")
        elif token.mark is Mark.ELAPSED:
            unit = {"h": 3600, "m": 60, "s": 1}[token.text[0]]
            out.append(f"{int(seconds) // unit:0{len(token.text)}d}")
        elif token.mark is Mark.HALF_DAY:
            early, _, late = token.text.partition("/")
            out.append(early if moment.hour < 12 else late)
        elif token.mark is Mark.POINT:
            out.append("." + part)
        elif token.mark is Mark.LITERAL:
            out.append(token.text)
    return "".join(out)


def _moment(day: int) -> datetime:
    """The date of a day number; for the two odd days one of the same month."""
    shift = 2 if day == 0 else day + 1 if day < _LEAP_BUG else _LEAP_BUG if day == _LEAP_BUG else day
    return datetime(1899, 12, 30) + timedelta(days=shift)  # noqa: DTZ001 spreadsheet dates have no zone


def _is_minutes(tokens: Sequence[Token], index: int) -> bool:
    """An m is minutes right behind hours or right before seconds, else the month."""
    timely = [token for token in tokens if token.mark in (Mark.DATE, Mark.ELAPSED)]
    at = sum(token.mark in (Mark.DATE, Mark.ELAPSED) for token in tokens[:index])
    return (at > 0 and timely[at - 1].text[0] == "h") or (at + 1 < len(timely) and timely[at + 1].text[0] == "s")


def _field(moment: datetime, letters: str, *, twelve: bool, minutes: bool) -> str:
    width, letter = len(letters), letters[0]
    if letter == "e" or (letter == "y" and width > 2):
        return f"{moment.year:04d}"
    if letter == "y":
        return f"{moment.year % 100:02d}"
    if minutes:
        return f"{moment.minute:0{width}d}"
    if letter == "m":
        name = _MONTHS[moment.month - 1]
        return f"{moment.month:0{width}d}" if width <= 2 else {3: name[:3], 5: name[0]}.get(width, name)
    if letter == "d":
        name = _DAYS[moment.weekday()]
        return f"{moment.day:0{width}d}" if width <= 2 else name[:3] if width == 3 else name
    if letter == "a":
        return ("星期" if width == 4 else "") + _WEEKDAYS[moment.weekday()]
    if letter == "h":
        hour = (moment.hour + 11) % 12 + 1 if twelve else moment.hour
        return f"{hour:0{min(width, 2)}d}"
    return f"{moment.second:0{min(width, 2)}d}"


def _numerals(text: str, numerals: int, *, year: bool) -> str:
    if numerals not in (1, 2):
        return text
    if year:
        return "".join(chinese(int(char), numerals) for char in text)
    spelled = chinese(int(text), numerals)
    return spelled[1:] if spelled.startswith("一十") else spelled
