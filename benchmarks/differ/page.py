"""A submission as a page of a web site."""

import random
from html import escape
from typing import Final

from benchmarks.differ.content import Entry, Form, Look, Piece, Wording

__all__ = ["html"]

_STYLE: Final = (
    ".gone{display:none} span.off{visibility:hidden} .old{text-decoration:line-through} .up{vertical-align:super;"
    "font-size:70%} td .pale{color:#fff} @media print{.gone2{display:none}} .gone2{display:none} "
    "td{padding:2px} table{border-collapse:collapse}"
)
_LOOKS: Final = {
    Look.RAISED: ("<sup>{}</sup>", '<span class="up">{}</span>', '<span style="vertical-align:super">{}</span>'),
    Look.STRUCK: (
        "<s>{}</s>",
        "<strike>{}</strike>",
        "<del>{}</del>",
        '<span class="old">{}</span>',
        '<span style="text-decoration: line-through">{}</span>',
        '<span style="text-decoration-line:line-through"><b>{}</b></span>',
    ),
    Look.HIDDEN: (
        '<span style="display:none">{}</span>',
        "<span hidden>{}</span>",
        '<span style="visibility: hidden">{}</span>',
        '<span style="mso-hide:all;display:none">{}</span>',
    ),
    Look.STYLED: ('<span class="gone">{}</span>', '<span class="off">{}</span>', '<b class="x gone2">{}</b>'),
    Look.WHITE: (
        '<span style="color:#ffffff">{}</span>',
        '<font color="white">{}</font>',
        '<span style="color:rgb(255,255,255)">{}</span>',
        '<span class="pale">{}</span>',
    ),
    Look.TINY: ('<span style="font-size:0">{}</span>', '<span style="font-size:1px">{}</span>'),
    Look.DELETED: ("<del>{}</del>",),
    Look.INSERTED: ("<ins>{}</ins>",),
    Look.PLAIN: ("{}",),
}


def html(wording: Wording, rng: random.Random) -> bytes:
    """The bytes of the page."""
    body = f"<p>{escape(wording.margin)}</p>\n" if wording.margin else ""
    for section in wording.sections:
        for block in section:
            body += f"<p>{escape(block)}</p>\n" if isinstance(block, str) and block else ""
            body += _table(block, rng) if isinstance(block, Form) else ""
    head = f'<meta charset="utf-8"><style>{_STYLE}</style>'
    return f"<!DOCTYPE html>\n<html><head>{head}</head><body>\n{body}</body></html>\n".encode()


def _piece(piece: Piece, rng: random.Random) -> str:
    return rng.choice(_LOOKS[piece.look]).format(escape(piece.text).replace("\n", "<br>"))


def _inner(entry: Entry, rng: random.Random) -> str:
    text = "".join(_piece(piece, rng) for piece in entry.pieces if piece.text)
    if entry.trick == "spread":
        return f'<span style="letter-spacing:6pt">{text}</span>'
    if entry.trick == "distributed":
        return f'<p style="text-align:justify;text-align-last:justify">{text}</p>'
    if entry.trick == "control":
        return f'<input type="text" value="{text}">' if rng.random() < 0.5 else f"<textarea>{text}</textarea>"
    if entry.trick == "link":
        return f'<a href="#">{text}</a>'
    if entry.trick == "runs":
        return "".join(f"<span>{char}</span>" for char in entry.seen)
    if entry.trick == "ruby":
        return f"<ruby>{text}<rp>(</rp><rt>bìng</rt><rp>)</rp></ruby>"
    return text


def _table(form: Form, rng: random.Random) -> str:
    starts = {(entry.row, entry.col): entry for entry in form.entries}
    rows = ""
    for row in range(form.height):
        cells = ""
        for col in range(form.columns):
            entry = starts.get((row, col))
            if entry is not None:
                spans = f' rowspan="{entry.rows}"' * (entry.rows > 1) + f' colspan="{entry.cols}"' * (entry.cols > 1)
                cells += f"<td{spans}>{_inner(entry, rng)}</td>"
        hidden = rng.choice((' style="display:none"', ' class="gone"', " hidden")) if row in form.unseen else ""
        rows += f"<tr{hidden}>{cells}</tr>\n"
    return f'<table border="1">\n{rows}</table>\n'
