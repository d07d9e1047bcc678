"""Names of a submission about which a person should decide: labels that nobody knows and names that may be the same."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct

from formaudit.indicators.lexicon import identify
from formaudit.indicators.match import ACCEPT, best_match
from formaudit.indicators.vocabulary import match_label
from formaudit.model.cells import TextCell
from formaudit.model.forms import RowState, SelfEvaluation
from formaudit.model.place import Place
from formaudit.model.submission import Submission
from formaudit.patterns import compiled

__all__ = ["Candidate", "Doubt", "doubts_of"]

_TAIL: Final = compiled(r"\([^()]*\)$")


class Candidate(Struct, frozen=True, kw_only=True):
    """What a name may mean: an entry of a vocabulary by its ``code``, or with no code another name."""

    name: str
    code: str
    score: float
    rule: str


class Doubt(Struct, frozen=True, kw_only=True):
    """A label that no entry of the vocabulary ``kind`` has, or with no kind a name; the candidates best first."""

    kind: str
    label: str
    place: Place
    candidates: tuple[Candidate, ...]


def doubts_of(submission: Submission) -> tuple[Doubt, ...]:
    """The doubts of a submission in reading order, each label once.

    Labels: sources of funds, budget lines, first and second levels that the lexicon does not have and that are near an
    entry. Names: a project's form and its row in annex 2, an indicator in annex 3 and in annex 4, where the best match
    is neither accepted nor refused.
    """
    found = [*_labels(submission), *_projects(submission), *_indicators(submission)]
    first: dict[tuple[str, str], Doubt] = {}
    for doubt in sorted(found, key=lambda doubt: doubt.place.order):
        first.setdefault((doubt.kind, doubt.label), doubt)
    return tuple(first.values())


def _labels(submission: Submission) -> Iterator[Doubt]:
    for form in (*submission.departments, *submission.projects):
        for row in form.funds:
            figure = next(
                (
                    one
                    for one in (row.original_budget, row.final_budget, row.actual_amount, row.weight, row.score)
                    if one is not None
                ),
                None,
            )
            if not row.source and figure is not None:
                yield from _label("source", row.name, figure.place)
        for indicator in form.indicators:
            yield from _level("level1", indicator.level1_text)
            yield from _level("level2", indicator.level2_text)
    for base in submission.base_data:
        for line in base.rows:
            if not line.item:
                yield from _label("item", line.name, line.place)


def _level(kind: str, text: TextCell) -> Iterator[Doubt]:
    if text.text.strip() and identify(kind, text.text) is None:
        yield from _label(kind, text.text, text.place)


def _label(kind: str, text: str, place: Place) -> Iterator[Doubt]:
    match = match_label(kind, text)
    if match is None or match.rule == "exact":
        return
    others = tuple(
        Candidate(name=name, code=entry.code, score=score, rule="fuzzy") for entry, name, score in match.alternatives
    )
    best = Candidate(name=match.name, code=match.entry.code, score=match.score, rule=match.rule)
    yield Doubt(kind=kind, label=text.strip(), place=place, candidates=(best, *others))


def _projects(submission: Submission) -> Iterator[Doubt]:
    rows = [_TAIL.sub("", row.name) for base in submission.base_data for row in base.rows if row.parent is not None]
    for form in submission.projects:
        text = form.project
        if text is not None:
            yield from _name(text.text, text.place, rows)


def _indicators(submission: Submission) -> Iterator[Doubt]:
    own = list(_names(submission.departments))
    for text in _names(submission.projects):
        yield from _name(text.text, text.place, [name.text for name in own])


def _names(forms: Iterable[SelfEvaluation]) -> Iterator[TextCell]:
    for form in forms:
        for indicator in form.indicators:
            if indicator.state is RowState.FILLED and indicator.name.text.strip():
                yield indicator.name


def _name(text: str, place: Place, others: Sequence[str]) -> Iterator[Doubt]:
    match = best_match(text, others)
    if match is None or match.score >= ACCEPT:
        return
    scores = ((match.index, match.score, match.rule), *((index, score, "fuzzy") for index, score in match.alternatives))
    names: dict[str, Candidate] = {}
    for index, score, rule in scores:
        name = others[index].strip()
        names.setdefault(name, Candidate(name=name, code="", score=score, rule=rule))
    yield Doubt(kind="", label=text.strip(), place=place, candidates=tuple(names.values()))
