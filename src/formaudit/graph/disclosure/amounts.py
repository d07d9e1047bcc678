"""The amounts and rates of the text beside the tables, each with the words that lead to it.

What an amount is called stands right before it: ``words`` reach back to the last mark or amount. A line that the page
has cut goes on with the words of the line before. What belongs to another year or says a change is told apart: it is
never held against a cell of this year, though a cell may print the same number by chance.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.model.disclosure import DisclosureNote
from formaudit.model.figure import Figure, State
from formaudit.model.report_text import Report
from formaudit.patterns import Late, compiled
from formaudit.text import compact, fold

__all__ = ["Amount", "Passage", "passages_of"]

_AMOUNT: Final = Late(
    r"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>亿元|万元|元|%|％|辆|个|台|批次|人次|人|家|项)"
)
_ONE: Final = Late(r"[，,。；;：:、“”\"！？!?\n]")
_NAME_IN_MARKS: Final = Late(r"[“\"]三公[”\"]")
_CLASS_IN_MARKS: Final = Late(r"[“\"]([^“”\"，。；：\d-]{2,24}支出)[”\"](?=20\d{2}年(?:度)?预算)")
"""“教育支出”2025年预算: a class in marks is part of what the amount is called."""
_BOTH_SIDES: Final = Late(r"(收入?)、支(出?总)")
"""收、支总计 and 收入、支出总计 are one name."""
_CHANGE: Final = Late(
    r"(?:增加|减少|下降|增长|上升|提高|降低|增|减|压减|调增|调减|追加|节约)(?:了|额|数|为|约|幅度|率)*$"
)
_EARLIER: Final = Late(r"执行数(?:为|是)?$|上年(?!(?:财政拨款)?结[转余])|去年|上一年|同期|比较数")
_YEAR: Final = Late(r"(?<!\d)(20\d{2})年")
_GLOSSARY: Final = Late(r"名词解释|专业名词|专业性名词")
_SPEAKS: Final = Late(r"(?:编制|情况)(?:的)?说明|其他相关情况|项目经费情况|^第[一二三四五六七八九]部分")
_HEADING: Final = Late(
    r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[)）]|第[一二三四五六七八九十]部分|\d{1,2}[、.．])"
)
_ITEM: Final = Late(
    r"(?<=。)\s*(?:\d{1,2}\s*[、.．]|[（(]\d{1,2}[）)])\s*(?=[^。，,；;：:]{2,60}[（(](?:类|款|项|\d{3}|\d{7})[)）])"
)
"""Where the next item begins in a paragraph that the page has run together."""
_END: Final = ("。", "；", ";", "！", "？", "：", ":")
_SHORT: Final = 46
_FRAGMENT: Final = Late(r"[\d.,]$")
_HALF: Final = Late(r"\d[.,]?\s+$")
"""The first half of a number, apart from the second: 113. 75%, 1 200.00万元."""
_WRAPPED: Final = 30
"""A shorter line without a mark at its end is a heading and no line that the page has cut."""


class Amount(Struct, frozen=True, kw_only=True):
    """A printed amount, rate or count. ``words`` are folded and without blanks; ``start`` counts in the passage.

    ``change`` says that it is a difference or a rate of change, ``foreign`` that it belongs to another year.
    """

    figure: Figure
    words: str
    start: int
    end: int
    change: bool
    foreign: bool

    @property
    def money(self) -> bool:
        """Whether it is a sum of money."""
        return self.figure.unit in ("万元", "元", "亿元")

    @property
    def rate(self) -> bool:
        """Whether it is a percentage."""
        return self.figure.unit == "%"


class Passage(Struct, frozen=True, kw_only=True):
    """A paragraph of the explanation with its amounts; ``section`` is the heading that it stands under.

    Items that the page has run together are passages of their own; ``begins`` is where one begins in the paragraph.
    ``lead`` are the words of the line before that go on in this one.
    """

    text: str
    section: str
    amounts: tuple[Amount, ...]
    note: DisclosureNote
    begins: int
    lead: str


def passages_of(
    body: Sequence[DisclosureNote], reports: Sequence[Report], *, year: int | None, address: str
) -> Iterator[Passage]:
    """The paragraphs that explain the tables, without the glossary; figures that the report has are those of it."""
    known = _known(reports)
    keys: dict[str, int] = {}
    section, skip = "", False
    before = ""
    for line in body:
        text = line.text
        flat = compact(text)
        if len(flat) <= _SHORT and "。" not in flat:
            if _GLOSSARY.now.search(flat):
                skip = True
            elif _SPEAKS.now.search(flat):
                skip = False
            if _HEADING.now.match(flat) or compiled(r"说明$|情况$|^第").search(flat):
                section = flat
        if skip or "…" in text:
            before = ""
            continue
        inner = _inner_section(flat) or section
        cut = len(before) >= _WRAPPED and not before.endswith(_END) and not _HEADING.now.match(flat)
        lead = before if cut else ""
        cuts = [0, *(match.end() for match in _ITEM.now.finditer(text)), len(text)]
        for begins, ends in pairwise(cuts):
            part, words = text[begins:ends], lead if begins == 0 else ""
            broken = begins == 0 and _FRAGMENT.now.search(before) is not None
            amounts = tuple(_amounts(line, part, begins, words, known, keys, year=year, address=address, broken=broken))
            yield Passage(text=part, section=inner, amounts=amounts, note=line, begins=begins, lead=words)
        before = flat


def _inner_section(flat: str) -> str:
    """The heading that a paragraph begins with, where heading and text share a line."""
    match = compiled(
        r"^(?:[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)([^，,。；;：:\d]{4,30})[。：:]"
    ).match(flat)
    return match[1] if match is not None else ""


def _known(reports: Sequence[Report]) -> Mapping[tuple[int, int], list[Figure]]:
    """The figures of the claims by file and paragraph."""
    found: dict[tuple[int, int], list[Figure]] = {}
    for report in reports:
        for claim in report.claims:
            for figure in claim.figures:
                place = figure.place
                if place.paragraph is not None and place.span is not None and figure.filled:
                    found.setdefault((place.file, place.paragraph), []).append(figure)
    return found


def _amounts(
    line: DisclosureNote,
    text: str,
    begins: int,
    lead: str,
    known: Mapping[tuple[int, int], list[Figure]],
    keys: dict[str, int],
    *,
    year: int | None,
    address: str,
    broken: bool,
) -> Iterator[Amount]:
    """The amounts of a line; ``broken`` says that the line before ends in the first half of a number."""
    end = 0
    for match in _AMOUNT.now.finditer(text):
        ahead = text[: match.start()]
        if (broken and not ahead.strip()) or _HALF.now.search(ahead):
            end = match.end()
            continue
        between = fold(text[end : match.start()]) if end else lead + fold(text[: match.start()])
        between = _CLASS_IN_MARKS.now.sub(r"\1", between)
        between = _BOTH_SIDES.now.sub(r"\1支\2", _NAME_IN_MARKS.now.sub("三公", between))
        words = compact(_ONE.now.split(between)[-1])
        words = (
            compiled(r"[（(][^（()）]*$").sub("", words)
            if words.count("(") > words.count(")") and len(words) > 30
            else words
        )
        clause = compact(compiled(r"[。；;]").split(between)[-1])
        years = {int(one) for one in _YEAR.now.findall(words)}
        foreign = bool(_EARLIER.now.search(words)) or (bool(years) and year is not None and year not in years)
        change = bool(_CHANGE.now.search(words))
        figure = _figure(line, match, begins, words, known, keys, address)
        if figure is not None:
            yield Amount(
                figure=figure,
                words=words,
                start=match.start(),
                end=match.end(),
                change=change,
                foreign=foreign or _other_years_clause(clause, words, year),
            )
        end = match.end()


def _other_years_clause(clause: str, words: str, year: int | None) -> bool:
    """Whether the last year named in the clause up to the amount is another one: 2023年执行数为…，预算…."""
    years = [int(one) for one in _YEAR.now.findall(clause)]
    return (
        bool(years) and year is not None and years[-1] != year and not _YEAR.now.search(words) and "截至" not in clause
    )


def _figure(
    line: DisclosureNote,
    match: re.Match[str],
    begins: int,
    words: str,
    known: Mapping[tuple[int, int], list[Figure]],
    keys: dict[str, int],
    address: str,
) -> Figure | None:
    number = match["number"].replace(",", "")
    try:
        value = Decimal(number)
    except ArithmeticError:
        return None
    unit = {"％": "%"}.get(match["unit"], match["unit"])
    for figure in known.get((line.place.file, line.place.paragraph or 0), ()):
        span = figure.place.span
        if (
            span is not None
            and span[0] <= begins + match.start("number") < span[1]
            and figure.value == value
            and figure.unit == unit
        ):
            return figure
    label = compiled(r"[\[\]#.]").sub("", words)[-24:] or unit
    key = f"{address}.text[{label}]"
    keys[key] = keys.get(key, 0) + 1
    decimals = len(number.partition(".")[2])
    return Figure(
        key=key if keys[key] == 1 else f"{key}#{keys[key]}",
        label=words[-24:],
        raw=match[0],
        value=value,
        unit=unit,
        decimals=decimals,
        state=State.FILLED,
        place=replace(line.place, span=(begins + match.start(), begins + match.end())),
        confidence=line.confidence,
    )
