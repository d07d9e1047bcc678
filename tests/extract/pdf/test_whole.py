"""Drawn pages with all that is read in them: ``whole.txt``.

An input is a page in lines. ``table x=72 top=100 size=10 sides=tblr widths=90,60`` heads the drawing of a ruled table,
``columns xs=80,230 top=100 pitch=18 size=10`` rows of words without rules, ``text 72 60 words`` and ``line 72 80 300 80``
stand alone, ``page`` begins the next page.
"""

from pathlib import Path
from typing import Any, Final

import pytest

from formaudit.model.document import Document
from tests.extract.pdf.paper import document, line, table, text
from tests.extract.whole import blocks, told, written

TABLE: Final = Path(__file__).with_name("whole.txt")


def _columns(body: list[str], *, xs: list[float], top: float = 100, pitch: float = 18, size: float = 10) -> str:
    return "".join(
        text(x, top + pitch * number, words.strip(), size)
        for number, row in enumerate(body)
        for x, words in zip(xs, row.split("|"), strict=False)
        if words.strip()
    )


def _value(word: str) -> Any:
    if "," in word:
        return [float(part) for part in word.split(",")]
    return word if word.isalpha() else float(word)


def opened(given: str) -> Document:
    pages, body = [""], list[str]()
    head = ""

    def close() -> None:
        kind, *settings = head.split() or [""]
        how = {name: _value(value) for name, _, value in (one.partition("=") for one in settings)}
        if kind == "table":
            pages[-1] += table("\n".join(body), **how)
        elif kind == "columns":
            pages[-1] += _columns(body, **how)
        body.clear()

    for row in given.split("\n"):
        kind, *rest = row.split(" ")
        if kind not in ("table", "columns", "text", "line", "page"):
            body.append(row)
            continue
        close()
        head = row if kind in ("table", "columns") else ""
        if kind == "text":
            x, top, words = row.removeprefix("text ").split(" ", 2)
            pages[-1] += text(float(x), float(top), words)
        elif kind == "line":
            x0, y0, x1, y1 = map(float, rest)
            pages[-1] += line(x0, y0, x1, y1)
        elif kind == "page":
            pages.append("")
    close()
    return document(*pages)


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:30])
def test_all_that_is_read_on_a_page(given: str, outcome: str) -> None:
    assert told(opened, given) == outcome


if __name__ == "__main__":
    written(TABLE, opened, [given for given, _ in blocks(TABLE)])
