"""Amounts less what is taken off in words: 节省99.4万元；扣除代理费27.5万元后净节省71.9万元."""

from collections.abc import Iterator
from typing import Final

from formaudit.forms.narrative.readings.additions import balance_candidate
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import late

__all__ = ["lessened_candidates"]

_OFF: Final = late(r"(?:扣除|剔除|减去|扣减|减除|抵扣|剔减|压减|核减|调减|追减|削减|缩减)了?[^，。；¤]{0,12}$")
_THEN: Final = late(r"^[^，。；¤]{0,6}[之以]?后[，,]?[^，。；¤]{0,12}$")
_BUT: Final = late(r"(?<![扣剔减清拆排消废切解免])除(?!险|尘|草|雪|害|了?[^，。；¤]*外)(?:了)?[^，。；¤]{0,12}$")
_REST: Final = late(r"^[^，。；¤]{0,10}(?:以|之)?外[，,]?\s*其[余他它]的?[^，。；¤]{0,8}$")
_MORE: Final = frozenset("、和及 ")
_SURE, _LIKELY = 0.85, 0.6


def lessened_candidates(block: Block) -> Iterator[Candidate]:
    """Each amount behind 扣除…后 as that right before it less what is taken off."""
    for off in block.tokens:
        but = _BUT.search(off.lead) is not None
        if off.is_rate or off.is_price or not (_OFF.search(off.lead) or but):
            continue
        taken = [off]
        for one in block.tokens[off.at + 1 :]:
            if one.measure != off.measure or one.rank > 1 or not one.lead or one.lead[0] not in _MORE:
                break
            taken.append(one)
        following = block.tokens[taken[-1].at + 1 : taken[-1].at + 2]
        if not following or following[0].sentence != off.sentence or following[0].measure != off.measure:
            continue
        left = following[0]
        if (_REST if but else _THEN).match(block.between(taken[-1], left)) is None:
            continue
        before = [one for one in block.before(off) if not one.is_price and one.depth == off.depth]
        starts: list[Token] = before[-1:]
        for start in starts:
            near = start.at == off.at - 1
            yield balance_candidate(
                ("balance", left.start),
                start,
                [(one, -1) for one in taken],
                left,
                _SURE if near else _LIKELY,
                alone=near,
            )
