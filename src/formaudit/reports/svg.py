"""Pictures as SVG: the money chain, figures that must agree across documents, score bars, and an archive's heat map.

Ties that hold are green, broken ones red and marked with ✗ as well, so that the picture can be read without colours.
"""

from collections.abc import Iterator, Sequence
from html import escape
from itertools import pairwise
from typing import Final

from formaudit.messages import word
from formaudit.model.report import ChainNode, SubmissionReport
from formaudit.reports.arrange import arrange
from formaudit.reports.clean import one_line, shorten
from formaudit.reports.matrix import matrix_of
from formaudit.reports.places import form_words, places_of
from formaudit.reports.words import MARKS, printed
from formaudit.version import OUTPUT_MARK

__all__ = ["chain_svg", "graph_svg", "heat_svg", "score_svg"]

_COLOURS: Final = {"holds": "#1B6E3C", "broken": "#B3261E", "undecided": "#8A5300"}
_GREY: Final = "#6B7480"
_FONT: Final = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, SimHei, PingFang SC, sans-serif"
_LINE: Final = 26
_STEP: Final = 210
_LEFT: Final = 330
"""The middle of the first column of figures; eighteen characters of a label end before it."""


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" width="{width:g}" '
        f'height="{height:g}" role="img" aria-label="{escape(title)}" font-family="{_FONT}" font-size="13">\n'
        f"<!-- {OUTPUT_MARK} -->\n<title>{escape(title)}</title>\n"
        f'<rect width="{width:g}" height="{height:g}" fill="#FFFFFF"/>\n{body}\n</svg>\n'
    )


def _text(x: float, y: float, text: str, *, colour: str = "#1C2126", anchor: str = "start", size: float = 13) -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" fill="{colour}" text-anchor="{anchor}" font-size="{size:g}">{escape(text)}</text>'
    )


def _bar(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{max(width, 0):g}" height="{height:g}" fill="{colour}" rx="2"/>'


def chain_svg(submission: SubmissionReport, lang: str) -> str:
    """The money chain (资金链): each node under its whole, joined by a line in the colour of the tie."""
    parts: list[str] = []
    rows = 0
    deepest = 0

    def draw(node: ChainNode, depth: int, parent: tuple[float, str] | None) -> None:
        nonlocal rows, deepest
        y = 34 + rows * _LINE
        rows += 1
        deepest = max(deepest, depth)
        x = 20 + depth * 30
        colour = _COLOURS.get(node.state, _GREY)
        if parent is not None:
            top, tone = parent
            line = f"M{x - 20:g} {top + 6:g} V{y - 4:g} H{x - 4:g}"
            parts.append(f'<path d="{line}" fill="none" stroke="{tone}" stroke-width="1.5"/>')
        figure = printed(node.figure, lang) if node.figure is not None else word("report.blank", lang)
        said = f"{MARKS.get(node.state, '·')} {shorten(node.label, 24)} {shorten(figure, 24)}"
        if node.state in ("broken", "undecided") and node.calculation:
            said += f"　{shorten(node.calculation, 48)}"
        parts.append(_text(x, y, said, colour=colour if node.state else "#1C2126"))
        for child in node.children:
            draw(child, depth + 1, (y, colour))

    for node in submission.chain:
        draw(node, 0, None)
    return _svg(760 + deepest * 30, 34 + rows * _LINE + 10, word("report.chain", lang), parts)


def graph_svg(submission: SubmissionReport, lang: str) -> str:
    """The figures that several documents state: a column for each form, a line between what must agree."""
    places = places_of(submission, lang)
    matrix = matrix_of(submission, arrange(submission))
    parts = [
        _text(_LEFT + at * _STEP, 24, shorten(form_words(places, *column), 14), anchor="middle", size=14)
        for at, column in enumerate(matrix.columns)
    ]
    y = 52.0
    for row in matrix.rows:
        state = "broken" if row.findings else "holds"
        colour = _COLOURS[state]
        parts.append(_text(10, y, f"{MARKS[state]} {shorten(row.label, 18)}", colour=colour))
        spots = [_LEFT + at * _STEP for at, cell in enumerate(row.cells) if cell]
        parts += [
            f'<line x1="{left + 62:g}" y1="{y - 4:g}" x2="{right - 62:g}" y2="{y - 4:g}" stroke="{colour}" '
            'stroke-width="2"/>'
            for left, right in pairwise(spots)
        ]
        for at, cell in enumerate(row.cells):
            values = list(dict.fromkeys(printed(figure, lang) for figure in cell))
            if values:
                more = f" +{len(values) - 1}" if len(values) > 1 else ""
                parts.append(
                    f'<rect x="{_LEFT - 60 + at * _STEP}" y="{y - 18:g}" width="120" height="24" rx="4" fill="#FFFFFF" '
                    f'stroke="{colour}"/>'
                )
                parts.append(_text(_LEFT + at * _STEP, y - 1, shorten(values[0], 12) + more, anchor="middle"))
        y += 34
    width = _LEFT + max(len(matrix.columns) - 1, 0) * _STEP + 90
    return _svg(width, y, word("page.matrix", lang), parts)


def score_svg(submission: SubmissionReport, lang: str) -> str:
    """The totals of the forms: a bar for what is printed and one for what the rules give."""
    places = places_of(submission, lang)
    parts: list[str] = []
    y = 20.0
    for row in (row for row in submission.scores if row.nature == "total"):
        if row.score is None or row.score.value is None:
            continue
        submitted, again = row.score.value, row.readings[0].score
        scale = 400 / max(float(submitted), float(again), 100.0)
        parts.append(_text(10, y + 14, shorten(form_words(places, row.form, row.form_index), 16)))
        for key, value, colour in (("submitted", submitted, _GREY), ("recomputed", again, _COLOURS["holds"])):
            tone = colour if key == "submitted" or row.agrees else _COLOURS["broken"]
            parts.append(_bar(230, y, float(value) * scale, 16, tone))
            said = f"{word(f'score.total.{key}', lang)} {value.normalize():f}"
            parts.append(_text(240 + float(value) * scale, y + 13, said, colour=tone))
            y += 20
        y += 10
    return _svg(820, y + 6, word("score.title", lang), parts)


def heat_svg(units: Sequence[str], checks: Sequence[str], counts: Sequence[Sequence[int]], lang: str) -> str:
    """An archive at a glance: units × checks, the darker the more findings; the number stands in the cell.

    ``counts[i][j]`` is the number of findings of check j in unit i.
    """
    most = max((count for row in counts for count in row), default=0)
    parts = list(_heads(checks))
    for number, (unit, row) in enumerate(zip(units, counts, strict=True)):
        y = 60 + number * 22
        parts.append(_text(212, y + 15, shorten(one_line(unit), 16), anchor="end", size=12))
        for at, count in enumerate(row):
            if count:
                share = 0.15 + 0.85 * count / most
                parts.append(
                    f'<rect x="{220 + at * 26}" y="{y}" width="24" height="20" rx="2" fill="#B3261E" '
                    f'fill-opacity="{share:.2f}"/>'
                )
                ink = "#FFFFFF" if share > 0.55 else "#1C2126"
                parts.append(_text(232 + at * 26, y + 15, str(count), colour=ink, anchor="middle", size=11))
            else:
                parts.append(_bar(220 + at * 26, y, 24, 20, "#EEF1F4"))
    return _svg(230 + len(checks) * 26, 70 + len(units) * 22, word("svg.heat", lang), parts)


def _heads(checks: Sequence[str]) -> Iterator[str]:
    for at, check in enumerate(checks):
        x = 236 + at * 26
        turned = f'transform="rotate(-60 {x} 52)"'
        yield f'<text x="{x}" y="52" font-size="11" fill="#1C2126" {turned}>{escape(check)}</text>'
