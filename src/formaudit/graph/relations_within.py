"""Why figures of one form must agree: relations declared as data, beside no check and no arithmetic."""

from collections.abc import Iterator

from formaudit.graph.box_relations import box_relations
from formaudit.graph.expenses import expense_relations, staff_in_head
from formaudit.graph.fund_relations import fund_relations
from formaudit.graph.score_sums import total_relations
from formaudit.graph.tolerance import Precision
from formaudit.model.form_kind import FormKind
from formaudit.model.relation import Relation
from formaudit.model.submission import Submission

__all__ = ["within_forms"]


def within_forms(submission: Submission, precision: Precision) -> Iterator[Relation]:
    """All relations inside single forms."""
    for base in submission.base_data:
        yield from expense_relations(base, precision)
    for form in (*submission.departments, *submission.projects):
        yield from fund_relations(form, precision)
        if form.form is FormKind.ANNEX3:
            yield from box_relations(form, precision)
        yield from total_relations(form, precision)
        yield from staff_in_head(form, precision)
