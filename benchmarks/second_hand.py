"""Submissions of the second hand: clean ones accused, faults found. ``python -m benchmarks.second_hand``.

Every layout with every seed in every format (``--seeds N``, ``--formats docx,xlsx,html``), then each kind of fault that
it has a place for, one at a time. A fault is found where something new is told, minor at least. A year is stale only
where form and report are one file: two files of two years are two submissions.
"""

import argparse
import sys
from collections import Counter

from corpora.secondhand.faults import FAULTS, spoil
from corpora.secondhand.page import Page
from corpora.secondhand.press import FORMATS, files
from corpora.secondhand.submissions import LAYOUTS, submission
from formaudit.audit import audit_submission
from formaudit.extract.door import extract_bytes
from formaudit.intake.grouping import group_documents
from formaudit.model.report import Finding
from formaudit.model.verdict import Severity
from formaudit.settings import Profile


def findings(page: Page, form: str) -> list[Finding]:
    """What is told of a page in a format, notes apart."""
    read, _ = group_documents([extract_bytes(data, name) for name, data in files(page, form)])
    told = [finding for one in read for finding in audit_submission(one, Profile(), "zh").findings]
    return [finding for finding in told if finding.severity is not Severity.NOTE]


def main(arguments: list[str]) -> int:
    """Measure and say so; the exit code is 1 where a clean submission is seriously accused."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seeds", type=int, default=6)
    parser.add_argument("--formats", default=",".join(FORMATS))
    options = parser.parse_args(arguments)
    tried, found = Counter[str](), Counter[str]()
    clean = grave = 0
    for form in options.formats.split(","):
        for layout in LAYOUTS:
            for seed in range(options.seeds):
                page = submission(layout, seed)
                before = findings(page, form)
                clean += 1
                grave += sum(finding.severity in (Severity.CRITICAL, Severity.MAJOR) for finding in before)
                known = {(finding.check, finding.figures[0].key) for finding in before}
                for fault in FAULTS:
                    spoilt = spoil(page, fault, seed)
                    if spoilt is None or (fault.name == "stale-year" and len(files(page, form)) > 1):
                        continue
                    new = {(one.check, one.figures[0].key) for one in findings(spoilt.page, form)} - known
                    for name in (fault.name, f"{form}: all", f"{layout}: all"):
                        tried[name] += 1
                        found[name] += bool(new)
    for name, count in tried.items():
        print(f"{name:24} {found[name]:4} of {count:4} found")
    print(f"{clean} clean submissions, {grave} serious findings on them")
    return 1 if grave else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
