"""The tables of a ``.native`` file: the expected structure beside each DOCX of one third-party collection."""

import re
from collections.abc import Iterator

__all__ = ["native_tables"]

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\](),]|[^\s\[\](),"]+')

Node = str | list["Node"]


def native_tables(text: str) -> list[set[tuple[int, int, int, int, str]]]:
    """The cells (row, column, spans, letters and digits of the text) of each table in the file."""
    tree = _parse(_TOKEN.findall(text))
    return [_cells([row for part in table for row in _named(part, "Row")]) for table in _named(tree, "Table")]


def _parse(tokens: list[str]) -> Node:
    position = 0

    def application(closing: frozenset[str]) -> Node:
        nonlocal position
        parts: list[Node] = []
        while position < len(tokens) and tokens[position] not in closing:
            parts.append(value())
        return parts[0] if len(parts) == 1 else parts

    def value() -> Node:
        nonlocal position
        token = tokens[position]
        position += 1
        if token not in {"(", "["}:
            return token
        items: list[Node] = []
        while tokens[position] not in {")", "]"}:
            items.append(application(frozenset(",)]")))
            if tokens[position] == ",":
                position += 1
        position += 1
        return items[0] if token == "(" and len(items) == 1 else items

    return application(frozenset())


def _named(node: Node, name: str) -> Iterator[list[Node]]:
    if isinstance(node, list):
        if node and node[0] == name:
            yield node
        else:
            for child in node:
                yield from _named(child, name)


def _cells(rows: list[list[Node]]) -> set[tuple[int, int, int, int, str]]:
    found: set[tuple[int, int, int, int, str]] = set()
    taken: set[tuple[int, int]] = set()
    for number, row in enumerate(rows):
        column = 0
        listed = row[2] if row[2] and isinstance(row[2], list) and isinstance(row[2][0], list) else [row[2]]
        for cell in listed:
            if not cell:
                continue
            while (number, column) in taken:
                column += 1
            tall, wide = (int(str(next(_named(cell, name))[1])) for name in ("RowSpan", "ColSpan"))
            taken.update((number + a, column + b) for a in range(tall) for b in range(wide))
            found.add((number, column, tall, wide, re.sub(r"[\W_]", "", _text(cell))))
            column += wide
    return found


def _text(node: Node) -> str:
    if isinstance(node, str):
        return ""
    if len(node) == 2 and node[0] == "Str" and isinstance(node[1], str):
        return re.sub(r"\\(\d+)", lambda match: chr(int(match[1])), node[1]).replace("\\&", "")
    return "".join(map(_text, node))
