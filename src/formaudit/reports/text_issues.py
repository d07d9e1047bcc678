"""Causes and findings for the terminal."""

from formaudit.messages import word
from formaudit.model.report import Finding
from formaudit.reports.arrange import CauseBlock, Numbered
from formaudit.reports.clean import one_line
from formaudit.reports.places import Places, say_place
from formaudit.reports.words import effect_words, kind_words, named, percent, printed, reckoned, titled
from formaudit.reports.wrap import Line

__all__ = ["cause_lines", "finding_lines", "label"]


def label(key: str, text: str, lang: str, indent: int) -> Line:
    """``计算：4 + 18.35 = 22.35 ≠ 4``."""
    return Line(word("report.label", lang, name=word(key, lang)) + one_line(text), indent, 2)


def cause_lines(block: CauseBlock, places: Places) -> list[Line]:
    """A cause: what it is, its repairs, and one line for each finding that follows from it."""
    lang, cause = places.lang, block.cause
    certainty = word("report.certainty", lang, percent=percent(cause.confidence))
    title = word("report.cause", lang, id=one_line(cause.id))
    head = word("place.tail", lang, place=f"{title} {kind_words(cause.kind, lang)}", tail=certainty)
    lines = [Line(), Line(f"▶ {head}", 2, 2, "strong"), Line(one_line(cause.message), 4)]
    if cause.repairs:
        lines.append(Line(word("report.label", lang, name=word("report.repairs", lang)), 4, 2))
        blank = word("report.repair.blank", lang)
        for repair in cause.repairs:
            said = word(
                "report.repair",
                lang,
                label=one_line(repair.label) or say_place(places, repair.place),
                printed=one_line(repair.printed) or blank,
                restored=one_line(repair.restored) or blank,
            )
            lines.append(Line(f"→ {said}  {say_place(places, repair.place)}", 6, 2))
            if repair.constraints:
                lines.append(
                    label("report.constraints", word("place.semicolon", lang).join(repair.constraints), lang, 8)
                )
    lines.append(
        Line(word("report.label", lang, name=word("report.explains", lang, count=str(len(block.findings)))).rstrip(), 4)
    )
    lines += [_symptom(item, lang) for item in block.findings]
    lines += [Line(f"✗ {word('page.same-as', lang, number=str(number))}", 6) for number in block.others]
    return lines


def _head(item: Numbered, lang: str) -> str:
    finding = item.finding
    return (
        f"{item.number}. {word(f'severity.{finding.severity}', lang)}·{word(f'nature.{finding.nature}', lang)} "
        f"{one_line(finding.check)} {titled(finding, lang)}{_state(finding, lang)}"
    )


def _state(finding: Finding, lang: str) -> str:
    """What a person decided and what changed since a baseline, as marks behind the title."""
    marks = []
    if finding.decision is not None:
        marks.append(word(f"standing.{finding.decision.standing}", lang))
    if finding.change:
        marks.append(named("change", finding.change, lang))
    return "".join(f" 〔{mark}〕" for mark in marks)


def _symptom(item: Numbered, lang: str) -> Line:
    calculation = one_line(item.finding.calculation)
    said = word("report.label", lang, name=_head(item, lang)) + calculation if calculation else _head(item, lang)
    return Line(f"✗ {said} [{one_line(item.finding.id)}]", 6, 2, item.finding.severity.value)


def finding_lines(item: Numbered, places: Places) -> list[Line]:
    """A finding that stands alone, with its figures and places, calculation, basis and question."""
    lang, finding = places.lang, item.finding
    lines = [Line(), Line(f"{_head(item, lang)} [{one_line(finding.id)}]", 2, 3, finding.severity.value)]
    if finding.message and finding.message != finding.title:
        lines.append(Line(one_line(finding.message), 5))
    for position, figure in enumerate(finding.figures):
        role = word("role.suspect" if position < finding.suspects else "role.evidence", lang)
        said = f"{role}  {one_line(figure.label)}  {printed(figure, lang)}"
        lines.append(Line(f"{said}  {say_place(places, figure.place, figure.raw)}", 5, 6))
    if finding.calculation:
        lines.append(label(reckoned(finding.calculation), finding.calculation, lang, 5))
    effect = effect_words(finding.effect, lang)
    if effect:
        lines.append(label("report.effect", effect, lang, 5))
    if finding.basis:
        lines.append(label("report.basis", word("place.semicolon", lang).join(finding.basis), lang, 5))
    if finding.question:
        lines.append(label("report.question", finding.question, lang, 5))
    return lines
