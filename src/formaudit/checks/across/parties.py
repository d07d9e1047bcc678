"""X14, X16, X17, X19: who the forms are about, when they were filled in, and what a list asks of the unit."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import cost_figure, total_of
from formaudit.forms.quoting import called, cell_figure, form_address, form_figure, word_figure
from formaudit.forms.units import report_unit
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import wan
from formaudit.indicators.match import ACCEPT, THERE, best_match, similarity
from formaudit.indicators.normalise import normalise_name
from formaudit.indicators.slips import differences
from formaudit.intake.naming import same_unit
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import ZERO, Figure
from formaudit.model.forms import BaseDataForm, FundList, SelfEvaluation
from formaudit.model.report_text import Report
from formaudit.model.submission import Submission
from formaudit.model.verdict import Absence, Outcome, Severity, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = [
    "fill_date",
    "listed_without_form",
    "names_differ",
    "one_name",
    "procurement_above_spending",
    "years_and_dates_differ",
]

_CENT: Final = Decimal("0.01")
_DATE: Final = compiled(r"(20\d{2})\s*[.\-/年]\s*(\d{1,2})\s*[.\-/月]\s*(\d{1,2})\s*日?")
_LIKE: Final = compiled(
    r"^(?:.*?[省市州盟县区旗])?(?P<place>[\u4e00-\u9fff]{2,4}?)(?P<kind>(?:镇|乡|街道)(?:人民政府|办事处|党委|财政所)?)$"
)
_VAGUE: Final = frozenset({"本单位", "本部门", "单位", "无", "不适用", "同上", "局机关", "机关", "各单位", "相关单位"})


def procurement_above_spending(evidence: Evidence) -> Iterator[Verdict]:
    """X14: more was bought through government procurement than there was money that is not for staff.

    Compares 政府采购 of annex 2 with 公用经费 + 项目支出 of the same column. Contracts of several years and a
    budget column that holds the opening figure explain much, so a budget that the full-year budgets of the
    projects would cover is a note only. Breaks: 采购 90, 公用 10 + 项目 63.18. Holds: 采购 41.06.
    """
    submission = evidence.submission
    for column in ("final_account", "budget"):
        bought, running, projects = (
            cost_figure(submission, item, column) for item in ("政府采购金额", "公用经费", "项目支出")
        )
        if bought is None or running is None or projects is None or not bought.filled or not running.filled:
            continue
        money = wan(running) + (wan(projects) if projects.filled else ZERO)
        over = wan(bought) - money > _CENT
        if over and not projects.filled:
            continue
        wider = money
        if column == "budget":
            finals = [
                total.final_budget
                for form in submission.projects
                if (total := total_of(form)) is not None and total.final_budget is not None
            ]
            spent = [cost_figure(submission, "项目支出", "final_account")]
            full = [
                sum((wan(one) for one in group if one is not None and one.filled), ZERO) for group in (finals, spent)
            ]
            wider = wan(running) + max(wan(projects) if projects.filled else ZERO, *full)
        line = f"{plain(wan(running))} + {plain(wan(projects) if projects.filled else ZERO)} = {plain(money)}"
        yield Verdict(
            check="X14",
            outcome=Outcome.BROKEN if over else Outcome.HOLDS,
            key=f"annex2.procurement.{column}",
            figures=(bought, running, projects),
            calculation=f"{line} {'<' if over else '≥'} {plain(wan(bought))}",
            message=phrase(
                "X14.broken" if over else "X14.holds", label=bought.label, printed=bought.raw, money=plain(money)
            ),
            severity=Severity.NOTE if over and wan(bought) - wider <= _CENT else None,
        )


def one_name(left: str, right: str) -> bool:
    """Whether two printed names may mean one body: equal, contained, abridged (青禾溪口区 → 溪口区), or close."""
    one, other = normalise_name(left), normalise_name(right)
    if not one or not other or compact(left) in _VAGUE or compact(right) in _VAGUE:
        return True
    if _of_another_place(one, other):
        return False
    short, long = sorted((one, other), key=len)
    if short in long or same_unit(one, other) or similarity(one, other) >= ACCEPT:
        return True
    rest = iter(long)
    return all(char in rest for char in short)


def _of_another_place(one: str, other: str) -> bool:
    """Whether two bodies of one kind bear the names of two places, which are no slip of each other."""
    left, right = _LIKE.match(one), _LIKE.match(other)
    if left is None or right is None or left["kind"] != right["kind"] or len(left["place"]) != len(right["place"]):
        return False
    found = differences(left["place"], right["place"])
    return bool(found.changed or found.extra)


def _unit_names(submission: Submission) -> Iterator[tuple[str, TextCell]]:
    own: tuple[BaseDataForm | SelfEvaluation, ...] = (*submission.base_data, *submission.departments)
    for form in own:
        if form.unit_name is not None:
            yield form_address(form), form.unit_name
    for project in submission.projects:
        parent, unit = project.supervising_department, project.implementing_unit
        # A department's project may be carried out by a unit below it: then the names differ rightly.
        if unit is not None and not (parent is not None and one_name(parent.text, submission.unit)):
            yield form_address(project), unit
            yield from _of_like_reports(submission, unit.text)


def _of_like_reports(submission: Submission, unit: str) -> Iterator[tuple[str, TextCell]]:
    """The unit in a report's title where it is a body like a form's, of another place: 蓝山镇人民政府, 蓝田镇人民政府.

    A report of any other body may be about what a unit below it does.
    """
    own = _LIKE.match(compact(unit))
    for report in submission.reports:
        title = report.printed_title
        named = report_unit(title.text) if title is not None else ""
        like = _LIKE.match(named)
        if title is None or own is None or like is None or own["kind"] != like["kind"]:
            continue
        if len(own["place"]) == len(like["place"]) and own["place"] != like["place"]:
            yield form_address(report), replace(title, text=named)


def _parents(submission: Submission) -> Iterator[tuple[str, TextCell]]:
    for form in submission.projects:
        parent = form.supervising_department
        if parent is None and form.implementing_unit is not None:
            # Beside the unit that carries a project out, 预算部门 or 填报单位 is the one above it.
            parent = form.unit_name
        if parent is not None:
            yield form_address(form), parent


def names_differ(evidence: Evidence) -> Iterator[Verdict]:
    """X16: the unit or its department has another name on another form.

    Names are one where one contains or abridges the other or where they are nearly equal. Breaks: 农机推广服务中心
    against 就业服务中心. Holds: 青禾市河湾区… against 河湾区…, 人社局 against 人力资源和社会保障局.
    """
    for kind, named in (("unit", _unit_names), ("parent", _parents)):
        entries = list(named(evidence.submission))
        if len(entries) < 2:
            continue
        label = "单位名称" if kind == "unit" else "主管部门"
        # The name that most forms carry is the one that the others are measured by; of two the submission's own.
        known = evidence.submission.unit if kind == "unit" else ""
        entries.sort(
            key=lambda entry: (
                -sum(one_name(entry[1].text, other.text) for _, other in entries),
                bool(known) and not one_name(entry[1].text, known),
            )
        )
        first = cell_figure(f"{entries[0][0]}.{kind}", label, entries[0][1])
        other = next(
            ((address, cell) for address, cell in entries[1:] if not one_name(entries[0][1].text, cell.text)), None
        )
        address, cell = other or entries[-1]
        yield Verdict(
            check="X16",
            outcome=Outcome.BROKEN if other else Outcome.HOLDS,
            key=f"names.{kind}",
            figures=(cell_figure(f"{address}.{kind}", label, cell), first),
            calculation=f"{compact(cell.text)} {'≠' if other else '='} {compact(entries[0][1].text)}",
            message=phrase(
                "X16.broken" if other else "X16.holds", name=compact(cell.text), other=compact(entries[0][1].text)
            ),
            # A body of the same kind of another place is no other way to write the name.
            severity=Severity.MINOR
            if other and _of_another_place(normalise_name(cell.text), normalise_name(entries[0][1].text))
            else None,
        )


def fill_date(text: str) -> tuple[int, int, int] | None:
    """Year, month and day as printed, possible or not; ``None`` where no whole date is printed."""
    match = _DATE.search(text)
    return (int(match[1]), int(match[2]), int(match[3])) if match else None


def _wrong_date(printed: tuple[int, int, int], year: int) -> str:
    """Why a date cannot be that of a self-evaluation of the year, as the end of a catalogue key; empty if it can."""
    try:
        day = date(*printed)
    except ValueError:
        return "impossible"
    if day < date(year, 12, 1):
        return "early"
    return "late" if printed[0] > year + 3 else ""


def _titled(submission: Submission) -> Iterator[BaseDataForm | SelfEvaluation | Report]:
    yield from submission.base_data
    yield from submission.departments
    yield from submission.projects
    yield from submission.reports


def _years_of(form: BaseDataForm | SelfEvaluation | Report) -> list[int]:
    """The years that the title names, or the one below it: （2023年度）."""
    named = [int(found) for found in compiled(r"(?<!\d)20\d{2}(?=年|年度|\s)").findall(compact(form.title))]
    return named or ([form.year] if form.year is not None else [])


def years_and_dates_differ(evidence: Evidence) -> Iterator[Verdict]:
    """X17: a title names another year, or a date of filling in cannot be.

    The year of every title must be that of the submission; a date must exist and lie after the year (December
    counts). Who filled in and on which day may differ between forms. Breaks: 2022年度 among forms of 2023; 2023.4.31.
    Holds: 2024.5.9 and 2024.5.12 under forms of 2023.
    """
    submission = evidence.submission
    year = submission.year
    if year is None:
        return
    same = next((form for form in _titled(submission) if year in _years_of(form)), None)
    for form in _titled(submission):
        named = _years_of(form)
        if named and same is not None:
            holds = year in named
            yield Verdict(
                check="X17",
                outcome=Outcome.HOLDS if holds else Outcome.BROKEN,
                key=f"{form_address(form)}.year",
                figures=(form_figure(form),) if form is same else (form_figure(form), form_figure(same)),
                calculation=f"{named[0]} {'=' if holds else '≠'} {year}",
                message=phrase(
                    "X17.holds" if holds else "X17.year", form=called(form), printed=str(named[0]), year=str(year)
                ),
            )
        if isinstance(form, Report) or form.footer.place is None:
            continue
        printed = fill_date(form.footer.date)
        if printed is None:
            continue
        wrong = _wrong_date(printed, year)
        dated = word_figure(f"{form_address(form)}.date", "填报日期", form.footer.date, form.footer.place)
        yield Verdict(
            check="X17",
            outcome=Outcome.BROKEN if wrong else Outcome.HOLDS,
            key=f"{form_address(form)}.date",
            figures=(dated, form_figure(form)),
            calculation=f"{form.footer.date} / {year}",
            message=phrase(
                f"X17.{wrong}" if wrong else "X17.dated", form=called(form), printed=form.footer.date, year=str(year)
            ),
        )


def listed_without_form(evidence: Evidence) -> Iterator[Verdict]:
    """X19: the list (annex 1) names a fund of this very unit for which there is no project form.

    The list is the finance bureau's and names other units too: only rows that name this unit count, and what is
    missing is information. A form for a whole kind of money (区级专项资金) may hold the fund and leaves it undecided.
    Breaks: the list gives this unit 征缴宣传专项, no form has the name. Holds: a form has.
    """
    submission = evidence.submission
    projects = [form.name for form in submission.projects]
    for listing in submission.fund_lists:
        yield from _listed(submission, listing, projects)


_KIND: Final = compiled(r"^(?:[省市县区州旗本]级|中央|上级)?(?:财政)?(?:专项资金|专项|转移支付|专项支出|转移支付资金)$")


def _listed(submission: Submission, listing: FundList, projects: list[str]) -> Iterator[Verdict]:
    for row in listing.rows:
        if not compact(row.fund.text) or not same_unit(row.unit.text, submission.unit):
            continue
        match = best_match(row.fund.text, projects) if projects else None
        sub = best_match(row.note.text, projects) if projects and compact(row.note.text) else None
        found = next((one for one in (match, sub) if one is not None and one.score >= THERE), None)
        whole = found is None and any(_KIND.match(normalise_name(name)) for name in projects)
        outcome = Outcome.HOLDS if found is not None else Outcome.UNDECIDED if whole else Outcome.BROKEN
        fund = compact(row.fund.text)
        figures: list[Figure] = [
            cell_figure(f"annex1[{fund}].fund", "专项资金名称", row.fund),
            cell_figure(f"annex1[{fund}].unit", "单位名称", row.unit),
        ]
        if found is not None:
            figures.append(form_figure(submission.projects[found.index]))
        yield Verdict(
            check="X19",
            outcome=outcome,
            key=f"annex1[{fund}].form",
            figures=tuple(figures),
            calculation=f"{fund} / {'、'.join(projects[:6]) or '—'}",
            message=phrase("undecided.whole-kind", label=fund)
            if outcome is Outcome.UNDECIDED
            else phrase("X19.holds" if found is not None else "X19.broken", fund=fund),
            absence=Absence.FORM,
        )
