import io
import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from formaudit.cli.output import exit_code, show, wants_colour, write_bytes
from formaudit.errors import ExitCode
from formaudit.model.report import AuditReport
from formaudit.model.verdict import Severity
from formaudit.reports.tally import verdict_line
from tests.reports.sample import TOTAL_BUDGET, finding, quiet_submission, sample


def with_one(severity: Severity) -> AuditReport:
    submission = replace(quiet_submission(), findings=(finding("a", "T01", severity, TOTAL_BUDGET),))
    return sample(submissions=(submission,), errors=(), verdict="findings")


class Terminal(io.StringIO):
    """A terminal without a byte layer."""

    def isatty(self) -> bool:
        return True


class Pipe(io.TextIOWrapper):
    """Standard output in a pipe, in some encoding."""

    def __init__(self, encoding: str) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding)


def test_nothing_found_is_0() -> None:
    assert exit_code(sample(submissions=(quiet_submission(),), errors=(), verdict="clean")) is ExitCode.OK


@pytest.mark.parametrize(
    ("severity", "fail_on", "code"),
    [
        (Severity.MAJOR, Severity.MAJOR, ExitCode.FINDINGS),
        (Severity.CRITICAL, Severity.MAJOR, ExitCode.FINDINGS),
        (Severity.MINOR, Severity.MAJOR, ExitCode.OK),
        (Severity.NOTE, Severity.NOTE, ExitCode.FINDINGS),
        (Severity.MAJOR, Severity.CRITICAL, ExitCode.OK),
        (Severity.CRITICAL, None, ExitCode.OK),
    ],
)
def test_findings_fail_from_the_level_asked_for(severity: Severity, fail_on: Severity | None, code: ExitCode) -> None:
    assert exit_code(with_one(severity), fail_on) is code


def test_incomplete_wins_over_findings_and_over_nothing_found() -> None:
    assert exit_code(sample()) is ExitCode.INCOMPLETE
    assert exit_code(sample(submissions=(quiet_submission(),), errors=()), None) is ExitCode.INCOMPLETE
    assert exit_code(replace(with_one(Severity.MAJOR), errors=sample().errors)) is ExitCode.INCOMPLETE


def test_a_pipe_gets_whole_lines_without_colour() -> None:
    pipe = Pipe("utf-8")
    show(sample(), pipe)
    text = pipe.bytes.getvalue().decode()
    assert text.splitlines()[0] == verdict_line(sample())
    assert "\x1b" not in text


def test_a_terminal_gets_colour_and_lines_of_its_width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    terminal = Terminal()
    show(sample(), terminal)
    assert "\x1b[1m" in terminal.getvalue()
    assert max(map(len, terminal.getvalue().splitlines())) < 80


@pytest.mark.parametrize(
    ("name", "value", "colour"), [("NO_COLOR", "1", False), ("NO_COLOR", "", True), ("TERM", "dumb", False)]
)
def test_colour_is_not_forced_on_anybody(monkeypatch: pytest.MonkeyPatch, name: str, value: str, colour: bool) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv(name, value)
    assert wants_colour(Terminal()) is colour
    assert not wants_colour(io.StringIO())


def test_a_console_that_lacks_a_sign_still_gets_the_report() -> None:
    pipe = Pipe("gbk")
    show(sample(), pipe)
    assert pipe.bytes.getvalue().decode("gbk").startswith("结论：不完整——")


def test_json_is_utf8_whatever_the_console_speaks() -> None:
    pipe = Pipe("gbk")
    show(sample(), pipe, as_json=True)
    assert json.loads(pipe.bytes.getvalue().decode("utf-8"))["schema"] == "formaudit.findings/1"


def test_a_file_is_replaced_whole_and_no_part_stays(tmp_path: Path) -> None:
    write_bytes(tmp_path / "a.json", b"old")
    write_bytes(tmp_path / "a.json", b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a.json", b"new")]
