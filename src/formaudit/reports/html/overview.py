"""The one-page summary of a submission: counts, coverage, money chain, files and forms."""

from collections.abc import Sequence

from formaudit.messages import word
from formaudit.model.form_kind import FormKind
from formaudit.model.report import ChainNode, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import Arrangement
from formaudit.reports.html.anchors import Anchors, anchor, finding_id
from formaudit.reports.html.markup import NOTHING, Html, join, link, say, tag
from formaudit.reports.places import Places
from formaudit.reports.scores import score_totals
from formaudit.reports.tally import count_all, ledger_line, tally
from formaudit.reports.words import MARKS, form_line, named, percent, printed

__all__ = ["overview_html", "table_html"]

_TOTALS = ("form", "submitted", "recomputed", "difference")


def table_html(caption: str, heads: Sequence[str], rows: Sequence[Sequence[Html]], class_: str = "data") -> Html:
    """A table of ours: column heads, the first cell of each row its head, able to scroll on a narrow screen."""
    head = tag("tr", *[tag("th", say(text), scope="col") for text in heads])
    body = [tag("tr", tag("th", row[0], scope="row"), *[tag("td", cell) for cell in row[1:]]) for row in rows]
    grid = tag("table", tag("caption", say(caption)), tag("thead", head), tag("tbody", *body), class_=class_)
    return tag("div", grid, class_="scroll", role="region", aria_label=caption, tabindex=0)


def overview_html(anchors: Anchors, submission: SubmissionReport, arrangement: Arrangement) -> Html:
    """The summary section."""
    lang, name = anchors.places.lang, f"s{anchors.number}summary"
    parts = [
        tag("h3", say(word("page.summary", lang)), id=name),
        tag("div", _severities(submission, lang), _coverage(submission, lang), class_="tiles"),
        tag("p", say(ledger_line(count_all((submission,)), lang)), class_="quiet"),
        _scores(anchors, submission),
        _chain(anchors, submission, arrangement),
        _files(submission, anchors.places),
        _forms(submission, anchors.places),
    ]
    return tag("section", *parts, aria_labelledby=name, class_="summary")


def _severities(submission: SubmissionReport, lang: str) -> Html:
    counts = tally((submission,)).by_severity
    heads = [tag("th", say(word(f"severity.{severity}", lang)), scope="col") for severity in Severity]
    cells = [
        tag("td", say(str(counts[severity])), class_=severity.value if counts[severity] else "zero")
        for severity in Severity
    ]
    caption = tag("caption", say(word("page.by-severity", lang)))
    return tag("table", caption, tag("thead", tag("tr", *heads)), tag("tbody", tag("tr", *cells)), class_="counts")


def _coverage(submission: SubmissionReport, lang: str) -> Html:
    coverage = submission.coverage
    counts = {
        "figures": coverage.figures,
        "tied": coverage.tied,
        "contradicted": coverage.contradicted,
        "untested": coverage.untested,
    }
    heads = [tag("th", say(word(f"page.{name}", lang)), scope="col") for name in counts]
    cells = [tag("td", say(str(count)), class_=f"c-{name}" if count else "zero") for name, count in counts.items()]
    caption = tag("caption", say(word("page.coverage", lang)))
    return tag("table", caption, tag("thead", tag("tr", *heads)), tag("tbody", tag("tr", *cells)), class_="counts")


def _scores(anchors: Anchors, submission: SubmissionReport) -> Html:
    """Each form's total as submitted and as the rules give it."""
    rows = score_totals(submission, anchors.places)
    if not rows:
        return NOTHING
    heads = [word(f"score.total.{name}", anchors.places.lang) for name in _TOTALS]
    return table_html(word("score.title", anchors.places.lang), heads, [[say(text) for text in row] for row in rows])


def _chain(anchors: Anchors, submission: SubmissionReport, arrangement: Arrangement) -> Html:
    if not submission.chain:
        return NOTHING
    numbers = {item.finding.id: item.number for item in arrangement.all}
    nodes = [_node(anchors, node, numbers) for node in submission.chain]
    return join([tag("h4", say(word("report.chain", anchors.places.lang))), tag("ul", *nodes, class_="chain")])


def _node(anchors: Anchors, node: ChainNode, numbers: dict[str, int]) -> Html:
    lang = anchors.places.lang
    state = node.state if node.state in MARKS else "leaf"
    parts = []
    parts.append(tag("span", say(MARKS.get(node.state, "·")), class_="mark", aria_hidden="true"))
    if node.state in MARKS:
        parts.append(tag("span", say(word(f"page.state.{node.state}", lang)), class_="hidden"))
    parts.append(tag("span", say(node.label), class_="what"))
    if node.figure is None:
        parts.append(tag("b", say(word("report.blank", lang)), class_="raw"))
    else:
        parts.append(link(anchor(anchors, node.figure.place), tag("b", say(printed(node.figure, lang)), class_="raw")))
    if node.state in ("broken", "undecided") and node.calculation:
        parts.append(tag("span", say(node.calculation), class_="calc"))
    parts += [
        link(finding_id(anchors.number, numbers[id_]), say(word("report.finding", lang, number=str(numbers[id_]))))
        for id_ in node.findings
        if id_ in numbers
    ]
    children = [_node(anchors, child, numbers) for child in node.children]
    return tag("li", tag("div", *parts), tag("ul", *children) if children else NOTHING, class_=state)


def _files(submission: SubmissionReport, places: Places) -> Html:
    lang = places.lang
    rows = []
    for number, (entry, name) in enumerate(zip(submission.files, places.files, strict=True), start=1):
        pages = "" if entry.source.pages is None else word("report.pages", lang, count=str(entry.source.pages))
        rows.append(
            [
                say(str(number)),
                join([tag("bdi", say(name)), tag("code", say(f"SHA-256 {entry.source.sha256}"), class_="hash")]),
                say(named("format", entry.source.format, lang)),
                say(pages),
            ]
        )
    heads = [word(key, lang) for key in ("column.number", "page.file", "column.kind", "column.note")]
    return table_html(word("report.files", lang), heads, rows)


def _forms(submission: SubmissionReport, places: Places) -> Html:
    lang = places.lang
    rows = []
    for entry in submission.forms:
        if entry.form is FormKind.UNKNOWN:
            continue
        numbers = word("verdict.join", lang).join(str(table + 1) for table in entry.tables)
        where = [word("report.file", lang, number=str(entry.file + 1))]
        if entry.tables:
            where.append(word("report.tables", lang, numbers=numbers))
        rows.append(
            [
                say(form_line(places, entry)),
                say(word("place.list", lang).join(where)),
                say(percent(entry.confidence)),
                say(entry.note),
            ]
        )
    if not rows:
        return NOTHING
    heads = [word(key, lang) for key in ("page.form", "column.place", "column.confidence", "column.note")]
    return table_html(word("report.forms", lang), heads, rows)
