"""Readings that hardly any word carries: the figures of a sentence of which one is the sum or difference of the others.

They are tried only on figures that nothing else explains. That three figures come out exactly by chance is unlikely
enough to tick them. A contradiction needs a word that makes one of them a result, or that says that something was
taken off or added, and a slip of long digits that makes all figures of the sentence come out; where more than one
such reading is possible, none is told.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, coarse, finest, plain, significant
from formaudit.forms.narrative.readings.cues import OPEN_END, OVERLAPPING, measured, side
from formaudit.forms.narrative.readings.nearness import Slip
from formaudit.forms.narrative.readings.prices import AVERAGE
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, Standing, StatementKind
from formaudit.patterns import late

__all__ = ["loose_candidates"]

_RESULT: Final = late(
    r"余|剩|尚|还需|还(?:有|差|欠)|差额|相差|缺|欠|节约|节省|净|核减|审减|减少额|增加额|少|多|超|合计|共计|总计|期末|年末"
    r"|现(?:有|存|储备)|最终|调整后?|变更后|未|扣|可用|后为|实(?:付|得|发|收)|审定|总(?:数|额|量|计|投资|价|分)|达到|增至|减至"
)
_TAKEN_OFF: Final = late(r"扣|减|余|剩|尚|差|缺|欠|节约|节省")
_LESS: Final = late(r"减|降|退|扣|收回|支出|支付|拨付|使用")
_MORE: Final = late(r"增加|追加|调增|新增|补充")
_ANEW: Final = late(r"其中|包括|(?<!可)用于|分别")
_FEW, _MOST = 3, 5
_DIGITS: Final = 3
_MANY_DIGITS: Final = 4
_WORDED, _BARE, _FAINT = 0.65, 0.4, 0.3


def loose_candidates(block: Block, explained: frozenset[int]) -> Iterator[Candidate]:
    """Sums and differences among the figures of a sentence of which nothing is known yet."""
    for run in block.sentences():
        by_measure: dict[str, list[Token]] = {}
        for token in run:
            averaged = AVERAGE.search(token.lead) is not None
            if not (token.is_rate or token.is_price or averaged or token.measure == "岁") and token.amount > 0:
                by_measure.setdefault(token.measure, []).append(token)
        for tokens in by_measure.values():
            if _FEW <= len(tokens) <= _MOST:
                yield from _readings(block, tokens, explained)


def _readings(block: Block, tokens: Sequence[Token], explained: frozenset[int]) -> Iterator[Candidate]:
    last = tokens[-1]
    words = block.blotted[tokens[0].start - len(tokens[0].lead) : last.end + 12]
    if OVERLAPPING.search(words) or OPEN_END.match(block.blotted[last.end : last.end + 12]):
        return
    if last.at in explained:
        return
    told = len(tokens) <= _MANY_DIGITS and not any(measured(one) for one in tokens) and not _ANEW.search(words)
    for result, plus, minus in _identities(tokens):
        yield from _signed(result, plus, minus, told=told and result.at not in explained)


def _identities(tokens: Sequence[Token]) -> Iterator[tuple[Token, tuple[Token, ...], tuple[Token, ...]]]:
    """Every way in which all figures come out: one as what the others make up, or two as what two others do.

    Each comes as the figure that is reckoned (the last that the words make a result), what is added and what is taken
    off. Of five figures only the last is tried.
    """
    for whole in tokens if len(tokens) < _MOST else tokens[-1:]:
        others = tuple(one for one in tokens if one is not whole)
        result = _reckoned((whole, *others))
        if result is whole and _only_it_is_less(whole, others):
            continue
        if result is whole:
            yield whole, others, ()
        else:
            yield result, (whole,), tuple(one for one in others if one is not result)
    if len(tokens) == _MANY_DIGITS:
        for one in tokens[1:]:
            left, right = (tokens[0], one), tuple(other for other in tokens[1:] if other is not one)
            result = _reckoned(tokens)
            same, across = (left, right) if result in left else (right, left)
            yield result, across, tuple(other for other in same if other is not result)
    if len(tokens) > _FEW:
        for pair in combinations(tokens[:-1], 2):
            yield tokens[-1], (pair[0],), (pair[1],)


def _only_it_is_less(whole: Token, others: Sequence[Token]) -> bool:
    """Whether words take a figure off the others, which it is no sum of (甲2,340万元，乙1,860万元，扣罚款42万元后)."""
    off = _TAKEN_OFF.search(whole.lead) is not None
    return off and not any(_TAKEN_OFF.search(one.lead) for one in others)


def _reckoned(tokens: Sequence[Token]) -> Token:
    """The figure that the words make a result: the last such, else the last of all."""
    ordered = sorted(tokens, key=lambda one: one.at)
    worded = [one for one in ordered if _RESULT.search(one.lead)]
    return worded[-1] if worded else ordered[-1]


def _signed(result: Token, plus: tuple[Token, ...], minus: tuple[Token, ...], *, told: bool) -> Iterator[Candidate]:
    expected = sum((one.amount for one in plus), 0 * result.amount) - sum((one.amount for one in minus), 0)
    everything = (result, *plus, *minus)
    if expected <= 0:
        return
    telling = min(significant(one.amount) for one in everything) >= _DIGITS - 1 and significant(result.amount) > 1
    gap = result.amount - expected
    start = plus[0]
    moved = sorted([*((one, 1) for one in plus[1:]), *((one, -1) for one in minus)], key=lambda pair: pair[0].at)
    line = plain(start.amount) + "".join(f" {'+' if sign > 0 else '−'} {plain(one.amount)}" for one, sign in moved)
    candidate = Candidate(
        question=("loose", everything[0].sentence),
        kind=StatementKind.BALANCE,
        target=result,
        terms=(start, *(one for one, _ in moved)),
        roles=(Role.RESULT, Role.START, *(Role.PLUS if sign > 0 else Role.MINUS for _, sign in moved)),
        expected=expected,
        slack=max(finest(everything), coarse(result, everything[1:])) if result.measure == "money" else result.half * 0,
        line=f"{line} = {plain(expected)}",
        strength=_WORDED if told and telling and _carried(everything, minus) else _BARE,
        alone=telling and told and not any(one.about for one in everything),
        slipping=(*((one, one.amount + gap) for one in plus), *((one, one.amount - gap) for one in minus)),
    )
    if candidate.standing.agreed:
        long = sum(significant(one.amount) >= _DIGITS - 1 for one in everything)
        near = candidate.standing is Standing.HOLDS or significant(result.amount) >= _DIGITS
        if near and (telling or long >= _DIGITS - 1 or _RESULT.search(result.lead)):
            yield candidate
    elif candidate.slip is Slip.SURE or (candidate.slip and _long(everything)):
        yield candidate


def _long(tokens: Sequence[Token]) -> bool:
    """Whether all figures have so many digits that chance hardly makes one digit of one bring them together."""
    return min(significant(one.amount) for one in tokens) >= _DIGITS and (
        max(significant(one.amount) for one in tokens) >= _MANY_DIGITS
    )


def _carried(tokens: Sequence[Token], minus: Sequence[Token]) -> bool:
    """Whether some word makes one of the figures a result, and no word speaks against what is taken off."""
    if any(_MORE.search(one.lead) and not _LESS.search(one.lead) for one in minus[:1] if len(tokens) == _FEW):
        return False
    sides = [name for one in tokens if (name := side(one.lead))]
    alternating = len(set(sides)) > 1 and max(sides.count(name) for name in set(sides)) > 1
    return any(_RESULT.search(one.lead) for one in tokens) and not alternating
