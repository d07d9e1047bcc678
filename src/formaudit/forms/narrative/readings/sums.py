"""Sums: a whole and the parts behind it, over marks, sentences and numbered items."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.cues import selects
from formaudit.forms.narrative.readings.lists import AMONG, Listed, is_mark, listed
from formaudit.forms.narrative.readings.nearness import Slip, gap_share
from formaudit.forms.narrative.readings.net_changes import net_candidates
from formaudit.forms.narrative.readings.openers import CLASSED, Opener, headed_apart, opener_of
from formaudit.forms.narrative.readings.possible_wholes import possible_wholes
from formaudit.forms.narrative.readings.prices import is_for_each
from formaudit.forms.narrative.readings.stages import done_instead, of_one_stage
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.total_words import of_plan
from formaudit.forms.narrative.readings.weights import strength_of
from formaudit.model.statement import Standing
from formaudit.patterns import compiled

__all__ = ["sum_candidates"]

_GIVEN: Final = compiled(r"得|自评|评分")
_COUPLE: Final = 2
_WIDE: Final = 0.7
_TENTH: Final = Decimal("0.1")
_ENDS: Final = compiled(r"[^，。；¤]{0,6}(?:[。\n]|$)")
_HALF: Final = Decimal("0.3")
_ASIDE: Final = compiled(r"、?(?:另|此外|其中|涉及|覆盖|带动|惠及)")


def sum_candidates(block: Block) -> Iterator[Candidate]:
    """Every whole with every set of figures that its words offer as parts."""
    whole_of: dict[int, Token] = {}
    for token in block.tokens:
        if selects(token) or token.is_rate or token.is_price or is_mark(block, token) or is_for_each(token):
            continue
        opener = opener_of(block, token)
        if opener is not None and not headed_apart(block, opener, whole_of):
            yield from _opened(block, token, opener, whole_of)
        yield from _among(block, token)


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
        found = sum_candidate(question, named[-1], parts, 0.8 - 0.12 * run.left_out, alone=not run.stopped_open)
        # 卫生技术人员956人，其中医师312人、护士468人: others of them may not be told
        open_end = found.expected < named[-1].amount and not found.slip
        yield replace(found, strength=found.strength - 0.3) if open_end else found


def _opened(block: Block, first: Token, opener: Opener, whole_of: dict[int, Token]) -> Iterator[Candidate]:
    """What the figures behind an opener may make up."""
    weight, position, previous = opener
    wholes = list(possible_wholes(block, first, previous, whole_of))
    if not wholes:
        return
    question = ("sum", first.start)
    whole = wholes[0][0]
    run = done_instead(block, whole, _of_one_class(block, _scored(listed(block, first, whole))))
    begins = _classified(block, position, first)
    # 按功能分，甲…、乙…；按性质分，丙…、丁…: the last figure of one classification is no whole of the next one.
    wholes = [(one, off) for one, off in wholes if begins is None or one.end <= begins]
    if not wholes:
        return
    for part in run.parts:
        whole_of.setdefault(part.at, whole)
    if previous.role == "difference" and previous.measure == first.measure:
        yield from net_candidates(question, previous, run.wide if "净" in previous.lead else run.parts)
    for rival, off in wholes:
        parts = tuple(part for part in run.parts if part.at > rival.at)
        if parts and of_plan(rival, parts):
            continue  # 工程预算120万元，第一季度支出20万元。第二季度支出35万元…: what was spent of it
        parts = tuple(of_one_stage(rival, parts))
        if len(parts) < len([part for part in run.parts if part.at > rival.at]):
            run = Listed(parts, min(run.tight, len(parts)), run.left_out, run.stopped_open, parts)
        yield from _cut_off(question, rival, parts, run, off)
        yield from _widened(question, rival, parts, run, off)
        yield from _as_told(block, question, rival, parts, run, (weight, position), off)


def _cut_off(
    question: tuple[str, int], rival: Token, parts: tuple[Token, ...], run: Listed, off: float
) -> Iterator[Candidate]:
    """The first so many figures of a list, where they come out: it may end before its last figure."""
    for cut in range(2, len(parts) + 1):
        if cut < run.tight and _one_row(parts[: run.tight]):
            continue
        held = sum_candidate(question, rival, parts[:cut], 0.9 - off, alone=False)
        exact = held.standing is Standing.HOLDS
        if (exact or (held.standing.agreed and not off)) and (cut >= run.tight or held.expected == rival.amount):
            yield held


def _widened(
    question: tuple[str, int], rival: Token, parts: tuple[Token, ...], run: Listed, off: float
) -> Iterator[Candidate]:
    """The figures of a list with those that its words set apart, where they come out; or one figure of each clause."""
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


def _as_told(
    block: Block,
    question: tuple[str, int],
    rival: Token,
    parts: tuple[Token, ...],
    run: Listed,
    announced: tuple[float, int],
    off: float,
) -> Iterator[Candidate]:
    """The figures of a list up to a stronger mark, all of them, or as some of the whole's parts."""
    weight, position = announced
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
    if told and ((len(told) == 1 and len(told[0].lead.strip(" (（：:")) > 1) or (len(told) > 1 and run.stopped_open)):
        strength = 0.5 + weight - off - (0.1 if len(told) == 1 else 0) - 0.1 * (len(run.wide) - len(run.parts))
        # 造价141万元。一是安排146万元: the first of a list of its own
        strength -= 0.2 if len(told) == 1 and told[0].sentence != rival.sentence else 0
        strength += 0.05 if any(part.amount > rival.amount for part in told) else 0  # no part exceeds its whole
        strength -= 0.3 if "净" in rival.lead else 0  # 净增加72万元，其中追加95万元、收回23万元
        yield sum_candidate(question, rival, told, strength, closed=False)


def _one_row(parts: Sequence[Token]) -> bool:
    """Whether parts stand in one row of the same things (小学11所、初中5所、幼儿园2所): none of them is left out."""
    alike = len({one.tail.strip()[:_COUPLE] for one in parts}) == 1
    return alike and all(one.rank == 1 for one in parts[1:]) and not any(_ASIDE.match(one.lead) for one in parts[1:])


def _of_one_class(block: Block, run: Listed) -> Listed:
    """The parts up to where they are classified anew."""
    again = CLASSED.search(block.blotted, run.parts[0].start if run.parts else 0)
    if again is None or not run.parts or again.start() > run.wide[-1].start:
        return run
    parts = tuple(part for part in run.parts if part.start < again.start())
    wide = tuple(part for part in run.wide if part.start < again.start())
    return Listed(parts, min(run.tight, len(parts)), run.left_out, run.stopped_open, wide)


def _classified(block: Block, position: int, first: Token) -> int | None:
    """Where the classification before begins, if figures from one on are classified in another way."""
    clause = max(block.blotted.rfind(mark, 0, first.start) for mark in "；。\n") + 1
    own = CLASSED.match(block.blotted, min(clause, position) if clause <= position else clause)
    before = [match.start() for match in CLASSED.finditer(block.blotted, 0, first.start)]
    return before[-2] if own is not None and len(before) > 1 else None


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
