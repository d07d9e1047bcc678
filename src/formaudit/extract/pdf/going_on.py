"""How likely a text below a page's edge goes on with the text above: full lines, open sentences, labels cut in two."""

from typing import Final

from formaudit.extract.pdf.lines import bit_width
from formaudit.extract.pdf.pairs import Pair, Surroundings, compact_text
from formaudit.extract.pdf.pieces import Part
from formaudit.extract.pdf.words import (
    BARE_FIGURE,
    BEFORE_FIGURE,
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

__all__ = [
    "ENDING",
    "are_one_label",
    "are_sentences",
    "coincidence",
    "figure_coincidence",
    "filled_down",
    "is_known",
    "is_whole",
    "last_line",
]

ENDING: Final = 2
"""Characters of a text that is the end of a label rather than another one."""


def coincidence(pair: Pair, around: Surroundings) -> float:
    """How likely the last line above a new row looks as if its text went on in that row; above 1 if it does not."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    if are_one_label(upper, lower, around):
        return 0.02
    if is_known(lower, around) and _is_end(pair, around):
        return 1.0  # the other cells tell
    if is_known(lower, around) or (_reads_whole(lower) and is_whole(upper, pair, around)):
        return 2.0
    if BARE_FIGURE.match(lower) and not BEFORE_FIGURE.search(upper):
        return 2.0
    if is_addition(lower) and "\n" not in lower and not is_open(lower) and lower[-1] in "）)":
        return 0.05
    by_chance = filled_down(pair.upper)
    room, need, wide = last_line(pair, around.pad)
    if room < need:
        by_chance *= min(1.0, need / wide)
        return min(1.0, by_chance * (3.0 if is_whole(upper, pair, around) else 0.3))
    return 0.1 if by_chance < 4 and _next_paragraph(pair) else 2.0


def _is_end(pair: Pair, around: Surroundings) -> bool:
    """Whether a short label may be the end of an open text whose lines are full: 园林绿化考核 | 得分."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    if len(lower) > ENDING or is_whole(upper, pair, around):
        return False
    room, need, _ = last_line(pair, around.pad)
    return room < need and filled_down(pair.upper) == 1.0


def are_one_label(upper: str, lower: str, around: Surroundings) -> bool:
    """Whether two texts are one label that stands whole elsewhere, or the whole or the beginning of one of a form."""
    if is_known(upper + lower, around):
        return not (is_known(upper, around) and is_known(lower, around))
    return begins_label(upper + lower) and not is_known(lower, around) and not begins_label(lower)


def is_known(text: str, around: Surroundings) -> bool:
    """Whether a text is a label of such forms, or stands whole elsewhere in the document."""
    return is_label(text) or text in around.known


def _reads_whole(text: str) -> bool:
    return len(text) > 3 and ends_as_label(text)


def is_whole(text: str, pair: Pair, around: Surroundings) -> bool:
    """Whether a text is complete: it ends as labels do, or as the other texts of its column."""
    if is_open(text):
        return False
    own = {compact_text(pair.upper), compact_text(pair.lower)}
    others = (other for other in around.texts.get(pair.column, ()) if other not in own)
    return ends_as_label(text) or is_known(text, around) or any(text[-2:] == other[-2:] for other in others)


def figure_coincidence(pair: Pair, pad: float) -> float:
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


def filled_down(part: Part) -> float:
    """1 where no further line had room under the cell's last one, 2 where one or two had, 4 where more had.

    Word processors keep the first two and the last two lines of a paragraph together.
    """
    lines = part.lines
    last = lines[-1]
    pitch = max(last.size * 1.2, last.bottom - lines[-2].bottom if len(lines) > 1 else 0.0)
    free = (part.box[3] - last.bottom) / pitch
    return 1.0 if free < 1.35 else 2.0 if free < 2.7 else 4.0


def last_line(pair: Pair, pad: float) -> tuple[float, float, float]:
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


def are_sentences(pair: Pair) -> bool:
    """Whether a sentence ends above and another one stands below."""
    upper, lower = compact_text(pair.upper), compact_text(pair.lower)
    return bool(SENTENCE_END.search(upper) and SENTENCE_END.search(lower)) and not is_numbered(lower)


def _breaks_off(part: Part) -> bool:
    """Whether a line before the last ends early, so that the cell holds several paragraphs."""
    longest = max(line.x1 - line.x0 for line in part.lines)
    return any(
        longest - (line.x1 - line.x0) > 2 * line.size and SENTENCE_END.search(line.text) for line in part.lines[:-1]
    )
