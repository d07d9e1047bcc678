"""Lists that no word announces: 布设断面37个，国控断面4个、省控断面9个、市控断面24个."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, significant
from formaudit.forms.narrative.readings.cues import OPEN_END, OVERLAPPING, step
from formaudit.forms.narrative.readings.lists import announces
from formaudit.forms.narrative.readings.prices import is_for_each
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import alike, paired
from formaudit.patterns import compiled

__all__ = ["bare_candidates"]

_LEAST: Final = 3
_COMMA, _PAIR = 2, 2
_NOUN: Final = 2
_OTHER_STEPS: Final = ("quota", "planned", "earlier", "left", "change")
_SHARED, _ALIKE, _CONFIRMING = 0.8, 0.7, 0.4
_HEAD: Final = compiled(
    r"(?:总(?:投资|额|量|数|面积|人数|计|造价|支出|收入|预算|经费|资金)|合计|共计|共)[^，。；¤]{0,6}$"
)
_STOP: Final = compiled(r"\s*(?:[。；\n]|$)")
_STAGES: Final = (compiled(r"(?:其中)?(?:已|完)"), compiled(r"正在|在建|在办|处理中"), compiled(r"尚?未"))
_TOTAL: Final = compiled(r"[共总]|合计")


def bare_candidates(block: Block) -> Iterator[Candidate]:
    """The first figure of a sentence as the whole of all that follow, where nothing else is counted between them.

    Nobody is accused by it but where each part goes by the noun of the whole; else it may confirm.
    """
    for run in block.sentences():
        for whole, parts in _lists(run):
            last = parts[-1]
            words = block.blotted[whole.start - len(whole.lead) : last.end]
            if announces(block.between(whole, parts[0])) or OVERLAPPING.search(words):
                continue
            if OPEN_END.match(block.blotted[last.end : last.end + 12]) or (last.tail.strip("。；") and step(last)):
                continue
            noun = whole.mention.own[-_NOUN:]
            named = len(noun) == _NOUN and all(noun in part.mention.own for part in parts)
            named = named or len(parts) == _PAIR or _spread(block, whole, parts)
            staged = _staged(parts)
            plain = (
                step(whole) not in _OTHER_STEPS
                and parts[0].rank > 1
                and not any(_stepped(part) or _TOTAL.search(part.lead) for part in parts)
            )
            found = sum_candidate(
                ("bare", whole.start),
                whole,
                parts,
                _strength(parts) if named and plain else _CONFIRMING,
                alone=named and plain,
            )
            telling = len(parts) > _LEAST or significant(whole.amount) >= _LEAST
            if staged:
                yield replace(found, strength=_SHARED, alone=not any(one.about for one in (whole, *parts)))
            elif (named and plain) or (found.expected == whole.amount and telling):
                yield found


def _staged(parts: Sequence[Token]) -> bool:
    """Whether three parts are what is done, what is being done and what is not (已完工79所，正在施工5所，未开工2所)."""
    return len(parts) == len(_STAGES) and all(
        words.match(part.lead.lstrip("，,、 ")) is not None for words, part in zip(_STAGES, parts, strict=True)
    )


def _spread(block: Block, whole: Token, parts: Sequence[Token]) -> bool:
    """Whether a total is followed by a list in one go that ends its clause (总投资2650万元，甲…、乙…、丙….)."""
    tight = all(one.rank == 1 for one in parts[1:]) and parts[0].rank <= _COMMA
    ended = _STOP.match(block.blotted, parts[-1].end) is not None
    return tight and ended and _HEAD.search(whole.lead) is not None and not _TOTAL.search(parts[0].lead)


def _lists(run: Sequence[Token]) -> Iterator[tuple[Token, list[Token]]]:
    """Each figure that begins anew, and the figures of its measure right behind it up to a stronger mark."""
    for at, whole in enumerate(run):
        anew = at == 0 or run[at - 1].measure != whole.measure or whole.rank > _COMMA
        if whole.is_rate or whole.is_price or not anew or is_for_each(whole):
            continue
        parts: list[Token] = []
        for one in run[at + 1 :]:
            if one.measure != whole.measure or one.rank > _COMMA or one.depth != whole.depth or is_for_each(one):
                break
            parts.append(one)
        if len(parts) >= _PAIR and (paired(parts[:_PAIR]) or (len(parts) == _PAIR and alike(parts))):
            yield whole, parts[:_PAIR]
        if len(parts) >= _LEAST:
            yield whole, parts


def _strength(parts: Sequence[Token]) -> float:
    """Two parts that only sound alike may have a third sister; a slip must speak for it."""
    return _SHARED if len(parts) > _PAIR or paired(parts) else _ALIKE


def _stepped(part: Token) -> bool:
    """Whether a part speaks of another step than what there is (退休, 结余); the two halves of a whole may."""
    return step(part) not in ("", "present", "paid")
