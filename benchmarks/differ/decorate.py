"""Decorations of the kinds that offices and their programs put around figures, drawn by chance."""

import random
import re
from collections.abc import Callable
from typing import Final

from benchmarks.differ.content import Block, Entry, Form, Look, Piece, Wording
from corpora.generator.sheet import Draft, Grid

__all__ = ["DECORATIONS", "decorated", "plain"]

_UNSEEN: Final = (Look.HIDDEN, Look.STYLED, Look.WHITE, Look.TINY)
_MONEY: Final = re.compile(r"\d{1,6}(?:\.\d{1,2})?")


def plain(draft: Draft) -> Wording:
    """The submission as it is written, undecorated."""
    sections: list[list[Block]] = []
    for paper in draft.papers:
        sections += [
            [_form(block) if isinstance(block, Grid) else block.text for block in part.blocks] for part in paper.parts
        ]
    return Wording(sections)


def _form(grid: Grid) -> Form:
    entries = [
        Entry(
            box.row,
            box.col,
            box.rows,
            box.cols,
            [Piece(box.text)],
            (box.text,),
            address=next((mark.address for mark in box.marks), ""),
        )
        for box in sorted(grid.boxes, key=lambda box: (box.row, box.col))
    ]
    return Form(entries, grid.columns)


def decorated(draft: Draft, rng: random.Random, share: float, kinds: tuple[str, ...] = ()) -> Wording:
    """The submission with that share of its figures decorated, by any of the kinds or by those named."""
    wording = plain(draft)
    names = kinds or tuple(DECORATIONS)
    for form in wording.forms():
        for entry in form.entries:
            text = entry.pieces[0].text
            if entry.col and _MONEY.fullmatch(text) and rng.random() < share:  # the first column counts the rows
                name = rng.choice(names)
                if DECORATIONS[name](entry, text, rng) is not False:
                    entry.decoration = name
        form.hair = rng.random() < 0.15
        if rng.random() < 0.15:
            _unseen_row(form, rng)
    return wording


def _unseen_row(form: Form, rng: random.Random) -> None:
    """A row of an older version, hidden, put in where no tall cell runs past."""
    free = [
        row
        for row in range(1, form.height)
        if all(not (entry.row < row < entry.row + entry.rows) for entry in form.entries)
    ]
    if not free:
        return
    at = rng.choice(free)
    for entry in form.entries:
        entry.row += entry.row >= at
    texts = ["旧口径", *(_other("50.5", rng) for _ in range(form.columns - 1))]
    form.entries += [Entry(at, col, 1, 1, [Piece(text)], ("",)) for col, text in enumerate(texts)]
    form.entries.sort(key=lambda entry: (entry.row, entry.col))
    form.unseen.add(at)


def _other(text: str, rng: random.Random) -> str:
    """Another figure of the same shape."""
    while True:
        found = "".join(str(rng.randrange(1, 10)) if char.isdigit() else char for char in text)
        if found != text:
            return found


def _mark(rng: random.Random) -> str:
    return rng.choice(("1", "2", "3", "[1]", "（1）", "①", "*", "注1", "a", "1,2"))


def _note(entry: Entry, text: str, rng: random.Random) -> None:
    mark = rng.choice(("（注1）", "(注)", "①", "②", "*", "※", "〔1〕", "（含结转）", "（见附注3）", "【注】", "†"))
    entry.pieces, entry.right, entry.open = [Piece(text + mark)], (text + mark,), False


def _instead(entry: Entry, text: str, rng: random.Random) -> None:
    del text
    words = rng.choice(("见附注", "详见附件", "见说明", "同上", "待核", "以决算为准", "未统计"))
    entry.pieces, entry.right, entry.open = [Piece(words)], (words,), True


def _about(entry: Entry, text: str, rng: random.Random) -> None:
    words = rng.choice(("约{}", "≈{}", "近{}", "{}左右", "约 {}", "{}余", "暂列{}", "（约）{}", "{}±")).format(text)
    entry.pieces, entry.right, entry.open = [Piece(words)], (words,), True


def _comma(entry: Entry, text: str, rng: random.Random) -> bool:
    if "." not in text:
        return False
    words = text.replace(".", rng.choice((",", "，", "、", "·", "。", "．", " . ", ". ", "..")))
    # a full-width or Chinese stop in the place of the point is how input methods type it
    entry.pieces, entry.right = [Piece(words)], (words,)
    entry.open = any(sign in words for sign in ",，、") or ".." in words
    return True


def _raised(entry: Entry, text: str, rng: random.Random) -> None:
    mark = _mark(rng)
    entry.pieces, entry.right = [Piece(text), Piece(mark, Look.RAISED)], (text, f"{text} {mark}", f"{text}{mark}")
    if mark[0].isdigit():
        entry.right = (text, f"{text} {mark}")


def _struck(entry: Entry, text: str, rng: random.Random) -> None:
    old = _other(text, rng)
    pieces = [Piece(old, Look.STRUCK), Piece(text)]
    gap = rng.choice(("", " ", "\n"))
    if gap:
        pieces.insert(1, Piece(gap))
    entry.pieces, entry.right = pieces if rng.random() < 0.7 else pieces[::-1], (text,)


def _hidden(entry: Entry, text: str, rng: random.Random) -> None:
    old, look = _other(text, rng), rng.choice(_UNSEEN)
    pieces = [Piece(old, look), Piece(text)]
    entry.pieces, entry.right = pieces if rng.random() < 0.5 else pieces[::-1], (text,)


def _inside(entry: Entry, text: str, rng: random.Random) -> bool:
    """A hidden digit in the middle of a figure."""
    if len(text) < 3:
        return False
    at = rng.randrange(1, len(text))
    entry.pieces = [Piece(text[:at]), Piece(str(rng.randrange(10)), rng.choice(_UNSEEN)), Piece(text[at:])]
    entry.right = (text,)
    return True


def _revised(entry: Entry, text: str, rng: random.Random) -> None:
    entry.pieces = [Piece(_other(text, rng), Look.DELETED), Piece(text, Look.INSERTED)]
    entry.right = (text,)


def _invisible(entry: Entry, text: str, rng: random.Random) -> None:
    sign = rng.choice("\u200b\u2060\ufeff\u00ad\u200d\u200e\u202c\u2061")
    at = rng.randrange(0, len(text) + 1)
    entry.pieces, entry.right = [Piece(text[:at] + sign + text[at:])], (text,)


def _blanks(entry: Entry, text: str, rng: random.Random) -> None:
    sign = rng.choice(("\u00a0", "\u3000", "\u2002", "\u202f", " "))
    words = rng.choice((f"{sign}{text}", f"{text}{sign}", f"{sign}{text}{sign}{sign}"))
    entry.pieces, entry.right = [Piece(words)], (text,)


def _currency(entry: Entry, text: str, rng: random.Random) -> None:
    words = rng.choice(("¥{}", "￥{}", "¥ {}", "￥{}")).format(text)
    entry.pieces, entry.right = [Piece(words)], (words,)


def _spread(entry: Entry, text: str, rng: random.Random) -> None:
    entry.trick, entry.right = rng.choice(("spread", "distributed")), (text,)


def _typed_apart(entry: Entry, text: str, rng: random.Random) -> bool:
    if len(text) < 3:
        return False
    words = rng.choice((" ", "\u3000", "\u00a0")).join(text)
    entry.pieces, entry.right = [Piece(words)], (words, text)
    return True


def _wide(entry: Entry, text: str, rng: random.Random) -> None:
    del rng
    words = text.translate(str.maketrans("0123456789.", "０１２３４５６７８９．"))
    entry.pieces, entry.right = [Piece(words)], (words, text)


def _minus(entry: Entry, text: str, rng: random.Random) -> None:
    """A negative figure, by sign, brackets or (in sheets) by colour alone."""
    words = rng.choice(("-{}", "−{}", "－{}", "({})", "（{}）", "–{}", "﹣{}")).format(text)
    entry.pieces, entry.right = [Piece(words)], (words, f"-{text}")
    if rng.random() < 0.4:
        entry.trick = "coloured"


def _field(entry: Entry, text: str, rng: random.Random) -> None:
    entry.trick, entry.right = rng.choice(("field", "simple", "control", "link", "runs", "ruby")), (text,)


def _covered(entry: Entry, text: str, rng: random.Random) -> None:
    del rng
    entry.trick, entry.right = "covered", (text,)


DECORATIONS: Final[dict[str, Callable[[Entry, str, random.Random], object]]] = {
    "note": _note,
    "instead": _instead,
    "about": _about,
    "comma": _comma,
    "raised": _raised,
    "struck": _struck,
    "hidden": _hidden,
    "inside": _inside,
    "revised": _revised,
    "invisible": _invisible,
    "blanks": _blanks,
    "currency": _currency,
    "spread": _spread,
    "typed-apart": _typed_apart,
    "wide": _wide,
    "minus": _minus,
    "field": _field,
    "covered": _covered,
}
"""By their names: each changes a cell that holds the figure given, or says ``False`` where it does not suit it."""
