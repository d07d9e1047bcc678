"""Every case of the corpus: a unit, a layout, a format, and what goes wrong."""

from dataclasses import dataclass
from typing import Final

from corpora.generator.cases.culture import CULTURE
from corpora.generator.faults import Accident, Fault
from corpora.generator.layout import Layout
from corpora.generator.press import draft, press
from corpora.generator.sheet import Draft
from corpora.generator.spec import Submission
from corpora.generator.truth import Facts, truth_text
from corpora.generator.variants import HUNAN

__all__ = ["CASES", "Case", "broken", "case_files"]


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


CASES: Final = (Case(name="culture", base="culture", submission=CULTURE, layout=HUNAN),)


def broken(case: Case) -> tuple[Draft, tuple[Fault, ...]]:
    """The submission on paper after its accidents, with the faults in the order they happened."""
    paper = draft(case.layout, case.submission, case.format, apart=case.apart)
    faults = tuple(fault for accident in case.accidents for fault in accident(paper))
    return paper, faults


def case_files(case: Case) -> dict[str, bytes]:
    """The files of a case's folder by name, the truth among them."""
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
    return {**files, "truth.json": truth_text(facts, paper, faults).encode("utf-8")}
