"""Write docs/checks from the catalogue: a page for each family, and an index. ``python docs/generate_checks.py``.

A test holds the pages to what this writes, so they are never edited by hand.
"""

from pathlib import Path
from typing import Final

from formaudit.checks.catalogue import CHECKS
from formaudit.checks.explained import explain
from formaudit.checks.kernel.evidence import Check
from formaudit.messages import word

__all__ = ["pages"]

FOLDER: Final = Path(__file__).resolve().parent / "checks"
_PARTS: Final = ("purpose", "formula", "tolerance", "guard", "breaks", "holds", "basis", "question")
_NOTE: Final = "<!-- Written by docs/generate_checks.py from the catalogue; do not edit. -->"


def pages() -> dict[str, str]:
    """The name and the text of every page."""
    families = tuple(dict.fromkeys(check.code[0] for check in CHECKS))
    found = {"README.md": _index(families)}
    for family in families:
        checks = [check for check in CHECKS if check.code[0] == family]
        head = f"# {word(f'checks.family.{family}', 'en')} · {word(f'checks.family.{family}')}"
        found[f"{family}.md"] = "\n\n".join([head, _NOTE, *map(_check, checks)]) + "\n"
    return found


def _index(families: tuple[str, ...]) -> str:
    lines = [
        "# The catalogue of checks · 审核规则",
        "",
        _NOTE,
        "",
        f"{word('checks.count', 'en', count=str(len(CHECKS)))}. `formaudit checks` lists them; `formaudit explain CODE`",  # noqa: E501 - a line of the page
        "says of one what stands here. Codes are stable and never used twice.",
    ]
    for family in families:
        lines += [
            "",
            f"## [{word(f'checks.family.{family}', 'en')} · {word(f'checks.family.{family}')}]({family}.md)",
            "",
        ]
        lines += ["| code | name | severity | nature | |", "|---|---|---|---|---|"]
        lines += [
            f"| [{check.code}]({family}.md#{check.code.lower()}) | `{check.name}` | {check.severity.value} "
            f"| {check.nature.value} | {word(f'{check.code}.title')} |"
            for check in CHECKS
            if check.code[0] == family
        ]
    return "\n".join(lines) + "\n"


def _check(check: Check) -> str:
    chinese, english = explain(check, "zh"), explain(check, "en")
    lines = [
        f'<a id="{check.code.lower()}"></a>',
        "",
        f"## {check.code} `{check.name}`",
        "",
        f"{english.title} · {chinese.title}",
        "",
        f"{_both('severity', check.severity.value)}, {_both('nature', check.nature.value)}",
        "",
        "| | English | 中文 |",
        "|---|---|---|",
    ]
    for part in _PARTS:
        ours, theirs = str(getattr(english, part)), str(getattr(chinese, part))
        lines.append(
            f"| {word(f'explain.{part}', 'en')} · {word(f'explain.{part}')} | {_cell(ours)} | {_cell(theirs)} |"
        )
    return "\n".join(lines)


def _both(kind: str, value: str) -> str:
    """A literal word of the interface with the Chinese one."""
    return f"{value} · {word(f'{kind}.{value}')}"


def _cell(text: str) -> str:
    """A text that a table of Markdown can hold."""
    return text.replace("|", "\\|").replace("*", "\\*").replace("<", "&lt;")


def main() -> None:
    """Write the pages."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
