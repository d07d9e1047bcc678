"""A page turned by quarter turns, so that most of its text stands upright."""

from collections import Counter

from msgspec.structs import replace

from formaudit.extract.pdf.ink import Box, Glyph, Ink, Rule, Shade

__all__ = ["upright"]


def upright(ink: Ink) -> Ink:
    """The page as most of its text wants to be read; the page itself where it stands upright already."""
    votes = Counter(glyph.turn for glyph in ink.glyphs)
    turn = votes.most_common(1)[0][0] if votes else 0
    return _turned(ink, turn) if turn else ink


def _turned(ink: Ink, turn: int) -> Ink:
    """The page turned clockwise by quarter turns, so that glyphs with that ``turn`` stand upright."""
    width, height = ink.width, ink.height

    def box(x0: float, top: float, x1: float, bottom: float) -> Box:
        if turn == 1:
            return height - bottom, x0, height - top, x1
        if turn == 2:
            return width - x1, height - bottom, width - x0, height - top
        return top, width - x1, bottom, width - x0

    def rules(across: tuple[Rule, ...], down: tuple[Rule, ...]) -> tuple[list[Rule], list[Rule]]:
        boxes = [box(r.start, r.at, r.end, r.at) for r in across], [box(r.at, r.start, r.at, r.end) for r in down]
        flat, upright = (boxes[1], boxes[0]) if turn % 2 else boxes
        return [Rule(b[1], b[0], b[2]) for b in flat], [Rule(b[0], b[1], b[3]) for b in upright]

    across, down = rules(ink.across, ink.down)
    return replace(
        ink,
        width=height if turn % 2 else width,
        height=width if turn % 2 else height,
        turn=turn,
        glyphs=tuple(
            Glyph(g.char, *box(g.x0, g.top, g.x1, g.bottom), g.spaced, (g.turn - turn) % 4) for g in ink.glyphs
        ),
        across=tuple(across),
        down=tuple(down),
        shades=tuple(Shade(*box(s.x0, s.top, s.x1, s.bottom), s.white) for s in ink.shades),
        marks=tuple(box(*mark) for mark in ink.marks),
        pictures=tuple(box(*picture) for picture in ink.pictures),
        doubts=tuple(box(*doubt) for doubt in ink.doubts),
        reds=tuple(box(*red) for red in ink.reds),
    )
