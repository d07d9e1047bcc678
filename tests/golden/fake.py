"""A producer without a program: records made from the words of the sources, and a folder tree to try goldens in."""

import json
from pathlib import Path

from formaudit.errors import InputError
from formaudit.golden.case import Actual, Produce
from formaudit.golden.review import accept, propose

WHO = {"reviewer": "张某某", "reason": "逐项核对无误", "date": "2024-05-09"}


def record(**fields: object) -> str:
    return json.dumps(fields, ensure_ascii=False)


def actual(cell: str = "4", *, figure: str = "4", finding: str = "F1", report: str = "# 一处") -> Actual:
    return Actual(
        tables=(record(file=0, table=0, row=3, col=4, text=cell), record(file=0, table=0, row=0, col=0, text="附件4")),
        figures=(record(key="annex4[甲].total.final_budget", value=figure),),
        verdicts=(record(check="T09", key="annex4[甲]", outcome="broken"),),
        findings=(record(id=finding, check="T09"),),
        report_md=report,
    )


def producing(result: Actual) -> Produce:
    def produce(paths: tuple[Path, ...]) -> Actual:
        missing = [path for path in paths if not path.is_file()]
        if missing:
            raise InputError("unreadable", str(missing[0]))
        return result

    return produce


def world(root: Path, *cases: str) -> tuple[Path, Path]:
    """The golden folder and the corpus folder of a project, with a file and a truth for each case."""
    for case in cases:
        folder = root / "corpora" / case
        folder.mkdir(parents=True)
        (folder / "附件4.txt").write_text(f"{case} 4", encoding="utf-8")
        truths = root / "corpora" / "truth"
        truths.mkdir(exist_ok=True)
        (truths / f"{case}.json").write_text("{}", encoding="utf-8")
    return root / "golden", root / "corpora"


def accepted(root: Path, case: str, result: Actual) -> None:
    propose(root / "golden", case, (root / "corpora" / case / "附件4.txt",), producing(result))
    accept(root / "golden", case, **WHO)


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, to see whether anything was written."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
