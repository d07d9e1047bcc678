"""The review as one HTML page: old and new table side by side, the page's picture, and a choice for each change.

The page works offline; what was chosen is saved as a file that ``golden review --apply`` takes.
"""

import json
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any, Final

from formaudit.errors import UsageError
from formaudit.extract.pictures import PageView
from formaudit.golden.case import Actual
from formaudit.golden.check import CaseState
from formaudit.golden.compare import Change
from formaudit.golden.told import Told, turned
from formaudit.messages import word

__all__ = ["SCHEMA", "read_answers", "review_page"]

_CHECKED: Final = " checked"
SCHEMA: Final = "formaudit.golden-answers/1"
_STYLE: Final = """
body{font-family:system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:1.5em;line-height:1.5;color:#1c2126}
table{border-collapse:collapse;margin:.5em 0;font-size:.9em}td,th{border:1px solid #9aa3ad;padding:.15em .4em;
vertical-align:top;white-space:pre-wrap}caption{text-align:left;font-weight:bold}
.old{background:#fdecea}.new{background:#e6f4ea}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1em;overflow-x:auto}
.change{border:1px solid #c9d1d9;border-radius:6px;padding:.5em .8em;margin:.6em 0}.what{font-weight:bold}
.turn{color:#b3261e;font-weight:bold}del{background:#fdecea}ins{background:#e6f4ea;text-decoration:none}
img{max-width:100%;border:1px solid #c9d1d9}input[type=text]{width:24em}
@media(max-width:60em){.pair{grid-template-columns:1fr}}
"""
_SCRIPT: Final = """
document.getElementById('save').addEventListener('click', function () {
  var out = [], short = false;
  document.querySelectorAll('.change').forEach(function (box) {
    var chosen = box.querySelector('input[type=radio]:checked');
    if (!chosen || chosen.value === 'skip') { return; }
    out.push({case: box.dataset.case, floor: box.dataset.floor, before: box.dataset.before, after: box.dataset.after,
      accept: chosen.value === 'accept', reason: box.querySelector('input[type=text]').value});
  });
  var text = JSON.stringify({schema: '%SCHEMA%', answers: out}, null, 1);
  var link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], {type: 'application/json'}));
  link.download = 'answers.json';
  link.click();
});
"""
Views = Mapping[int, Mapping[int, PageView]]


def review_page(
    cases: Sequence[tuple[CaseState, Sequence[Told]]], pictures: Mapping[str, Sequence[PageView]], lang: str
) -> str:
    """The page over some cases with their open changes; ``pictures`` are pages of a case's sources."""
    body = [_case(state, changes, pictures.get(state.name, ()), lang) for state, changes in cases]
    count = sum(len(changes) for _, changes in cases)
    head = word("golden.page.head", lang, cases=str(len(cases)), changes=str(count))
    return (
        f'<!doctype html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(head)}</title><style>{_STYLE}</style></head>\n<body>\n<h1>{escape(head)}</h1>\n"
        f"<p>{escape(word('golden.page.how', lang))} "
        f'<button id="save" type="button">{escape(word("golden.page.save", lang))}</button></p>\n'
        + "\n".join(body)
        + f"\n<script>{_SCRIPT.replace('%SCHEMA%', SCHEMA)}</script>\n</body>\n</html>\n"
    )


def _case(state: CaseState, changes: Sequence[Told], pictures: Sequence[PageView], lang: str) -> str:
    before, after = state.before, state.after
    parts = [f"<section><h2>{escape(state.name)}</h2>"]
    if before is not None and after is not None:
        on, off = turned(before, after)
        parts += [f'<p class="turn">+ {escape(each)}</p>' for each in on]
        parts += [f'<p class="turn">− {escape(each)}</p>' for each in off]
    parts += [_change(state.name, number, each, lang) for number, each in enumerate(changes)]
    if before is not None and after is not None:
        tables = sorted({(each.spot[0], each.spot[1]) for each in changes if each.spot is not None})
        marked = {each.spot for each in changes if each.spot is not None}
        for file, table in tables:
            parts.append(
                '<div class="pair">'
                + _table(before, (file, table), marked, "old", word("golden.page.old", lang))
                + _table(after, (file, table), marked, "new", word("golden.page.new", lang))
                + "</div>"
            )
    for view in pictures:
        label = escape(word("place.page", lang, number=str(view.page)))
        parts.append(f'<img alt="{label}" src="data:image/png;base64,{b64encode(view.png).decode()}">')
    return "\n".join([*parts, "</section>"])


def _change(case: str, number: int, each: Told, lang: str) -> str:
    change = each.change
    data = " ".join(
        f'data-{name}="{escape(value)}"'
        for name, value in (
            ("case", case), ("floor", change.floor), ("before", change.before), ("after", change.after),
        )
    )  # fmt: skip
    choices = "".join(
        f'<label><input type="radio" name="{escape(case)}-{number}" value="{value}"'
        f"{_CHECKED if value == 'skip' else ''}>"
        f"{escape(word(f'golden.page.{value}', lang))}</label> "
        for value in ("accept", "reject", "skip")
    )
    turns = "".join(f' <span class="turn">{escape(mark)}</span>' for mark in each.findings)
    reason = escape(word("golden.help.reason", lang))
    return (
        f'<div class="change" {data}><span class="what">{escape(each.place)}</span>{turns} '
        f"<del>{escape(each.before)}</del> → <ins>{escape(each.after)}</ins><br>{choices}"
        f'<input type="text" aria-label="{reason}" placeholder="{reason}"></div>'
    )


def _table(actual: Actual, which: tuple[int, int], marked: set[tuple[int, int, int, int]], mark: str, name: str) -> str:
    cells = [record for record in map(json.loads, actual.tables) if (record.get("file"), record.get("table")) == which]
    rows: dict[int, list[dict[str, Any]]] = {}
    for cell in cells:
        rows.setdefault(int(cell["row"]), []).append(cell)
    lines = [f"<table><caption>{escape(name)} · {which[0] + 1}/{which[1] + 1}</caption>"]
    for row in range(max(rows, default=-1) + 1):
        made = []
        for cell in sorted(rows.get(row, []), key=lambda each: int(each["col"])):
            spans = cell.get("span", [1, 1])
            style = f' class="{mark}"' if (*which, row, int(cell["col"])) in marked else ""
            made.append(f'<td rowspan="{spans[0]}" colspan="{spans[1]}"{style}>{escape(str(cell["text"]))}</td>')
        lines.append(f"<tr>{''.join(made)}</tr>")
    return "".join([*lines, "</table>"])


def read_answers(path: Path) -> list[tuple[str, Change, bool, str]]:
    """The decisions that a review page saved.

    Raises:
        UsageError: ``golden-answers``.

    """
    try:
        data = json.loads(path.read_text("utf-8"))
        if data["schema"] != SCHEMA:
            raise UsageError("golden-answers", str(path), str(data["schema"]))
        return [
            (
                str(each["case"]),
                Change(str(each["floor"]), str(each["before"]), str(each["after"])),
                bool(each["accept"]),
                str(each.get("reason", "")),
            )
            for each in data["answers"]
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError("golden-answers", str(path), " ".join(str(error).split())[:120]) from error
