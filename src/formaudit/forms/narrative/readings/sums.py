"""Sums: a whole and its parts, before or behind it, over marks, sentences and numbered items."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, coarse, finest, plain, significant, sum_of, tails
from formaudit.forms.narrative.readings.cues import (
    CLOSED,
    OPEN_END,
    OPENERS,
    OVERLAPPING,
    PER,
    TOTAL,
    measured,
    step,
)
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import StatementKind

__all__ = ["sum_candidate", "sum_candidates"]

_REACH: Final = 40
_INNER: Final = re.compile(r"其中(?!央|心|间|国|期|旬|小企|小微)|(?<!包)含(?!量)|包括|包含|用于|[(（]")
_ITEM: Final = re.compile(
    r"(?:^|[。；：:，,\n\s])\s*(?:[(（][一二三四五六七八九十0-9]{1,2}[)）]|[0-9]{1,2}[.、．)](?![0-9])|[①-⑳]|[一二三四五六七八九]是|[一二三四五六七八九十]、|第[一二三四五六七八九十][批期笔次类阶季])"
)
_THINGS: Final = frozenset({"个", "项", "类", "批", "期", "部", "家", "种", "笔", "处"})
_PAIRS: Final = (
    ("男", "女"), ("基本支出", "项目支出"), ("在职", "退休"), ("新建", "续建"), ("中央", "地方"), ("上级", "本级"),
    ("人员经费", "公用经费"), ("城镇", "农村"),
)  # fmt: skip
_AMONG: Final = re.compile(r"\s*(?P<name>[^，。；¤]{2,20}?)(?:之?中|当中)(?!央|心|小|学|国|间)")
_LONG_ENOUGH: Final = 3
_HUNDRED: Final = Decimal(100)
_ABOVE: Final = re.compile(r"\s*(?:以上|上述|前述|综上)")
_JOINTLY: Final = re.compile(r"(?:共|合计|总计|总共)[^，。；¤]{0,10}$")
_HEADED: Final = re.compile(r"(?:如下|情况|构成|用途|明细|安排|分配|其中|包括|以下)$")
_SCORED: Final = re.compile(r"得|自评|评分")
_SUMMED: Final = re.compile(r"(?P<word>合计|共计|总计|累计|共)(?P<noun>[^，。；¤]{0,8})$")
_VERB: Final = re.compile(r"支付|支出|拨付|使用|结余|到位|发放|完成")
_FIRST_ITEM: Final = re.compile(r"[一1①首]")
_COMING: Final = re.compile(r"新招|新增|招录|调入|录用|转入|增加")
_GOING: Final = re.compile(r"退休|调出|辞职|减少|去世|转出|离职")
_PURPOSE: Final = re.compile(r"\s*(?:资金|经费)?(?:安排|主要)?用于")
_BEGUN: Final = re.compile(r"[。\n][^。\n]*$")
_NEW_WHOLE: Final = re.compile(r"[^。；;\n¤]{0,16}[，,:：(（]\s*(?:其中|包括|包含|分别为|用于)")


@dataclass(frozen=True, slots=True)
class _Run:
    """Figures behind an opener: parts, whether the list is broken off, and how many figures were left out of it."""

    parts: tuple[Token, ...]
    tight: int
    left_out: int
    stopped_open: bool
    wide: tuple[Token, ...]


def sum_candidates(block: Block) -> Iterator[Candidate]:
    """Every whole with every set of figures that its words offer as parts."""
    whole_of: dict[int, Token] = {}
    for token in block.tokens:
        if token.is_rate or token.is_price:
            continue
        opener = _opener(block, token)
        if opener is not None:
            yield from _opened(block, token, opener, whole_of)
        if TOTAL.search(token.lead) or _counted_total(block, token) or _named_total(block, token):
            yield from _totalled(block, token)
        yield from _among(block, token)


def _among(block: Block, first: Token) -> Iterator[Candidate]:
    """项目支出260万元，项目支出中设备购置120万元、工程建设140万元: the whole is taken up again by its name."""
    match = _AMONG.match(first.lead)
    if match is None:
        return
    named = [one for one in block.recent(first) if one.measure == first.measure and one.mention.own.endswith(match["name"].strip())]
    if not named or first.sentence - named[-1].sentence > 1:
        return
    run = _run(block, first, named[-1])
    parts = run.parts[: run.tight]
    question = ("sum", first.start)
    if len(parts) > 1:
        yield sum_candidate(question, named[-1], parts, 0.8 - 0.12 * run.left_out, alone=not run.stopped_open)


def sum_candidate(
    question: tuple[str, int], whole: Token, parts: Sequence[Token], strength: float, *, alone: bool = True, closed: bool = True
) -> Candidate:
    """The reading that some figures are all the parts of a whole, or with ``closed`` false some of them."""
    expected = sum_of(parts)
    everything = (whole, *parts)
    zero = Decimal(0)
    counted = whole.measure not in ("money", "分", "%") and len({one.mention.quantity.unit for one in everything}) == 1
    about = sum((one.half * 2 for one in everything if one.about), zero)
    gap = whole.amount - expected
    return Candidate(
        question=question,
        kind=StatementKind.SUM if closed else StatementKind.OF_WHICH,
        target=whole,
        terms=tuple(parts),
        roles=("whole", *("part" for _ in parts)),
        expected=expected,
        slack=about + (zero if counted else max(finest(everything), coarse(whole, parts))),
        tail=tails(everything) if closed else zero,
        line=" + ".join(plain(part.amount) for part in parts) + (f" = {plain(expected)}" if len(parts) > 1 else ""),
        strength=strength,
        alone=alone and not about,
        slipping=tuple((part, part.amount + gap) for part in parts),
        at_most=not closed,
    )


def _opener(block: Block, token: Token) -> tuple[float, int, Token] | None:
    """What announces parts before a figure: its weight, its place, and the figure of the same measure before it."""
    previous = next((other for other in reversed(block.recent(token)) if other.measure == token.measure), None)
    if previous is None or token.sentence - previous.sentence > 1:
        return None
    start = previous.end
    marks = [match[0] for match in _ITEM.finditer(block.blotted, start, token.start)]
    if marks and not _FIRST_ITEM.search(marks[-1]):
        return None  # 二是…: one more item, and no part of what the item before it is about
    if token.sentence > previous.sentence:
        start = max(block.text.rfind(mark, start, token.start) for mark in "。\n") + 1
        ended = block.blotted[previous.end : start]
        if _ANNOUNCED.search(ended.rstrip("\n")):
            start = previous.end
    start = token.start - len(_own(block.blotted[start : token.start]))
    best: tuple[float, int, Token] | None = None
    for weight, pattern in OPENERS:
        for match in pattern.finditer(block.blotted, start):
            if match.start() >= token.start:
                break
            before = block.blotted[previous.end : match.start()]
            if match[0][0] in ":：" and re.search(r"[；。\n]", before) and not _HEADED.search(before):
                continue  # the colon belongs to a clause of its own
            if best is None or (match.start() > best[1] and weight >= best[0] - 0.06):
                best = (weight, match.start(), previous)
    return best


_ANNOUNCED: Final = re.compile(r"(?:其中|如下|以下|用于|包括|分别为|具体为)[^。¤]{0,12}[:：。]?$|[:：]$")


def _opened(
    block: Block, first: Token, opener: tuple[float, int, Token], whole_of: dict[int, Token]
) -> Iterator[Candidate]:
    weight, position, previous = opener
    wholes = list(_wholes(block, first, previous, position, whole_of))
    if not wholes:
        return
    question = ("sum", first.start)
    whole = wholes[0][0]
    run = _run(block, first, whole)
    for part in run.parts:
        whole_of.setdefault(part.at, whole)
    for rival, off in wholes:
        parts = tuple(part for part in run.parts if part.at > rival.at)
        for cut in range(2, len(parts) + 1):
            held = sum_candidate(question, rival, parts[:cut], 0.9 - off, alone=False)
            if held.standing.agreed and (cut >= run.tight or held.expected == rival.amount):
                yield held
        wide = tuple(part for part in run.wide if part.at > rival.at)
        for cut in range(2, len(wide) + 1 if len(wide) > len(parts) else 0):
            held = sum_candidate(question, rival, wide[:cut], 0.6 - off, alone=False)
            if held.standing.agreed:
                yield held
        told = parts[: run.tight]
        if len(told) > 1:
            strength = _strength(block, rival, told, weight, run, position) - off
            yield sum_candidate(question, rival, told, strength, alone=not run.stopped_open)
        if len(parts) > len(told):
            strength = _strength(block, rival, parts, weight, run, position) - off - 0.2
            yield sum_candidate(question, rival, parts, strength, alone=not run.stopped_open)
        if told and ((len(told) == 1 and len(told[0].lead.strip(" (（：:")) > 1) or (len(told) > 1 and run.stopped_open)):
            strength = 0.5 + weight - off - (0.1 if len(told) == 1 else 0) - 0.1 * run.left_out
            yield sum_candidate(question, rival, told, strength, closed=False)


def _wholes(
    block: Block, first: Token, previous: Token, position: int, whole_of: dict[int, Token]
) -> Iterator[tuple[Token, float]]:
    """The figures that the parts may make up, with what is taken off their strength, likeliest first."""
    same = [one for one in block.recent(first) if one.measure == first.measure and one.sentence == previous.sentence]
    same = [one for one in same if one.depth <= first.depth or first.depth == 0]
    plain_ones = [one for one in same if step(one) != "earlier" and not measured(one)]
    again = previous.at in whole_of and (
        first.sentence != previous.sentence or block.rank_between(previous, first) >= 3
    )
    order: list[tuple[Token, float]] = []
    if again:
        order.append((whole_of[previous.at], 0.0))
    if first.sentence != previous.sentence and plain_ones:
        outer = [one for one in plain_ones if one.at not in whole_of]
        order += [(one, 0.0 if len(outer) == 1 else 0.1) for one in reversed(outer)]
    if previous in plain_ones:
        order.append((previous, 0.25 if order else 0.0))
    elif plain_ones:
        order.append((plain_ones[0], 0.05 if not order else 0.25))
    order += [(one, 0.3) for one in reversed(same)]
    seen: set[int] = set()
    for one, off in order:
        if one.at not in seen and one.at < first.at:
            seen.add(one.at)
            yield one, off


def _run(block: Block, first: Token, whole: Token) -> _Run:
    """The figures behind an opener that may be parts of the whole."""
    itemised = _itemised(block, first, whole.end)
    kind, own = step(whole), step(first)
    parts, left_out, tight, last, parent = [first], 0, 0, first, None
    wide = [first]
    open_end = False
    boxed = block.blotted[max(first.start - 1, 0)] in "(（"
    for token in block.tokens[first.at + 1 : first.at + _REACH]:
        text = block.blotted[last.end : token.start]
        item = _ITEM.search(text) is not None
        if token.sentence != first.sentence and not (itemised and (item or token.sentence == last.sentence)):
            break
        if token.measure != first.measure:
            continue
        rank = block.rank_between(last, token)
        if token.depth < first.depth or step(token) == "apart" or TOTAL.search(token.lead):
            break
        if itemised and not item:
            last = token
            continue
        inner = _inner(_own(text))
        if boxed and re.match(r"[^()（）]*[)）][^()（）]*[(（][^()（）]*$", text):
            inner = False  # 甲项目（30万元）和乙项目（20万元）: brackets side by side
        if inner and (rank < 3 or token.depth > first.depth):
            parent = parent or parts[-1]
            last = token
            continue
        if parent is not None and rank < 3 and token.depth >= first.depth and not _complete(block, parent, token):
            last = token
            continue
        parent = None
        if inner and rank >= 3 and not itemised and _opens_anew(text):
            break
        if _foreign(token, kind, own, whole_is_total="总计" in whole.lead) or _of_a_part(token, parts):
            if rank >= 3 and len(parts) > 1 and not itemised and _ranks(block, parts) < 3:
                break
            left_out += 1
            last = token
            wide.append(token)
            continue
        if not tight and len(parts) > 1 and rank >= 3 and not itemised and _ranks(block, parts) < 3:
            tight = len(parts)
        if _NEW_WHOLE.match(block.blotted, token.end) and rank >= 3 and token.amount > whole.amount - sum_of(parts):
            break
        parts.append(token)
        wide.append(token)
        last = token
    tail = block.blotted[parts[-1].end : parts[-1].end + 40]
    if OPEN_END.match(tail):
        open_end = True
    return _Run(tuple(parts), tight or len(parts), left_out, open_end, tuple(wide))


def _own(gap: str) -> str:
    """Of the words between two figures those that lead to the second: 30万元用于预算编制；30万元用于审计."""
    rest = gap.rpartition("；")[2]
    clause = re.split(r"[，,]", rest)[-1]
    return clause if not clause.strip() and _PURPOSE.match(rest) else rest


def _inner(text: str) -> bool:
    """Whether the words between two figures announce parts of the first; serials in brackets do not."""
    return _INNER.search(_ITEM.sub("", text)) is not None


def _opens_anew(text: str) -> bool:
    return re.search(r"其中|按[^，。；]{2,10}(?:分|划分)", text) is not None


def _ranks(block: Block, parts: Sequence[Token]) -> int:
    return max((block.rank_between(one, other) for one, other in zip(parts, parts[1:], strict=False)), default=0)


def _complete(block: Block, parent: Token, token: Token) -> bool:
    """Whether the figures between a part and another one make up that part."""
    inner = [one for one in block.tokens[parent.at + 1 : token.at] if one.measure == parent.measure]
    return sum_of(inner) == parent.amount


def _foreign(token: Token, kind: str, own: str, *, whole_is_total: bool) -> bool:
    """Whether a figure speaks of another step than the whole and the first part do, or of a class that overlaps."""
    here = step(token)
    if whole_is_total and here in ("left", "carried", "earlier"):
        return False
    if OVERLAPPING.search(token.lead) and token.measure in ("人", "户"):
        return True
    return bool(here) and here not in (kind, own)


def _of_a_part(token: Token, parts: Sequence[Token]) -> bool:
    """Whether a figure is named as some of a part before it (中央资金中用于…)."""
    match = _AMONG.match(token.lead)
    return match is not None and any(match["name"] in part.lead or part.mention.own in match["name"] for part in parts if part.mention.own)


def _itemised(block: Block, first: Token, since: int = 0) -> bool:
    begin = max(since, *(block.text.rfind(mark, 0, first.start) for mark in "。；：:\n"))
    return _ITEM.search(block.blotted[max(begin, 0) : first.start]) is not None


def _strength(
    block: Block, whole: Token, parts: Sequence[Token], weight: float, run: _Run, position: int
) -> float:
    """How well the words carry the reading that these are all the parts."""
    begin, end = whole.start, parts[-1].end
    words = block.blotted[block.sentence_of(whole)[0] : min(block.sentence_of(parts[-1])[1], end + 40)]
    own = whole.lead + block.blotted[position : parts[0].start] + block.blotted[end : end + 24]
    strength = 0.5 + weight
    closed = CLOSED.search(own) is not None or _shares_whole(block, parts) or _paired(parts)
    counted = any(
        one.measure in _THINGS and one.amount == len(parts)
        for one in block.tokens[max(whole.at - 1, 0) : parts[0].at]
    )
    strength += 0.1 if closed else 0
    strength += 0.15 if counted else 0
    strength -= 0.12 * min(run.left_out, 2)
    gap = whole.amount - sum_of(parts)
    if gap > 0 and not closed and not counted:
        slip = replace_slip(whole, parts, gap) and significant(whole.amount) >= _LONG_ENOUGH
        strength -= 0.05 if slip else 0.3
    strength -= 0.5 if _both_ways(whole, parts) else 0
    strength -= 0.4 if _overlap(block, parts) else 0
    if OVERLAPPING.search(" ".join(part.lead for part in parts)) and whole.measure in ("人", "户"):
        strength -= 0.5
    del words, begin
    return strength


def replace_slip(whole: Token, parts: Sequence[Token], gap: Decimal) -> bool:
    """Whether one slip of the whole or of a part explains a gap."""
    return sum_candidate(("", 0), whole, parts, 0).slipped and gap != 0


def _both_ways(whole: Token, parts: Sequence[Token]) -> bool:
    """Whether some parts of a change go the other way: 减少12人，其中退休8人、调出5人、新招录1人."""
    if whole.role != "difference":
        return False
    words = " ".join(part.lead for part in parts)
    return _COMING.search(words) is not None and (whole.mention.sign < 0 or _GOING.search(words) is not None)


def _overlap(block: Block, parts: Sequence[Token]) -> bool:
    """Whether the percentages beside all parts come to far more than a hundred: then the parts overlap."""
    rates = _rates_beside(block, parts)
    return len(rates) == len(parts) and sum(rates, Decimal(0)) > _HUNDRED + 18


def _shares_whole(block: Block, parts: Sequence[Token]) -> bool:
    """Whether the percentages beside the parts come to about a hundred."""
    rates = _rates_beside(block, parts)
    return len(rates) == len(parts) and abs(sum(rates, Decimal(0)) - _HUNDRED) <= 12


def _rates_beside(block: Block, parts: Sequence[Token]) -> list[Decimal]:
    """The percentages right behind the parts that are no rates of growth."""
    return [
        block.tokens[part.at + 1].amount
        for part in parts
        if part.at + 1 < len(block.tokens) and block.tokens[part.at + 1].measure == "%" and block.tokens[part.at + 1].role != "growth"
    ]


def _paired(parts: Sequence[Token]) -> bool:
    """Whether two parts are known to be all there is (男 and 女)."""
    return len(parts) == 2 and any(
        (one in parts[0].lead and other in parts[1].lead) or (other in parts[0].lead and one in parts[1].lead)
        for one, other in _PAIRS
    )


def _counted_total(block: Block, token: Token) -> bool:
    """Whether a figure is said to be that of so many things, as many as figures of its measure stand before it."""
    if not _JOINTLY.search(token.lead) or not token.at:
        return False
    number = block.tokens[token.at - 1]
    before = [one for one in block.before(token) if one.at < number.at]
    return number.measure in _THINGS and number.sentence == token.sentence and number.amount == len(before) > 1


def _named_total(block: Block, token: Token) -> bool:
    """Whether a figure is the total of figures by whose name it goes (行政编制…、事业编制…，共核定编制…)."""
    match = _SUMMED.search(token.lead)
    if token.measure == "分" and (match or "总" in token.lead) and len(block.before(token)) > 1:
        return True
    if match is None or (token.lead[: match.start()].strip(" )）”") and token.measure != "分"):
        return False
    noun = match["noun"].strip("为达约数")[-2:]
    parts = [one for one in block.before(token) if not one.is_price]
    verb = _VERB.search(match["noun"])
    if verb is not None and verb[0] not in block.text[block.sentence_of(token)[0] : token.start - len(token.lead)]:
        return False
    named = sum(noun in one.lead for one in parts)
    return len(parts) > 1 and (named > 1 if match["word"] == "共" else len(noun) < 2 or named > 0 or verb is not None)


def _totalled(block: Block, whole: Token) -> Iterator[Candidate]:
    """A total behind its parts."""
    question = ("total", whole.start)
    noun = whole.tail[:2]
    run: list[Token] = []
    boxed: list[Token] = []
    left_out = 0
    sentence = whole.sentence
    for token in reversed(block.recent(whole)):
        if token.sentence < sentence:
            text = block.blotted[token.end : (run[-1].start if run else whole.start)]
            above = not run and (_ABOVE.match(whole.clause) or TOTAL.search(whole.lead)) and not block.before(whole)
            joined = _ITEM.search(text) or (run and _itemised(block, run[-1])) or above
            if not joined or token.sentence < sentence - 1:
                break
            sentence = token.sentence
        if token.measure != whole.measure or token.is_price or PER.search(token.lead):
            continue
        if token.depth > whole.depth:
            boxed.append(token)
            continue
        if TOTAL.search(token.lead):
            break
        if noun and token.tail[:2] and token.tail[:2] != noun and token.measure == "个":
            continue
        carried = "总计" in whole.lead and step(token) in ("left", "carried")
        if step(token) in ("change", "earlier", "left") and step(token) != step(whole) and not carried:
            left_out += 1
            continue
        run.append(token)
    if not run and len(boxed) > 1 and block.text[boxed[0].end : whole.start].lstrip()[:1] in ")）":
        run = [one for one in boxed if one.sentence == whole.sentence]  # 项目支出（含…、…）共计52万元
    run.reverse()
    for size in range(2, len(run) + 1):
        held = sum_candidate(question, whole, run[-size:], 0.85, alone=False)
        if held.standing.agreed:
            yield held
    if len(run) > 1:
        nested = not (run and _itemised(block, run[-1])) and any(
            _inner(block.between(one, other)) for one, other in zip(run, run[1:], strict=False)
        )
        strength = 0.85 - 0.15 * left_out - (0.2 if nested else 0)
        scored = [one for one in run if _SCORED.search(one.lead)] if whole.measure == "分" else []
        if 1 < len(scored) < len(run):
            strength -= 0.3
            yield sum_candidate(question, whole, scored, 0.75)
        yield sum_candidate(question, whole, run, strength)


