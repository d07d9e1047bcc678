"""Where a page cuts a table: one row in two pieces, one merged cell in two pieces, or a new row.

Every judgement here compares the cells at the foot of the upper piece with those at the head of the lower piece.
"""

from collections.abc import Sequence
from typing import Final

from formaudit.extract.pdf.going_on import (
    ENDING,
    are_one_label,
    are_sentences,
    coincidence,
    figure_coincidence,
    filled_down,
    is_known,
    is_whole,
    last_line,
)
from formaudit.extract.pdf.pairs import DOUBT, Pair, Surroundings, Verdict, compact_text
from formaudit.extract.pdf.words import EMPTY_WORDS, is_addition, is_figure, is_label, is_numbered
from formaudit.patterns import compiled

__all__ = ["are_two_rows", "row_is_cut", "same_cell"]

_NEW_ROW: Final = 0.15
"""How likely the lower piece must be to look as it does by chance, as a row of its own, for us to think it one."""
_BROKEN: Final = 2
"""Lines of a label that tell how long the person who broke them lets them be."""
_SEVERAL: Final = 2
_OPEN: Final = 0.6
"""Below this likelihood a row of its own is doubted."""


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
    sure = 1.0
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
        likely = figure_coincidence(pair, around.pad) if figures else coincidence(pair, around)
        if likely > 1 and not figures and are_sentences(pair):
            sentences = True
            continue  # another paragraph of the same cell, or the text of a new row: the other cells tell
        if likely > 1 and figures and sure == 1.0 and _all_go_on(pair, pairs, around):
            sure = DOUBT  # somebody has broken this one by hand
            continue
        if likely > 1:
            return Verdict(cut=False, sure=DOUBT if _may_run_on(pair, pairs, around) else 1.0)
        told = True
        worded = worded or not figures
        chance *= likely
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
    return Verdict(cut=True, sure=min(sure, 1.0 if chance < _NEW_ROW / 3 else DOUBT))


def _are_figures(pair: Pair) -> bool:
    return is_figure(compact_text(pair.upper)) and is_figure(compact_text(pair.lower))


def _all_go_on(one: Pair, pairs: Sequence[Pair], around: Surroundings) -> bool:
    """Whether the texts of several other columns go on over the edge, and no column has a text that does not."""
    others = [pair for pair in pairs if pair is not one and not pair.tall and pair.lower.lines]
    return len(others) > _SEVERAL and all(
        pair.upper.lines
        and (figure_coincidence(pair, around.pad) if _are_figures(pair) else coincidence(pair, around)) < 1
        for pair in others
    )


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
        or is_known(lower, around)
        or is_whole(upper, label, around)
    ):
        return False
    longest = max(line.x1 - line.x0 for line in label.upper.lines)
    last = label.upper.lines[-1]
    return longest - (last.x1 - last.x0) < 0.5 * last.size


def are_two_rows(pairs: Sequence[Pair], around: Surroundings) -> bool:
    """Whether some column has a figure of its own on either page, so that no missing rule makes one row of the two.

    A frame around all cells, each of which has a box of its own, is open where the page cuts it between two rows. The
    same is told by several columns in which no text goes on, where they are more than those in which one does.
    """
    both = [pair for pair in pairs if not pair.tall and compact_text(pair.upper) and compact_text(pair.lower)]
    if any(_are_figures(pair) and figure_coincidence(pair, around.pad) > 1 for pair in both):
        return True
    apart = sum(coincidence(pair, around) > 1 for pair in both if not _are_figures(pair))
    return apart >= _SEVERAL and 2 * apart > len(both)


def _is_new_label(pair: Pair, around: Surroundings) -> bool:
    """Whether a tall cell below a label holds another label, and not the rest of it."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    if not upper:
        return not is_addition(lower)
    if _is_end(pair, lower, around):
        return False
    return is_whole(upper, pair, around) and not is_addition(lower) and not are_one_label(upper, lower, around)


def _is_end(pair: Pair, lower: str, around: Surroundings) -> bool:
    """Whether a few characters below a cell that is filled to its last line are the end of its text."""
    room, need, _ = last_line(pair, around.pad)
    full = room < need and filled_down(pair.upper) == 1.0
    return full and len(lower) <= ENDING and not is_label(lower) and not is_figure(lower)


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
    if are_one_label(upper, lower, around):
        return True
    room, need, _ = last_line(pair, around.pad)
    full = room < need and filled_down(pair.upper) == 1.0
    if is_whole(upper, pair, around):
        return is_addition(lower) or _is_end(pair, lower, around)
    if is_known(lower, around) or is_numbered(lower) or (is_figure(upper) and is_figure(lower)):
        return False
    bare = compiled(r"[（(].*").sub("", lower)
    if len(bare) > len(upper) + 2:
        return False
    if not is_whole(upper + lower, pair, around):
        return full
    return room < need or not is_whole(lower, pair, around)
