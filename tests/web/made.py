"""A store to review, a server over it inside the test, and a browser's manners: cookies, Origin, the token of a form."""

import http.client
import json
import re
import socket
import sqlite3
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import uvicorn

from formaudit.archive.store import Store
from formaudit.golden.case import Actual, Produce
from formaudit.golden.produce import producer
from formaudit.golden.review import accept, propose
from formaudit.web.app import application
from formaudit.web.desk import Desk, Setup
from tests.archive.made import scanned, small_archive, write_case


def reviewed(folder: Path) -> str:
    """A store of five submissions, two of them with findings; the archive lies beside it."""
    scanned(small_archive(folder / "archive"), str(folder / "audit.db"))
    return str(folder / "audit.db")


def two_years(folder: Path) -> str:
    """A unit's submissions of two years, both with the same faults."""
    write_case(folder / "archive" / "2022", "culture-other-funds", year=2022)
    write_case(folder / "archive" / "2023", "culture-other-funds", year=2023)
    scanned(folder / "archive", str(folder / "audit.db"))
    return str(folder / "audit.db")


def copied(url: str, folder: Path) -> str:
    """The same store once more, to be written to."""
    target = folder / "audit.db"
    with sqlite3.connect(url) as source, sqlite3.connect(target) as copy:
        source.backup(copy)
    return str(target)


@dataclass
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    data: bytes

    @property
    def text(self) -> str:
        return self.data.decode("utf-8", "replace")

    @property
    def to(self) -> str:
        return self.headers.get("location", "")


@dataclass
class Browser:
    """What a person's browser does: keeps cookies, says where it comes from, sends a form with the token of its page."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def here(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, method: str, address: str, body: bytes = b"", **headers: str) -> Answer:
        """One request as it stands; a header that is empty is not sent."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        told = {"host": f"127.0.0.1:{self.port}", **({"content-length": str(len(body))} if method == "POST" else {})}
        told |= {name.replace("_", "-"): value for name, value in headers.items()}
        link.putrequest(method, address, skip_host=True, skip_accept_encoding=True)
        if self.cookies and "cookie" not in told:
            told["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        for name, value in told.items():
            if value:
                link.putheader(name, value)
        link.endheaders(body or None)
        answer = link.getresponse()
        data = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        link.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, data)

    def get(self, address: str) -> Answer:
        """A page, wherever it leads."""
        answer = self.ask("GET", address)
        while answer.status in (302, 303, 307):
            answer = self.ask("GET", answer.to)
        return answer

    def send(self, address: str, form: Mapping[str, str | list[str]], **headers: str) -> Answer:
        """A form as a browser sends it."""
        told = {"origin": self.here, "content-type": "application/x-www-form-urlencoded", **headers}
        return self.ask("POST", address, urlencode(form, doseq=True).encode(), **told)

    def token(self) -> str:
        """The token that forms of this session bring back."""
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.get("/settings").text)
        assert found is not None
        return found[1]

    def post(self, address: str, form: Mapping[str, str | list[str]]) -> Answer:
        """A form with its token."""
        return self.send(address, {"csrf": self.token(), **form})

    def form(self, address: str) -> dict[str, str]:
        """The hidden fields of the form in which one decides."""
        text = self.get(address).text
        part = text[text.index('id="decide"') :]
        part = part[: part.index("</form>")]
        return {name: unescape(value) for name, value in re.findall(r'"hidden" name="([^"]+)" value="([^"]*)"', part)}

    def decide(self, address: str, act: str, **more: str) -> Answer:
        """Press a button on the page of a finding."""
        return self.send(address, {**self.form(address), "act": act, **more})


@contextmanager
def served(url: str, **setup: Any) -> Iterator[tuple[Desk, Browser]]:
    """A server over a store on a port of this machine."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        port = int(listening.getsockname()[1])
        desk = Desk(Setup(store=url, port=port, **{"reviewer": "张某", **setup}))
        server = uvicorn.Server(uvicorn.Config(application(desk), log_level="warning", ws="none", proxy_headers=False))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield desk, Browser(port)
        finally:
            server.should_exit = True
            thread.join()
            desk.close()


def findings(url: str) -> list[tuple[str, str]]:
    """All findings as the address of their page and their id, in the order of the store."""
    with Store(url, create=False) as store:
        desk_rows = store.rows("SELECT root, submission, id FROM findings ORDER BY root, submission, id")
    desk = Desk(Setup(store=url))
    try:
        index = desk.index()
        return [(f"/s/{index.rows[index.by_key[root, key]].token}/{id_}", id_) for root, key, id_ in desk_rows]
    finally:
        desk.close()


def states(url: str) -> dict[str, str]:
    """What was decided, by finding."""
    with Store(url, create=False) as store:
        return dict(store.rows("SELECT finding, state FROM decisions"))


REAL = producer("default")


def earlier(say: str) -> Produce:
    """The program as it was: it read the cells that hold 一级指标 otherwise."""

    def produce(paths: tuple[Path, ...]) -> Actual:
        actual = REAL(paths)
        lines = tuple(
            json.dumps({**record, "text": say}, ensure_ascii=False, sort_keys=True)
            if (record := json.loads(line)).get("text") == "一级指标"
            else line
            for line in actual.tables
        )
        return Actual(
            tables=lines, figures=actual.figures, verdicts=actual.verdicts, findings=actual.findings,
            report_md=actual.report_md,
        )  # fmt: skip

    return produce


def goldens(folder: Path) -> Path:
    """Two cases that the program of today reads otherwise, each in several cells."""
    for name, case in (("甲", "seed-rates"), ("乙", "legal-units")):
        paths = tuple(write_case(folder / "materials" / name, case))
        propose(folder / "golden", name, paths, earlier("一级 指标"))
        accept(folder / "golden", name, reviewer="张某", reason="核对", date="2026-01-01")
    return folder / "golden"
