"""Figures of disclosure texts: what each amount of money is tied to. ``python -m benchmarks.claims FOLDER [--loose]``.

Every PDF of a folder is audited by itself. An amount counts once, by the strongest tie: a cell (of a form or of another
table, in the row that the text names), a relation that was tested (an implied sum, a rate), a reading that needs no
cell (nothing at all, a change, an amount beside its rate), or none: then N01 must list it.
"""

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.kernel.evidence import Evidence
from formaudit.graph.figure_graph import build_graph
from formaudit.graph.text_links import money_claims
from formaudit.intake.gather import gather
from formaudit.model.figure import Figure
from formaudit.model.submission import Submission
from formaudit.model.verdict import Outcome, Verdict
from formaudit.settings import Profile

KINDS = ("cell", "relation", "reading", "listed", "lost")


def ties(submission: Submission) -> Iterator[tuple[Figure, str]]:
    """Each amount of the text with its tie, one of KINDS; ``lost`` is neither tied nor listed."""
    evidence = Evidence(submission=submission, graph=build_graph(submission), profile=Profile())
    verdicts = [verdict for check in CHECKS for verdict in check.run(evidence)]
    for _, figure in money_claims(submission):
        yield figure, _tie([verdict for verdict in verdicts if any(one.key == figure.key for one in verdict.figures)])


def _tie(touching: list[Verdict]) -> str:
    tested = [verdict for verdict in touching if verdict.outcome in (Outcome.HOLDS, Outcome.BROKEN)]
    holds = [verdict for verdict in tested if verdict.outcome is Outcome.HOLDS]
    if any(figure.place.table is not None for verdict in holds for figure in verdict.figures):
        return "cell"
    if any(verdict.check != "N01" for verdict in tested):
        return "relation"
    if holds:
        return "reading"
    return "listed" if touching else "lost"


def main() -> None:
    """Print the ties of every file and of all together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--loose", action="store_true", help="print what is tied to nothing")
    given = parser.parse_args()
    everything: Counter[str] = Counter()
    for path in sorted(given.folder.glob("*.pdf")):
        found = [tie for submission in gather([path]).submissions for tie in ties(submission)]
        counts = Counter(kind for _, kind in found)
        everything += counts
        _print(path.stem, counts)
        for figure, kind in found if given.loose else ():
            if kind in ("listed", "lost"):
                print(f"    {kind}: {figure.label} {figure.raw}")
    _print("all", everything)


def _print(name: str, counts: Counter[str]) -> None:
    total = sum(counts.values())
    linked = total - counts["listed"] - counts["lost"]
    shown = ", ".join(f"{kind} {counts[kind]}" for kind in KINDS)
    print(f"{name}: {linked} of {total} linked = {linked / max(total, 1):.3f} ({shown})")


if __name__ == "__main__":
    main()
