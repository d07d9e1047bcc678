"""The year that a title, a caption or a text names."""

import re
from typing import Final

from formaudit.model.table import Table
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["only_year", "year_in", "year_of_results"]

_BUDGET_YEAR: Final = compiled(r"(?<!\d)(20\d{2})年?度")
_YEAR: Final = compiled(r"(?<!\d)(20\d{2})(?:年(?!\d{1,2}月)|(?=$|[)）\]】\s度部单整财项预绩专]))")
_ANY_YEAR: Final = compiled(r"(?<!\d)(20\d{2})年")
_HAN_YEAR: Final = compiled(r"二[〇○零][〇○零一二三四五六七八九]{2}(?=年)")
_HAN_DIGITS: Final = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_YEARS: Final = compiled(r"财年|年度|年份")
_RESULT: Final = compiled(r"完成情况|实现情况|完成结果")
_ALONE: Final = compiled(r"(20\d{2})年?度?")
_WORDS: Final = compiled(r"[\u4e00-\u9fff]")
_DATED: Final = compiled(r"日期|时间")


def year_in(*texts: str) -> int | None:
    """The first year named, or ``None``; a budget year (2023年度) goes before a year, a date of filling in is none."""
    lines = [_HAN_YEAR.sub(_arabic, line) for line in map(compact, texts) if not _DATED.search(line)]
    for pattern in (_BUDGET_YEAR, _YEAR):
        for line in lines:
            if match := pattern.search(line):
                return int(match[1])
    return None


def year_of_results(table: Table, first: int, last: int) -> int | None:
    """The one year of a list of years (财年 | 目标 | 实际完成情况) for which a result is printed, or ``None``."""
    for row in range(first, last):
        cells = [cell for cell in table.starting(row) if compact(cell.text)]
        if len(cells) > 1 and _YEARS.fullmatch(compact(cells[0].text)) and _RESULT.search(compact(cells[-1].text)):
            break
    else:
        return None
    head, result = cells[0], cells[-1]
    done: list[int] = []
    for below in range(row + 1, last + 1):
        year, told = table.at(below, head.col), table.at(below, result.col)
        match = _ALONE.fullmatch(compact(year.text)) if year is not None else None
        if match is None:
            break
        if told is not None and _WORDS.search(compact(told.text)):
            done.append(int(match[1]))
    return done[0] if len(done) == 1 else None


def only_year(texts: list[str]) -> int | None:
    """The year of every date in a text, where they all are of one year."""
    years = {int(year) for text in texts for year in _ANY_YEAR.findall(text)}
    return years.pop() if len(years) == 1 else None


def _arabic(year: re.Match[str]) -> str:
    return year[0].translate(_HAN_DIGITS)
