"""An auditor's week with many units, from hand-in to the check of corrections: ``python -m benchmarks.week N SCANS``.

Submissions come as drafts and finals, with copies of files beside them, with the program's own output among them, and
again when they have been corrected. Whatever a person would have to take back is collected and printed: a finding that
no fault of the corpus accounts for, a letter to a unit without one, another unit's business, a number that changes, a
second run that says something else, a correction called open or an open matter called corrected.
"""

import json
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import fields, is_dataclass, replace
from io import StringIO
from pathlib import Path
from typing import Any, Final

import docx
import openpyxl  # type: ignore[import-untyped]  # the library ships no type information
import pypdfium2 as pdfium

from corpora.generator.catalogue import CASES, Case, case_and_truth
from formaudit.checks.of_profile import all_checks
from formaudit.cli.main import main as formaudit
from formaudit.settings import Profile

__all__ = ["Week", "week"]

_PLACES: Final = (
    "青石", "长坪", "松林", "白沙", "南屏", "玉泉", "新河", "金田", "古桥", "云岭", "石门", "清湾", "花塘", "龙冈",
    "平湖", "双溪", "竹山", "大观", "东亭", "西坞",
)  # fmt: skip
_BASES: Final = ("machinery", "culture", "seed", "river", "legal", "school", "offices", "greening", "water")
_OWN_NAME: Final = re.compile("^.*[县区市]")
_DPI: Final = 200
_GRAVE: Final = frozenset({"critical", "major"})
_FORBIDDEN: Final = re.compile("第\\d+段|annex\\d|0\\(空\\)|请核实：请|所列为—|根因|造假|虚报|骗取|隐瞒|挪用")


class Week:
    """The folders of a week, what was handed in, and what a person would have to take back."""

    def __init__(self, root: Path, count: int, scans: int = 0) -> None:
        """Lay out the hand-in of so many units; beside Word files of some of them lie sealed scans of the same form."""
        self.root, self.desk, self.again = root, root / "材料", root / "重报"
        self.faults: list[str] = []
        self.allowed: dict[str, set[str]] = {}
        self.broken: set[str] = set()
        for number in range(count):
            self._hand_in(number)
        papers = [path for path in sorted(self.desk.rglob("附件*.docx")) if path.parent.parent == self.desk]
        for path in papers[:: max(1, len(papers) // scans)][:scans] if scans else ():
            _scan(path)

    def _hand_in(self, number: int) -> None:
        """A unit's submission: every third is a draft and a final, every fourth has a copy of a file beside it."""
        base = _BASES[number % len(_BASES)]
        cases = [case for case in CASES if case.base.startswith(base) and case.profile == "default"]
        clean = next(case for case in cases if case.name == case.base)
        faulty = [case for case in cases if case.accidents and case.base == clean.base]
        turn = number // len(_BASES)
        wanted = faulty[turn % len(faulty)] if faulty and (number + turn) % 2 == 0 else clean
        name, place = clean.submission.unit.name, _PLACES[number % len(_PLACES)]
        unit = f"{place}{('县', '区', '市')[turn % 3]}{_OWN_NAME.sub('', name)}"
        final, truth = _files(wanted, name, unit)
        self.allowed[unit] = _accounted(truth)
        folder = self.desk / unit
        if number % 3 == 1 and wanted is clean and faulty:
            _lay(folder / "初稿", _files(faulty[0], name, unit)[0])
            _lay(folder / "定稿", final)
        else:
            _lay(folder, final)
        if number % 4 == 2:
            first = min(final)
            (folder / "备份").mkdir(parents=True, exist_ok=True)
            (folder / "备份" / f"{Path(first).stem} - 副本{Path(first).suffix}").write_bytes(final[first])
        if wanted is not clean:
            # A unit whose faults are small ones gets no letter unless somebody confirms them.
            self.broken |= {unit} if _grave_faults(truth) else set()
            _lay(self.again / unit, _files(clean, name, unit)[0])

    def wrong(self, what: str) -> None:
        """Note what a person would have to take back."""
        self.faults.append(what)

    def call(self, *words: str | Path, codes: tuple[int, ...] = (0, 1)) -> str:
        """A call of the program; what it said. Another exit code than expected is noted."""
        out, err = StringIO(), StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            code = formaudit([str(each) for each in words])
        if code not in codes:
            self.wrong(f"{' '.join(map(str, words[:2]))}: exit code {code}: {err.getvalue()[-300:]}")
        return out.getvalue() + err.getvalue()


def week(root: Path, count: int, scans: int = 0) -> Week:
    """Go through the week; ``faults`` of what it gives are what a person would have to take back."""
    made = Week(root, count, scans)
    out, book = made.desk / "审核结果", root / "处理意见.toml"
    made.call("audit", made.desk, "--out", out)
    first = _state(out)
    for turn in ("second", "third"):
        made.call("audit", made.desk, "--out", out)
        _same(made, first, _state(out), f"the {turn} audit")
    _findings(made, json.loads((out / "findings.json").read_text("utf-8")))
    _letters(made, out)
    _decide(out / "findings.xlsx")
    said = made.call("decide", "--from", out / "findings.xlsx", book)
    if "未采用" in said:
        made.wrong(f"decide --from: {said}")
    notices = root / "整改通知"
    made.call(
        "letter", out, "--kind", "rectification", "--decisions", book, "--out", f"{notices}/", "--date", "2026-05-09"
    )
    before = _state(notices)
    made.call(
        "letter", out, "--kind", "rectification", "--decisions", book, "--out", f"{notices}/", "--date", "2026-05-09"
    )
    _same(made, before, _state(notices), "the second round of notices")
    for reply in _replies(out, root / "反馈"):
        said = made.call("decide", "--from", reply, out, "--decisions", book)
        if "未采用" in said or "没有新的内容" in said:
            made.wrong(f"{reply.name}: {said}")
    made.call("audit", made.desk, "--out", out, "--decisions", book)
    newer, checked = root / "复审", root / "核查"
    made.call("audit", made.again, "--out", newer)
    made.call("compare", out, newer, "--out", checked, "--decisions", book, "--rectify")
    _checked(made, checked)
    text = book.read_text("utf-8")
    made.call("compare", out, newer, "--out", checked, "--decisions", book, "--rectify")
    if book.read_text("utf-8") != text:
        made.wrong("the second comparison changes decisions")
    return made


def _files(case: Case, old: str, new: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a case and its truth, the unit called otherwise."""
    files, truth = case_and_truth(replace(case, submission=_renamed(case.submission, old, new)))
    return files, json.loads(truth)


def _renamed(part: Any, old: str, new: str) -> Any:
    if isinstance(part, str):
        return part.replace(old, new)
    if isinstance(part, tuple):
        return tuple(_renamed(each, old, new) for each in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{each.name: _renamed(getattr(part, each.name), old, new) for each in fields(part)})
    return part


def _accounted(truth: dict[str, Any]) -> set[str]:
    """The checks that may speak of a submission: its faults, what follows from them, what a reader may ask."""
    named = {fault["check"] for fault in truth["faults"]} | {
        check for fault in truth["faults"] for check in fault["consequences"]
    }
    return named | set(truth["allowed"])


def _grave_faults(truth: dict[str, Any]) -> set[str]:
    """The checks of a case's faults that are grave where they are sure."""
    grave = {check.code for check in all_checks(Profile()) if check.severity.value in _GRAVE}
    return grave & {fault["check"] for fault in truth["faults"]}


def _lay(folder: Path, files: dict[str, bytes]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def _scan(path: Path) -> None:
    """Lay pictures of the pages of a Word file beside it, as a PDF without text."""
    with tempfile.TemporaryDirectory() as folder:
        program = shutil.which("soffice") or "soffice"
        call = [program, f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}", "--headless"]
        call += ["--convert-to", "pdf", "--outdir", folder, str(path)]
        subprocess.run(call, check=True, capture_output=True, timeout=180)  # noqa: S603  our own files
        paper = pdfium.PdfDocument(Path(folder) / f"{path.stem}.pdf")
        pages = [page.render(scale=_DPI / 72).to_pil().convert("L") for page in paper]
        pages[0].save(path.with_name(f"{path.stem}（盖章扫描件）.pdf"), save_all=True, append_images=pages[1:])


def _state(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def _same(made: Week, before: dict[str, bytes], after: dict[str, bytes], what: str) -> None:
    made.faults += [
        f"{what} changes {name}" for name in sorted(before.keys() | after.keys()) if before.get(name) != after.get(name)
    ]


def _findings(made: Week, report: dict[str, Any]) -> None:
    """No grave finding of an adopted submission that no fault accounts for; every faulty one has some."""
    told = set()
    for submission in report["submissions"]:
        unit = submission["unit"]
        if unit not in made.allowed:
            made.wrong(f"nobody handed in for {unit}")
            continue
        if not submission.get("version", {}).get("adopted", True):
            continue
        grave = {finding["check"] for finding in submission["findings"] if finding["severity"] in _GRAVE}
        told |= {unit} if grave else set()
        if extra := grave - made.allowed[unit] - {"C01", "C02", "C03"}:
            made.wrong(f"{unit}: {sorted(extra)}")
    made.faults += [f"{unit}: its faults are not found" for unit in sorted(made.broken - told)]


def _letters(made: Week, out: Path) -> None:
    """A letter to each faulty unit and to no other, about its own business, without a word that does not belong."""
    written = {path.name: docx.Document(str(path)) for path in out.glob("inquiry-*.docx")}
    to: set[str] = set()
    for name, letter in written.items():
        texts = [paragraph.text for paragraph in letter.paragraphs]
        texts += [cell.text for table in letter.tables for row in table.rows for cell in row.cells]
        text = "\n".join(texts)
        addressee = next((unit for unit in made.allowed if f"{unit}：" in texts), "")
        to.add(addressee)
        made.faults += [f"{name}: names {unit}" for unit in made.allowed if unit != addressee and unit in text]
        if found := _FORBIDDEN.search(text):
            made.wrong(f"{name}: {found[0]}")
    made.faults += [f"no letter to {unit}" for unit in sorted(made.broken - to)]
    made.faults += [f"a letter to {unit or 'nobody'}, which has no fault" for unit in sorted(to - made.broken)]
    if len(to) != len(written):
        made.wrong("two letters to one unit")


def _decide(file: Path) -> None:
    """Confirm what is grave, waive what is only asked, as a person does in a spreadsheet."""
    book = openpyxl.load_workbook(file)
    for paper in book.worksheets:
        heads = next(
            (row for row in paper.iter_rows(min_row=1, max_row=3) if "复核结论" in [cell.value for cell in row]), None
        )
        if heads is None:
            continue
        at = {str(cell.value): cell.column for cell in heads}
        for row in range(heads[0].row + 1, paper.max_row + 1):
            grave = paper.cell(row, at["等级"]).value in ("严重", "较重")
            paper.cell(row, at["复核结论"]).value = "确认" if grave else "豁免"
            paper.cell(row, at["经办"]).value = "李某"
            paper.cell(row, at["日期"]).value = "2026/5/8"
            if not grave:
                paper.cell(row, at["理由"]).value, paper.cell(row, at["期限"]).value = "口径差异", "2099-12-31"
    book.save(file)


def _replies(out: Path, folder: Path) -> Iterator[Path]:
    """The reply form of each letter, its first rows filled in."""
    folder.mkdir()
    for path in sorted(out.glob("inquiry-*.docx")):
        letter = docx.Document(str(path))
        for row in letter.tables[0].rows[1:3]:
            row.cells[3].text, row.cells[4].text = "属填报差错", "见重报材料"
        letter.save(str(folder / path.name))
        yield folder / path.name


def _checked(made: Week, folder: Path) -> None:
    """A sheet for each faulty unit; what is grave in it is put right, and the first rows are answered."""
    told: set[str] = set()
    for path in folder.glob("*.docx"):
        sheet = docx.Document(str(path))
        unit = next((unit for unit in made.allowed if unit in path.name), "")
        told.add(unit)
        rows = [[cell.text for cell in row.cells] for row in sheet.tables[0].rows[1:]]
        if unit in made.broken and not any(row[2].startswith("属填报差错") for row in rows):
            made.wrong(f"{path.name}: no answer of the unit")
        wrong = {row[6] for row in rows} - ({"已改正", "无法判断"} if unit in made.broken else {"无法判断"})
        if wrong:
            made.wrong(f"{path.name}: {sorted(wrong)}: {[row[1] for row in rows if row[6] in wrong][:3]}")
        if unit in made.broken and not any(row[6] == "已改正" for row in rows):
            made.wrong(f"{path.name}: nothing is put right")
    made.faults += [f"no sheet for {unit}" for unit in sorted(made.broken - told)]


def main() -> int:
    """Go through a week with N units (60) and M scans (none) in a temporary folder; 1 where anything is taken back."""
    count, scans = [int(word) for word in (sys.argv[1:] + ["60", "0"][len(sys.argv) - 1 :])[:2]]
    folder = Path(tempfile.mkdtemp())
    try:
        made = week(folder, count, scans)
    finally:
        shutil.rmtree(folder)
    for fault in made.faults:
        print(fault)
    used = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = sum(each.ru_utime + each.ru_stime for each in used)
    print(f"{count} units, {len(made.broken)} with faults: {len(made.faults)} to be taken back")
    print(f"{seconds:.1f} s of processor time")
    return int(bool(made.faults))


if __name__ == "__main__":
    sys.exit(main())
