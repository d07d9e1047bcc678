"""Sums: a whole and the parts behind it, over marks, sentences and numbered items."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.cues import measured, openings, quiet, step
from formaudit.forms.narrative.readings.lists import AMONG, ITEM, Listed, is_mark, listed, own_words, repeated
from formaudit.forms.narrative.readings.nearness import Slip, gap_share
from formaudit.forms.narrative.readings.prices import is_for_each
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.total_words import of_plan
from formaudit.forms.narrative.readings.weights import COMING, GOING, THINGS, strength_of
from formaudit.model.statement import Role, Standing, StatementKind
from formaudit.patterns import compiled

__all__ = ["sum_candidates"]

_GIVEN: Final = compiled(r"得|自评|评分")
_COUPLE: Final = 2
_LED_BY_COLON: Final = compiled(r"[:：][^；。\n]*$")
_PARTIAL: Final = 0.6
_WIDE: Final = 0.7
_TENTH: Final = Decimal("0.1")
_SERIAL: Final = compiled(r"\s*(?:第?[一二首][期批次个项]|[一二]是)")
_USE: Final = compiled(r"\s*(?:资金|经费)?(?:主要|全部)?用于")
_HEADING: Final = compiled(
    r"[^，；¤。\n]{0,10}。?\n\s*(?:[(（]?[一二三四五六七八九十\d]{1,2}[)）]?[.、．]?)?\s*[^，。；¤\n]{2,14}[。:：\n]\s*"
)
_SUMS_UP: Final = compiled(r"\s*(?:以上|上述|前述|综上)[^，。；]*(?:共|合计|总)")
_SHARE_OF: Final = compiled(r"(?:占|完成|为)[^，。；¤]*$")
_NEAR: Final = 24
_OF_BOX: Final = compiled(r"[(（][^()（）]*[)）]的?\s*¤")
_REST: Final = compiled(r"^[，,；;、\s]*[^，。；¤]{0,10}其[他余它]")
_ENDS: Final = compiled(r"[^，。；¤]{0,6}(?:[。\n]|$)")
_HALF: Final = Decimal("0.3")
_HEADED: Final = compiled(r"(?:如下|情况|构成|用途|明细|安排|分配|其中|包括|以下|来源|组成|筹措|渠道|结构)$")
_ASIDE: Final = compiled(r"、?(?:另|此外|其中|涉及|覆盖|带动|惠及)")
_FIRST_ITEM: Final = compiled(r"[一1①首]")
_CLASSED: Final = compiled(
    r"\s*按[^，。；：:¤]{1,12}(?:分(?:类|为|组)?[，,:：]?|(?:性质|类别|类型|功能|来源|用途|区域|层级|级次)[:：])"
)
_ANNOUNCED: Final = compiled(r"(?:其中|如下|以下|用于|包括|分别为|具体为)[^。¤]{0,12}[:：。]?$|[:：]$")


def sum_candidates(block: Block) -> Iterator[Candidate]:
    """Every whole with every set of figures that its words offer as parts."""
    whole_of: dict[int, Token] = {}
    for token in block.tokens:
        if token.is_rate or token.is_price or is_mark(block, token) or is_for_each(token):
            continue
        opener = _opener(block, token)
        if opener is not None and not _headed_apart(block, opener, whole_of):
            yield from _opened(block, token, opener, whole_of)
        yield from _among(block, token)


def _headed_apart(block: Block, opener: tuple[float, int, Token], whole_of: dict[int, Token]) -> bool:
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


def _among(block: Block, first: Token) -> Iterator[Candidate]:
    """项目支出260万元，项目支出中设备购置120万元、工程建设140万元: the whole is taken up again by its name."""
    match = AMONG.match(first.lead)
    if match is None:
        return
    named = [
        one
        for one in block.recent(first)
        if one.measure == first.measure and one.mention.own.endswith(match["name"].strip())
    ]
    if not named or first.sentence - named[-1].sentence > 1:
        return
    run = listed(block, first, named[-1])
    parts = run.parts[: run.tight]
    question = ("sum", first.start)
    if len(parts) > 1:
        yield sum_candidate(question, named[-1], parts, 0.8 - 0.12 * run.left_out, alone=not run.stopped_open)


def _opener(block: Block, token: Token) -> tuple[float, int, Token] | None:
    """What announces parts before a figure: its weight, its place, and the figure of the same measure before it."""
    alike = (other for other in reversed(block.recent(token)) if other.measure == token.measure)
    previous = next((other for other in alike if not is_mark(block, other)), None)
    headed = previous is not None and _headed(block, previous, token)
    if previous is None or (token.sentence - previous.sentence > 1 and not headed):
        return None
    if token.sentence > previous.sentence and _SUMS_UP.match(token.clause):
        return None  # 三是安排42万元，用于购买服务。以上三项共支出142万元
    if headed:
        return _unspoken(block, previous, token)
    full = [one for one in block.tokens[previous.at + 1 : token.at] if is_mark(block, one)]
    boxes = {one.start - len(one.lead) - 1 for one in full}
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
    start = token.start - len(own_words(block.blotted[start : token.start]))
    best: tuple[float, int, Token] | None = _unspoken(block, previous, token)
    words = quiet(block.blotted)
    for weight, match in openings(words, start, token.start):
        if match.start() in boxes or _opens_others(block, match.start(), token):
            continue
        before = block.blotted[previous.end : match.start()]
        boxed = match[0][0] in "(（"
        if boxed and _OF_BOX.match(block.blotted, match.start()):
            continue  # 分别占年度目标（45公里、110公里）的108%、109.5%: what rates are of
        if boxed and previous.depth and any(mark in before for mark in ")）"):
            continue  # 甲村（22户）…，乙村（32户）…: brackets side by side
        if boxed and any(mark in words[match.start() : token.start] for mark in ")）"):
            continue  # 甲村（22户）补助17万元，乙村（32户）补助26万元: they close before the figure
        own = match[0][0] in ":：" and compiled(r"[；。\n]").search(before) is not None
        if own and not _HEADED.search(before) and not _CLASSED.search(f"{before}："):
            continue  # the colon belongs to a clause of its own
        if best is None or (match.start() > best[1] and weight >= best[0] - 0.06):
            best = (weight, match.start(), previous)
    return best


def _opens_others(block: Block, position: int, token: Token) -> bool:
    """Whether an opener stands between figures of another measure: 41公里，其中硬化39公里、砂石2公里，每公里15万元."""
    behind = next((one for one in block.tokens if one.start > position), token)
    ahead = next((one for one in reversed(block.tokens[: behind.at]) if one.sentence == behind.sentence), None)
    return behind.measure != token.measure and ahead is not None and ahead.measure == behind.measure


def _headed(block: Block, previous: Token, first: Token) -> bool:
    """Whether nothing but the heading of an item (2.资金使用情况。) stands between two sentences."""
    return _HEADING.fullmatch(block.blotted[previous.end : first.start - len(first.lead)]) is not None


def _unspoken(block: Block, previous: Token, first: Token) -> tuple[float, int, Token] | None:
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


def _opened(
    block: Block, first: Token, opener: tuple[float, int, Token], whole_of: dict[int, Token]
) -> Iterator[Candidate]:
    weight, position, previous = opener
    wholes = list(_wholes(block, first, previous, whole_of))
    if not wholes:
        return
    question = ("sum", first.start)
    whole = wholes[0][0]
    run = _of_one_class(block, _scored(listed(block, first, whole)))
    begins = _classified(block, position, first)
    # 按功能分，甲…、乙…；按性质分，丙…、丁…: the last figure of one classification is no whole of the next one.
    wholes = [(one, off) for one, off in wholes if begins is None or one.end <= begins]
    if not wholes:
        return
    for part in run.parts:
        whole_of.setdefault(part.at, whole)
    if previous.role == "difference" and previous.measure == first.measure:
        yield from _net(question, previous, run.wide if "净" in previous.lead else run.parts)
    for rival, off in wholes:
        parts = tuple(part for part in run.parts if part.at > rival.at)
        if parts and of_plan(rival, parts):
            continue  # 工程预算120万元，第一季度支出20万元。第二季度支出35万元…: what was spent of it
        for cut in range(2, len(parts) + 1):
            if cut < run.tight and _one_row(parts[: run.tight]):
                continue
            held = sum_candidate(question, rival, parts[:cut], 0.9 - off, alone=False)
            exact = held.standing is Standing.HOLDS
            if (exact or (held.standing.agreed and not off)) and (cut >= run.tight or held.expected == rival.amount):
                yield held
        wide = tuple(part for part in run.wide if part.at > rival.at)
        for cut in range(2, len(wide) + 1 if len(wide) > len(parts) else 0):
            held = sum_candidate(question, rival, wide[:cut], 0.6 - off, alone=False)
            if held.standing.agreed:
                yield held
        if len(wide) > len(parts) > 1:
            # 低保3271万元、…、临时救助支出88.9万元: one that is worded otherwise, and the sum but for a slip
            whole_list = sum_candidate(question, rival, wide, _WIDE - off, alone=not run.stopped_open)
            if whole_list.slip and gap_share(rival.amount, whole_list.expected) <= _TENTH:
                yield whole_list
        heads = tuple(part for at, part in enumerate(wide) if at == 0 or part.part != wide[at - 1].part)
        if 1 < len(heads) < len(wide):
            held = sum_candidate(question, rival, heads, 0.6 - off, alone=False)
            if held.standing.agreed:
                yield held
        told = parts[: run.tight]
        wider = len(parts) > len(told) > 1 and _better(
            sum_candidate(question, rival, parts, 0),
            sum_candidate(question, rival, told, 0),
            ended=_ENDS.match(block.blotted, parts[-1].end) is not None and not run.left_out,
        )
        if len(told) > 1:
            strength = strength_of(block, rival, told, weight, run, position) - off - (0.3 if wider else 0)
            yield sum_candidate(question, rival, told, strength, alone=not run.stopped_open)
        if len(parts) > len(told):
            strength = strength_of(block, rival, parts, weight, run, position) - off - (0.05 if wider else 0.2)
            yield sum_candidate(question, rival, parts, strength, alone=not run.stopped_open)
        if told and (
            (len(told) == 1 and len(told[0].lead.strip(" (（：:")) > 1) or (len(told) > 1 and run.stopped_open)
        ):
            strength = 0.5 + weight - off - (0.1 if len(told) == 1 else 0) - 0.1 * (len(run.wide) - len(run.parts))
            # 造价141万元。一是安排146万元: the first of a list of its own
            strength -= 0.2 if len(told) == 1 and first.sentence != rival.sentence else 0
            strength += 0.05 if any(part.amount > rival.amount for part in told) else 0  # no part exceeds its whole
            strength -= 0.3 if "净" in rival.lead else 0  # 净增加72万元，其中追加95万元、收回23万元
            yield sum_candidate(question, rival, told, strength, closed=False)


def _one_row(parts: Sequence[Token]) -> bool:
    """Whether parts stand in one row of the same things (小学11所、初中5所、幼儿园2所): none of them is left out."""
    alike = len({one.tail.strip()[:_COUPLE] for one in parts}) == 1
    return alike and all(one.rank == 1 for one in parts[1:]) and not any(_ASIDE.match(one.lead) for one in parts[1:])


def _of_one_class(block: Block, run: Listed) -> Listed:
    """The parts up to where they are classified anew."""
    again = _CLASSED.search(block.blotted, run.parts[0].start if run.parts else 0)
    if again is None or not run.parts or again.start() > run.wide[-1].start:
        return run
    parts = tuple(part for part in run.parts if part.start < again.start())
    wide = tuple(part for part in run.wide if part.start < again.start())
    return Listed(parts, min(run.tight, len(parts)), run.left_out, run.stopped_open, wide)


def _classified(block: Block, position: int, first: Token) -> int | None:
    """Where the classification before begins, if figures from one on are classified in another way."""
    clause = max(block.blotted.rfind(mark, 0, first.start) for mark in "；。\n") + 1
    own = _CLASSED.match(block.blotted, min(clause, position) if clause <= position else clause)
    before = [match.start() for match in _CLASSED.finditer(block.blotted, 0, first.start)]
    return before[-2] if own is not None and len(before) > 1 else None


def _net(question: tuple[str, int], change: Token, parts: tuple[Token, ...]) -> Iterator[Candidate]:
    """减少4人，其中退休6人、调离1人、新进3人: those who came and those who went make up a change of staff."""
    signs = [1 if COMING.search(one.lead) else -1 if GOING.search(one.lead) else 0 for one in parts]
    if len({*signs}) < len((1, -1)) or 0 in signs:
        return
    own = -1 if change.mention.sign < 0 else 1
    expected = sum((one.amount * sign * own for one, sign in zip(parts, signs, strict=True)), Decimal(0))
    line = " ".join(
        f"{'+' if sign * own > 0 else '−'} {plain(one.amount)}" for one, sign in zip(parts, signs, strict=True)
    )
    net = Candidate(
        question=question,
        kind=StatementKind.BALANCE,
        target=change,
        terms=parts,
        roles=(Role.RESULT, *(Role.PLUS if sign * own > 0 else Role.MINUS for sign in signs)),
        expected=expected,
        slack=Decimal(0),
        line=f"{line.removeprefix('+ ')} = {plain(expected)}",
        strength=0.92,
        slipping=tuple(
            (one, one.amount + (change.amount - expected) * sign * own) for one, sign in zip(parts, signs, strict=True)
        ),
    )
    # Of money some items may be named only; who came and who went are told whole.
    yield replace(net, strength=_PARTIAL) if change.measure == "money" and net.slip is not Slip.SURE else net


def _scored(run: Listed) -> Listed:
    """Of points given beside full marks (部门管理20分得18.6分，…) those that were given."""
    given = [part for part in run.parts if part.measure == "分" and _GIVEN.search(part.lead)]
    if len(given) * 2 < len(run.parts) or len(given) == len(run.parts) or any("扣" in one.lead for one in run.parts):
        return run
    tight = sum(part in given for part in run.parts[: run.tight])
    wide = tuple(part for part in run.wide if part in given)
    return Listed(tuple(given), tight, run.left_out, run.stopped_open, wide)


def _better(wide: Candidate, tight: Candidate, *, ended: bool) -> bool:
    """Whether the parts over a stronger mark come to the whole but for a slip, and those before it hardly to half.

    Where with them the sentence ends (``ended``) they need only come nearer: 在职113人、退休75人，中心7人。
    """
    missed = gap_share(tight.target.amount, tight.expected)
    if wide.slip is Slip.SURE and not tight.slip:
        return True
    if ended and tight.slip <= wide.slip and gap_share(wide.target.amount, wide.expected) < missed:
        return Slip.NONE is not wide.slip
    return missed > _HALF and (wide.slip > tight.slip or gap_share(wide.target.amount, wide.expected) < missed / 3)


def _base(block: Block, token: Token) -> bool:
    """Whether a figure is what a rate right behind it is of (占任务2万亩的108%，其中…): the list is its subject's."""
    following = block.tokens[token.at + 1 : token.at + 2]
    of = bool(following) and following[0].is_rate and block.between(token, following[0]).strip(" )）") == "的"
    return of and _SHARE_OF.search(block.blotted[: token.start][-_NEAR:].replace("(", "").replace("（", "")) is not None


def _wholes(block: Block, first: Token, previous: Token, whole_of: dict[int, Token]) -> Iterator[tuple[Token, float]]:
    """The figures that the parts may make up, with what is taken off their strength, likeliest first."""
    same = [one for one in block.recent(first) if one.measure == first.measure and one.sentence == previous.sentence]
    same = [one for one in same if one.depth <= first.depth or first.depth == 0]
    plain_ones = [
        one
        for one in same
        if step(one) != "earlier" and not measured(one) and not (_base(block, one) and len(same) > 1)
    ]
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
