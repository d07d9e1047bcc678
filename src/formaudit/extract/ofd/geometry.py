"""Numbers and matrices of OFD: millimetres, y downwards, matrices as six numbers."""

import math
from typing import Final

from formaudit.extract.pdf.ink import Box
from formaudit.patterns import compiled

__all__ = [
    "IDENTITY",
    "POINTS",
    "Matrix",
    "at",
    "compose",
    "hull",
    "matrix_of",
    "moved",
    "numbers",
    "pair_of",
    "scale_of",
]

POINTS: Final = 72 / 25.4
"""Points of a millimetre."""

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x' = ax + cy + e, y' = bx + dy + f."""

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_NUMBER: Final = compiled(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")


def numbers(text: str | None) -> list[float]:
    """The numbers of an attribute; what is none is passed over, and so is what no page can hold."""
    if not text:
        return []
    try:
        found = [float(part) for part in text.split()]
    except ValueError:
        found = [float(match) for match in _NUMBER.findall(text)]
    return found if all(map(math.isfinite, found)) else [value for value in found if math.isfinite(value)]


def pair_of(text: str | None) -> tuple[float, float]:
    """The first two numbers of an attribute; nothing stands for what is missing."""
    found = [*numbers(text), 0.0, 0.0]
    return found[0], found[1]


def matrix_of(text: str | None) -> Matrix:
    """A CTM attribute; the identity where it is missing or broken."""
    found = numbers(text)
    return (found[0], found[1], found[2], found[3], found[4], found[5]) if len(found) == 6 else IDENTITY


def compose(first: Matrix, then: Matrix) -> Matrix:
    """The matrix that applies ``first`` and ``then`` one after the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def moved(matrix: Matrix, x: float, y: float) -> Matrix:
    """A matrix followed by a shift."""
    return (*matrix[:4], matrix[4] + x, matrix[5] + y)


def at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """A point under a matrix."""
    return matrix[0] * x + matrix[2] * y + matrix[4], matrix[1] * x + matrix[3] * y + matrix[5]


def hull(points: list[tuple[float, float]]) -> Box:
    """The box around points."""
    xs = [point[0] for point in points]
    ys = [point[1] for point in points]
    return min(xs), min(ys), max(xs), max(ys)


def scale_of(matrix: Matrix) -> float:
    """How much a matrix enlarges, in the middle of its two directions."""
    return math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])) or 1.0
