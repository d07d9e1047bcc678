"""The sentences of a matter: what is printed, how it adds up, and where each figure stands.

What the program infers about how a figure came about never stands in a fact.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.evidence import Trait
from formaudit.letters.choose import Matter
from formaudit.letters.cite import GAPS, Quote, listed
from formaudit.letters.letter import Fact
from formaudit.messages import word
from formaudit.model.place import Place
from formaudit.model.report import Finding
from formaudit.model.verdict import Nature
from formaudit.reports.clean import one_line, shorten
from formaudit.reports.places import Places
from formaudit.reports.words import plain

__all__ = ["facts_of", "neutral", "request_of", "title_of"]

_RELATION: Final = re.compile(r"[=≠≈<>≤≥]")
_ARROWS: Final = re.compile(r"[←→]")
"""A step from one value to another, which a letter says in words or not at all."""
_REMARK: Final = 4
_REMARK_OF_MANY: Final = 2
"""How many figures a remark quotes, alone in its row or one of several."""
_ASKED: Final = 3
_LABEL: Final = 30
_CALCULATION: Final = 160


def neutral(finding: Finding, lang: str) -> str:
    """A finding's title, or a plain one where the catalogue's says what may have happened."""
    return word("letter.neutral", lang) if _infers(finding) else one_line(finding.title)


def _infers(finding: Finding) -> bool:
    """Whether the title of a finding infers; that of a relation written in a profile is its author's."""
    return any(check.code == finding.check and Trait.INFERS in check.traits for check in CHECKS)


def title_of(matter: Matter, places: Places) -> str:
    """The heading: what the repaired figure is, else the first title that infers nothing."""
    lang = places.lang
    repairs = matter.cause.repairs if matter.cause is not None else ()
    suspects = {figure.place for finding in matter.findings for figure in finding.figures[: finding.suspects]}
    repairs = tuple(repair for repair in repairs if repair.place in suspects)
    if len(repairs) == 1 and repairs[0].label:
        label = GAPS.sub("", repairs[0].label) if lang == "zh" else repairs[0].label
        return word("letter.title.one", lang, label=shorten(label, _LABEL))
    if len(repairs) > 1:
        return word("letter.title.several", lang, count=str(len(repairs)))
    titles = (one_line(finding.title) for finding in matter.findings if not _infers(finding))
    return next(titles, word("letter.neutral", lang))


def request_of(matter: Matter, lang: str) -> str:
    """The questions of a matter, each once; of many the first."""
    asked = dict.fromkeys(one_line(finding.question) for finding in matter.findings if finding.question)
    return ("" if lang == "zh" else " ").join(list(asked)[:_ASKED])


def facts_of(matter: Matter, places: Places) -> tuple[Fact, ...]:
    """A fact for each check of the matter. A place is told once; figures of later facts are quoted if they are new."""
    asked = {figure.place for finding in matter.findings for figure in finding.figures[: finding.suspects]}
    teller = _Teller(places, asked)
    made: list[Fact] = []
    again: list[str] = []
    for group in matter.by_check:
        shown = [] if matter.remark else list(_alone(group, teller))
        most = (_REMARK if len(matter.by_check) < _ASKED else _REMARK_OF_MANY) if matter.remark else 0
        made += shown or _together(group, teller, again, most=most)
    if again:
        lang = places.lang
        made.append(Fact(text=word("letter.as-above", lang, titles=word("place.semicolon", lang).join(again))))
    return tuple(made)


class _Teller:
    """Remembers which places a matter has told; ``asked`` are those that any of its findings asks about."""

    def __init__(self, places: Places, asked: set[Place]) -> None:
        self.places, self.lang = places, places.lang
        self._asked, self._told = asked, set[Place]()

    def quotes(self, finding: Finding, *, suspects: bool = False) -> Iterator[Quote]:
        """The figures whose places have not been told: suspects, then the evidence that is filled in."""
        for position, figure in enumerate(finding.figures):
            wanted = position < finding.suspects or (not suspects and bool(one_line(figure.raw)))
            if wanted and figure.place not in self._told:
                self._told.add(figure.place)
                yield figure, finding.id, figure.place in self._asked


def _alone(group: Sequence[Finding], teller: _Teller) -> Iterator[Fact]:
    """A fact for each of one or two findings whose sentence may be said."""
    if len(group) > 2 or not all(_sentence(finding, teller.lang) for finding in group):
        return
    lang = teller.lang
    for finding in group:
        quotes = list(teller.quotes(finding))
        text = _sentence(finding, lang)
        calculation = _calculation(finding)
        if calculation:
            text += word("letter.calculation", lang, text=calculation)
        text += _money(finding, text, lang)
        said, cited = listed(quotes, teller.places)
        if said:
            text += word("letter.places", lang, text=said)
        yield Fact(text=text, figures=cited)


def _together(group: Sequence[Finding], teller: _Teller, again: list[str], *, most: int) -> list[Fact]:
    """One fact for several findings of a check, or for one of which only the places may be said.

    ``most`` limits the figures of a remark; 0 quotes all. Where all of them have been told, there is no fact, and its
    title goes to ``again``.
    """
    lang, lead = teller.lang, group[0]
    title = neutral(lead, lang)
    if len(group) > 1:
        title = word("letter.several", lang, title=title, count=str(len(group)))
    quotes = [quote for finding in group for quote in teller.quotes(finding, suspects=len(group) > 1 or most > 0)]
    if not quotes:
        again.append(title)
        return []
    shown = quotes[:most] if most else quotes
    said, cited = listed(shown, teller.places)
    if len(quotes) > len(shown):
        said += word("letter.more", lang, count=str(len(quotes)))
    calculation = _calculation(lead) if len(group) == 1 else ""
    if calculation:
        said += word("letter.calculation.short", lang, text=calculation)
    return [Fact(text=word("letter.fact", lang, title=title, text=said), figures=cited)]


def _sentence(finding: Finding, lang: str) -> str:
    """What the report says of a finding, closed up between Chinese characters; nothing where it infers."""
    if finding.nature is Nature.CORRUPTION:
        return ""
    text = one_line(finding.fact or finding.message)
    return GAPS.sub("", text) if lang == "zh" else text


def _calculation(finding: Finding) -> str:
    text = one_line(finding.calculation)
    said = _RELATION.search(text) and not _ARROWS.search(text) and len(text) <= _CALCULATION
    return text if said and finding.nature is not Nature.CORRUPTION else ""


def _money(finding: Finding, said: str, lang: str) -> str:
    """What it moves in 万元, where the sentence has not said it."""
    if finding.effect is None or finding.effect.money is None:
        return ""
    money = plain(finding.effect.money)
    bare = money.rstrip("0").rstrip(".") if "." in money else money
    return "" if bare in said else word("letter.effect", lang, money=money)
