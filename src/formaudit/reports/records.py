"""Figures and relations of an audited submission as plain rows, for tables of all kinds.

Decimals are text that holds a decimal; what is not there is ``None``. The columns are named beside the rows.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from formaudit.audit import Examined
from formaudit.graph.collect import figures_of
from formaudit.graph.reading import read_relation
from formaudit.model.verdict import Outcome

__all__ = ["FIGURE_COLUMNS", "RELATION_COLUMNS", "TEXT_COLUMNS", "Record", "figure_records", "relation_records"]

Record = tuple[str | int | float | list[str] | None, ...]

FIGURE_COLUMNS: Final = (
    "key", "label", "raw", "value", "unit_of_value", "state", "standing", "form", "form_index", "path", "table", "row",
    "col", "page", "paragraph", "confidence",
)  # fmt: skip
RELATION_COLUMNS: Final = (
    "check",
    "kind",
    "subject",
    "result",
    "parts",
    "signs",
    "outcome",
    "calculation",
    "expected",
    "difference",
)

TEXT_COLUMNS: Final = ("form", "form_index", "path", "table", "row", "col", "page", "paragraph", "text")


def _said(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def figure_records(examined: Examined) -> Iterator[Record]:
    """Every figure of a submission in which something stands, once, in the order of its forms.

    ``standing`` is contradicted, tied or untested; ``path`` is that of the file as the report shows it.
    """
    submission = examined.evidence.submission
    states = examined.states
    paths = [entry.source.path for entry in examined.report.files]
    seen: set[str] = set()
    for figure in figures_of(submission):
        if not figure.something or figure.key in seen:
            continue
        seen.add(figure.key)
        place = figure.place
        yield (
            figure.key,
            figure.label,
            figure.raw,
            _said(figure.value),
            figure.unit,
            figure.state.value,
            states[figure.key],
            None if place.form is None else place.form.value,
            place.form_index,
            paths[place.file] if place.file < len(paths) else None,
            place.table,
            place.row,
            place.col,
            place.page,
            place.paragraph,
            figure.confidence,
        )


def relation_records(examined: Examined) -> Iterator[Record]:
    """Every relation of the figure graph that has something to compare, with what came of it.

    ``result`` and ``parts`` are keys of figures, ``signs`` +1 or -1 for each part where they are not all added.
    """
    graph = examined.evidence.graph
    for relation in graph.relations:
        reading = read_relation(relation, graph.precision)
        if reading.outcome is Outcome.NOT_APPLICABLE:
            continue
        disputed = graph.is_disputed(relation)
        yield (
            relation.check,
            relation.kind.value,
            relation.subject,
            relation.result.key,
            [part.key for part in relation.parts],
            [str(sign) for sign in relation.signs],
            Outcome.UNDECIDED.value if disputed else reading.outcome.value,
            reading.calculation,
            _said(reading.expected),
            _said(reading.difference),
        )
