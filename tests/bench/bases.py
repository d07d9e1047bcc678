"""Clean submissions of the corpus as bases, read once."""

from functools import cache

from formaudit.bench.base import Base, read_base
from tests.corpus import CORPORA


@cache
def base(name: str, through: str = "") -> Base:
    return read_base([CORPORA / name], name, through)
