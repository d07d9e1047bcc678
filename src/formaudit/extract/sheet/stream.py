"""XML of a spreadsheet read element by element, so that a long sheet is never held as a tree."""

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from formaudit.errors import InputError

__all__ = ["local", "stream"]


def stream(data: bytes, tags: tuple[str, ...], file: str) -> Iterator[etree._Element]:
    """The elements with these tags as they end, each emptied once the caller has gone on.

    Entities are not resolved and nothing is fetched.

    Raises:
        InputError: ``damaged`` for XML that breaks off or is none.

    """
    try:
        walker = etree.iterparse(
            BytesIO(data),
            events=("end",),
            tag=tags,
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        for _, element in walker:
            yield element
            element.clear()
            parent = element.getparent()
            if parent is not None:
                while element.getprevious() is not None:
                    del parent[0]
    except etree.XMLSyntaxError as error:
        raise InputError("damaged", file, str(error)) from error


def local(element: etree._Element) -> str:
    """The name of an element without its namespace: strict and transitional files differ only in that."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
