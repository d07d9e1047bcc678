"""The findings report as PDF, set by typst (an extra) in a Chinese face that the machine has or the user names."""

import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from formaudit.errors import UsageError
from formaudit.model.report import AuditReport
from formaudit.patterns import compiled
from formaudit.reports.outline import Block, Grid, Heading, Text, outline
from formaudit.version import OUTPUT_MARK

__all__ = ["report_pdf"]

_FACES: Final = compiled(
    r"cjk|han|song|fang|hei|kai|ming|simsun|simhei|yahei|pingfang|wenquanyi|uming|ukai|sung|宋|黑|楷|仿", re.IGNORECASE
)
_PREFERRED: Final = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Sans CJK SC", "Source Han Sans SC", "SimSun")
_TONES: Final = {"critical": "#B3261E", "major": "#8A5300", "good": "#1B6E3C", "quiet": "#555555"}
_SIZES: Final = {1: 18, 2: 14, 3: 12, 4: 10.5}


def report_pdf(report: AuditReport, font: str = "") -> bytes:
    """The report's file. ``font`` is the name of a face, or the path of a font file or of a folder of them.

    Raises:
        UsageError: ``pdf-extra``: typst is not installed; ``pdf-font``: there is no Chinese face, or not the one named;
            ``pdf-broken``: typst gave up, as it does over a font file that is damaged.

    """
    try:
        typst: Any = importlib.import_module("typst")
    except ImportError:
        raise UsageError("pdf-extra", "", "typst") from None
    path = Path(font) if font else None
    folders = [str(path if path.is_dir() else path.parent)] if path is not None and path.exists() else []
    try:
        fonts = typst.Fonts(font_paths=folders)
        face = _face(sorted({str(name) for name in fonts.families()}), font, named=not folders)
        source = "\n".join(_page(report.lang, face, outline(report)))
        return bytes(typst.compile(source.encode(), font_paths=folders))
    except BaseException as error:
        # A panic in Rust is no ``Exception``: nobody above would take it for an error of this one report.
        if type(error).__name__ not in {"PanicException", "TypstError"}:
            raise
        raise UsageError("pdf-broken", "", " ".join(str(error).split())[:200]) from error


def _face(families: list[str], font: str, *, named: bool) -> str:
    if font and named:
        if font in families:
            return font
        raise UsageError("pdf-font", "", font)
    found = [name for name in (*_PREFERRED, *families) if name in families and _FACES.search(name)]
    if not found:
        raise UsageError("pdf-font", "", font or "CJK")
    return found[0]


def _page(lang: str, face: str, blocks: tuple[Block, ...]) -> Iterator[str]:
    yield f"#set document(keywords: {_string(OUTPUT_MARK)})"
    yield f"#set text(font: {_string(face)}, size: 9.5pt, lang: {_string(lang)})"
    yield '#set page(paper: "a4", margin: (x: 18mm, y: 20mm), numbering: "1 / 1")'
    yield "#set par(leading: 0.6em)"
    yield "#show heading: it => block(above: 1.1em, below: 0.7em, it)"
    for block in blocks:
        if isinstance(block, Heading):
            size = _SIZES[block.level]
            yield f"#heading(level: {block.level})[#text(size: {size}pt, {_string(block.text)})]"
        elif isinstance(block, Grid):
            yield _grid(block)
        else:
            yield _text(block)


def _text(block: Text) -> str:
    weight = ', weight: "bold"' if block.tone == "strong" else ""
    colour = f", fill: rgb({_string(_TONES[block.tone])})" if block.tone in _TONES else ""
    said = f"text({_string(block.text)}{weight}{colour})"
    return f"#block(inset: (left: {block.indent * 1.5}em), above: 0.5em, below: 0.5em, {said})"


def _grid(block: Grid) -> str:
    widths = ", ".join(f"{share * 100:.2f}%" for share in block.widths)
    heads = ", ".join(f"strong(text({_string(text)}))" for text in block.heads)
    cells = ",\n".join(", ".join(f"text({_string(text)})" for text in row) for row in block.rows)
    return (
        f'#table(columns: ({widths}), stroke: 0.4pt + rgb("#C9D1D9"), inset: 3.5pt,\ntable.header({heads}),\n{cells})'
    )


def _string(text: str) -> str:
    """A typst string: whatever a submission holds is text and never markup."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "").replace("\t", " ")
    return f'"{escaped}"'
