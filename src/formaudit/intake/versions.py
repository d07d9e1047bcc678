"""Versions of one submission: a draft beside the final, a resubmission, a sealed scan beside the Word file.

A unit hands in each form of a year once. Where the same form stands in two files with other figures, they are versions
of one paper, and figures of two versions are never put together: each version is a set of files of its own, and one of
them is adopted, by what the names of files and folders say of it.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Final

from msgspec import Struct

from formaudit.indicators.normalise import normalise_name
from formaudit.intake.copies import Content
from formaudit.patterns import Late
from formaudit.text import fold

__all__ = ["SeenForm", "VersionFiles", "is_named_copy", "part_versions", "same_figures", "scans_of"]

_ALIKE: Final = 0.6
"""Two forms of one kind whose words agree to this share are one form. Drafts of a form share .8 and more; forms of two
projects under one name share their template's labels only, below .5."""
_SAME_PAPER: Final = 0.7
"""A scan that shares so many of its figures with a file, the others misread, shows that file's paper."""
_STAGES: Final = (
    (
        0,
        Late(
            r"初稿|草稿|草案|征求意见|讨论稿|旧版|作废|模[板版]|样[表本张]|范[本例]|空白?表|draft|template|(?<![a-z])old(?![a-z])",
            re.IGNORECASE,
        ),
    ),
    (1, Late(r"副本|复制|备份|copy|backup", re.IGNORECASE)),
    (3, Late(r"修改稿?|修订稿?|更正稿?|重报|补正|送审稿?|整改后|(?<![a-z])rev(?![a-z])", re.IGNORECASE)),
    (4, Late(r"定稿|终稿|最终稿?|正式稿?|盖章|签章|报送稿|final", re.IGNORECASE)),
)
_COPY: Final = Late(
    r"副本|复制|复件|备份|(?<![a-z])cop(?:y|ies)(?![a-z])|backup|(?<![a-z])bak(?![a-z])|\(\d+\)(?=\.\w+$)",
    re.IGNORECASE,
)
_UNTOLD: Final = 2
_NUMBER: Final = Late(r"第(\d+)[版稿次]|(?<![a-z])v(?:er)?\.?(\d+)|\((\d+)\)(?=\.\w+$|$|/)", re.IGNORECASE)
_DAY: Final = Late(r"(?<!\d)(20\d{2})[-._年]?(\d{1,2})[-._月]?(\d{1,2})(?!\d)")
_Rank = tuple[int, int, int, int]
_DIGITS: Final = Late(r"[\d.,%]+")


class SeenForm(Struct, frozen=True, kw_only=True):
    """A form as far as versions are told apart by it: its file, its kind, its project's name, what it says.

    ``scanned`` says that its characters were recognised from pictures.
    """

    file: int
    kind: str
    name: str
    content: Content
    scanned: bool = False


class VersionFiles(Struct, frozen=True, kw_only=True):
    """The files of one version, by number.

    ``label`` is what its names call it; ``certain`` that the names tell which version is the latest. One version of
    several is ``adopted``.
    """

    label: str
    files: tuple[int, ...]
    adopted: bool
    certain: bool


def part_versions(paths: Sequence[str], forms: Sequence[SeenForm]) -> tuple[VersionFiles, ...]:
    """Part the files of one unit and year into versions, the adopted one first; one where there is nothing to part.

    Files whose forms stand only once belong to every version, unless they lie among the files of one (in its folder,
    which holds no file of another).
    """
    rivals = _rivals(forms)
    if not rivals:
        return (VersionFiles(label="", files=tuple(range(len(paths))), adopted=True, certain=True),)
    ranks = {file: _rank(paths[file], file) for pair in rivals for file in pair}
    groups = _grouped(paths, rivals, ranks)
    bound = {file for group in groups for file in group}
    homes = [{_folder(paths[file]) for file in group} for group in groups]
    certain = len({max(ranks[file][:3] for file in group) for group in groups}) == len(groups)
    made: list[VersionFiles] = []
    for number, group in enumerate(groups):
        joined = {
            file
            for file in range(len(paths))
            if file not in bound and _owners(_folder(paths[file]), homes) in ((), (number,))
        }
        rest = set[int]() if number == 0 else _missing(forms, group, groups[0])
        made.append(
            VersionFiles(
                label=_label([paths[file] for file in group], [paths[file] for file in bound.difference(group)]),
                files=tuple(sorted({*group, *joined, *rest})),
                adopted=number == 0,
                certain=certain,
            )
        )
    return tuple(made)


def same_figures(left: Content, right: Content) -> bool:
    """Whether two forms print the same numbers in the same order: one paper, perhaps scanned or converted."""
    return _figures(left) == _figures(right)


def is_named_copy(path: str) -> bool:
    """Whether the names of a file or of its folders say that it is a copy: of equal files the other is the original."""
    return _COPY.now.search(fold(path)) is not None


def scans_of(forms: Sequence[SeenForm]) -> frozenset[int]:
    """The positions of scanned forms that are another file's form on paper.

    Characters lost or read otherwise make no version of a sealed scan beside the file it was printed from, and what was
    typed is surer than what was recognised. A scan with a figure that no misreading explains is a version of its own.
    """
    return frozenset(
        position
        for position, scan in enumerate(forms)
        if scan.scanned and any(_printed_from(scan, other) for other in forms if not other.scanned)
    )


def _printed_from(scan: SeenForm, other: SeenForm) -> bool:
    if scan.file == other.file or scan.kind != other.kind or not scan.content or not other.content:
        return False
    if scan.kind == "annex4" and normalise_name(scan.name) != normalise_name(other.name):
        return False
    seen, typed = Counter(_figures(scan.content)), Counter(_figures(other.content))
    shared = 2 * (seen & typed).total() / max(1, seen.total() + typed.total())
    if shared < _SAME_PAPER or _alike(scan.content, other.content) < _ALIKE:
        return False
    left = list((typed - seen).elements())
    for figure in (seen - typed).elements():
        meant = next((each for each in left if _misread(figure, each)), None)
        if meant is None:
            return False
        left.remove(meant)
    return True


def _misread(seen: str, typed: str) -> bool:
    """Whether a figure may be another one of which a character was lost, or read as another."""
    lost = seen in typed or seen.strip(".") in typed
    return lost or (len(seen) == len(typed) and sum(a != b for a, b in zip(seen, typed, strict=True)) == 1)


def _rivals(forms: Sequence[SeenForm]) -> set[tuple[int, int]]:
    """Pairs of files that hold the same form with other figures."""
    pairs: set[tuple[int, int]] = set()
    for position, one in enumerate(forms):
        for other in forms[position + 1 :]:
            if one.file == other.file or one.kind != other.kind or not one.content or not other.content:
                continue
            if one.kind == "annex4" and (not one.name or normalise_name(one.name) != normalise_name(other.name)):
                continue
            if not same_figures(one.content, other.content) and _alike(one.content, other.content) >= _ALIKE:
                pairs.add((one.file, other.file))
    return pairs


def _grouped(paths: Sequence[str], rivals: set[tuple[int, int]], ranks: Mapping[int, _Rank]) -> list[tuple[int, ...]]:
    """The rival files put into versions, the latest first: files of one folder and rank go together where they can."""
    groups: list[list[int]] = []
    files = sorted(ranks, key=lambda file: ranks[file], reverse=True)
    for file in files:
        fitting = [
            group for group in groups if not any((min(file, other), max(file, other)) in rivals for other in group)
        ]
        near = [group for group in fitting if _kin(paths, ranks, file, group)]
        if near or fitting:
            (near or fitting)[0].append(file)
        else:
            groups.append([file])
    return [tuple(sorted(group)) for group in groups]


def _kin(paths: Sequence[str], ranks: Mapping[int, _Rank], file: int, group: Sequence[int]) -> bool:
    return any(_folder(paths[file]) == _folder(paths[other]) and ranks[file][0] == ranks[other][0] for other in group)


def _owners(folder: str, homes: Sequence[set[str]]) -> tuple[int, ...]:
    """The version whose files alone lie in a folder; none where files of several do, or of no version."""
    owners = tuple(number for number, home in enumerate(homes) if folder in home)
    return owners if len(owners) == 1 else ()


def _missing(forms: Sequence[SeenForm], group: Sequence[int], adopted: Sequence[int]) -> set[int]:
    """Files of the adopted version whose forms a stray file of another version has nothing in the place of.

    A whole set in a folder of its own stands alone; one stray draft among a set is read with the rest of that set.
    """
    kinds = {(form.kind, form.name if form.kind == "annex4" else "") for form in forms if form.file in group}
    lone = len({form.kind for form in forms if form.file in group}) < 2
    if not lone:
        return set()
    return {
        form.file
        for form in forms
        if form.file in adopted
        and not any(
            (other.kind, other.name if other.kind == "annex4" else "") in kinds
            for other in forms
            if other.file == form.file
        )
    }


def _folder(path: str) -> str:
    return str(PurePosixPath(path.replace("!/", "/")).parent)


def _rank(path: str, position: int) -> _Rank:
    """How late a file is: the stage that its name says, else its folder's, the version, the day, the order.

    The name nearest to the file counts: a draft in a folder of final papers is a draft.
    """
    text = fold(path.replace("!/", "/"))
    stages = ([stage for stage, pattern in _STAGES if pattern.now.search(part)] for part in reversed(text.split("/")))
    stage = next((max(found) for found in stages if found), _UNTOLD)
    number = max((int(next(filter(None, match.groups()))) for match in _NUMBER.now.finditer(text)), default=0)
    day = max((int(f"{y}{int(m):02d}{int(d):02d}") for y, m, d in _DAY.now.findall(text)), default=0)
    return stage, number, day, position


def _label(paths: Sequence[str], others: Sequence[str]) -> str:
    """What a version is called: the stage that its names say, else its folder if no other lies there, else its file."""
    for path in paths:
        for _, pattern in reversed(_STAGES):
            match = pattern.now.search(path)
            if match is not None:
                return match[0]
    folders = {_folder(path) for path in paths}
    own = folders - {_folder(path) for path in others}
    if len(folders) == len(own) == 1:
        return PurePosixPath(*own).name or "."
    return PurePosixPath(paths[0].replace("!/", "/")).name


def _flat(content: object) -> list[str]:
    if isinstance(content, tuple):
        return [text for part in content for text in _flat(part)]
    return [str(content)] if content else []


def _figures(content: Content) -> list[str]:
    return [digits for text in _flat(content) for digits in _DIGITS.now.findall(text)]


def _alike(left: Content, right: Content) -> float:
    """The share of the pairs of neighbouring characters, numbers left out, that two forms have in common."""
    one, other = _pairs(left), _pairs(right)
    return len(one & other) / len(one | other) if one or other else 0.0


def _pairs(content: Content) -> frozenset[str]:
    words = _DIGITS.now.sub("", "\n".join(_flat(content)))
    return frozenset(words[i : i + 2] for i in range(len(words) - 1))
