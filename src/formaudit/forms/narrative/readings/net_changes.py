"""A change of staff, or of money, told by all that came and all that went: 减少4人，其中退休6人、新进2人."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.additions import balance_candidate
from formaudit.forms.narrative.readings.candidate import Candidate, plain
from formaudit.forms.narrative.readings.change_words import is_change
from formaudit.forms.narrative.readings.nearness import Slip
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import COMING, GOING
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import late

__all__ = ["moved_between", "net_ahead", "net_behind", "net_candidates"]

_PARTIAL: Final = 0.6
_COMMA: Final = 2
_SURE: Final = 0.85
_NET: Final = late(r"净(?:增|(?P<less>减))(?:加|少|额|值|长)?[^，。；¤]{0,4}$")
_FROM: Final = late(r"(?:由|从)[^，。；¤]{0,12}$")
_BECAME: Final = late(r"(?:变|[增减升降]|增加|减少)(?:为|至|到)\s*$")
_AGAINST: Final = late(r"[比较]|同期|其中|包括|上年|去年")


def net_behind(block: Block) -> Iterator[Candidate]:
    """增加造价38.6万元、减少造价21.4万元，净增加17.2万元: what came less what went, and nothing else before."""
    for token in block.tokens:
        if token.is_rate or token.is_price or (told := _NET.search(token.lead)) is None:
            continue
        before = [
            one
            for one in block.before(token)
            if one.part == token.part and one.depth == token.depth and not one.is_price
        ]
        coming = [one for one in before if COMING.search(one.lead) and not GOING.search(one.lead)]
        going = [one for one in before if GOING.search(one.lead) and not COMING.search(one.lead)]
        apart = any(_AGAINST.search(one.lead) for one in (*before, token))
        if apart or not coming or not going or len(coming) + len(going) != len(before):
            continue
        plus, minus = (going, coming) if told["less"] else (coming, going)
        chosen = [*((one, 1) for one in plus[1:]), *((one, -1) for one in minus)]
        yield balance_candidate(("net", token.start), plus[0], chosen, token, _SURE, alone=True)


def net_ahead(block: Block) -> Iterator[Candidate]:
    """较年初减少2辆，当年报废3辆、更新1辆: a change, and right behind it all that came and went."""
    for change in block.tokens:
        if change.is_rate or change.is_price or not is_change(change) or _AGAINST.search(change.lead) is None:
            continue
        run: list[Token] = []
        for one in block.after(change, same=False):
            moved = COMING.search(one.lead) is not None or GOING.search(one.lead) is not None
            if one.measure != change.measure or one.rank > _COMMA or not moved or _AGAINST.search(one.lead):
                break
            run.append(one)
        if len(run) > 1 and not block.after(run[-1]):
            yield from net_candidates(("net", change.start), change, tuple(run))


def moved_between(block: Block) -> Iterator[Candidate]:
    """退休5人，新招聘8人，在岗人数由146人变为149人: from where, by all that came and went before, to where."""
    for start, end in pairwise(block.tokens):
        told = start.measure == end.measure and start.sentence == end.sentence and end.rank <= 1
        if not told or end.is_rate or not (_FROM.search(start.lead) and _BECAME.search(end.lead)):
            continue
        before = [one for one in block.before(start) if one.part == start.part and one.depth == start.depth]
        coming = [one for one in before if COMING.search(one.lead) and not GOING.search(one.lead)]
        going = [one for one in before if GOING.search(one.lead) and not COMING.search(one.lead)]
        apart = any(_AGAINST.search(one.lead) for one in (*before, start, end))
        # 减少到57人，其中1人为编制划转: more came or went than is told before.
        further = "其中" in block.blotted[end.end : block.sentence_of(end)[1]]
        if apart or further or not (coming and going) or len(coming) + len(going) != len(before):
            continue
        chosen = [*((one, 1) for one in coming), *((one, -1) for one in going)]
        yield balance_candidate(("net", end.start), start, chosen, end, _SURE, alone=True)


def net_candidates(question: tuple[str, int], change: Token, parts: tuple[Token, ...]) -> Iterator[Candidate]:
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
