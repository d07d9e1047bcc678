"""A submission as text: as a word processor saves it, and as a browser copies it."""

from benchmarks.differ.content import Entry, Form, Look, Wording

__all__ = ["copied", "saved"]

_GONE = frozenset((Look.HIDDEN, Look.STYLED, Look.WHITE, Look.TINY, Look.DELETED, Look.STRUCK, Look.RAISED))
"""What text cannot show; whoever makes text of a form leaves it out."""


def _text(entry: Entry) -> str:
    return "".join(piece.text for piece in entry.pieces if piece.look not in _GONE).strip("\n")


def saved(wording: Wording) -> bytes:
    """A tab before each cell, a line for each, a blank line after each row; merges are blank cells only."""
    lines = [wording.margin] if wording.margin else []
    for number, section in enumerate(wording.sections):
        for at, block in enumerate(section):
            if isinstance(block, str):
                lines.append((" " if number and not at else "") + block)
                continue
            for row in range(block.height):
                if row in block.unseen:
                    continue
                lines += _row(block, row)
    return ("\n".join(lines) + "\n").encode()


def _row(form: Form, row: int) -> list[str]:
    cover, lines, col = form.cover(), list[str](), 0
    while col < form.columns:
        entry = cover[row, col]
        text = _text(entry).replace("\t", " ") if entry.row == row else ""
        lines += f"\t{text}".split("\n")
        col += entry.cols
    return [*lines, ""]


def copied(wording: Wording) -> bytes:
    """Tabs between cells, a line for each row; a merged cell stands once, where it begins."""
    lines = [wording.margin] if wording.margin else []
    for section in wording.sections:
        for block in section:
            if isinstance(block, str):
                lines.append(block)
                continue
            for row in range(block.height):
                if row not in block.unseen:
                    starting = [entry for entry in block.entries if entry.row == row]
                    lines.append("\t".join(" ".join(_text(entry).split()) for entry in starting))
    return ("\n".join(lines) + "\n").encode()
