"""A rule profile from its TOML file."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from formaudit.checks.of_profile import checks_by_code
from formaudit.errors import UsageError
from formaudit.indicators.lexicon import lexicon
from formaudit.model.verdict import Severity
from formaudit.profiles.fields import Section, parse, shipped
from formaudit.profiles.names import NAME_TABLES, read_book
from formaudit.profiles.relations import Definition, read_definitions, read_relations
from formaudit.settings import Choice, Profile

__all__ = ["AUTO", "built_in", "read_profile"]

AUTO: Final = "auto"
"""The profile that chooses another one by year and region; in force where none is named."""

_SHIPPED: Final = Path(__file__).parent
_KEYS: Final = (
    "name", "title", "source", "extends", "weights", "scoring", "grades", "lines", "checks", "severity", "basis",
    "batch", *NAME_TABLES, "define", "relation", "choose", "plugins",
)  # fmt: skip
_SCORING: Final = (
    "full_score", "tolerance", "whole_tolerance", "qualitative_bands", "reverse", "execution_full"
)  # fmt: skip
_LINES: Final = (
    "over_fulfilment", "execution_floor", "adjustment_note", "adjustment_reason", "movement", "catch_all"
)  # fmt: skip
_REVERSE: Final = ("linear", "ratio")
_EARLIEST, _LATEST = 1990, 2100


class _Loaded(Struct, frozen=True, kw_only=True):
    """A profile with what only profiles built on it need: its definitions."""

    profile: Profile = field(default_factory=Profile)
    definitions: tuple[Definition, ...] = ()


def built_in() -> tuple[str, ...]:
    """The names of the profiles that ship with the program."""
    return tuple(sorted(entry.stem for entry in _SHIPPED.glob("*.toml")))


def read_profile(name: str) -> Profile:
    """A shipped profile by its name, or one from a file.

    Raises:
        UsageError: ``unknown-profile``; ``profile`` with file, line and key of the first mistake.

    """
    return _load(name, ()).profile


def _load(name: str, above: tuple[str, ...]) -> _Loaded:
    """Read a profile; ``above`` are the files that asked for it, the outermost first."""
    if name in built_in():
        return _build(shipped(_SHIPPED / f"{name}.toml"), name, name, above)
    path = Path(name)
    try:
        data = path.read_bytes()
    except OSError:
        raise UsageError("unknown-profile", "" if not path.suffix else name, name) from None
    return _build(parse(data, name), path.stem, str(path.resolve()), above)


def _other(section: Section, name: str, here: str, above: tuple[str, ...], *keys: str | int) -> _Loaded:
    """A profile that another names: a shipped one, or a file beside the one that names it."""
    target = name if name in built_in() else str(Path(here).parent / name)
    known = (*above, here)
    if (target if name in built_in() else str(Path(target).resolve())) in known:
        raise section.wrong("profile-circle", *keys, name=name)
    try:
        return _load(target, known)
    except UsageError as error:
        if error.code != "unknown-profile":
            raise
        raise section.wrong("unknown-profile", *keys, name=name, known="、".join(built_in())) from None


def _build(section: Section, stem: str, here: str, above: tuple[str, ...]) -> _Loaded:
    section.only(_KEYS)
    parent = _Loaded()
    if "extends" in section.values:
        parent = _other(section, section.text("extends"), here, above, "extends")
    base = parent.profile
    definitions = read_definitions(section, parent.definitions)
    profile = replace(
        base,
        name=section.text("name", stem),
        title=_title(section),
        source=section.text("source", base.source),
        names=base.names + read_book(section),
        relations=read_relations(section, base.relations, definitions),
        choices=(),
        plugins=(*base.plugins, *(name for name in section.texts("plugins") if name not in base.plugins)),
    )
    profile = _lines(section.table("lines"), _scoring(section.table("scoring"), profile))
    profile = replace(
        profile,
        weights=_weights(section.table("weights"), profile),
        grade_bounds=_grades(section.table("grades"), profile),
    )
    batch = section.table("batch")
    batch.only(("complete",))
    profile = replace(_checks(section, profile), complete_batch=batch.flag("complete", base.complete_batch))
    return _Loaded(profile=replace(profile, choices=_choices(section, here, above)), definitions=definitions)


def _title(section: Section) -> tuple[str, str]:
    value = section.values.get("title", "")
    if isinstance(value, str) and value.strip():
        return value, value
    table = section.table("title") if "title" in section.values else None
    if table is None:
        return "", ""
    table.only(("zh", "en"))
    return table.text("zh"), table.text("en", table.text("zh"))


def _weights(table: Section, profile: Profile) -> tuple[tuple[str, Decimal], ...]:
    """Points of the first levels; what is named replaces all of the profile built on."""
    if not table.values:
        return profile.weights
    table.only(tuple(entry.code for entry in lexicon().of_kind("level1")))
    weights = tuple((code, table.number(code, Decimal(0), high=1000)) for code in table.values)
    total = sum((points for _, points in weights), Decimal(0))
    if total != profile.full_score:
        raise table.wrong("weights-sum", total=str(total), full=str(profile.full_score))
    return weights


def _scoring(table: Section, profile: Profile) -> Profile:
    table.only(_SCORING)
    bands = profile.qualitative_bands
    if "qualitative_bands" in table.values:
        numbers = table.numbers("qualitative_bands", high=100)
        if len(numbers) != 2 or numbers[0] <= numbers[1]:
            raise table.wrong("bands", "qualitative_bands")
        bands = numbers[0], numbers[1]
    reverse = table.texts("reverse", profile.reverse, among=_REVERSE)
    if not reverse:
        raise table.wrong("blank", "reverse")
    return replace(
        profile,
        full_score=table.number("full_score", profile.full_score, low=1),
        score_tolerance=table.number("tolerance", profile.score_tolerance, high=10),
        whole_tolerance=table.number("whole_tolerance", profile.whole_tolerance, high=10),
        execution_full=table.number("execution_full", profile.execution_full, low=1, high=100),
        qualitative_bands=bands,
        reverse=reverse,
    )


def _lines(table: Section, profile: Profile) -> Profile:
    table.only(_LINES)
    lines = {name: table.number(name, getattr(profile, name)) for name in _LINES}
    if lines["adjustment_note"] > lines["adjustment_reason"]:
        key = "adjustment_note" if "adjustment_note" in table.values else "adjustment_reason"
        raise table.wrong("adjustment-order", key)
    return replace(
        profile,
        over_fulfilment=lines["over_fulfilment"],
        execution_floor=lines["execution_floor"],
        adjustment_note=lines["adjustment_note"],
        adjustment_reason=lines["adjustment_reason"],
        movement=lines["movement"],
        catch_all=lines["catch_all"],
    )


def _grades(table: Section, profile: Profile) -> tuple[tuple[str, Decimal], ...]:
    if not table.values:
        return profile.grade_bounds
    grades = tuple((name, table.number(name, Decimal(0))) for name in table.values)
    bounds = [bound for _, bound in grades]
    if bounds != sorted(set(bounds), reverse=True) or bounds[-1] != 0:
        raise table.wrong("grades")
    return grades


def _checks(section: Section, profile: Profile) -> Profile:
    """Which checks are off, other severities, verified articles."""
    codes = tuple(checks_by_code(profile))
    table = section.table("checks")
    table.only(("off", "on"))
    off, on = table.texts("off", among=codes), table.texts("on", among=codes)
    for number, code in enumerate(on):
        if code in off:
            raise table.wrong("off-and-on", "on", number, code=code)
    severities = section.table("severity")
    severities.only(codes)
    levels = tuple(severity.value for severity in Severity)
    articles = section.table("basis")
    articles.only(codes)
    return replace(
        profile,
        disabled=(profile.disabled | frozenset(off)) - frozenset(on),
        severities=_merged(profile.severities, severities, levels),
        articles=_merged(profile.articles, articles, ()),
    )


def _merged(before: Sequence[tuple[str, str]], table: Section, among: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple({**dict(before), **{code: table.text(code, among=among) for code in table.values}}.items())


def _choices(section: Section, here: str, above: tuple[str, ...]) -> tuple[Choice, ...]:
    found: list[Choice] = []
    for number, table in enumerate(section.tables("choose")):
        table.only(("profile", "regions", "from", "until"))
        if "profile" not in table.values:
            raise table.wrong("missing", "profile")
        name = table.text("profile")
        chosen = _other(section, name, here, above, "choose", number, "profile").profile
        if chosen.choices:
            raise table.wrong("choice-chooses", "profile", name=name)
        if chosen.names.aliases:
            raise table.wrong("choice-names", "profile", name=name)
        first = table.whole("from", low=_EARLIEST, high=_LATEST)
        last = table.whole("until", low=_EARLIEST, high=_LATEST)
        if first is not None and last is not None and first > last:
            raise table.wrong("years", "until", first=str(first), last=str(last))
        found.append(Choice(profile=chosen, regions=table.texts("regions"), first=first, last=last))
    return tuple(found)
