"""Rule profiles: weights, bands, bounds and lines that differ from place to place and year to year.

The nouns only; ``profiles`` reads and checks the files. Rates are percentages (90 means 90%), points are points.
"""

from decimal import Decimal

from msgspec import Struct, field
from msgspec.structs import replace

__all__ = ["Alias", "Choice", "Equation", "NameBook", "Profile", "Term", "UserRelation"]


class Alias(Struct, frozen=True, kw_only=True):
    """A further name of an entry of the lexicon: ``name`` is what people print for ``code`` in the vocabulary ``kind``.

    ``reviewer``, ``date`` (ISO) and ``reason`` say who found so; they are empty where a profile says it by itself.
    """

    kind: str
    code: str
    name: str
    reviewer: str = ""
    date: str = ""
    reason: str = ""


class NameBook(Struct, frozen=True, kw_only=True):
    """What people have found out about names: further names, pairs of names for one thing and pairs that are not."""

    aliases: tuple[Alias, ...] = ()
    same: tuple[tuple[str, str], ...] = ()
    distinct: tuple[tuple[str, str], ...] = ()

    def __add__(self, other: "NameBook") -> "NameBook":
        """Both books; what the second says comes later and wins."""
        return NameBook(
            aliases=(*self.aliases, *other.aliases),
            same=(*self.same, *other.same),
            distinct=(*self.distinct, *other.distinct),
        )


class Term(Struct, frozen=True, kw_only=True):
    """A term of a side of an equation: ``factor`` times a figure, or ``factor`` by itself where ``address`` is empty.

    ``address`` is that of a figure (``Figure.key``), in which ``*`` stands for any text. With ``total`` the term is the
    sum of all figures that fit; without, a ``*`` stands for one name after the other, the same in the whole equation.
    """

    factor: Decimal
    address: str = ""
    total: bool = False


class Equation(Struct, frozen=True, kw_only=True):
    """Two sums that must be equal (``=``), or of which the left is at most (``<=``) or at least (``>=``) the right.

    ``text`` is the equation as written, definitions not yet put in.
    """

    text: str
    left: tuple[Term, ...]
    sign: str
    right: tuple[Term, ...]


class UserRelation(Struct, frozen=True, kw_only=True):
    """A relation that an auditor wrote in a profile.

    ``code`` is ``R`` and a number. ``severity`` is one of the four words. ``tolerance`` is the largest difference that
    still counts as equal, in 万元 for money; ``None`` leaves it to the printed decimals. ``message``, ``question`` and
    ``basis`` are the user's own words, printed as they are; empty ones are said in the program's words.
    """

    code: str
    name: str
    equation: Equation
    severity: str = "major"
    tolerance: Decimal | None = None
    message: str = ""
    question: str = ""
    basis: tuple[str, ...] = ()


class Choice(Struct, frozen=True, kw_only=True):
    """A line of the table that chooses a profile: it fits a year from ``first`` to ``last`` and a unit of a region.

    ``regions`` are beginnings of unit names; without any, every unit fits. ``None`` leaves an end of the years open; a
    submission that names no year fits no line that asks for one.
    """

    profile: "Profile"
    regions: tuple[str, ...] = ()
    first: int | None = None
    last: int | None = None

    def fits(self, year: int | None, unit: str) -> bool:
        """Whether the line is meant for a unit's submission of a year."""
        if year is None and (self.first is not None or self.last is not None):
            return False
        early = self.first is not None and year is not None and year < self.first
        late = self.last is not None and year is not None and year > self.last
        return not early and not late and (not self.regions or unit.startswith(self.regions))


_WEIGHTS = (("BUD", Decimal(10)), ("OUT", Decimal(50)), ("BEN", Decimal(30)), ("SAT", Decimal(10)))
_GRADES = (("优", Decimal(90)), ("良", Decimal(80)), ("中", Decimal(60)), ("差", Decimal(0)))


class Profile(Struct, frozen=True, kw_only=True):
    """The rules in force for an audit; the defaults are those of the profile ``default``.

    - ``title`` (Chinese, English) says in a few words whose rules they are, ``source`` the document.
    - ``weights`` are the points of the first levels (预算执行 BUD, 成本 COST, 产出 OUT, 效益 BEN, 满意度 SAT).
    - ``over_fulfilment`` is the percentage of a target from which a result asks for a reason; ``execution_floor`` the
      rate of execution below which one does; ``adjustment_note`` and ``adjustment_reason`` the change of the budget
      from which it is worth a note, or needs a reason; ``execution_full`` the rate from which execution has full marks.
    - ``reverse`` names the formulas for an indicator that should be low, the rule first, then others that are accepted:
      ``linear`` falls from the target to 0 at twice the target, ``ratio`` is target ÷ result.
    - ``score_tolerance`` is how far a score may be from the computed one, ``whole_tolerance`` the same in a form that
      gives whole points only.
    - ``qualitative_bands`` are the lower ends, in percent of the weight, of the bands for met and partly met.
    - ``disabled`` are codes of checks that are off, ``severities`` those of checks whose severity is another one here,
      ``articles`` legal articles that a person has verified, by check.
    - ``movement`` is the change against last year that asks for a reason, ``catch_all`` the share of a line named 其他
      that is too large. ``complete_batch`` says that the submissions of one call are all there are: only then may a
      listed unit be missed. ``plugins`` are installed packages whose checks run too.
    """

    name: str = "default"
    title: tuple[str, str] = ("", "")
    source: str = ""
    weights: tuple[tuple[str, Decimal], ...] = _WEIGHTS
    full_score: Decimal = Decimal(100)
    over_fulfilment: Decimal = Decimal(130)
    execution_floor: Decimal = Decimal(90)
    execution_full: Decimal = Decimal(100)
    adjustment_note: Decimal = Decimal(10)
    adjustment_reason: Decimal = Decimal(30)
    reverse: tuple[str, ...] = ("linear", "ratio")
    score_tolerance: Decimal = Decimal("0.05")
    whole_tolerance: Decimal = Decimal("0.5")
    qualitative_bands: tuple[Decimal, Decimal] = (Decimal(80), Decimal(60))
    grade_bounds: tuple[tuple[str, Decimal], ...] = _GRADES
    movement: Decimal = Decimal(30)
    catch_all: Decimal = Decimal(20)
    complete_batch: bool = False
    disabled: frozenset[str] = frozenset()
    severities: tuple[tuple[str, str], ...] = ()
    articles: tuple[tuple[str, str], ...] = ()
    names: NameBook = field(default_factory=NameBook)
    relations: tuple[UserRelation, ...] = ()
    choices: tuple[Choice, ...] = ()
    plugins: tuple[str, ...] = ()

    def choose(self, year: int | None, unit: str) -> "Profile":
        """The profile for a unit's submission of a year: that of the first line that fits, or this one.

        The names of this one stay in force: the forms have been read with them.
        """
        chosen = next((choice.profile for choice in self.choices if choice.fits(year, unit)), None)
        return self if chosen is None else replace(chosen, names=self.names + chosen.names)
