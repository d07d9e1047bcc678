"""The address spaces of figures: which texts can be the address of a figure at all (``Figure.key``)."""

from difflib import get_close_matches
from typing import Final

from formaudit.indicators.lexicon import lexicon
from formaudit.patterns import compiled

__all__ = ["FORMS", "Doubtful", "judge_address"]

FORMS: Final = ("annex1", "annex2", "annex3", "annex4", "report")
_ADDRESS: Final = compiled(r"(?P<form>[a-z]+\d?)(?:#\d+)?(?P<name>\[.*?\](?=[.#]|$))?(?P<rest>(?:\..*?)?)(?:#\d+)?")
_PIECE: Final = compiled(r"\.(?P<word>[^.\[\]]+)(?P<name>\[.*?\](?=[.#]|$))?")
_LIST: Final = ("seq", "note", "amount")
_STAFF: Final = ("authorised_posts", "staff_in_post", "staffing_rate")
_COSTS: Final = ("prior_account", "original_budget", "budget", "final_account")
_BUILDING: Final = ("approved_size", "actual_size", "size_rate", "budget", "actual", "cost_rate")
_FUNDS: Final = ("original_budget", "final_budget", "actual_amount", "weight", "rate", "score")
_INDICATOR: Final = ("target", "achieved", "weight", "score", "completion", "review_achieved", "review_score")
_GRAND: Final = ("weight", "score")

Doubtful = tuple[str, str]
"""What no form has (a form, row or figure by its word in the address), and what was perhaps meant, or an empty text."""


def judge_address(address: str) -> Doubtful | None:
    """``None`` where forms can have a figure with the address, else what in it no form has."""
    parts = _ADDRESS.fullmatch(address)
    if parts is None:
        return address, ""
    form, name = parts["form"], parts["name"]
    if form not in FORMS:
        return _unknown(form, FORMS)
    pieces = [(piece["word"], piece["name"]) for piece in _PIECE.finditer(parts["rest"])]
    if "".join(f".{word}{inner or ''}" for word, inner in pieces) != parts["rest"]:
        return parts["rest"], ""
    words = tuple(word for word, _ in pieces)
    if form == "report":
        return None if name and not pieces else (address, "report[…]")
    if form == "annex1":
        return _last(words, _LIST, address) if name else (address, "annex1[…].seq")
    if form == "annex2":
        if pieces and pieces[0][0] == "building" and not pieces[0][1]:
            return address, "annex2.building[1].size_rate"
        return _base_data(address, named=bool(name), words=words)
    if form == "annex4" and not name:
        return address, f"annex4[…]{parts['rest']}"
    return _evaluation(address, pieces)


def _base_data(address: str, *, named: bool, words: tuple[str, ...]) -> Doubtful | None:
    if named:
        return _last(words, _COSTS, address)
    if words[:1] == ("building",):
        return _last(words[1:], _BUILDING, address)
    return _last(words, (*_STAFF, "building"), address)


def _evaluation(address: str, pieces: list[tuple[str, str | None]]) -> Doubtful | None:
    if not pieces:
        return address, ""
    (head, name), rest = pieces[0], tuple(word for word, _ in pieces[1:])
    if head == "level":
        if not name:
            return address, "level[OUT].weight"
        codes = tuple(entry.code for entry in lexicon().of_kind("level1"))
        if name[1:-1] not in (*codes, "*"):
            return _unknown(name[1:-1], codes)
        return _last(rest, ("weight",), address)
    if head == "indicator":
        return _last(rest, _INDICATOR, address) if name else (address, "indicator[…].score")
    if name:
        return address, ""
    if head == "grand":
        return _last(rest, _GRAND, address)
    boxes = tuple(entry.code for entry in lexicon().of_kind("box"))
    sources = tuple(entry.code for entry in lexicon().of_kind("source"))
    known = (*sources, *boxes, "level", "indicator", "grand")
    if head != "*" and head.isascii() and head not in known:
        return _unknown(head, known)
    if head in boxes and not rest:
        return None
    return _last(rest, _FUNDS, address)


def _last(words: tuple[str, ...], known: tuple[str, ...], address: str) -> Doubtful | None:
    """Judge the word behind which nothing may come."""
    if not words:
        return address, f"{address}.{known[0]}"
    if len(words) > 1:
        return words[1], ""
    return None if words[0] in (*known, "*") else _unknown(words[0], known)


def _unknown(word: str, known: tuple[str, ...]) -> Doubtful:
    near = get_close_matches(word, known, 1, 0.5)
    return word, near[0] if near else "、".join(known)
