"""Write the JSON Schemas that ship with the package from the records that the files are written from.

Run ``python docs/generate_schemas.py`` after a change of such a record; a change that is no mere addition needs another
number in the schema's name.
"""

import json
from pathlib import Path
from typing import Any

import msgspec

from formaudit.extract.write import as_json
from formaudit.reports import findings_file

FOLDER = Path(__file__).resolve().parents[1] / "src" / "formaudit" / "schemas"
FILES: dict[str, tuple[type[msgspec.Struct], str]] = {
    "findings": (findings_file.FindingsFile, findings_file.SCHEMA),
    "document": (as_json.DocumentFile, as_json.SCHEMA),
}


def schemas() -> dict[str, str]:
    """Each file's name and text."""
    made = {}
    for name, (record, title) in FILES.items():
        found: dict[str, Any] = msgspec.json.schema(record)
        number = title.rpartition("/")[2]
        head = {
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": f"urn:formaudit:{name}:{number}",
            "title": title,
        }
        made[f"{name}-{number}.json"] = json.dumps({**head, **found}, ensure_ascii=False, indent=1) + "\n"
    return made


def main() -> None:
    """Write the files, and take away those of no record."""
    wanted = schemas()
    FOLDER.mkdir(exist_ok=True)
    for path in FOLDER.glob("*.json"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
