"""Which figures speak of the same fact: figures of the text linked to rows of the tables by their labels."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from msgspec import Struct, field

from formaudit.forms.lookups import OF_THE_YEAR
from formaudit.graph.tolerance import MONEY_UNITS, wan
from formaudit.indicators.lexicon import identify
from formaudit.indicators.match import IN_TEXT, best_match
from formaudit.model.figure import Figure
from formaudit.model.forms import CostRow
from formaudit.model.report_text import Claim, ClaimKind
from formaudit.model.statement import Role
from formaudit.model.submission import Submission
from formaudit.patterns import compiled

__all__ = ["Facts", "Link", "canonical_item", "find_facts", "money_claims", "name_in_label", "of_another_year"]

_STAGE: Final = compiled(r"(?:预算|决算|执行|实际)*(?:数额?|金额|总额|合计|总计|总数)?$")
_ENDINGS: Final = compiled(r"(?:支出)?(?:预算|决算|执行|支出|实际)*(?:数额?|金额|总额|合计|总计|总数)$")


class Link(Struct, frozen=True, kw_only=True):
    """A figure of the text and the row of annex 2 that it speaks of; ``columns`` gives the row's figures by code.

    ``year`` is the one named nearest to the figure, which in a list of parts need not be that of the sentence.
    """

    figure: Figure
    claim: Claim
    item: str
    row_name: str
    columns: Mapping[str, Figure]
    score: float
    year: int | None = None


class Facts(Struct, frozen=True, kw_only=True):
    """Links between text and tables, the known twins of a figure, and the figures of the text that are changes."""

    links: tuple[Link, ...] = ()
    twins: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    changes: frozenset[str] = frozenset()

    def twin_values(self, figure: Figure) -> tuple[Decimal, ...]:
        """The values (money in 万元) that other places print for the same thing, where they differ."""
        if not figure.filled:
            return ()
        own = wan(figure)
        return tuple({wan(twin) for twin in self.twins.get(figure.key, ()) if twin.filled and wan(twin) != own})


def canonical_item(label: str) -> str:
    """The budget line that a label of the text names (基本支出数 → 基本支出), or an empty text."""
    for candidate in (label, _STAGE.sub("", label), _ENDINGS.sub("", label)):
        entry = identify("item", candidate) if candidate else None
        if entry is not None:
            return entry.code
    return ""


def name_in_label(label: str) -> str:
    """What a label of the text names, without its words for a stage or a total (公务接待决算 → 公务接待)."""
    return _STAGE.sub("", _ENDINGS.sub("", label))


def of_another_year(claim: Claim, submission: Submission) -> bool:
    """Whether a sentence names another year than the one that the submission is about (2022年末在职人员8人)."""
    return claim.year is not None and submission.year is not None and claim.year != submission.year


def _own_years(submission: Submission) -> dict[str, int]:
    """The years named nearest to figures, by the claims that begin with them."""
    return {
        claim.figures[0].key: claim.year
        for report in submission.reports
        for claim in report.claims
        if claim.figures and claim.year is not None and claim.kind == ClaimKind.AMOUNT
    }


def money_claims(submission: Submission) -> Iterable[tuple[Claim, Figure]]:
    """Each money figure of the text once, with the first claim that holds it."""
    seen: set[str] = set()
    for report in submission.reports:
        for claim in report.claims:
            for figure in claim.figures:
                if figure.unit in MONEY_UNITS and figure.filled and figure.key not in seen:
                    seen.add(figure.key)
                    yield claim, figure


def _label_of(figure: Figure) -> str:
    return figure.label


def _changes(submission: Submission) -> set[str]:
    """The figures of the text that are changes (增加30万元，其中…27万元): they say nothing of a row's own amount."""
    claims = [claim for report in submission.reports for claim in report.claims]
    differences = {figure.key for claim in claims if (figure := claim.role(Role.DIFFERENCE)) is not None}
    return differences | {
        part.key
        for claim in claims
        if claim.kind == ClaimKind.SUM and claim.figures[0].key in differences
        for part in claim.figures[1:]
    }


def find_facts(submission: Submission) -> Facts:
    """Link the text's sums of money to rows of annex 2."""
    rows: list[tuple[CostRow, dict[str, Figure]]] = [
        (row, dict(zip(base.columns, row.figures, strict=False))) for base in submission.base_data for row in base.rows
    ]
    by_item = {row.item: (row, columns) for row, columns in reversed(rows) if row.item}
    own = [(row, columns) for row, columns in rows if not row.item]
    names = [row.name for row, _ in own]
    links: list[Link] = []
    years = _own_years(submission)
    changes = _changes(submission)
    for claim, figure in money_claims(submission):
        if (
            claim.kind in (ClaimKind.GROWTH, ClaimKind.SHARE, ClaimKind.COMPLETION, ClaimKind.ZERO, ClaimKind.TEMPLATE)
            or figure.key in changes
        ):
            continue
        label, year = _label_of(figure), years.get(figure.key, claim.year)
        item = canonical_item(label)
        if item in by_item:
            row, columns = by_item[item]
            link = Link(figure=figure, claim=claim, item=item, row_name=row.name, columns=columns, score=1.0, year=year)
            links.append(link)
            continue
        match = best_match(label, names) if names else None
        if match is not None and match.score >= IN_TEXT:
            row, columns = own[match.index]
            name, score = row.name, match.score
            links.append(
                Link(figure=figure, claim=claim, item="", row_name=name, columns=columns, score=score, year=year)
            )
    twins: dict[str, list[Figure]] = {}
    for link in links:
        for code, other in link.columns.items():
            if other.filled and code in OF_THE_YEAR:
                twins.setdefault(link.figure.key, []).append(other)
    return Facts(
        links=tuple(links), twins={key: tuple(values) for key, values in twins.items()}, changes=frozenset(changes)
    )
