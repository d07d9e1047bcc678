"""Any report that the types allow, for property tests."""

from hypothesis import strategies as st

from formaudit.model.cause_kind import CauseKind
from formaudit.model.document import Source
from formaudit.model.figure import Figure, State
from formaudit.model.form_kind import FormKind
from formaudit.model.place import Place
from formaudit.model.report import (
    AuditReport,
    Cause,
    ChainNode,
    Coverage,
    FileEntry,
    FileError,
    Finding,
    FormEntry,
    LedgerRow,
    Repair,
    SubmissionReport,
    Tick,
    Undecided,
)
from formaudit.model.verdict import Effect, Nature, Severity

text = st.text(alphabet=st.characters(codec="utf-8"), max_size=8)
count = st.integers(0, 10**6)
index = st.integers(0, 5)
confidence = st.floats(0, 1)
decimal = st.decimals(allow_nan=False, allow_infinity=False, places=2)
measure = st.floats(-1e4, 1e4)
few_texts = st.lists(text, max_size=2).map(tuple)

place = st.builds(
    Place,
    file=index,
    form=st.none() | st.sampled_from(FormKind),
    form_index=st.none() | index,
    table=st.none() | index,
    row=st.none() | index,
    col=st.none() | index,
    page=st.none() | index,
    bbox=st.none() | st.tuples(measure, measure, measure, measure),
    paragraph=st.none() | index,
    span=st.none() | st.tuples(index, index),
    line=st.none() | index,
)
figure = st.builds(
    Figure,
    key=text,
    label=text,
    raw=text,
    value=st.none() | decimal,
    unit=text,
    decimals=index,
    state=st.sampled_from(State),
    place=place,
    confidence=confidence,
    comparison=st.sampled_from(["", "≥"]),
)
figures = st.lists(figure, max_size=2).map(tuple)
findings = st.lists(
    st.builds(
        Finding,
        id=st.uuids().map(str),
        check=st.sampled_from(["T01", "X02", "N01"]),
        name=text,
        severity=st.sampled_from(Severity),
        nature=st.sampled_from(Nature),
        confidence=confidence,
        cause=st.none() | text,
        title=text,
        message=text,
        calculation=text,
        basis=few_texts,
        question=text,
        effect=st.none() | st.builds(Effect, money=st.none() | decimal, score=st.none() | decimal),
        figures=st.lists(figure, min_size=1, max_size=3).map(tuple),
        suspects=st.just(1),
    ),
    max_size=3,
    unique_by=lambda finding: finding.id,
).map(tuple)
cause = st.builds(
    Cause,
    id=text,
    kind=st.sampled_from(CauseKind),
    message=text,
    findings=few_texts,
    repairs=st.lists(
        st.builds(Repair, place=place, label=text, printed=text, restored=text, constraints=few_texts), max_size=2
    ).map(tuple),
    confidence=confidence,
)
node = st.recursive(
    st.builds(ChainNode, label=text, figure=st.none() | figure, state=st.sampled_from(["", "holds", "broken"])),
    lambda inner: st.builds(ChainNode, label=text, figure=st.none(), children=st.lists(inner, max_size=2).map(tuple)),
    max_leaves=4,
)
submission = st.builds(
    SubmissionReport,
    id=text,
    unit=text,
    year=st.none() | st.integers(2000, 2100),
    files=st.lists(
        st.builds(
            FileEntry,
            source=st.builds(Source, path=text, sha256=text, format=text, pages=st.none() | index, member=text),
            warnings=few_texts,
        ),
        max_size=2,
    ).map(tuple),
    forms=st.lists(
        st.builds(
            FormEntry,
            form=st.sampled_from(FormKind),
            index=index,
            title=text,
            file=index,
            tables=st.lists(index, max_size=2).map(tuple),
            confidence=confidence,
            name=text,
            note=text,
        ),
        max_size=3,
    ).map(tuple),
    findings=findings,
    causes=st.lists(cause, max_size=2).map(tuple),
    ticks=st.lists(st.builds(Tick, check=text, figures=figures, calculation=text, note=text), max_size=2).map(tuple),
    undecided=st.lists(st.builds(Undecided, check=text, reason=text, figures=figures), max_size=2).map(tuple),
    coverage=st.builds(Coverage, figures=count, tied=count, contradicted=count, untested=count),
    ledger=st.lists(
        st.builds(LedgerRow, check=text, name=text, holds=count, broken=count, undecided=count, not_applicable=count),
        max_size=2,
    ).map(tuple),
    chain=st.lists(node, max_size=2).map(tuple),
)
report = st.builds(
    AuditReport,
    version=text,
    profile=text,
    checks=count,
    lang=st.sampled_from(["zh", "en"]),
    verdict=st.sampled_from(["clean", "findings", "incomplete"]),
    submissions=st.lists(submission, max_size=2).map(tuple),
    errors=st.lists(st.builds(FileError, file=text, code=text, message=text, remedy=text), max_size=2).map(tuple),
)
