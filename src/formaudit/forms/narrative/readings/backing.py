"""What speaks for a contradiction beside its own words: one repair for two of them, or its structure elsewhere.

Two readings that both fail and are both mended by one and the same value of one figure hardly do so by chance. Nor does
a clause break the form of its neighbours by chance: where 预算…，支出…，使用率… comes out again and again, the one
that does not is a slip, however wide its gap.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.cues import ending
from formaudit.forms.narrative.readings.nearness import one_slip, slip_within
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.model.statement import Role, Standing, StatementKind
from formaudit.patterns import late

__all__ = ["backed"]

_LEAST: Final = 0.5
"""The least strength of a reading that may speak for another one."""
_SOUND: Final = 0.6
"""From this strength on a reading that comes out exactly vouches for its figures."""
_WORDED: Final = 0.55
_COVERED: Final = 0.85
_STATED: Final = 0.8
_HELD: Final = 0.35
_WITH_SLIP: Final = 0.25
_WITHOUT: Final = 0.1
_RECURRING: Final = 0.75
"""How well a form that comes out elsewhere carries the reading of a clause that has it."""
_AGAIN: Final = 2
_PARALLEL: Final = 0.8
"""How sure a reading must be that once vouches for a clause of the same words beside it."""
_HUNDRED: Final = Decimal(100)
_ROUNDED: Final = Decimal("0.01")
_NARROW: Final = Decimal("0.01")

_OF_CHANGE: Final = frozenset({Role.BASE, Role.FALLEN, Role.RISEN})
_BARE: Final = late(
    r"[，,、（(]?\s*(?!同|环|[比较与])[\u4e00-\u9fff]{0,2}(?:增|减|降|升|涨|浮)[长少加支收幅低]?(?:率|比例)?[为达了约]*\s*"
)
"""A rate that names no other base: 增幅5.22%, 下降2.1%."""
_SHARES: Final = ((Role.RATE, Role.PART, Role.WHOLE), (Role.AMOUNT, Role.WHOLE, Role.RATE))

_Shape = tuple[str, tuple[tuple[int, Role, str, str], ...]]


class _Repair(Struct, frozen=True):
    """A value by which a figure would make a reading come out, and within what."""

    candidate: Candidate
    low: Decimal
    high: Decimal
    slip: bool


def backed(block: Block, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The same readings, those that others speak for made stronger."""
    repaired = _repaired(candidates)
    found: list[Candidate] = []
    shapes = _Shapes.of(candidates)
    covered = _covering(block, candidates)
    completing = _completing(candidates) | _measured(candidates)
    for at, one in enumerate(candidates):
        backing = repaired.get(at, 0.0)
        if shapes.recurs(one):
            backing = max(backing, _WITH_SLIP if one.slip else _WITHOUT)
            strength = max(one.strength, _RECURRING)
            told = not any(token.about for token in (one.target, *one.terms)) and (one.alone or _together(one))
            found.append(replace(one, strength=strength, floor=strength + backing, alone=told))
        elif not backing and (covered(one) or at in completing):
            told = not any(token.about for token in (one.target, *one.terms))
            found.append(replace(one, floor=_COVERED, alone=told))
        else:
            found.append(replace(one, floor=one.strength + backing) if backing else one)
    return found


def _completing(candidates: Sequence[Candidate]) -> set[int]:
    """The shares of a whole that fail, where all others of it come out and the right one makes a hundred with them.

    收入1,250万元，其中财政拨款1,125万元，占19%；其他125万元，占10%: 90 and 10 are a hundred.
    """
    wholes: dict[int, dict[int, list[int]]] = {}
    for at, one in enumerate(candidates):
        if one.kind is StatementKind.SHARE and one.roles == _SHARES[0] and one.strength >= _COVERED and one.alone:
            wholes.setdefault(one.terms[1].at, {}).setdefault(one.target.at, []).append(at)
    found: set[int] = set()
    for rates in wholes.values():
        failed = [at for at, own in rates.items() if all(not candidates[one].standing.agreed for one in own)]
        if len(failed) != 1 or len(rates) < _AGAIN:
            continue
        held = [candidates[own[0]] for at, own in rates.items() if at != failed[0]]
        wrong = candidates[rates[failed[0]][0]]
        parts = {wrong.terms[0].at, *(one.terms[0].at for one in held)}
        total = wrong.expected + sum((one.target.amount for one in held), Decimal(0))
        if len(parts) == len(rates) and abs(total - _HUNDRED) <= _ROUNDED * len(rates):
            found.update(rates[failed[0]])
    return found


def _measured(candidates: Sequence[Candidate]) -> set[int]:
    """The rates right behind a change that comes out on its base (中标1268万元，审定1296.5万元，增加28.5万元，增幅)."""
    held = {
        (one.target.at, term.at)
        for one in candidates
        if one.kind in (StatementKind.DIFFERENCE, StatementKind.BALANCE)
        and one.standing is Standing.HOLDS
        and one.strength >= _SOUND
        and len(one.terms) == _AGAIN
        for term in one.terms
    }
    return {
        at
        for at, one in enumerate(candidates)
        if one.kind is StatementKind.GROWTH
        and one.roles[1] is Role.DIFFERENCE
        and one.roles[2] in _OF_CHANGE
        and one.strength >= _STATED
        and (one.terms[0].at, one.terms[1].at) in held
        and one.target.at == one.terms[0].at + 1
        and one.target.rank <= _AGAIN
        and _BARE.fullmatch(one.target.lead) is not None
    }


def _covering(block: Block, candidates: Sequence[Candidate]) -> Callable[[Candidate], bool]:
    """Whether a balance with a slip, and one that comes out and shares a figure with it, leave no figure over.

    合同价1216万元，增加83.4万元，结算价1254.4万元，较概算1480万元节余225.6万元: each has its place in one of them.
    """
    held = [
        _figures(one)
        for one in candidates
        if one.kind is StatementKind.BALANCE and one.standing is Standing.HOLDS and one.strength >= _SOUND
    ]

    def covered(one: Candidate) -> bool:
        if one.kind is not StatementKind.BALANCE or one.standing is not Standing.BROKEN or not one.slip:
            return False
        if one.strength < _WORDED or one.expected <= 0:
            return False
        own = _figures(one)
        run = (*block.before(one.target), one.target, *block.after(one.target))
        amounts = {token.at for token in run if not token.is_price}
        return any(len(own & other) == 1 and amounts <= own | other for other in held)

    return covered


def _repaired(candidates: Sequence[Candidate]) -> Mapping[int, float]:
    """What is added for readings, by their place, that one value of a figure mends together with another one."""
    sound = {
        token.at
        for one in candidates
        if one.standing is Standing.HOLDS and one.strength >= _SOUND and not one.at_most
        for token in (one.target, *one.terms)
    }
    by_figure: dict[int, list[tuple[int, _Repair]]] = {}
    for at, one in enumerate(candidates):
        least = _LEAST if one.expected > 0 else _HELD
        telling = one.strength >= least
        if one.standing is Standing.BROKEN and telling and not one.at_most:
            for token, repair in _repairs(one):
                # A value above zero for one below it is no slip: the sign was typed, or is a dash.
                if token.at not in sound and token.amount >= 0:
                    by_figure.setdefault(token.at, []).append((at, repair))
    found: dict[int, float] = {}
    for repairs in by_figure.values():
        for at, repair in repairs:
            if any(_agree(repair, other) and not _two_lists(repair, other) for _, other in repairs):
                found[at] = max(found.get(at, 0.0), _WITH_SLIP if repair.slip else _WITHOUT)
    return found


def _repairs(candidate: Candidate) -> Iterator[tuple[Token, _Repair]]:
    """Each figure of a reading with the value that would make it come out."""
    target, expected, slack = candidate.target, candidate.expected, candidate.slack
    if expected > 0:
        slip = bool(one_slip(target, expected)) or (bool(slack) and bool(slip_within(target, expected, slack)))
        yield target, _Repair(candidate, expected - slack, expected + slack, slip)
    for token, value in candidate.slipping:
        if value > 0:
            yield token, _Repair(candidate, value - slack, value + slack, bool(one_slip(token, value)))
    for token, value, loose in candidate.rounded:
        if value > 0 and loose <= value * _NARROW:
            yield token, _Repair(candidate, value - loose, value + loose, bool(slip_within(token, value, loose)))


def _agree(one: _Repair, other: _Repair) -> bool:
    """Whether two readings of different questions, neither made of the other's figures alone, want one value."""
    if one.candidate.question == other.candidate.question or one.low > other.high or other.low > one.high:
        return False
    mine, theirs = _figures(one.candidate), _figures(other.candidate)
    return not mine <= theirs and not theirs <= mine


def _together(candidate: Candidate) -> bool:
    """Whether all figures of a reading stand in one sentence."""
    return all(term.sentence == candidate.target.sentence for term in candidate.terms)


def _two_lists(one: _Repair, other: _Repair) -> bool:
    """Whether two lists come to one sum, and a figure of another sentence misses both: it is the whole of neither."""
    both = one.candidate, other.candidate
    return not (one.slip or other.slip) and all(
        each.kind is StatementKind.SUM and all(term.sentence != each.target.sentence for term in each.terms)
        for each in both
    )


def _figures(candidate: Candidate) -> frozenset[int]:
    return frozenset((candidate.target.at, *(term.at for term in candidate.terms)))


class _Shapes(Struct, frozen=True):
    """How often each form comes out and how often it does not, each figure counted once."""

    held: Mapping[_Shape, int]
    broken: Mapping[_Shape, int]
    parallel: frozenset[tuple[_Shape, int]]

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> "_Shapes":
        held: dict[_Shape, set[int]] = {}
        broken: dict[_Shape, set[int]] = {}
        whole = [one for one in candidates if not one.at_most and len(one.terms) >= _AGAIN]
        for one in whole:
            if one.standing is Standing.BROKEN:
                for shape in _shapes(one):
                    broken.setdefault(shape, set()).add(one.target.at)
        kinds = {kind for kind, _ in broken}  # nobody asks for a form that never fails
        for one in whole:
            if one.kind.value in kinds and one.standing is not Standing.BROKEN and one.strength >= _HELD:
                for shape in _shapes(one):
                    if shape in broken:
                        held.setdefault(shape, set()).add(one.target.at)
        sure = (one for one in whole if one.standing is Standing.HOLDS and one.strength >= _PARALLEL and one.alone)
        return cls(
            {shape: len(targets) for shape, targets in held.items()},
            {shape: len(targets) for shape, targets in broken.items()},
            frozenset((_shapes(one)[0], one.target.sentence) for one in sure),
        )

    def recurs(self, candidate: Candidate) -> bool:
        """Whether a reading fails whose form comes out at least twice as often as it does not, and twice at least.

        In one sentence once is enough for a slip, where all figures are told with the same words (A标段合同价386万元，
        已支付347.4万元，支付比例90%；B标段合同价214万元，已支付171.2万元，支付比例85%).
        """
        if candidate.standing is not Standing.BROKEN or candidate.at_most or len(candidate.terms) < _AGAIN:
            return False
        form = _shapes(candidate)[0]
        worded = all(place[-1] for place in form[1])
        beside = (form, candidate.target.sentence) in self.parallel and _together(candidate)
        if candidate.slip and worded and beside and self.broken.get(form) == 1:
            return True
        return any(
            (held := self.held.get(shape, 0)) >= _AGAIN and held >= _AGAIN * self.broken.get(shape, 0)
            for shape in _shapes(candidate)
        )


def _shapes(candidate: Candidate) -> tuple[_Shape, ...]:
    """The forms of a reading: where its figures stand to each other, what they are, and how their words end.

    Shares of one whole have another form besides, wherever that stands.
    """
    tokens = (candidate.target, *candidate.terms)
    first = min(token.at for token in tokens)
    places = sorted(
        (token.at - first, role, token.measure, ending(token))
        for token, role in zip(tokens, candidate.roles, strict=True)
    )
    form = candidate.kind.value, tuple(places)
    if candidate.kind is not StatementKind.SHARE or len(tokens) != len(_SHARES[0]) or candidate.roles not in _SHARES:
        return (form,)
    rate, part, whole = tokens if candidate.roles == _SHARES[0] else (tokens[2], tokens[0], tokens[1])
    own = (part.at - rate.at, Role.PART, part.measure, ending(rate)), (whole.at, Role.WHOLE, whole.measure, "")
    return form, (candidate.kind.value, own)
