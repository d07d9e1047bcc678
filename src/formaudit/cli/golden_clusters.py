"""``golden diff`` and decisions on clusters: changes of one kind over all cases, decided on at once."""

import argparse
import json
from collections.abc import Callable, Sequence
from typing import Final

from formaudit.cli.console import emit
from formaudit.errors import ExitCode, UsageError
from formaudit.golden.case import Produce
from formaudit.golden.cells import decide_changes, recover
from formaudit.golden.check import CaseState, Status, check_cases
from formaudit.golden.clusters import Cells, Cluster, Member, clusters_of, samples
from formaudit.golden.session import open_changes
from formaudit.messages import word
from formaudit.reports.clean import one_line, shorten

__all__ = ["SCHEMA", "decide_cluster", "diff"]

SCHEMA: Final = "formaudit.golden-diff/1"
_TEXT: Final = 120
_NAMED: Final = 3


def _clusters(
    options: argparse.Namespace, producers: Callable[[str], Produce], corpus: Sequence[str], only: Sequence[str]
) -> tuple[tuple[Cluster, ...], tuple[CaseState, ...]]:
    states = check_cases(options.golden, producers, corpus=corpus, only=only, workers=getattr(options, "workers", 1))
    changed = [
        (state, open_changes(options.golden, state, options.lang)) for state in states if state.status is Status.DIFFERS
    ]
    return clusters_of(changed, options.lang), states


def diff(options: argparse.Namespace, producers: Callable[[str], Produce], corpus: Sequence[str]) -> int:
    """Print the clusters without asking; 1 where there are any, 3 where a case could not be run."""
    found, states = _clusters(options, producers, corpus, options.cases)
    if options.format == "json":
        emit(
            json.dumps({"schema": SCHEMA, "clusters": [_record(each) for each in found]}, ensure_ascii=False, indent=1)
        )
    else:
        for line in _lines(found, states, options):
            emit(line)
    if any(state.status is Status.FAILED for state in states):
        return int(ExitCode.INCOMPLETE)
    return int(ExitCode.FINDINGS if found or _apart(states) else ExitCode.OK)


def _apart(states: Sequence[CaseState]) -> tuple[CaseState, ...]:
    """The cases that fail for another reason than a change: nothing can be compared with what is pending or edited."""
    return tuple(state for state in states if state.fails and state.status is not Status.DIFFERS)


def _lines(found: Sequence[Cluster], states: Sequence[CaseState], options: argparse.Namespace) -> list[str]:
    lang = options.lang
    cases = len({case for cluster in found for case in cluster.cases})
    places = sum(len(cluster.members) for cluster in found)
    apart = _apart(states)
    names = ", ".join(state.name for state in apart[:_NAMED])
    told = [word("cluster.apart", lang, count=str(len(apart)), cases=names)] if apart else []
    if not found:
        return [word("cluster.none", lang, count=str(len(states) - len(apart))), *told]
    lines = [word("cluster.sum", lang, clusters=str(len(found)), cases=str(cases), places=str(places))]
    for cluster in found:
        lines += ["", _head(cluster, lang)]
        for member in samples(cluster):
            lines += _sample(member, lang)
    golden = "" if str(options.golden) == "golden" else f" --golden {options.golden}"
    return [*lines, "", *told, word("cluster.next", lang, id=found[0].id, golden=golden)]


def _head(cluster: Cluster, lang: str) -> str:
    """``[1a2b3c4d] 附件4 执行率 消失：3 案例 43 处``."""
    return word(
        "cluster.head", lang, id=cluster.id, label=cluster.label, cases=str(len(cluster.cases)),
        places=str(len(cluster.members)),
    )  # fmt: skip


def _sample(member: Member, lang: str) -> list[str]:
    told = member.told
    marks = f"  [{' '.join(told.findings)}]" if told.findings else ""
    lines = [f"  {member.case}  {one_line(told.place)}{marks}"]
    before, after = _in_line(member.row_before), _in_line(member.row_after)
    if after and before == after:
        lines.append(f"      {word('cluster.row', lang)} {shorten(after, _TEXT)}")
    else:
        lines += [f"      - {shorten(before, _TEXT)}"] if before else []
        lines += [f"      + {shorten(after, _TEXT)}"] if after else []
    lines += [f"      - {shorten(told.before, _TEXT)}"] if told.before else []
    lines += [f"      + {shorten(told.after, _TEXT)}"] if told.after else []
    return lines


def _in_line(row: Cells) -> str:
    return " | ".join(text for _, text in row)


def _record(cluster: Cluster) -> dict[str, object]:
    return {
        "id": cluster.id,
        "floor": cluster.floor,
        "label": cluster.label,
        "cases": list(cluster.cases),
        "places": len(cluster.members),
        "samples": [
            {
                "case": member.case,
                "place": member.told.place,
                "before": member.told.before,
                "after": member.told.after,
                "row_before": _in_line(member.row_before),
                "row_after": _in_line(member.row_after),
            }
            for member in samples(cluster)
        ],
    }


def decide_cluster(
    options: argparse.Namespace,
    producers: Callable[[str], Produce],
    corpus: Sequence[str],
    *,
    accept: bool,
    date: str,
) -> int:
    """Accept or reject every change of a cluster, in all cases or in those that are named.

    Raises:
        UsageError: ``golden-no-cluster``: no open change is of that kind; ``golden-no-reason``.

    """
    recover(options.golden)
    found, _ = _clusters(options, producers, corpus, options.cases)
    chosen = [cluster for cluster in found if cluster.id == options.cluster]
    if not chosen:
        raise UsageError("golden-no-cluster", "", options.cluster)
    for cluster in chosen:
        for case in cluster.cases:
            changes = [member.told.change for member in cluster.members if member.case == case]
            decide_changes(
                options.golden,
                case,
                changes,
                accept=accept,
                reviewer=options.reviewer,
                reason=options.reason,
                date=date,
            )
        key = "cluster.accepted" if accept else "cluster.rejected"
        emit(word(key, options.lang, head=_head(cluster, options.lang)))
    return int(ExitCode.OK)
