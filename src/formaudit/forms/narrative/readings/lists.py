"""Which figures behind the words that announce parts belong to the list, and which are set apart from it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from msgspec import Struct

from formaudit.forms.narrative.readings.candidate import sum_of
from formaudit.forms.narrative.readings.change_words import is_change
from formaudit.forms.narrative.readings.cues import (
    OPEN_END,
    OVERLAPPING,
    TOTAL,
    overlapping,
    quiet,
    selects,
    step,
    step_in,
)
from formaudit.forms.narrative.readings.prices import is_for_each, is_mean
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = [
    "AMONG",
    "ITEM",
    "Listed",
    "announces",
    "is_item",
    "is_mark",
    "listed",
    "own_words",
    "repeated",
    "words_before",
]

_REACH: Final = 40
_INNER: Final = compiled(
    r"其中(?!央|心|间|期|旬|小企|小微|国(?![家库有债内资道省控企税土防际]))|(?<!包)含(?!量)|包括|包含|用于|[(（]"
)
ITEM: Final = compiled(
    r"(?:^|[。；：:，,\n\s])\s*(?:[(（][一二三四五六七八九十0-9]{1,2}[)）]|[0-9]{1,2}[.、．)](?![0-9])|[①-⑳]|[一二三四五六七八九]是|——(?=[\u4e00-\u9fff])|[一二三四五六七八九十]、|第[一二三四五六七八九十][批期笔次类阶季])"
)
AMONG: Final = compiled(r"\s*(?P<name>[^，。；¤]{2,20}?)(?:之?中|当中)(?!央|心|小|学|国|间)")
_CLAUSE: Final = 2
_ANEW: Final = late(
    r"实际|已|现|控制|目前|截|年末|年底|全年|本年|当年|累计|共(?!青|产)|总|均|全部|完成|实现|其余|剩余|覆盖|惠及|受益|带动|离退|离休|退休|遗属"
)
"""Beginnings of a clause that speaks of something else than the parts of the list before it."""
_CARRIED_ON: Final = late(r"[，,、]?\s*(?:年末)?结转(?:到|至)?(?:下|次)年")
_BROUGHT: Final = compiled(r"(?:使用|动用)?(?:上年|年初|以前年度)(?:末)?结转")
_THIS_YEAR: Final = late(r"今年|本年|当年")
_FORMER: Final = late(r"以前年度|以前年份|往年|历年")
_PURPOSE: Final = late(r"\s*(?:资金|经费)?(?:安排|主要)?用于")
_NEW_WHOLE: Final = compiled(r"[^。；;\n¤]{0,16}[，,:：(（]\s*(?:其中|包括|包含|分别为|用于)")


_MARKED: Final = late(r"(?:满分|总分|分值|权重|共|计|为|:|：)*\s*")
_KIND_OF_SPENDING: Final = late(r"、(?!.*(?:实际|累计|已|共|当年|本年|全年))[\u4e00-\u9fff]{2,8}(?:支出|使用|拨付)\s*")
_CLOSED_ASIDE: Final = compiled(r"[(（][^()（）]*[)）]")


def is_mark(block: Block, token: Token) -> bool:
    """Whether a figure is the full mark that brackets give behind a name (决策指标（20分）得18分): no score is it.

    Nor is what stands behind a stroke (18分/20分).
    """
    if token.measure == "分" and token.lead.strip() == "/":
        return True
    boxed = token.measure == "分" and token.depth > 0 and block.blotted[token.end : token.end + 1] in (")", "）")
    return boxed and _MARKED.fullmatch(token.lead) is not None


class Listed(Struct, frozen=True):
    """Figures behind an opener: parts, whether the list is broken off, and how many figures were left out of it."""

    parts: tuple[Token, ...]
    tight: int
    left_out: int
    stopped_open: bool
    wide: tuple[Token, ...]


def listed(block: Block, first: Token, whole: Token) -> Listed:
    """The figures behind an opener that may be parts of the whole."""
    itemised = is_item(block, first, whole.end)
    kind, own = step(whole) or step_in(words_before(block, whole)), step(first)
    parts, left_out, tight, last, parent = [first], 0, 0, first, None
    behind = 0  # figures of something else since the last part: they are left out of the list if it goes on
    wide = [first]
    open_end = False
    boxed = block.blotted[max(first.start - 1, 0)] in "(（"
    for token in block.tokens[first.at + 1 : first.at + _REACH]:
        text = block.blotted[last.end : token.start]
        item = ITEM.search(text) is not None
        if token.sentence != first.sentence and not (itemised and (item or token.sentence == last.sentence)):
            break
        if token.measure != first.measure or is_for_each(token) or (token.rank and is_mean(block, token)):
            continue
        if is_mark(block, token) or selects(token):
            continue
        rank = block.rank_between(last, token)
        if token.depth < first.depth or step(token) == "apart" or _totals(block, token):
            break
        if itemised and not item:
            last = token
            continue
        inner = announces(_CLOSED_ASIDE.sub("", own_words(text))) and not repeated(last, token)
        if boxed and compiled(r"[^()（）]*[)）][^()（）]*[(（][^()（）]*$").match(text):
            inner = False  # 甲项目（30万元）和乙项目（20万元）: brackets side by side
        if inner and (rank < 3 or token.depth > first.depth):
            parent = parent or parts[-1]
            last = token
            continue
        boxed_in = token.depth == first.depth and compiled(r"[×xX*][^()（）]*[)）]").search(
            block.blotted[parts[-1].end : token.start]
        )
        if (boxed_in and last.depth > first.depth) or (token.depth < last.depth and token.measure == "money"):
            parent = None  # 直补312万元（5200人×600元），项目扶持580万元: the bracket is closed
        if parent is not None and rank < 3 and token.depth >= first.depth and not _complete(block, parent, token):
            last = token
            continue
        parent = None
        if inner and rank >= 3 and not itemised and _opens_anew(text):
            break
        mixed = overlapping([one.lead for one in block.after(whole)])
        if _foreign(
            token, first, kind, own, whole_is_total="总计" in whole.lead, mixed=mixed, whole_changed=is_change(whole)
        ) or _of_a_part(token, parts):
            if rank >= 3 and len(parts) > 1 and not itemised and ranks(block, parts) < 3:
                break
            parent = token if _of_a_part(token, parts) else None
            left_out += behind + 1 if step(token) in ("left", "carried") else 0
            behind = 0 if step(token) in ("left", "carried") else behind + 1
            last = token
            wide.append(token)
            continue
        if not tight and len(parts) > 1 and not itemised and _apart(block, parts, token, rank):
            tight = len(parts)
        if _NEW_WHOLE.match(block.blotted, token.end) and rank >= 3 and token.amount > whole.amount - sum_of(parts):
            break
        parts.append(token)
        wide.append(token)
        left_out, behind, last = left_out + behind, 0, token
    tail = block.blotted[parts[-1].end : parts[-1].end + 40]
    if OPEN_END.match(tail):
        open_end = True
    return Listed(tuple(parts), tight or len(parts), left_out, open_end, tuple(wide))


def _totals(block: Block, token: Token) -> bool:
    """Whether a figure is the total of a list, and not what a price comes to (每村10万元共540万元)."""
    if not TOTAL.search(token.lead):
        return False
    return not (token.at and is_for_each(block.tokens[token.at - 1]) and token.rank <= _CLAUSE)


def words_before(block: Block, token: Token) -> str:
    """The words that a figure goes by; where a colon stands right before it, those before that (支出：79万元)."""
    if token.lead.strip():
        return token.lead
    before = block.blotted[: token.start].rstrip()
    return compiled(r"[，。；\n]").split(before[:-1])[-1] if before.endswith((":", "：")) else ""


def own_words(gap: str) -> str:
    """Of the words between two figures those that lead to the second: 30万元用于预算编制；30万元用于审计."""
    rest = gap.rpartition("；")[2]
    clause = compiled(r"[，,、]").split(rest)[-1]
    return clause if not clause.strip() and _PURPOSE.match(rest) else rest


def repeated(previous: Token, token: Token) -> bool:
    """Whether an opener stands once more before a sibling: 用于甲3万元、用于乙4万元."""
    return (
        token.rank <= _CLAUSE
        and "其中" not in token.lead
        and any(words in token.lead and words in previous.lead for words in ("用于", "支付", "包括"))
    )


def announces(text: str) -> bool:
    """Whether the words between two figures announce parts of the first; serials in brackets do not."""
    return _INNER.search(ITEM.sub("", quiet(text))) is not None


def _opens_anew(text: str) -> bool:
    return compiled(r"其中|按[^，。；]{2,10}(?:分|划分)").search(text) is not None


def ranks(block: Block, parts: Sequence[Token]) -> int:
    return max((block.rank_between(one, other) for one, other in pairwise(parts)), default=0)


def _apart(block: Block, parts: Sequence[Token], token: Token, rank: int) -> bool:
    """Whether a stronger mark than those between the parts, and for a comma a new verb, sets a figure apart."""
    within = ranks(block, parts)
    anew = _ANEW.match(token.lead.lstrip()) is not None or len(parts) > _CLAUSE
    return (rank >= 3 > within) or (rank == _CLAUSE > within and anew)


def _complete(block: Block, parent: Token, token: Token) -> bool:
    """Whether the figures between a part and another one make up that part."""
    inner = [one for one in block.tokens[parent.at + 1 : token.at] if one.measure == parent.measure]
    return sum_of(inner) == parent.amount


def _foreign(
    token: Token, first: Token, kind: str, own: str, *, whole_is_total: bool, mixed: bool, whole_changed: bool
) -> bool:
    """Whether a figure speaks of another step than the whole and the first part do, or of a class that overlaps."""
    here = step(token)
    if here == "paid" and token.rank == 1 and _KIND_OF_SPENDING.fullmatch(token.lead):
        return False  # 超范围列支112.6万元、虚列支出98.2万元: a kind of spending by its name
    if token.rank == 0 and is_change(token) and not whole_changed:
        return True  # 比上年的128户多14户
    if _BROUGHT.match(token.lead.lstrip("、，及和 ")):
        return False  # money brought from last year is income as other money is
    if whole_is_total and (here in ("left", "carried", "earlier") or _CARRIED_ON.match(token.lead)):
        return False
    if here == "earlier" and _THIS_YEAR.search(first.lead) and _FORMER.match(token.lead.lstrip("、，及和 ")):
        return False  # 累计发行47.3亿元，其中今年发行3.77亿元，以前年度发行43.53亿元
    if mixed and OVERLAPPING.search(token.lead) and token.measure in ("人", "户"):
        return True
    if token.measure == "分" and here not in ("earlier", "change", "apart"):
        return False  # 预算执行9分，资金到位5分: points are given for a step of the year and are none of it
    return bool(here) and here not in (kind, own)


def _of_a_part(token: Token, parts: Sequence[Token]) -> bool:
    """Whether a figure is named as some of a part before it (中央资金中用于…)."""
    match = AMONG.match(token.lead)
    return match is not None and any(
        match["name"] in part.lead or part.mention.own in match["name"] for part in parts if part.mention.own
    )


def is_item(block: Block, first: Token, since: int = 0) -> bool:
    """Whether a figure stands in an item of a numbered list that begins behind ``since``."""
    begin = max(since, *(block.text.rfind(mark, 0, first.start) for mark in "。；：:\n"))
    return ITEM.search(block.blotted[max(begin, 0) : first.start]) is not None
