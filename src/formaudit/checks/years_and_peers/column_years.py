"""Y07: a column is headed with a year that it cannot be."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from formaudit.checks.kernel.evidence import Evidence
from formaudit.forms.lookups import OF_THE_YEAR
from formaudit.forms.quoting import form_address, word_figure
from formaudit.messages import phrase
from formaudit.model.forms import BaseDataForm, SelfEvaluation
from formaudit.model.place import Place
from formaudit.model.verdict import Outcome, Verdict
from formaudit.patterns import compiled
from formaudit.text import compact

__all__ = ["column_year_stale"]

_OWN: Final = frozenset(
    {"original_budget", "final_budget", "actual_amount", "rate", "target", "achieved", "adjustment", "arrived"}
)
_FIRST_YEAR: Final = compiled(r"^\(?(20\d{2})年")
_YEAR: Final = compiled(r"(?<!\d)(20\d{2})\s*年?度?[^\d]*$")


class _Head(Struct, frozen=True, kw_only=True):
    """A head that names a year: which column it heads, its words, its place, the year it should name."""

    column: str
    words: str
    place: Place
    confidence: float
    printed: int
    expected: int


def column_year_stale(evidence: Evidence) -> Iterator[Verdict]:
    """Y07: the heads of a form's columns name years that do not fit each other, or the year of the submission.

    Last year's accounts stand beside this year's budget and accounts. Where the heads are those of the year before
    throughout, the whole form may be an old one, which the title tells (X17). Breaks: 2023年决算数 twice in a form of
    2024; 2023年实际在职人数 in it. Holds: 2023年决算数 | 2024年预算数 | 2024年决算数; heads without years.
    """
    for base in evidence.submission.base_data:
        year = evidence.submission.year or base.year
        if year is None:
            continue
        money, staff = list(_money_heads(base, year)), list(_staff_heads(base, year))
        right = any(head.printed == head.expected for head in money)
        # A year is stale beside another that is right: in a head of money, or in the title.
        heads = [*(money if right and len(money) > 1 else ()), *(staff if right or base.year == year else ())]
        yield from _verdicts(form_address(base), heads, year)
    for form in evidence.submission.self_evaluations:
        year = evidence.submission.year or form.year
        heads = list(_column_heads(form, year)) if year is not None else []
        if year is not None and any(head.printed == year for head in heads):
            yield from _verdicts(form_address(form), heads, year)


def _verdicts(address: str, heads: Sequence[_Head], year: int) -> Iterator[Verdict]:
    """What the heads of one form say, or nothing where none names a year that can be judged."""
    wrong = [head for head in heads if head.printed != head.expected]
    if not heads:
        return
    yield Verdict(
        check="Y07",
        outcome=Outcome.BROKEN if wrong else Outcome.HOLDS,
        key=f"{address}.column-years",
        figures=tuple(
            word_figure(f"{address}.head[{head.column}]", head.words, head.words, head.place, head.confidence)
            for head in wrong or heads[:1]
        ),
        calculation="、".join(f"{head.printed} ≠ {head.expected}" for head in wrong),
        message=phrase(
            "Y07.broken",
            head="、".join(head.words for head in wrong),
            expected="、".join(str(head.expected) for head in wrong),
            year=str(year),
        )
        if wrong
        else phrase("Y07.holds", year=str(year)),
    )


def _column_heads(form: SelfEvaluation, year: int) -> Iterator[_Head]:
    """The heads of annex 3 and 4 that name a year: those of the form's own columns, and one before it beside them."""
    for code, text in form.dated_heads:
        match = _YEAR.search(compact(text.text)) or _FIRST_YEAR.match(compact(text.text))
        if match is None:
            continue
        printed, own = int(match[1]), code in _OWN
        # A column without a code may be of any year before: only one of this year or a later one is told.
        expected = year if own else printed if printed < year or code.isascii() else year - 1
        yield _Head(
            column=code,
            words=compact(text.text),
            place=text.place,
            confidence=text.confidence,
            printed=printed,
            expected=expected,
        )


def _money_heads(base: BaseDataForm, year: int) -> Iterator[_Head]:
    if not base.rows or len(base.rows[0].figures) != len(base.columns):
        return
    for column, figure in zip(base.columns, base.rows[0].figures, strict=True):
        words = figure.label.removeprefix(base.rows[0].name).strip() or figure.label
        match = _YEAR.search(words)
        if match is not None and column in (*OF_THE_YEAR, "prior_account"):
            expected = year - 1 if column == "prior_account" else year
            shown = words.rsplit(" ", 1)[-1]
            yield _Head(
                column=column,
                words=shown,
                place=figure.place,
                confidence=figure.confidence,
                printed=int(match[1]),
                expected=expected,
            )


def _staff_heads(base: BaseDataForm, year: int) -> Iterator[_Head]:
    for column, figure in (("authorised_posts", base.authorised_posts), ("staff_in_post", base.staff_in_post)):
        match = _YEAR.search(figure.label) if figure is not None else None
        if figure is not None and match is not None:
            yield _Head(
                column=column,
                words=figure.label,
                place=figure.place,
                confidence=figure.confidence,
                printed=int(match[1]),
                expected=year,
            )
