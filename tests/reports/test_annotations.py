"""Findings as annotations: GitHub's commands and GitLab's code quality report."""

import json
import re

import pytest
from msgspec.structs import replace

from formaudit.model.decision import Decision, Standing
from formaudit.reports.annotations import annotations
from tests.reports.sample import sample


def test_github_gets_the_verdict_and_one_command_a_finding_with_what_ends_a_part_escaped() -> None:
    report = sample()
    lines = annotations(report, "github").splitlines()
    count = sum(len(each.findings) for each in report.submissions) + len(report.errors)
    assert not lines[0].startswith("::")
    assert len(lines) == count + 1
    for line in lines[1:]:
        match = re.fullmatch(r"::(error|warning|notice) ([^:]*)::(.*)", line)
        assert match is not None, line
        assert all(re.fullmatch(r"(?:file|title|line)=[^,]+", part) for part in match[2].split(","))
        assert "%" not in re.sub(r"%(?:25|0A|0D|2C|3A)", "", line)


def test_gitlab_gets_a_list_with_the_fingerprint_of_each_finding() -> None:
    report = sample()
    told = json.loads(annotations(report, "gitlab"))
    prints = {each["fingerprint"] for each in told}
    assert {finding.id for each in report.submissions for finding in each.findings} <= prints
    assert len(prints) == len(told)
    for each in told:
        assert each["severity"] in ("blocker", "critical", "major", "minor", "info")
        assert each["location"]["lines"]["begin"] >= 1
        assert "!/" not in each["location"]["path"]


@pytest.mark.parametrize("standing", [Standing.DISMISSED])
def test_what_a_person_set_aside_is_not_shown_again(standing: Standing) -> None:
    report = sample()
    first, *rest = report.submissions
    finding, *others = first.findings
    decided = replace(finding, decision=Decision(finding=finding.id, standing=standing))
    shown = replace(report, submissions=(replace(first, findings=(decided, *others)), *rest))
    assert finding.id in annotations(report, "gitlab")
    assert finding.id not in annotations(shown, "gitlab")
