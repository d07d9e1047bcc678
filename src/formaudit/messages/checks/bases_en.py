"""What checks rest on, in English: rules of the ministry, the forms' own rules, arithmetic."""

from typing import Final

__all__ = ["FILLING", "FORM", "FRAMEWORK", "INDICATORS", "LOGIC", "OPEN", "PERFORMANCE", "PRACTICE", "SAME"]

FILLING: Final = "Filling rules of the self-evaluation forms"
FORM: Final = "Filling rules of the self-evaluation forms (relations within a form)"
FRAMEWORK: Final = "Cai Yu [2013] No. 53 (Framework of Common Indicators for Budget Performance Evaluation)"
INDICATORS: Final = (
    "Cai Yu [2021] No. 101 (Guidelines on core performance goals and indicators of project expenditure, trial)"
)
LOGIC: Final = "Arithmetic and logic"
PERFORMANCE: Final = (
    "Cai Yu [2020] No. 10 (Measures for the Administration of Performance Evaluation of Project Expenditure)"
)
PRACTICE: Final = "What reviews of self-evaluations commonly find"
SAME: Final = "One fact is one figure in all annexes and the report (Budget Law: final accounts are to be true, accurate and complete)"
OPEN: Final = "MOF Budget [2016] No. 143, procedures for publishing local budgets and final accounts: tables agree with each other and with the text"
