"""The sentences of a matter: what is printed where, how it adds up, and what is asked.

What the program infers about how a figure came about never stands in a fact.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Trait
from formaudit.forms.personal import without_personal
from formaudit.letters.choose import Matter
from formaudit.letters.cite import Quote, cited, listed, placed
from formaudit.letters.letter import Fact, Row
from formaudit.letters.spot import Paper, closed, form_said, row_and_column
from formaudit.letters.units import sum_as_printed, text_as_printed
from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.model.form_kind import FormKind
from formaudit.model.report import Finding
from formaudit.model.verdict import Nature
from formaudit.patterns import compiled
from formaudit.reports.clean import one_line, shorten

__all__ = ["by_title", "facts_of", "forms_of", "lead_of", "neutral", "request_of", "rows_of", "sentence_of", "title_of"]

_RELATION: Final = compiled(r"[=≠≈<>≤≥]")
_SUM: Final = compiled(r"[+−×÷>≥<≤]")
"""What makes a line of arithmetic worth telling: that two prints differ stands in the sentence already."""
_SIGNS: Final = compiled(r"[=≠≈]")
_ANNEX: Final = compiled(r"(?P<quoted>“[^”]*”|《[^》]*》)|附件(?P<number>[1-4])(?!\d)|各附件(?![1-4])")
_ARROWS: Final = compiled(r"[←→]")
"""A step from one value to another, which a letter says in words or not at all."""
_BLANK: Final = compiled(r"\b0\(空\)|\b0\(blank\)")
_DASHED: Final = compiled(r"所列为—")
_REMARK: Final = 2
"""How many figures of a check are quoted where several are told together."""
_ASKED: Final = 2
_CALCULATION: Final = 90
_NAMED: Final = 60
_NAME: Final = 10
_PARTS: Final = 4
"""A line of arithmetic is told with the names of its parts where they are few and it stays short."""
_NUMBER: Final = compiled(r"\d+(?:\.\d+)?")


def neutral(finding: Finding, lang: str) -> str:
    """A finding's title, or a plain one where the catalogue's says what may have happened."""
    return word("letter.neutral", lang) if _infers(finding) else by_title(one_line(finding.title), lang)


def by_title(text: str, lang: str) -> str:
    """A text that calls the unit's forms by their titles, for a letter has numbered attachments of its own.

    What is quoted stays as it is printed.
    """
    return _ANNEX.sub(lambda found: _title_for(found, lang), text) if lang == "zh" else text


def _title_for(found: re.Match[str], lang: str) -> str:
    if found["quoted"] is not None:
        return found["quoted"]
    if found["number"] is None:
        return word("letter.short.all", lang)
    return word(f"letter.short.{found['number']}", lang)


def _infers(finding: Finding) -> bool:
    """Whether the title of a finding infers; that of a relation written in a profile is its author's."""
    return any(check.code == finding.check and Trait.INFERS in check.traits for check in CHECKS)


def title_of(matter: Matter, lang: str) -> str:
    """The heading: the first title that infers nothing; of damage that one event did in many places, how many."""
    places = {figure.place for finding in _unsaid(matter) for figure in finding.figures[: finding.suspects]}
    if _unsaid(matter) and matter.findings[0] in _unsaid(matter):
        return word("letter.title.several", lang, count=str(len(places)))
    titles = (by_title(one_line(finding.title), lang) for finding in matter.findings if not _infers(finding))
    return next(titles, word("letter.neutral", lang))


def request_of(matter: Matter, lang: str, most: int = _ASKED) -> str:
    """The first questions of a matter in one sentence (``请核实…；核实…``)."""
    questions = (one_line(finding.question) for finding in matter.findings if finding.question)
    asked = list(dict.fromkeys(by_title(text, lang) for text in questions))
    if lang != "zh":
        return " ".join(asked[:most])
    parts = [text.rstrip("。") for text in asked[:most]]
    return "；".join([*parts[:1], *(part.removeprefix("请") for part in parts[1:])]) + ("。" if parts else "")


def forms_of(matter: Matter, paper: Paper) -> tuple[str, ...]:
    """The forms in which something is in doubt, in their order."""
    suspects = (figure for finding in matter.findings for figure in finding.figures[: finding.suspects])
    return tuple(dict.fromkeys(said for figure in suspects if (said := form_said(paper, figure.place))))


def lead_of(matter: Matter, paper: Paper) -> tuple[Fact, tuple[Finding, ...]]:
    """What stands in the body of a letter: the leading finding in a sentence; the findings that are left for the table.

    Where the leading finding is damage, the places of all damage are listed instead.
    """
    unsaid, asked = _unsaid(matter), _asked(matter)
    lead = matter.findings[0]
    if lead not in unsaid:
        return sentence_of(lead, paper, asked), tuple(each for each in matter.findings[1:] if each not in unsaid)
    damaged = _damaged(matter)
    said, quotes = listed(damaged[:1], paper)
    key = "letter.lead.one" if len(damaged) == 1 else "letter.lead.many"
    text = word(key, paper.lang, places=said, **({"count": str(len(damaged))} if len(damaged) > 1 else {}))
    return Fact(text=text, figures=quotes), tuple(each for each in matter.findings if each not in unsaid)


def _damaged(matter: Matter) -> list[Quote]:
    """Each place of damage once."""
    seen = dict[object, Quote]()
    for finding in _unsaid(matter):
        for figure in finding.figures[: finding.suspects]:
            seen.setdefault(figure.place, (figure, finding.id, True))
    return list(seen.values())


def rows_of(matter: Matter, findings: Sequence[Finding], paper: Paper) -> tuple[Row, ...]:
    """What stands beside the figures in doubt: how each finding adds up, the leading one with its arithmetic only.

    Where the matter leads with damage, its places come first.
    """
    asked = _asked(matter)
    damaged = _damaged(matter) if matter.findings[0] in _unsaid(matter) else []
    rows = [
        Row(figure=cited(quote, paper), said=word("letter.neutral", paper.lang), finding=quote[1]) for quote in damaged
    ]
    for finding in (*(() if damaged else matter.findings[:1]), *findings):
        figure = finding.figures[0]
        quote = cited((figure, finding.id, figure.place in asked), paper)
        said = neutral(finding, paper.lang)
        line = _arithmetic(finding, paper)
        if finding not in findings:
            said, line = line, ""
        elif not line:
            line = _tail(finding, paper)
        if line:
            said = word("letter.labelled", paper.lang, label=said, text=line)
        if said:
            rows.append(Row(figure=quote, said=said, finding=finding.id))
    return tuple(rows)


def facts_of(matter: Matter, paper: Paper) -> tuple[Fact, ...]:
    """A fact for each check of the matter, told in full; several findings of one check are told together."""
    asked, made = _asked(matter), list[Fact]()
    told: set[object] = set()
    for group in matter.by_check:
        sayable = all(_sayable(finding) for finding in group)
        if sayable and len(group) <= (_REMARK if not matter.remark else 1):
            made += [sentence_of(finding, paper, asked) for finding in group]
            continue
        quotes: list[Quote] = []
        for finding in group:
            for figure in finding.figures[: finding.suspects]:
                if sayable or figure.place not in told:
                    quotes.append((figure, finding.id, True))
                    told.add(figure.place)
        if quotes:
            made.append(_together(group, quotes, paper, whole=not sayable))
    return tuple(made)


def _together(group: Sequence[Finding], quotes: Sequence[Quote], paper: Paper, *, whole: bool) -> Fact:
    """One fact for several findings of a check, or for one of which only the places may be said."""
    lang = paper.lang
    title = neutral(group[0], lang)
    if len(group) > 1:
        title = word("letter.several", lang, title=title, count=str(len(group)))
    shown = quotes if whole else quotes[:_REMARK]
    said, figures = listed(shown, paper)
    if len(quotes) > len(shown):
        said += word("letter.more", lang, count=str(len(quotes)))
    return Fact(text=word("letter.fact", lang, title=title, text=said), figures=figures)


def _unsaid(matter: Matter) -> tuple[Finding, ...]:
    return tuple(finding for finding in matter.findings if not _sayable(finding))


def _asked(matter: Matter) -> frozenset[object]:
    """The places that any finding of the matter asks about."""
    return frozenset(figure.place for finding in matter.findings for figure in finding.figures[: finding.suspects])


def _sayable(finding: Finding) -> bool:
    """Whether the report's sentence may stand in a letter: it infers nothing."""
    return finding.nature is not Nature.CORRUPTION and bool((finding.fact or finding.message).strip())


def sentence_of(finding: Finding, paper: Paper, asked: frozenset[object] = frozenset()) -> Fact:
    """The finding's sentence with the places of its figures, its arithmetic in brackets, and the money it moves."""
    lang = paper.lang
    text = by_title(without_personal(one_line(finding.fact or finding.message)), lang)
    text = text_as_printed(text, finding.figures)
    if lang == "zh":
        text = _DASHED.sub(word("letter.blank", lang), text)
    fact = placed(finding, text, paper, asked)
    said = fact.text.rstrip("。. ")
    line = _arithmetic(finding, paper)
    if line and not _told(finding, said):
        said = word("letter.reckoned", lang, text=said, calculation=line)
    return Fact(text=closed(word("letter.sentence", lang, text=said), lang), figures=fact.figures)


def _tail(finding: Finding, paper: Paper) -> str:
    """What a sentence says behind the print of the figure in doubt: ``按各项之和计算为8.4万元，相差1.4万元``."""
    lang, text = paper.lang, one_line(finding.fact or finding.message)
    head, comma, _ = text.partition("，")
    figure = finding.figures[0]
    if lang != "zh" or not comma or not head.startswith(one_line(figure.label)):
        return ""
    placed_text = sentence_of(finding, paper, frozenset()).text
    return placed_text.partition("，")[2].rstrip("。")


def _arithmetic(finding: Finding, paper: Paper) -> str:
    """The line of arithmetic, its parts named where that stays short; nothing where it says no more than the prints."""
    text = _BLANK.sub(word("letter.blank", paper.lang), one_line(finding.calculation))
    if finding.nature is Nature.CORRUPTION or not _RELATION.search(text) or _ARROWS.search(text):
        return ""
    if not _SUM.search(text) or len(text) > _CALCULATION:
        return ""
    return _with_names(sum_as_printed(text, finding.figures, paper.lang), finding, paper)


def _with_names(text: str, finding: Finding, paper: Paper) -> str:
    """``当年财政拨款7 + 其他资金1.4 = 8.4 ≠ 7``: where each number on the left is one of the figures, its name."""
    left, equals, right = text.partition(" = ")
    numbers = _NUMBER.findall(left)
    figures = [each for each in finding.figures[finding.suspects :] if each.value is not None]
    figures += [each for each in finding.figures[: finding.suspects] if each.value is not None]
    chosen: dict[str, Figure] = {}
    order: list[Figure] = []
    for number in numbers:
        match = next((each for each in figures if _same(number, each) and each not in order), chosen.get(number))
        if match is None:
            return text
        chosen[number] = match
        order.append(match)
    if not 1 < len(numbers) <= _PARTS:
        return text
    names = _names(order, finding.figures[0], paper)
    if not all(names) or len(set(names)) < len({figure.key for figure in order}):
        return text
    said = iter(zip(names, numbers, strict=True))
    named = _NUMBER.sub(lambda _: "{}{}".format(*next(said)), left)
    return named + equals + right if len(named) <= _NAMED else text


def _names(figures: Sequence[Figure], suspect: Figure, paper: Paper) -> list[str]:
    """What tells the parts apart: their columns where they stand in one row, else their projects or rows."""
    rows = [row_and_column(figure, paper) for figure in figures]
    homes = {(each.place.form, each.place.form_index, row) for each, (row, _) in zip(figures, rows, strict=True)}
    if len(homes) == 1:
        head = rows[0][0] if rows[0][0] != row_and_column(suspect, paper)[0] else ""
        return [f"{head if not position else ''}{column}" for position, (_, column) in enumerate(rows)]
    projects = [_title(figure, paper) if figure.place.form is FormKind.ANNEX4 else "" for figure in figures]
    named = [project for project in projects if project]
    if len(set(named)) < len(named):
        projects = ["" for _ in projects]
    return [shorten(project or row, _NAME) for project, (row, _) in zip(projects, rows, strict=True)]


def _same(part: str, figure: Figure) -> bool:
    return figure.value is not None and Decimal(part) == abs(figure.value)


def _title(figure: Figure, paper: Paper) -> str:
    entry = paper.places.forms.get((figure.place.form or FormKind.UNKNOWN, figure.place.form_index or 0))
    return closed(entry.name, paper.lang) if entry is not None else ""


def _told(finding: Finding, said: str) -> bool:
    """Whether a sentence tells the arithmetic already: its result, or both sides of what is more than it should be."""
    line, bare = sum_as_printed(one_line(finding.calculation), finding.figures, "zh"), compiled(r"\s").sub("", said)
    left, equals, _ = line.partition("=")
    results = _NUMBER.findall(_SIGNS.split(line)[-2]) if equals else _NUMBER.findall(left)
    return bool(results) and all(number in bare for number in (results[-1:] if equals else results))
