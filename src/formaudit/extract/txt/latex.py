r"""Tables of LaTeX: cells parted by ``&``, rows ended by ``\\``, with what prints nothing left out."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from formaudit.extract.blocks import Grid
from formaudit.model.table import Cell
from formaudit.patterns import Late

__all__ = ["latex_table"]

_DOUBT: Final = 0.5
_BEGINS: Final = Late(r"\\begin\{(?:\w+\*?)\}(?:\[[^\]]*\]|(\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}))*")
_SILENT: Final = Late(
    r"(?<![\\\d])%.*|\\(?:hline|toprule|midrule|bottomrule|centering|raggedright|raggedleft|endfirsthead|endhead|endfoot"
    r"|endlastfoot|noalign|strut|arraybackslash|small|noindent)(?![A-Za-z])(?:\{\})?(?:\[[^\]]*\])?"
    r"|\\(?:cline|cmidrule|addlinespace|rowcolor|cellcolor|label|vspace|hspace)\*?(?:\([^)]*\))?(?:\[[^\]]*\])?(?:\{[^{}]*\})?"
    r"|\\(?:begin|end)\{minipage\}(?:\[[^\]]*\])?(?:\{[^{}]*\})?|\\end\{[^{}]*\}"
)
_ROW_END: Final = Late(r"\\\\\*?(?:\[[^\]]*\])?|\\tabularnewline(?![A-Za-z])")
_CELL_END: Final = Late(r"(?<!\\)&")
_WIDE: Final = Late(r"^\s*\\multicolumn\{(\d+)\}\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}\s*\{(.*)\}\s*$")
_TALL: Final = Late(r"^\s*\\multirow(?:\[[^\]]*\])?\s*\{(\d+)\}\s*(?:\*|\{[^{}]*\})\s*(?:\[[^\]]*\])?\s*\{(.*)\}\s*$")
_WORDS: Final = Late(r"\\(?:text\w*|emph|mathrm|mathbf|makecell|num|SI|mbox)\s*(?:\[[^\]]*\])?\{([^{}]*)\}")
_STRUCK: Final = Late(r"\\(?:sout|st|cancel|xout|textsuperscript|footnotemark|footnote|phantom)\b")
_SIGNS: Final = (
    *((r"\geqslant", "≥"), (r"\geq", "≥"), (r"\ge", "≥"), (r"\leqslant", "≤"), (r"\leq", "≤"), (r"\le", "≤")),
    *((r"\times", "×"), (r"\checkmark", "√"), (r"\quad", " "), (r"\,", ""), (r"\;", ""), (r"\!", ""), ("~", " ")),
    *((r"\textless", "<"), (r"\textgreater", ">"), ("{,}", ",")),
)
_ESCAPED: Final = Late(r"\\([%&_#${}])")
_LEFT: Final = Late(r"\\[A-Za-z]+|[{}]")


def latex_table(lines: Sequence[str], first: int) -> Grid | None:
    """The table of the lines from its beginning to its end; ``first`` is the number of the first.

    A cell in which something stays that is no text is doubted; so is one with struck or raised words.
    """
    cells: list[Cell] = []
    taken: set[tuple[int, int]] = set()
    row = width = 0
    for line, parts in _rows(lines, first):
        col = 0
        for part in parts:
            wide, tall, inner = _spans(part)
            text, sure = _said(inner)
            while wide == 1 and text and (row, col) in taken:
                col += 1
            if (row, col) in taken:
                col += wide
                continue
            taken.update((row + down, col + right) for down in range(tall) for right in range(wide))
            sureness = 1.0 if sure else _DOUBT
            cells.append(Cell(row=row, col=col, rowspan=tall, colspan=wide, text=text, line=line, confidence=sureness))
            col += wide
        width = max(width, col)
        row += 1
    if row < 2 or width < 2:
        return None
    fitted = [_cut(cell, row) for cell in cells]
    return Grid(cells=tuple(fitted), rows=row, cols=max(cell.col + cell.colspan for cell in fitted))


def _cut(cell: Cell, rows: int) -> Cell:
    return cell if cell.row + cell.rowspan <= rows else replace(cell, rowspan=rows - cell.row)


def _rows(lines: Sequence[str], first: int) -> Iterator[tuple[int, list[str]]]:
    """The rows that hold something, each with the number of the line it ends on."""
    pending = ""
    for number, line in enumerate(lines, first):
        told = _BEGINS.now.sub("", line, count=1) if number == first else line
        *ended, pending = _ROW_END.now.split(pending + " " + _SILENT.now.sub("", told))
        for row in ended:
            if row.strip():
                yield number, _CELL_END.now.split(row)
    if pending.strip(" {}"):
        yield first + len(lines) - 1, _CELL_END.now.split(pending)


def _spans(part: str) -> tuple[int, int, str]:
    """How many columns and rows a cell takes, and what it holds."""
    wide = tall = 1
    for _ in range(2):
        if found := _WIDE.now.match(part):
            wide, part = max(1, int(found[1])), found[2]
        if found := _TALL.now.match(part):
            tall, part = max(1, int(found[1])), found[2]
    return wide, tall, part


def _said(part: str) -> tuple[str, bool]:
    """What a cell prints, and whether all of it was understood."""
    sure = _STRUCK.now.search(part) is None
    text = part
    while (inner := _WORDS.now.sub(r"\1", text)) != text:
        text = inner
    for sign, printed in _SIGNS:
        text = text.replace(sign, printed)
    text = _ESCAPED.now.sub(r"\1", text.replace("$", "") if "\\$" not in text else text)
    sure = sure and _LEFT.now.search(text.replace("{}", "")) is None
    return " ".join(text.replace("{}", "").split()), sure
