"""Slips of the hand and of the eye: which differences between two names are likely to be mistakes in writing one."""

from functools import lru_cache
from itertools import combinations
from pathlib import Path
from typing import Final

from msgspec import Struct
from rapidfuzz.distance import Levenshtein, Opcode

from formaudit.kept import store
from formaudit.patterns import compiled

__all__ = ["Differences", "differences", "look_alike", "sound", "sounds_alike"]

_RESOURCE: Final = Path(__file__).with_name("slips.toml")
_HEAD: Final = compiled(r"([a-z]+)(\S)")
_COMMON: Final = bytes(byte for high in range(0xB0, 0xD8) for low in range(0xA1, 0xFF) for byte in (high, low))
"""The common characters as GB 2312 has them: in the order of their sounds."""
# Sounds that many speakers do not part: zh/z, ch/c, sh/s, and the endings with and without g.
_MERGED: Final = ((compiled(r"^([zcs])h"), r"\1"), (compiled(r"(?<=[aei]n)g$"), ""))


class Differences(Struct, frozen=True, kw_only=True):
    """What one name has that another has not.

    ``slips`` counts differences that are likely mistakes: a character of the same sound or a similar shape, two
    characters changed about, one doubled, one left out of a long name. ``changed`` are pairs of characters that have
    nothing in common, ``extra`` are pieces that only one of the names has.
    """

    slips: int = 0
    changed: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _tables() -> tuple[dict[str, str], frozenset[tuple[str, str]]]:
    raw = store().table(_RESOURCE)
    starts = {char: name for name, char in _HEAD.findall(raw["sounds"])}
    sounds: dict[str, str] = {}
    current = ""
    for char in _COMMON.decode("gb2312", "ignore"):
        if char in starts:
            current = _merged(starts[char])
        sounds[char] = current
    shapes = {pair for group in raw["shapes"] for pair in combinations(group, 2)}
    return sounds, frozenset(shapes | {(other, one) for one, other in shapes})


def _merged(syllable: str) -> str:
    for pattern, short in _MERGED:
        syllable = pattern.sub(short, syllable)
    return syllable


def sound(text: str) -> str:
    """A text with each common character replaced by its sound's sign; others stay. Only for comparing."""
    return text.translate(_translation())


@lru_cache(maxsize=1)
def _signs() -> dict[str, str]:
    """One private-use character for each sound, so that a text keeps its length."""
    sounds = _tables()[0]
    order = {name: chr(0xE000 + number) for number, name in enumerate(sorted(set(sounds.values())))}
    return {char: order[name] for char, name in sounds.items()}


@lru_cache(maxsize=1)
def _translation() -> dict[int, str]:
    return str.maketrans(_signs())


def sounds_alike(one: str, other: str) -> bool:
    """Whether two common characters are spoken alike but for the tone."""
    table = _signs()
    return one in table and table[one] == table.get(other)


def look_alike(one: str, other: str) -> bool:
    """Whether two characters are easily taken for each other by the eye."""
    return (one, other) in _tables()[1]


def differences(left: str, right: str) -> Differences:
    """Align two normalised names and sort their differences."""
    slips = 0
    changed: list[tuple[str, str]] = []
    extra: list[str] = []
    steps = [step for step in Levenshtein.opcodes(left, right) if step.tag != "equal"]
    position = 0
    while position < len(steps):
        step = steps[position]
        one, other = left[step.src_start : step.src_end], right[step.dest_start : step.dest_end]
        position += 1
        if step.tag == "replace":
            if len(one) == 2 and one == other[::-1]:
                slips += 1
                continue
            for first, second in zip(one, other, strict=True):
                if sounds_alike(first, second) or look_alike(first, second):
                    slips += 1
                else:
                    changed.append((first, second))
            continue
        following = steps[position] if position < len(steps) else None
        if following is not None and _changed_about(left, right, step, following):
            slips += 1
            position += 1
        elif _doubled(left if one else right, one or other, step.src_start if one else step.dest_start):
            slips += 1
        else:
            extra.append(one or other)
    return Differences(slips=slips, changed=tuple(changed), extra=tuple(extra))


def _changed_about(left: str, right: str, first: Opcode, second: Opcode) -> bool:
    """Whether one character is taken out and the same is put in one place further on: 意满度 for 满意度."""
    if {first.tag, second.tag} != {"delete", "insert"} or second.src_start - first.src_end > 1:
        return False
    out, put = (first, second) if first.tag == "delete" else (second, first)
    gone, come = left[out.src_start : out.src_end], right[put.dest_start : put.dest_end]
    return gone == come and len(gone) == 1


def _doubled(text: str, piece: str, start: int) -> bool:
    """Whether a piece repeats what stands right before or behind it."""
    return text[:start].endswith(piece) or text[start + len(piece) :].startswith(piece)
