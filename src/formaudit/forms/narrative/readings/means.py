"""The mean of a list: 四个季度分别支出26万元、31万元…，季均30万元; 平均每村5.6万元，其中东村4.8万元、西村6.2万元…."""

from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.forms.narrative.readings.candidate import Candidate, plain, sum_of
from formaudit.forms.narrative.readings.prices import is_price
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.forms.narrative.readings.weights import THINGS
from formaudit.model.statement import Role, StatementKind
from formaudit.patterns import compiled, late

__all__ = ["mean_candidates"]

_SEVERAL: Final = 3
_CLAUSE: Final = 2
_SURE, _LIKELY = 0.85, 0.6
_EACH_OF: Final = compiled(r"分别[^，。；¤]{0,6}$")
_NUMERALS: Final = "一二三四五六七八九十"
_SO_MANY: Final = late(
    r"^[，,\s]*(?:以上|上述|这)?(?P<number>[二两三四五六七八九十])[\u4e00-\u9fff]{1,4}(?:平均|[校村镇县区所季月年组]均)[^，。；¤]*$"
)
_LISTED: Final = late(r"[，,:：(（]?\s*(?:其中|分别[为是]?|[:：(（])")
_EXTREME: Final = late(r"最[高低多少大小]")
_MEAN: Final = late(r"算术平均|简单平均")


def mean_candidates(block: Block, token: Token) -> Iterator[Candidate]:
    """The readings that an average is the mean of the list before it, or of the one behind it."""
    run = [one for one in block.before(token) if not is_price(one)]
    told = _number_of(block, token) == len(run)
    row = all(one.rank <= 1 for one in run[1:])
    if len(run) >= _SEVERAL and (row or told) and (told or _EACH_OF.search(run[0].lead)):
        yield _mean(token, run, _SURE, alone=True)
    behind = _behind(block, token)
    if len(behind) >= _SEVERAL:
        # Some of them may be told only, unless their number is said, or that it is their mean.
        meant = _MEAN.search(block.text[slice(*block.sentence_of(token))]) is not None
        told = meant or _number_of(block, token) == len(behind)
        yield _mean(token, behind, _SURE if told else _LIKELY, alone=told)


def _mean(token: Token, run: Sequence[Token], strength: float, *, alone: bool) -> Candidate:
    value = sum_of(run) / len(run)
    return Candidate(
        question=("average", token.start),
        kind=StatementKind.AVERAGE,
        target=token,
        terms=tuple(run),
        roles=(Role.AVERAGE, *(Role.TOTAL for _ in run)),
        expected=value,
        slack=token.half,
        line=f"({' + '.join(plain(one.amount) for one in run)}) ÷ {len(run)} = {plain(value)}",
        strength=strength,
        alone=alone and not any(one.about for one in (token, *run)),
    )


def _behind(block: Block, token: Token) -> list[Token]:
    """The figures of a list right behind an average, without the highest and the lowest of them."""
    run: list[Token] = []
    for one in block.after(token):
        near = one.rank <= (1 if run else _CLAUSE) and (run or _LISTED.match(one.lead))
        if one.at != token.at + len(run) + 1 or not near or _EXTREME.search(one.lead):
            break
        run.append(one)
    return run


def _number_of(block: Block, token: Token) -> int:
    """Of how many things a figure is said to be the average (三校平均得分90.5分), or none."""
    match = _SO_MANY.search(token.clause)
    if match is not None:
        return _NUMERALS.index(match["number"].replace("两", "二")) + 1
    said = block.tokens[token.at - 1] if token.at else None
    near = said is not None and said.measure in THINGS and said.end == token.start - len(token.lead)
    return int(said.amount) if said is not None and near else 0
