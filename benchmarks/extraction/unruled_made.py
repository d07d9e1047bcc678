"""Pages with tables that no grid of rules parts, in many styles, with their truth.

``unruled_made.py FOLDER [--pages N] [--seed S]`` prints N pages by a browser into ``made-S.pdf`` (chromium must be on
the path) and writes ``made-S.json``: for each page its tables as cells with r, c, rs, cs, text. Some pages hold prose
in columns, lists or references only and have no table. The words are drawn from lists of plain words; a style is
drawn for each page: rules, type, alignment, levels of the heading, groups, wrapped cells, dots that lead to figures.
"""

import argparse
import html
import json
import random
import subprocess  # the browser
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2

__all__ = ["Made", "made_pages"]

WORDS = (  # noqa: SIM905  # a list of plain words
    "area board budget care central children city coastal county court credit district energy family farm "
    "federal fire forest fuel general grants health highway homes housing income judicial labor land "
    "legal loans local machine marine medical metal natural net office other outlays paper police "
    "population power private program public rail receipts regional rents research retail revenue river "
    "road rural safety school security service share social state steel student tax trade transit "
    "transport urban veterans water wood workers youth "
).split()
GLUE = [
    "of",
    "the",
    "and",
    "in",
    "for",
    "by",
    "to",
    "with",
    "from",
    "on",
    "at",
    "a",
    "as",
    "is",
    "was",
    "were",
    "that",
    "which",
    "not",
    "more",
    "than",
]
CHINESE = (  # noqa: SIM905  # a list of plain words
    "预算 支出 收入 项目 财政 拨款 教育 卫生 农业 水利 交通 社会 保障 公共 安全 科技 文化 "
    "环境 城乡 社区 住房 其他 上年 本年 结转 合计 单位 基本 经费 "
).split()


@dataclass
class Made:
    """One page: its HTML and its tables."""

    html: str
    tables: list[list[dict[str, Any]]] = field(default_factory=list)


def _phrase(rng: random.Random, low: int, high: int, *, chinese: bool = False) -> str:
    count = rng.randint(low, high)
    if chinese:
        return "".join(rng.choice(CHINESE) for _ in range(count))
    out = [rng.choice(WORDS) if at % 2 == 0 or rng.random() < 0.5 else rng.choice(GLUE) for at in range(count)]
    return " ".join(out).capitalize()


def _sentence(rng: random.Random) -> str:
    count = rng.randint(8, 22)
    words = [rng.choice(WORDS if rng.random() < 0.55 else GLUE) for _ in range(count)]
    if rng.random() < 0.3:
        words.insert(rng.randrange(count), str(rng.randint(2, 2015)))
    return " ".join(words).capitalize() + "."


def _prose(rng: random.Random, count: int) -> str:
    return "".join(f"<p>{' '.join(_sentence(rng) for _ in range(rng.randint(2, 6)))}</p>" for _ in range(count))


def _value(rng: random.Random, kind: str) -> str:
    if rng.random() < 0.05:
        return rng.choice(("–", "(X)", "NA", "...", "-", "*"))
    match kind:
        case "int":
            text = f"{int(10 ** rng.uniform(0, 5.5)):,}"
        case "money":
            text = f"${int(10 ** rng.uniform(1, 5)):,}" if rng.random() < 0.5 else f"{10 ** rng.uniform(0, 5):,.2f}"
        case "rate":
            text = f"{rng.uniform(-9, 100):.1f}"
        case "percent":
            text = f"{rng.uniform(0, 100):.{rng.choice((0, 1))}f}%"
        case "year":
            text = str(rng.randint(1985, 2014))
        case "answer":
            text = rng.choice(("Yes", "No", "No", "Yes", "na"))
        case "code":
            text = f"{rng.choice('ABCDEFG')}{rng.randint(1, 99)}-{rng.randint(100, 999)}"
        case "date":
            text = f"{rng.randint(1, 12)}/{rng.randint(1, 28)}/{rng.randint(2001, 2014)}"
        case _:
            text = _phrase(rng, 1, 3)
    return text + (f" ({rng.randint(1, 5)})" if kind == "int" and rng.random() < 0.02 else "")


@dataclass
class _Table:
    rows: list[str] = field(default_factory=list)
    cells: list[dict[str, Any]] = field(default_factory=list)

    def cell(self, row: int, col: int, text: str, *, rows: int = 1, cols: int = 1, klass: str = "") -> str:
        if text:
            self.cells.append({"r": row, "c": col, "rs": rows, "cs": cols, "text": text})
        spans = (f" rowspan={rows}" if rows > 1 else "") + (f" colspan={cols}" if cols > 1 else "")
        return f'<td{spans} class="{klass}">{html.escape(text)}</td>'


def _table(rng: random.Random, *, narrow: bool, chinese: bool) -> tuple[str, list[dict[str, Any]]]:
    columns = rng.randint(1, 3) if narrow else rng.randint(1, 9)
    numeric = ["int", "money", "rate", "percent", "year", "int", "int", "rate"]
    textual = ["answer", "code", "date", "words", "long"]
    one = rng.choice(numeric)
    kinds = [one if rng.random() < 0.6 else rng.choice(numeric) for _ in range(columns)]
    if columns < 6 and rng.random() < 0.35:
        for at in range(columns):
            if rng.random() < 0.5:
                kinds[at] = rng.choice(textual)
    group = 2 if columns % 2 == 0 else 3 if columns % 3 == 0 else 0
    levels = 1 + (group > 0 and columns > group and rng.random() < 0.55)
    ruled_heads = rng.random() < 0.6
    made = _Table()
    row = 0
    name = _phrase(rng, 1, 3, chinese=chinese) if rng.random() < 0.85 else ""
    heads = [
        str(rng.randint(1990, 2014)) if rng.random() < 0.2 else _phrase(rng, 1, 4, chinese=chinese)
        for _ in range(columns)
    ]
    if levels == 2:
        line = made.cell(0, 0, name, rows=2, klass="l")
        for at in range(0, columns, group):
            text = str(2000 + at) if rng.random() < 0.4 else _phrase(rng, 1, 3, chinese=chinese)
            line += made.cell(0, 1 + at, text, cols=group, klass="span" if ruled_heads else "")
        made.rows.append(f'<tr class="h">{line}</tr>')
        line = "".join(made.cell(1, 1 + at, text) for at, text in enumerate(heads))
        made.rows.append(f'<tr class="h last">{line}</tr>')
        row = 2
    else:
        line = made.cell(0, 0, name, klass="l") + "".join(made.cell(0, 1 + at, t) for at, t in enumerate(heads))
        made.rows.append(f'<tr class="h last">{line}</tr>')
        row = 1
    grouped = rng.random() < 0.35
    leaders = rng.random() < 0.15 and not chinese
    spaced = rng.random() < 0.3
    long_labels = rng.random() < 0.25
    blanks = rng.choice((0, 0, 0.04, 0.12))
    total = rng.random() < 0.4
    count = rng.randint(3, 8 if narrow else 26)
    sums = [0] * columns
    for at in range(count):
        if grouped and at % 5 == 0 and at < count - 2:
            line = made.cell(row, 0, _phrase(rng, 1, 3, chinese=chinese), klass="l g") + "<td></td>" * columns
            made.rows.append(f"<tr>{line}</tr>")
            row += 1
        label = _phrase(rng, 2, 9 if long_labels else 3, chinese=chinese)
        texts = [
            "" if rng.random() < blanks else _phrase(rng, 4, 12) if kind == "long" else _value(rng, kind)
            for kind in kinds
        ]
        if total and at == count - 1:
            label, texts = (
                ("合计" if chinese else "Total"),
                [f"{n:,}" if n else t for n, t in zip(sums, texts, strict=True)],
            )
        for col, (kind, text) in enumerate(zip(kinds, texts, strict=True)):
            plain = text.replace(",", "")
            sums[col] += int(plain) if kind == "int" and plain.isdigit() else 0
        klass = "l" + (" i" if grouped else "")
        lead = '<span class="lead"> ' + ". " * 60 + "</span>" if leaders else ""
        first = made.cell(row, 0, label, klass=klass).replace("</td>", lead + "</td>")
        line = first + "".join(
            made.cell(row, 1 + col, text, klass="t" if kinds[col] in {"words", "long"} else "")
            for col, text in enumerate(texts)
        )
        gap = ' class="gap"' if spaced and at % 4 == 3 else ""
        made.rows.append(f"<tr{gap}>{line}</tr>")
        row += 1
    return "".join(made.rows), made.cells


def _style(rng: random.Random, ident: str, *, chinese: bool) -> str:
    rules = rng.choice(("none", "none", "head", "three", "three", "rows", "zebra", "columns", "box"))
    size = rng.choice((7, 8, 8.5, 9, 10, 11))
    family = (
        "'Noto Serif CJK SC'"
        if chinese
        else rng.choice(("DejaVu Sans", "DejaVu Serif", "DejaVu Sans Mono", "Noto Sans CJK SC"))
    )
    width = rng.choice(("100%", "100%", "auto", "80%"))
    pad = rng.choice((1, 2, 3, 5))
    side = rng.choice((4, 6, 9, 14))
    align = rng.choice(("right", "right", "center"))
    base = f"#{ident}"
    out = [
        f"{base}{{border-collapse:collapse;width:{width};font:{size}pt/{rng.choice((1.1, 1.2, 1.35))} {family}}}",
        f"{base}{{margin:6pt {rng.choice(('auto', '0'))}}}",
        f"{base} td{{padding:{pad}px {side}px;text-align:{align};vertical-align:{rng.choice(('top', 'bottom'))}}}",
        f"{base} td.l,{base} td.t{{text-align:left}} {base} td.i{{padding-left:{side + 10}px}}",
        f"{base} tr.h td{{text-align:{rng.choice(('center', align))}}}",
        f"{base} tr.h td{{vertical-align:{rng.choice(('bottom', 'middle'))}}}",
        f"{base} tr.h td{{font-weight:{rng.choice(('bold', 'normal'))}}}",
        f"{base} tr.gap td{{padding-bottom:{size * 1.2}pt}}",
        f"{base} td.g{{font-weight:bold;white-space:nowrap;max-width:0;overflow:visible}}",
        f"{base} td.l{{max-width:{rng.choice((110, 150, 220))}px}} {base} td.t{{max-width:{rng.choice((90, 140))}px}}",
        f"{base} .lead{{float:none;display:inline-block;overflow:hidden;white-space:nowrap;width:60px;height:1em}}",
    ]
    match rules:
        case "head":
            out.append(f"{base} tr.last td{{border-bottom:.7px solid #000}}")
        case "three":
            out.append(
                f"{base}{{border-top:1px solid #000;border-bottom:1px solid #000}}"
                f" {base} tr.last td{{border-bottom:.6px solid #000}}"
            )
        case "rows":
            out.append(f"{base} td{{border-bottom:.5px solid #888}}")
        case "zebra":
            out.append(f"{base} tr:nth-child(even) td{{background:#dde6f0}}")
        case "columns":
            out.append(
                f"{base} td+td{{border-left:.6px solid #000}} {base} tr.last td{{border-bottom:.6px solid #000}}"
            )
        case "box":
            out.append(f"{base}{{border:.8px solid #000}} {base} tr.last td{{border-bottom:.6px solid #000}}")
        case _:
            pass
    if rng.random() < 0.6:
        out.append(f"{base} td.span{{border-bottom:.6px solid #000}}")
    return "\n".join(out)


def _page(rng: random.Random, number: int) -> Made:
    chinese = rng.random() < 0.15
    layout = rng.choices(("plain", "columns", "text"), (0.62, 0.2, 0.18))[0]
    body = rng.choice((9, 10, 11))
    style = f"#p{number}{{font:{body}pt/1.25 '{rng.choice(('DejaVu Serif', 'DejaVu Sans'))}'}}"
    if layout == "text":
        kind = rng.choice(("columns", "columns", "list", "references", "letter"))
        if kind == "list":
            inner = "<ol>" + "".join(f"<li>{_sentence(rng)}</li>" for _ in range(14)) + "</ol>"
        elif kind == "references":
            inner = "".join(
                f"<p style='padding-left:2em;text-indent:-2em'>{_phrase(rng, 1, 2)}, {_sentence(rng)} "
                f"{rng.randint(1980, 2012)}, pp. {rng.randint(1, 99)}-{rng.randint(100, 200)}.</p>"
                for _ in range(12)
            )
        elif kind == "letter":
            inner = f"<p>{_phrase(rng, 2, 3)}<br>{_phrase(rng, 2, 3)}<br>{rng.randint(10000, 99999)}</p>"
            inner += _prose(rng, 4) + f"<p style='margin-left:60%'>{_phrase(rng, 2, 3)}<br>{_phrase(rng, 2, 2)}</p>"
        else:
            inner = f"<div style='columns:{rng.choice((2, 3))};column-gap:{rng.choice((14, 24))}px;text-align:"
            inner += f"{rng.choice(('justify', 'left'))}'>{_prose(rng, 9)}</div>"
        return Made(f"<style>{style}</style><section id=p{number}>{inner}</section>")
    made = Made("")
    inner = ""
    for at in range(1 if layout == "plain" and rng.random() < 0.7 else 2):
        ident = f"t{number}_{at}"
        style += _style(rng, ident, chinese=chinese)
        rows, cells = _table(rng, narrow=layout == "columns", chinese=chinese)
        made.tables.append(cells)
        caption = f"<p><b>Table {number}.{at + 1}. {_phrase(rng, 3, 9)}</b></p>" if rng.random() < 0.8 else ""
        note = f"<p style='font-size:80%'>Source: {_sentence(rng)}</p>" if rng.random() < 0.5 else ""
        block = f"<div style='break-inside:avoid'>{caption}<table id={ident}>{rows}</table>{note}</div>"
        inner += (_prose(rng, 1) if rng.random() < 0.5 else "") + block
    if layout == "columns":
        inner = f"<div style='columns:2;column-gap:24px'>{_prose(rng, 1)}{inner}{_prose(rng, 3)}</div>"
    elif rng.random() < 0.4:
        inner += _prose(rng, 1)
    made.html = f"<style>{style}</style><section id=p{number}>{inner}</section>"
    return made


def made_pages(seed: int, count: int) -> list[Made]:
    """Pages of a seed, in order."""
    rng = random.Random(seed)  # noqa: S311  # styles, not secrets
    return [_page(rng, number) for number in range(1, count + 1)]


def main() -> None:
    """Write the PDF and its truth."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pages", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    pages = made_pages(options.seed, options.pages)
    sheet = "<style>@page{size:8.5in 30in;margin:20mm}section{break-after:page}p{margin:4pt 0}</style>"
    source = options.folder / f"made-{options.seed}.html"
    source.write_text(f"<meta charset=utf-8>{sheet}" + "".join(page.html for page in pages), encoding="utf-8")
    target = options.folder / f"made-{options.seed}.pdf"
    call = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
    subprocess.run([*call, f"--print-to-pdf={target}", str(source)], check=True, capture_output=True)  # noqa: S603
    with pypdfium2.PdfDocument(target) as pdf:
        if len(pdf) != len(pages):  # a page that ran over would shift the truth of all that follow
            raise SystemExit(f"{target}: {len(pdf)} pages printed for {len(pages)} made")
    truth = {number: page.tables for number, page in enumerate(pages, start=1)}
    target.with_suffix(".json").write_text(json.dumps(truth, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()
