"""``formaudit profiles``: the rule profiles that ship, and one profile in full."""

import argparse
import json
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from formaudit.cli.console import emit
from formaudit.errors import ExitCode
from formaudit.graph.reading import plain
from formaudit.messages import LANGUAGES, spoken, word
from formaudit.profiles.read import AUTO, built_in, read_profile
from formaudit.settings import Choice, Profile

__all__ = ["configure", "run"]

SCHEMA = "formaudit.profiles/1"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("profile", metavar="NAME|FILE", nargs="?", help=word("profiles.help.name"))
    parser.add_argument("--format", choices=("text", "json"), default="text", help=word("audit.help.format"))
    parser.add_argument("--lang", choices=LANGUAGES, default=spoken(), help=word("audit.help.lang"))


def run(options: argparse.Namespace) -> int:
    """List the profiles, or show one.

    Raises:
        UsageError: there is no such profile, or its file has a mistake.

    """
    names = (options.profile,) if options.profile else (AUTO, *(name for name in built_in() if name != AUTO))
    profiles = [read_profile(name) for name in names]
    if options.format == "json":
        data = {"schema": SCHEMA, "profiles": [_data(profile) for profile in profiles]}
        emit(json.dumps(data, ensure_ascii=False, indent=2))
    elif options.profile:
        emit("\n".join(_shown(profiles[0], options.lang)))
    else:
        width = max(len(profile.name) for profile in profiles)
        emit(word("profiles.count", options.lang, count=str(len(profiles))))
        emit("\n".join(f"  {profile.name:<{width}}  {_title(profile, options.lang)}" for profile in profiles))
    return int(ExitCode.OK)


def _title(profile: Profile, lang: str) -> str:
    return profile.title[0 if lang == "zh" else 1]


def _shown(profile: Profile, lang: str) -> list[str]:
    title = _title(profile, lang)
    lines = [word("profiles.name", lang) + f": {profile.name}" + (f" ({title})" if title else "")]
    if profile.source:
        lines.append(f"{word('profiles.source', lang)}: {profile.source}")
    lines += [
        f"{word(f'profiles.{name}', lang)}: {value or word('profiles.none', lang)}"
        for name, value in (
            ("weights", _pairs(profile.weights)),
            ("full_score", plain(profile.full_score)),
            ("qualitative_bands", " / ".join(map(plain, profile.qualitative_bands))),
            ("reverse", " → ".join(word(f"profiles.reverse.{name}", lang) for name in profile.reverse)),
            *((name, plain(getattr(profile, name))) for name in _NUMBERS),
            ("grades", _pairs(profile.grade_bounds)),
            ("disabled", " ".join(sorted(profile.disabled))),
            ("severities", " ".join(f"{code}={severity}" for code, severity in profile.severities)),
            ("articles", "; ".join(f"{code} {article}" for code, article in profile.articles)),
            ("names", _names(profile, lang)),
        )
    ]
    lines.append(f"{word('profiles.relations', lang)}: {len(profile.relations) or word('profiles.none', lang)}")
    lines += [f"  {one.code} [{one.severity}] {one.name}: {one.equation.text}" for one in profile.relations]
    if profile.choices:
        lines.append(f"{word('profiles.choices', lang)}:")
        lines += [f"  {_choice(choice, lang)}" for choice in profile.choices]
    return lines


_NUMBERS = (
    "execution_full",
    "execution_floor",
    "over_fulfilment",
    "adjustment_note",
    "adjustment_reason",
    "movement",
    "catch_all",
    "score_tolerance",
    "whole_tolerance",
)


def _pairs(pairs: Iterable[tuple[str, Decimal]]) -> str:
    return "  ".join(f"{name} {plain(value)}" for name, value in pairs)


def _names(profile: Profile, lang: str) -> str:
    book = profile.names
    counts = {"aliases": len(book.aliases), "same": len(book.same), "distinct": len(book.distinct)}
    if not any(counts.values()):
        return ""
    return word("profiles.names.value", lang, **{name: str(count) for name, count in counts.items()})


def _choice(choice: Choice, lang: str) -> str:
    years = f"{choice.first or ''}–{choice.last or ''}" if choice.first or choice.last else ""
    return word(
        "profiles.choice",
        lang,
        profile=choice.profile.name,
        years=years or word("profiles.choice.any-year", lang),
        regions=" ".join(choice.regions) or word("profiles.choice.any-unit", lang),
    )


def _data(profile: Profile) -> dict[str, Any]:
    """The profile as JSON; numbers are texts holding decimals, as everywhere."""
    return {
        "name": profile.name,
        "title": {"zh": profile.title[0], "en": profile.title[1]},
        "source": profile.source,
        "weights": {code: plain(points) for code, points in profile.weights},
        "full_score": plain(profile.full_score),
        "qualitative_bands": [plain(bound) for bound in profile.qualitative_bands],
        "reverse": list(profile.reverse),
        **{name: plain(getattr(profile, name)) for name in _NUMBERS},
        "complete_batch": profile.complete_batch,
        "grades": {name: plain(bound) for name, bound in profile.grade_bounds},
        "disabled": sorted(profile.disabled),
        "severity": dict(profile.severities),
        "basis": dict(profile.articles),
        "aliases": [
            {"kind": alias.kind, "code": alias.code, "name": alias.name, "reviewer": alias.reviewer, "date": alias.date}
            for alias in profile.names.aliases
        ],
        "same": [list(pair) for pair in profile.names.same],
        "distinct": [list(pair) for pair in profile.names.distinct],
        "relations": [
            {"code": one.code, "name": one.name, "equation": one.equation.text, "severity": one.severity}
            for one in profile.relations
        ],
        "choose": [
            {"profile": one.profile.name, "regions": list(one.regions), "from": one.first, "until": one.last}
            for one in profile.choices
        ],
    }
