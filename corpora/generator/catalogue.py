"""Every case of the corpus: a unit, a layout, a format, and what goes wrong."""

from dataclasses import dataclass
from typing import Final

from corpora.generator.accidents import (
    CULTURE_OTHER_FUNDS,
    CULTURE_REPLACED,
    CULTURE_REPORT,
    MACHINERY_EXAMPLE,
    OFFICES_EXPENSES,
    RIVER_PROJECT,
    RIVER_WEIGHTS,
    SEED_RATES,
)
from corpora.generator.cases.cleaning import CLEANING
from corpora.generator.cases.culture import CULTURE
from corpora.generator.cases.greening import GREENING
from corpora.generator.cases.legal import LEGAL
from corpora.generator.cases.machinery import MACHINERY
from corpora.generator.cases.offices import OFFICES
from corpora.generator.cases.river import RIVER
from corpora.generator.cases.school import SCHOOL
from corpora.generator.cases.seed import SEED
from corpora.generator.cases.water import WATER
from corpora.generator.faults import Accident, Fault
from corpora.generator.layout import Layout
from corpora.generator.mishaps import (
    CLEANING_FUND,
    GREENING_BUDGET,
    LEGAL_REASONS,
    LEGAL_UNITS,
    SCHOOL_SCORES,
    WATER_WORKBOOK,
)
from corpora.generator.press import draft, press
from corpora.generator.sheet import Draft
from corpora.generator.spec import Submission
from corpora.generator.truth import Facts, truth_text
from corpora.generator.variants import (
    CENTRAL,
    COST,
    GOALS,
    HUNAN,
    HUNAN_PLAIN,
    PLATFORM,
    REVIEW,
    SICHUAN,
    TRANSFER,
    WEIGHTS,
    YUAN,
)

__all__ = ["CASES", "Case", "broken", "case_and_truth", "case_files"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A folder of the corpus. ``base`` is the clean case it is the twin of; ``apart`` gives every form a file."""

    name: str
    base: str
    submission: Submission
    layout: Layout
    format: str = "docx"
    apart: bool = False
    profile: str = "default"
    accidents: tuple[Accident, ...] = ()


CASES: Final = (
    Case(name="quickstart", base="machinery-clean", submission=MACHINERY, layout=HUNAN, apart=True,
         accidents=MACHINERY_EXAMPLE),
    Case(name="machinery-clean", base="machinery-clean", submission=MACHINERY, layout=HUNAN, apart=True),
    Case(name="machinery-text-clean", base="machinery-text-clean", submission=MACHINERY, layout=HUNAN_PLAIN,
         format="txt", apart=True),
    Case(name="culture-clean", base="culture-clean", submission=CULTURE, layout=HUNAN),
    Case(name="culture-other-funds", base="culture-clean", submission=CULTURE, layout=HUNAN,
         accidents=CULTURE_OTHER_FUNDS),
    Case(name="culture-replaced", base="culture-clean", submission=CULTURE, layout=HUNAN, accidents=CULTURE_REPLACED),
    Case(name="culture-report", base="culture-clean", submission=CULTURE, layout=HUNAN, accidents=CULTURE_REPORT),
    Case(name="seed-clean", base="seed-clean", submission=SEED, layout=CENTRAL, apart=True),
    Case(name="seed-rates", base="seed-clean", submission=SEED, layout=CENTRAL, apart=True, accidents=SEED_RATES),
    Case(name="river-clean", base="river-clean", submission=RIVER, layout=SICHUAN),
    Case(name="river-project", base="river-clean", submission=RIVER, layout=SICHUAN, accidents=RIVER_PROJECT),
    Case(name="river-weights", base="river-clean", submission=RIVER, layout=SICHUAN, format="txt",
         accidents=RIVER_WEIGHTS),
    Case(name="cleaning-clean", base="cleaning-clean", submission=CLEANING, layout=COST, apart=True, profile="cost20"),
    Case(name="cleaning-fund", base="cleaning-clean", submission=CLEANING, layout=COST, apart=True, profile="cost20",
         accidents=CLEANING_FUND),
    Case(name="legal-clean", base="legal-clean", submission=LEGAL, layout=YUAN),
    Case(name="legal-units", base="legal-clean", submission=LEGAL, layout=YUAN, accidents=LEGAL_UNITS),
    Case(name="legal-reasons", base="legal-clean", submission=LEGAL, layout=YUAN, accidents=LEGAL_REASONS),
    Case(name="school-clean", base="school-clean", submission=SCHOOL, layout=GOALS, apart=True),
    Case(name="school-scores", base="school-clean", submission=SCHOOL, layout=GOALS, apart=True,
         accidents=SCHOOL_SCORES),
    Case(name="offices-clean", base="offices-clean", submission=OFFICES, layout=HUNAN, format="txt"),
    Case(name="offices-expenses", base="offices-clean", submission=OFFICES, layout=HUNAN, format="txt",
         accidents=OFFICES_EXPENSES),
    Case(name="greening-clean", base="greening-clean", submission=GREENING, layout=HUNAN_PLAIN, format="html"),
    Case(name="greening-budget", base="greening-clean", submission=GREENING, layout=HUNAN_PLAIN,
         accidents=GREENING_BUDGET),
    Case(name="water-clean", base="water-clean", submission=WATER, layout=CENTRAL, format="xlsx"),
    Case(name="school-review-clean", base="school-review-clean", submission=SCHOOL, layout=REVIEW),
    Case(name="legal-transfer-clean", base="legal-transfer-clean", submission=LEGAL, layout=TRANSFER, format="txt"),
    Case(name="culture-weights-clean", base="culture-weights-clean", submission=CULTURE, layout=WEIGHTS,
         format="xlsx"),
    Case(name="machinery-platform-clean", base="machinery-platform-clean", submission=MACHINERY, layout=PLATFORM,
         format="html", apart=True),
    Case(name="water-workbook", base="water-clean", submission=WATER, layout=CENTRAL, format="xlsx",
         accidents=WATER_WORKBOOK),
)  # fmt: skip


def broken(case: Case) -> tuple[Draft, tuple[Fault, ...]]:
    """The submission on paper after its accidents, with the faults in the order they happened."""
    paper = draft(case.layout, case.submission, case.format, apart=case.apart)
    faults = tuple(fault for accident in case.accidents for fault in accident(paper))
    return paper, faults


def case_files(case: Case) -> dict[str, bytes]:
    """The files of a case's folder by name."""
    return case_and_truth(case)[0]


def case_and_truth(case: Case) -> tuple[dict[str, bytes], bytes]:
    """The files of a case by name, and its truth, which stands apart: whoever audits the folder must not read it."""
    paper, faults = broken(case)
    names = tuple(f"{each.name}.{each.format}" for each in paper.papers)
    files = dict(zip(names, (press(each) for each in paper.papers), strict=True))
    facts = Facts(
        case=case.name,
        base=case.base,
        layout=case.layout.name,
        profile=case.profile,
        submission=case.submission,
        files=names,
    )
    return files, truth_text(facts, paper, faults).encode("utf-8")
