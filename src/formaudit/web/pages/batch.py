"""What concerns the batch and no single unit: files not read, copies, conspicuous scores, findings on peers."""

from typing import Final

from starlette.responses import Response

from formaudit.archive.ask import copies, failures, observations, overview, trends
from formaudit.checks.kernel.evidence import Family
from formaudit.messages import has, word
from formaudit.web.call import Call, Page
from formaudit.web.index import ORDER

__all__ = ["PAGES"]

_MOST: Final = 200


def show(call: Call) -> Response:
    """The page."""
    lang = call.lang
    with call.desk.store() as store:
        seen = [
            (each.unit, each.year, word(f"observation.{each.kind}", lang, unit=each.unit, year=str(each.year or ""),
                                        **dict(each.values)))
            for each in observations(store)
        ]  # fmt: skip
        broken = failures(store)
        alike = copies(store)
        peers = store.rows(
            "SELECT f.root, f.submission, f.id, f.check_code, f.severity, f.title, f.message, s.name, s.year "
            "FROM findings f JOIN submissions s ON s.root = f.root AND s.key = f.submission "
            f"WHERE f.check_code LIKE ? ORDER BY f.check_code, {ORDER} LIMIT ?",
            [f"{Family.UNITS}%", _MOST + 1],
        )
        index = call.desk.index()
        linked = [
            (index.rows[index.by_key[root, key]].token if (root, key) in index.by_key else "", *rest)
            for root, key, *rest in peers[:_MOST]
        ]
        whole, years = overview(store), trends(store)
    return call.page(
        "batch.html", seen=seen[:_MOST], more=max(len(seen) - _MOST, 0), broken=broken[:_MOST],
        broken_count=len(broken), alike=alike[:_MOST], alike_count=len(alike), peers=linked, many=len(peers) > _MOST,
        has=has, overview=whole, trends=years,
    )  # fmt: skip


PAGES: Final = (Page(path="/batch", show=show),)
