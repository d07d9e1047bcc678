"""Searching an archive: words in the cells and sentences of all submissions, with figure, place and state."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from formaudit.archive.grams import LEAST, grams, hashed, plain_words, runs
from formaudit.archive.hits import NOTHING_TOLD, Told, told_of
from formaudit.archive.index import kinds, lines_of
from formaudit.archive.numbers import counted, first_of, last_of, parts_of
from formaudit.archive.searched import Line
from formaudit.archive.store import Store
from formaudit.errors import UsageError

__all__ = ["PAGE", "Facets", "Found", "Hit", "Query", "Series", "search", "series_of"]

_HAN: Final = re.compile(r"[\u4e00-\u9fff]")
"""Characters that are written in one way only: a line without them cannot hold the word."""
_PATIENCE: Final = 150
PAGE: Final = 100
"""So many submissions are looked into in vain before a page ends; who asks for more lines than a page has waits."""
_MOST: Final = 5000
"""A series is made of so many figures at most."""
_THIS_YEAR, _LAST_YEAR = "本年", "上年"
_YEAR: Final = re.compile(rf"(?:19|20)\d{{2}}(?:年度?)?|{_THIS_YEAR}|{_LAST_YEAR}(?!结转)")


class Query(Struct, frozen=True, kw_only=True):
    """What is sought: all ``words`` in one line; ``over`` is an amount in 万元 that a figure exceeds.

    ``form`` is a kind of form, ``unit`` a part of a name, ``check`` a check that speaks of the figure.
    """

    words: tuple[str, ...]
    first_year: int | None = None
    last_year: int | None = None
    over: Decimal | None = None
    form: str = ""
    unit: str = ""
    check: str = ""
    limit: int = 20
    offset: int = 0


class Hit(Struct, frozen=True, kw_only=True):
    """A line that holds all words: whose it is, the line itself, and what the audit said of its figure."""

    unit: str
    year: int | None
    submission: str
    line: Line
    told: Told


class Facets(Struct, frozen=True, kw_only=True):
    """How many submissions say the words, by year and by form, and how many findings speak of them, by check.

    Counts by year and form rest on pairs of characters: a longer word is counted where only its pairs stand, too.
    """

    years: tuple[tuple[int | None, int], ...]
    forms: tuple[tuple[str, int], ...]
    checks: tuple[tuple[str, int], ...]


class Found(Struct, frozen=True, kw_only=True):
    """A page of hits; ``submissions`` are counted as the facets are. ``more`` says whether a further page has any."""

    submissions: int
    facets: Facets
    hits: tuple[Hit, ...]
    more: bool


class Series(Struct, frozen=True, kw_only=True):
    """A figure of a unit through the years: what is printed for each of them; the label has lost its year."""

    unit: str
    form: str
    label: str
    unit_of_value: str
    values: tuple[tuple[int, str], ...]


def search(store: Store, query: Query) -> Found:
    """A page of hits, the latest year first.

    Raises:
        UsageError: ``find-short``: no word has two letters or digits.

    """
    numbers = _numbers(store, query)
    named = kinds(store)
    years, forms = counted(numbers)
    hits = tuple(islice(_hits(store, query, numbers), query.offset, query.offset + query.limit + 1))
    return Found(
        submissions=sum(years.values()),
        facets=Facets(
            years=tuple(years.items()),
            forms=tuple(sorted((named[code], count) for code, count in forms.items())),
            checks=_checks(store, query) if numbers else (),
        ),
        hits=hits[: query.limit],
        more=len(hits) > query.limit,
    )


def series_of(store: Store, query: Query) -> tuple[Series, ...]:
    """The figures that are found, unit by unit and label by label, through the years.

    Raises:
        UsageError: as ``search``.

    """
    found: dict[tuple[str, str, str, str], dict[int, str]] = {}
    for hit in islice(
        (hit for hit in _hits(store, replace(query, limit=_MOST), _numbers(store, query)) if hit.line.key), _MOST
    ):
        told = _year_of(hit)
        if told is None:
            continue
        label = " ".join(_YEAR.sub("", hit.line.text).split())
        row = found.setdefault((hit.unit, hit.line.form, label, hit.line.unit_of_value), {})
        # The paper of the year itself says it best; those of later years repeat it.
        if told not in row or told == hit.year:
            row[told] = hit.line.raw
    return tuple(
        Series(unit=unit, form=form, label=label, unit_of_value=unit_of_value, values=tuple(sorted(values.items())))
        for (unit, form, label, unit_of_value), values in sorted(found.items())
    )


def _year_of(hit: Hit) -> int | None:
    """The year that a label names, by its number or from that of its paper."""
    named = _YEAR.search(hit.line.text)
    if named is None or hit.year is None:
        return hit.year
    if named[0] == _LAST_YEAR:
        return hit.year - 1
    return hit.year if named[0] == _THIS_YEAR else int(named[0][:4])


def _numbers(store: Store, query: Query) -> list[int]:
    """The numbers of the forms in which all pairs of all words stand, the latest year first."""
    pairs = grams(query.words)
    if not pairs or any(not any(len(run) >= LEAST for run in runs(word)) for word in query.words):
        raise UsageError("find-short" if query.words else "find-empty", "", " ".join(query.words))
    joins = ""
    if store.is_server:
        number, conditions, values = "d.id", ["d.pairs @> ?::integer[]"], list[Any]([hashed(pairs)])
    else:
        number, conditions = "search_index.rowid", ["search_index MATCH ?"]
        values = [" AND ".join(f'"{pair}"' for pair in sorted(pairs))]
        if query.over is not None or query.unit or query.check:
            joins = "JOIN searched d ON d.id = search_index.rowid "
    if query.last_year is not None:
        conditions.append(f"{number} >= ?")
        values.append(first_of(query.last_year))
    if query.first_year is not None:
        conditions.append(f"{number} <= ?")
        values.append(last_of(query.first_year))
    if query.over is not None:
        conditions.append("d.most > ?")
        values.append(float(query.over))
    if query.unit:
        joins += "JOIN submissions s ON s.root = d.root AND s.key = d.submission "
        conditions.append("s.name LIKE ?")
        values.append(f"%{query.unit}%")
    if query.check:
        conditions.append(
            "EXISTS (SELECT 1 FROM findings f WHERE f.root = d.root AND f.submission = d.submission "
            "AND f.check_code = ?)"
        )
        values.append(query.check)
    source = "searched d" if store.is_server else "search_index"
    rows = store.rows(
        f"SELECT {number} FROM {source} {joins}WHERE {' AND '.join(conditions)} ORDER BY {number}", values
    )
    numbers = [int(row[0]) for row in rows]
    if not query.form:
        return numbers
    codes = {code for code, form in kinds(store).items() if form == query.form}
    return [each for each in numbers if parts_of(each).code in codes]


def _hits(store: Store, query: Query, numbers: Iterable[int]) -> Iterator[Hit]:
    """Every line that holds all words, form by form."""
    named = kinds(store)
    wanted = _wanted([plain_words(word) for word in query.words])
    paper: _Paper | None = None
    vain = 0
    for number in numbers:
        told = parts_of(number)
        if paper is None or paper.count != told.count:
            vain = vain + 1 if paper is not None and not paper.hit else 0
            if vain > _PATIENCE and query.limit <= PAGE:
                return
            paper = _Paper.of(store, number, told.count, wanted)
        for line in paper.lines:
            if line.form != named[told.code] or not _is_over(line, query):
                continue
            said = paper.said(store).get(line.key, NOTHING_TOLD) if line.key else NOTHING_TOLD
            if not query.check or query.check in said.checks:
                paper.hit = True
                yield Hit(unit=paper.unit, year=paper.year, submission=paper.key, line=line, told=said)


class _Paper(Struct, kw_only=True):
    """A submission that is looked into; what was said of its figures is asked for with the first hit."""

    count: int
    root: str
    key: str
    unit: str
    year: int | None
    lines: list[Line]
    told: Mapping[str, Told] | None = None
    hit: bool = False

    @classmethod
    def of(cls, store: Store, number: int, count: int, wanted: Callable[[str, str], bool]) -> "_Paper":
        """The submission of a number."""
        root, key, unit, year = store.rows(
            "SELECT s.root, s.key, s.name, s.year FROM searched d JOIN submissions s ON s.root = d.root "
            "AND s.key = d.submission WHERE d.id = ?",
            [number],
        )[0]
        return cls(count=count, root=root, key=key, unit=unit, year=year, lines=lines_of(store, root, key, wanted))

    def said(self, store: Store) -> Mapping[str, Told]:
        """What the audit said of its figures."""
        if self.told is None:
            self.told = told_of(store, self.root, self.key)
        return self.told


def _is_over(line: Line, query: Query) -> bool:
    return query.over is None or (line.money is not None and abs(line.money) > query.over)


def _wanted(words: Sequence[str]) -> Callable[[str, str], bool]:
    """Whether a line holds all words; a look at its characters is enough to leave out most lines."""
    han = {char for word in words for char in word if _HAN.match(char)}

    def holds(text: str, raw: str) -> bool:
        if not all(char in text or char in raw for char in han):
            return False
        said = plain_words(f"{text} {raw}")
        return all(word in said for word in words)

    return holds


def _checks(store: Store, query: Query) -> tuple[tuple[str, int], ...]:
    """The findings whose words hold all of those sought, by check."""
    condition = " AND ".join("(f.label LIKE ? OR f.message LIKE ?)" for _ in query.words)
    values: list[Any] = [f"%{word}%" for word in query.words for _ in range(2)]
    for sql, value in ((" AND s.year >= ?", query.first_year), (" AND s.year <= ?", query.last_year)):
        if value is not None:
            condition += sql
            values.append(value)
    if query.unit:
        condition += " AND s.name LIKE ?"
        values.append(f"%{query.unit}%")
    rows = store.rows(
        "SELECT f.check_code, COUNT(*) FROM findings f JOIN submissions s ON s.root = f.root AND s.key = f.submission "
        f"WHERE {condition} GROUP BY f.check_code ORDER BY COUNT(*) DESC, f.check_code",
        values,
    )
    return tuple((str(check), int(count)) for check, count in rows)
