"""One file as several readers see it: as HTML in columns page by page, as JSON, or as Markdown one after the other."""

import json
from collections.abc import Mapping
from html import escape
from types import MappingProxyType
from typing import Final

from formaudit.extract.write import as_html, as_json, as_markdown
from formaudit.messages import word
from formaudit.model.document import Document

__all__ = ["FORMS", "write"]

SCHEMA: Final = "formaudit.comparison/1"
_STYLE: Final = (
    "body{font-family:system-ui,'Noto Sans CJK SC','Microsoft YaHei',sans-serif;margin:1em;font-size:80%}"
    "section{display:grid;gap:1em;border-top:2px solid #ccc}section>div{overflow-x:auto}"
    "table{border-collapse:collapse;margin:.5em 0}td{border:1px solid #888;padding:.1em .4em;white-space:pre-wrap}"
    "td.gap{border-style:dotted;background:#f4f4f4}td.doubt{background:#fdecea}"
)


def write(documents: Mapping[str, Document], form: str, lang: str) -> bytes:
    """The documents, by the name of their reader, in one of ``FORMS``."""
    return FORMS[form](documents, lang)


def _json(documents: Mapping[str, Document], lang: str) -> bytes:
    readers = {name: json.loads(as_json.write(document, lang)) for name, document in documents.items()}
    content = {"schema": SCHEMA, "readers": readers}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _markdown(documents: Mapping[str, Document], lang: str) -> bytes:
    parts = [f"<!-- {name} -->\n\n".encode() + as_markdown.write(one, lang) for name, one in documents.items()]
    return b"\n".join(parts)


def _html(documents: Mapping[str, Document], lang: str) -> bytes:
    numbers = sorted({page for one in documents.values() for table in one.tables for page in table.pages[:1]})
    columns = f"grid-template-columns:repeat({len(documents)},minmax(0,1fr))"
    parts = []
    for number in numbers:
        cells = [
            f"<div><h3>{escape(name)}</h3>"
            + "\n".join(as_html.table_block(table, lang) for table in one.tables if table.pages[:1] == (number,))
            + "</div>"
            for name, one in documents.items()
        ]
        head = f"<h2>{escape(word('place.page', lang, number=str(number)))}</h2>"
        parts.append(f'{head}\n<section style="{columns}">{"".join(cells)}</section>')
    page = (
        f'<!DOCTYPE html>\n<html lang="{"zh-CN" if lang == "zh" else "en"}">\n<head>\n<meta charset="utf-8">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(' · '.join(documents))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    return (page + "\n".join(parts) + "\n</body>\n</html>\n").encode()


FORMS: Final = MappingProxyType({"json": _json, "md": _markdown, "html": _html})
