"""What a check says of a subject: four outcomes, never silence."""

from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from formaudit.messages import Phrase
from formaudit.model.figure import Figure
from formaudit.model.relation import Relation

__all__ = ["Absence", "Effect", "Nature", "Outcome", "Severity", "Verdict", "VerdictKind"]


class Severity(StrEnum):
    """严重, 较重, 一般, 提示."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for critical up to 3 for a note."""
        return list(Severity).index(self)


class Nature(StrEnum):
    """矛盾, 损坏, 评分, 填报, 设计, 疑点, 口径, 尾差."""

    CONTRADICTION = "contradiction"
    CORRUPTION = "corruption"
    SCORING = "scoring"
    FORM = "form"
    DESIGN = "design"
    SUSPICION = "suspicion"
    WORDING = "wording"
    ROUNDING = "rounding"


class Outcome(StrEnum):
    """A check on a subject holds, is broken, cannot be decided (with a reason), or does not apply."""

    HOLDS = "holds"
    BROKEN = "broken"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not-applicable"


class VerdictKind(StrEnum):
    """What sort of thing a verdict says, for those who build on it (causes, letters).

    RELATION: whether figures agree. UNREADABLE: a number that cannot be read as one. REPLACEMENT: a search and replace
    that ran over the documents. OTHER_ROW: a rate that is that of another row. COPIED_FORM: a form copied from another.
    CLAIMED_TWICE: one output in two forms. REMARK: anything else.
    """

    RELATION = "relation"
    UNREADABLE = "unreadable"
    REPLACEMENT = "replacement"
    OTHER_ROW = "other-row"
    COPIED_FORM = "copied-form"
    CLAIMED_TWICE = "claimed-twice"
    REMARK = "remark"


class Absence(StrEnum):
    """What is not there where a verdict says that something is missing: nothing, a form, whatever would explain it."""

    NONE = "none"
    FORM = "form"
    EXPLANATION = "explanation"


class Effect(Struct, frozen=True, kw_only=True):
    """What a finding moves: ``money`` in 万元 and ``score`` in points, where they can be computed."""

    money: Decimal | None = None
    score: Decimal | None = None


class Verdict(Struct, frozen=True, kw_only=True):
    """One check's outcome on one subject.

    ``figures`` is never empty, the suspect first. ``calculation`` is the computed line with the printed values
    (``4 + 18.35 = 22.35 ≠ 4``). ``message`` says it in words; for an undecided verdict it is the reason. ``severity``
    and ``nature`` override those of the check where this case is milder (a 尾差) or different; ``None`` keeps them.
    ``key`` marks what the verdict is about, free of row numbers.

    ``relation`` is what was tested, where that is a relation between figures: its result is the side in question, its
    parts with their signs are the other. ``fact`` is the message without what it infers, where it says what may have
    happened. ``noted`` says that a tick needs its message (it holds within rounding only).
    ``absence`` is what the verdict misses: where a file could not be read in full, that may stand there.
    """

    check: str
    outcome: Outcome
    key: str
    figures: tuple[Figure, ...]
    calculation: str
    message: Phrase
    severity: Severity | None = None
    nature: Nature | None = None
    effect: Effect | None = None
    suspects: int = 1
    kind: VerdictKind = VerdictKind.REMARK
    relation: Relation | None = None
    fact: Phrase | None = None
    noted: bool = False
    absence: Absence = Absence.NONE

    @property
    def confidence(self) -> float:
        """How sure the characters are on which the verdict rests: those of its least sure figure."""
        tested = () if self.relation is None else (self.relation.result, *self.relation.parts)
        return min((figure.confidence for figure in (*self.figures, *tested)), default=1.0)
