"""All findings of a store as sets, so that any filter is counted at once: built when the server starts, kept up since.

Submissions lie in the order of the queue: by critical findings, by major ones, by the money in question, by name.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Final

from msgspec import Struct, field

from formaudit.archive.actions import Act, Action, last_seq
from formaudit.archive.store import Store
from formaudit.messages import LANGUAGES, word
from formaudit.model.form_kind import FormKind
from formaudit.patterns import compiled
from formaudit.reports.money import of_events
from formaudit.web.bits import Layout, from_flags
from formaudit.web.filters import FACETS, Filters

__all__ = ["MARK", "NOBODY", "ORDER", "Index", "Row", "build", "digest_of"]

ORDER: Final = (
    "CASE WHEN f.cause = '' THEN 1 ELSE 0 END, LENGTH(f.cause), f.cause, "
    "CASE f.severity WHEN 'critical' THEN 0 WHEN 'major' THEN 1 WHEN 'minor' THEN 2 ELSE 3 END, f.check_code, f.id"
)
"""How the findings of a submission follow each other: what a cause explains, then what stands alone, by severity."""
NOBODY: Final = "-"
"""The value of a facet for findings that have none: no cause, no year, assigned to nobody."""
_ID: Final = compiled(r"[0-9a-f]{16}")
_SERIOUS: Final = ("critical", "major")
MARK: Final = 8
"""Bytes that are kept of an id."""
_TOKEN: Final = 16
_DIGITS: Final = compiled(r"-?\d{1,30}(?:\.\d{1,30})?")


class Row(Struct, frozen=True, kw_only=True):
    """A submission of the queue: ``token`` names it in addresses, ``money`` in 万元 is what its grave findings move."""

    token: str
    root: str
    key: str
    unit: str
    year: int | None
    counts: tuple[int, int, int, int]
    money: Decimal
    clean: bool = False


def digest_of(finding: str) -> bytes:
    """A finding's id in the few bytes that are kept of it: itself, where it is one of ours."""
    if _ID.fullmatch(finding):
        return bytes.fromhex(finding)
    return hashlib.blake2b(finding.encode("utf-8", "replace"), digest_size=MARK).digest()


class Index(Struct, kw_only=True):
    """``sets`` holds the findings of each value of each facet; ``seq`` is the last line of the log in it.

    ``marks`` are the ids in the order of the layout; ``odd`` has those that are not of our making, by number.
    """

    rows: list[Row]
    layout: Layout
    sets: dict[str, dict[str, int]]
    marks: bytes
    odd: dict[int, str]
    seq: int
    day: dt.date
    by_token: dict[str, int]
    by_unit: dict[str, list[int]]
    by_key: dict[tuple[str, str], int]
    found: int = 0
    _texts: dict[str, int] = field(default_factory=dict)

    def chosen(self, filters: Filters, without: str = "") -> int:
        """The findings that the filters leave; ``without`` names a facet that is not to count."""
        left = self.layout.everything
        if "clean" not in filters.values("state"):
            left &= ~self.sets["state"].get("clean", 0)
        for facet in FACETS:
            values = filters.values(facet)
            if values and facet != without:
                union = 0
                for value in values:
                    union |= self.sets[facet].get(value, 0)
                left &= union
        if filters.unit and without != "unit":
            left &= self.layout.segments(self.by_unit.get(filters.unit, []))
        return left

    def facet(self, facet: str, filters: Filters) -> dict[str, int]:
        """How many findings each value would leave, with all other filters as they are."""
        base = self.chosen(filters, without=facet)
        return {value: (base & chosen).bit_count() for value, chosen in self.sets[facet].items()}

    def place(self, row: int, finding: str) -> int | None:
        """The number of a finding in its submission."""
        mark, start = digest_of(finding), self.layout.starts[row] * MARK
        end = self.layout.starts[row + 1] * MARK
        at = self.marks.find(mark, start, end)
        while at >= 0 and at % MARK:
            at = self.marks.find(mark, at + 1, end)
        return (at - start) // MARK if at >= 0 else None

    def id_at(self, row: int, place: int) -> str:
        """The id of the finding with a number in its submission."""
        at = self.layout.starts[row] + place
        return self.odd[at] if at in self.odd else self.marks[at * MARK : (at + 1) * MARK].hex()

    def places(self, row: int, findings: Collection[str]) -> Iterator[int]:
        """The numbers of some findings of a submission, looked for in one go over it."""
        marks = set(map(digest_of, findings))
        start, end = self.layout.starts[row], self.layout.starts[row + 1] - 1
        for at in range(start, end):
            if self.marks[at * MARK : (at + 1) * MARK] in marks:
                yield at - start

    def states(self, row: int) -> dict[str, int]:
        """How many findings of a submission stand in each state."""
        counts = {state: self.layout.count_in(chosen, row) for state, chosen in self.sets["state"].items()}
        return {state: count for state, count in counts.items() if count}

    def apply(self, actions: Iterable[Action], where: Mapping[str, list[int]]) -> None:
        """Take up what was done; ``where`` names the submissions that have each finding."""
        for action in actions:
            self.seq = max(self.seq, action.seq)
            for row in where.get(action.finding, ()):
                place = self.place(row, action.finding)
                if place is None:
                    continue
                bit = 1 << (self.layout.starts[row] + place)
                if action.act in (Act.DECIDE, Act.UNDO):
                    self._move("state", standing(action.state, action.expires, self.day), bit)
                elif action.act == Act.ASSIGN:
                    self._move("who", action.text or NOBODY, bit)

    def _move(self, facet: str, value: str, bit: int) -> None:
        # A new dictionary each time: who counts meanwhile has the old one, whole.
        kept = {name: chosen & ~bit for name, chosen in self.sets[facet].items()}
        kept[value] = kept.get(value, 0) | bit
        self.sets[facet] = kept


def standing(state: str, expires: str | None, today: dt.date) -> str:
    """Where a finding stands on a day: what is called rectified and still found, or waived no longer, is open."""
    if state in ("", "rectified") or (state == "waived" and expires is not None and expires < today.isoformat()):
        return "open"
    return state


def build(store: Store, today: dt.date) -> Index:
    """Read a store."""
    seq = last_seq(store)
    counts: dict[tuple[str, str], int] = {}
    money: dict[tuple[str, str], list[tuple[str, Decimal]]] = {}
    for root, key, severity, cause, moved in store.each(
        "SELECT root, submission, severity, cause, money FROM findings"
    ):
        counts[root, key] = counts.get((root, key), 0) + 1
        if moved is not None and severity in _SERIOUS:
            money.setdefault((root, key), []).append((cause, _amount(moved)))
    rows = [
        Row(
            token=hashlib.sha256(f"{root}\0{key}".encode("utf-8", "replace")).hexdigest()[:_TOKEN],
            root=root, key=key, unit=name, year=year, counts=(critical, major, minor, note),
            money=of_events(money.get((root, key), ())), clean=(root, key) not in counts,
        )
        for root, key, name, year, critical, major, minor, note in store.each(
            "SELECT root, key, name, year, critical, major, minor, note FROM submissions"
        )
    ]  # fmt: skip
    rows.sort(
        key=lambda row: (-row.counts[0], -row.counts[1], -row.money, -row.counts[2], row.unit, row.year or 0, row.key)
    )
    # A submission without findings has one place, so that it can be listed among those without.
    layout = Layout([max(counts.get((row.root, row.key), 0), 1) for row in rows])
    by_key = {(row.root, row.key): number for number, row in enumerate(rows)}
    sets, marks, odd = _sets(store, rows, layout, by_key, today)
    by_unit: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_unit.setdefault(row.unit, []).append(number)
    return Index(
        rows=rows, layout=layout, sets=sets, marks=marks, odd=odd, seq=seq, day=today,
        by_token={row.token: number for number, row in enumerate(rows)}, by_unit=by_unit, by_key=by_key,
        found=sum(counts.values()),
    )  # fmt: skip


def _sets(
    store: Store, rows: list[Row], layout: Layout, by_key: dict[tuple[str, str], int], today: dt.date
) -> tuple[dict[str, dict[str, int]], bytes, dict[int, str]]:
    size = layout.size // 8 + 1
    flags: dict[str, dict[str, bytearray]] = {facet: {} for facet in FACETS}
    marks = bytearray(layout.size * MARK)
    odd: dict[int, str] = {}
    kinds = {
        (root, key, id_): kind for root, key, id_, kind in store.each("SELECT root, submission, id, kind FROM causes")
    }
    decided = {id_: standing(state, expires, today) for id_, state, expires in
               store.each("SELECT finding, state, expires FROM decisions")}  # fmt: skip
    assigned: dict[str, str] = dict(store.each("SELECT finding, who FROM assignments"))
    kinds_of_form = (form for form in FormKind if form is not FormKind.UNKNOWN)
    forms = {word(f"form.{form}", lang): form.value for form in kinds_of_form for lang in LANGUAGES}

    def put(facet: str, value: str, at: int) -> None:
        found = flags[facet].get(value)
        if found is None:
            found = flags[facet][value] = bytearray(size)
        found[at >> 3] |= 1 << (at & 7)

    used: dict[int, int] = {}
    for root, key, id_, check, severity, cause, place in store.each(
        "SELECT f.root, f.submission, f.id, f.check_code, f.severity, f.cause, f.place FROM findings f "
        f"ORDER BY f.root, f.submission, {ORDER}"
    ):
        row = by_key.get((root, key))
        if row is None:
            continue
        at = layout.starts[row] + used.get(row, 0)
        used[row] = used.get(row, 0) + 1
        marks[at * MARK : (at + 1) * MARK] = digest_of(id_)
        if not _ID.fullmatch(id_):
            odd[at] = id_
        put("severity", severity, at)
        put("check", check, at)
        put("cause", kinds.get((root, key, cause), NOBODY), at)
        put("form", next((form for said, form in forms.items() if place.startswith(said)), NOBODY), at)
        put("year", str(rows[row].year or NOBODY), at)
        put("state", decided.get(id_, "open"), at)
        put("who", assigned.get(id_, NOBODY), at)
    for number, row_ in enumerate(rows):
        if row_.clean:
            put("state", "clean", layout.starts[number])
            put("year", str(row_.year or NOBODY), layout.starts[number])
    sets = {facet: {value: from_flags(each) for value, each in found.items()} for facet, found in flags.items()}
    return sets, bytes(marks), odd


def _amount(text: str) -> Decimal:
    if not _DIGITS.fullmatch(text):
        return Decimal(0)
    try:
        return abs(Decimal(text))
    except InvalidOperation:
        return Decimal(0)
