"""Tables that a text holds in the language of another program: of pages, of forums, of wikis, of LaTeX.

A page's table is read as pages are, those of forums and wikis are made such tables first. What does not close, or holds
more than one table, stays text.
"""

import html
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from formaudit.extract.blocks import Grid
from formaudit.extract.inner import read_file
from formaudit.extract.txt.latex import latex_table
from formaudit.patterns import Late

__all__ = ["marked_table"]

_MOST: Final = 4000
"""Lines of one table."""
_PAGE: Final = Late(r"(?i)^\s*<table\b")
_PAGE_ENDS: Final = Late(r"(?i)</table\s*>")
_FORUM: Final = Late(r"(?i)^\s*\[table(?:[= ][^\]]*)?\]")
_FORUM_ENDS: Final = Late(r"(?i)\[/table\]")
_FORUM_TAG: Final = Late(r"(?i)\[(/?)(table|tr|td|th)(?:=\s*(\d+)\s*(?:,\s*(\d+))?[^\]]*|[^\]]*)?\]")
_WIKI: Final = Late(r"^\s*\{\|")
_WIKI_ENDS: Final = Late(r"^\s*\|\}")
_ATTRIBUTE: Final = r"""[\w-]+\s*=\s*(?:"[^"]*"|'[^']*'|[\w%;:.-]+)"""
_ATTRIBUTES: Final = Late(rf"^\s*{_ATTRIBUTE}(?:\s+{_ATTRIBUTE})*\s*$")
"""Blanks part them, so that there is one way only to read a line of many signs of equality."""
_LATEX: Final = Late(r"^\s*\\begin\{(tabular[xy*]?|longtable|tabulary|longtabu|tblr|array)\}")


def marked_table(lines: Sequence[str], start: int) -> tuple[int, Grid] | None:
    """The table that begins on a line, and the line after it; ``None`` where none begins."""
    line = lines[start]
    if "<" in line and _PAGE.now.match(line):
        return _read(lines, start, _PAGE_ENDS, "\n".join)
    if "[" in line and _FORUM.now.match(line):
        return _read(lines, start, _FORUM_ENDS, _of_forum)
    if "{|" in line and _WIKI.now.match(line):
        return _read(lines, start, _WIKI_ENDS, _of_wiki)
    if "\\begin" in line and (opened := _LATEX.now.match(line)):
        ends = f"\\end{{{opened[1]}}}"
        end = next((at for at in range(start, min(len(lines), start + _MOST)) if ends in lines[at]), None)
        grid = None if end is None else latex_table(lines[start : end + 1], start + 1)
        return None if end is None or grid is None else (end + 1, grid)
    return None


def _read(
    lines: Sequence[str], start: int, ends: Late, made: Callable[[Sequence[str]], str]
) -> tuple[int, Grid] | None:
    end = next((at for at in range(start, min(len(lines), start + _MOST)) if ends.now.search(lines[at])), None)
    if end is None:
        return None
    page = f"<!DOCTYPE html><html><body>{made(lines[start : end + 1])}</body></html>"
    document = read_file(page.encode(), "", "table.html")
    if document is None or len(document.tables) != 1 or document.paragraphs:
        return None
    [table] = document.tables
    return end + 1, Grid(cells=tuple(table.cells), rows=table.rows, cols=table.cols)


def _of_forum(lines: Sequence[str]) -> str:
    def tag(found: re.Match[str]) -> str:
        spans = "".join(
            f' {name}="{count}"'
            for name, count in (("colspan", found[3]), ("rowspan", found[4]))
            if count and not found[1]
        )
        return f"<{found[1]}{found[2].lower()}{spans}>"

    return _FORUM_TAG.now.sub(tag, html.escape("\n".join(lines), quote=False))


def _of_wiki(lines: Sequence[str]) -> str:
    out: list[str] = ["<table>"]
    for line in lines[1:-1]:
        bare = line.strip()
        if bare.startswith("|+"):
            continue
        if bare.startswith("|-"):
            out.append("<tr>")
        elif bare[:1] in ("|", "!"):
            if out[-1] == "<table>":
                out.append("<tr>")
            out += _wiki_cells(bare)
        elif bare:
            out.append(f" {html.escape(bare, quote=False)}")
    return "\n".join([*out, "</table>"])


def _wiki_cells(line: str) -> Iterator[str]:
    sign = line[0]
    for part in line[1:].replace("!!" if sign == "!" else "||", "\0").split("\0"):
        told, bar, text = part.partition("|")
        if not bar or not _ATTRIBUTES.now.match(told):
            told, text = "", part
        yield f"<td {told.strip()}>{html.escape(text.strip(), quote=False)}"
