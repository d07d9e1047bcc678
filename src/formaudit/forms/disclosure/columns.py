"""What the columns of a table mean: of the year itself, or standing beside it and taking part in no sum of the year."""

from typing import Final

from msgspec import Struct

from formaudit.forms.disclosure.grid import Band
from formaudit.forms.disclosure.items import column_item
from formaudit.model.disclosure import TableKind
from formaudit.patterns import Late, compiled

__all__ = ["ASIDE", "TWO_SIDED", "Paper", "column_of", "distinct"]

TWO_SIDED: Final = frozenset({TableKind.OVERALL, TableKind.APPROPRIATION})
ASIDE: Final = ("prior", "executed", "planned", "change")
"""How the names of columns begin that stand beside the year's own: they make up nothing and miss nowhere."""
_PRIOR: Final = Late(r"上年|去年|上一年")
_BALANCE: Final = Late(r"结转|结余")
_EXECUTED: Final = Late(r"执行|决算")
_CHANGE: Final = Late(r"增减|比较|变动|增幅|幅度|差额|增长|[%％]|比重|比例|占比|完成率|执行率|[比较]20\d{2}")
_PLANNED: Final = Late(r"^(?:20\d{2}年?度?)?(?:年初|全年|调整|当年|本年)?预算(?:数|安排)?$")
_YEAR: Final = Late(r"20\d{2}")


class Paper(Struct, frozen=True, kw_only=True):
    """What the columns of a table are read against."""

    year: int | None
    final: bool


def column_of(path: tuple[str, ...], kind: TableKind, paper: Paper, *, side: str, income: bool) -> str:
    """What a column means; one of another year or stage is named as such and takes part in no sum of this year."""
    whole = "".join(path)
    aside = _aside(path, paper)
    if aside == "change":
        return aside
    if aside:
        named = "" if side else column_item(tuple(word for word in path if not _dates(word)), income=income)
        return aside if named in ("", "total") else f"{aside}-{named}"
    if side == "income" or (kind in TWO_SIDED and not side):
        return "amount" if compiled(r"数|额|合计").search(path[-1] if path else "") or len(path) < 2 else f"[{whole}]"
    if kind is TableKind.OVERALL and side == "spending":
        named = column_item(path, income=False)
        return "amount" if named in ("", "total") else named
    if (
        kind is TableKind.BASIC
        and path
        and compiled(r"^(?:决算|预算|金额|支出|本年)?(?:数|额)$|决算数$|预算数$|^金额").search(path[-1])
    ):
        return "total"
    named = column_item(path, income=income)
    if kind is TableKind.BASIC and named == "basic":
        return "total"
    return named or f"[{whole}]"


def _dates(word: str) -> bool:
    """Whether a header says nothing but of which year or stage its column is: 2024年执行数, 上年预算数."""
    return bool(
        compiled(
            r"(?:20\d{2}年?度?|上年度?|去年)?(?:年初|全年|当年|本年)?(?:预算|决算|执行|完成)?(?:数|金额|情况)?"
        ).fullmatch(word)
    )


def _aside(path: tuple[str, ...], paper: Paper) -> str:
    """What stands beside the year's own columns.

    ``prior`` and ``executed`` are an earlier year's budget and what came of it, ``planned`` the budget beside final
    accounts, ``change`` a difference or a rate.
    """
    if any(_CHANGE.now.search(word) for word in path):
        return "change"
    words = [word for word in path if not _BALANCE.now.search(word)]
    years = {int(year) for word in words for year in _YEAR.now.findall(word)}
    earlier = bool(years) and paper.year is not None and max(years) < paper.year
    executed = any(_EXECUTED.now.search(word) for word in words)
    if earlier or any(_PRIOR.now.search(word) for word in words) or (executed and not paper.final):
        return "executed" if executed else "prior"
    return "planned" if paper.final and any(_PLANNED.now.search(word) for word in words) else ""


def distinct(columns: tuple[str, ...], band: Band) -> tuple[str, ...]:
    """A meaning that two columns would have is the first one's; the other keeps its printed name."""
    seen: set[str] = set()
    made: list[str] = []
    for column, (col, path) in zip(columns, band.figures, strict=True):
        name = column if column not in seen else f"[{''.join(path)}{col}]"
        if name != column and column.startswith(ASIDE):
            name = f"{column}{col}"
        seen.add(name)
        made.append(name)
    return tuple(made)
