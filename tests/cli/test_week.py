"""A scripted week: hand-in, two audits, letters, decisions in a spreadsheet, replies, resubmission, check."""

from pathlib import Path

from benchmarks.week import week


def test_after_a_week_nobody_has_to_take_anything_back(tmp_path: Path) -> None:
    made = week(tmp_path, 10)
    assert made.faults == []
    assert len(made.broken) >= 4
    assert (made.desk / "审核结果" / "letters.csv").is_file()
