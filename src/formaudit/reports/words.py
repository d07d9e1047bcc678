"""Short words for the values of a report, in its language; an unknown kind is said as it is named."""

from decimal import Decimal

from formaudit.messages import has, word
from formaudit.model.decision import Remark
from formaudit.model.figure import Figure
from formaudit.model.report import AuditReport, Finding, FormEntry, SubmissionReport
from formaudit.model.verdict import Effect
from formaudit.reports.clean import one_line
from formaudit.reports.places import Places, form_words

__all__ = [
    "MARKS",
    "check_title",
    "effect_words",
    "form_line",
    "kind_words",
    "made_by",
    "named",
    "percent",
    "plain",
    "printed",
    "reckoned",
    "remark_words",
    "standing_words",
    "submission_title",
    "titled",
    "version_lines",
    "year_words",
    "year_words_of",
]

MARKS = {"holds": "✓", "broken": "✗", "undecided": "?"}
"""The auditor's marks beside a tie; a leaf has none."""
_DIFFERENCES = 10
_SIGNS = "=≠≤≥<>≈×÷→"


def named(prefix: str, kind: str, lang: str) -> str:
    """The catalogue's word for a kind (``cause-kind``, ``format`` …), or the kind itself where it is new."""
    key = f"{prefix}.{kind}"
    return word(key, lang) if has(key) else one_line(kind)


def kind_words(kind: str, lang: str) -> str:
    """The kind of a cause in words: 替换破坏."""
    return named("cause-kind", kind, lang)


def percent(confidence: float) -> str:
    """A confidence between 0 and 1 as a whole percentage, never rounded up to a certainty it does not have."""
    return f"{int(confidence * 100 + 1e-9)}%"


def plain(value: Decimal) -> str:
    """A decimal without an exponent, digits as they are."""
    return format(value, "f")


def printed(figure: Figure, lang: str) -> str:
    """What is printed for a figure, with its unit unless the print already ends in it."""
    raw = one_line(figure.raw)
    if not raw:
        return word("report.blank", lang)
    unit = one_line(figure.unit)
    if not unit or figure.value is None or raw.endswith("%") or figure.may_be_ratio:
        return raw
    number = raw.removesuffix(unit).rstrip()
    # A clerk writes 142.8万元 here and 168.3 in a column of 万元 there: one report says both alike.
    return f"{number} {unit}" if unit not in number and number[-1:].isdigit() else raw


def reckoned(calculation: str) -> str:
    """What to call a calculation: what two prints laid beside each other show is none."""
    return "report.calculation" if any(sign in calculation for sign in _SIGNS) else "report.compared"


def effect_words(effect: Effect | None, lang: str) -> str:
    """``18.35 万元，10 分``, or nothing."""
    if effect is None:
        return ""
    said = []
    if effect.money is not None:
        said.append(word("report.effect.money", lang, money=plain(effect.money)))
    if effect.score is not None:
        said.append(word("report.effect.score", lang, score=plain(effect.score)))
    return word("place.list", lang).join(said)


def standing_words(finding: Finding, lang: str) -> str:
    """What a person decided, with the reason: ``已豁免：已有批复``; empty where nobody has."""
    decision = finding.decision
    if decision is None:
        return ""
    said = word(f"standing.{decision.standing}", lang)
    return word("report.label", lang, name=said) + one_line(decision.reason) if decision.reason else said


def remark_words(remark: Remark, lang: str) -> str:
    """What is to be told about decisions on findings."""
    detail = one_line(remark.detail)
    if not has(f"remark.{remark.code}"):
        return one_line(f"{remark.code} {remark.finding} {detail}")
    return word(f"remark.{remark.code}", lang, finding=one_line(remark.finding), detail=detail).rstrip()


def year_words(submission: SubmissionReport, lang: str) -> str:
    """The year of a submission, or that none was recognised."""
    return year_words_of(submission.year, lang)


def year_words_of(year: int | None, lang: str) -> str:
    """A year, or that none was recognised."""
    return word("report.no-year", lang) if year is None else word("report.year", lang, year=str(year))


def submission_title(submission: SubmissionReport, lang: str) -> str:
    """Unit and year, and which version it is where there are several."""
    unit = one_line(submission.unit) or word("report.no-unit", lang)
    title = word("report.submission", lang, unit=unit, year=year_words(submission, lang))
    if submission.version is None:
        return title
    return word("version.title", lang, title=title, label=one_line(submission.version.version.label))


def titled(finding: Finding, lang: str) -> str:
    """The title of a finding, in a batch behind the unit that it is about."""
    title = one_line(finding.title)
    if not finding.unit:
        return title
    return word("report.label", lang, name=f"{one_line(finding.unit)} {year_words_of(finding.year, lang)}") + title


def check_title(check: str, name: str, lang: str) -> str:
    """What a check is called in words; the name that its author gave where the catalogue has none."""
    key = f"{check}.title"
    return word(key, lang) if has(key) else one_line(name)


def version_lines(submission: SubmissionReport, lang: str) -> list[str]:
    """How many versions there are and which one is adopted; of another one, what it prints differently."""
    if submission.version is None:
        return []
    version, found = submission.version.version, submission.version.differences
    label = one_line(version.label)
    if version.adopted:
        doubt = "" if version.certain else word("version.uncertain", lang)
        return [word("version.adopted", lang, count=str(version.of), label=label) + doubt]
    lines = [word("version.other", lang, label=label, count=str(len(found)))]
    lines += [
        word(
            "version.difference",
            lang,
            label=one_line(each.label),
            here=one_line(each.here),
            adopted=one_line(each.adopted),
        )
        for each in found[:_DIFFERENCES]
    ]
    if len(found) > _DIFFERENCES:
        lines.append(word("report.more", lang, count=str(len(found) - _DIFFERENCES)))
    return lines


def made_by(report: AuditReport) -> str:
    """Program, rules and number of checks."""
    return word(
        "report.made",
        report.lang,
        version=one_line(report.version),
        profile=one_line(report.profile),
        checks=str(report.checks),
    )


def form_line(places: Places, entry: FormEntry) -> str:
    """A recognised form with what is printed as its title: ``附件4（区级专项资金） 《…》``."""
    said = form_words(places, entry.form, entry.index)
    title = one_line(entry.title)
    full = named("form", f"{entry.form}.full", places.lang)
    return f"{said} {title}" if title else (said if said.startswith(full) else full)
