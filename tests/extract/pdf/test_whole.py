"""Drawn pages with all that is read in them: ``whole.txt``.

An input is a page in lines. ``table x=72 top=100 size=10 sides=tblr widths=90,60`` heads the drawing of a ruled table,
``columns xs=80,230 top=100 pitch=18 size=10`` rows of words without rules, ``text 72 60 words``, ``line 72 80 300 80`` and
``fill 72 80 300 90`` stand alone, ``page`` begins the next page. Before words may stand ``size=8``, ``turn=1``, ``mode=3``,
behind a line its style and behind a box its colour.
"""

from pathlib import Path
from typing import Any, Final

import pytest

from formaudit.model.document import Document
from tests.extract.pdf.paper import document, filled, line, table, text
from tests.extract.whole import blocks, told, written

TABLE: Final = Path(__file__).with_name("whole.txt")


def _columns(body: list[str], *, xs: list[float], top: float = 100, pitch: float = 18, size: float = 10) -> str:
    return "".join(
        text(x, top + pitch * number, words.strip(), size)
        for number, row in enumerate(body)
        for x, words in zip(xs, row.split("|"), strict=False)
        if words.strip()
    )


def _text(x: float, top: float, words: str) -> str:
    size, how = 10.0, {"turn": 0, "mode": 0}
    while (said := words.partition(" "))[0].partition("=")[0] in ("size", "turn", "mode") and "=" in said[0]:
        name, _, value = said[0].partition("=")
        if name == "size":
            size = float(value)
        else:
            how[name] = int(value)
        words = said[2]
    return text(x, top, words, size, **how)


def _value(word: str) -> Any:
    if "," in word:
        return [float(part) for part in word.split(",") if part]
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
        if kind not in ("table", "columns", "text", "line", "fill", "page"):
            body.append(row)
            continue
        close()
        head = row if kind in ("table", "columns") else ""
        if kind == "text":
            x, top, words = row.removeprefix("text ").split(" ", 2)
            pages[-1] += _text(float(x), float(top), words)
        elif kind == "line":
            x0, y0, x1, y1 = map(float, rest[:4])
            pages[-1] += line(x0, y0, x1, y1, " ".join(rest[4:]))
        elif kind == "fill":
            x0, y0, x1, y1 = map(float, rest[:4])
            pages[-1] += filled(x0, y0, x1, y1, *filter(None, [" ".join(rest[4:])]))
        elif kind == "page":
            pages.append("")
    close()
    return document(*pages)


@pytest.mark.parametrize(("given", "outcome"), blocks(TABLE), ids=lambda each: str(each)[:30])
def test_all_that_is_read_on_a_page(given: str, outcome: str) -> None:
    assert told(opened, given) == outcome


if __name__ == "__main__":
    written(TABLE, opened, [given for given, _ in blocks(TABLE)])
