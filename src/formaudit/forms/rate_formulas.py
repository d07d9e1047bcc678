"""What the head of a rate says that it is a share of: 执行率（C/A）, ③/②, 4=3/2, 执行数/年初预算."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from formaudit.forms.fund_codes import MONEY, fund_code, stage_code
from formaudit.forms.headers import Columns, is_numbering
from formaudit.forms.region import Rows
from formaudit.model.table import Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["Heads", "heads_of_block", "heads_of_form", "mark_of", "rate_base", "shares"]

Heads = Mapping[str, Sequence[str]]
"""What stands over the columns of money and of their rate, by the columns' codes."""

_MARK: Final = r"(?<![A-Za-z0-9.])(?:[A-Z]|[①-⑳]|\d)(?![A-Za-z0-9.%])"
_UNIT: Final = compiled(r"[(（](?:单位[:：])?(?:万元|元|%|百分比)[)）]|[,，、](?:万元|元|%)(?=[)）])")
_TAIL: Final = compiled(rf"[(（]?({_MARK})(?:=[^()（）]*)?[)）]?$")
_LEAD: Final = compiled(rf"^[(（]?({_MARK})[)）.、]?(?=[\u4e00-\u9fff])")
_COMPLETED: Final = compiled(r"(?:投资|计划).*完成|完成.*投资")
_DIVIDED: Final = compiled(r"[/÷]")
_PART: Final = compiled(rf"({_MARK})[)）]?$|([\u4e00-\u9fff]+)$")
_WHOLE: Final = compiled(rf"^[(（]?(?:({_MARK})|([\u4e00-\u9fff]+)(?:{_MARK})?)[)）]?(?=$|[×xX*)）,，;；%])")
_TIMES: Final = compiled(r"^\s*[(（]?[^/÷]*[+＋]")
_BARE: Final = {
    "预算": "final_budget",
    "年初": "original_budget",
    "全年": "final_budget",
    "执行": "actual_amount",
    "支出": "actual_amount",
    "实际": "actual_amount",
}
_SPENT: Final = "actual_amount"
_BASES: Final = ("final_budget", "original_budget", "arrived")
_OPEN: Final = ("?",)
"""Stands for a base that is none of the columns."""


def mark_of(text: str) -> str:
    """The letter or number by which a head calls its column (全年预算数（A）, 执行数③), or an empty text."""
    words = _UNIT.sub("", compact(text))
    found = _TAIL.search(words) or _LEAD.search(words)
    return found[1] if found is not None else ""


def shares(text: str) -> Iterator[tuple[str, str]]:
    """The parts and wholes of the formulas in the head of a rate, each as a mark or as words; ``?`` for a sum."""
    words = _UNIT.sub("", compact(text))
    for sign in _DIVIDED.finditer(words):
        part, rest = _PART.search(words[: sign.start()]), words[sign.end() :]
        whole = _WHOLE.match(rest)
        if part is None:
            continue
        if whole is not None:
            yield part[1] or part[2], whole[1] or whole[2]
        elif _TIMES.match(rest):
            yield part[1] or part[2], "?"


def rate_base(heads: Heads) -> tuple[str, ...]:
    """The codes of the columns one of which the rate is a share of as its head says; nothing where it does not say.

    A formula that names no money spent, or no budget, is a misprint: any budget may be meant. One that adds columns up
    names none of them.
    """
    named: dict[str, set[str]] = {}
    for code, texts in heads.items():
        for text in texts if code != "rate" else ():
            for name in {compact(text), mark_of(text), fund_code(text)} - {""}:
                named.setdefault(name, set()).add(code)
    for part, whole in (pair for text in heads.get("rate", ()) for pair in shares(text)):
        spent, base = _codes(part, named), _codes(whole, named)
        if not spent or not (base or whole == "?"):
            continue
        if whole == "?":
            return _OPEN
        if _SPENT in base and _SPENT not in spent:
            spent, base = base, spent  # A/B for B/A
        if spent != {_SPENT} or _SPENT in base:
            return _BASES
        return tuple(sorted(base, key=lambda code: (code not in _BASES, code != "final_budget", code)))
    # 投资完成率 beside 计划数 and 到位数 may be a share of the plan.
    planned = any("计划" in compact(text) for text in heads.get("original_budget", ()))
    completed = any(_COMPLETED.search(compact(text)) for text in heads.get("rate", ()))
    return _BASES if planned and completed else ()


def _codes(token: str, named: Mapping[str, set[str]]) -> set[str]:
    """The columns that a mark or some words of a formula stand for."""
    if token in named:
        return named[token]
    code = fund_code(token) or _BARE.get(token, "")
    return named.get(code, {code}) if code in MONEY else set()


def heads_of_block(table: Table, first: int, last: int, columns: Columns) -> Heads:
    """The heads of the columns of a block from its header's rows, and from the row that only counts the columns."""
    counted = last + 1 < table.rows and is_numbering(table, last + 1)
    rows = range(first, last + 1 + counted)
    cells = {id(cell): cell for row in rows for cell in table.row(row)}.values()
    return {
        code: [cell.text for cell in cells if cell.col <= span[0] < cell.col + cell.colspan and compact(cell.text)]
        for code, span in columns.items()
        if code in (*MONEY, "rate") or not code.isascii()
    }


def heads_of_form(parts: Iterable[Rows]) -> Heads:
    """The labels of stages and of their rate wherever a form has them: beside their figures, or one below the other."""
    found: dict[str, list[str]] = {}
    for rows in parts:
        for row in range(rows.first, rows.last + 1):
            for cell in rows.table.starting(row):
                code = stage_code(cell.text)
                if code in (*MONEY, "rate"):
                    found.setdefault(code, []).append(cell.text)
    return found
