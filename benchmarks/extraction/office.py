"""Older Word files, spreadsheets and web pages: exact cell F1 for each file, times, and where two readers differ.

    python benchmarks/extraction/office.py MATERIAL

MATERIAL holds ``forms`` (with ``truth``), ``word/poi-doc`` and ``robust``. DOC files are read as they are; XLSX and CSV
are written from the truth, XLS, HTML and RTF are made from XLSX and DOCX by LibreOffice, the XML of 2003 from DOCX by
renaming. What LibreOffice loses on the way (content controls, nested tables, tracked changes) counts against us.
"""

import argparse
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from benchmarks.extraction.exact import Score, first_unmerged, printed_cells, score, truth_of
from benchmarks.extraction.office_forms import as_csv, as_word_2003, as_workbook
from formaudit.errors import FormauditError, InputError
from formaudit.extract import docx, soffice
from formaudit.extract.doc import convert_batch, read_converted, stored
from formaudit.extract.doc.compare import core, drawn, settle
from formaudit.extract.door import extract_bytes
from formaudit.extract.sheet.values import read_values
from formaudit.extract.sheet.xlsx import read_xlsx
from formaudit.model.document import Document, Source
from formaudit.model.table import Table

_SLOW = 3.0


def main() -> int:
    """Run every part; 1 where a DOC form is not exact or a file ends in a defect."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("material", type=Path)
    material: Path = parser.parse_args().material
    worst = doc_forms(material)
    doc_agreement(material / "word" / "poi-doc")
    made_formats(material / "forms")
    defects = hostile(material / "robust")
    return int(worst < 1 or defects > 0)


def doc_forms(material: Path) -> float:
    """The DOC forms against their truth: one batch by LibreOffice, then both readers compared for each file."""
    paths = sorted((material / "forms" / "doc").glob("*.doc"))
    start = time.perf_counter()
    converted = convert_batch([(path.name, path.read_bytes()) for path in paths], 60)
    print(f"\nDOC forms: {len(paths)} files in one call of LibreOffice, {time.perf_counter() - start:.1f} s")
    total, worst = Score(), 1.0
    for path in paths:
        start = time.perf_counter()
        document = read_converted(path.read_bytes(), _source(path.name, "doc"), converted[path.name])
        seconds = time.perf_counter() - start
        truths = [material / "forms" / "truth" / name for name in (f"{path.name}.json", f"{path.stem}.json")]
        truth = next((one for one in truths if one.exists()), None)
        remarks = "; ".join(warning.detail or warning.code for warning in document.warnings)
        if truth is None:
            shapes = ", ".join(f"{table.rows}x{table.cols}" for table in document.tables)
            print(f"  {path.name:22} no truth  {seconds:5.2f} s  {shapes}  {remarks}")
            continue
        one = score(document, truth_of(truth))
        total, worst = total + one, min(worst, one.f1)
        print(f"  {path.name:22} {one.f1:.4f}    {seconds:5.2f} s  {remarks}")
    print(f"  {'all':22} {total.f1:.4f}    {total.right} of {total.there} cells")
    return worst


def doc_agreement(folder: Path) -> None:
    """The second reader against LibreOffice on files of all kinds, every difference listed."""
    paths = sorted(folder.glob("*.doc"))
    converted = convert_batch([(path.name, path.read_bytes()) for path in paths], 60)
    codes: Counter[str] = Counter()
    both: dict[str, Score] = {}
    print(f"\nDOC of all kinds: {len(paths)} files; differences of the two readers:")
    for path in paths:
        data, source = path.read_bytes(), _source(path.name, "doc")
        codes[_ending(partial(read_converted, data, source, converted[path.name]))[0]] += 1
        answers = [converted[path.name], stored.convert(data, path.name, 60)]
        readings = [_opened(answer, source) for answer in answers]
        first, second = readings
        if first is None or second is None or not first.tables or not second.tables:
            continue
        for warning in settle(first, second).warnings:
            if warning.code == "readers-differ":
                print(f"  {path.name}: {warning.detail}")
        for tally, tables in (("as read", (first.tables, second.tables)), ("on drawn lines", _on_lines(first, second))):
            one, other = map(printed_cells, tables)
            both[tally] = both.get(tally, Score()) + Score((one & other).total(), other.total(), one.total())
    print(f"  {dict(codes)}")
    for tally, sum_ in both.items():
        print(f"  equal cells where both read a table, {tally}: {sum_.f1:.4f} ({sum_.right} of {sum_.there})")


def _on_lines(first: Document, second: Document) -> tuple[tuple[Table, ...], tuple[Table, ...]]:
    """Both readings as they are compared: lines that are not drawn left out, and signs that carry no figure or word."""
    one, other = (
        tuple(
            replace(table, cells=tuple(replace(cell, text=core(cell.text)) for cell in table.cells))
            for table in map(drawn, document.tables)
        )
        for document in (first, second)
    )
    return one, other


def _opened(answer: bytes | FormauditError, source: Source) -> Document | None:
    try:
        return docx.read(answer, source) if isinstance(answer, bytes) else None
    except InputError:
        return None


def made_formats(forms: Path) -> None:
    """Formats made for the occasion, each against the truth of the form it was made from."""
    names = [path.stem for path in sorted((forms / "docx").glob("*.docx")) if _truth(forms, path.stem).exists()]
    words = {name: (forms / "docx" / f"{name}.docx").read_bytes() for name in names}
    tabled = [name for name in names if truth_of(_truth(forms, name))]
    books = {
        f"{name} ruled={ruled} gap={gap}": as_workbook(_truth(forms, name), ruled=ruled, gap=gap)
        for name in tabled
        for ruled in (True, False)
        for gap in (0, 1, 2)
    }
    _print_scores("XLSX", forms, books)
    _print_peer(books)
    _print_scores("XLS", forms, _made(books, "xlsx", "xls:MS Excel 97"))
    _print_scores("HTML", forms, _made(words, "docx", "html:HTML (StarWriter)"))
    _print_scores("RTF", forms, _made(words, "docx", "rtf:Rich Text Format"))
    _print_scores("XML 2003", forms, {name: as_word_2003(data) for name, data in words.items()})
    flat = {name: as_csv(_truth(forms, name)) for name in tabled if not name.startswith("z_")}
    _print_scores("CSV (first table, no spans)", forms, flat, extension="csv", flat=True)


def _made(files: dict[str, bytes], suffix: str, target: str) -> dict[str, bytes]:
    """Files converted by LibreOffice; names stay."""
    answers = soffice.convert([(name, data, suffix) for name, data in files.items()], target, 120)
    return {name: answer for name, answer in answers.items() if isinstance(answer, bytes)}


def _print_scores(
    title: str, forms: Path, files: dict[str, bytes], extension: str = "x", *, flat: bool = False
) -> None:
    total, lowest, seconds = Score(), [], 0.0
    for name, data in files.items():
        start = time.perf_counter()
        document = extract_bytes(data, f"{name}.{extension}")
        seconds += time.perf_counter() - start
        truth = truth_of(_truth(forms, name.partition(" ")[0]))
        one = score(document, first_unmerged(truth) if flat else truth)
        total += one
        if one.f1 < 1:
            lowest.append(f"{name} {one.f1:.3f}")
    print(f"\n{title}: {len(files)} files, exact {total.f1:.4f}, {seconds / max(1, len(files)):.3f} s a file")
    if lowest:
        print(f"  below 1: {', '.join(lowest)}")


def _print_peer(books: dict[str, bytes]) -> None:
    """Our reader of XLSX against calamine: the same positions, the same texts."""
    same = differing = 0
    for name, data in list(books.items())[:12]:
        for ours, theirs in zip(read_xlsx(data, name), read_values(data, name), strict=True):
            ours_by, theirs_by = ({spot: cell.text for spot, cell in page.cells.items()} for page in (ours, theirs))
            same += sum(theirs_by.get(spot) == text for spot, text in ours_by.items())
            differing += len(ours_by.keys() ^ theirs_by.keys())
    print(f"  against calamine: {same} cells alike, {differing} found by one only")


def hostile(folder: Path) -> int:
    """Each hostile office file: how it ends and how long that takes. The number of defects."""
    kinds = {".xls", ".xlsx", ".xlsb", ".doc", ".rtf"}
    paths = [path for path in sorted(folder.rglob("*")) if path.suffix.lower() in kinds]
    codes: Counter[str] = Counter()
    slowest = (0.0, "")
    print(f"\nHostile: {len(paths)} files")
    for path in paths:
        code, seconds = _ending(partial(extract_bytes, path.read_bytes(), path.name))
        codes[code] += 1
        slowest = max(slowest, (seconds, path.name))
        if code.startswith("DEFECT") or seconds > _SLOW:
            print(f"  {path.name}: {code}, {seconds:.1f} s")
    print(f"  {dict(codes)}; slowest {slowest[0]:.1f} s ({slowest[1]})")
    return sum(count for code, count in codes.items() if code.startswith("DEFECT"))


def _ending(read: "partial[Document]") -> tuple[str, float]:
    start = time.perf_counter()
    try:
        read()
        code = "document"
    except FormauditError as error:
        code = error.code
    except Exception as error:  # noqa: BLE001 what a benchmark looks for
        code = f"DEFECT {type(error).__name__}: {error}"
    return code, time.perf_counter() - start


def _truth(forms: Path, name: str) -> Path:
    return forms / "truth" / f"{name}.json"


def _source(name: str, kind: str) -> Source:
    return Source(path=name, sha256="", format=kind)


if __name__ == "__main__":
    sys.exit(main())
