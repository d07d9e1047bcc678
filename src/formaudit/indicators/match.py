"""Matching names that people typed differently: a score with its reason, a band of doubt, and words that forbid.

Names that are one name but for known ways of writing it (marks, weak endings, synonyms, order, a cut end, slips of hand
or eye) are accepted with the score of that reason. All else is the mean of character bigram Dice and token-set ratio,
kept below acceptance where the names differ in a character that is no likely slip: such a difference says something
else. Opposing words, other numbers and a negation in one name only forbid a match altogether.
"""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct, field
from rapidfuzz import fuzz

from formaudit.indicators.lexicon import lexicon
from formaudit.indicators.names import ReadyName, ready, stem
from formaudit.indicators.slips import Differences, differences

__all__ = [
    "ACCEPT",
    "CERTAIN",
    "DOUBT",
    "IN_TEXT",
    "THERE",
    "Match",
    "best_match",
    "compare",
    "opposed",
    "similarity",
    "stem",
]

ACCEPT: Final = 0.90
"""Two names are one; measured by ``benchmarks.names`` (425 labelled pairs, no wrong pair accepted)."""
DOUBT: Final = 0.75
CERTAIN: Final = 0.95
"""The score of names that differ in weak endings only: what one unit writes of another is taken for it from here on."""
IN_TEXT: Final = 0.85
"""A sentence names a row of a table more loosely than another table does."""
THERE: Final = 0.80
"""Whether a form or attachment is there at all: here a name too many is the smaller harm, since one too few accuses."""
_BELOW: Final = 0.89
_SCORES: Final = {
    "exact": 1.0,
    "reviewed": 1.0,
    "typo": 0.98,
    "stem": 0.95,
    "order": 0.94,
    "synonym": 0.93,
    "cut": 0.92,
}
_SHORTEST_CUT: Final = 5
_SHORTEST_SLIP: Final = 4
_SHORTEST_DROP: Final = 6
_LONGEST_NEGATION: Final = 2
_FEWEST_ALIKE: Final = 0.6  # no name with so little in common differs by slips only
_SHORTEST_MOVE: Final = 5
_NUMERALS: Final = frozenset("一二三四五六七八九十")


class Match(Struct, frozen=True, kw_only=True):
    """How one name was matched: ``score`` from 0 to 1 and the ``rule`` that gave it.

    ``rule`` is exact, reviewed (people said so), typo (a known typing slip), stem (weak endings), order (the same
    pieces), synonym, cut (the end is missing), slip (sound, shape, changed about, doubled, left out) or fuzzy.
    ``alternatives`` are the other candidates that come into question, best first, as index and score.
    """

    index: int
    score: float
    rule: str
    alternatives: tuple[tuple[int, float], ...] = field(default=())


def opposed(left: str, right: str) -> bool:
    """Whether the names differ in words that exclude each other (年初 / 全年, 购置 / 运行, 合格 / 不合格)."""
    return compare(ready(left), ready(right))[1] == "opposed"


def _opposed(one: ReadyName, other: ReadyName) -> bool:
    crossed = (one.first & other.second & ~(one.second | other.first)) | (
        one.second & other.first & ~(one.first | other.second)
    )
    return crossed != 0


def _other_numbers(one: ReadyName, other: ReadyName) -> bool:
    """Whether both names have numbers and neither has all of the other's."""
    if one.numbers == other.numbers or not one.numbers or not other.numbers:
        return False
    first, second = set(one.numbers), set(other.numbers)
    return not first <= second and not second <= first


def similarity(left: str, right: str) -> float:
    """How much two names have in common, from 0 to 1; 0 where they are opposed."""
    return compare(ready(left), ready(right))[0]


def compare(one: ReadyName, other: ReadyName) -> tuple[float, str]:
    """The score of two names and the rule that gave it; the rules that forbid are opposed, number and distinct."""
    if not one.name or not other.name:
        return 0.0, "empty"
    if one.name == other.name:
        return 1.0, "exact"
    told = _told(one, other)
    if told is not None:
        return told
    if _opposed(one, other):
        return 0.0, "opposed"
    if _other_numbers(one, other):
        return 0.0, "number"
    rule = _known_way(one, other)
    if rule:
        return _SCORES[rule], rule
    return _by_difference(one, other)


def _told(one: ReadyName, other: ReadyName) -> tuple[float, str] | None:
    """What people have said of the pair."""
    words = lexicon()
    if words.distinct and frozenset((one.name, other.name)) in words.distinct:
        return 0.0, "distinct"
    if words.same and words.same.get(one.name, one.name) == words.same.get(other.name, other.name):
        return 1.0, "reviewed"
    return None


def _known_way(one: ReadyName, other: ReadyName) -> str:
    """The way of writing one name differently that explains the pair, or an empty text."""
    if one.mended == other.mended:
        return "typo"
    if one.stem == other.stem:
        return "stem"
    if len(one.words) > 1 and sorted(one.words) == sorted(other.words):
        return "order"
    if one.plain == other.plain or sorted(one.plain) == sorted(other.plain):
        return "synonym" if one.plain == other.plain else _moved(one, other)
    return "cut" if _is_cut(one, other) or _is_cut(other, one) else ""


def _moved(one: ReadyName, other: ReadyName) -> str:
    """The same characters in another order: a piece of a long name has moved as a whole (及时拨付, 拨付及时)."""
    if len(one.plain) < _SHORTEST_MOVE:
        return ""
    shared = len(one.bigrams & other.bigrams)
    return "order" if 2 * shared >= len(one.bigrams) else ""


def _is_cut(short: ReadyName, long: ReadyName) -> bool:
    """Whether a name is the beginning of another: with an ellipsis, or but for the very end of a long one."""
    if len(short.name) < _SHORTEST_CUT - 1 or not long.name.startswith(short.name):
        return False
    missing = len(long.name) - len(short.name)
    if short.cut:
        return len(short.name) > _SHORTEST_CUT
    rest = long.name[len(short.name) :]
    return missing * 6 <= len(long.name) + 1 and lexicon().apart.isdisjoint(rest)


def _by_difference(one: ReadyName, other: ReadyName) -> tuple[float, str]:
    alike = 2 * len(one.bigrams & other.bigrams) / (len(one.bigrams) + len(other.bigrams))
    ratio = fuzz.ratio(one.name, other.name) / 100
    single = len(one.words) == len(other.words) == 1
    tokens = ratio if single else fuzz.token_set_ratio(" ".join(one.words), " ".join(other.words)) / 100
    score = (alike + tokens) / 2
    if ratio < _FEWEST_ALIKE and score < DOUBT:
        return score, "fuzzy"
    # Two alignments may be equally short; the order of the names must not choose between them.
    found = differences(*sorted((one.mended, other.mended)))
    forbidden = _forbidden(found)
    if forbidden:
        return 0.0, forbidden
    slip = _slip_score(one, other, found)
    if slip:
        return slip, "slip"
    apart = lexicon().apart
    if found.changed or any(not apart.isdisjoint(piece) for piece in found.extra):
        score = min(score, _BELOW)
    return score, "fuzzy"


def _forbidden(found: Differences) -> str:
    """Whether a single character tells the names apart: another numeral, another of a kind, a negation."""
    words = lexicon()
    for first, second in found.changed:
        if first in words.apart and second in words.apart:
            return "number" if first in _NUMERALS and second in _NUMERALS else "opposed"
    short = [*(piece for piece in found.extra if len(piece) <= _LONGEST_NEGATION), *(a + b for a, b in found.changed)]
    return "opposed" if any(char in words.negations for piece in short for char in piece) else ""


def _slip_score(one: ReadyName, other: ReadyName, found: Differences) -> float:
    """The score where every difference is a likely slip and there are few for the length; 0 otherwise."""
    if found.changed:
        return 0.0
    length = min(len(one.name), len(other.name))
    words = lexicon()
    left_out = len(found.extra)
    if left_out and (
        left_out > 1
        or max(len(one.name), len(other.name)) < _SHORTEST_DROP
        or any(len(piece) > 1 or piece in words.apart for piece in found.extra)
    ):
        return 0.0
    count = found.slips + left_out
    allowed = 0 if length < _SHORTEST_SLIP else 1 if length < 2 * _SHORTEST_SLIP else 2
    if not 0 < count <= allowed:
        return 0.0
    return 0.97 - 0.02 * count - 0.03 * left_out


def best_match(name: str, candidates: Sequence[str]) -> Match | None:
    """The candidate that a name most likely means, or ``None`` below the band of doubt; the first of equals."""
    wanted = ready(name)
    if not wanted.name:
        return None
    scored: list[tuple[float, int, str]] = []
    for index, candidate in enumerate(candidates):
        score, rule = compare(wanted, ready(candidate))
        if score >= DOUBT:
            scored.append((score, index, rule))
    if not scored:
        return None
    scored.sort(key=lambda entry: (-entry[0], entry[1]))
    score, index, rule = scored[0]
    return Match(
        index=index,
        score=score,
        rule=rule,
        alternatives=tuple((other, value) for value, other, _ in scored[1:]),
    )
