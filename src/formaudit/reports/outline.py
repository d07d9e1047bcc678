"""The findings report as a sequence of blocks: what every printed format says, in the order of the report.

Verdict, summary, causes with their symptoms, findings that stand alone, the matrix of figures across documents, the
scores, remarks on form, what holds, what could not be read or tested.
"""

from collections.abc import Iterator

from msgspec import Struct

from formaudit.messages import word
from formaudit.model.form_kind import FormKind
from formaudit.model.report import AuditReport, ChainNode, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import Arrangement, CauseBlock, Numbered, arrange, undecided_order
from formaudit.reports.clean import clean, one_line
from formaudit.reports.matrix import matrix_of
from formaudit.reports.places import Places, form_words, places_of, say_place
from formaudit.reports.scores import score_heads, score_line, score_totals
from formaudit.reports.tally import count_all, coverage_line, ledger_line, tally, verdict_line
from formaudit.reports.ticks import left_out, tick_groups, tick_words, undecided_words
from formaudit.reports.words import (
    MARKS,
    effect_words,
    form_line,
    kind_words,
    made_by,
    named,
    percent,
    printed,
    reckoned,
    remark_words,
    standing_words,
    submission_title,
    titled,
    version_lines,
)

__all__ = ["Block", "Grid", "Heading", "Text", "outline"]


class Heading(Struct, frozen=True):
    """A heading; the level counts from 1."""

    level: int
    text: str


class Text(Struct, frozen=True):
    """A paragraph; ``indent`` steps in from the left; ``tone`` is empty, strong, quiet, critical, major or good."""

    text: str
    indent: int = 0
    tone: str = ""


class Grid(Struct, frozen=True):
    """A table: heads, rows, and the widths of its columns as shares of the page (they add up to 1)."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


Block = Heading | Text | Grid


def outline(report: AuditReport) -> tuple[Block, ...]:
    """The whole report."""
    lang = report.lang
    blocks: list[Block] = [
        Heading(1, word("report.title", lang)),
        Text(verdict_line(report), tone="good" if report.verdict == "clean" else "critical"),
        Text(made_by(report), tone="quiet"),
        *(Text(remark_words(remark, lang)) for remark in report.remarks),
    ]
    for submission in report.submissions:
        blocks += _submission(report, submission)
    if report.batch is not None:
        blocks += _batch(report.batch, lang)
    if report.errors:
        blocks.append(Heading(2, word("report.errors", lang)))
        rows = tuple(
            (one_line(error.file), one_line(error.message), one_line(error.remedy))
            for error in sorted(report.errors, key=lambda error: (error.file, error.code))
        )
        heads = tuple(word(f"column.{name}", lang) for name in ("file", "reason", "remedy"))
        blocks.append(Grid(heads, rows, (0.3, 0.35, 0.35)))
    blocks.append(Text(word("page.honesty", lang), tone="quiet"))
    return tuple(blocks)


def _submission(report: AuditReport, submission: SubmissionReport) -> Iterator[Block]:
    lang = report.lang
    places, arrangement = places_of(submission, lang), arrange(submission)
    yield Heading(2, submission_title(submission, lang))
    for said in version_lines(submission, lang):
        yield Text(said, tone="quiet")
    yield from _summary(report, submission, places)
    if arrangement.causes:
        yield Heading(3, word("report.causes", lang))
        yield Text(word("report.causes.note", lang), tone="quiet")
        for block in arrangement.causes:
            yield from _cause(block, places)
    if arrangement.substance:
        yield Heading(3, word("report.alone", lang))
        yield Text(word("report.alone.note", lang), tone="quiet")
        for item in arrangement.substance:
            yield from _finding(item, places)
    yield from _matrix(submission, arrangement, places)
    if submission.scores:
        yield Heading(3, word("score.title", lang))
        for form in dict.fromkeys((row.form, row.form_index) for row in submission.scores):
            yield Text(form_words(places, *form), tone="strong")
            rows = [tuple(score_line(row, lang)) for row in submission.scores if (row.form, row.form_index) == form]
            yield Grid(tuple(score_heads(lang)), tuple(rows), (0.34, 0.1, 0.08, 0.08, 0.33, 0.07))
    if arrangement.form_remarks:
        yield Heading(3, word("report.form-remarks", lang))
        for item in arrangement.form_remarks:
            yield from _finding(item, places)
    yield from _annexes(submission, places)


def _batch(batch: SubmissionReport, lang: str) -> Iterator[Block]:
    """What only laying the units beside each other shows; nothing where it shows nothing."""
    items = arrange(batch).all
    if not items:
        return
    yield Heading(2, one_line(batch.unit))
    yield Text(word("report.batch.note", lang), tone="quiet")
    places = places_of(batch, lang)
    for item in items:
        yield from _finding(item, places)


def _summary(report: AuditReport, submission: SubmissionReport, places: Places) -> Iterator[Block]:
    lang = places.lang
    yield Heading(3, word("page.summary", lang))
    counts = tally((submission,), report.decided_on).by_severity
    share = 1 / len(Severity)
    yield Grid(
        tuple(word(f"severity.{severity}", lang) for severity in Severity),
        (tuple(str(counts[severity]) for severity in Severity),),
        (share,) * len(Severity),
    )
    yield Text(coverage_line(count_all((submission,)), lang), tone="quiet")
    yield Text(ledger_line(count_all((submission,)), lang), tone="quiet")
    totals = score_totals(submission, places)
    if totals:
        heads = tuple(word(f"score.total.{name}", lang) for name in ("form", "submitted", "recomputed", "difference"))
        yield Grid(heads, tuple(tuple(row) for row in totals), (0.4, 0.2, 0.2, 0.2))
    if submission.chain:
        yield Text(word("report.chain", lang), tone="strong")
        for node in submission.chain:
            yield from _chain(node, lang, 0)
    rows = tuple(
        (str(number), name, named("format", entry.source.format, lang), entry.source.sha256)
        for number, (entry, name) in enumerate(zip(submission.files, places.files, strict=True), 1)
    )
    heads = tuple(word(key, lang) for key in ("column.number", "page.file", "column.kind", "page.hash"))
    yield Grid(heads, rows, (0.07, 0.35, 0.13, 0.45))
    for entry in submission.forms:
        if entry.form is not FormKind.UNKNOWN:
            told = word("report.certainty", lang, percent=percent(entry.confidence))
            yield Text(word("place.tail", lang, place=form_line(places, entry), tail=told), 1, "quiet")


def _chain(node: ChainNode, lang: str, depth: int) -> Iterator[Block]:
    tone = {"broken": "critical", "undecided": "major", "holds": "good"}.get(node.state, "")
    figure = printed(node.figure, lang) if node.figure is not None else word("report.blank", lang)
    said = f"{MARKS.get(node.state, '·')} {one_line(node.label)} {figure}"
    if node.state in ("broken", "undecided") and node.calculation:
        said += f"　{one_line(node.calculation)}"
    yield Text(said, depth + 1, tone)
    for child in node.children:
        yield from _chain(child, lang, depth + 1)


def _cause(block: CauseBlock, places: Places) -> Iterator[Block]:
    lang, cause = places.lang, block.cause
    told = word("report.certainty", lang, percent=percent(cause.confidence))
    title = f"{word('report.cause', lang, id=one_line(cause.id))} {kind_words(cause.kind, lang)}"
    yield Heading(4, word("place.tail", lang, place=title, tail=told))
    yield Text(one_line(cause.message))
    for repair in cause.repairs:
        blank = word("report.repair.blank", lang)
        said = word(
            "report.repair", lang, label=one_line(repair.label), printed=one_line(repair.printed) or blank,
            restored=one_line(repair.restored) or blank,
        )  # fmt: skip
        yield Text(f"→ {said}　{say_place(places, repair.place)}", 1)
        for constraint in repair.constraints:
            yield Text(one_line(constraint), 2, "quiet")
    heads = tuple(word(f"column.{name}", lang) for name in ("number", "check", "severity", "place", "calculation"))
    rows = tuple(
        (
            str(item.number),
            f"{item.finding.check} {one_line(item.finding.title)}",
            word(f"severity.{item.finding.severity}", lang),
            _figures(item, places),
            one_line(item.finding.calculation),
        )
        for item in block.findings
    )
    yield Grid(heads, rows, (0.06, 0.22, 0.08, 0.4, 0.24))


def _figures(item: Numbered, places: Places) -> str:
    """The suspects of a finding: what is printed and where."""
    return "\n".join(
        f"{one_line(figure.label)} {printed(figure, places.lang)}　{say_place(places, figure.place, figure.raw)}"
        for figure in item.finding.figures[: max(item.finding.suspects, 1)][:6]
    )


def _finding(item: Numbered, places: Places) -> Iterator[Block]:
    lang, finding = places.lang, item.finding
    severity = word(f"severity.{finding.severity}", lang)
    yield Heading(4, f"{item.number}. {severity} {finding.check} {titled(finding, lang)}")
    if finding.message and finding.message != finding.title:
        yield Text(one_line(finding.message))
    for position, figure in enumerate(finding.figures):
        role = word("role.suspect" if position < finding.suspects else "role.evidence", lang)
        said = f"{role}　{one_line(figure.label)}　{printed(figure, lang)}"
        yield Text(f"{said}　{say_place(places, figure.place, figure.raw)}", 1)
    facts = (
        (reckoned(finding.calculation), finding.calculation),
        ("report.effect", effect_words(finding.effect, lang)),
        ("report.basis", word("place.semicolon", lang).join(finding.basis)),
        ("report.question", finding.question),
        ("report.decision", standing_words(finding, lang)),
        ("column.id", finding.id),
    )
    for key, text in facts:
        if text:
            yield Text(word("report.label", lang, name=word(key, lang)) + one_line(text), 1, "quiet")


def _matrix(submission: SubmissionReport, arrangement: Arrangement, places: Places) -> Iterator[Block]:
    lang = places.lang
    matrix = matrix_of(submission, arrangement)
    if not matrix.rows:
        return
    yield Heading(3, word("page.matrix", lang))
    heads = (
        word("page.fact", lang),
        *(form_words(places, *column) for column in matrix.columns),
        word("page.sums", lang),
        "",
    )
    rows = []
    for row in matrix.rows:
        cells = ["\n".join(dict.fromkeys(printed(figure, lang) for figure in cell)) for cell in row.cells]
        mark = MARKS["broken"] if row.findings else MARKS["holds"]
        rows.append((one_line(row.label), *cells, "\n".join(map(one_line, row.sums)), mark))
    share = 0.5 / len(matrix.columns)
    yield Grid(heads, tuple(rows), (0.22, *(share,) * len(matrix.columns), 0.22, 0.06))


def _annexes(submission: SubmissionReport, places: Places) -> Iterator[Block]:
    lang = places.lang
    yield Heading(3, word("page.annex-ticks", lang))
    if left_out(submission):
        yield Text(word("ticks.left-out", lang), tone="quiet")
    heads = tuple(word(key, lang) for key in ("column.check", "ticks.holds", "column.findings-count", "ticks.results"))
    rows = tuple(
        (
            group.check,
            group.holds,
            str(len(group.ticks)),
            word("place.semicolon", lang).join(tick_words(tick, lang) for tick in group.telling),
        )
        for group in tick_groups(submission, lang)
    )
    if rows:
        yield Grid(heads, rows, (0.08, 0.3, 0.07, 0.55))
    yield Heading(3, word("page.annex-open", lang))
    yield Text(word("page.honesty", lang), tone="quiet")
    for entry in submission.forms:
        if entry.form is FormKind.UNKNOWN:
            yield Text(f"? {one_line(entry.title)} {one_line(entry.note)}", 1)
    for file in submission.files:
        for warning in file.warnings:
            yield Text(f"! {clean(warning)}", 1)
    for item in sorted(submission.undecided, key=undecided_order):
        yield Text(f"? {undecided_words(item)}", 1)
