"""N08: words that belong to another unit or another year."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.across.parties import one_name
from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.quoting import cell_figure, chapter, form_figure, sentences
from formaudit.intake.naming import same_unit
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.report_text import Report
from formaudit.model.verdict import Outcome, Severity, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["foreign_words"]

_DEFINED: Final = compiled(
    r"^[\s（(一二三四五六七八九十、.\d)）]*(?P<name>[\u4e00-\u9fff（）()]{4,30}?(?:局|中心|委员会|委|办公室|办|学校|小学|中学|幼儿园|医院|卫生院|馆|站|所|队|院|街道办事处|镇人民政府|乡人民政府|镇政府|乡政府))(?:为|是|系)[^。；]{0,40}(?:单位|机构|部门)"
)
_STATED: Final = compiled(
    r"(?<!\d)(20\d{2})年度?(?:本单位|我单位|本部门|我部门)(?:无|没有)|(?<!\d)(20\d{2})年度?(?:一般公共预算(?:拨款|财政拨款)?支出|政府性基金(?:预算)?(?:拨款)?支出|国有资本经营预算支出|社会保险基金预算支出|基本支出数?|项目支出数?)(?:预算)?(?:数)?(?:为|是)?\s*\d"
)
_FIGURE: Final = compiled(r"[0-9,.]*(?:万元|亿元|元|%|[人名个项次])?")
_COMPARED: Final = compiled(r"上年|去年|同比|相比|[比较与]20\d{2}年|增长|下降|增加|减少|持平|结转")
_SELF: Final = compiled(r"我(?P<kind>局|校|院|镇|乡|街道|馆|站|所|队|委|园)(?![们国])")


def foreign_words(evidence: Evidence) -> Iterator[Verdict]:
    """N08: the report speaks as another unit or of another year: text taken over from elsewhere.

    Three signs: the sentence that says what the unit is has another unit's name; the unit calls itself by a kind (我校)
    that neither its name nor its department's has; the year's own amounts are stated for another year without any
    comparison. Words alone never weigh more than a minor finding. Breaks: 2022年度本单位无… in a report of 2023. Holds:
    与2022年相比减少; partners and superior bodies.
    """
    submission = evidence.submission
    for report in submission.reports:
        cells = [*_other_unit(evidence, report), *_other_kind(evidence, report), *_other_year(evidence, report)]
        seen = {cell.key: cell for cell in cells}
        yield Verdict(
            check="N08",
            outcome=Outcome.BROKEN if seen else Outcome.HOLDS,
            key="report.foreign",
            figures=(*seen.values(), form_figure(report)) if seen else (form_figure(report),),
            calculation="；".join(cell.raw for cell in seen.values()),
            message=phrase(
                "N08.broken",
                words="、".join(cell.raw for cell in seen.values()),
                unit=submission.unit,
                year=str(submission.year or "—"),
            )
            if seen
            else phrase("N08.holds"),
            severity=Severity.MINOR if seen else None,
            suspects=max(len(seen), 1),
        )


def _bodies(report: Report) -> Iterator[TextCell]:
    for section in report.sections:
        yield from section.body


def _other_unit(evidence: Evidence, report: Report) -> Iterator[Figure]:
    unit = evidence.submission.unit
    if not unit:
        return
    for cell in chapter(report, compiled(r"基本情况|概况|机构|职能")):
        match = _DEFINED.match(cell.text)
        if match is None or compiled(r"本单位|我单位|下设|内设|下属").search(match["name"]):
            continue
        name = compact(match["name"])
        if not same_unit(name, unit) and not one_name(name, unit):
            yield cell_figure(f"report.unit[{name}]", "单位名称", cell, match.start("name"), match.end("name"))


def _other_kind(evidence: Evidence, report: Report) -> Iterator[Figure]:
    known = evidence.submission.unit + "".join(
        form.supervising_department.text
        for form in evidence.submission.projects
        if form.supervising_department is not None
    )
    if not known:
        return
    for cell in _bodies(report):
        match = _SELF.search(cell.text)
        if match is not None and not _belongs(match["kind"], known):
            yield cell_figure(f"report.self[{match['kind']}]", "自称", cell, match.start(), match.end())
            return


def _belongs(kind: str, names: str) -> bool:
    """Whether a kind of body is among the names; a school is 学校, 小学, 大学 … alike."""
    alike = {"校": "学", "委": "委", "园": "园", "院": "院", "镇": "镇", "乡": "乡"}
    return alike.get(kind, kind) in names


def _other_year(evidence: Evidence, report: Report) -> Iterator[Figure]:
    year = evidence.submission.year
    if year is None:
        return
    for cell in _bodies(report):
        for at, sentence in sentences(cell):
            match = _STATED.search(sentence)
            if match is None or _COMPARED.search(sentence) or str(year) in sentence:
                continue
            printed = match[1] or match[2]
            if int(printed) != year:
                end = match.end()
                figure = _FIGURE.match(sentence, end)  # the quote holds the whole figure that it ends in
                end = figure.end() if figure is not None else end
                yield cell_figure(f"report.year[{printed}]", "年度", cell, at + match.start(), at + end)
