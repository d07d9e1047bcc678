"""The kinds of form: what a place, a region and a record say that they belong to."""

from enum import StrEnum

__all__ = ["FormKind"]


class FormKind(StrEnum):
    """Annexes 1 to 4 and the report of a self-evaluation, the published papers, and what nobody recognises.

    Literal words of the interface. A word of a newer program is read as UNKNOWN.
    """

    ANNEX1 = "annex1"
    ANNEX2 = "annex2"
    ANNEX3 = "annex3"
    ANNEX4 = "annex4"
    REPORT = "report"
    BUDGET = "budget"
    UNIT_BUDGET = "unit-budget"
    ACCOUNTS = "accounts"
    UNIT_ACCOUNTS = "unit-accounts"
    UNKNOWN = "unknown"

    @classmethod
    def _missing_(cls, value: object) -> "FormKind | None":
        return cls.UNKNOWN if isinstance(value, str) else None

    @property
    def published(self) -> bool:
        """Whether it is a published budget or final accounts (预决算公开)."""
        return self in (FormKind.BUDGET, FormKind.UNIT_BUDGET, FormKind.ACCOUNTS, FormKind.UNIT_ACCOUNTS)
