from collections.abc import Iterator, Sequence

from formaudit.extract.blocks import Grid, Text


def split_plain(lines: Sequence[str]) -> Iterator[Text | Grid]:
    for i, l in enumerate(lines, 1):
        if l.strip():
            yield Text(text=l.strip(), line=i)
