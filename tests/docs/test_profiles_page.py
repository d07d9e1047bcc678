"""Every example on the page about profiles is a profile that can be read."""

import re
from pathlib import Path

import pytest

from formaudit.errors import UsageError
from formaudit.profiles.read import read_profile

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```toml\n(.*?)```", PAGE, re.DOTALL)


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_an_example_is_a_profile(text: str, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    try:
        profile = read_profile(str(path))
    except UsageError as error:
        pytest.fail(f"{error.code} {error.detail}")
    assert profile.name == "own"


def test_every_key_of_the_first_example_is_one_that_counts(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(EXAMPLES[0], encoding="utf-8")
    profile, base = read_profile(str(path)), read_profile("default")
    assert profile.execution_full != base.execution_full
    assert profile.disabled == {"I11"}
    assert dict(profile.severities) == {"F08": "note"}
    assert dict(profile.articles)["T10"].endswith("第十二条")
    assert profile.complete_batch


def test_the_relations_are_checks_of_their_own(tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text(EXAMPLES[2], encoding="utf-8")
    assert [relation.code for relation in read_profile(str(path)).relations] == ["R01", "R10", "R02"]


def test_every_page_that_a_message_names_is_there() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "src").rglob("*.py"))
    named = set(re.findall(r"docs/[a-z-]+\.md", source))
    assert named
    assert {name for name in named if not (ROOT / name).is_file()} == set()
