"""The checks of scoring on one form with another value in it: what a repair would mend or harm beside the sums."""

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence, Trait
from formaudit.graph.tolerance import MONEY_UNITS
from formaudit.model.figure import Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.forms import SelfEvaluation
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Severity
from formaudit.numbers import in_wan

__all__ = ["Rejudge", "form_of"]

_REJUDGED: Final = tuple(check for check in CHECKS if Trait.REJUDGED in check.traits)
_CODES: Final = frozenset(check.code for check in _REJUDGED)
_MOST: Final = 400

Subjects = frozenset[tuple[str, str]]
_Row = TypeVar("_Row", bound=Struct)


def form_of(submission: Submission, figure: Figure) -> SelfEvaluation | None:
    """The annex 3 or 4 in which a figure stands."""
    for form in (*submission.departments, *submission.projects):
        if form.form == figure.place.form and form.index == figure.place.form_index and form.file == figure.place.file:
            return form
    return None


class Rejudge(Struct):
    """Remembers what was broken in a form under which values; ``left`` bounds the work on one submission."""

    evidence: Evidence
    known: dict[tuple[int, frozenset[tuple[str, Decimal]]], Subjects]
    left: int = _MOST

    @staticmethod
    def may_mend(subjects: Iterable[tuple[str, str]]) -> bool:
        """Whether any of some broken verdicts is one of scoring, which another value may mend."""
        return any(check in _CODES for check, _ in subjects)

    def changes(self, figure: Figure, value: Decimal, accepted: Mapping[str, Decimal]) -> tuple[Subjects, Subjects]:
        """The verdicts of scoring that a value mends, and those that it newly breaks."""
        form = form_of(self.evidence.submission, figure)
        if form is None:
            return frozenset(), frozenset()
        before = self._broken(form, accepted)
        after = self._broken(form, {**accepted, figure.key: value})
        return before - after, after - before

    def _broken(self, form: SelfEvaluation, values: Mapping[str, Decimal]) -> Subjects:
        mark = (id(form), frozenset(values.items()))
        if mark not in self.known:
            if self.left <= 0:
                return frozenset()
            self.left -= 1
            changed = _with_values(form, values) if values else form
            submission = replace(
                self.evidence.submission,
                departments=(changed,) if form.form is FormKind.ANNEX3 else (),
                projects=(changed,) if form.form is FormKind.ANNEX4 else (),
            )
            evidence = replace(self.evidence, submission=submission)
            self.known[mark] = frozenset(
                (verdict.check, verdict.key)
                for check in _REJUDGED
                for verdict in check.run(evidence)
                if verdict.outcome is Outcome.BROKEN and verdict.severity is not Severity.NOTE
            )
        return self.known[mark]


def _with_values(form: SelfEvaluation, values: Mapping[str, Decimal]) -> SelfEvaluation:
    """The form with other values in some of its figures."""

    def put(figure: Figure) -> Figure:
        if figure.key not in values:
            return figure
        value = values[figure.key]
        if figure.unit in MONEY_UNITS:
            value /= in_wan(Decimal(1), figure.unit)
        return replace(figure, value=value, state=State.FILLED, raw=f"{value}", readings=())

    return replace(
        form,
        funds=tuple(_record(row, put) for row in form.funds),
        income=tuple(_record(row, put) for row in form.income),
        spending=tuple(_record(row, put) for row in form.spending),
        indicators=tuple(_record(row, put) for row in form.indicators),
        level_weights=tuple((code, put(weight)) for code, weight in form.level_weights),
        total_weight=put(form.total_weight) if form.total_weight is not None else None,
        total_score=put(form.total_score) if form.total_score is not None else None,
    )


def _record(row: _Row, put: Callable[[Figure], Figure]) -> _Row:
    """A row of a form with its figures exchanged; the row itself where none was."""
    changed: dict[str, Any] = {}
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if isinstance(value, Figure) and (new := put(value)) is not value:
            changed[name] = new
    return replace(row, **changed) if changed else row
