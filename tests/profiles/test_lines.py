"""Every value of a TOML file is found on the line it stands on."""

import tomllib
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from formaudit.profiles.lines import Path, lines_of

FILE = '''# a comment with = and [
name = "x" # y
a.b . "c d" = [1, 2,
  3, # three ]
  "]#", [4,
  5]]

[t] # [no]
k = {x = 1, y = "}"}
m = """a
"b\\\\""""
n = 1979-05-27 07:32:00
dates = [1979-05-27 07:32:00, 2]
[t.s]
z = \'\'\'q
\'\'\'
[[r]]
name = 'q'
[[r]]
name = "z"
[r.inner]
p = 1
[[r.deep]]
q = 1
[[r.deep]]
q = 2'''


def test_keys_elements_tables_and_lists_of_tables_have_their_lines() -> None:
    lines = lines_of(FILE)
    assert {path: lines[path] for path in lines if path[0] != "t"} == {
        ("name",): 2,
        ("a", "b", "c d"): 3,
        ("a", "b", "c d", 0): 3,
        ("a", "b", "c d", 1): 3,
        ("a", "b", "c d", 2): 4,
        ("a", "b", "c d", 3): 5,
        ("a", "b", "c d", 4): 5,
        ("a", "b", "c d", 4, 0): 5,
        ("a", "b", "c d", 4, 1): 6,
        ("r", 0): 17,
        ("r", 0, "name"): 18,
        ("r", 1): 19,
        ("r", 1, "name"): 20,
        ("r", 1, "inner"): 21,
        ("r", 1, "inner", "p"): 22,
        ("r", 1, "deep", 0): 23,
        ("r", 1, "deep", 0, "q"): 24,
        ("r", 1, "deep", 1): 25,
        ("r", 1, "deep", 1, "q"): 26,
    }
    assert lines["t",] == 8
    assert [lines["t", key] for key in ("k", "m", "n", "dates", "s")] == [9, 10, 12, 13, 14]
    assert lines["t", "k", "y"] == 9
    assert lines["t", "dates", 1] == 13
    assert lines["t", "s", "z"] == 15


KEYS = st.text("abc_-9", min_size=1, max_size=4)
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters='\\"', min_codepoint=32), max_size=6)
SCALARS = st.one_of(st.integers(), st.booleans(), TEXTS)
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3))


def written(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return '"' + value.replace("\x7f", "") + '"'
    if isinstance(value, list):
        return "[\n" + ",\n".join(written(one) for one in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {written(one).replace(chr(10), ' ')}" for key, one in value.items()) + "}"
    return str(value)


def paths(value: Any, at: Path = ()) -> set[Path]:
    """The path of everything in a value."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return {at, *(path for key, one in inner for path in paths(one, (*at, key)))}


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_whatever_the_reader_reads_has_a_line(content: dict[str, Any]) -> None:
    text = "\n".join(f"{key} = {written(value)}" for key, value in content.items())
    assert set(lines_of(text)) == paths(tomllib.loads(text)) - {()}
