"""Drafts turned into claims: every figure once, with key, label, place and state."""

from collections import Counter
from collections.abc import Callable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.forms.narrative.breakdown import Breakdown, read_breakdowns
from formaudit.forms.narrative.draft import Draft, Word
from formaudit.forms.narrative.mentions import Mention, Passage, read_passage
from formaudit.forms.narrative.relate import read_relations
from formaudit.forms.narrative.statements import fund_of, read_enumerations, read_statements
from formaudit.forms.narrative.words import FIGURE_NAMES, Wording
from formaudit.model.figure import Figure, State
from formaudit.model.place import Place
from formaudit.model.report_text import Claim, ClaimKind
from formaudit.model.statement import Role
from formaudit.numbers import Kind
from formaudit.text import compact

__all__ = ["Keys", "Locate", "Read", "read_claims", "read_figures"]

Locate = Callable[[tuple[int, int]], Place]
"""The place of a span of the text that is read."""


class Keys(Struct):
    """Hands out addresses such as ``report[项目支出]``; a label that comes again gets ``#2``, ``#3`` …."""

    prefix: str
    used: Counter[str] = field(default_factory=Counter)

    def key(self, label: str) -> str:
        """A new address for a figure with this label."""
        name = f"{self.prefix}[{compact(label)}]"
        self.used[name] += 1
        return name if self.used[name] == 1 else f"{name}#{self.used[name]}"


class Read(Struct, frozen=True):
    """A paragraph's claims, with what the paragraphs around it need to know: its amounts outside breakdowns."""

    claims: tuple[Claim, ...]
    passage: Passage
    figures: dict[int, Figure]
    roots: tuple[Mention, ...]
    breakdowns: tuple[Breakdown, ...]


def read_claims(
    text: str,
    locate: Locate,
    keys: Keys,
    *,
    subject: str = "",
    following: Sequence[str] = (),
    known: Sequence[Figure] = (),
) -> Read:
    """The claims of a paragraph, in the order of their first figures.

    ``locate`` gives the place of a span. ``subject`` is what the section is about; ``known`` are amounts of earlier
    paragraphs, of which a share may speak; ``following`` are the paragraphs behind, in which a list may stand that
    this one announces.
    """
    read, relations = _read(text, locate, keys, subject)
    passage, figures, breakdowns = read.passage, read.figures, read.breakdowns
    enumerations = read_enumerations(passage, following)
    wholes = {one.whole.place for one in breakdowns}
    counted = {count.place for count, _ in enumerations}
    drafts = [*map(_sum, _merged(breakdowns)), *relations, *read_statements(passage)]
    drafts += [listed for count, listed in enumerations if count.place not in wholes]
    for mention in passage.mentions:
        if mention.role is Wording.VALUE and mention.place not in wholes | counted:
            drafts.append(_single(mention))
    bind = _Binder(text, passage.text, locate, keys, figures, tuple(known))
    drafts.sort(key=lambda draft: draft.start)
    return replace(read, claims=tuple(_claim(draft, bind) for draft in drafts))


def read_figures(text: str, locate: Locate, keys: Keys) -> Read:
    """A paragraph's figures as its claims name them, without the claims, which few ask for."""
    return _read(text, locate, keys, "")[0]


def _read(text: str, locate: Locate, keys: Keys, subject: str) -> tuple[Read, list[Draft]]:
    """All but the claims, and the drafts of those that name figures."""
    passage = read_passage(text, subject)
    breakdowns = read_breakdowns(passage)
    relations = read_relations(passage, breakdowns)
    labels = _labels(relations)
    figures = {
        mention.place: _figure(mention, labels.get(mention.place, mention.name), text, locate, keys)
        for mention in passage.mentions
    }
    inner = {part.place for one in breakdowns for part in one.parts}
    roots = tuple(one for one in passage.mentions if one.role is Wording.VALUE and one.place not in inner)
    return Read((), passage, figures, roots, breakdowns), relations


def _merged(breakdowns: tuple[Breakdown, ...]) -> list[Breakdown]:
    """One breakdown for each whole: the first that was read."""
    seen: dict[int, Breakdown] = {}
    for one in breakdowns:
        seen.setdefault(one.whole.place, one)
    return list(seen.values())


def _sum(one: Breakdown) -> Draft:
    parts = ((Role.WHOLE, one.whole), *((Role.PART, part) for part in one.parts))
    return Draft(ClaimKind.SUM, one.whole.name, parts, exhaustive=one.exhaustive)


def _single(mention: Mention) -> Draft:
    kind = ClaimKind.AMOUNT if mention.measure == "money" or not mention.quantity.unit else ClaimKind.COUNT
    fund = fund_of(mention.name) if mention.amount == 0 and kind is ClaimKind.AMOUNT else ""
    return Draft(ClaimKind.ZERO if fund else kind, fund or mention.name, ((Role.VALUE, mention),))


def _labels(relations: list[Draft]) -> dict[int, str]:
    """Rates and differences are named after the amount that they are about: 项目支出占比."""
    return {
        one.place: draft.label + FIGURE_NAMES[_told_as(one)]
        for draft in relations
        for _, one in draft.parts
        if isinstance(one, Mention) and one.role in FIGURE_NAMES and draft.kind is not ClaimKind.SCORE
    }


def _told_as(mention: Mention) -> Wording:
    """The role that names a rate: what is 占…预算的 is a share, though it may tell of completion."""
    share = mention.role is Wording.COMPLETION and mention.lead.lstrip("，,、； ").startswith("占")
    return Wording.SHARE if share else mention.role


def _figure(mention: Mention, label: str, text: str, locate: Locate, keys: Keys) -> Figure:
    quantity = mention.quantity
    return Figure(
        key=keys.key(label),
        label=label,
        raw=text[slice(*quantity.span)],
        value=quantity.value,
        unit=quantity.unit,
        decimals=quantity.decimals,
        state=State.DAMAGED if quantity.kind is Kind.DAMAGED else State.FILLED,
        place=locate(quantity.span),
        comparison=quantity.comparison,
    )


class _Binder(Struct, frozen=True):
    """What turns the parts of a draft into figures."""

    text: str
    flat: str
    locate: Locate
    keys: Keys
    figures: dict[int, Figure]
    known: tuple[Figure, ...]

    def parts(self, draft: Draft) -> list[tuple[Role, Figure]]:
        bound = [
            (role, self.figures[one.place] if isinstance(one, Mention) else self.word(one)) for role, one in draft.parts
        ]
        if draft.about and Role.WHOLE not in dict(bound):
            named = [one for one in self.known if draft.about in one.label and one.unit.endswith("元")]
            same = [one for one in named if one.label == draft.about]
            bound += [(Role.WHOLE, one) for one in (same or named)[-1:]]
        return bound

    def word(self, word: Word) -> Figure:
        return Figure(
            key=self.keys.key(word.label),
            label=word.label,
            raw=self.text[slice(*word.span)],
            value=word.value,
            unit="",
            decimals=0,
            state=State.BLANK if word.blank else State.FILLED,
            place=self.locate(word.span),
        )


def _claim(draft: Draft, bind: _Binder) -> Claim:
    parts = bind.parts(draft)
    start, end = _sentence(bind.flat, *draft.span)
    years = {role: one.year for role, one in reversed(draft.parts) if isinstance(one, Mention) and one.year is not None}
    first = draft.parts[0][0]
    return Claim(
        kind=draft.kind,
        label=draft.label,
        figures=tuple(figure for _, figure in parts),
        place=bind.locate((start, end)),
        text=bind.text[start:end],
        sign=draft.sign,
        exhaustive=draft.exhaustive,
        year=years.get(Role.CURRENT, years.get(first, next(iter(years.values()), None))),
        roles=tuple(role for role, _ in parts),
        items=draft.items,
    )


def _sentence(flat: str, start: int, end: int) -> tuple[int, int]:
    """The sentence or sentences around a span, without blanks at the ends."""
    begin = max(flat.rfind("。", 0, start), flat.rfind("\n", 0, start)) + 1
    stops = [stop for mark in "。\n" if (stop := flat.find(mark, end)) >= 0]
    stop = min(stops) + 1 if stops else len(flat)
    inner = flat[begin:stop]
    return begin + len(inner) - len(inner.lstrip()), stop - (len(inner) - len(inner.rstrip()))
