"""Checks of a user's own package: what it must bring, and what is said where it does not."""

import importlib.metadata
from collections.abc import Mapping

import pytest
from msgspec import Struct
from msgspec.structs import replace

from formaudit.checks.by_users.plugins import GROUP, Plugin, plugin_checks
from formaudit.checks.catalogue import check_of
from formaudit.checks.explained import explain_own
from formaudit.errors import UsageError
from formaudit.messages import LANGUAGES
from formaudit.settings import Profile

_PARTS = ("{}.title", "{}.basis", "{}.question", *(f"explain.{{}}.{part}" for part in ("purpose", "formula", "guard", "breaks", "holds")))  # fmt: skip


class _Entry(Struct, frozen=True):
    """An entry point of a package."""

    group: str
    value: str
    what: object

    def load(self) -> object:
        return self.what


class _Package(Struct, frozen=True):
    """A package as the metadata of what is installed tell of it."""

    entry_points: tuple[_Entry, ...]


def plugin(*codes: str, without: str = "") -> Plugin:
    words: Mapping[str, Mapping[str, str]] = {
        lang: {key: f"{lang} {key}" for code in codes for part in _PARTS if (key := part.format(code)) != without}
        for lang in LANGUAGES
    }
    return Plugin(checks=tuple(replace(check_of("T09"), code=code, name=code.lower()) for code in codes), words=words)


def installed(patch: pytest.MonkeyPatch, **packages: tuple[_Entry, ...]) -> None:
    def distribution(name: str) -> _Package:
        if name not in packages:
            raise importlib.metadata.PackageNotFoundError(name)
        return _Package(packages[name])

    patch.setattr(importlib.metadata, "distribution", distribution)
    plugin_checks.cache_clear()


def entry(what: object, group: str = GROUP) -> _Entry:
    return _Entry(group, "package:plugin", what)


def test_the_checks_of_several_packages_stand_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    installed(
        monkeypatch,
        one=(entry(plugin("R100", "R101")), entry("no plugin", "another.group")),
        two=(entry(plugin("R200")), entry(plugin("R999"))),
    )
    assert [check.code for check in plugin_checks(("one", "two"))] == ["R100", "R101", "R200", "R999"]
    (first, *_) = explain_own(Profile(plugins=("one",)), "en")
    assert (first.check, first.title, first.purpose) == ("R100", "en R100.title", "en explain.R100.purpose")


@pytest.mark.parametrize(
    ("packages", "code", "detail"),
    [
        ({}, "plugin-missing", ""),
        ({"one": ()}, "plugin", GROUP),
        ({"one": (entry(plugin("R100"), "another.group"),)}, "plugin", GROUP),
        ({"one": (entry("words"),)}, "plugin", "package:plugin"),
        ({"one": (entry(plugin("R99")),)}, "plugin", "R99"),
        ({"one": (entry(plugin("R1000")),)}, "plugin", "R1000"),
        ({"one": (entry(plugin("T09")),)}, "plugin", "T09"),
        ({"one": (entry(plugin("R100", without="R100.basis")),)}, "plugin", f"{LANGUAGES[0]}:R100.basis"),
        ({"one": (entry(plugin("R100")), entry(plugin("R100")))}, "plugin", "R100"),
    ],
    ids=lambda each: str(each)[:24],
)
def test_a_package_that_does_not_bring_what_it_must_is_a_wrong_call(
    packages: dict[str, tuple[_Entry, ...]], code: str, detail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    installed(monkeypatch, **packages)
    with pytest.raises(UsageError) as caught:
        plugin_checks(("one",))
    assert (caught.value.code, caught.value.detail) == (code, detail)


@pytest.fixture(autouse=True)
def _forget() -> object:
    yield
    plugin_checks.cache_clear()
