"""The matrix of figures across documents, and the annexes: what holds, what could not be tested."""

from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.model.report import FileError, SubmissionReport, Tick, Undecided
from formaudit.reports.arrange import Arrangement, undecided_order
from formaudit.reports.html.anchors import Anchors, anchor, finding_id
from formaudit.reports.html.issues import figure_link
from formaudit.reports.html.markup import NOTHING, Html, join, link, say, tag
from formaudit.reports.html.overview import table_html
from formaudit.reports.matrix import MatrixRow, matrix_of
from formaudit.reports.places import Places, form_words, say_place
from formaudit.reports.ticks import TickGroup, left_out, tick_groups
from formaudit.reports.words import check_title, printed

__all__ = ["errors_html", "matrix_html", "open_html", "ticks_html"]


def matrix_html(anchors: Anchors, submission: SubmissionReport, arrangement: Arrangement) -> Html:
    """Facts that several forms state, side by side; nothing where there is none."""
    matrix = matrix_of(submission, arrangement)
    if not matrix.rows:
        return NOTHING
    lang, name = anchors.places.lang, f"s{anchors.number}matrix"
    forms = [form_words(anchors.places, form, index) for form, index in matrix.columns]
    heads = [word("page.fact", lang), *forms, word("page.sums", lang), word("page.agreement", lang)]
    rows = [
        [
            say(row.label),
            *[join([_stated(anchors, figure) for figure in cell]) for cell in row.cells],
            join([tag("div", say(calculation), class_="calc") for calculation in row.sums]),
            _agreement(anchors, row),
        ]
        for row in matrix.rows
    ]
    title = word("page.matrix", lang)
    note = tag("p", say(word("page.matrix.note", lang)), class_="quiet")
    grid = table_html(title, heads, rows, "data matrix")
    return tag("section", tag("h3", say(title), id=name), note, grid, aria_labelledby=name)


def _stated(anchors: Anchors, figure: Figure) -> Html:
    said = say(printed(figure, anchors.places.lang))
    title = f"{figure.label} {say_place(anchors.places, figure.place)}"
    return tag("div", link(anchor(anchors, figure.place), said, title=title))


def _agreement(anchors: Anchors, row: MatrixRow) -> Html:
    lang = anchors.places.lang
    if not row.findings:
        return tag("span", say(f"✓ {word('outcome.holds', lang)}"), class_="good")
    links = [
        link(finding_id(anchors.number, number), say(word("report.finding", lang, number=str(number))))
        for number in row.findings
    ]
    return join([tag("span", say(f"✗ {word('outcome.broken', lang)} "), class_="bad"), join(links, Html(" "))])


def ticks_html(anchors: Anchors, submission: SubmissionReport) -> Html:
    """The annex of what was checked and is in order, folded, with the results of each check."""
    lang, name = anchors.places.lang, f"s{anchors.number}ticks"
    title = tag("h3", say(word("page.annex-ticks", lang)), id=name)
    groups = tick_groups(submission, lang)
    count = tag("summary", say(f"{word('report.ticks', lang)} ({len(submission.ticks)})"))
    listed = tag("details", count, *[_group(anchors, group) for group in groups])
    none = word("ticks.left-out" if left_out(submission) else "report.ticks.none", lang)
    body = listed if groups else tag("p", say(none), class_="quiet")
    return tag("section", title, body, _ledger(submission, lang), aria_labelledby=name)


def _group(anchors: Anchors, group: TickGroup) -> Html:
    head = join([tag("span", say(group.check), class_="chk"), say(f" {group.holds} ({len(group.ticks)})")])
    return join(
        [tag("p", head, class_="tick"), tag("ul", *[_tick(anchors, tick) for tick in group.ticks], class_="ticks")]
    )


def _tick(anchors: Anchors, tick: Tick) -> Html:
    figures = [
        join([say(f"{figure.label} "), tag("b", say(printed(figure, anchors.places.lang))), say(" "), where])
        for figure in tick.figures
        for where in (figure_link(anchors, figure),)
    ]
    return tag(
        "li",
        tag("span", say(tick.calculation), class_="calc"),
        tag("span", say(f" {tick.note}"), class_="quiet") if tick.note else NOTHING,
        tag("div", join(figures, Html(" · ")), class_="quiet"),
    )


def _ledger(submission: SubmissionReport, lang: str) -> Html:
    if not submission.ledger:
        return NOTHING
    rows = [
        [
            say(f"{row.check} {check_title(row.check, row.name, lang)}"),
            *[say(str(count)) for count in (row.holds, row.broken, row.undecided, row.not_applicable)],
        ]
        for row in sorted(submission.ledger, key=lambda row: (row.check, row.name))
    ]
    outcomes = ("outcome.holds", "outcome.broken", "outcome.undecided", "outcome.not-applicable")
    heads = [word("page.check", lang), *[word(key, lang) for key in outcomes]]
    grid = table_html(word("page.ledger", lang), heads, rows, "data numbers")
    return tag("details", tag("summary", say(word("page.ledger", lang))), grid)


def open_html(anchors: Anchors, submission: SubmissionReport) -> Html:
    """The annex of what could not be read or tested, ended by what text can never show."""
    lang, name = anchors.places.lang, f"s{anchors.number}open"
    title = tag("h3", say(word("page.annex-open", lang)), id=name)
    warnings = [
        (number, warning) for number, entry in enumerate(submission.files, start=1) for warning in entry.warnings
    ]
    parts = [
        _listing("report.unknown", _unknown(submission, anchors.places), lang),
        _listing(
            "report.warnings",
            [say(f"{word('report.file', lang, number=str(number))} {warning}") for number, warning in warnings],
            lang,
        ),
        _listing(
            "report.undecided",
            [_undecided(anchors, item) for item in sorted(submission.undecided, key=undecided_order)],
            lang,
        ),
    ]
    if not any(parts):
        parts = [tag("p", say(word("page.nothing-open", lang)), class_="quiet")]
    honesty = tag("p", say(word("page.honesty", lang)), class_="honesty")
    return tag("section", title, *parts, honesty, aria_labelledby=name)


def _listing(key: str, items: list[Html], lang: str) -> Html:
    if not items:
        return NOTHING
    return join([tag("h4", say(f"{word(key, lang)} ({len(items)})")), tag("ul", *[tag("li", item) for item in items])])


def _unknown(submission: SubmissionReport, places: Places) -> list[Html]:
    lang = places.lang
    items = []
    for entry in submission.forms:
        if entry.form != "unknown":
            continue
        said = [word("report.file", lang, number=str(entry.file + 1))]
        if entry.tables:
            numbers = word("verdict.join", lang).join(str(table + 1) for table in entry.tables)
            said.append(word("report.tables", lang, numbers=numbers))
        said += [part for part in (entry.title, entry.note) if part]
        items.append(say(word("place.list", lang).join(said)))
    return items


def _undecided(anchors: Anchors, item: Undecided) -> Html:
    figures = [join([say(f"{figure.label} "), figure_link(anchors, figure)]) for figure in item.figures]
    return join(
        [
            tag("span", say(item.check), class_="chk"),
            say(f" {item.reason}"),
            tag("div", join(figures, Html(" · ")), class_="quiet"),
        ]
    )


def errors_html(errors: tuple[FileError, ...], lang: str) -> Html:
    """Files that could not be read, with what to do; nothing where all were read."""
    if not errors:
        return NOTHING
    rows = [
        [tag("bdi", say(error.file)), say(error.message), say(error.remedy), tag("code", say(error.code))]
        for error in sorted(errors, key=lambda error: (error.file, error.code))
    ]
    heads = [word("page.file", lang), word("report.reason", lang), word("report.remedy", lang), word("column.id", lang)]
    title = word("report.errors", lang)
    grid = table_html(title, heads, rows)
    return tag("section", tag("h2", say(title), id="errors"), grid, aria_labelledby="errors", class_="errors")
