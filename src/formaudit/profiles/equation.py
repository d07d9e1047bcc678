"""Equations over figures as people write them in a profile: read by recursive descent, each mistake with its position.

::

    equation   = side ( "=" | "<=" | ">=" ) side
    side       = [ "-" ] product { ( "+" | "-" ) product }
    product    = factor { ( "*" | "/" ) factor }
    factor     = number | address | definition | "sum" "(" side ")" | "(" side ")"

Only numbers multiply and divide, so a side is always a sum of figures with factors. ``≤ ≥ × ÷`` and full-width signs
are understood.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, NoReturn

from msgspec import Struct
from msgspec.structs import replace

from formaudit.patterns import compiled
from formaudit.profiles.addresses import judge_address
from formaudit.settings import Equation, Term

__all__ = ["EquationError", "read_equation", "read_expression"]

Terms = tuple[Term, ...]

_SIGNS: Final = str.maketrans("＋－−–×＊÷／（）＝＜＞", "+---**//()=<>")
_TOKEN: Final = compiled(
    r"(?P<blank>\s+)"
    r"|(?P<number>\d+(?:\.\d+)?)"
    r"|(?P<compare><=|>=|≤|≥|=)"
    r"|(?P<sign>[-+*/()])"
    r"|(?P<word>[^\W\d]\w*)"
)
_TAIL: Final = compiled(r"#\d+|\.(?:\*|\w+)")
_SAME: Final = {"≤": "<=", "≥": ">="}
_FUNCTIONS: Final = ("sum",)
_DEEPEST: Final = 40


class EquationError(Exception):
    """A mistake in an equation: the catalogue entry ``profile.<problem>``, its words, and the position from 1."""

    def __init__(self, problem: str, position: int, **words: str) -> None:
        """Keep the parts; the reader of the profile knows file and line."""
        super().__init__(problem)
        self.problem = problem
        self.position = position
        self.words = words


class _Token(Struct, frozen=True):
    kind: str
    text: str
    position: int


Resolve = Callable[[str, int], Terms]
"""What a definition's name stands for; the position is for the error where there is none."""


def read_equation(text: str, resolve: Resolve) -> Equation:
    """Read an equation.

    Raises:
        EquationError: it is none, or names no figure.

    """
    reader = _Reader(text, resolve)
    left = reader.side()
    sign = reader.take("compare")
    if sign is None:
        reader.fail("no-comparison")
    right = reader.side()
    reader.end()
    if not any(term.address for term in (*left, *right)):
        raise EquationError("no-figure", 1)
    return Equation(text=text.strip(), left=left, sign=_SAME.get(sign.text, sign.text), right=right)


def read_expression(text: str, resolve: Resolve) -> Terms:
    """Read one side, as a definition is.

    Raises:
        EquationError: it is none.

    """
    reader = _Reader(text, resolve)
    terms = reader.side()
    reader.end()
    return terms


def _tokens(text: str) -> list[_Token]:
    found: list[_Token] = []
    plain = text.translate(_SIGNS)
    at = 0
    while at < len(text):
        match = _TOKEN.match(plain, at)
        if match is None:
            raise EquationError("bad-character", at + 1, text=text[at])
        kind, end = str(match.lastgroup), match.end()
        if kind == "word":
            end = _address_end(text, end)
            kind = "address" if end > match.end() else "word"
        if kind != "blank":
            found.append(_Token(kind, text[at:end] if kind == "address" else match[0], at + 1))
        at = end
    return found


def _address_end(text: str, at: int) -> int:
    """Where an address that begins with a word ends: brackets, then words behind points, in any order."""
    while True:
        if text.startswith("[", at):
            close = _closing(text, at)
            if not close:
                raise EquationError("open-bracket", at + 1)
            if not text[at + 1 : close].strip():
                raise EquationError("empty-bracket", at + 1)
            at = close + 1
        elif (match := _TAIL.match(text, at)) is not None:
            at = match.end()
        elif text.startswith(".", at):
            raise EquationError("bad-character", at + 1, text=".")
        else:
            return at


def _closing(text: str, at: int) -> int:
    """Where the bracket at a position is closed; 0 where it is not."""
    depth = 0
    for position in range(at, len(text)):
        depth += {"[": 1, "]": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return 0


class _Reader:
    """A place in the tokens."""

    def __init__(self, text: str, resolve: Resolve) -> None:
        self._tokens: Sequence[_Token] = _tokens(text)
        self._length = len(text)
        self._at = 0
        self._depth = 0
        self._sums = 0
        self._resolve = resolve

    def peek(self) -> _Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def take(self, kind: str, *texts: str) -> _Token | None:
        """The next token if it is of a kind (and one of some texts), else ``None``."""
        token = self.peek()
        if token is None or token.kind != kind or (texts and token.text not in texts):
            return None
        self._at += 1
        return token

    def fail(self, problem: str, **words: str) -> NoReturn:
        """Raise an error at the next token."""
        token = self.peek()
        if token is None:
            raise EquationError(problem if problem == "no-comparison" else "ends-early", self._length + 1)
        raise EquationError(problem, token.position, **{"text": token.text, **words})

    def end(self) -> None:
        token = self.peek()
        if token is not None:
            self.fail("second-comparison" if token.kind == "compare" else "too-much")

    def side(self) -> Terms:
        self._depth += 1
        if self._depth > _DEEPEST:
            self.fail("too-deep")
        sign = -1 if self.take("sign", "-") else 1
        self.take("sign", "+")
        terms = _times(self.product(), Decimal(sign))
        while (token := self.take("sign", "+", "-")) is not None:
            terms += _times(self.product(), Decimal(1 if token.text == "+" else -1))
        self._depth -= 1
        return _gathered(terms)

    def product(self) -> Terms:
        terms = self.factor()
        while (token := self.take("sign", "*", "/")) is not None:
            other = self.factor()
            if token.text == "/":
                value = _number(other)
                if value is None:
                    raise EquationError("divide-by-figure", token.position)
                if value == 0:
                    raise EquationError("divide-by-zero", token.position)
                terms = _times(terms, 1 / value)
                continue
            left, right = _number(terms), _number(other)
            if right is not None:
                terms = _times(terms, right)
            elif left is not None:
                terms = _times(other, left)
            else:
                raise EquationError("two-figures", token.position)
        return terms

    def factor(self) -> Terms:
        if (token := self.take("number")) is not None:
            return (Term(factor=Decimal(token.text)),)
        if (token := self.take("address")) is not None:
            if not self._sums and token.text.count("*") > 1:
                raise EquationError("many-stars", token.position, text=token.text)
            return (_term(token),)
        if (token := self.take("word")) is not None:
            if self.take("sign", "("):
                return self._call(token)
            return self._resolve(token.text, token.position)
        if self.take("sign", "("):
            terms = self.side()
            self._close()
            return terms
        return self.fail("figure-expected")

    def _call(self, name: _Token) -> Terms:
        if name.text not in _FUNCTIONS:
            raise EquationError("unknown-function", name.position, text=name.text, known="、".join(_FUNCTIONS))
        self._sums += 1
        terms = self.side()
        self._sums -= 1
        self._close()
        return tuple(replace(term, total=True) if term.address else term for term in terms)

    def _close(self) -> None:
        if self.take("sign", ")") is None:
            self.fail("close-expected")


def _times(terms: Terms, factor: Decimal) -> Terms:
    return tuple(replace(term, factor=term.factor * factor) for term in terms)


def _gathered(terms: Terms) -> Terms:
    """Like terms put together, so that definitions built on each other never grow beyond the figures they name."""
    factors: dict[tuple[str, bool], Decimal] = {}
    for term in terms:
        key = term.address, term.total
        factors[key] = factors.get(key, Decimal(0)) + term.factor
    return tuple(
        Term(factor=factor, address=address, total=total)
        for (address, total), factor in factors.items()
        if factor != 0 or len(factors) == 1
    )


def _number(terms: Terms) -> Decimal | None:
    """The number that terms without figures come to."""
    if any(term.address for term in terms):
        return None
    return sum((term.factor for term in terms), Decimal(0))


def _term(token: _Token) -> Term:
    doubtful = judge_address(token.text)
    if doubtful is not None:
        word, near = doubtful
        raise EquationError("no-such-figure", token.position, text=token.text, word=word, near=near)
    return Term(factor=Decimal(1), address=token.text)
