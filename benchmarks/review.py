"""What the review page costs over a large store.

``python -m benchmarks.review make FOLDER COUNT [--seed S]`` writes a store of so many submissions: the corpus audited
once, then put in again and again under other names, years and fingerprints, a fifth of the findings decided on. Called
again with a larger COUNT it goes on.
``… measure FOLDER [--store URL] [--requests N]`` serves it, or a store elsewhere, and prints the 50th and 95th
percentile of the server's time for pages of the queue, for searches in findings and in cells, and for findings, the
memory of the server, and, where a browser is installed, when it has painted a finding for the first time.
"""

import argparse
import hashlib
import http.client
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import Any, Final
from urllib.parse import quote, urlencode

from corpora.generator.catalogue import CASES, case_files
from formaudit.archive.decided import put_decisions
from formaudit.archive.engines import ENGINES
from formaudit.archive.scan import scan
from formaudit.archive.store import Store
from formaudit.model.decision import Decision, Standing
from formaudit.profiles.read import read_profile

_PLACES: Final = "安北东峰古海河湖江金景兰岭龙梅明宁平清泉沙山石松泰通桐文西溪新兴岩阳宜永玉云漳镇"
_PORT: Final = 8471
_TOGETHER: Final = 400
_TRIES: Final = 300
_WORDS: Final = ("局", "44.32", "执行率", "培训", "宣传费", "支出超过", "100", "未完成", "资金", "县", "没有这样的词")
_SOUGHT: Final = ("资金", "执行率", "三公经费", "培训", "评价", "宣传", "项目支出", "决算", "满意度", "没有这样的词")
_ID: Final = re.compile(r'"[0-9a-f]{16}"')


def make(folder: Path, count: int, seed: int) -> None:
    """Write the archive and the store."""
    archive = folder / "archive"
    fresh = not (folder / "audit.db").exists()
    for case in CASES if fresh else ():
        home = archive / str(case.submission.year) / case.name
        home.mkdir(parents=True, exist_ok=True)
        for name, content in case_files(case).items():
            (home / name).write_bytes(content)
    with Store(str(folder / "audit.db")) as store:
        if fresh:
            scan(str(archive), store, read_profile("auto"), ENGINES["local"], workers=2)
        bases = store.rows("SELECT root, key FROM submissions WHERE key NOT LIKE '%#%' ORDER BY key")
        (found,) = store.rows("SELECT COUNT(*) FROM submissions")[0]
        rng = Random(seed + found)  # noqa: S311 - a seed must give the same store again; nothing is secret
        while found < count:
            with store.transaction():
                for _ in range(min(_TOGETHER, count - found)):
                    root, key = bases[found % len(bases)]
                    _again(store, root, key, found, rng)
                    found += 1
        fresh_ids = [
            id_ for (id_,) in store.rows(
                "SELECT id FROM findings WHERE id NOT IN (SELECT finding FROM actions) ORDER BY id"
            )
        ]  # fmt: skip
        states = (Standing.CONFIRMED, Standing.DISMISSED)
        made = [
            Decision(finding=id_, standing=rng.choice(states), owner="张某", reason="逐一核对")
            for id_ in rng.sample(fresh_ids, len(fresh_ids) // 5)
        ]
        with store.transaction():
            put_decisions(store, made, "张某", f"made {found}")
        counts = store.rows("SELECT (SELECT COUNT(*) FROM submissions), (SELECT COUNT(*) FROM findings)")[0]
    size = (folder / "audit.db").stat().st_size / 1e6
    print(f"{counts[0]} submissions, {counts[1]} findings, a store of {size:.0f} MB")


def _again(store: Store, root: str, key: str, number: int, rng: Random) -> None:
    """A submission once more, as that of another unit in another year."""
    new_key, year = f"{key}#{number}", rng.randint(2019, 2025)
    name = "".join(rng.choice(_PLACES) for _ in range(3)) + rng.choice("县区")

    def other(id_: str) -> str:
        return hashlib.sha256(f"{id_}{number}".encode()).hexdigest()[:16]

    old = {id_ for (id_,) in store.rows("SELECT id FROM findings WHERE root = ? AND submission = ?", [root, key])}

    def again(report: bytes) -> bytes:
        def renamed(found: re.Match[str]) -> str:
            return f'"{other(found[0][1:-1])}"' if found[0][1:-1] in old else found[0]

        return zlib.compress(_ID.sub(renamed, zlib.decompress(report).decode()).encode(), 1)

    _copy(store, "submissions", "key", (root, key), {
        "key": lambda _: new_key, "unit": lambda unit: name + unit[3:], "name": lambda unit: name + unit[3:],
        "year": lambda _: year, "report": again,
    })  # fmt: skip
    named: dict[str, Callable[[Any], Any]] = {"submission": lambda _: new_key}
    _copy(store, "findings", "submission", (root, key), {**named, "id": other})
    _copy(store, "causes", "submission", (root, key), named)
    _copy(store, "records", "submission", (root, key), named)
    _copy(store, "files", "submission", (root, key), {**named, "path": lambda path: f"{path}#{number}"})


def _copy(store: Store, table: str, field: str, at: tuple[str, str], changed: dict[str, Callable[[Any], Any]]) -> None:
    names = [row[1] for row in store.rows(f"PRAGMA table_info({table})")]
    for row in store.rows(f"SELECT * FROM {table} WHERE root = ? AND {field} = ?", at):  # noqa: S608 - our own names
        values = [changed[name](value) if name in changed else value for name, value in zip(names, row, strict=True)]
        store.write(f"INSERT INTO {table} VALUES ({', '.join('?' * len(values))})", values)  # noqa: S608


@contextmanager
def _served(store: str) -> Iterator[int]:
    """The server in a process of its own; gives its number."""
    call = ["serve", "--store", store, "--port", str(_PORT)]
    code = "from formaudit.cli.main import entry; entry()"
    server = subprocess.Popen([sys.executable, "-c", code, *call], stderr=subprocess.DEVNULL)  # noqa: S603 - our own program
    try:
        for _ in range(_TRIES):
            try:
                _ask("/keys")
                break
            except OSError:
                time.sleep(0.2)
        yield server.pid
    finally:
        server.terminate()
        server.wait()


def _ask(address: str) -> tuple[int, float, str, str]:
    """Status, milliseconds of the server, where it leads, and the text."""
    link = http.client.HTTPConnection("127.0.0.1", _PORT, timeout=120)
    link.request("GET", address)
    answer = link.getresponse()
    text = answer.read().decode()
    link.close()
    took = float((answer.getheader("server-timing") or "app;dur=0").rpartition("=")[2])
    return answer.status, took, answer.getheader("location") or "", text


def measure(store: str, requests: int) -> None:
    """Ask for many pages and print what they took."""
    rng = Random(7)  # noqa: S311 - the same questions each time
    with _served(store) as process:
        _, first, _, text = _ask("/")
        print(f"first page {first:.0f} ms, memory {_memory(process):.0f} MB")
        facets = re.findall(r'href="/\?([^"]*)"', text)
        queue, search, cells, finding = list[float](), list[float](), list[float](), list[float]()
        address = "/"
        for _ in range(requests):
            _, took, _, text = _ask(address)
            queue.append(took)
            later = re.search(r'href="(/\?[^"]*after=[^"]*)" rel="next"', text)
            pick = rng.random()
            address = f"/?{rng.choice(facets)}" if pick < 0.5 or later is None else later[1].replace("&amp;", "&")
        for _ in range(requests):
            text = rng.choice(_WORDS) + ("" if rng.random() < 0.5 else str(rng.randint(0, 99)))
            search.append(_ask("/?" + urlencode({"text": text}))[1])
        sought = [" ".join(rng.sample(_SOUGHT, rng.randint(1, 2))) for _ in range(requests)]
        cells.extend(_ask("/find?" + urlencode({"text": text}))[1] for text in sought)
        address = _begin(rng)
        for _ in range(requests):
            status, took, to, text = _ask(address)
            finding.append(took if status == http.client.OK else 0)
            following = re.search(r'href="([^"]*)" data-key="n"', text)
            address = to or (following[1].replace("&amp;", "&") if following and rng.random() < 0.5 else _begin(rng))
        for name, times in (
            ("queue", queue),
            ("search", search),
            ("cells", cells),
            ("finding", [each for each in finding if each]),
        ):
            cuts = statistics.quantiles(times, n=20)
            print(f"{name}: {len(times)} pages, median {statistics.median(times):.0f} ms, 95 % {cuts[18]:.0f} ms")
        print(f"memory {_memory(process):.0f} MB, at most {_memory(process, 'VmHWM'):.0f} MB; all processes with the "
              f"workers {sum(_memory(each) for each in _family(process)):.0f} MB")  # fmt: skip
        browser = shutil.which("chromium")
        if browser is not None:
            _painted(browser, rng)


def _begin(rng: Random) -> str:
    """A finding somewhere in the queue."""
    _, _, _, text = _ask(f"/?year={rng.randint(2019, 2025)}&state=any")
    tokens = re.findall(r'href="/s/([0-9a-f]+)/begin', text)
    return f"/s/{rng.choice(tokens)}/begin?from={quote('state=any')}"


def _painted(browser: str, rng: Random) -> None:
    """When a browser that has never seen the page has painted a finding."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where it is installed

    times = []
    with sync_playwright() as driver:
        window = driver.chromium.launch(executable_path=browser, args=["--no-sandbox"])
        for _ in range(9):
            page = window.new_context().new_page()
            page.goto(f"http://127.0.0.1:{_PORT}{_begin(rng)}")
            page.wait_for_selector("#decide")
            page.wait_for_timeout(300)
            times.append(float(page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")))
            page.context.close()
        window.close()
    print(f"first paint of a finding in a browser: median {statistics.median(times):.0f} ms, most {max(times):.0f} ms")


def _family(process: int) -> list[int]:
    found = [process]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            found += [int(number) for number in task.read_text().split()]
    return found


def _memory(process: int, name: str = "VmRSS") -> float:
    """Megabytes of a process."""
    told = re.search(rf"{name}:\s+(\d+)", Path(f"/proc/{process}/status").read_text("utf-8"))
    return int(told[1]) / 1024 if told else 0.0


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    commands = parser.add_subparsers(dest="action", required=True)
    making = commands.add_parser("make")
    making.add_argument("folder", type=Path)
    making.add_argument("count", type=int)
    making.add_argument("--seed", type=int, default=1)
    measuring = commands.add_parser("measure")
    measuring.add_argument("folder", type=Path)
    measuring.add_argument("--store", default="")
    measuring.add_argument("--requests", type=int, default=200)
    options = parser.parse_args()
    if options.action == "make":
        make(options.folder, options.count, options.seed)
    else:
        measure(options.store or str(options.folder / "audit.db"), options.requests)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    main()
