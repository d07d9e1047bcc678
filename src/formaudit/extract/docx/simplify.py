"""Make a document's XML say only what is printed, so that the walk over it can be plain.

Each step takes away or moves one thing: tracked deletions, the second copy of a drawing's text, hidden text, field
instructions, readings over characters; runs that look otherwise than plain are set apart; text boxes move behind the
paragraph they hang on; automatic numbers become text. A step runs only where the document holds what it is about.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from lxml import etree
from msgspec import Struct, field

from formaudit.extract.docx import names as n
from formaudit.extract.docx.computed import COMPUTED, mark_computed
from formaudit.extract.docx.dress import dress, needs_dress
from formaudit.extract.docx.found import Found, note_objects
from formaudit.extract.docx.instructions import printed_by, prints
from formaudit.extract.docx.looks import Look
from formaudit.extract.docx.low_rows import doubt_cut_lines
from formaudit.extract.docx.maths import flatten_maths
from formaudit.extract.docx.numbering import MINUS, Numbering
from formaudit.extract.docx.pending import doubt_cells, doubt_samples, figured, moved_up
from formaudit.extract.marks import DOUBTED, marked
from formaudit.patterns import Late

__all__ = ["Means", "simplify"]

_FIGURE: Final = Late(r"[¥￥]?\d[\d,]*(?:\.\d+)?(?:%|万?元)?")
_OFFICE: Final = (
    "http://schemas.microsoft.com/",
    "http://schemas.openxmlformats.org/",
    "http://purl.oclc.org/ooxml/",
    "urn:schemas-microsoft-com:",
)
"""How the names of the dialects begin that the office programs in use know."""
_SPECIAL: Final = (
    *n.PROPERTY_CHANGES,
    *(n.ALTERNATE, n.DEL, n.MOVE_FROM, n.CELL_DEL, n.TXBX, n.RUBY_TEXT, n.FLD_CHAR, n.FLD_SIMPLE, n.MATH),
    *(n.DRAWING, n.PICT, n.OBJECT, n.BDO, n.CONTROL, n.LAYOUT, n.SAMPLE, n.TR_HEIGHT),
    *COMPUTED,
)


class Means(Struct, frozen=True, kw_only=True):
    """What the steps need to know of the document: its lists, the looks of its styles, and which styles shade."""

    numbering: Numbering = field(default_factory=Numbering)
    looks: Mapping[str, Look] = field(default_factory=dict)
    shading: Callable[[], frozenset[str]] = frozenset


def simplify(root: etree._Element, means: Means, found: Found) -> None:
    """Apply all steps to the tree in place; what is no text is noted in ``found``."""
    # A search for names that no part of the document has costs nothing; one for tables would walk through all of it.
    present = {str(element.tag) for element in root.iter(*_SPECIAL)}
    if not present.isdisjoint(n.PROPERTY_CHANGES):
        _remove(root.iter(*n.PROPERTY_CHANGES))
    if n.ALTERNATE in present:
        _choose(root)
    if not present.isdisjoint((n.DEL, n.MOVE_FROM, n.CELL_DEL)):
        found.deleted += sum(1 for text in root.iter(n.DEL_TEXT) if (text.text or "").strip())
        moved = _accept_deletions(root)
        found.deleted += len(moved)
        found.marked = doubt_cells(moved) or found.marked
    if n.SAMPLE in present:
        found.marked = doubt_samples(root) or found.marked
    if not present.isdisjoint((n.DRAWING, n.PICT, n.OBJECT)):
        note_objects(root, found)
    if means.looks or needs_dress(root):
        rows = _hideable_rows(root)
        dress(root, means.looks, means.shading, found.remarks)
        _remove(row for row in rows if not any((text.text or "").strip() for text in row.iter(*n.PRINTED)))
        found.marked = True
    if n.TR_HEIGHT in present or next(root.iter(n.SPACING), None) is not None:
        found.marked = doubt_cut_lines(root) or found.marked
    if not present.isdisjoint(COMPUTED):
        found.marked = mark_computed(root) or found.marked
    if n.MATH in present:
        found.marked = flatten_maths(root) or found.marked
    if not present.isdisjoint((n.BDO, n.LAYOUT)):
        found.marked = _doubt_turned(root) or found.marked
    if n.CONTROL in present:
        found.marked = _doubt_controls(root) or found.marked
    if n.TXBX in present:
        found.marked = _move_boxes(root) or found.marked
    if n.RUBY_TEXT in present:
        _remove(root.iter(n.RUBY_TEXT))
    if n.FLD_SIMPLE in present:
        _say_simple_fields(root, found)
    if n.FLD_CHAR in present:
        _resolve_fields(root, found)
    if means.numbering.lists:
        found.marked = _number(root, means.numbering) or found.marked


def _hideable_rows(root: etree._Element) -> list[etree._Element]:
    """The rows that are said to be hidden and hold words: they are not printed where all their words are hidden too."""
    found: list[etree._Element] = []
    for mark in root.iter(n.W + "hidden"):
        row = next(mark.iterancestors(n.TR), None)
        if row is None or not n.on(mark) or any(n.attr(merge, "val") == "restart" for merge in row.iter(n.V_MERGE)):
            continue
        if any((text.text or "").strip() for text in row.iter(n.T)):
            found.append(row)
    return found


def _remove(elements: Iterable[etree._Element]) -> None:
    for element in list(elements):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)


def _splice(element: etree._Element, children: Iterable[etree._Element]) -> None:
    """Put children in the place of an element."""
    parent = element.getparent()
    if parent is None:
        return
    index = parent.index(element)
    parent[index : index + 1] = list(children)


def _choose(root: etree._Element) -> None:
    """Of alternative contents the first choice counts: producers' fallbacks repeat its text.

    Where only the fallback has words, they are what a reader of the page sees in most programs. A choice for programs
    that know a dialect of somebody else is shown by none of those that are in use.
    """
    for alternate in list(root.iter(n.ALTERNATE)):
        choices = [*alternate.iterfind(n.CHOICE), *alternate.iterfind(n.FALLBACK)]
        choices.sort(key=_is_foreign)
        chosen = next((choice for choice in choices if _worded(choice)), choices[0] if choices else None)
        _splice(alternate, list(chosen) if chosen is not None else [])


def _is_foreign(choice: etree._Element) -> bool:
    """Whether contents ask for a namespace that is none of the office programs' own."""
    asked = (choice.nsmap.get(name, "") for name in choice.get("Requires", "").split())
    return any(space and not space.startswith(_OFFICE) for space in asked)


def _worded(choice: etree._Element) -> bool:
    if any((text.text or "").strip() for text in choice.iter(n.T, n.MATH_TEXT)):
        return True
    return any(path.get("string", "").strip() for path in choice.iter(n.TEXT_PATH))


def _accept_deletions(root: etree._Element) -> list[etree._Element]:
    """Take out what is deleted; the cells that moved up for others in their row alone are returned."""
    moved = moved_up(root)
    gone: list[etree._Element] = []
    joined: list[etree._Element] = []
    for element in root.iter(n.DEL, n.MOVE_FROM, n.CELL_DEL):
        parent = element.getparent()
        above = parent.getparent() if parent is not None else None
        if parent is None:
            continue
        if element.tag == n.CELL_DEL or parent.tag == n.TR_PR:
            gone.extend([] if above is None else [above])
        elif parent.tag == n.R_PR:
            if above is not None and above.tag == n.P_PR:
                joined.extend(parent.iterancestors(n.P))
        else:
            gone.append(element)
    _remove(gone)
    for paragraph in reversed(joined):
        _run_on(paragraph)
    return moved


def _run_on(paragraph: etree._Element) -> None:
    """A paragraph whose end is deleted runs into the next one, which keeps its own properties."""
    following = paragraph.getnext()
    parent = paragraph.getparent()
    if parent is None or following is None or following.tag != n.P:
        return
    at = 1 if following.find(n.P_PR) is not None else 0
    following[at:at] = [child for child in paragraph if child.tag != n.P_PR]
    parent.remove(paragraph)


def _doubt_turned(root: etree._Element) -> bool:
    """Figures said to run from right to left, or set in two lines in one, are not seen as they are stored: doubted."""
    turned = [each for each in root.iter(n.BDO) if n.attr(each, "val") == "rtl"]
    turned += [
        run
        for each in root.iter(n.LAYOUT)
        if n.on_by(each, "combine") and (run := next(each.iterancestors(n.R), None)) is not None
    ]
    turned = [each for each in turned if figured(each.iter(n.T, n.MATH_TEXT))]
    for each in turned:
        each.append(_text(DOUBTED))
    return bool(turned)


def _doubt_controls(root: etree._Element) -> bool:
    """A cell that shows a control may show a figure that only the control holds."""
    runs = [next(each.iterancestors(n.R), None) for each in root.iter(n.CONTROL)]
    inside = [run for run in runs if run is not None and next(run.iterancestors(n.TC), None) is not None]
    for run in inside:
        run.append(_text(DOUBTED))
    return bool(inside)


def _move_boxes(root: etree._Element) -> bool:
    """The content of a text box follows the paragraph it is anchored in. Whether anything is doubted for it.

    A box with a figure in a cell with a figure may lie on it, in its place: nobody knows which of them is seen.
    """
    last: dict[etree._Element, etree._Element] = {}
    doubted = False
    for box in list(root.iter(n.TXBX)):
        anchor = next(box.iterancestors(n.P), None)
        parent = box.getparent()
        if anchor is None or parent is None:
            continue
        cell = next(anchor.iterancestors(n.TC), None)
        parent.remove(box)
        if cell is not None and figured(box.iter(n.T)) and figured(cell.iter(n.T)):
            etree.SubElement(anchor, n.R).append(_text(DOUBTED))
            doubted = True
        for child in list(box):
            last.get(anchor, anchor).addnext(child)
            last[anchor] = child
    return doubted


def _say_simple_fields(root: etree._Element, found: Found) -> None:
    """Fields written as one element: without a result they print what their instruction says, if that is understood."""
    for element in root.iter(n.FLD_SIMPLE):
        if not any((text.text or "").strip() for text in element.iter(*n.PRINTED)):
            run = etree.SubElement(element, n.R)
            run.append(_text(_without_result(n.attr(element, "instr"), found)))


def _without_result(instruction: str, found: Found) -> str:
    """What a field without a stored result prints; a doubt where it prints something that is not known."""
    said = printed_by(instruction)
    if said is not None:
        found.marked = found.marked or marked(said)
        return said
    if not prints(instruction):
        return ""
    found.fields.append(" ".join(instruction.split()))
    found.marked = True
    return DOUBTED


def _resolve_fields(root: etree._Element, found: Found) -> None:
    """Keep the stored results of fields, and show the state of form fields that store none.

    The stack is one paragraph's: a result may run on over paragraphs, an instruction never does.
    """
    paragraphs = dict.fromkeys(next(mark.iterancestors(n.P), root) for mark in root.iter(n.FLD_CHAR))
    for paragraph in paragraphs:
        in_instruction: list[bool] = []
        instructions: list[str] = []
        hidden: list[etree._Element] = []
        said: list[tuple[etree._Element, str]] = []
        for element in paragraph.iter(n.FLD_CHAR, n.INSTR_TEXT, *n.PRINTED):
            if element.tag != n.FLD_CHAR:
                if element.tag == n.INSTR_TEXT or any(in_instruction):
                    if instructions and in_instruction[-1]:
                        instructions[-1] += element.text or ""
                    if element.tag != n.INSTR_TEXT:
                        hidden.append(element)
                continue
            kind = n.attr(element, "fldCharType")
            if kind == "begin":
                state = _form_state(element)
                if state and not any(in_instruction):
                    element.addnext(_text(state))
                    hidden = [other for other in hidden if other is not element.getnext()]
                in_instruction.append(True)
                instructions.append("")
            elif kind == "separate" and in_instruction:
                in_instruction[-1] = False
            elif kind == "end" and in_instruction:
                instruction = instructions.pop()
                if in_instruction.pop():
                    words = _without_result(instruction, found)
                    if any(in_instruction):
                        instructions[-1] += words.replace(DOUBTED, "")
                    elif words:
                        said.append((element, words))
        states = {id(mark.getnext()) for mark in paragraph.iter(n.FLD_CHAR) if _form_state(mark)}
        _remove(element for element in hidden if id(element) not in states)
        for mark, words in said:
            mark.addnext(_text(words))


def _form_state(mark: etree._Element) -> str:
    """What a legacy tick box or drop-down list shows; empty for every other field."""
    box = mark.find(f"{n.W}ffData/{n.W}checkBox")
    if box is not None:
        state = box.find(n.W + "checked")
        return "☑" if n.on(state if state is not None else box.find(n.W + "default")) else "□"
    choices = mark.find(f"{n.W}ffData/{n.W}ddList")
    if choices is None:
        return ""
    chosen = choices.find(n.W + "result")
    chosen = chosen if chosen is not None else choices.find(n.W + "default")
    entries = [n.attr(entry, "val") for entry in choices.iterfind(n.W + "listEntry")]
    index = n.whole(n.attr(chosen, "val")) if chosen is not None else 0
    return entries[index] if 0 <= index < len(entries) else ""


def _number(root: etree._Element, numbering: Numbering) -> bool:
    """Automatic numbers become text; whether one is doubted.

    An empty list paragraph counts, but shows its number only in a cell.
    """
    doubted = False
    for paragraph in root.iter(n.P):
        number = numbering.next(paragraph.find(n.P_PR))
        if not number:
            continue
        if number == MINUS:
            words = "".join(text.text or "" for text in paragraph.iter(n.T)).strip()
            if not _FIGURE.now.fullmatch(words) or next(paragraph.iterancestors(n.TC), None) is None:
                continue
            number = DOUBTED + MINUS  # a word processor makes such lists of figures below nought by itself
            doubted = True
        filled = any(element.tag != n.T or (element.text or "").strip() for element in paragraph.iter(*n.PRINTED))
        if filled or next(paragraph.iterancestors(n.TC), None) is not None:
            run = etree.Element(n.R)
            run.append(_text(number))
            paragraph.insert(1 if paragraph.find(n.P_PR) is not None else 0, run)
    return doubted


def _text(content: str) -> etree._Element:
    element = etree.Element(n.T)
    element.text = content
    return element
