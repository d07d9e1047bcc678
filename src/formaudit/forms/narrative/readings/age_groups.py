"""People by age: 教职工96人，35岁以下28人、36至50岁41人、51岁以上27人; nobody is left out."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from formaudit.forms.narrative.readings.additions import sum_candidate
from formaudit.forms.narrative.readings.candidate import Candidate
from formaudit.forms.narrative.readings.tokens import Block, Token
from formaudit.patterns import compiled, late

__all__ = ["age_candidates"]

_BELOW: Final = late(r"岁(?:及|[(（]含[)）])?以[下内]")
_ABOVE: Final = late(r"岁(?:及|[(（]含[)）])?以上")
_NUMBER: Final = compiled(r"[0-9]+(?=\s*(?:岁|[-—–~～至到]))")
_LEAST: Final = 2
_SURE: Final = 0.85


def age_candidates(block: Block) -> Iterator[Candidate]:
    """Each number of people as the whole of the age groups right behind it, from one 以下 to one 以上."""
    for run in block.sentences():
        people = [one for one in run if one.measure == "人"]
        for at, whole in enumerate(people):
            parts: list[Token] = []
            words: list[str] = []
            for before, one in pairwise(people[at:]):
                between = block.text[before.end : one.start]
                if "岁" not in between:
                    break
                parts.append(one)
                words.append(between)
            if len(parts) >= _LEAST and not whole.about and _closed(words):
                yield sum_candidate(("ages", whole.start), whole, parts, _SURE)


def _closed(words: Sequence[str]) -> bool:
    """Whether age groups begin with one open below, end with one open above, and each begins where one has ended."""
    bounds = [[int(one) for one in _NUMBER.findall(each)] for each in words]
    if not (_BELOW.search(words[0]) and _ABOVE.search(words[-1])) or any(not 1 <= len(one) <= 2 for one in bounds):
        return False
    sizes = [len(one) for one in bounds]
    middle = all(size == _LEAST for size in sizes[1:-1])
    follow = all(other[0] - one[-1] in (0, 1) for one, other in pairwise(bounds))
    return sizes[0] == sizes[-1] == 1 and middle and follow
