"""What stands in a text without being part of it: raised note marks, struck or hidden words, in every format alike.

A reader sets such words between two signs that no text holds (Unicode noncharacters); here it is decided what is
printed, what is told apart in a remark, and where nobody can be sure. One rule holds for all formats, so that a figure
read from a sheet and from a page is the same.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.extract.blocks import Grid, Text, trim
from formaudit.model.document import Warn
from formaudit.model.table import Cell
from formaudit.patterns import Late

__all__ = [
    "DOUBTED",
    "Remark",
    "Settled",
    "has_struck",
    "hidden",
    "lowered",
    "marked",
    "raised",
    "settle",
    "settled",
    "struck",
    "told",
]

DOUBTED: Final = "\ufdd8"
"""Set into a text that is not all that is printed in its place (a picture, a field without a result)."""
_DOUBT: Final = 0.5
_NAMED: Final = 10
_LONGEST: Final = 30
_LONGEST_POWER: Final = 3
_SIGNS: Final = Late("[\ufdd0-\ufdd8]")
_RAISED, _LOWERED, _STRUCK, _HIDDEN = range(4)
_OPEN: Final = "\ufdd0\ufdd2\ufdd4\ufdd6"
_CLOSE: Final = "\ufdd1\ufdd3\ufdd5\ufdd7"
_CODES: Final = {_RAISED: "raised-marks", _LOWERED: "raised-marks", _STRUCK: "struck-text", _HIDDEN: "hidden-text"}
_NOTE: Final = Late(
    r"[\s,，、;；]*(?:[（(\[【〔]?\s*(?:注\s*)?(?:\d{1,2}|[a-zA-Z]|[ivxIVX]{1,4}|[一二三四五六七八九十]{1,2})\s*[)）\]】〕]?"
    r"|注|[①-⑳⑴-⒇❶-❿*＊※#†‡§△▲☆★◆◎○]{1,3})(?:[,，、\-–~～]\s*\d{1,2})*\s*"
)
_FIGURE_END: Final = Late(r"[\d％%‰)）]\s*$")
_POWER: Final = Late(r"[×xX*·]\s*10\s*$")
_TEN: Final = Late(r"(?<![\d.,])10\s*$")
_UNIT: Final = Late(r"(?:(?<![A-Za-z])[kcdm]?m|[米里])\s*$")
_HIGH: Final = str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ")
_LOW: Final = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


class Remark(Struct, frozen=True, kw_only=True):
    """What was told apart: the warning's ``code``, the words, and where they stand."""

    code: str
    text: str
    where: str = ""


class Settled(Struct, frozen=True, kw_only=True):
    """A text as printed, how sure that is, and what was told apart from it."""

    text: str
    confidence: float = 1.0
    remarks: tuple[Remark, ...] = ()


def raised(text: str) -> str:
    """The text, said to be raised above the line."""
    return f"{_OPEN[_RAISED]}{text}{_CLOSE[_RAISED]}"


def lowered(text: str) -> str:
    """The text, said to be lowered below the line."""
    return f"{_OPEN[_LOWERED]}{text}{_CLOSE[_LOWERED]}"


def struck(text: str) -> str:
    """The text, said to be struck through."""
    return f"{_OPEN[_STRUCK]}{text}{_CLOSE[_STRUCK]}"


def has_struck(text: str) -> bool:
    """Whether some words of a text are said to be struck through."""
    return _OPEN[_STRUCK] in text


def hidden(text: str) -> str:
    """The text, said to be invisible: in the colour of its ground, too small to be seen, hidden by a style."""
    return f"{_OPEN[_HIDDEN]}{text}{_CLOSE[_HIDDEN]}"


def shown_on_ground(text: str) -> str:
    """A text of which nothing is hidden after all: what has the colour of paper stands on a ground of its own."""
    return text.replace(_OPEN[_HIDDEN], "").replace(_CLOSE[_HIDDEN], "")


def marked(text: str) -> bool:
    """Whether anything in a text is set apart."""
    return _SIGNS.now.search(text) is not None


def settle(text: str) -> Settled:
    """The text as printed. Words all of which are hidden or struck stay, doubted, since nothing stands for them."""
    if not marked(text):
        return Settled(text=text)
    doubt = DOUBTED in text
    parts = _parts(text.replace(DOUBTED, ""))
    remarks: list[Remark] = []
    for kind in (_HIDDEN, _STRUCK):
        inside = [words for flags, words in parts if kind in flags and words.strip()]
        if not inside:
            continue
        remarks.append(Remark(code=_CODES[kind], text=" ".join(words.strip() for words in inside)))
        if any(words.strip() for flags, words in parts if kind not in flags):
            parts = [(flags, words) for flags, words in parts if kind not in flags or not words.strip()]
        else:
            doubt = True
    if any(flags & {_RAISED, _LOWERED} for flags, _ in parts):
        line, unsure = _on_the_line(parts, remarks)
        doubt = doubt or unsure
    else:
        line = "".join(words for _, words in parts)
    # What stood before or behind the words that went is parted from nothing now.
    return Settled(text=line.strip(" \xa0"), confidence=_DOUBT if doubt else 1.0, remarks=tuple(remarks))


def _parts(text: str) -> list[tuple[frozenset[int], str]]:
    """The text cut where something begins or ends to be set apart; neighbours alike are one."""
    found: list[tuple[frozenset[int], str]] = []
    depth = [0, 0, 0, 0]
    start = 0
    for match in _SIGNS.now.finditer(text):
        flags = frozenset(kind for kind in range(4) if depth[kind])
        found.append((flags, text[start : match.start()]))
        start = match.end()
        if match[0] in _OPEN:
            depth[_OPEN.index(match[0])] += 1
        else:
            kind = _CLOSE.index(match[0])
            depth[kind] = max(0, depth[kind] - 1)
    found.append((frozenset(), text[start:]))
    whole = [part for part in found if part[1]]
    return [(flags, "".join(words for _, words in group)) for flags, group in groupby(whole, key=lambda part: part[0])]


def _on_the_line(parts: list[tuple[frozenset[int], str]], remarks: list[Remark]) -> tuple[str, bool]:
    """The text without its note marks, and whether what is left of a figure is in doubt."""
    level = [flags & {_RAISED, _LOWERED} for flags, _ in parts]
    if not any(words.strip() for (_, words), off in zip(parts, level, strict=True) if not off):
        return "".join(words for _, words in parts), False
    line = ""
    doubt = False
    for index, ((_, words), off) in enumerate(zip(parts, level, strict=True)):
        if not off or not words.strip():
            line += words
            continue
        before, behind = line.rpartition("\n")[2], parts[index + 1][1] if index + 1 < len(parts) else ""
        printed, apart, unsure = _judge(before, words, behind, high=_RAISED in off)
        line += printed
        doubt = doubt or unsure
        if apart:
            remarks.append(Remark(code=_CODES[_RAISED], text=apart))
    return line, doubt


def _judge(before: str, words: str, behind: str, *, high: bool) -> tuple[str, str, bool]:
    """What raised words print between what stands before and behind them, what is told apart, and whether to doubt."""
    bare = words.strip()
    figure = _FIGURE_END.now.search(before) is not None
    power = high and bare.lstrip("+-−").isdecimal() and len(bare) <= _LONGEST_POWER
    if power and (_POWER.now.search(before) or (bare in ("2", "3") and _UNIT.now.search(before))):
        return bare.translate(_HIGH), "", False
    if not high and not figure and bare.isdecimal() and before[-1:].isascii() and before[-1:].isalpha():
        return bare.translate(_LOW), "", False
    if _NOTE.now.fullmatch(words):
        inside = figure and behind[:1] in "0123456789.," and behind != ""
        # Two raised digits behind a whole number may be its decimals, as on a price tag.
        cents = figure and bare.isdecimal() and len(bare) == 2
        tenfold = power and bare not in ("0", "1") and _TEN.now.search(before) is not None
        return "", bare, inside or cents or tenfold
    if figure and any(char.isdigit() for char in bare):
        return f" {bare}", "", True
    return words, "", False


def settled(
    pieces: Iterable[Text | Grid], remarks: list[Remark], wanted: Callable[[], bool] = lambda: True
) -> Iterator[Text | Grid]:
    """Paragraphs and tables with each text settled; what is told apart goes to ``remarks`` with its place.

    ``wanted`` says whether anything was set apart so far: most documents have nothing, and need not be looked through.
    """
    tables = 0
    for piece in pieces:
        if not wanted():
            tables += isinstance(piece, Grid) and bool(piece.cells)
            yield piece
            continue
        if isinstance(piece, Text):
            yield _paragraph(piece, remarks) if marked(piece.text) else piece
            continue
        tables += bool(piece.cells)
        if not any(marked(cell.text) for cell in piece.cells):
            yield piece
            continue
        place = f"#{tables}"
        yield replace(piece, cells=tuple(_cell(cell, place, remarks) for cell in piece.cells))


def _paragraph(piece: Text, remarks: list[Remark]) -> Text:
    """A paragraph all of which is struck or hidden is not printed at all."""
    found = settle(piece.text)
    remarks.extend(found.remarks)
    gone = found.confidence < 1 and any(
        remark.code != "raised-marks" and remark.text == " ".join(found.text.split()) for remark in found.remarks
    )
    return replace(piece, text="" if gone else found.text, confidence=min(piece.confidence, found.confidence))


def _cell(cell: Cell, place: str, remarks: list[Remark]) -> Cell:
    if not marked(cell.text):
        return cell
    found = settle(cell.text)
    where = f"{place} R{cell.row + 1}C{cell.col + 1}"
    remarks.extend(replace(remark, where=where) for remark in found.remarks)
    return replace(cell, text=trim(found.text), confidence=min(cell.confidence, found.confidence))


def told(remarks: Iterable[Remark]) -> tuple[Warn, ...]:
    """One warning for each kind of what was told apart: the words and their places, the rest counted."""
    found: dict[str, list[str]] = {}
    for remark in remarks:
        words = " ".join(remark.text.split())
        words = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
        found.setdefault(remark.code, []).append(f"{remark.where} {words}".strip())
    return tuple(
        Warn(code=code, detail="；".join(items[:_NAMED]) + (f"；…（{len(items)}）" if len(items) > _NAMED else ""))
        for code, items in found.items()
    )
