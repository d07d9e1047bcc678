"""Matching names that people typed differently: a score with its reason, a band of doubt, and words that forbid."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz

from formaudit.indicators.lexicon import lexicon
from formaudit.indicators.normalise import NormalizedName, normalise_name, without_typos

__all__ = ["ACCEPT", "DOUBT", "Match", "best_match", "opposed", "similarity", "stem"]

ACCEPT: Final = 0.90
DOUBT: Final = 0.75
_WEAK_ENDINGS: Final = (
    "专项资金",
    "专项经费",
    "工作经费",
    "项目经费",
    "项目资金",
    "经费",
    "资金",
    "专项",
    "项目",
    "支出",
    "费用",
    "工作",
    "费",
    "款",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How one name was matched: ``rule`` is exact, stem, fuzzy or opposed; ``score`` from 0 to 1."""

    index: int
    score: float
    rule: str


def stem(text: str) -> NormalizedName:
    """A name without its weak endings: 征缴宣传费 and 征缴宣传 are the same thing."""
    name: str = without_typos(normalise_name(text), lexicon().typos)
    for ending in _WEAK_ENDINGS:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return NormalizedName(name[: -len(ending)])
    return NormalizedName(name)


def opposed(left: str, right: str) -> bool:
    """Whether the names differ in words that exclude each other (年初 / 全年, 购置 / 运行)."""
    for one, other in lexicon().opposites:
        if (one in left and other in right and other not in left and one not in right) or (
            other in left and one in right and one not in left and other not in right
        ):
            return True
    return False


def _bigrams(text: str) -> set[str]:
    return {text[i : i + 2] for i in range(len(text) - 1)} or {text}


def similarity(left: str, right: str) -> float:
    """Mean of character bigram Dice and token-set ratio of two normalised names; 0 where they are opposed."""
    one, other = normalise_name(left), normalise_name(right)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    if opposed(one, other):
        return 0.0
    first, second = _bigrams(one), _bigrams(other)
    dice = 2 * len(first & second) / (len(first) + len(second))
    return (dice + fuzz.token_set_ratio(one, other) / 100) / 2


def best_match(name: str, candidates: Sequence[str]) -> Match | None:
    """The candidate that a name most likely means, or ``None`` below the band of doubt."""
    wanted = normalise_name(name)
    for index, candidate in enumerate(candidates):
        if wanted and normalise_name(candidate) == wanted:
            return Match(index=index, score=1.0, rule="exact")
    root = stem(name)
    for index, candidate in enumerate(candidates):
        if root and stem(candidate) == root:
            return Match(index=index, score=0.95, rule="stem")
    scored = [(similarity(name, candidate), index) for index, candidate in enumerate(candidates)]
    score, index = max(scored, default=(0.0, -1))
    if score >= DOUBT:
        return Match(index=index, score=score, rule="fuzzy")
    return None
