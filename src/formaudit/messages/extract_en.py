"""English words for what extraction cannot read or could not take over whole."""

from typing import Final

__all__ = ["MESSAGES"]

MESSAGES: Final[dict[str, str]] = {
    "error.empty": "the file is empty",
    "remedy.empty": "check that it was uploaded whole and ask for it again",
    "error.not-found": "there is no such file",
    "remedy.not-found": "check the path",
    "error.linked-folder": "a link to a folder elsewhere, which was not read",
    "remedy.linked-folder": "Give the folder that it leads to as a path of its own",
    "error.unreadable": "the file cannot be opened",
    "remedy.unreadable": "check the permissions, and whether the path is a file or a folder",
    "error.only-pdf": "{detail} reads nothing but PDF files",
    "remedy.only-pdf": "leave out --reader or --compare, so that this program reads it",
    "error.unsupported": "unsupported file format ({detail})",
    "remedy.unsupported": "save it as DOCX, PDF, XLSX or TXT and try again",
    "error.damaged": "the file is damaged or incomplete",
    "remedy.damaged": "open it in its own program and save a copy, or ask for it again",
    "error.encrypted": "the file is encrypted and needs a password",
    "remedy.encrypted": "remove the password and hand it in again",
    "error.encoding": "the encoding of the text cannot be told",
    "remedy.encoding": "save it with UTF-8 encoding and try again",
    "error.too-large": "the file is too large, or grows beyond reason when unpacked {detail}",
    "remedy.too-large": "split the file; if its origin is unknown, make sure that it is safe",
    "error.missing-extra": "the component that reads this format is not installed",
    "remedy.missing-extra": "run pip install 'formaudit[{detail}]'",
    "warning.unread": "table {table}: {count} figures not understood and not audited, the first in row {row}, column {col}: “{text}”; formaudit forms ask can be told what they are",
    "warning.pasted": "a form pasted as text, one cell a line: put together again by its headers, to be checked",
    "warning.extension-mismatch": "the extension does not match the format ({detail}); read as what it is",
    "warning.alt-chunk": "the document embeds foreign content ({detail}) that was not read",
    "warning.pictures-only": "the document has hardly any text but {detail} pictures, which were not read",
    "warning.header-table": "a header or footer holds a table ({detail}) that was not read",
    "warning.no-content": "the file holds neither text nor tables",
    "warning.notes": "the document has notes ({detail}) that were not read",
    "warning.ragged-rows": "in the table from line {detail} on one row has a cell too many; its columns are uncertain",
    "warning.joined-rows": "line {detail}: a blank line inside a cell looks like the end of a row; joined as above",
    "extract.table": "Table {number} {caption}",
    "extract.sheet": "Table {number}",
    "extract.text": "Text",
    "extract.legend": "(In tables, ^ continues the cell above and < the cell to the left)",
}
