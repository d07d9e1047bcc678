"""R100: this county asks every project to name at least three indicators of output."""

from collections.abc import Iterator
from typing import Final

from formaudit.checks.by_users.plugins import Plugin
from formaudit.checks.kernel.evidence import Check, Evidence
from formaudit.forms.quoting import form_figure
from formaudit.messages import phrase
from formaudit.model.verdict import Nature, Outcome, Severity, Verdict

__all__ = ["PLUGIN", "few_outputs"]

_FEWEST: Final = 3


def few_outputs(evidence: Evidence) -> Iterator[Verdict]:
    """One verdict for each project: how many indicators of output its form has."""
    for form in evidence.submission.projects:
        outputs = [row for row in form.indicators if row.level1 == "OUT"]
        enough = len(outputs) >= _FEWEST
        yield Verdict(
            check="R100",
            outcome=Outcome.HOLDS if enough else Outcome.BROKEN,
            key=f"annex4[{form.name}].outputs",
            figures=(form_figure(form),),
            calculation=f"{len(outputs)} {'≥' if enough else '<'} {_FEWEST}",
            message=phrase("R100.said", name=form.name, count=str(len(outputs)), fewest=str(_FEWEST)),
        )


PLUGIN: Final = Plugin(
    checks=(
        Check(
            code="R100",
            name="few-outputs",
            severity=Severity.MINOR,
            nature=Nature.DESIGN,
            run=few_outputs,
        ),
    ),
    words={
        "zh": {
            "R100.title": "产出指标过少",
            "R100.basis": "本县项目支出绩效自评工作要求",
            "R100.question": "请补充产出指标。",
            "R100.said": "项目“{name}”只有 {count} 个产出指标，本县要求至少 {fewest} 个",
            "explain.R100.purpose": "产出指标过少，项目做了什么无从看出。",
            "explain.R100.formula": "产出指标个数 ≥ 3",
            "explain.R100.guard": "只看附件4，不看部门整体支出自评表。",
            "explain.R100.breaks": "2 < 3",
            "explain.R100.holds": "3 ≥ 3",
        },
        "en": {
            "R100.title": "too few indicators of output",
            "R100.basis": "the county's instructions on self-evaluation of projects",
            "R100.question": "Please add indicators of output.",
            "R100.said": "project “{name}” has {count} indicators of output, the county asks for {fewest}",
            "explain.R100.purpose": "With too few indicators of output nobody sees what a project did.",
            "explain.R100.formula": "indicators of output ≥ 3",
            "explain.R100.guard": "only annex 4 is looked at",
            "explain.R100.breaks": "2 < 3",
            "explain.R100.holds": "3 ≥ 3",
        },
    },
)
