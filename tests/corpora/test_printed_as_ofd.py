"""A submission handed in as OFD brings the findings that its PDF brings: the same print, written as another format."""

import itertools
from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from formaudit.audit import audit_submissions
from formaudit.extract import soffice
from formaudit.extract.pdf.ink import Glyph, Ink
from formaudit.extract.pdf.pdfium import pages
from formaudit.intake.gather import gather
from formaudit.settings import Profile
from tests.extract.ofd.making import Maker, stroke
from tests.extract.office import needs_office

ROOT = Path(__file__).resolve().parents[2] / "corpora"
CASES = (
    "quickstart", "culture-clean", "culture-replaced", "river-project", "water-clean", "school-scores",
    "published/city-budget-code",
)  # fmt: skip
_POINT = 25.4 / 72
_GAP = 0.4


@pytest.fixture(scope="module")
def printed() -> dict[str, dict[str, bytes]]:
    """The files of each case as PDF."""
    files = [
        (f"{case}|{path.stem}", path.read_bytes(), "docx") for case in CASES for path in (ROOT / case).glob("*.docx")
    ]
    made: dict[str, dict[str, bytes]] = {}
    for name, data in soffice.convert(files, "pdf:writer_pdf_Export", 240.0).items():
        assert isinstance(data, bytes), data
        case, _, stem = name.partition("|")
        made.setdefault(case, {})[stem] = data
    return made


def runs(glyphs: tuple[Glyph, ...]) -> Iterator[list[Glyph]]:
    """Glyphs that are printed on one line without a gap."""
    held: list[Glyph] = []
    for glyph in glyphs:
        before = held[-1] if held else glyph
        near = -_GAP * (before.bottom - before.top) < glyph.x0 - before.x1 < _GAP * (before.bottom - before.top)
        if held and (glyph.spaced or abs(glyph.top - before.top) > 0.1 or not near):
            yield held
            held = []
        held.append(glyph)
    if held:
        yield held


def page_of(ink: Ink) -> str:
    """A page of a PDF in the objects of OFD, in millimetres."""
    objects: list[str] = []
    for run in runs(ink.glyphs):
        first, size = run[0], (run[0].bottom - run[0].top) * _POINT
        steps = " ".join(f"{(after.x0 - before.x0) * _POINT:.4f}" for before, after in itertools.pairwise(run))
        box = f"{first.x0 * _POINT:.4f} {first.top * _POINT:.4f} {(run[-1].x1 - first.x0) * _POINT:.4f} {size:.4f}"
        objects.append(
            f'<ofd:TextObject ID="9" Boundary="{box}" Font="1" Size="{size:.4f}">'
            f'<ofd:TextCode X="0" Y="{0.88 * size:.4f}" DeltaX="{steps}">'
            f"{escape(''.join(glyph.char for glyph in run))}</ofd:TextCode></ofd:TextObject>"
        )
    objects += [stroke(*(value * _POINT for value in (rule.start, rule.at, rule.end, rule.at))) for rule in ink.across]
    objects += [stroke(*(value * _POINT for value in (rule.at, rule.start, rule.at, rule.end))) for rule in ink.down]
    return "".join(objects)


def as_ofd(data: bytes) -> bytes:
    found = [ink for ink in pages(data, "a.pdf") if ink is not None]
    box = f"0 0 {max(ink.width for ink in found) * _POINT:.2f} {max(ink.height for ink in found) * _POINT:.2f}"
    return Maker(pages=[page_of(ink) for ink in found], box=box).data()


def told(folder: Path, files: dict[str, bytes], suffix: str) -> set[tuple[str, str, str, str]]:
    folder.mkdir()
    for stem, data in files.items():
        (folder / f"{stem}.{suffix}").write_bytes(data)
    gathered = gather([folder], isolated=False)
    assert gathered.errors == ()
    reports = audit_submissions(gathered.submissions, [], Profile(), "zh").submissions
    return {
        (report.unit, finding.id, finding.check, finding.severity) for report in reports for finding in report.findings
    }


@needs_office
@pytest.mark.parametrize("case", CASES)
def test_the_findings_of_a_submission_in_ofd_are_those_of_its_pdf(
    printed: dict[str, dict[str, bytes]], case: str, tmp_path: Path
) -> None:
    files = printed[case]
    as_pdf = told(tmp_path / "pdf", files, "pdf")
    assert told(tmp_path / "ofd", {stem: as_ofd(data) for stem, data in files.items()}, "ofd") == as_pdf
    assert as_pdf or "clean" in case
