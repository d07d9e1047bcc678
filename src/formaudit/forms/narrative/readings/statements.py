"""A run of text to statements: candidates of every kind are drawn, and for each question one of them is chosen."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.forms.narrative.readings.adjusted import without_adjusted
from formaudit.forms.narrative.readings.again import again_candidates
from formaudit.forms.narrative.readings.backing import backed
from formaudit.forms.narrative.readings.candidate import Candidate, significant
from formaudit.forms.narrative.readings.choose import Choice, choose
from formaudit.forms.narrative.readings.counts import Counted, counted, missing
from formaudit.forms.narrative.readings.cues import selects
from formaudit.forms.narrative.readings.further import further_candidates
from formaudit.forms.narrative.readings.goals import goal_candidates
from formaudit.forms.narrative.readings.listed import listed
from formaudit.forms.narrative.readings.loose import loose_candidates
from formaudit.forms.narrative.readings.otherwise import doubted
from formaudit.forms.narrative.readings.parallels import parallel_candidates
from formaudit.forms.narrative.readings.sums import sum_candidates
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.totals import total_candidates
from formaudit.forms.narrative.readings.wholes import in_wholes
from formaudit.model.figure import Figure
from formaudit.model.place import Place
from formaudit.model.statement import Role, Standing, Statement, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["Bound", "read_statements"]

Bound = Callable[[Token], Figure]
"""The figure of a token, with its address and place."""

_CERTAIN: Final = 0.8
_LIKELY: Final = 0.7
"""From this score on the parts of a sum that does not come out are taken for parts."""
_VOUCHING: Final = 0.6
"""From this strength on a sum that comes out says how the figures beside its own belong together."""
_THEN: Final = late(r"(?:较|比|与|同)(?:上年|去年|上一年|前年|同期|20\d\d年|年初|期初)[^，。；¤]*率(?:为|的)?\s*$")
_NUMBER: Final = compiled(r"-?\d+(?:\.\d+)?")


def read_statements(
    block: Block, bound: Bound, locate: Callable[[tuple[int, int]], Place], known: Mapping[int, int]
) -> tuple[Statement, ...]:
    """What a run of text says of its own figures.

    ``known`` are wholes by their parts, as positions of figures, where the grammar of the text alone tells them.
    """
    sums = [*sum_candidates(block), *total_candidates(block)]
    wholes = _wholes(block, sums, known)
    number = Counter(whole.at for whole in wholes.values())
    # One part alone may be what went (投入216台，其中已安装198台，尚有18台待安装).
    # What a later sentence adds up has a place in its own one before that (年初36万元，收入120万元，支出110万元…).
    inner = frozenset(
        at
        for at, whole in wholes.items()
        if whole.at not in wholes and number[whole.at] > 1 and whole.sentence <= block.tokens[at].sentence
    )
    summed_up = [choice.candidate for choice in choose(sums) if choice.standing.agreed]
    totals = frozenset(one.target.at for one in summed_up if one.question[0] == "total")
    candidates = [*sums, *further_candidates(block, wholes, inner, totals)]
    candidates = without_adjusted(block, [one for one in candidates if not _of_nothing(one)])
    copies = _copies(block)
    candidates = [replace(one, copied=True) if _copied(one, copies) else one for one in in_wholes(block, candidates)]
    choices = choose(backed(block, candidates))
    explained = frozenset(
        token.at
        for choice in choices
        if choice.standing is not Standing.OPEN
        for token in (choice.candidate.target, *choice.candidate.terms)
    )
    choices = _unasked((*choices, *choose(loose_candidates(block, explained))))
    beside = _beside(block, choices)
    parallel = choose(replace(one, copied=True) if _copied(one, copies) else one for one in beside)
    again = {choice.candidate.target.at for choice in parallel}
    choices = (
        *(one for one in choices if one.standing is not Standing.OPEN or one.candidate.target.at not in again),
        *parallel,
    )
    choices = doubted(block, choices)
    choices = _confirmed(block, choices)
    # Some of it says nothing of how many there are (三项成果：一是制定标准2项；…).
    summed = {one.candidate.target.at for one in choices if one.standing.agreed and not one.candidate.at_most}
    said = [_statement(choice, block, bound, locate) for choice in choices]
    counts = [one for one in counted(block) if one.token.at not in summed]
    told = {one.token.at for one in counts} | summed
    counts += [one for token in block.tokens if token.at not in told and (one := listed(block, token)) is not None]
    said += [_count(one, block, bound, locate) for one in counts]
    return tuple(sorted(said, key=lambda one: one.place.order))


def _of_nothing(candidate: Candidate) -> bool:
    """Whether a reading takes for an amount what only says which things are meant, or a rate of then for one of now.

    50万元以上项目5个 names no amount; 结余40万元，较上年结余率8%下降3个百分点: the 8% are of last year's amounts.
    """
    told = (candidate.target, *candidate.terms)
    then = candidate.kind is StatementKind.SHARE and _THEN.search(candidate.target.lead) is not None
    return then or any(selects(token) for token in told)


def _confirmed(block: Block, choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices with what further ties figures that nothing has tied: goals with results, amounts printed again.

    It is sought when all else is decided: it speaks against no other reading, and says of figures in question
    nothing but where it answers the very question (得分19分（满分20分）).
    """
    tied: set[int] = set()
    open_to: dict[int, list[Choice]] = {}
    for choice in choices:
        if choice.standing.agreed:
            tied |= _figures(choice)
        else:
            for at in _figures(choice):
                open_to.setdefault(at, []).append(choice)
    found: list[Choice] = []
    answered: list[Choice] = []
    for candidates in (goal_candidates(block), again_candidates(block)):
        for choice in choose(candidates):
            own = _figures(choice)
            asked = [other for at in own for other in open_to.get(at, ())]
            if (
                choice.standing.agreed
                and not own <= tied
                and all(other.standing is Standing.OPEN and _figures(other) == own for other in asked)
            ):
                found.append(choice)
                answered += asked
                tied |= own
    return (*(choice for choice in choices if choice not in answered), *found)


def _unasked(choices: Sequence[Choice]) -> tuple[Choice, ...]:
    """The choices without those in question whose figures all stand in a balance that comes out.

    总计3319万元，其中本级1703万元，…，调出103万元…，结转1513万元: what the first two lack is told.
    """
    held = [_figures(one) for one in choices if one.standing.agreed and one.candidate.question[0] == "loose"]
    return tuple(
        one
        for one in choices
        if not (
            one.standing is Standing.OPEN
            and one.candidate.kind in (StatementKind.SUM, StatementKind.BALANCE, StatementKind.DIFFERENCE)
            and any(_figures(one) < figures for figures in held)
        )
    )


def _figures(choice: Choice) -> set[int]:
    return {choice.candidate.target.at, *(term.at for term in choice.candidate.terms)}


def _beside(block: Block, choices: Sequence[Choice]) -> list[Candidate]:
    """The sums beside those that come out, of figures that no other sum or balance makes up."""
    held = [
        choice.candidate
        for choice in choices
        if choice.standing.agreed
        and not choice.candidate.at_most
        and (choice.candidate.strength >= _VOUCHING or "共" in choice.candidate.target.lead)
    ]
    additive = (StatementKind.SUM, StatementKind.BALANCE)
    made = {one.target.at for one in held if one.kind in additive}
    sums = [one for one in held if one.kind in additive and Role.MINUS not in one.roles]
    told = {choice.candidate.target.at for choice in choices if choice.standing is Standing.BROKEN}
    return [one for one in parallel_candidates(block, sums) if one.target.at not in made | told]


def _copies(block: Block) -> Mapping[int, bool]:
    """The figures whose number is printed again in a sentence beside theirs, and whether in their own."""
    seen: dict[Decimal, list[Token]] = {}
    for token in block.tokens:
        if token.mention.quantity.value is not None and significant(token.amount) > 1:
            seen.setdefault(token.mention.quantity.value, []).append(token)
    found: dict[int, bool] = {}
    for same in seen.values():
        for one in same:
            apart = [abs(other.sentence - one.sentence) for other in same if other is not one]
            if apart and min(apart) <= 1:
                found[one.at] = min(apart) == 0
    return found


def _copied(candidate: Candidate, copies: Mapping[int, bool]) -> bool:
    """Whether a figure may be a copy of one beside; a part of a sum only of one in its own sentence."""
    if candidate.target.at in copies:
        return True
    own = candidate.kind is StatementKind.SUM
    if own and all(token.sentence != candidate.target.sentence for token in candidate.terms):
        return False  # 总投资2000万元。按功能分类，…23.39万元；按性质分类，…23.39万元: a list told twice is no slip
    return any(copies.get(token.at, False) or (token.at in copies and not own) for token in candidate.terms)


def _wholes(block: Block, sums: list[Candidate], known: Mapping[int, int]) -> dict[int, Token]:
    """The whole of each part: of a sum that holds, else of the likeliest reading, else by grammar."""
    found: dict[int, Token] = {}
    for choice in choose(sums):
        if not choice.standing.agreed and choice.candidate.score < _LIKELY:
            continue
        for term in choice.candidate.terms:
            found.setdefault(term.at, choice.candidate.target)
    for candidate in sorted(sums, key=lambda one: one.strength, reverse=True):
        if candidate.strength < _LIKELY:
            break
        if candidate.score >= _LIKELY:
            for term in candidate.terms:
                found.setdefault(term.at, candidate.target)
    for part, whole in known.items():
        if (
            not block.tokens[part].lead.rstrip().endswith("、")
        ):  # 218万元用于甲、126万元用于乙: the purpose is the first's
            found.setdefault(part, block.tokens[whole])
    return found


def _statement(choice: Choice, block: Block, bound: Bound, locate: Callable[[tuple[int, int]], Place]) -> Statement:
    candidate, target = choice.candidate, choice.candidate.target
    begin, end = block.sentence_of(target)
    sign = {
        Standing.HOLDS: "≤" if candidate.at_most and candidate.expected < target.amount else "=",
        Standing.ROUNDED: "≈",
        Standing.TAIL: "≠",
        Standing.BROKEN: ">" if candidate.at_most else "≠",
        Standing.OPEN: "≟",
    }[choice.standing]
    return Statement(
        kind=candidate.kind,
        standing=choice.standing,
        figures=(bound(target), *(bound(term) for term in candidate.terms)),
        roles=candidate.roles,
        calculation=_line(candidate, sign),
        expected=candidate.expected,
        strength=round(min(candidate.score, 1.0), 2),
        place=locate((begin, end)),
        text=block.text[begin:end].strip(),
    )


def _line(candidate: Candidate, sign: str) -> str:
    """The calculation with the printed value behind it; a sum that is exact or a list of some needs no total twice."""
    shown = candidate.target.mention.quantity
    printed = f"{shown.value}" if shown.value is not None else candidate.target.raw
    unit = "%" if candidate.target.measure == "%" else ""
    if candidate.target.measure == "money":
        printed = _plain(candidate.target.amount)
    line = candidate.line
    if candidate.kind is StatementKind.TARGET:
        return line
    if sign in ("=", "≈") and " = " in line:
        head, _, tail = line.rpartition(" = ")
        if _same_number(tail.rstrip("%元"), printed):
            return f"{head} = {tail}"
    return f"{line} {sign} {printed}{unit}"


def _same_number(one: str, other: str) -> bool:
    return Decimal(one) == Decimal(other) if _NUMBER.fullmatch(one) and _NUMBER.fullmatch(other) else one == other


def _plain(value: Decimal) -> str:
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def _count(one: Counted, block: Block, bound: Bound, locate: Callable[[tuple[int, int]], Place]) -> Statement:
    begin, end = block.sentence_of(one.token)
    found, gap = len(one.items), missing(one)
    names = "、".join(item[:10] for item in one.items[:12])
    if gap == 0:
        standing, sign, found = Standing.HOLDS, "=", int(one.token.amount)
    elif not one.closed:
        standing, sign = (Standing.HOLDS, "≤") if gap > 0 else (Standing.OPEN, ">")
    else:
        standing, sign = (Standing.BROKEN, "≠") if one.strength >= _CERTAIN else (Standing.OPEN, "≟")
    figure = bound(one.token)
    return Statement(
        kind=StatementKind.COUNT,
        standing=standing,
        figures=(figure,),
        roles=(Role.COUNT,),
        calculation=f"{names} = {found}" if sign == "=" else f"{names} = {found} {sign} {figure.raw}",
        expected=Decimal(found),
        strength=one.strength,
        place=locate((begin, end)),
        text=block.text[begin:end].strip(),
    )
