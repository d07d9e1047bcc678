"""A paragraph's figures with what stands around them: name, step of the year, comparison, role."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.narrative.shared_units import with_shared_units
from formaudit.forms.narrative.unfigured import names_no_figure
from formaudit.forms.narrative.words import (
    COMPLETED,
    GENERIC,
    GROWN,
    SHARE,
    STAGES,
    STEP_TAIL,
    Stage,
    Wording,
    clean,
)
from formaudit.numbers import MONEY_UNITS, Kind, Quantity, find_quantities, in_wan
from formaudit.numbers.grammar import shape
from formaudit.patterns import compiled

__all__ = ["Mention", "Passage", "read_passage"]

_STOPS: Final = frozenset("，,。；;：:！!？?\n\r")
_OPENING: Final = {"(": ")", "“": "”", "《": "》", "〔": "〕", "「": "」"}
_CLOSING: Final = frozenset(_OPENING.values())
_YEAR: Final = compiled(r"(?:19|20)[0-9]{2}")
_ITEM: Final = compiled(r"(?:[0-9]{1,2}[.、]|\([一二三四五六七八九十0-9]{1,3}\))? ?“(?P<quoted>[^”]{4,80})”")
_HEADING: Final = compiled(
    r"(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|[0-9]{1,2}[.、]|\([0-9]{1,2}\))?"
    r" ?(?P<name>[^，。；:]{2,60}?)(?:情况)?[:。]"
)
_STEP: Final = compiled(r"预算|决算|执行|安排|完成|实际|支付|使用|到位")
_NEXT_STEP: Final = compiled(r"[、，,]\s*(?:实际|全年)?(?:决算|执行|支出|完成|预算)数?(?:为|是)?\s*")
_THING: Final = compiled(r"(?P<noun>[\u4e00-\u9fff]{1,10})(?=[，。；:、)\s]|$)")
_THAN: Final = compiled(r"^.*?(?:比|较)(?=.{2,}$)")
_CHANGED: Final = compiled(r"\s*(?:增加|减少|增长|下降|上升|降低)")
_POINTS: Final = compiled(r"(?:实际)?(?:得|扣|失)分?|实得")
_MARKS: Final = compiled(r"(?:满分|分值|权重|标准分)?(?:为|共|计)?$")
_EARNED: Final = compiled(r"[得扣失]|总分|^年度$")
_RESPECTIVE: Final = compiled(r"(?P<names>[^，。；:]*?)分别(?:约?为|是|安排|达到?|:)?\s*$")
_AND: Final = compiled(r"\s*[、，,和及与]\s*")
_BARE_COMMA: Final = compiled(r"(?<![0-9]),|,(?![0-9])")
"""A half-width comma that parts words and no digits: clerks type either."""
_LAW: Final = compiled(r"《[^》]{1,80}》")
_OUT_OF: Final = compiled(r"(?<![0-9./])(?P<first>[0-9]{1,3}(?:\.[0-9]+)?)\s*/\s*$")
_SO_FAR_BACK: Final = 12


class Mention(Struct, frozen=True):
    """A figure of the text.

    ``place`` counts the figures of the passage from 0. ``role`` is what the words before make of it.
    ``lead`` is the clause before it, ``name`` its label (with the subject where the clause has none),
    ``own`` the label of the clause alone. ``stage`` is the step of the year. ``about`` is what a share, a
    completion or a comparison refers to, as worded. ``sentence`` counts the sentences from 0. ``measure`` says what
    may be added to what: money, or one counting word (名 and 人 are one). ``amount`` is the value in 万元, or as
    printed for what is no money, and ``None`` where the number is damaged.
    """

    place: int
    quantity: Quantity
    role: Wording
    lead: str
    own: str
    name: str
    stage: Stage
    about: str
    sign: int
    year: int | None
    sentence: int
    template: bool
    measure: str
    amount: Decimal | None


class Passage(Struct, frozen=True):
    """A paragraph ready to be read: ``text`` in one shape and the same length, figures blotted out in ``blotted``."""

    text: str
    blotted: str
    mentions: tuple[Mention, ...]


def read_passage(text: str, subject: str = "") -> Passage:
    """The figures of a paragraph; ``subject`` names what it is about when its own words do not."""
    flat = _BARE_COMMA.sub("，", shape(text).replace(";", "；"))
    laws = [match.span() for match in _LAW.finditer(flat)] if "《" in flat else []
    found = with_shared_units(
        flat,
        [
            quantity
            for quantity in find_quantities(text)
            if not any(start <= quantity.span[0] < end for start, end in laws)
        ],
    )
    figures = [
        _reached(text, flat, quantity)
        for quantity in found
        if quantity.kind not in {Kind.DATE, Kind.PLAIN} and not names_no_figure(flat, quantity)
    ]
    dates = [quantity for quantity in found if quantity.kind is Kind.DATE]
    blotted = _blot(flat, figures)
    topic = _topic(flat)
    mentions: list[Mention] = []
    spoken, said_in = "", -1
    for place in range(len(figures)):
        # An amount named in the same sentence is nearer than the section's subject: 专项资金44万元，实际支出43万元.
        here = said_in == _sentence_of(flat, figures[place].span[0])
        paired = here and bool(spoken) and _steps_on(mentions[-1], figures[place], flat)
        about = "" if paired else topic or ("" if here else subject)
        mention = _mention(place, figures, flat, (about, spoken or subject), dates)
        if here and not topic and not _STEP.search(mention.own):
            mention = replace(mention, name=_full_name(mention.own, subject, spoken))
        mentions.append(mention)
        if mention.role is Wording.VALUE and mention.own and not GENERIC.fullmatch(mention.own):
            spoken, said_in = STEP_TAIL.sub("", mention.own) or spoken, mention.sentence
    return Passage(flat, blotted, tuple(_scored(_respective(mentions, flat))))


def _steps_on(before: Mention, figure: Quantity, flat: str) -> bool:
    """Whether a figure is another step of what stands right before it (公用经费预算100万元、决算106万元)."""
    stepped = STEP_TAIL.sub("", before.own) not in ("", before.own) and not GENERIC.fullmatch(before.own)
    return stepped and _NEXT_STEP.fullmatch(flat, before.quantity.span[1], figure.span[0]) is not None


def _scored(mentions: Iterable[Mention]) -> list[Mention]:
    """决策指标满分15分，得14分: points that are only said to be reached are those of what the full marks are of."""
    named: list[Mention] = []
    marked, said_in = "", -1
    for mention in mentions:
        own, points = mention.own, mention.measure == "分"
        bare = points and _POINTS.fullmatch(own) is not None
        known = bare and len(marked) > 1 and said_in == mention.sentence
        label = f"{marked}{'扣分' if '扣' in own or '失' in own else '得分'}"
        named.append(replace(mention, name=label) if known else mention)
        if points and not bare:
            marked, said_in = "" if _EARNED.search(own) else _MARKS.sub("", own), mention.sentence
    return named


def _reached(text: str, flat: str, quantity: Quantity) -> Quantity:
    """The points reached of 18.2/20分, or of 20/18.2分, where the head of a table has turned the two."""
    start = quantity.span[0]
    match = _OUT_OF.search(flat, max(0, start - _SO_FAR_BACK), start) if quantity.unit == "分" else None
    if match is None or quantity.value is None:
        return quantity
    first = Decimal(match["first"])
    span = (match.start(), quantity.span[1])
    given = min(first, quantity.value)
    decimals = len(match["first"].partition(".")[2]) if given == first else quantity.decimals
    return replace(quantity, raw=text[slice(*span)], value=given, decimals=decimals, span=span)


def _sentence_of(flat: str, position: int) -> int:
    return flat.count("。", 0, position) + flat.count("\n", 0, position)


def _respective(mentions: list[Mention], flat: str) -> list[Mention]:
    """A和B分别为3万元和4万元: each amount gets its own name where there are as many of the one as of the other."""
    named = list(mentions)
    for first in mentions:
        match = _RESPECTIVE.fullmatch(first.lead) if first.role is Wording.VALUE else None
        if match is None:
            continue
        run = [first]
        for following in mentions[first.place + 1 :]:
            if not _AND.fullmatch(flat, run[-1].quantity.span[1], following.quantity.span[0]):
                break
            run.append(following)
        told = _AND.split(match["names"])
        dated = [year for name in told if (year := _YEAR.match(name))]
        if len(dated) == len(told) == len(run) > 1:  # 2023年、2024年接待游客分别为2.16万人次和3.24万人次
            for mention, year in zip(run, dated, strict=True):
                named[mention.place] = replace(mention, own=first.own, name=first.name, year=int(year[0]))
            continue
        names = [clean(name) for name in told if clean(name)]
        if len(names) == len(run) > 1:
            for mention, name in zip(run, names, strict=True):
                named[mention.place] = replace(mention, own=name, name=name)
    return named


def _blot(flat: str, figures: list[Quantity]) -> str:
    parts: list[str] = []
    end = 0
    for quantity in figures:
        start, stop = quantity.span
        parts += (flat[end:start], "¤" * (stop - start))
        end = stop
    return "".join((*parts, flat[end:]))


def _topic(flat: str) -> str:
    """What a paragraph says it is about: a quoted budget item, or the words before its first colon or full stop."""
    start = flat[:400].lstrip()
    if quoted := _ITEM.match(start):
        return clean(quoted["quoted"])
    heading = _HEADING.match(start)
    if heading is None or any(char.isdigit() for char in heading["name"]):
        return ""
    return clean(heading["name"])


def _clause(flat: str, start: int, floor: int) -> int:
    """Where the clause that ends at ``start`` begins; marks in brackets and quotes do not part clauses."""
    depth = 0
    position = start
    while position > floor:
        char = flat[position - 1]
        if char in _CLOSING:
            depth += 1
        elif char in _OPENING:
            if depth == 0:
                return position
            depth -= 1
        elif depth == 0 and char in _STOPS:
            return position
        position -= 1
    return floor


def _leads(flat: str, start: int, floor: int) -> tuple[str, str]:
    """The clause before a figure, and its label; an empty label is sought in the clause before, of this sentence."""
    begin = _clause(flat, start, floor)
    lead = flat[begin:start]
    name = clean(lead)
    while not name and begin > floor and flat[begin - 1] not in "。；!?！？\n":
        stop = begin - 1
        begin = _clause(flat, stop, floor)
        if begin == floor > 0:
            break  # what follows the figure before without a mark is its own: 5个股室，2个中心
        name = clean(flat[begin:stop])
    return lead, name


def _mention(
    place: int, figures: list[Quantity], flat: str, subjects: tuple[str, str], dates: list[Quantity]
) -> Mention:
    quantity = figures[place]
    floor = figures[place - 1].span[1] if place else 0
    start = quantity.span[0]
    lead, own = _leads(flat, start, floor)
    sentence_start = max(flat.rfind("。", 0, start), flat.rfind("\n", 0, start)) + 1
    if _CHANGED.match(flat, quantity.span[1]):
        own = clean(_THAN.sub("", lead)) or own
    elif quantity.kind is Kind.COUNT and (thing := _THING.match(flat, quantity.span[1])):
        own += "" if thing["noun"][0] in "等的" else thing["noun"]
    role, about, sign, template = _role(quantity, flat, start, sentence_start)
    stage = next((stage for words, stage in STAGES if words.search(lead)), Stage.NONE)
    stage = stage if role is Wording.VALUE else Stage.NONE
    name = _full_name(own, *subjects)
    year = _year(flat, dates, sentence_start, start)
    sentence = _sentence_of(flat, start)
    return Mention(
        place=place, quantity=quantity, role=role, lead=lead, own=own, name=name, stage=stage, about=about, sign=sign,
        year=year, sentence=sentence, template=template, measure=_measure(quantity.unit), amount=_amount(quantity),
    )  # fmt: skip


_SAME: Final = {
    "日历天": "天", "日": "天", "工作日": "天",
    "名": "人", "场次": "场", "期次": "期", "批次": "批", "件次": "件", "平米": "平方米", "㎡": "平方米",
    "m²": "平方米", "m2": "平方米", "m³": "立方米", "m3": "立方米", "km²": "平方公里", "km2": "平方公里",
    "平方千米": "平方公里", "hm²": "公顷", "hm2": "公顷", "hm": "公顷",
    "km": "公里", "千米": "公里", "m": "米", "t": "吨",
}  # fmt: skip
"""Units that count the same."""


def _measure(unit: str) -> str:
    if unit in MONEY_UNITS:
        return "money"  # and no 美元, which is a measure of its own
    unit = unit.partition("(")[0]  # 46台(套) are as many 台
    return _SAME.get(unit, unit)


def _amount(quantity: Quantity) -> Decimal | None:
    if quantity.value is not None and quantity.kind is Kind.MONEY:
        return in_wan(quantity.value, quantity.unit)
    return quantity.value


def _full_name(own: str, topic: str, spoken: str) -> str:
    """A label that says nothing by itself, with what the paragraph is about or what was last spoken of before it."""
    if own and not GENERIC.fullmatch(own):
        return own
    subject = topic if topic or (own and not _STEP.search(own)) else spoken
    if own and subject.endswith(own):
        return own
    return subject + (own[2:] if subject[-2:] == own[:2] else own)


def _year(flat: str, dates: list[Quantity], sentence_start: int, start: int) -> int | None:
    """The year named last before a figure in its sentence; 比2022年 names another amount's year."""
    years = [
        int(match[0])
        for date in dates
        if sentence_start <= date.span[0] < start
        and flat[: date.span[0]].rstrip()[-1:] not in {"比", "较", "与", "同"}
        and (match := _YEAR.search(flat, *date.span))
    ]
    return years[-1] if years else None


def _role(quantity: Quantity, flat: str, start: int, sentence_start: int) -> tuple[Wording, str, int, bool]:
    """Role, what it refers to, sign, and whether the choice of the form was left standing."""
    before = flat[max(sentence_start, start - 60) : start]
    if quantity.unit == "分" and quantity.kind is Kind.COUNT:
        return Wording.SCORE, "", 0, False
    grown = GROWN.search(before)
    if grown:
        sign = 1 if grown["up"] else -1 if grown["down"] else 0
        rate = quantity.unit in {"%", "百分点", "‰"}
        if rate or quantity.kind in {Kind.MONEY, Kind.COUNT, Kind.DAMAGED}:
            return Wording.GROWTH if rate else Wording.DIFFERENCE, "", sign, grown["both"] is not None
    if quantity.unit in {"%", "百分点"}:
        if completed := COMPLETED.search(before):
            return Wording.COMPLETION, clean(completed["base"]), 0, False
        if share := SHARE.search(before):
            return Wording.SHARE, clean(share["whole"] or ""), 0, False
        return Wording.RATE, "", 0, False
    return Wording.VALUE, "", 0, False
