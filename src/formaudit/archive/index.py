"""The index by which an archive is searched: written with each submission, made anew where it is missing or old."""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from formaudit.archive.grams import hashed
from formaudit.archive.numbers import number_of
from formaudit.archive.searched import Line, SearchedForm, Wanted, figure_lines, searched_forms, text_lines
from formaudit.archive.store import Store

__all__ = ["bring_up_to_date", "index", "kinds", "lines_in", "lines_of", "tidy", "unindex", "unindexed"]

_SHAPE: Final = "1"
"""Raised when other pairs are made of a text: an index of another shape is made anew."""


def index(store: Store, root: str, key: str, year: int | None, forms: Iterable[SearchedForm]) -> None:
    """Put the forms of a submission into the index, in which it must not stand."""
    count = _counter(store, "searched")
    if count == 1:  # the first of all: from here on the whole index is of this shape
        store.upsert("meta", ["name"], {"name": "searched-shape", "value": _SHAPE})
    for each in forms:
        number = number_of(year, count, _code(store, each.form))
        if store.is_server:
            store.write(
                "INSERT INTO searched VALUES (?, ?, ?, ?, ?::integer[])",
                [number, root, key, each.most, hashed(each.pairs)],
            )
        else:
            store.write("INSERT INTO searched VALUES (?, ?, ?, ?)", [number, root, key, each.most])
            store.write("INSERT INTO search_index (rowid, pairs) VALUES (?, ?)", [number, " ".join(each.pairs)])


def unindex(store: Store, root: str, key: str) -> None:
    """Take a submission out of the index; its records must still be those that it was indexed by."""
    numbers = [row[0] for row in store.rows("SELECT id FROM searched WHERE root = ? AND submission = ?", [root, key])]
    if numbers and not store.is_server:
        # An index without texts forgets only what it is told again.
        codes = {number & 0xFF: number for number in numbers}
        for each in searched_forms(lines_of(store, root, key)):
            number = codes.get(_code(store, each.form))
            if number is not None:
                store.write(
                    "INSERT INTO search_index (search_index, rowid, pairs) VALUES ('delete', ?, ?)",
                    [number, " ".join(each.pairs)],
                )
    store.write("DELETE FROM searched WHERE root = ? AND submission = ?", [root, key])


def lines_of(store: Store, root: str, key: str, wanted: Wanted | None = None) -> list[Line]:
    """All that can be searched of a submission; of one that an older version stored only its figures.

    ``wanted`` says of a text and a print whether the line is asked for: most lines need not be made at all.
    """
    return lines_in(
        dict(
            store.rows(
                "SELECT kind, content FROM records WHERE root = ? AND submission = ? AND kind IN ('figures', 'texts')",
                [root, key],
            )
        ),
        wanted,
    )


def lines_in(kept: Mapping[str, bytes], wanted: Wanted | None = None) -> list[Line]:
    """The same out of a submission's records, by their kind."""
    chosen = {} if wanted is None else {"wanted": wanted}
    lines = list(figure_lines(kept["figures"], **chosen)) if "figures" in kept else []
    return [*lines, *(text_lines(kept["texts"], **chosen) if "texts" in kept else ())]


def kinds(store: Store) -> dict[int, str]:
    """The kinds of forms by their codes."""
    return dict(store.rows("SELECT code, form FROM searched_kinds"))


def bring_up_to_date(store: Store, watch: Callable[[int, int], None] | None = None) -> int:
    """Index every submission that is not indexed, and give their number; an index of another shape is made anew."""
    shape = store.rows("SELECT value FROM meta WHERE name = 'searched-shape'")
    if not shape or shape[0][0] != _SHAPE:
        with store.transaction():
            if not store.is_server:
                store.write("INSERT INTO search_index (search_index) VALUES ('delete-all')")
            store.write("DELETE FROM searched")
            store.upsert("meta", ["name"], {"name": "searched-shape", "value": _SHAPE})
    missing = store.rows(
        "SELECT s.root, s.key, s.year FROM submissions s WHERE NOT EXISTS "
        "(SELECT 1 FROM searched d WHERE d.root = s.root AND d.submission = s.key) AND EXISTS "
        "(SELECT 1 FROM records r WHERE r.root = s.root AND r.submission = s.key) ORDER BY s.root, s.key"
    )
    done = 0
    for number, (root, key, year) in enumerate(missing, 1):
        forms = searched_forms(lines_of(store, root, key))
        if forms:
            with store.transaction():
                index(store, root, key, year, forms)
            done += 1
        if watch is not None:
            watch(number, len(missing))
    if done:
        tidy(store)
    return done


def unindexed(store: Store) -> int:
    """How many submissions no search finds: they came into the store without their cells, or are not indexed yet."""
    (number,) = store.rows(
        "SELECT COUNT(*) FROM submissions s WHERE NOT EXISTS "
        "(SELECT 1 FROM searched d WHERE d.root = s.root AND d.submission = s.key)"
    )[0]
    return int(number)


def tidy(store: Store) -> None:
    """Lay the pieces together in which an index grew: half the size, and quicker to search."""
    if not store.is_server:
        store.write("INSERT INTO search_index (search_index) VALUES ('optimize')")


def _counter(store: Store, name: str) -> int:
    """The next number of a counter: never one that was given before."""
    rows = store.rows(
        "INSERT INTO meta (name, value) VALUES (?, '1') ON CONFLICT (name) DO UPDATE SET "
        "value = CAST(CAST(meta.value AS INTEGER) + 1 AS TEXT) RETURNING value",
        [name],
    )
    return int(rows[0][0])


def _code(store: Store, form: str) -> int:
    """The code of a kind of form; a new kind gets the next one."""
    known = {name: code for code, name in kinds(store).items()}
    if form not in known:
        known[form] = max(known.values(), default=0) + 1
        store.write("INSERT INTO searched_kinds VALUES (?, ?) ON CONFLICT DO NOTHING", [known[form], form])
    return known[form]
