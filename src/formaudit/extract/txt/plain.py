"""Text whose table rows are lines: values parted by tabs, ``|`` or wide blanks, or a drawn table. All else is text."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from formaudit.extract.blocks import Grid
from formaudit.extract.txt.aligned import align
from formaudit.extract.txt.drawn import BOX, draw
from formaudit.extract.txt.features import NUMBERS, kind
from formaudit.extract.txt.fixed import fixed_rows, ruled_rows
from formaudit.extract.txt.markdown import said
from formaudit.extract.txt.markup import marked_table
from formaudit.extract.txt.placed import laid_by_meaning, placed_rows
from formaudit.extract.txt.quoted import JOINED, unquoted
from formaudit.extract.txt.rows import Piece, Row, Rows
from formaudit.extract.txt.stops import at_stops
from formaudit.patterns import compiled

__all__ = ["split_plain"]

_PIPE_RULE: Final = compiled(r"^(?=.*(?:--|:-|-:))\s*\|?(?:\s*:?-+:?\s*[|+])+(?:\s*:?-+:?\s*\|?)?$")
"""The rule below a head in Markdown, or in outlines of Org; a row of single dashes holds values that do not apply."""
_BLANKS: Final = compiled(r"[ \u3000\xa0]*[|│][ \u3000\xa0]*|[ \u3000\xa0]{2,}")
"""What parts values: wide blanks, and bars that stand in some of the rows, or beside one of the columns."""
_SIDES: Final = " |│\u3000\xa0"
_DASHED: Final = compiled(r"^\s*([-=─—])\1{2,}(?:[ \u3000]+\1{3,})*\s*$")
_LONE_HEAD: Final = compiled(r"^(?!.*(?:说明|备注|注|单位|附))[\u4e00-\u9fff]{2,8}[:：]$")
_VALUES: Final = 3
"""So many values in so many rows, parted by blanks alone, are a table."""
_SIGNS: Final = (",", ";", "，", "；", "、", "→", "¦", "┃", "~", "^", "#", " / ", " · ", "——")
_PIPE: Final = compiled(r"(?<!\\)\|")
_BAR: Final = compiled(r"(?<!\\)[|\uff5c│]")
_ALIGNED: Final = compiled(r"^\s*_?[<>=]\.(?:\s+|$)")
"""How wikis say before each cell at which side its words stand."""
_CROSSED: Final = compiled(r"^\s*[-─]+(?:[+┼][-─]+)+\s*$")
"""The rule that programs print below a head, between bars that stand at no side."""
_PLUS_RULE: Final = compiled(r"^\s*\+(?:[-=]+\+)+\s*$")


def split_plain(lines: Sequence[str]) -> Iterator[Piece | Grid | Rows]:
    """The paragraphs and tables in reading order; rows are given as rows, to be laid on a grid like any others."""
    index = 0
    while index < len(lines):
        end, found = _table(lines, index)
        if found is not None:
            yield found
            index = end
            continue
        if lines[index].strip():
            yield Piece(lines[index].strip(), index + 1)
        index += 1


def _table(lines: Sequence[str], start: int) -> tuple[int, Grid | Rows | None]:
    """The table that begins on a line and the line after it.

    Rows whose columns nobody can see are laid by what they mean only where no part of them is a table that one can.
    """
    found = _sure_table(lines, start)
    if found[1] is not None:
        return found
    guessed = laid_by_meaning(lines, start)
    if guessed is None or any(_sure_table(lines, at)[1] is not None for at in range(start + 1, guessed[0])):
        return found
    return guessed


def _sure_table(lines: Sequence[str], start: int) -> tuple[int, Grid | Rows | None]:
    line = lines[start]
    marked = marked_table(lines, start)
    if marked is not None:
        return marked
    if _drawn(line):
        end = _run(lines, start, lambda other: _drawn(other) or other.lstrip()[:1] in {"|", "+"})
        return end, draw(lines[start:end], start + 1) if end - start >= 3 else None
    if _piped(line):
        end = _run(lines, start, _piped)
        if end - start >= 2:
            return end, Rows(tuple(_pipe_rows(lines, start, end)))
    end = _barred(lines, start)
    if end:
        return end, Rows(tuple(_barred_rows(lines, start, end)))
    if "\t" in line.strip():
        end = _tabbed(lines, start)
        if end - start >= 2:
            return end, _tab_rows(lines, start, end)
    end = _blank_rows(lines, start)
    if end:
        kept = [at for at in _filled(lines, start, end) if not _dashed(lines[at])]
        return end, Rows(tuple(tuple(Piece(part, at + 1) for part in _parts(lines[at])) for at in kept))
    found = _separated(lines, start)
    if found is not None:
        return found
    end = _worded(lines, start)
    if end:
        kept = _filled(lines, start, end)
        return end, Rows(tuple(tuple(Piece(part, at + 1) for part in lines[at].split()) for at in kept))
    ruled = ruled_rows(lines, start)
    if ruled is not None:
        return ruled[0], Rows(ruled[1])
    fixed = fixed_rows(lines, start)
    if fixed is not None:
        return fixed[0], Rows(fixed[1], covered=frozenset())
    return placed_rows(lines, start) or (start, None)


def _tabbed(lines: Sequence[str], start: int) -> int:
    """Where the rows with tabs end; a lone word with a colon between two (资金来源：) heads those below it."""
    if _is_spaced(lines, start, _has_tab):
        return _run(lines, start, _has_tab)
    end = start
    while end < len(lines) and (_has_tab(lines[end]) or lines[end] == JOINED or _heads_rows(lines, end)):
        end += 1
    return end


def _has_tab(line: str) -> bool:
    return "\t" in line


def _heads_rows(lines: Sequence[str], at: int) -> bool:
    after = lines[at + 1] if at + 1 < len(lines) else ""
    return _LONE_HEAD.match(lines[at].strip()) is not None and "\t" in after


def _parts(line: str) -> list[str]:
    return _BLANKS.split(line.strip().strip(_SIDES))


def _blank_rows(lines: Sequence[str], start: int) -> int:
    """Where the rows end whose values are parted by wide blanks, 0 where none begin.

    Each must have as many values as the first, or nobody could say which is lacking, and most must have figures.
    """
    count = len(_parts(lines[start]))
    if count < _VALUES:
        return 0
    end = _run(lines, start, lambda other: len(_parts(other)) == count or _dashed(other))
    rows = [_parts(lines[at]) for at in range(start, end) if not _dashed(lines[at])]
    figured = sum(any(kind(part) in NUMBERS for part in row[1:]) for row in rows)
    return end if len(rows) >= _VALUES and 2 * figured >= len(rows) else 0


def _separated(lines: Sequence[str], start: int) -> tuple[int, Rows] | None:
    """Rows whose values are parted by commas or the like, and the line after them; ``None`` where none begin.

    Each has as many values as the first, and figures alone stand in at least one place of most of them: in a
    sentence words stand beside them.
    """
    for sign in _SIGNS:
        count = lines[start].count(sign)
        if count < _VALUES:
            continue
        end = start
        while end < len(lines) and lines[end].count(sign) == count:
            end += 1
        rows = [[part.strip(' "') for part in lines[at].split(sign)] for at in range(start, end)]
        figured = sum(sum(kind(part) in NUMBERS for part in row[1:]) > 1 for row in rows)
        if len(rows) >= _VALUES and 2 * figured >= len(rows):
            return end, Rows(
                tuple(tuple(Piece(part, start + at + 1) for part in row) for at, row in enumerate(rows)),
                covered=frozenset(),
            )
    return None


def _worded(lines: Sequence[str], start: int) -> int:
    """Where the rows end whose values are parted by single blanks, 0 where none begin.

    Each has as many words as the first, and all but the first are figures for the most part: prose is neither. Where
    the line before or behind them looks like a further row, with a value fewer or more, they are no whole table.
    """
    count = len(lines[start].split())
    if count <= _VALUES:
        return 0
    end = _run(lines, start, lambda other: len(other.split()) == count)
    lower = [lines[at].split()[1:] for at in range(start + 1, end)]
    figured = all(2 * sum(kind(part) in NUMBERS for part in row) >= len(row) for row in lower)
    beside = [lines[at].split() for at in (start - 1, end) if 0 <= at < len(lines)]
    torn = any(len(row) >= _VALUES and any(kind(part) in NUMBERS for part in row[1:]) for row in beside)
    return end if len(lower) >= _VALUES - 1 and figured and not torn else 0


def _dashed(line: str) -> bool:
    """Whether a line is a rule typed below each column's heading, or above and below the whole."""
    return _DASHED.match(line) is not None


def _barred(lines: Sequence[str], start: int) -> int:
    """Where the rows end whose values are parted by bars without any at the sides, 0 where none begin."""
    count = len(_BAR.split(lines[start]))
    if count < _VALUES or _piped(lines[start]):
        return 0
    end = _run(lines, start, lambda other: len(_BAR.split(other)) == count or _CROSSED.match(other) is not None)
    return end if end - start >= _VALUES else 0


def _barred_rows(lines: Sequence[str], start: int, end: int) -> Iterator[Row]:
    marked = any(_PIPE_RULE.match(f"{lines[number].strip()}|") for number in range(start, end))
    for number in _filled(lines, start, end):
        if not _PIPE_RULE.match(f"{lines[number].strip()}|") and not _CROSSED.match(lines[number]):
            parts = _BAR.split(lines[number].strip())
            yield tuple(Piece(said(part.strip()) if marked else part.strip(), number + 1) for part in parts)


def _run(lines: Sequence[str], start: int, belongs: Callable[[str], bool]) -> int:
    """Where the lines end that belong to the first; a blank line behind each of them ends nothing."""
    step = 2 if _is_spaced(lines, start, belongs) else 1
    end = start
    while end < len(lines) and belongs(lines[end]) and (step == 1 or end == start or _void(lines[end - 1])):
        end += step
    return end - step + 1


def _is_spaced(lines: Sequence[str], start: int, belongs: Callable[[str], bool]) -> bool:
    """Whether each row is followed by a blank line: two tables that stand below each other have more rows than one."""
    rows, gaps = lines[start : start + 5 : 2], lines[start + 1 : start + 4 : 2]
    return len(rows) == _VALUES and all(belongs(row) and row.strip() for row in rows) and all(map(_void, gaps))


def _filled(lines: Sequence[str], start: int, end: int) -> list[int]:
    return [number for number in range(start, end) if not _void(lines[number])]


def _void(line: str) -> bool:
    """Whether a line is blank; one of tabs alone is a row of blank cells."""
    return line == JOINED or not line.strip(" \u3000\xa0")


def _drawn(line: str) -> bool:
    stripped = line.strip()
    return bool(stripped) and (stripped[0] in BOX or _PLUS_RULE.match(line) is not None)


def _piped(line: str) -> bool:
    stripped = line.strip()
    return stripped.count("|") >= 2 and stripped[0] == "|" == stripped[-1]


def _pipe_rows(lines: Sequence[str], start: int, end: int) -> Iterator[Row]:
    marked = any(_PIPE_RULE.match(lines[number]) for number in range(start, end))
    for number in _filled(lines, start, end):
        if not _PIPE_RULE.match(lines[number]):
            parts = _PIPE.split(_inner(lines[number]))
            parts = [_ALIGNED.sub("", part) for part in parts] if all(map(_ALIGNED.match, parts)) else parts
            yield tuple(Piece(said(part.strip()) if marked else part.strip(), number + 1) for part in parts)


def _inner(line: str) -> str:
    """What stands between the outer bars; a head as wikis write it has two bars at each place."""
    bare = line.strip()
    doubled = bare.removeprefix("||").removesuffix("||").split("||")
    if bare.startswith("||") and bare.endswith("||") and all(part.strip() and "|" not in part for part in doubled):
        return "|".join(doubled)
    return bare[1:-1]


def _tab_rows(lines: Sequence[str], start: int, end: int) -> Rows:
    """Rows with tabs. Where no line ends in a tab, blank cells at the end were trimmed, and are put back."""
    numbers = _filled(lines, start, end)
    stopped = at_stops([lines[number] for number in numbers])
    if stopped is not None:
        return Rows(tuple(tuple(Piece(part, at + 1) for part in row) for at, row in zip(numbers, stopped, strict=True)))
    rows = _singly([[unquoted(part.strip()) for part in lines[number].split("\t")] for number in numbers])
    found = align(rows, trimmed=all(row[-1] for row in rows))
    return Rows(
        tuple(tuple(Piece(part, number + 1) for part in row) for number, row in zip(numbers, found.rows, strict=True)),
        doubts=frozenset(numbers[at] + 1 for at in found.doubts),
        covered=found.covered,
        padded=frozenset(numbers[at] + 1 for at, row in enumerate(rows) if len(found.rows[at]) > len(row)),
    )


def _singly(rows: list[list[str]]) -> list[list[str]]:
    """Rows without the blanks of a second tab that stands between any two values."""
    apart = all(len(row) % 2 and len(row) > 2 and not any(row[1::2]) for row in rows)
    doubled = apart and sum(all(row[::2]) for row in rows) >= _VALUES
    return [row[::2] for row in rows] if doubled else rows
