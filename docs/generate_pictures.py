"""Pictures of the review page for the documents: a store is made of the corpus, served, and looked at by a browser.

``python docs/generate_pictures.py`` from the project's folder; needs the extra ``web``, playwright and chromium.
"""

import re
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import uvicorn
from playwright.sync_api import sync_playwright

from corpora.generator.catalogue import CASES, case_files
from formaudit.archive.engines import ENGINES
from formaudit.archive.scan import scan
from formaudit.archive.store import Store
from formaudit.profiles.read import read_profile
from formaudit.web.app import application
from formaudit.web.desk import Desk, Setup

_PICTURES: Final = Path(__file__).parent / "pictures"
_PRINTED: Final = "culture-replaced"
"""The case that is printed to PDF, so that a page is shown as a picture."""


def _archive(root: Path, browser: Any) -> None:
    """The corpus as files; one case as printed pages."""
    for case in CASES:
        printed = case.name == _PRINTED
        home = root / str(case.submission.year) / case.name
        home.mkdir(parents=True)
        for name, content in case_files(replace(case, format="html") if printed else case).items():
            if printed:
                page = browser.new_page()
                page.set_content(content.decode("utf-8"))
                (home / name).with_suffix(".pdf").write_bytes(page.pdf(format="A4"))
                page.close()
            else:
                (home / name).write_bytes(content)


@contextmanager
def _served(store: str) -> Iterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        port = int(listening.getsockname()[1])
        desk = Desk(Setup(store=store, port=port, reviewer="张某某"))
        server = uvicorn.Server(uvicorn.Config(application(desk), log_level="warning", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{port}"
        server.should_exit = True
        thread.join()
        desk.close()


def _shots(here: str, browser: Any) -> None:
    page = browser.new_page(viewport={"width": 1360, "height": 850}, locale="zh-CN")
    page.goto(f"{here}/")
    page.screenshot(path=_PICTURES / "queue.png")
    page.goto(f"{here}/?text=查找替换")
    page.click("tr[data-row] a")
    page.wait_for_selector(".frame.tied", state="attached")
    page.screenshot(path=_PICTURES / "matter.png")
    address = page.url
    page.click("button[value=confirm]")
    page.wait_for_url(lambda url: url != address)
    page.goto(f"{here}/?text=年度资金总额与资金来源合计不一致")
    page.click("tr[data-row] a")
    page.wait_for_selector(".papers [data-focus]")
    page.screenshot(path=_PICTURES / "grid.png")
    page.click("button[value=confirm]")
    token = re.search(r"/s/([0-9a-f]+)", address)
    page.goto(f"{here}/letter/{token[1] if token else ''}")
    page.screenshot(path=_PICTURES / "letter.png")
    phone = browser.new_page(viewport={"width": 390, "height": 844}, locale="zh-CN", device_scale_factor=1)
    phone.goto(address)
    phone.wait_for_selector(".frame.suspect", state="attached")
    time.sleep(0.3)
    phone.screenshot(path=_PICTURES / "phone.png")


def main() -> None:
    """Make all pictures anew."""
    _PICTURES.mkdir(exist_ok=True)
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=browser_path, args=["--no-sandbox"])
        _archive(Path(folder) / "archive", browser)
        store = str(Path(folder) / "audit.db")
        with Store(store) as kept:
            scan(str(Path(folder) / "archive"), kept, read_profile("auto"), ENGINES["local"], workers=2)
        with _served(store) as here:
            _shots(here, browser)
        browser.close()


if __name__ == "__main__":
    main()
