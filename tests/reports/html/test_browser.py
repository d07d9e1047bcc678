"""The page in a real browser, where one is installed."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from formaudit.reports.html.page import to_html
from tests.reports.html.pages import poisoned
from tests.reports.sample import documents, sample

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-logging=stderr",
    "--dump-dom",
]

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no chromium is installed")


def opened(page: str, folder: Path, anchor: str = "") -> tuple[str, str]:
    """The page as it stands after its script ran, and what the browser's console said."""
    assert CHROMIUM is not None
    file = folder / "report.html"
    file.write_text(page, "utf-8")
    done = subprocess.run(
        [CHROMIUM, *FLAGS, f"--user-data-dir={folder / 'profile'}", file.as_uri() + anchor],
        capture_output=True,
        timeout=60,
        check=True,
        env={**os.environ, "HOME": str(folder)},
    )
    console = [line for line in done.stderr.decode(errors="replace").splitlines() if "CONSOLE" in line]
    return done.stdout.decode(), "\n".join(console)


def test_the_page_opens_without_a_complaint_and_its_filter_runs(tmp_path: Path) -> None:
    dom, console = opened(to_html(sample(), documents()), tmp_path)
    assert console == ""
    assert "显示 6 处，共 6 处</output>" in dom
    form = re.search(r'<form [^>]*id="filter"[^>]*>', dom)
    assert form is not None
    assert "hidden" not in form.group()


def test_a_link_to_a_folded_finding_unfolds_it(tmp_path: Path) -> None:
    page = to_html(sample(), documents())
    folded = r'<details [^>]*id="s0q2"[^>]*>'
    found = re.search(folded, page)
    assert found is not None
    assert " open" not in found.group()
    dom, console = opened(page, tmp_path, "#s0q2")
    found = re.search(folded, dom)
    assert found is not None
    assert " open" in found.group()
    assert console == ""


def test_hostile_texts_run_nothing(tmp_path: Path) -> None:
    payload = '"><img src=x onerror="document.title=1"><script>document.title=2</script>'
    keep = frozenset({"lang", "verdict", "form", "format"})
    papers = {name + payload: poisoned(files, payload, keep) for name, files in documents().items()}
    dom, console = opened(to_html(poisoned(sample(), payload, keep), papers), tmp_path)
    assert console == ""
    assert "<img" not in dom
    assert "<title>预算绩效自评材料核对报告</title>" in dom
