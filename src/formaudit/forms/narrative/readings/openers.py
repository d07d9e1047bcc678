"""The words that announce parts before a figure, and the figure before them that they may be parts of."""

from collections.abc import Iterator
from typing import Final

from formaudit.forms.narrative.readings.cues import measured, openings, quiet, selects
from formaudit.forms.narrative.readings.lists import ITEM, is_mark, own_words, repeated
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import THINGS
from formaudit.patterns import compiled

__all__ = ["CLASSED", "Opener", "headed_apart", "opener_of"]

Opener = tuple[float, int, Token]
"""What words add to the strength of a sum, where they stand, and the figure of the same measure before them."""

_COUPLE: Final = 2
_LED_BY_COLON: Final = compiled(r"[:：][^；。\n]*$")
_SERIAL: Final = compiled(r"\s*(?:第?[一二首][期批次个项]|[一二]是)")
_USE: Final = compiled(r"\s*(?:资金|经费)?(?:主要|全部)?用于")
_HEADING: Final = compiled(
    r"[^，；¤。\n]{0,10}。?\n\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[.、．]?)?\s*[^，。；¤\n]{2,14}[。:：\n]\s*"
)
_SUMS_UP: Final = compiled(r"\s*(?:以上|上述|前述|综上)[^，。；]*(?:共|合计|总)")
_OF_BOX: Final = compiled(r"[(（][^()（）]*[)）]的?\s*¤")
_REST: Final = compiled(r"^[，,；;、\s]*[^，。；¤]{0,10}其[他余它]")
_ENDS: Final = compiled(r"[^，。；¤]{0,6}(?:[。\n]|$)")
_HEADED: Final = compiled(r"(?:如下|情况|构成|用途|明细|安排|分配|其中|包括|以下|来源|组成|筹措|渠道|结构)$")
_FIRST_ITEM: Final = compiled(r"[一1①首]")
CLASSED: Final = compiled(
    r"\s*按[^，。；：:¤]{1,12}(?:分(?:类|为|组)?[，,:：]?|(?:性质|类别|类型|功能|来源|用途|区域|层级|级次)[:：])"
)
_ANNOUNCED: Final = compiled(r"(?:其中|如下|以下|用于|包括|分别为|具体为)[^。¤]{0,12}[:：。]?$|[:：]$")


def opener_of(block: Block, token: Token) -> Opener | None:
    """What announces parts before a figure: its weight, its place, and the figure of the same measure before it."""
    alike = (other for other in reversed(block.recent(token)) if other.measure == token.measure)
    previous = next((other for other in alike if not is_mark(block, other) and not selects(other)), None)
    headed = previous is not None and _headed(block, previous, token)
    if previous is None or (token.sentence - previous.sentence > 1 and not headed):
        return None
    if token.sentence > previous.sentence and _SUMS_UP.match(token.clause):
        return None  # 三是安排42万元，用于购买服务。以上三项共支出142万元
    if headed:
        return _unspoken(block, previous, token)
    full = [one for one in block.tokens[previous.at + 1 : token.at] if is_mark(block, one)]
    boxes = {one.start - len(one.lead) - 1 for one in full}
    start = _begin(block, previous, token, full)
    if start is None:
        return None
    best = _unspoken(block, previous, token)
    for weight, position in _announcing(block, previous, token, start):
        if position in boxes or _opens_others(block, position, token):
            continue
        if best is None or (position > best[1] and weight >= best[0] - 0.06):
            best = (weight, position, previous)
    return best


def _begin(block: Block, previous: Token, token: Token, full: list[Token]) -> int | None:
    """Where the words between two figures begin that may announce the second as a part of the first."""
    start = previous.end
    if full and not block.blotted[start : full[0].start - len(full[0].lead)].strip(" (（"):
        start = full[0].end + 1  # 得18分（满分20分）、…: the mark is that of the figure before
    if repeated(previous, token):
        return None
    marks = [match[0] for match in ITEM.finditer(block.blotted, start, token.start)]
    if marks and not _FIRST_ITEM.search(marks[-1]):
        return None  # 二是…: one more item, and no part of what the item before it is about
    if token.sentence > previous.sentence:
        start = max(block.text.rfind(mark, start, token.start) for mark in "。\n") + 1
        ended = block.blotted[previous.end : start]
        if _ANNOUNCED.search(ended.rstrip("\n")):
            start = previous.end
    return token.start - len(own_words(block.blotted[start : token.start]))


def _announcing(block: Block, previous: Token, token: Token, start: int) -> Iterator[tuple[float, int]]:
    """The openers from a place on that speak of the figure behind them, with their weights and places."""
    words = quiet(block.blotted)
    for weight, match in openings(words, start, token.start):
        before = block.blotted[previous.end : match.start()]
        boxed = match[0][0] in "(（"
        if boxed and _OF_BOX.match(block.blotted, match.start()):
            continue  # 分别占年度目标（45公里、110公里）的108%、109.5%: what rates are of
        if boxed and previous.depth and any(mark in before for mark in ")）"):
            continue  # 甲村（22户）…，乙村（32户）…: brackets side by side
        if boxed and any(mark in words[match.start() : token.start] for mark in ")）"):
            continue  # 甲村（22户）补助17万元，乙村（32户）补助26万元: they close before the figure
        own = match[0][0] in ":：" and compiled(r"[；。\n]").search(before) is not None
        if own and not _HEADED.search(before) and not CLASSED.search(f"{before}："):
            continue  # the colon belongs to a clause of its own
        yield weight, match.start()


def headed_apart(block: Block, opener: Opener, whole_of: dict[int, Token]) -> bool:
    """Whether a list has a head of its own behind another such list (资金来源：中央…、省级…；资金用途：渠道…).

    One amount behind a colon is no list (支出：79万元。其中：人员经费…).
    """
    _, position, previous = opener
    begin = block.sentence_of(previous)[0]
    alone = not any(one.measure == previous.measure for one in block.before(previous))
    return (
        previous.at not in whole_of
        and not (alone and block.blotted.endswith("其中", 0, position))
        and block.blotted[position : position + 1] in (":", "：")
        and compiled(r"[；。\n]").search(block.blotted[previous.end : position]) is not None
        and _LED_BY_COLON.search(block.blotted[begin : previous.start]) is not None
    )


def _opens_others(block: Block, position: int, token: Token) -> bool:
    """Whether an opener stands between figures of another measure: 41公里，其中硬化39公里、砂石2公里，每公里15万元."""
    behind = next((one for one in block.tokens if one.start > position), token)
    ahead = next((one for one in reversed(block.tokens[: behind.at]) if one.sentence == behind.sentence), None)
    return behind.measure != token.measure and ahead is not None and ahead.measure == behind.measure


def _headed(block: Block, previous: Token, first: Token) -> bool:
    """Whether nothing but the heading of an item (2.资金使用情况。) stands between two sentences."""
    return _HEADING.fullmatch(block.blotted[previous.end : first.start - len(first.lead)]) is not None


def _unspoken(block: Block, previous: Token, first: Token) -> Opener | None:
    """Parts in the sentence behind their whole that no opener announces.

    安排三类项目。甲…402万元；乙…188万元；丙…50万元: as many amounts as things were announced; or amounts each of
    which is followed by its use (30万元用于…；25万元用于…).
    """
    if first.sentence == previous.sentence or first.is_rate:
        return None
    run = [first, *block.after(first)]
    heads = [one for at, one in enumerate(run) if at == 0 or one.part != run[at - 1].part]
    announced = [
        one
        for one in block.tokens[max(previous.at - 1, 0) : first.at]
        if one.measure in THINGS and one.sentence == previous.sentence and one.amount == len(heads)
    ]
    serial = len(heads) == _COUPLE and all(_SERIAL.match(block.text, one.start - len(one.clause)) for one in heads)
    if (len(heads) > _COUPLE or serial) and announced and not announced[-1].mention.quantity.comparison:
        return 0.2, block.sentence_of(first)[0], previous
    if len(heads) > _COUPLE and len(heads) == len(run) and _REST.search(run[-1].lead):
        alone = [one for one in block.before(previous) if not measured(one)]
        ended = _ENDS.match(block.blotted, run[-1].end) is not None
        if not alone and ended and not previous.about:
            return 0.15, block.sentence_of(first)[0], previous  # 完成投资80亿元。甲…；乙…；其他项目完成投资5亿元。
    if len(run) > _COUPLE and all(_USE.match(block.blotted, one.end) for one in run):
        return 0.2, block.sentence_of(first)[0], previous
    return None
