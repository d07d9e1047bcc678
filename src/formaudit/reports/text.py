"""The report for the terminal: verdict first, then each submission from its causes down to what was not tested."""

from collections.abc import Iterable

from formaudit.messages import word
from formaudit.model.report import AuditReport, ChainNode, FileOwner, SubmissionReport
from formaudit.model.verdict import Severity
from formaudit.reports.arrange import Arrangement, arrange, undecided_order
from formaudit.reports.clean import one_line
from formaudit.reports.places import Places, places_of
from formaudit.reports.tally import count_all, counts_line, coverage_line, ledger_line, verdict_line
from formaudit.reports.text_issues import cause_lines, finding_lines
from formaudit.reports.ticks import group_line, left_out, tick_groups, undecided_words
from formaudit.reports.words import (
    MARKS,
    form_line,
    made_by,
    named,
    percent,
    printed,
    remark_words,
    submission_title,
    version_lines,
)
from formaudit.reports.wrap import Line, fold_lines

__all__ = ["to_text"]

_NOTES_SHOWN = 10
_TICKS_SHOWN = 8
_OPEN_SHOWN = 10
_CUT = "… "
"""Begins the line that counts what was left out."""


def to_text(report: AuditReport, *, width: int = 0, colour: bool = False, lasting: bool = False, out: str = "") -> str:
    """The report as text. ``width`` is the terminal's (0: lines are not wrapped); ``colour`` adds escape sequences.

    ``lasting`` leaves out what another version or a further check changes though it finds nothing: the program's
    version, what holds, and the counts of figures and relations. ``out`` names where all of it has been written.
    """
    lang = report.lang
    style = {"clean": "good", "incomplete": "major"}.get(report.verdict, "critical")
    lines = [Line(verdict_line(report), style=style)]
    if not lasting:
        lines.append(Line(made_by(report), style="faint"))
    lines += [Line(f"! {remark_words(remark, lang)}", 0, 2) for remark in report.remarks]
    several = len(report.submissions) > 1
    for submission in report.submissions:
        lines += _submission(submission, lang, several=several)
        if not lasting:
            lines += [*_ticks(submission, lang), Line(), *_counted((submission,), lang, 2)]
    if report.batch is not None:
        lines += _batch(report.batch, lang)
    if report.errors:
        lines += _heading("report.errors", lang)
        for error in sorted(report.errors, key=lambda error: (error.file, error.code)):
            # One line a file: place, fact, remedy.
            fact = f"✗ {one_line(error.file)}: {one_line(error.message)} [{one_line(error.code)}]"
            lines.append(Line(f"{fact} → {one_line(error.remedy)}", 2, 2, "critical"))
    lines.append(Line())
    if several and not lasting:
        lines += _counted(report.parts, lang, 0)
    if any(line.text.startswith(_CUT) for line in lines) and not lasting:
        lines.append(Line(word("report.all-in" if out else "report.all-with", lang, file=out), style="faint"))
    lines.append(Line(word("page.honesty", lang), style="faint"))
    return fold_lines(lines, width=width, colour=colour)


def _heading(key: str, lang: str) -> list[Line]:
    return [Line(), Line(word(key, lang), style="strong")]


def _submission(submission: SubmissionReport, lang: str, *, several: bool) -> list[Line]:
    places = places_of(submission, lang)
    arrangement = arrange(submission)
    lines = [Line(), Line(f"■ {submission_title(submission, lang)}", style="strong")]
    lines += [Line(said, 2) for said in version_lines(submission, lang)]
    if not submission.counts:
        return [*lines, Line(counts_line(submission, lang), 2)]
    if several:
        lines.append(Line(counts_line(submission, lang), 2))
        lines.append(Line(word("report.profile", lang, profile=one_line(submission.profile) or "—"), 2))
    lines += _files(submission, places)
    lines += _forms(submission, places)
    if submission.chain:
        lines += _heading("report.chain", lang)
        for node in submission.chain:
            lines += _chain(node, lang, 2, _numbers(arrangement))
    if arrangement.causes:
        lines += _heading("report.causes", lang)
        lines.append(Line(word("report.causes.note", lang), 2, 0, "faint"))
        for block in arrangement.causes:
            lines += cause_lines(block, places)
    lines += _alone(arrangement, places)
    lines += _unknown(submission, places)
    lines += _undecided(submission, lang)
    return lines


def _batch(batch: SubmissionReport, lang: str) -> list[Line]:
    """What only laying the units beside each other shows; nothing where it shows nothing."""
    items = arrange(batch).all
    if not items:
        return []
    lines = [Line(), Line(f"■ {one_line(batch.unit)}", style="strong"), Line(word("report.batch.note", lang), 2)]
    places = places_of(batch, lang)
    for item in items:
        lines += finding_lines(item, places)
    return lines


def _counted(submissions: Iterable[SubmissionReport], lang: str, indent: int) -> list[Line]:
    counted = count_all(submissions)
    return [Line(coverage_line(counted, lang), indent), Line(ledger_line(counted, lang), indent)]


def _files(submission: SubmissionReport, places: Places) -> list[Line]:
    lines = _heading("report.files", places.lang)
    for number, (entry, name) in enumerate(zip(submission.files, places.files, strict=True), start=1):
        said = [named("format", entry.source.format, places.lang)]
        if entry.owner is not FileOwner.OWN:
            said.append(word(f"report.owner.{entry.owner}", places.lang))
        if entry.source.pages is not None:
            said.append(word("report.pages", places.lang, count=str(entry.source.pages)))
        lines.append(Line(f"{number}. {name}  {word('place.list', places.lang).join(said)}", 2, 3))
        lines += [Line(f"! {one_line(warning)}", 5, 2, "major") for warning in entry.warnings]
    return lines


def _forms(submission: SubmissionReport, places: Places) -> list[Line]:
    lines = []
    for entry in submission.forms:
        if entry.form == "unknown":
            continue
        said = [word("report.certainty", places.lang, percent=percent(entry.confidence))]
        if len(places.files) > 1:
            said.insert(0, word("report.file", places.lang, number=str(entry.file + 1)))
        if entry.note:
            said.append(one_line(entry.note))
        tail = word("place.list", places.lang).join(said)
        lines.append(Line(word("place.tail", places.lang, place=form_line(places, entry), tail=tail), 2, 2))
    return [*_heading("report.forms", places.lang), *lines] if lines else []


def _numbers(arrangement: Arrangement) -> dict[str, int]:
    return {item.finding.id: item.number for item in arrangement.all}


def _chain(node: ChainNode, lang: str, indent: int, numbers: dict[str, int]) -> list[Line]:
    mark = MARKS.get(node.state, "·")
    figure = printed(node.figure, lang) if node.figure else word("report.blank", lang)
    style = {"broken": "critical", "undecided": "major"}.get(node.state, "")
    lines = [Line(f"{mark} {one_line(node.label)} {figure}", indent, 2, style)]
    if node.state in ("broken", "undecided") and node.calculation:
        told = [word("report.finding", lang, number=str(numbers[id_])) for id_ in node.findings if id_ in numbers]
        calculation = one_line(node.calculation)
        tail = word("place.list", lang).join(told)
        said = word("place.tail", lang, place=calculation, tail=tail) if told else calculation
        lines.append(Line(said, indent + 2, 2, style))
    for child in node.children:
        lines += _chain(child, lang, indent + 3, numbers)
    return lines


def _more(count: int, lang: str, indent: int = 2) -> list[Line]:
    return [Line(word("report.more", lang, count=str(count)), indent, 0, "faint")] if count > 0 else []


def _alone(arrangement: Arrangement, places: Places) -> list[Line]:
    if not arrangement.alone:
        return []
    lines = _heading("report.alone", places.lang)
    lines.append(Line(word("report.alone.note", places.lang), 2, 0, "faint"))
    notes = [item for item in arrangement.alone if item.finding.severity is Severity.NOTE]
    for item in arrangement.alone:
        if item.finding.severity is not Severity.NOTE:
            lines += finding_lines(item, places)
    for item in notes[:_NOTES_SHOWN]:
        lines += finding_lines(item, places)
    return lines + _more(len(notes) - _NOTES_SHOWN, places.lang)


def _unknown(submission: SubmissionReport, places: Places) -> list[Line]:
    unknown = [entry for entry in submission.forms if entry.form == "unknown"]
    if not unknown:
        return []
    lines = _heading("report.unknown", places.lang)
    for entry in unknown:
        said = []
        if len(places.files) > 1 and 0 <= entry.file < len(places.files):
            said.append(places.files[entry.file])
        if entry.tables:
            numbers = word("verdict.join", places.lang).join(str(table + 1) for table in entry.tables)
            said.append(word("report.tables", places.lang, numbers=numbers))
        said += [one_line(part) for part in (entry.title, entry.note) if part]
        lines.append(Line(f"? {word('place.list', places.lang).join(said)}", 2, 2))
    return lines


def _undecided(submission: SubmissionReport, lang: str) -> list[Line]:
    if not submission.undecided:
        return []
    lines = _heading("report.undecided", lang)
    ordered = sorted(submission.undecided, key=undecided_order)
    for item in ordered[:_OPEN_SHOWN]:
        lines.append(Line(f"? {undecided_words(item)}", 2, 2))
    return lines + _more(len(ordered) - _OPEN_SHOWN, lang)


def _ticks(submission: SubmissionReport, lang: str) -> list[Line]:
    if left_out(submission):
        return [*_heading("report.ticks", lang), Line(word("ticks.left-out", lang), 2, 0, "faint")]
    groups = tick_groups(submission, lang)
    if not groups:
        return []
    lines = _heading("report.ticks", lang)
    lines += [Line(f"✓ {group_line(group, lang)}", 2, 2) for group in groups[:_TICKS_SHOWN]]
    rest = sum(len(group.ticks) for group in groups[_TICKS_SHOWN:])
    return lines + _more(rest, lang)
