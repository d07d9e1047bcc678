"""All that a record holds, a line for each record in it: its texts and figures with their places, and what lies below."""

from collections.abc import Iterator

from msgspec import Struct

from formaudit.model.cells import TextCell
from formaudit.model.document import Source
from formaudit.model.figure import Figure, State
from formaudit.model.place import Place

__all__ = ["figure_line", "record_lines"]

_SILENT = frozenset({"document", "key", "label", "parent"})


def figure_line(one: Figure) -> str:
    """What was printed, what was read, in which unit, as exactly as it stands there; then its place."""
    read = "" if one.value is None else f"={one.value.normalize():f}"
    state = "" if one.state is State.FILLED else f" {one.state.value}"
    readings = "".join(f" or {each.value.normalize():f}{each.unit}.{each.decimals}" for each in one.readings)
    sure = "" if one.confidence == 1 else f" ?{one.confidence:.2f}"
    return f"{one.raw!r}{state} {one.comparison}{read}{one.unit}.{one.decimals}{readings}{sure}{_place(one.place)}".replace(
        " =", "="
    )


def _place(place: Place) -> str:
    spot = f"{place.table}.{place.row}.{place.col}" if place.table is not None else f"¶{place.paragraph}"
    return f"@{spot}" + ("" if place.span is None else f":{place.span[0]}-{place.span[1]}")


def record_lines(value: Struct, path: str, above: tuple[str, ...] = ()) -> Iterator[str]:
    """The lines of a record: its own first, then those of the records in it."""
    own: list[str] = []
    below: list[tuple[str, Struct, tuple[str, ...]]] = []
    for name in value.__struct_fields__:
        if name not in _SILENT:
            _take(name, getattr(value, name), own, below)
    parent = getattr(value, "parent", None)
    inside = f" below {above[parent]}" if isinstance(parent, int) and parent < len(above) else ""
    yield f"{path}{inside}: {'; '.join(own)}"
    for name, each, names in below:
        yield from record_lines(each, f"{path}.{name}", names)


def _take(name: str, value: object, own: list[str], below: list[tuple[str, Struct, tuple[str, ...]]]) -> None:
    match value:
        case None | "" | 0 | False | () | Source():
            return
        case Place():
            own.append(f"{name}{_place(value)}")
        case Figure():
            own.append(f"{name} {figure_line(value)}")
        case TextCell():
            if value.text or value.place.table is not None:
                own.append(f"{name} {value.text!r}{_place(value.place)}")
        case Struct():
            below.append((name, value, ()))
        case tuple() | list() if all(
            isinstance(each, Struct) and not isinstance(each, Figure | TextCell) for each in value
        ):
            names = tuple(str(getattr(each, "name", "")) for each in value)
            below.extend((f"{name}[{at}]", each, names) for at, each in enumerate(value))
        case tuple() | list() | frozenset():
            many = sorted(map(str, value)) if isinstance(value, frozenset) else value
            own.append(f"{name} [{', '.join(map(_part, many))}]")
        case _:
            own.append(f"{name} {value}")


def _part(value: object) -> str:
    match value:
        case Figure():
            return figure_line(value)
        case TextCell():
            return f"{value.text!r}{_place(value.place)}"
        case tuple() | list():
            return f"[{', '.join(map(_part, value))}]"
        case None:
            return "—"
        case _:
            return str(value)
