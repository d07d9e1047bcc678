"""What lies beside a finding on its page: the figures and where they stand, last year's, and what may excuse it."""

from collections.abc import Mapping, Sequence
from typing import Final

from msgspec import Struct

from formaudit.archive.packed import unpack_where
from formaudit.archive.store import Store
from formaudit.checks.catalogue import CHECKS
from formaudit.checks.explained import explain
from formaudit.messages import word
from formaudit.model.figure import DOUBTFUL
from formaudit.model.report import Finding, Repair
from formaudit.model.verdict import Nature
from formaudit.reports.arrange import CauseBlock
from formaudit.reports.clean import one_line
from formaudit.reports.places import say_place
from formaudit.reports.words import percent, printed
from formaudit.web.call import Call
from formaudit.web.cases import Case
from formaudit.web.index import Row
from formaudit.web.panes import Pane, target_of

__all__ = ["Shown", "doubts_of", "figures_of", "repairs_of", "with_unit"]

_MOST: Final = 200


class Shown(Struct, frozen=True, kw_only=True):
    """A figure of a finding. ``last`` is what the same place printed the year before, with that year."""

    number: int
    label: str
    text: str
    suspect: bool
    place: str
    target: str
    last: str = ""


def figures_of(call: Call, case: Case, finding: Finding, pane: Pane, query: Mapping[str, str]) -> tuple[Shown, ...]:
    """The figures in the order of the finding, the suspects first."""
    with call.desk.store() as store:
        before = _last_year(store, case.row, finding)
    return tuple(
        Shown(
            number=number,
            label=figure.label,
            text=printed(figure, call.lang),
            suspect=number < finding.suspects,
            place=say_place(case.places, figure.place, figure.raw if figure.place.paragraph is not None else ""),
            target=target_of(pane, number, figure, query),
            last=before.get(figure.key, ""),
        )
        for number, figure in enumerate(finding.figures[:_MOST])
    )


def _last_year(store: Store, row: Row, finding: Finding) -> dict[str, str]:
    """What the unit printed at the same addresses a year before, by key."""
    if row.year is None:
        return {}
    keys = frozenset(figure.key for figure in finding.figures if figure.key)
    if not keys:
        return {}
    rows = store.rows(
        "SELECT r.content FROM records r JOIN submissions s ON s.root = r.root AND s.key = r.submission "
        "WHERE s.root = ? AND s.unit = (SELECT unit FROM submissions WHERE root = ? AND key = ?) AND s.unit <> '' "
        "AND s.year = ? AND r.kind = 'figures'",
        [row.root, row.root, row.key, row.year - 1],
    )

    def chosen(column: Sequence[str]) -> list[int]:
        return [number for number, key in enumerate(column) if key in keys]

    # A record begins with key, label, print, value and unit.
    told = (record for (content,) in rows for record in unpack_where(content, (0,), chosen))
    return {str(record[0]): with_unit(str(record[2]), str(record[4] or "")) for record in told}


def with_unit(raw: str, unit: str) -> str:
    """A print with its unit, unless it ends in it."""
    return raw if not unit or unit in raw else f"{raw} {unit}"


def doubts_of(case: Case, finding: Finding, lang: str) -> tuple[str, ...]:
    """Why the finding may be innocent: what the check itself says of that, and what was hard to read."""
    found: list[str] = []
    check = next((check for check in CHECKS if check.code == finding.check), None)
    if check is not None:
        said = explain(check, lang)
        found += [text for text in (said.guard, said.tolerance) if text]
    if finding.confidence < 1:
        found.append(word("web.doubt.confidence", lang, percent=percent(finding.confidence)))
    if any(figure.confidence < DOUBTFUL for figure in finding.figures):
        found.append(word("web.doubt.characters", lang))
    if any(figure.readings for figure in finding.figures):
        found.append(word("web.doubt.readings", lang))
    if finding.nature is Nature.SUSPICION:
        found.append(word("web.doubt.suspicion", lang))
    for number in sorted({figure.place.file for figure in finding.figures}):
        if 0 <= number < len(case.submission.files):
            found += [one_line(warning) for warning in case.submission.files[number].warnings]
    none = {word("tolerance.none", lang), "—", "无", "none"}
    return tuple(dict.fromkeys(text for text in found if text not in none))


def repairs_of(case: Case, block: CauseBlock | None) -> tuple[tuple[Repair, str], ...]:
    """The values that would make the relations hold, with their places in words."""
    if block is None:
        return ()
    return tuple((repair, say_place(case.places, repair.place)) for repair in block.cause.repairs)
