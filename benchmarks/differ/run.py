"""Formats held against each other: one decorated submission in many formats, every silent difference printed.

``python -m benchmarks.differ.run [--minutes 60] [--seed 0] [--formats docx,pdf,…] [--kinds note,struck,…] [--most N]``
writes submissions of the corpus's clean units under every layout, decorated by chance, reads them in each format and
prints what is neither read as a person sees it nor doubted. Formats that another program writes (``office-pdf``,
``chromium-pdf``, ``doc``, ``rtf``, ``odt``, ``xls``, ``ods``) come in every fifth turn, since they take long. The
number of silent differences is printed at the end; it is 0 where all is well, and the exit code says so.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks.differ import book, decorate, judge, page, plain, printed, word
from benchmarks.differ.content import Wording
from corpora.generator.catalogue import CASES
from corpora.generator.columns import LAYOUTS
from corpora.generator.press import draft
from corpora.generator.sheet import Draft
from formaudit.errors import FormauditError
from formaudit.extract.door import extract_bytes
from formaudit.model.document import Document

__all__ = ["CONVERTED", "WRITTEN", "compared", "drafts", "main"]

WRITTEN: Final[dict[str, Callable[[Wording, random.Random], bytes]]] = {
    "docx": word.docx,
    "html": page.html,
    "xlsx": book.xlsx,
    "pdf": printed.pdf,
    "saved.txt": lambda wording, _: plain.saved(wording),
    "copied.txt": lambda wording, _: plain.copied(wording),
}
"""The formats written here, by the ends of their names."""
CONVERTED: Final = {
    "office.pdf": ("docx", "pdf"),
    "office.doc": ("docx", "doc"),
    "office.rtf": ("docx", "rtf"),
    "office.odt": ("docx", "odt"),
    "office.xls": ("xlsx", "xls"),
    "office.ods": ("xlsx", "ods"),
    "sheet.pdf": ("xlsx", "pdf"),
    "browser.pdf": ("html", "pdf"),
}
"""The formats that other programs write, from which of ours."""
_TEXTS: Final = frozenset(("saved.txt", "copied.txt"))
_CHANGING: Final = frozenset(("minus",))
"""Decorations that change what a figure is worth: whoever decorates so may rightly be accused."""
_SHOWN: Final = 12


def drafts() -> Iterator[tuple[str, Draft]]:
    """The clean units of the corpus under every layout that has words for them."""
    units = {case.submission.unit.name: case.submission for case in CASES if case.name.endswith("-clean")}
    for written in units.values():
        for layout in LAYOUTS:
            groups = (written.indicators, *(project.indicators for project in written.projects))
            if all(layout.moved.get(each.level2, each.level2) in layout.level2 for group in groups for each in group):
                try:
                    yield f"{written.unit.name} {layout.name}", draft(layout, written, "docx", apart=False)
                except KeyError:
                    continue


def compared(
    draft_: Draft, seed: int, formats: list[str], kinds: tuple[str, ...], folder: Path | None = None
) -> Iterator[tuple[str, judge.Miss]]:
    """Decorate a submission, write it in each format, and give the silent differences with their formats."""
    rng = random.Random(seed)  # noqa: S311  # chance of a benchmark
    wording = decorate.decorated(draft_, rng, rng.choice((0.05, 0.15, 0.4)), kinds)
    changed = {entry.decoration for form in wording.forms() for entry in form.entries} & _CHANGING
    base: judge.Known | None = None
    files = {name: WRITTEN[name](wording, random.Random(seed)) for name in WRITTEN if name in formats or name == "docx"}  # noqa: S311
    # LibreOffice itself shifts the cells of tables whose tall cells have borders that miss each other.
    hair = any(form.hair for form in wording.forms())
    files |= _converted(wording, seed, [name for name in formats if name in CONVERTED and not (hair and "odt" in name)])
    if folder is not None:
        for name, data in files.items():
            (folder / f"{seed}.{name}").write_bytes(data)
    if not changed:
        base = judge.figures([extract_bytes(word.docx(decorate.plain(draft_), rng), "plain.docx")])
    for name, data in files.items():
        if name not in formats:
            continue
        try:
            document = extract_bytes(data, f"a.{name}")
        except FormauditError as error:
            yield name, judge.Miss("", "refused", "", str(error))
            continue
        found = list(_judged(name, wording, document, base))
        # What LibreOffice prints of merges whose borders miss each other has other cells, as its own page shows.
        if hair and CONVERTED.get(name, ("",))[0] == "docx" and any(miss.decoration == "place" for miss in found):
            found = [replace(miss, decoration="shifted") for miss in found]
        yield from ((name, miss) for miss in found)


def _judged(name: str, wording: Wording, document: Document, base: judge.Known | None) -> Iterator[judge.Miss]:
    if name not in _TEXTS:
        yield from judge.misses(wording, document)
    if base is None:
        return
    found = judge.figures([document])
    whole = {key: value for key, value in base.items() if not key.startswith("report")}
    yield from judge.misread(wording, whole, found, warned=bool(document.warnings))
    mistyped = any(entry.decoration == "comma" for form in wording.forms() for entry in form.entries)
    for check, said in sorted(judge.accusations([document])):
        if check == "C01" and mistyped:
            continue  # two points, or a dot at half height, in a number: that it cannot be read is rightly told
        yield judge.Miss(check, "accused", "", said)


def _converted(wording: Wording, seed: int, names: list[str]) -> dict[str, bytes]:
    """What other programs make of the files."""
    found: dict[str, bytes] = {}
    with tempfile.TemporaryDirectory() as place:
        for name in names:
            origin, target = CONVERTED[name]
            source = Path(place) / f"{name.partition('.')[0]}.{origin}"
            source.write_bytes(WRITTEN[origin](wording, random.Random(seed)))  # noqa: S311
            made = Path(place) / f"{source.stem}.{target}"
            if name == "browser.pdf":
                call = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]
                call += [f"--print-to-pdf={made}", f"--user-data-dir={place}/chromium", source.as_uri()]
            else:
                call = ["soffice", f"-env:UserInstallation=file://{place}/profile", "--headless"]
                call += ["--convert-to", target, "--outdir", place, str(source)]
            subprocess.run(call, check=False, capture_output=True, timeout=180)  # noqa: S603  # our own files
            if made.is_file():
                found[name] = made.read_bytes()
    return found


def main() -> int:
    """Decorate, write, read and count until the time is over."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=float, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--formats", default="")
    parser.add_argument("--kinds", default="")
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    all_drafts = list(drafts())
    kinds = tuple(filter(None, options.kinds.split(",")))
    named = list(filter(None, options.formats.split(",")))
    end = time.monotonic() + options.minutes * 60
    silent: Counter[tuple[str, str]] = Counter()
    turns = shifted = 0
    while time.monotonic() < end and turns < options.most:
        seed = options.seed + turns
        name, one = all_drafts[seed * 37 % len(all_drafts)]
        formats = named or [*WRITTEN, *(CONVERTED if turns % 5 == 4 else ())]
        for form, miss in compared(one, seed, formats, kinds, options.keep):
            if miss.decoration == "shifted":
                shifted += 1
                continue
            silent[form, miss.decoration] += 1
            if silent[form, miss.decoration] <= _SHOWN:
                print(f"{seed} {name} {form}: {miss.decoration} {miss.where}: {miss.seen!r} read as {miss.read!r}")
        turns += 1
    for (form, kind), count in sorted(silent.items()):
        print(f"{form:12} {kind:14} {count}")
    moved = f"; {shifted} where LibreOffice itself moved the cells" if shifted else ""
    print(f"{turns} submissions, silent differences {silent.total()}{moved}")
    return 1 if silent else 0


if __name__ == "__main__":
    sys.exit(main())
