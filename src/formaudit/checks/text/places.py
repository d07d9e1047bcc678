"""N09: the name of another place of the unit's own level, left in a text that was taken over."""

import re
from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.cells import Site
from formaudit.forms.quoting import called, cell_figure, form_address, form_figure
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.report_text import Report
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["foreign_place"]

_OWN: Final = compiled(r"(?P<name>[\u4e00-\u9fff]{1,6}?)(?P<level>自治州|自治县|街道|[市州县区旗镇乡])")
_GOVERNED: Final = {
    "乡": r"(?:党委|政府|人民政府|人大|机关|财政所|党政)",
    "镇": r"(?:党委|政府|人民政府|人大|机关|财政所|党政)",
    "街道": r"(?:党工委|办事处|机关|财政所)",
    "县": r"(?:委|人民政府|政府|财政局)",
    "区": r"(?:委|人民政府|政府|财政局)",
    "旗": r"(?:委|人民政府|政府|财政局)",
}
_ABROAD: Final = compiled(
    r"学习|考察|对口|支援|帮扶|协作|交流|比|周边|邻|兄弟|联合|共同|合并|划入|划出|来自|赴|等地|和|与|及|、"
)
_REACH: Final = 12
_REST: Final = 4
"""So many characters of the unit's name behind its place show that the unit itself is meant."""
_ALL: Final = compiled(r"[县区市乡镇村各全本该省级]")
_VERB: Final = compiled(
    r"根据|按照|依据|依照|遵照|对照|报请|报经|提请|上报|呈报|报送|会同|配合|协同|协调|争取|收到|接到|经由|由于|[由按经受据报向对为在以将把从]"
)


def foreign_place(evidence: Evidence) -> Iterator[Verdict]:
    """N09: the report speaks of the government or party of another place of the unit's own level as of its own.

    Only where the unit's name has a place of that level and the other one is named in no form; a text about
    visits, help or comparison names other places rightly. In the cells of a form the other place stands before the
    rest of the unit's own name.
    Breaks: 双桥镇党委政府高度重视 in the report of 青石镇人民政府; 苍北县工业园 in a goal of 苍山县工业园管委会.
    Holds: 青石镇党委政府; 赴双桥镇人民政府学习.
    """
    submission = evidence.submission
    own = _places(submission.unit)
    if not own:
        return
    known = _known(submission)
    yield from _in_forms(submission, own, known)
    for report in submission.reports:
        found = [figure for cell in _bodies(report) for figure in _others(cell, own, known)]
        seen = {figure.raw: figure for figure in found}
        yield Verdict(
            check="N09",
            outcome=Outcome.BROKEN if seen else Outcome.HOLDS,
            key="report.places",
            figures=(*seen.values(), form_figure(report)) if seen else (form_figure(report),),
            calculation="、".join(seen),
            message=phrase("N09.broken", words="、".join(seen), unit=submission.unit)
            if seen
            else phrase("N09.holds", unit=submission.unit),
            suspects=max(len(seen), 1),
        )


def _in_forms(submission: Submission, own: dict[str, str], known: str) -> Iterator[Verdict]:
    """What goals, results and reasons of a form call the unit: the rest of its name behind another place."""
    unit = compact(submission.unit)
    patterns = [
        (re.compile(rf"(?P<name>[\u4e00-\u9fff]{{{len(name)}}}){level}(?={re.escape(rest[:_REST])})"), name, level)
        for level, name in own.items()
        if len(rest := unit.partition(name + level)[2]) >= _REST
    ]
    for form in submission.self_evaluations:
        found = [
            cell_figure(f"{form_address(form)}.place[{match['name']}{level}]", "地名", cell, *match.span())
            for cell in (_words(submission, form) if patterns else ())
            for pattern, name, level in patterns
            for match in pattern.finditer(cell.text)
            if match["name"] != name
            and match["name"] + level not in known
            and not _ALL.search(match["name"])
            and not _ABROAD.search(cell.text[max(0, match.start() - _REACH) : match.start()])
        ]
        seen = {figure.raw: figure for figure in found}
        if seen:
            yield Verdict(
                check="N09",
                outcome=Outcome.BROKEN,
                key=f"{form_address(form)}.places",
                figures=tuple(seen.values()),
                calculation="、".join(seen),
                message=phrase("N09.form", words="、".join(seen), form=called(form), unit=submission.unit),
                suspects=len(seen),
            )


def _words(submission: Submission, form: SelfEvaluation) -> Iterator[TextCell]:
    """All that a form's tables say, whatever block it belongs to."""
    site = Site(file=form.file, form=form.form, form_index=form.index)
    for table in submission.documents[form.file].tables:
        if table.index in form.tables:
            yield from (site.text(table, cell) for cell in table)


def _places(unit: str) -> dict[str, str]:
    """The places in front of a unit's name by their level: 县 → 望川, 镇 → 青石."""
    found: dict[str, str] = {}
    text = compact(unit)
    while (match := _OWN.match(text)) is not None:
        found[match["level"]] = match["name"]
        text = text[match.end() :]
    return found


def _known(submission: Submission) -> str:
    """All that the forms name: units, departments, projects."""
    cells = [form.unit_name for form in submission.base_data]
    for form in submission.self_evaluations:
        cells += [form.unit_name, form.supervising_department, form.implementing_unit, form.project]
    return submission.unit + "".join(compact(cell.text) for cell in cells if cell is not None)


def _bodies(report: Report) -> Iterator[TextCell]:
    for section in report.sections:
        yield from section.body


def _others(cell: TextCell, own: dict[str, str], known: str) -> Iterator[Figure]:
    for level, name in own.items():
        if level not in _GOVERNED:
            continue
        pattern = compiled(
            rf"(?:^|[，,。；;：:\s我])(?P<name>[\u4e00-\u9fff]{{{len(name)}}}){level}(?={_GOVERNED[level]})"
        )
        for match in pattern.finditer(cell.text):
            before = cell.text[max(0, match.start() - _REACH) : match.start("name")]
            other = match["name"] + level
            if match["name"] == name or other in known or _ABROAD.search(before) or name in match["name"]:
                continue
            if _ALL.search(match["name"]):
                continue  # 全县各镇, 该乡镇 and the like are no names
            if _VERB.fullmatch(match["name"]):
                continue  # 根据县财政局的文件
            yield cell_figure(
                f"report.place[{other}]", "地名", cell, match.start("name"), match.end("name") + len(level)
            )
