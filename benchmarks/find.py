"""How fast an archive is searched, and what the index costs: ``python -m benchmarks.find ARCHIVE [--count N]``.

The archive is scanned into a new store; its submissions are then laid into it again and again under other units and
years, with other words in their texts, until there are ``--count``. Prints the sizes of index and store and, for words
of several kinds, the processor time of the first page (median of five, the store open).
``--store URL`` takes a PostgreSQL database, which must be empty.
"""

import argparse
import statistics
import tempfile
import time
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Final

from formaudit.archive.engines import ENGINES
from formaudit.archive.index import bring_up_to_date, index
from formaudit.archive.packed import pack, unpack
from formaudit.archive.scan import scan
from formaudit.archive.search import Query, search, series_of
from formaudit.archive.searched import figure_lines, searched_forms, text_lines
from formaudit.archive.store import Store
from formaudit.profiles.read import read_profile
from formaudit.reports.records import TEXT_COLUMNS

_TEXT: Final = TEXT_COLUMNS.index("text")
_WORDS: Final = (
    "宣传",
    "调研",
    "绿化",
    "养护",
    "维修",
    "采购",
    "改造",
    "监测",
    "评审",
    "招商",
    "帮扶",
    "巡查",
    "节能",
    "档案",
)
_SOUGHT: Final = (
    ("two characters, in every submission", Query(words=("资金",))),
    ("two characters, in some", Query(words=("宣传",))),
    ("a word of four", Query(words=("差旅费用",))),
    ("two words", Query(words=("三公经费", "决算"))),
    ("two words, three years", Query(words=("项目支出", "预算"), first_year=2019, last_year=2021)),
    ("an amount above ten", Query(words=("项目",), over=Decimal(10))),
    ("nothing", Query(words=("锂电池",))),
)


def multiply(store: Store, count: int, seed: int) -> None:
    """Lay the submissions into the store again until there are enough."""
    rng = Random(seed)  # noqa: S311 - a seed must give the same store again; nothing is secret
    names = (
        "root, key, unit, name, year, digest, verdict, profile, critical, major, minor, note, figures, tied, "
        "contradicted, untested, score, report, run, seconds"
    )
    models = store.rows(f"SELECT {names} FROM submissions ORDER BY root, key")  # noqa: S608 - names of our own
    for number in range(count - len(models)):
        model = list(models[number % len(models)])
        root, key = model[0], model[1]
        model[1], model[3] = f"{key}#{number}", f"{model[3]}第{number}分站"
        model[2], model[4] = model[3], 2015 + number % 10
        kept: dict[str, bytes] = dict(
            store.rows("SELECT kind, content FROM records WHERE root = ? AND submission = ?", [root, key])
        )
        texts = [list(row) for row in unpack(kept["texts"])]
        for row in rng.sample(texts, min(12, len(texts))):
            row[_TEXT] = f"{row[_TEXT]}{rng.choice(_WORDS)}{rng.choice(_WORDS)}"
        kept["texts"] = pack(map(tuple, texts))
        with store.transaction():
            marks = ", ".join("?" * len(model))
            store.write(f"INSERT INTO submissions ({names}) VALUES ({marks})", model)  # noqa: S608 - as above
            for kind, content in kept.items():
                store.write("INSERT INTO records VALUES (?, ?, ?, ?)", [root, model[1], kind, content])
            found = store.rows("SELECT * FROM findings WHERE root = ? AND submission = ?", [root, key])
            store.write_many(
                f"INSERT INTO findings VALUES ({', '.join('?' * 18)})",  # noqa: S608 - as above
                [(root, model[1], f"{row[2]}{number}", *row[3:]) for row in found],
            )
            lines = (*figure_lines(kept["figures"]), *text_lines(kept["texts"]))
            index(store, root, model[1], model[4], searched_forms(lines))


def main() -> None:
    """Make the store and ask it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archive")
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--store", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        url = options.store or str(Path(folder) / "audit.db")
        with Store(url) as store:
            scan(options.archive, store, read_profile("auto"), ENGINES["local"], workers=1)
            start = time.process_time()
            multiply(store, options.count, options.seed)
            total = store.rows("SELECT COUNT(*) FROM submissions")[0][0]
            print(f"{total} submissions, laid in and indexed in {time.process_time() - start:.0f} s of processor time")
            _sizes(store, url)
            bring_up_to_date(store)
            for name, query in _SOUGHT:
                _ask(store, name, query)
            start = time.perf_counter()
            found = series_of(store, Query(words=("三公经费", "决算"), unit="分站"))
            print(f"  a series of all units: {len(found)} rows in {time.perf_counter() - start:.2f} s")


def _sizes(store: Store, url: str) -> None:
    if store.is_server:
        rows = store.rows("SELECT pg_total_relation_size('searched'), pg_database_size(current_database())")
        print(f"  index {rows[0][0] / 1e6:.1f} MB of {rows[0][1] / 1e6:.1f} MB")
        return
    store.rows("PRAGMA wal_checkpoint(TRUNCATE)")
    size = Path(url).stat().st_size
    rows = store.rows("SELECT SUM(pgsize) FROM dbstat WHERE name LIKE 'search%'")
    print(f"  index {(rows[0][0] or 0) / 1e6:.1f} MB of {size / 1e6:.1f} MB")


def _ask(store: Store, name: str, query: Query) -> None:
    spent = []
    for _ in range(5):
        start = time.process_time()
        found = search(store, query)
        spent.append(time.process_time() - start)
    print(
        f"  {name}: first page {statistics.median(spent) * 1000:.0f} ms, {len(found.hits)} hits shown, "
        f"{found.submissions} submissions"
    )


if __name__ == "__main__":
    main()
