"""On which line of a TOML file a value stands: the standard reader gives values without their places.

Only for text that ``tomllib`` has accepted, so the grammar is followed and not checked.
"""

from typing import Final

from formaudit.patterns import compiled

__all__ = ["Path", "lines_of"]

Path = tuple[str | int, ...]
"""Where a value is: keys, and numbers of elements from 0, from the file's top level inwards."""

_BARE: Final = compiled(r"[A-Za-z0-9_-]+")
_SCALAR: Final = compiled(r"\d{4}-\d\d-\d\d [\d:.Z+-]+|[^\s,\]}#]+")
_LONG: Final = ('"""', "'''")


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, of every table, key and element."""
    return _Walk(text).run()


class _Walk:
    """A walk through the text that remembers where it is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}

    def run(self) -> dict[Path, int]:
        table: Path = ()
        while self._blank(newlines=True):
            line = self._line()
            if self._text.startswith("[", self._at):
                many = self._text.startswith("[[", self._at)
                self._at += 2 if many else 1
                table = self._inside(self._key())
                if many:
                    number = self._counts.get(table, 0)
                    self._counts[table] = number + 1
                    table = (*table, number)
                self._found.setdefault(table, line)
                self._skip_line()
            else:
                self._pair(table)
        return self._found

    def _inside(self, keys: tuple[str, ...]) -> Path:
        """A header's path, each list of tables on the way standing for its last one."""
        path: Path = ()
        for key in keys[:-1]:
            path = (*path, key)
            if path in self._counts:
                path = (*path, self._counts[path] - 1)
        return (*path, keys[-1])

    def _pair(self, table: Path) -> None:
        line = self._line()
        path = (*table, *self._key())
        self._found.setdefault(path, line)
        self._at = self._text.index("=", self._at) + 1
        self._value(path)

    def _key(self) -> tuple[str, ...]:
        keys: list[str] = []
        while True:
            self._blank()
            if self._text[self._at] in "\"'":
                keys.append(self._string())
            else:
                match = _BARE.match(self._text, self._at)
                keys.append(match[0] if match else "")
                self._at += len(keys[-1])
            self._blank()
            if not self._text.startswith(".", self._at):
                return tuple(keys)
            self._at += 1

    def _value(self, path: Path) -> None:
        self._blank()
        char = self._text[self._at]
        if char in "\"'":
            self._string()
        elif char == "[":
            self._list(path)
        elif char == "{":
            self._at += 1
            while self._blank(newlines=True) and self._text[self._at] != "}":
                self._pair(path)
                self._blank(newlines=True)
                self._at += self._text[self._at] == ","
            self._at += 1
        else:
            match = _SCALAR.match(self._text, self._at)
            self._at = match.end() if match else self._at + 1

    def _list(self, path: Path) -> None:
        self._at += 1
        number = 0
        while self._blank(newlines=True) and self._text[self._at] != "]":
            self._found[*path, number] = self._line()
            self._value((*path, number))
            number += 1
            self._blank(newlines=True)
            self._at += self._text[self._at] == ","
        self._at += 1

    def _string(self) -> str:
        """Skip a string and give its raw text, which is enough for a key."""
        long = next((mark for mark in _LONG if self._text.startswith(mark, self._at)), "")
        mark = long or self._text[self._at]
        start = self._at = self._at + len(mark)
        while not self._text.startswith(mark, self._at):
            self._at += 2 if self._text[self._at] == "\\" and mark[0] == '"' else 1
        raw = self._text[start : self._at]
        self._at += len(mark)
        while long and self._text.startswith(mark[0], self._at):  # quotes right before the closing three
            self._at += 1
        return raw

    def _blank(self, *, newlines: bool = False) -> bool:
        """Skip blanks (and, if asked, new lines and comments); whether anything is left."""
        while self._at < len(self._text):
            char = self._text[self._at]
            if char in " \t" or (newlines and char in "\r\n"):
                self._at += 1
            elif char == "#" and newlines:
                self._skip_line()
            else:
                return True
        return False

    def _skip_line(self) -> None:
        end = self._text.find("\n", self._at)
        self._at = len(self._text) if end < 0 else end

    def _line(self) -> int:
        return self._text.count("\n", 0, self._at) + 1
