"""The page in a real browser, where one is installed."""

import html
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from formaudit.cli.unit_pages import unit_pages
from formaudit.model.verdict import Severity
from formaudit.reports.html.index import index_html
from formaudit.reports.html.page import to_html
from formaudit.reports.ranking import ranked
from tests.reports.html.pages import poisoned
from tests.reports.sample import documents, sample
from tests.reports.test_front import batch, unit

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


HARNESS = """<!doctype html><meta charset="utf-8"><title>harness</title>
<iframe id="page" src="report.html" width="1200" height="900"></iframe><pre id="said"></pre>
<script>
const frame = document.getElementById("page");
frame.addEventListener("load", () => {
  const page = frame.contentDocument, form = page.getElementById("filter");
  const shown = () => [...page.querySelectorAll(".finding")].filter((node) => !node.hidden).map((node) => node.id);
  const choose = (name, value) => {
    form.reset();
    form.elements[name].value = value;
    form.dispatchEvent(new frame.contentWindow.Event("input"));
    return shown();
  };
  const told = { all: shown(), severity: {}, cause: {} };
  for (const option of form.elements.severity.options) told.severity[option.value] = choose("severity", option.value);
  for (const option of form.elements.cause.options) told.cause[option.value] = choose("cause", option.value);
  choose("severity", "*");
  const link = page.querySelector(".finding a.place");
  link.click();
  setTimeout(() => {
    const box = page.activeElement.getBoundingClientRect();
    told.click = { wanted: link.hash.slice(1), focused: page.activeElement.id, tag: page.activeElement.tagName,
      seen: box.height > 0 && box.bottom > 0 && box.top < frame.clientHeight };
    document.getElementById("said").textContent = JSON.stringify(told);
  }, 50);
});
</script>
"""


def opened(page: str, folder: Path, anchor: str = "", shell: str = "") -> tuple[str, str]:
    """The page as it stands after its script ran, and what the browser's console said."""
    assert CHROMIUM is not None
    file = folder / "report.html"
    file.write_text(page, "utf-8")
    flags = [*FLAGS, f"--user-data-dir={folder / 'profile'}"]
    if shell:
        # A page beside the report that works it as a person would; only here may one file look into another.
        file = folder / "shell.html"
        file.write_text(shell, "utf-8")
        flags += ["--allow-file-access-from-files", "--virtual-time-budget=2000"]
    done = subprocess.run(
        [CHROMIUM, *flags, file.as_uri() + anchor],
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


def test_findings_are_filtered_and_a_click_shows_the_cell(tmp_path: Path) -> None:
    report = sample()
    dom, console = opened(to_html(report, documents()), tmp_path, shell=HARNESS)
    assert console == ""
    said = re.search(r'<pre id="said">(.*?)</pre>', dom, re.DOTALL)
    assert said is not None
    told = json.loads(html.unescape(said[1]))
    findings = [finding for submission in report.submissions for finding in submission.findings]
    assert len(told["all"]) == len(findings)
    by_severity = {severity.value: sum(finding.severity is severity for finding in findings) for severity in Severity}
    assert {name: len(ids) for name, ids in told["severity"].items()} == {"*": len(findings), **by_severity}
    causes = {name: ids for name, ids in told["cause"].items() if name not in ("*", "")}
    assert causes
    assert all(ids for ids in causes.values())
    assert len(told["cause"][""]) + sum(map(len, causes.values())) == len(findings)
    assert told["click"]["focused"] == told["click"]["wanted"]
    assert told["click"]["tag"] in ("TD", "TH", "P", "MARK", "SPAN", "LI")
    assert told["click"]["seen"]


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


INDEX = """<!doctype html><meta charset="utf-8"><title>harness</title>
<iframe id="page" src="report.html" width="1200" height="900"></iframe><pre id="said"></pre>
<script>
const frame = document.getElementById("page");
frame.addEventListener("load", () => {
  const page = frame.contentDocument, form = page.getElementById("filter");
  const shown = () => [...page.querySelectorAll(".units tbody tr")].filter((node) => !node.hidden).length;
  const choose = (name, value) => {
    form.reset();
    form.elements[name].value = value;
    form.dispatchEvent(new frame.contentWindow.Event("input"));
    return shown();
  };
  document.getElementById("said").textContent = JSON.stringify({
    all: shown(), critical: choose("worst", "critical"), none: choose("worst", "none"), text: choose("text", "单位7号"),
    wide: page.documentElement.scrollWidth <= page.documentElement.clientWidth,
  });
});
</script>
"""


def test_the_index_of_many_units_opens_and_finds_one(tmp_path: Path) -> None:
    units = [unit(f"单位{number}号", severity=Severity.CRITICAL if number % 2 else None) for number in range(400)]
    report = batch(*units)
    ranking = ranked(report)
    dom, console = opened(index_html(report, ranking, unit_pages(ranking)), tmp_path, shell=INDEX)
    assert console == ""
    said = re.search(r'<pre id="said">(.*?)</pre>', dom, re.DOTALL)
    assert said is not None
    told = json.loads(html.unescape(said[1]))
    assert told == {"all": 400, "critical": 200, "none": 200, "text": 1, "wide": True}


PHONE = """<!doctype html><meta charset="utf-8"><title>shell</title>
<iframe id="page" src="report.html" width="360" height="700"></iframe><pre id="said"></pre>
<script>
const frame = document.getElementById("page");
frame.addEventListener("load", () => {
  const page = frame.contentDocument;
  const wide = [page.documentElement, ...page.querySelectorAll(".scroll")].filter((e) => e.scrollWidth > e.clientWidth);
  const row = page.querySelector(".units tbody tr");
  document.getElementById("said").textContent = JSON.stringify({ wide: wide.length, text: row.innerText });
});
</script>
"""


def test_the_index_fits_a_phone_and_leaves_nothing_out(tmp_path: Path) -> None:
    report = batch(
        unit("某某市某某区农业技术推广与质量检验服务中心", severity=Severity.CRITICAL, money="1234567.89"), unit("乙")
    )
    ranking = ranked(report)
    dom, _ = opened(index_html(report, ranking, unit_pages(ranking)), tmp_path, shell=PHONE)
    said = re.search(r'<pre id="said">(.*?)</pre>', dom, re.DOTALL)
    assert said is not None
    told = json.loads(html.unescape(said[1]))
    assert told["wide"] == 0
    for text in ("服务中心", "2023", "1234567.89", "T01", "2"):
        assert text in told["text"]
