"""A name made ready for comparing: its shapes, words and numbers, worked out once."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from msgspec import Struct

from formaudit.indicators.lexicon import Lexicon, lexicon
from formaudit.indicators.normalise import NormalizedName, name_words
from formaudit.patterns import compiled

__all__ = ["ReadyName", "bare_of", "ready", "stem"]

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
_COUNT_ENDINGS: Final = ("情况", "指标", "数量", "数")
_NUMBER: Final = compiled(r"\d+(?:\.\d+)?")
_CUT: Final = compiled(r"(?:…+|\.{3,})$")


class ReadyName(Struct, frozen=True, kw_only=True):
    """A name in the forms in which it is compared.

    ``name`` is normalised; ``mended`` without known typing slips; ``stem`` without weak endings; ``plain`` with one
    word for each group of synonyms and without empty words; ``words`` are its pieces. ``numbers`` are those in it,
    ``first`` and ``second`` have a bit for each pair of opposing words of which the name has the one or the other.
    ``cut`` says that it ends in an ellipsis.
    """

    name: NormalizedName
    mended: NormalizedName
    stem: NormalizedName
    plain: NormalizedName
    words: tuple[str, ...]
    bigrams: frozenset[str]
    numbers: tuple[str, ...]
    first: int
    second: int
    cut: bool


def ready(text: str) -> ReadyName:
    """Make a name ready, by the lexicon in force."""
    return _ready(lexicon(), text)


def stem(text: str) -> NormalizedName:
    """A name without its weak endings: 征缴宣传费 and 征缴宣传 are the same thing."""
    return ready(text).stem


def bare_of(name: str, endings: tuple[str, ...]) -> str:
    """A name without the first of some endings that it has, unless hardly anything would be left."""
    for ending in endings:
        if name.endswith(ending) and len(name) > len(ending) + 1:
            return name[: -len(ending)]
    return name


class _Tools(Struct, frozen=True, kw_only=True):
    """What is worked out once for a lexicon. ``marks`` gives an opposing word its bits on either side."""

    typos: re.Pattern[str]
    mending: dict[str, str]
    synonyms: re.Pattern[str]
    chosen: dict[str, str]
    marks: dict[str, tuple[int, int]]
    longest: int


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return compiled("|".join(re.escape(word) for word in sorted(words, key=lambda word: -len(word))))


@lru_cache(maxsize=8)
def _tools(words: Lexicon) -> _Tools:
    marks: dict[str, tuple[int, int]] = {}
    for bit, (one, other) in enumerate(words.opposites):
        first, second = marks.get(one, (0, 0))
        marks[one] = first | 1 << bit, second
        first, second = marks.get(other, (0, 0))
        marks[other] = first, second | 1 << bit
    return _Tools(
        typos=_any_of(wrong for wrong, _ in words.typos),
        mending=dict(words.typos),
        synonyms=_any_of(word for word, _ in words.synonyms),
        chosen=dict(words.synonyms),
        marks=marks,
        longest=max(map(len, marks)),
    )


@lru_cache(maxsize=65536)
def _ready(lexicon_: Lexicon, text: str) -> ReadyName:
    tools = _tools(lexicon_)
    cut = text.rstrip().endswith(("…", "..."))
    words = name_words(_CUT.sub("", text.rstrip()) if cut else text)
    name = "".join(words)
    mended = tools.typos.sub(lambda found: tools.mending[found[0]], name)
    first = second = 0
    for start in range(len(mended)):
        for end in range(start + 1, min(start + tools.longest, len(mended)) + 1):
            marks = tools.marks.get(mended[start:end])
            if marks is not None:
                first |= marks[0]
                second |= marks[1]
    plain = tools.synonyms.sub(lambda found: tools.chosen[found[0]], lexicon_.empty.sub("", mended) or mended)
    return ReadyName(
        name=NormalizedName(name),
        mended=NormalizedName(mended),
        stem=NormalizedName(bare_of(mended, _WEAK_ENDINGS)),
        plain=NormalizedName(bare_of(bare_of(plain, _WEAK_ENDINGS), _COUNT_ENDINGS)),
        words=words,
        bigrams=frozenset([name[i : i + 2] for i in range(len(name) - 1)]) or frozenset((name,)),
        numbers=tuple(sorted(_NUMBER.findall(name))),
        first=first,
        second=second,
        cut=cut,
    )
