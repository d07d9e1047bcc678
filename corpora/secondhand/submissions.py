"""Whole submissions of the second hand: a form in a layout, a list where it fits, and a report."""

from collections.abc import Callable
from typing import Final

from corpora.secondhand.facts import Facts, Project, draw
from corpora.secondhand.layouts import by_level, listed, old_fashioned, transfer
from corpora.secondhand.layouts_scored import coded, in_headings, whole_unit
from corpora.secondhand.page import Block, Page
from corpora.secondhand.prose import report

__all__ = ["LAYOUTS", "submission"]

_Form = Callable[[Facts, Project], tuple[Block, ...]]


def _coded_with_levels(facts: Facts, project: Project) -> tuple[Block, ...]:
    return (*coded(facts, project), *by_level(facts, project))


def _unit_with_list(facts: Facts, _: Project) -> tuple[Block, ...]:
    return (*whole_unit(facts), *listed(facts))


LAYOUTS: Final[dict[str, _Form]] = {
    "transfer": transfer,
    "coded": coded,
    "coded-with-levels": _coded_with_levels,
    "in-headings": in_headings,
    "old-fashioned": old_fashioned,
    "whole-unit": lambda facts, _: whole_unit(facts),
    "unit-with-list": _unit_with_list,
}


def submission(layout: str, seed: int) -> Page:
    """One submission as a single file: the form and the report."""
    facts = draw(seed)
    blocks = LAYOUTS[layout](facts, facts.projects[0])
    return Page(f"{facts.unit}{facts.year}年绩效自评", (*blocks, *report(facts, seed)))
