"""Cells that hold a number and something else: what the number may be.

A note number (``44.32①``, ``44.32（注1）``), an asterisk, a word such as 约, a comma where no thousands are: somebody
meant a number and nobody can be sure which, so a cell like that accuses nobody. What it may mean is given as readings.
"""

import re
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.characters import visible
from formaudit.numbers.cell import read_cell
from formaudit.numbers.grammar import shape
from formaudit.numbers.quantity import Kind, Quantity
from formaudit.numbers.scan import find_quantities
from formaudit.patterns import Late, compiled

__all__ = ["is_unsure", "possible_numbers"]

_NOTE: Final = Late(
    r"(?:\(注?[0-9一二三四五六七八九十]{0,2}\)|〔注?[0-9一二三四五六七八九十]{0,2}〕|\([^()0-9]{1,30}\)|注[0-9一二三四五六七八九十]{0,2}"
    r"|[①-⑳⓪❶-❿⑴-⒇⒈-⒛¹²³⁰⁴-⁹ᵃ-ᶻ*※†‡§#^~]+)$"
)
"""A mark behind a number that points to a note."""
_ABOUT: Final = Late(r"^(?:大约|约为|约合|约|近|将近|共计|合计|总计|小计|共|计|暂估|预计|估计|暂定|暂列|≈)+[:：]?")
"""Words before a number that leave it open, or that a total is introduced with."""
_COMMAS: Final = Late(
    r"(?P<sign>-?)(?P<whole>[0-9]+)(?P<groups>(?:[,，][0-9]+)+)(?P<rest>\.[0-9]+)?(?P<unit>%|万元|千元|亿元|元)?"
)
_SPREAD: Final = Late(r"-? *[0-9](?: +[0-9.]){2,}(?: *%)?")
_STACKED: Final = Late(r"[-+¥]?[0-9][0-9.,]*%?(?: *\n\s*[-+¥]?[0-9.][0-9.,]*(?:%|万?元)?)+")
_COUNTED: Final = Late(r"[0-9]{1,2}(?:[.)] +|、 *)-?[0-9][0-9,]*(?:\.[0-9]+)?(?:%|万?元)?")
"""The number that a list prints, before a figure."""
_POINTED: Final = Late(r"-?[0-9][0-9,]*[·。・][0-9]+(?:%|万元|千元|亿元|元)?")
_CUT: Final = Late(r"[-+¥]?[0-9][0-9,]*[,，、]|[-+¥]?[0-9]{1,3}(?:,[0-9]{3})+[.。]")
"""A number that ends with a mark: its end may stand on the next line, or the mark is one too many."""
_LED: Final = Late(r"[-+¥]?[0-9][0-9,]*(?:\.[0-9]+)?(?:%|万?元)?(?:\.{3,}|…+|·{3,}|_{2,})")
"""A number with the dots of a leader behind it."""
_MINUS: Final = Late(
    r"(?P<left>[-△▲]?)(?P<currency>¥?)(?P<open>\(?)(?P<number>[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>%|万元|千元|亿元|元)?"
    r"(?P<close>\)?)(?P<right>-?)(?P<after>%|万元|千元|亿元|元)?(?P<last>-?)"
)
"""A number whose minus stands behind it or its unit, or is a triangle, or that stands in brackets before its unit."""
_OTHER_POINT: Final = Late(r"(?<=[0-9])[·。・](?=[0-9])")
_BLANK: Final = Late(r"\s+")


def is_unsure(text: str) -> bool:
    """Whether a cell is a number written in a way that leaves it open, and not damaged.

    So it is where a comma stands where no thousands end (``44,32``), where digits are spread (``1 2 0 . 5``), where
    two figures stand below each other or are parted by a tab, which may be one that was broken by hand, where the
    number of a list stands before it (``1. 44.32``), where another point stands for the decimal one (``105·5``), and
    where a mark or the dots of a leader stand at its end (``1,680,``, ``120.00......``).
    """
    shaped = shape(visible(text).replace("\t", "\n")).strip()
    if any(kind.now.fullmatch(shaped) for kind in (_STACKED, _POINTED, _COUNTED, _CUT, _LED)):
        return True
    return _SPREAD.now.fullmatch(shaped) is not None or _COMMAS.now.fullmatch(_BLANK.now.sub("", shaped)) is not None


def possible_numbers(text: str) -> tuple[Quantity, ...]:
    """What the number of a cell may be that does not consist of one number alone, the likelier first."""
    solid = _BLANK.now.sub("", shape(visible(text)))
    match = _COMMAS.now.fullmatch(solid)
    if match is not None:
        return _comma_readings(match, text)
    if _POINTED.now.fullmatch(solid):
        solid = _OTHER_POINT.now.sub(".", solid)
    signed = _signed(solid, text)
    if signed:
        return signed
    bare = _ABOUT.now.sub("", solid)
    while (shorter := _NOTE.now.sub("", bare)) != bare:
        bare = shorter
    found = read_cell(bare) if bare else None
    if found is not None and found.kind not in (Kind.DATE, Kind.DAMAGED):
        return (found,)
    numbers = [each for each in find_quantities(visible(text)) if each.kind is not Kind.DATE]
    return tuple(numbers) if len(numbers) == 1 and numbers[0].value is not None else ()


def _signed(solid: str, text: str) -> tuple[Quantity, ...]:
    """The number below zero, and as it stands, where a sign or brackets may say that it is: 12.5-, △12.5, (12.5)%."""
    match = _MINUS.now.fullmatch(solid)
    if match is None or (match["unit"] and match["after"]) or bool(match["open"]) != bool(match["close"]):
        return ()
    # (3) is the number of a row
    boxed = match["open"] and (match["left"] or match["currency"] or match["after"])
    if not (match["left"] in ("△", "▲") or match["right"] or match["last"] or boxed):
        return ()
    found = read_cell(f"{match['currency']}{match['number']}{match['unit'] or match['after'] or ''}")
    if found is None or found.value is None:
        return ()
    printed = replace(found, raw=text.strip(), span=(0, len(text)))
    return replace(printed, value=-found.value), printed


def _comma_readings(match: re.Match[str], text: str) -> tuple[Quantity, ...]:
    """The number without its commas, and with the only comma as its decimal point."""
    unit = match["unit"] or ""
    groups = compiled("[,，]").split(match["groups"])[1:]
    sign, rest = match["sign"], match["rest"] or ""
    texts = []
    if len(groups) == 1 and not rest:
        texts.append(f"{sign}{match['whole']}.{groups[0]}")
    texts.append(f"{sign}{match['whole']}{''.join(groups)}{rest}")
    kind = Kind.PERCENT if unit == "%" else Kind.MONEY if unit else Kind.PLAIN
    first = Quantity(kind=kind, raw=text.strip(), value=None, unit=unit, decimals=0, comparison="", span=(0, len(text)))
    return tuple(replace(first, value=Decimal(each), decimals=len(each.partition(".")[2])) for each in texts)
