"""Wholes that stand apart from their parts: named again without their amount, or scores of items over paragraphs."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.outline import Serial, style_of
from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, significant, sum_of
from formaudit.forms.narrative.readings.cues import FULL_MARKS, OPEN_END
from formaudit.forms.narrative.readings.lists import is_item
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["apart_candidates"]

_NAMED: Final = compiled(r"(?:^|[，。；：\n])\s*(?P<name>[^，。；：¤\n]{2,16}?)(?:主要)?(?:包括|包含|用于|是指|含)")
_SCORED: Final = compiled(r"得分|得|自评|评分")
_OVERALL: Final = compiled(r"自评|总|综合|最终")
_FROM: Final = compiled(r"\s*中(?:分配|安排|调剂|列支|支出|拨付|统筹|提取|支付)")
_ITEM_LINE: Final = compiled(
    r"\s*(?:[0-9]{1,2}\s*[.、．]|[(（][一二三四五六七八九十0-9]{1,2}[)）]|[一二三四五六七八九]是)"
)
_LINE_END: Final = late(r"[^，。；¤\n]{0,4}[；;。]?\s*(?:\n|$)")
_LINED: Final = 0.67
_NAME: Final = 3
_FEW: Final = 2
_MANY: Final = 6
_FULL: Final = 100
_BACK: Final = 60


def apart_candidates(block: Block) -> Iterator[Candidate]:
    """Parts whose whole is named before them, and the scores of numbered items with the score of all."""
    for run in block.sentences():
        yield from _named(block, run)
        yield from _taken(block, run)
        yield from _prices(run)
    yield from _scores(block)
    yield from _items(block)
    yield from _batches(block)


def _named(block: Block, run: list[Token]) -> Iterator[Candidate]:
    """项目支出包括甲经费36.3万元、乙经费1万元, where 项目支出286.83万元 stands sentences before."""
    first = run[0]
    begin, _ = block.sentence_of(first)
    match = _NAMED.search(block.blotted, max(begin - 1, 0), first.start)
    if match is None or first.is_rate or first.is_price:
        return
    name = match["name"].strip()
    around = block.tokens[max(0, first.at - _BACK) : first.at + _BACK]
    wholes = [one for one in around if one.measure == first.measure and one.mention.own.endswith(name)]
    wholes = [one for one in wholes if one.sentence != first.sentence]
    parts = [one for one in run if one.measure == first.measure and one.depth == first.depth and not one.is_price]
    if not wholes or len(parts) < _FEW:
        return
    question = ("sum", first.start)
    opened = OPEN_END.match(block.blotted[parts[-1].end : parts[-1].end + 40]) is not None
    yield sum_candidate(question, wholes[-1], parts, 0.5, alone=False)
    # The whole may be named for another year or step: its parts are some of it, and nobody is accused.
    yield sum_candidate(question, wholes[-1], parts, 0.4 if opened else 0.38, alone=False, closed=False)


def _taken(block: Block, run: list[Token]) -> Iterator[Candidate]:
    """从奖励资金31714万元中分配20977.80万元: some of an amount."""
    for one, other in pairwise(run):
        if one.measure == other.measure and _FROM.match(block.between(one, other)) and not other.is_rate:
            yield sum_candidate(("sum", other.start), one, (other,), 0.7, closed=False)


def _prices(run: list[Token]) -> Iterator[Candidate]:
    """按2500元/户的标准，市级1000元/户，区级1500元/户: what levels of government bear of one price."""
    prices = [one for one in run if one.is_price]
    if len(prices) > _FEW and len({one.mention.quantity.unit for one in prices}) == 1:
        yield sum_candidate(("prices", prices[0].start), prices[0], prices[1:], 0.5, alone=False)


def _items(block: Block) -> Iterator[Candidate]:
    """A total in the head and amounts of the same name in each numbered item under it."""
    for whole in block.tokens:
        name = whole.mention.own[-_NAME:]
        if whole.is_rate or whole.is_price or len(name) < _NAME or _item_line(block, whole):
            continue
        parts = [
            one
            for one in block.tokens[whole.at + 1 : whole.at + 1 + _BACK]
            if one.measure == whole.measure and one.mention.own.endswith(name) and _item_line(block, one)
        ]
        if len(parts) > _FEW:
            yield sum_candidate(("items", whole.start), whole, parts, 0.5, alone=False)
        yield from _by_lines(block, whole, name)


def _by_lines(block: Block, whole: Token, name: str) -> Iterator[Candidate]:
    """下达资金26428万元。 and under it a line for each place: 甲区：…资金2405万元；乙区：…资金1956万元；…."""
    parts: list[Token] = []
    last = whole
    for one in block.tokens[whole.at + 1 : whole.at + 1 + _BACK]:
        line = block.blotted.rfind("\n", last.end, one.start) >= 0
        if one.measure != whole.measure or not line:
            break
        if not one.mention.own.endswith(name) or _LINE_END.match(block.blotted, one.end) is None:
            break
        parts.append(one)
        last = one
    if len(parts) > _FEW and block.blotted[parts[-1].end :][:1] != "；":
        # Nothing but the lines says that they make it up: a slip must speak for it.
        yield sum_candidate(("items", whole.start), whole, parts, _LINED, alone=not whole.about)


def _batches(block: Block) -> Iterator[Candidate]:
    """下达资金共1737万元: the amounts of the same name in the sentences behind, outside brackets, may make it up."""
    for whole in block.tokens:
        name = whole.mention.own[-_FEW:]
        if whole.is_rate or whole.is_price or len(name) < _FEW or whole.depth or significant(whole.amount) < _FEW:
            continue
        parts = [
            one
            for one in block.tokens[whole.at + 1 : whole.at + 1 + _BACK]
            if one.measure == whole.measure
            and one.sentence != whole.sentence
            and not one.depth
            and one.mention.own.endswith(name)
            and one.amount < whole.amount
        ]
        if len(parts) < _FEW:
            continue
        for size in range(_FEW, min(len(parts), _MANY) + 1):
            if sum_of(parts[:size]) == whole.amount:
                yield sum_candidate(("batches", whole.start), whole, parts[:size], 0.5, alone=False)


def _scores(block: Block) -> Iterator[Candidate]:
    """自评得分83.44分 over or under items of which each ends with its own score."""
    scored = [
        one
        for one in block.tokens
        if one.measure == "分" and _SCORED.search(one.lead) and not FULL_MARKS.search(one.lead)
    ]
    items = [one for one in scored if is_item(block, one) or _item_line(block, one)]
    for whole in scored:
        if whole in items or not _OVERALL.search(whole.lead) or whole.amount > _FULL:
            continue
        later = [one for one in items if one.at > whole.at]
        behind = _run(block, later)
        ahead = _run(block, items[: len(items) - len(later)][::-1])[::-1]
        for parts in (behind, ahead):
            levels = {_level(block, one) for one in parts}
            if len(parts) > _FEW:
                # Items of two levels (1. over (1), (2)) are counted twice, and a sum of both says nothing.
                alone = len(behind) != len(ahead) and len(levels) == 1
                yield sum_candidate(("scores", whole.start), whole, parts, 0.8, alone=alone)


def _level(block: Block, token: Token) -> Serial | None:
    """The style of the serial with which the paragraph of a figure begins."""
    begin = block.text.rfind("\n", 0, token.start) + 1
    return style_of(block.text[begin : token.start])


def _item_line(block: Block, token: Token) -> bool:
    """Whether the paragraph of a figure begins with a serial."""
    return _ITEM_LINE.match(block.text, block.text.rfind("\n", 0, token.start) + 1) is not None


def _run(block: Block, items: list[Token]) -> list[Token]:
    """One score for each paragraph, paragraph after paragraph."""
    found: list[Token] = []
    last: int | None = None
    for one in items:
        line = block.text.count("\n", 0, one.start)
        if last is not None and abs(line - last) != 1:
            break
        found.append(one)
        last = line
    return found
