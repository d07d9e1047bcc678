"""Changes of one kind over all cases, put together: one decision for a column that is gone in forty places."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from formaudit.golden.case import Actual
from formaudit.golden.check import CaseState
from formaudit.golden.compare import Change
from formaudit.golden.labels import check_words, column_words, form_words
from formaudit.golden.told import Told
from formaudit.messages import word
from formaudit.model.address import Address
from formaudit.patterns import compiled

__all__ = ["Cells", "Cluster", "Member", "clusters_of", "samples"]

_SHORT: Final = 8
"""What was put in the place of what is a kind of its own where both are so short."""
_SAMPLES: Final = 3
_BLANK: Final = compiled(r"\s+")
Cells = tuple[tuple[int, str], ...]
"""The cells of a row of a table: column and text."""


class Member(Struct, frozen=True, kw_only=True):
    """A change of a case, with the row that it stands in, as it was and as it is; empty where there is none.

    ``column`` is the column of that row which it is about.
    """

    case: str
    told: Told
    row_before: Cells
    row_after: Cells
    column: int | None


class Cluster(Struct, frozen=True, kw_only=True):
    """Changes of one kind. ``id`` is the same in every run as long as the kind is; ``label`` says it in words."""

    id: str
    floor: str
    label: str
    members: tuple[Member, ...]

    @property
    def cases(self) -> tuple[str, ...]:
        """The cases that have such a change."""
        return tuple(dict.fromkeys(member.case for member in self.members))

    @property
    def findings(self) -> tuple[str, ...]:
        """The findings that turn on or off at the places of its changes: ``+T09``, ``-T10``."""
        return tuple(sorted({mark for member in self.members for mark in member.told.findings}))


def clusters_of(changed: Sequence[tuple[CaseState, Sequence[Told]]], lang: str) -> tuple[Cluster, ...]:
    """The clusters of the open changes of some cases, the largest first."""
    found: dict[tuple[str, ...], list[Member]] = {}
    for state, changes in changed:
        rows = {id(side): _rows(side) for side in (state.before, state.after) if side is not None}
        for told in changes:
            at = _place(told)
            before, after = (
                rows[id(side)].get(at[:3], ()) if side is not None and at is not None else ()
                for side in (state.before, state.after)
            )
            member = Member(
                case=state.name, told=told, row_before=before, row_after=after, column=None if at is None else at[3]
            )
            found.setdefault(_kind(told.change), []).append(member)
    made = [
        Cluster(
            id=hashlib.sha256("\x1f".join(kind).encode("utf-8", "replace")).hexdigest()[:8],
            floor=kind[0],
            label=_label(kind, lang),
            members=tuple(members),
        )
        for kind, members in found.items()
    ]
    return tuple(sorted(made, key=lambda cluster: (-len(cluster.members), cluster.label, cluster.id)))


def samples(cluster: Cluster) -> tuple[Member, ...]:
    """A few members, of different cases where there are; those first that turn findings or say something."""
    ordered = sorted(
        cluster.members,
        key=lambda member: (
            not member.told.findings,
            not member.told.before.strip("0. ") + member.told.after.strip("0. "),
        ),
    )
    firsts = list({member.case: member for member in reversed(ordered)}.values())[::-1]
    others = [member for member in ordered if member not in firsts]
    chosen = firsts if len(firsts) <= _SAMPLES else [firsts[0], firsts[len(firsts) // 2], firsts[-1]]
    return tuple([*chosen, *others][:_SAMPLES])


def _rows(actual: Actual) -> dict[tuple[int, int, int], Cells]:
    """The rows of all tables, their cells in order."""
    cells: dict[tuple[int, int, int], list[tuple[int, str]]] = {}
    for line in actual.tables:
        record = json.loads(line)
        if "row" in record:
            cells.setdefault((record["file"], record["table"], record["row"]), []).append(
                (record["col"], _BLANK.sub(" ", str(record["text"])).strip())
            )
    return {row: tuple(sorted(found)) for row, found in cells.items()}


def _place(told: Told) -> tuple[int, int, int, int | None] | None:
    """File, table, row and column of a change that stands in a table."""
    if told.spot is not None:
        return told.spot
    at = _record(told.change).get("at")
    if not isinstance(at, list) or len(at) < 3 or not all(isinstance(part, int) for part in at[:3]):
        return None
    column = at[3] if len(at) > 3 and isinstance(at[3], int) else None
    return (at[0], at[1], at[2], column)


def _record(change: Change) -> dict[str, Any]:
    for text in (change.after, change.before):
        try:
            found = json.loads(text)
        except ValueError:
            continue
        if isinstance(found, dict):
            return found
    return {}


def _kind(change: Change) -> tuple[str, ...]:
    """Of what kind a change is: floor, what it is about, what became of it."""
    record = _record(change)
    if change.floor == "figures" and record.get("kind") == "figure":
        address = Address.parse(str(record.get("key", "")))
        column = address.steps[-1].word if address.steps else ""
        return ("figures", address.head.word, column, change.kind)
    if change.floor == "figures":
        return ("figures", str(record.get("key", "")).partition("[")[0], "form", change.kind)
    if change.floor == "verdicts":
        return ("verdicts", str(record.get("check", "")), *(_outcome(text) for text in (change.before, change.after)))
    if change.floor == "findings":
        return ("findings", str(record.get("check", "")), change.kind)
    if change.floor == "tables":
        return ("tables", *_rewritten(change))
    return (change.floor,)


def _outcome(text: str) -> str:
    return str(json.loads(text).get("outcome", "")) if text else ""


def _rewritten(change: Change) -> tuple[str, ...]:
    """What happened to a cell or paragraph: came, went, emptied, filled, blanks or spans only, a text for another."""
    was, now = (json.loads(text) if text else {} for text in (change.before, change.after))
    what = "paragraph" if "paragraph" in (was or now) else "cell"
    if not was or not now:
        return (what, change.kind)
    before, after = str(was.get("text", "")), str(now.get("text", ""))
    if before == after:
        return (what, "span")
    if _BLANK.sub("", before) == _BLANK.sub("", after):
        return (what, "blanks")
    if not before or not after:
        return (what, "filled" if after else "emptied")
    start = next((at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other), None)
    start = min(len(before), len(after)) if start is None else start
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    one, other = before[start : len(before) - end], after[start : len(after) - end]
    return (what, "put", one, other) if max(len(one), len(other)) <= _SHORT else (what, "text")


def _label(kind: tuple[str, ...], lang: str) -> str:
    floor, *rest = kind
    if floor == "figures":
        if rest[1] == "form":
            return word("cluster.form", lang, change=word(f"cluster.{rest[2]}", lang))
        what = column_words(rest[1], lang)
        return word(
            "cluster.figures",
            lang,
            form=form_words(rest[0], lang),
            column=what,
            change=word(f"cluster.{rest[2]}", lang),
        )
    if floor == "verdicts":
        nothing = word("cluster.nothing", lang)
        before, after = (word(f"outcome.{name}", lang) if name else nothing for name in rest[1:])
        return word("cluster.verdicts", lang, check=check_words(rest[0], lang), before=before, after=after)
    if floor == "findings":
        return word("cluster.findings", lang, check=check_words(rest[0], lang), change=word(f"cluster.{rest[1]}", lang))
    if floor == "tables":
        what = word(f"cluster.what.{rest[0]}", lang)
        if rest[1] == "put":
            return word("cluster.put", lang, what=what, before=rest[2], after=rest[3])
        return word("cluster.tables", lang, what=what, change=word(f"cluster.{rest[1]}", lang))
    return word("cluster.report", lang)
