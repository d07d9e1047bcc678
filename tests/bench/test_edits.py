from formaudit.bench.edits import Edit, apply_edits, reprint, spot_of, text_at, token_of
from tests.bench.bases import base


def test_a_reprinted_figure_changes_its_cell_and_nothing_else() -> None:
    clean = base("seed-clean")
    figure = next(clean.covered("万元"))
    edit = reprint(clean.documents, figure, "987654.3")
    assert edit is not None
    changed = apply_edits(clean.documents, [edit])
    assert text_at(changed, spot_of(figure.place)) == edit.after
    assert "987654.3" in str(edit.after)
    cells = [
        (before.text, after.text)
        for one, other in zip(clean.documents, changed, strict=True)
        for table, twin in zip(one.tables, other.tables, strict=True)
        for before, after in zip(table, twin, strict=True)
        if before.text != after.text
    ]
    assert cells == [(edit.before, edit.after)]


def test_reprinting_what_stands_there_is_no_edit() -> None:
    clean = base("seed-clean")
    figure = next(clean.covered("万元"))
    found = token_of(clean.documents, figure)
    assert found is not None
    text, start, end = found
    assert reprint(clean.documents, figure, text[start:end]) is None


def test_a_figure_of_the_text_is_changed_inside_its_own_span() -> None:
    clean = base("seed-clean")
    figure = next(one for one in clean.figures if one.place.paragraph is not None and one.unit == "万元")
    edit = reprint(clean.documents, figure, "0.77")
    assert edit is not None
    assert figure.place.span is not None
    assert edit.before[: figure.place.span[0]] == str(edit.after)[: figure.place.span[0]]


def test_a_paragraph_and_a_table_can_be_taken_out() -> None:
    clean = base("seed-clean")
    document = next(number for number, one in enumerate(clean.documents) if one.tables and one.paragraphs)
    gone = apply_edits(
        clean.documents,
        [
            Edit(spot=(document, None, None, None, 0), before="", after=None),
            Edit(spot=(document, 0, None, None, None), before="", after=None),
        ],
    )
    assert len(gone[document].blocks) == len(clean.documents[document].blocks) - 2
    assert text_at(gone, (document, 0, 0, 0, None)) is None
