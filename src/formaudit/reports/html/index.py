"""The index of a batch: units ranked, with links to their pages; what concerns the batch; what could not be read."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from formaudit.messages import word
from formaudit.model.report import AuditReport
from formaudit.model.verdict import Severity
from formaudit.reports.clean import shorten
from formaudit.reports.front import money_words, state_lines
from formaudit.reports.html.markup import NOTHING, Html, join, say, tag, void
from formaudit.reports.html.overview import table_html
from formaudit.reports.html.page import asset, choice, head_html, whole_page
from formaudit.reports.money import rounded
from formaudit.reports.ranking import BatchFinding, Ranking, UnitRow
from formaudit.reports.tally import coverage_line, ledger_line, verdict_line
from formaudit.reports.words import made_by, plain, remark_words, year_words_of

__all__ = ["index_html"]

_OF_A_CHECK: Final = 30
"""So many findings about the batch are shown of one check: they are there to be looked at, not to be counted."""
_ERRORS: Final = 200
_MESSAGE: Final = 160
_NOTHING_FOUND: Final = "none"


def index_html(report: AuditReport, ranking: Ranking, pages: Mapping[int, str]) -> str:
    """The page. ``pages`` has the address of each submission's own page by its place in the report."""
    lang = report.lang
    script = asset("index.js")
    remarks = [tag("p", say(remark_words(remark, lang))) for remark in report.remarks]
    counted = [tag("p", say(said)) for said in state_lines(ranking, lang)]
    body = tag(
        "body",
        tag("a", say(word("page.skip", lang)), href="#main", class_="skip"),
        tag(
            "header",
            tag("h1", say(verdict_line(report, ranking.counted))),
            tag("p", say(f"{word('index.title', lang)} · {made_by(report)}")),
            *counted,
            *remarks,
            class_=report.verdict,
        ),
        tag(
            "main",
            _filter(ranking, lang),
            _units(ranking, pages, lang),
            _batch(ranking.batch, pages, lang),
            _errors(report),
            id="main",
        ),
        tag(
            "footer",
            tag("p", say(coverage_line(ranking.counted, lang))),
            tag("p", say(ledger_line(ranking.counted, lang))),
            tag("p", say(word("page.honesty", lang))),
            tag("p", say(word("page.desk", lang))),
        ),
        Html(f"<script>{script}</script>"),
        class_="index",
    )
    return whole_page(head_html(word("index.title", lang), script), body, lang)


def _filter(ranking: Ranking, lang: str) -> Html:
    """Hidden until the script that runs it is there."""
    worst = [(each.value, word(f"severity.{each}", lang)) for each in Severity if ranking.worst(each)]
    worst += [(_NOTHING_FOUND, word("index.filter.none", lang))] if ranking.worst(None) else []
    years = sorted({row.year for row in ranking.rows if row.year is not None})
    return tag(
        "form",
        choice("worst", word("index.filter.worst", lang), worst, lang),
        choice(
            "year", word("index.filter.year", lang), [(str(year), year_words_of(year, lang)) for year in years], lang
        ),
        tag("label", say(word("index.filter.text", lang)), void("input", type="search", name="text")),
        tag("output", aria_live="polite", data_said=word("index.shown", lang, shown="{shown}", total="{total}")),
        id="filter",
        role="search",
        hidden=True,
        aria_label=word("index.filter", lang),
    )


def _units(ranking: Ranking, pages: Mapping[int, str], lang: str) -> Html:
    heads = [
        *(word(key, lang) for key in ("index.rank", "column.unit", "column.year")),
        *(word(f"severity.{severity}", lang) for severity in Severity),
        *(word(key, lang) for key in ("index.money", "index.matter", "index.open", "index.unread", "index.files")),
    ]
    head = tag("tr", *[tag("th", say(text), scope="col") for text in heads])
    rows = [_row(number, row, pages, lang) for number, row in enumerate(ranking.rows, 1)]
    title = word("index.units", lang)
    grid = tag("table", tag("thead", head), tag("tbody", *rows), class_="data units")
    box = tag("div", grid, class_="scroll", role="region", aria_labelledby="units", tabindex=0)
    return tag("section", tag("h2", say(title), id="units"), box, class_="submission")


def _row(number: int, row: UnitRow, pages: Mapping[int, str], lang: str) -> Html:
    unit = row.unit or word("report.no-unit", lang)
    version = (
        tag("span", say(word("index.version", lang, label=row.version)), class_="quiet") if row.version else NOTHING
    )
    worst = row.worst
    counts = [
        tag("td", say(str(row.counts[severity] or "")), class_=severity.value if row.counts[severity] else None)
        for severity in Severity
    ]
    return tag(
        "tr",
        tag("td", say(str(number))),
        tag("th", _to(pages, row.position, unit), version, scope="row"),
        tag("td", say(str(row.year or ""))),
        *counts,
        tag("td", say(plain(rounded(row.money)) if row.money else ""), title=money_words(row, lang) or None),
        tag("td", say(row.matter)),
        tag("td", say(str(row.open_questions or ""))),
        tag("td", say(str(row.unread or ""))),
        tag("td", say(str(row.files))),
        id=f"u{row.position}",
        data_worst=_NOTHING_FOUND if worst is None else worst.value,
        data_year=row.year,
    )


def _to(pages: Mapping[int, str], position: int | None, text: str) -> Html:
    page = "" if position is None else pages.get(position, "")
    return tag("a", say(text), href=page) if page else say(text)


def _batch(found: Sequence[BatchFinding], pages: Mapping[int, str], lang: str) -> Html:
    """What only laying the units beside each other shows, check by check."""
    if not found:
        return NOTHING
    blocks = []
    ordered = sorted(found, key=lambda each: (each.finding.severity.rank, each.finding.check))
    for (_, check), group in groupby(ordered, key=lambda each: (each.finding.severity.rank, each.finding.check)):
        items = list(group)
        first = items[0].finding
        title = f"{word(f'severity.{first.severity}', lang)} {check} {first.title} ({len(items)})"
        listed = [_batch_item(each, pages) for each in items[:_OF_A_CHECK]]
        rest = len(items) - len(listed)
        more = tag("p", say(word("index.batch.more", lang, count=str(rest))), class_="quiet") if rest else NOTHING
        blocks.append(join([tag("h3", say(title)), tag("ul", *listed, class_="batch"), more]))
    note = tag("p", say(word("index.batch.note", lang)), class_="quiet")
    return tag(
        "section",
        tag("h2", say(word("index.batch", lang)), id="batch"),
        note,
        *blocks,
        aria_labelledby="batch",
        class_="submission",
    )


def _batch_item(each: BatchFinding, pages: Mapping[int, str]) -> Html:
    finding = each.finding
    said = [tag("span", say(shorten(finding.message or finding.title, _MESSAGE)))]
    if finding.calculation:
        said.append(tag("span", say(shorten(finding.calculation, _MESSAGE)), class_="calc"))
    unit = NOTHING if each.about_all else join([_to(pages, each.position, finding.unit), say(" ")])
    return tag("li", unit, join(said, Html(" ")))


def _errors(report: AuditReport) -> Html:
    if not report.errors:
        return NOTHING
    lang = report.lang
    ordered = sorted(report.errors, key=lambda error: (error.file, error.code))
    rows = [[say(each.file), say(each.message), say(each.remedy)] for each in ordered[:_ERRORS]]
    heads = [word(key, lang) for key in ("page.file", "column.reason", "column.remedy")]
    title = word("report.errors", lang)
    rest = len(ordered) - len(rows)
    more = tag("p", say(word("index.errors.more", lang, count=str(rest))), class_="quiet") if rest > 0 else NOTHING
    return tag(
        "section",
        tag("h2", say(title), id="errors"),
        table_html(title, heads, rows),
        more,
        aria_labelledby="errors",
        class_="errors",
    )
