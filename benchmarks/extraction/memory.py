"""Peak memory and time on long documents: ``python -m benchmarks.extraction.memory FILE.docx [--times N]``.

The body of a DOCX is repeated until it is long, written as TXT and HTML too, and as PDF where LibreOffice is installed;
each file is read in a process of its own.
"""

import argparse
import io
import subprocess  # each file in a process of its own
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from formaudit.extract.door import extract_bytes, extract_file
from formaudit.extract.soffice import convert
from formaudit.extract.write import as_html, as_txt


def longer(data: bytes, times: int) -> bytes:
    """A DOCX whose body is printed several times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                start, end = content.index(b"<w:body>") + 8, content.rindex(b"<w:sectPr")
                content = content[:start] + content[start:end] * times + content[end:]
            new.writestr(name, content)
    return out.getvalue()


def peak_megabytes() -> int:
    """The most memory this process held since it began; what the system reports otherwise counts its parent's too."""
    told = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    return int(told.split()[0]) // 1024


def measured(path: Path) -> str:
    """What reading a file here took; for a fresh process."""
    start = time.perf_counter()
    document = extract_file(path)
    spent = time.perf_counter() - start
    cells = sum(len(table.cells) for table in document.tables)
    pages = document.source.pages or ""
    return f"{path.suffix[1:]:6} {pages:>4} pages  {cells} cells  {spent:5.2f} s  {peak_megabytes()} MB"


def main() -> None:
    """Make the files and read each."""
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--one", action="store_true", help="read the file and print what it took")
    options = parser.parse_args()
    if options.one:
        print(measured(options.file))
        return
    data = longer(options.file.read_bytes(), options.times)
    document = extract_bytes(data, "long.docx")
    made = {"docx": data, "txt": as_txt.write(document, "zh"), "html": as_html.write(document, "zh")}
    pdf = convert([("long", data, "docx")], "pdf", 300)["long"]
    if isinstance(pdf, bytes):
        made["pdf"] = pdf
    with tempfile.TemporaryDirectory() as folder:
        for suffix, content in made.items():
            path = Path(folder) / f"long.{suffix}"
            path.write_bytes(content)
            subprocess.run([sys.executable, "-m", "benchmarks.extraction.memory", str(path), "--one"], check=True)  # noqa: S603 - ourselves


if __name__ == "__main__":
    main()
