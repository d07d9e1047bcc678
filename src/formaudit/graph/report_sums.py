"""Why figures of one report must agree with each other: a whole and its parts, an item and what is told of it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from msgspec.structs import replace

from formaudit.graph.dominance import mended_by_a_slip
from formaudit.graph.reading import first_that_holds, read_relation
from formaudit.graph.tolerance import MONEY_UNITS, Precision, wan
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation, RelationKind
from formaudit.model.report_text import Claim, ClaimKind, Report
from formaudit.model.statement import Role, Standing, Statement, StatementKind
from formaudit.model.verdict import Outcome

__all__ = ["headings_of_items", "relation_of", "sums_of_sentences"]

_HALF_CENT: Final = Decimal("0.005")


def headings_of_items(report: Report, precision: Precision) -> Iterator[Relation]:
    """The amount that heads the paragraph of an item against the one from which its change is told further on.

    ``31.住房公积金350.35万元，…。2024年预算安排352.67万元，比上年增加0.53%`` gives the item two amounts. The
    heading may name the base of the change as well; only one that is neither contradicts the sentence.
    """
    heads: dict[int | None, Figure] = {}
    for claim in report.claims:
        where = claim.place.paragraph
        figure = claim.figures[0] if claim.figures else None
        if claim.kind == ClaimKind.AMOUNT and figure is not None and figure.filled and figure.unit in MONEY_UNITS:
            heads.setdefault(where, figure)
        now, base = claim.role(Role.CURRENT), claim.role(Role.BASE)
        told = claim.kind == ClaimKind.GROWTH and len(claim.figures) > len((now, base))
        if not told or now is None or base is None or where not in heads:
            continue
        if claim.role(Role.DIFFERENCE) is not None:
            continue  # how far something moved is no second amount of it
        head = heads[where]
        if head.key in (now.key, base.key) or not head.label or not now.label.startswith(head.label):
            continue
        if head.place.order < now.place.order and now.filled and base.filled:
            yield first_that_holds(
                tuple(
                    Relation(
                        check="X06",
                        kind=RelationKind.EQUAL,
                        subject=f"{head.key}=heading",
                        result=head,
                        parts=(other,),
                        why="same-item",
                    )
                    for other in (now, base)
                ),
                precision,
            )


def _sentence_sum(claim: Claim, report: Report, precision: Precision) -> Relation:
    """A sentence's sum. Its parts may make up another amount of the sentence than the one nearest to them.

    ``年初预算为0万元，全年预算为321万元，支出决算为308万元，其中：…`` may go on with budgets or with accounts: a
    contradiction is one only where the parts make up none of the amounts named before them.
    """
    whole, parts = claim.figures[0], claim.figures[1:]
    closed = claim.exhaustive and len(parts) > 1
    others = {
        figure.key: figure
        for other in report.claims
        for figure in other.figures
        if figure.place.paragraph == whole.place.paragraph
        and figure.unit == whole.unit
        and figure.filled
        and figure.key not in {part.key for part in parts}
        and figure.place.order < parts[0].place.order
    }
    candidates = [whole, *(figure for key, figure in others.items() if key != whole.key)] if closed else [whole]
    relations = tuple(
        Relation(
            check="X07",
            kind=RelationKind.SUM if closed else RelationKind.COVERS,
            subject=f"{whole.key}=sum",
            result=figure,
            parts=parts,
            why="sentence-parts" if closed else "of-which",
            exhaustive=closed,
        )
        for figure in candidates
    )
    return first_that_holds(relations, precision)


def relation_of(statement: Statement) -> Relation | None:
    """The relation that a statement about parts and whole makes; ``None`` for other arithmetic.

    ``None`` as well where the whole is printed more coarsely than its parts: the tolerance of a relation is narrower.
    """
    if statement.kind not in (StatementKind.SUM, StatementKind.OF_WHICH):
        return None
    whole, parts = statement.figures[0], statement.figures[1:]
    if not parts or len({figure.unit for figure in statement.figures}) > 1:
        return None
    if statement.standing is Standing.ROUNDED and (
        statement.expected is None
        or abs(wan(whole) - statement.expected) > _HALF_CENT * len(statement.figures)
        or any(figure.comparison for figure in statement.figures)
    ):
        return None
    closed = statement.kind is StatementKind.SUM
    return Relation(
        check="X07",
        kind=RelationKind.SUM if closed else RelationKind.COVERS,
        subject=f"{whole.key}=sum",
        result=whole,
        parts=parts,
        why="sentence-parts" if closed else "of-which",
        exhaustive=closed,
        doubt="reading-open" if statement.standing is Standing.OPEN else "",
    )


def sums_of_sentences(report: Report, precision: Precision) -> Iterator[Relation]:
    """The sums of a report: as its passages were read, and over paragraphs that only its outline joins.

    Where a passage has no reading that holds and the outline has one, the outline's is right. Of items in paragraphs of
    their own one may be of another stage or left out, so that a gap which no slip explains is a question.
    """
    outlined = [
        _sentence_sum(claim, report, precision)
        for claim in report.claims
        if claim.kind == ClaimKind.SUM and len(claim.figures) >= 2
    ]
    held = {
        relation.result.key: relation
        for relation in outlined
        if relation.exhaustive and read_relation(relation, precision).outcome is Outcome.HOLDS
    }
    told: set[str] = set()
    said: set[str] = set()
    for statement in report.statements:
        relation = relation_of(statement)
        if relation is None:
            continue
        told.add(relation.result.key)
        if relation.subject in said:  # one whole broken down twice: by source and by use
            relation = replace(relation, subject=f"{relation.subject}:{relation.parts[0].key}")
        said.add(relation.subject)
        outline = held.get(relation.result.key)
        same = outline is not None and not {one.key for one in outline.parts}.isdisjoint(
            one.key for one in relation.parts
        )
        if outline is None or statement.standing.agreed or not same:
            yield relation
        else:
            yield held.pop(relation.result.key)
    for relation in outlined:
        paragraphs = {figure.place.paragraph for figure in (relation.result, *relation.parts)}
        if relation.result.key not in told and (
            len(paragraphs) > 1 or relation.result.key in held or _damaged(relation)
        ):
            broken = read_relation(relation, precision).outcome is Outcome.BROKEN
            unsure = broken and relation.exhaustive and not mended_by_a_slip(relation, precision)
            yield replace(relation, doubt="reading-open") if unsure else relation


def _damaged(relation: Relation) -> bool:
    return any(not figure.filled for figure in (relation.result, *relation.parts))
