"""X06 for what a title or a project's name says of its money: 维护经费86.4万元 over a total of 86."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.kernel.evidence import Evidence
from formaudit.checks.kernel.relations import related
from formaudit.forms.lookups import total_of
from formaudit.forms.quoting import cell_figure, form_address
from formaudit.graph.reading import plain
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.messages import phrase
from formaudit.model.cells import TextCell
from formaudit.model.figure import Figure
from formaudit.model.forms import SelfEvaluation
from formaudit.model.verdict import Effect, Outcome, Severity, Verdict
from formaudit.numbers import Kind, find_quantities, in_wan
from formaudit.patterns import compiled

__all__ = ["same_item_differs"]

_NEAR: Final = 100
"""An amount in a title is that of the form where they differ by less than one part in this many."""
_SOURCES: Final = compiled(r"中央|省级|市级|县级|区级|上级|每|/|人均|以上|以下|标准")


def same_item_differs(evidence: Evidence) -> Iterator[Verdict]:
    """X06: one item has two amounts, in two tables or in a form and its own title.

    An amount in a title or name is compared with the total of that form; it may be that of several years or sources,
    so only one that all but equals the budget is taken for it, and then it is a question and no accusation.
    Breaks: …经费86.4万元 over 86. Holds: 86.4; a title with 300 over 86 (another amount, nobody knows which).
    """
    yield from related("X06")(evidence)
    for form in evidence.submission.self_evaluations:
        for text in (form.printed_title, form.project):
            if text is not None:
                yield from _titled(form, text)


def _titled(form: SelfEvaluation, text: TextCell) -> Iterator[Verdict]:
    total = total_of(form)
    found = [
        (one, in_wan(one.value, one.unit))
        for one in find_quantities(text.text)
        if one.kind is Kind.MONEY and one.value is not None and one.unit in MONEY_UNITS
    ]
    if total is None or len(found) != 1 or _SOURCES.search(text.text):
        return
    [(amount, said)] = found
    columns = [
        one
        for one in (total.final_budget, total.original_budget, total.actual_amount)
        if one is not None and _money(one)
    ]
    equal = next((one for one in columns if wan(one) == said), None)
    near = next((one for one in columns if abs(wan(one) - said) * _NEAR < said), None)
    figure = equal or near
    if figure is None:
        return
    start, end = amount.span
    quoted = cell_figure(f"{form_address(form)}.title.amount", "标题所写金额", text, start, end)
    yield Verdict(
        check="X06",
        outcome=Outcome.HOLDS if equal is not None else Outcome.BROKEN,
        key=f"{form_address(form)}.title.amount",
        figures=(figure, quoted),
        calculation=f"{plain(wan(figure))} {'=' if equal is not None else '≠'} {plain(said)}",
        message=phrase(
            "X06.in-title-holds" if equal is not None else "X06.in-title",
            label=figure.label,
            printed=figure.raw,
            said=amount.raw,
        ),
        severity=None if equal is not None else Severity.MINOR,
        effect=None if equal is not None else Effect(money=abs(wan(figure) - said)),
    )


def _money(figure: Figure) -> bool:
    return figure.filled and figure.unit in MONEY_UNITS and figure.amount != 0
