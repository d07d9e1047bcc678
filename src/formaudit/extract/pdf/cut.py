"""Where a page cuts a table: one row in two pieces, one merged cell in two pieces, or a new row.

Every judgement here compares the cells at the foot of the upper piece with those at the head of the lower piece.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from formaudit.extract.pdf.lines import bit_width
from formaudit.extract.pdf.pieces import Part
from formaudit.extract.pdf.words import (
    BARE_FIGURE,
    BEFORE_FIGURE,
    EMPTY_WORDS,
    SENTENCE_END,
    begins_label,
    ends_as_label,
    is_addition,
    is_figure,
    is_label,
    is_numbered,
    is_open,
    place_in_list,
)
from formaudit.patterns import compiled

__all__ = [
    "DOUBT",
    "Column",
    "Pair",
    "Surroundings",
    "Verdict",
    "are_two_rows",
    "compact_text",
    "row_is_cut",
    "same_cell",
    "surroundings",
]

Column = tuple[int, int]
"""The first column that a cell spans, and how many."""

_USUAL_PAD: Final = 5.0
_WIDEST_PAD: Final = 9.0
_FULL_LINES: Final = 4
"""So many lines with others below them tell how much room cells keep at their sides."""
_NEW_ROW: Final = 0.15
"""How likely the lower piece must be to look as it does by chance, as a row of its own, for us to think it one."""
_ENDING: Final = 2
"""Characters of a text that is the end of a label rather than another one."""
_BROKEN: Final = 2
"""Lines of a label that tell how long the person who broke them lets them be."""
_OPEN: Final = 0.6
"""Below this likelihood a row of its own is doubted."""
DOUBT: Final = 0.85
"""The confidence of texts that may be one."""


class Pair(NamedTuple):
    """A cell at the foot of a piece and the cell below it, on the next page, that spans the same columns.

    ``upper`` holds the text on the upper page; ``begun`` says that the cell holds text on that page or an earlier one.
    """

    upper: Part
    lower: Part
    begun: bool

    @property
    def tall(self) -> bool:
        """Whether the cell spans rows on either page: a label rather than the cell of one row."""
        return self.upper.rowspan > 1 or self.lower.rowspan > 1

    @property
    def column(self) -> Column:
        """Where both stand."""
        return self.lower.col, self.lower.colspan


class Surroundings(NamedTuple):
    """What the rest of the table looks like: the texts of each column, and for each row which columns are blank.

    ``pad`` is the least room between a side rule and text, in points; ``merged`` are the columns with tall cells.
    ``known`` are the labels in cells that no page's edge touches, anywhere in the document.
    """

    pad: float
    texts: dict[Column, list[str]]
    rows: list[dict[Column, bool]]
    merged: frozenset[Column]
    known: frozenset[str]


class Verdict(NamedTuple):
    """Whether the page cuts a row, and how sure that is (0 to 1)."""

    cut: bool
    sure: float = 1.0


def surroundings(*pieces: Iterable[Part], known: frozenset[str] = frozenset()) -> Surroundings:
    """Look at the cells of a table, given as groups within which rows count on."""
    rooms = [_USUAL_PAD]
    full: list[float] = []
    texts: dict[Column, list[str]] = {}
    rows: dict[tuple[int, int], dict[Column, bool]] = {}
    merged = set()
    for group, parts in enumerate(pieces):
        for part in parts:
            column = part.col, part.colspan
            if part.rowspan > 1:
                merged.add(column)
            else:
                rows.setdefault((group, part.row), {})[column] = not part.lines
            if part.lines:
                texts.setdefault(column, []).append(compact_text(part))
                rooms += [room for line in part.lines for room in (line.x0 - part.box[0], part.box[2] - line.x1)]
                # a line that others follow is as long as the cell lets it be
                if len(part.lines) == 1:
                    continue
                wide = part.box[2] - part.box[0]
                full += [(wide - (line.x1 - line.x0)) / 2 for line in part.lines[:-1]]
    pad = max(0.0, min(rooms))
    if pad == _USUAL_PAD and len(full) >= _FULL_LINES:
        pad = max(pad, min(_WIDEST_PAD, *full))
    return Surroundings(pad, texts, list(rows.values()), frozenset(merged), known)


def row_is_cut(pairs: Sequence[Pair], around: Surroundings, *, squeezed: bool) -> Verdict:
    """Whether the pairs are the two pieces of one row.

    In a cut row the lower piece holds the rest of some cells and blanks in the others. So wherever it holds text, the
    cell above it is filled to its last line; that line is full, or it ends a sentence that another one follows. A row
    of its own would have to look so by chance: its blanks must be usual in this table, and the lines above it full
    although their text is complete. A tall cell decides nothing unless it begins a new label. ``squeezed`` says that
    the upper row had to do with less room than its text takes elsewhere.
    """
    chance = 0.1 if squeezed else 1.0  # that a row of its own looks like this
    told = worded = sentences = False
    for pair in pairs:
        upper, lower, begun = pair
        if not lower.lines:
            continue
        if pair.tall:
            if begun and _is_new_label(pair, around):
                return Verdict(cut=False)
            continue
        if not upper.lines or compact_text(lower) in EMPTY_WORDS:
            return Verdict(cut=False)
        figures = is_figure(compact_text(upper)) and is_figure(compact_text(lower))
        coincidence = _figure_coincidence(pair, around.pad) if figures else _coincidence(pair, around)
        if coincidence > 1 and not figures and _sentences(pair):
            sentences = True
            continue  # another paragraph of the same cell, or the text of a new row: the other cells tell
        if coincidence > 1:
            return Verdict(cut=False, sure=DOUBT if _may_run_on(pair, pairs, around) else 1.0)
        told = True
        worded = worded or not figures
        chance *= coincidence
    blank = [pair.column for pair in pairs if not pair.tall and pair.upper.lines and not pair.lower.lines]
    if not told:
        return Verdict(cut=False, sure=DOUBT if sentences and blank else 1.0)
    if not worded and any(
        pair.upper.lines and not pair.tall and not is_figure(compact_text(pair.upper)) for pair in pairs
    ):
        chance *= 0.1  # a row of figures without a word, below one with words
    alike = [row for row in around.rows if all(column in row for column in blank)]
    if blank:
        chance *= (sum(all(row[column] for column in blank) for row in alike) + 0.5) / (len(alike) + 1)
    if chance > _NEW_ROW:
        return Verdict(cut=False, sure=DOUBT if chance < _OPEN else 1.0)
    return Verdict(cut=True, sure=1.0 if chance < _NEW_ROW / 3 else DOUBT)


def _may_run_on(label: Pair, pairs: Sequence[Pair], around: Surroundings) -> bool:
    """Whether a row of nothing but a label may be the rest of the label above: its lines are of one length, and open.

    Lines that somebody has broken by hand leave room that tells nothing.
    """
    upper, lower = compact_text(label.upper), compact_text(label.lower)
    others = [pair for pair in pairs if pair is not label]
    if any(pair.lower.lines for pair in others) or not any(is_figure(compact_text(pair.upper)) for pair in others):
        return False
    if (
        len(label.upper.lines) < _BROKEN
        or is_numbered(lower)
        or _is_known(lower, around)
        or _whole(upper, label, around)
    ):
        return False
    longest = max(line.x1 - line.x0 for line in label.upper.lines)
    last = label.upper.lines[-1]
    return longest - (last.x1 - last.x0) < 0.5 * last.size


def are_two_rows(pairs: Sequence[Pair], around: Surroundings) -> bool:
    """Whether some column has a figure of its own on either page, so that no missing rule makes one row of the two.

    A frame around all cells, each of which has a box of its own, is open where the page cuts it between two rows.
    """
    return any(
        is_figure(upper) and is_figure(lower) and _figure_coincidence(pair, around.pad) > 1
        for pair in pairs
        if not pair.tall and (upper := compact_text(pair.upper)) and (lower := compact_text(pair.lower))
    )


def _is_new_label(pair: Pair, around: Surroundings) -> bool:
    """Whether a tall cell below a label holds another label, and not the rest of it."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    if not upper:
        return not is_addition(lower)
    return _whole(upper, pair, around) and not is_addition(lower) and not _one_label(upper, lower, around)


def _coincidence(pair: Pair, around: Surroundings) -> float:
    """How likely the last line above a new row looks as if its text went on in that row; above 1 if it does not."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    if _one_label(upper, lower, around):
        return 0.02
    if _is_known(lower, around) and _is_end(pair, around):
        return 1.0  # the other cells tell
    if _is_known(lower, around) or (_reads_whole(lower) and _whole(upper, pair, around)):
        return 2.0
    if BARE_FIGURE.match(lower) and not BEFORE_FIGURE.search(upper):
        return 2.0
    if is_addition(lower) and "\n" not in lower and not is_open(lower) and lower[-1] in "）)":
        return 0.05
    by_chance = _filled_down(pair.upper)
    room, need, wide = _last_line(pair, around.pad)
    if room < need:
        by_chance *= min(1.0, need / wide)
        return min(1.0, by_chance * (3.0 if _whole(upper, pair, around) else 0.3))
    return 0.1 if by_chance < 4 and _next_paragraph(pair) else 2.0


def _is_end(pair: Pair, around: Surroundings) -> bool:
    """Whether a short label may be the end of an open text whose lines are full: 园林绿化考核 | 得分."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    if len(lower) > _ENDING or _whole(upper, pair, around):
        return False
    room, need, _ = _last_line(pair, around.pad)
    return room < need and _filled_down(pair.upper) == 1.0


def same_cell(pair: Pair, around: Surroundings, *, label: bool) -> bool:
    """Whether two cells are the pieces of one merged cell that runs over the page's edge between two rows.

    ``label`` says that a blank cell in these columns is nothing that people print.
    """
    if not pair.lower.lines:
        return pair.tall or (label and pair.begun)
    if not pair.upper.lines:
        # a blank label that no rule parts from the one below stands nowhere else in a column of tall labels
        alone = sum(row.get(pair.column, False) for row in around.rows) <= 1
        return not pair.begun and label and (pair.tall or alone)
    if not pair.tall and not label:
        return False
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    if _one_label(upper, lower, around):
        return True
    room, need, _ = _last_line(pair, around.pad)
    full = room < need and _filled_down(pair.upper) == 1.0
    if _whole(upper, pair, around):
        return is_addition(lower) or (full and len(lower) <= _ENDING and not is_label(lower) and not is_figure(lower))
    if _is_known(lower, around) or is_numbered(lower) or (is_figure(upper) and is_figure(lower)):
        return False
    bare = compiled(r"[（(].*").sub("", lower)
    if len(bare) > len(upper) + 2:
        return False
    if not _whole(upper + lower, pair, around):
        return full
    return room < need or not _whole(lower, pair, around)


def _one_label(upper: str, lower: str, around: Surroundings) -> bool:
    """Whether two texts are one label that stands whole elsewhere, or the whole or the beginning of one of a form."""
    if _is_known(upper + lower, around):
        return not (_is_known(upper, around) and _is_known(lower, around))
    return begins_label(upper + lower) and not _is_known(lower, around) and not begins_label(lower)


def _is_known(text: str, around: Surroundings) -> bool:
    return is_label(text) or text in around.known


def _reads_whole(text: str) -> bool:
    return len(text) > 3 and ends_as_label(text)


def _whole(text: str, pair: Pair, around: Surroundings) -> bool:
    """Whether a text is complete: it ends as labels do, or as the other texts of its column."""
    if is_open(text):
        return False
    own = {compact_text(pair.upper), compact_text(pair.lower)}
    others = (other for other in around.texts.get(pair.column, ()) if other not in own)
    return ends_as_label(text) or _is_known(text, around) or any(text[-2:] == other[-2:] for other in others)


def _figure_coincidence(pair: Pair, pad: float) -> float:
    """How likely two figures look by chance like one that found no room in its line; above 1 if they do not."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    if upper[-1] in ".,，" or lower[0] in ".,，%％":
        return 0.02
    last = pair.upper.lines[-1]
    room = pair.upper.box[2] - pair.upper.box[0] - 2 * pad - (last.x1 - last.x0)
    if room > 0.6 * last.size:
        return 2.0
    if upper.isdecimal() and lower.isdecimal() and int(lower) == int(upper) + 1:
        return 1.0  # the next serial number, or 12 in a column that holds one digit: the other cells tell
    return 0.5


def compact_text(part: Part) -> str:
    """What a cell says, without blanks."""
    return "".join("".join(line.text.split()) for line in part.lines)


def _filled_down(part: Part) -> float:
    """1 where no further line had room under the cell's last one, 2 where one or two had, 4 where more had.

    Word processors keep the first two and the last two lines of a paragraph together.
    """
    lines = part.lines
    last = lines[-1]
    pitch = max(last.size * 1.2, last.bottom - lines[-2].bottom if len(lines) > 1 else 0.0)
    free = (part.box[3] - last.bottom) / pitch
    return 1.0 if free < 1.35 else 2.0 if free < 2.7 else 4.0


def _last_line(pair: Pair, pad: float) -> tuple[float, float, float]:
    """The room left in the upper cell's last line, the room that the first bit of the lower text needs, all room."""
    last, follows = pair.upper.lines[-1], pair.lower.lines[0]
    wide = max(pair.upper.box[2] - pair.upper.box[0] - 2 * pad, 1.0)
    text = "".join(line.text for line in pair.lower.lines)
    # justified lines and kerning move the margin by a third of an em
    need = (bit_width(text) + 0.35) * follows.size
    return wide - (last.x1 - last.x0), need, wide


def _next_paragraph(pair: Pair) -> bool:
    """Whether the lower text is a further paragraph of the upper: the next number, or a sentence after a sentence."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    if is_figure(lower):
        return False
    number = place_in_list(lower)
    if number is not None:
        if not SENTENCE_END.search(upper):
            return False  # numbered labels stand in rows of their own
        return number - 1 in {place_in_list("".join(line.text.split())) for line in pair.upper.lines}
    if not (SENTENCE_END.search(upper) and SENTENCE_END.search(lower)):
        return False
    return any(_breaks_off(part) for part in (pair.upper, pair.lower))


def _sentences(pair: Pair) -> bool:
    """Whether a sentence ends above and another one stands below."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    return bool(SENTENCE_END.search(upper) and SENTENCE_END.search(lower)) and not is_numbered(lower)


def _breaks_off(part: Part) -> bool:
    """Whether a line before the last ends early, so that the cell holds several paragraphs."""
    longest = max(line.x1 - line.x0 for line in part.lines)
    return any(
        longest - (line.x1 - line.x0) > 2 * line.size and SENTENCE_END.search(line.text) for line in part.lines[:-1]
    )
