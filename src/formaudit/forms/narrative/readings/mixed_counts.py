"""Things of several kinds, each counted by its own word: 设施18处，其中桥梁5座、涵洞13道; 来信62件、来访97批."""

from collections.abc import Iterator
from typing import Final

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.cues import CLOSED, OPEN_END, OVERLAPPING
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import late

__all__ = ["mixed_candidates"]

_OPENED: Final = late(r"[，,:：(（]?\s*(?:其中|包括|分别为|含)?[:：]?")
_NAMED: Final = late(r"其中|包括|分别为|含|^\s*[:：(（]")
_THINGS: Final = frozenset("个项件处座所家道眼口条起宗批场次份部套台辆盏间栋艘架类种期篇块根扇面")
"""Words that count single things of which one may be told for another; none measures, none counts people."""
_FEW, _COMMA = 2, 2
_ALIKE: Final = 0.7
_OTHERWISE: Final = 0.45


def mixed_candidates(block: Block) -> Iterator[Candidate]:
    """Each count that a list behind it makes up, where some of the list are counted by another word."""
    for whole in block.tokens:
        if whole.measure not in _THINGS or whole.about:
            continue
        parts = _parts(block, whole)
        kinds = [one.measure for one in parts]
        if len(set(kinds)) < _FEW or not _NAMED.search(block.between(whole, parts[0])):
            continue  # 三类场所分别为46家、28家: all by one word, and the whole by another
        behind = block.blotted[parts[-1].end : parts[-1].end + 12]
        if OPEN_END.match(behind) or any(OVERLAPPING.search(one.lead) or one.about for one in parts):
            continue
        # Most of them counted as the whole is: the list is one of its things, and a slip may be told.
        most = kinds.count(whole.measure) * _FEW > len(kinds) or CLOSED.search(whole.lead) is not None
        yield sum_candidate(("sum", parts[0].start), whole, parts, _ALIKE if most else _OTHERWISE, alone=most)


def _parts(block: Block, whole: Token) -> list[Token]:
    run: list[Token] = []
    for one in block.tokens[whole.at + 1 :]:
        near = one.sentence == whole.sentence and one.rank <= (1 if run else _COMMA)
        if (
            one.measure not in _THINGS
            or not one.raw.strip()[:1].isdigit()
            or not near
            or (not run and not _OPENED.match(one.lead))
        ):
            break
        run.append(one)
    return run
