"""The whole page: verdict, contents, filter, one section for each submission, all styles and the script inside."""

import base64
import hashlib
from collections.abc import Mapping, Sequence
from importlib import resources

from msgspec.structs import replace

from formaudit.extract.pictures import PageView
from formaudit.messages import word
from formaudit.model.document import Document
from formaudit.model.report import AuditReport, SubmissionReport
from formaudit.model.verdict import Nature, Severity
from formaudit.reports.arrange import arrange
from formaudit.reports.html.anchors import anchors_of
from formaudit.reports.html.annexes import errors_html, matrix_html, open_html, ticks_html
from formaudit.reports.html.issues import alone_html, batch_html, causes_html, remarks_html
from formaudit.reports.html.markup import NOTHING, Html, link, say, tag, void
from formaudit.reports.html.overview import overview_html
from formaudit.reports.html.papers import papers_html
from formaudit.reports.html.scores import scores_html
from formaudit.reports.matrix import matrix_of
from formaudit.reports.places import places_of
from formaudit.reports.tally import verdict_line
from formaudit.reports.words import kind_words, made_by, remark_words, submission_title, version_lines
from formaudit.version import OUTPUT_MARK

__all__ = ["asset", "choice", "head_html", "to_html", "whole_page"]

_LANGUAGES = {"zh": "zh-CN", "en": "en"}


def to_html(
    report: AuditReport,
    documents: Mapping[str, Sequence[Document]] | None = None,
    views: Mapping[str, Mapping[int, PageView]] | None = None,
    *,
    back: str = "",
) -> str:
    """The report as one self-contained HTML file; ``back`` leads to the index of the batch to which it belongs.

    ``documents`` holds each submission's documents by submission id, in the order to which ``Place.file`` counts;
    without them the page has no annex of the originals and places are no links. ``views`` holds pictures of pages by
    the hash of their file; a suspect figure that stands on one is shown as it is printed.
    """
    lang = report.lang
    papers = documents or {}
    sections = [
        _submission(number, submission, papers.get(submission.id, ()), views or {}, lang)
        for number, submission in enumerate(report.submissions)
    ]
    batch = NOTHING if report.batch is None else batch_html(report.batch, lang)
    body = tag(
        "body",
        tag("a", say(word("page.skip", lang)), href="#main", class_="skip"),
        _head(report),
        tag("p", tag("a", say(word("index.back", lang)), href=back), class_="back-to-index") if back else NOTHING,
        _contents(report),
        tag("main", _filter(report), *sections, batch, errors_html(report.errors, lang), id="main"),
        tag("footer", tag("p", say(word("page.desk", lang))), tag("p", say(made_by(report)))),
        Html(f"<script>{asset('report.js')}</script>"),
    )
    return whole_page(head_html(word("report.title", lang), asset("report.js")), body, lang)


def whole_page(head: Html, body: Html, lang: str) -> str:
    """A page of ours."""
    page = tag("html", head, body, lang=_LANGUAGES[lang])
    return f"<!doctype html>\n{page}\n"


def asset(name: str) -> str:
    """A style sheet or script of ours, as it stands beside this module."""
    return resources.files("formaudit.reports.html").joinpath(name).read_text("utf-8")


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


def head_html(title: str, script: str) -> Html:
    """The head of a page of ours with its styles; ``script`` is the only one that may run in it."""
    style = asset("report.css")
    # Nothing is fetched and no other script runs, even if some text should ever slip through the escaping.
    policy = (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )
    return tag(
        "head",
        void("meta", charset="utf-8"),
        void("meta", name="generator", content=OUTPUT_MARK),
        void("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("title", say(title)),
        Html(f"<style>{style}</style>"),
    )


def _head(report: AuditReport) -> Html:
    title = f"{word('report.title', report.lang)} · {made_by(report)}"
    remarks = [tag("p", say(remark_words(remark, report.lang))) for remark in report.remarks]
    return tag("header", tag("h1", say(verdict_line(report))), tag("p", say(title)), *remarks, class_=report.verdict)


def _contents(report: AuditReport) -> Html:
    lang = report.lang
    items = []
    for number, submission in enumerate(report.submissions):
        arrangement = arrange(submission)
        parts = [("summary", "page.summary")]
        parts += [("causes", "report.causes")] if submission.causes else []
        parts += [("alone", "report.alone")]
        parts += [("matrix", "page.matrix")] if matrix_of(submission, arrangement).rows else []
        parts += [("scores", "score.title")] if submission.scores else []
        parts += [("form", "report.form-remarks")] if arrangement.form_remarks else []
        parts += [
            ("ticks", "page.annex-ticks"),
            ("open", "page.annex-open"),
            ("papers", "page.annex-papers"),
        ]
        inner = [tag("li", link(f"s{number}{name}", say(word(key, lang)))) for name, key in parts]
        items.append(tag("li", link(f"s{number}", say(submission_title(submission, lang))), tag("ul", *inner)))
    if report.errors:
        items.append(tag("li", link("errors", say(word("report.errors", lang)))))
    return tag("nav", tag("ul", *items), aria_label=word("page.contents", lang))


def choice(name: str, label: str, options: Sequence[tuple[str, str]], lang: str) -> Html:
    """A list to choose from, all of it first."""
    first = tag("option", say(word("page.filter.all", lang)), value="*")
    said = [tag("option", say(text), value=value) for value, text in options]
    return tag("label", say(label), tag("select", first, *said, name=name))


def _filter(report: AuditReport) -> Html:
    """The filter of findings; hidden until the script that runs it is there."""
    lang = report.lang
    findings = [finding for submission in report.parts for finding in submission.findings]
    if not findings:
        return NOTHING
    severities = [(item.value, word(f"severity.{item}", lang)) for item in Severity]
    present = {finding.nature for finding in findings}
    natures = [(item.value, word(f"nature.{item}", lang)) for item in Nature if item in present]
    causes = [
        (f"{number}:{block.cause.id}", f"{block.cause.id} {kind_words(block.cause.kind, lang)}")
        for number, submission in enumerate(report.submissions)
        for block in arrange(submission).causes
        if block.findings
    ]
    search = tag("label", say(word("page.filter.text", lang)), void("input", type="search", name="text"))
    shown = word("page.filter.shown", lang, shown="{shown}", total="{total}")
    return tag(
        "form",
        choice("severity", word("page.filter.severity", lang), severities, lang),
        choice("nature", word("page.filter.nature", lang), natures, lang),
        choice("cause", word("page.filter.cause", lang), [("", word("page.filter.alone", lang)), *causes], lang),
        search,
        tag("output", aria_live="polite", data_said=shown),
        id="filter",
        role="search",
        hidden=True,
        aria_label=word("page.filter", lang),
    )


def _submission(
    number: int,
    submission: SubmissionReport,
    documents: Sequence[Document],
    views: Mapping[str, Mapping[int, PageView]],
    lang: str,
) -> Html:
    places = places_of(submission, lang)
    arrangement = arrange(submission)
    shown = {
        (file, page): view
        for file, entry in enumerate(submission.files)
        for page, view in views.get(entry.source.sha256, {}).items()
    }
    anchors = replace(anchors_of(number, submission, arrangement, documents, places), views=shown)
    name = f"s{number}"
    key = "page.annex-papers.note" if documents else "page.no-papers"
    originals = tag(
        "section",
        tag("h3", say(word("page.annex-papers", lang)), id=f"{name}papers"),
        tag("p", say(word(key, lang)), class_="quiet"),
        papers_html(anchors, documents),
        aria_labelledby=f"{name}papers",
        class_="papers",
    )
    return tag(
        "section",
        tag("h2", say(submission_title(submission, lang)), id=name),
        *(tag("p", say(said), class_="version") for said in version_lines(submission, lang)),
        overview_html(anchors, submission, arrangement),
        causes_html(anchors, arrangement),
        alone_html(anchors, arrangement),
        matrix_html(anchors, submission, arrangement),
        scores_html(anchors, submission),
        remarks_html(anchors, arrangement),
        ticks_html(anchors, submission),
        open_html(anchors, submission),
        originals,
        aria_labelledby=name,
        class_="submission",
    )
