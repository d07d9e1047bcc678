"""Letters and what becomes of them: written from confirmed matters, looked at, changed, issued, answered, closed."""

import datetime as dt
from typing import Final

from msgspec.structs import replace
from starlette.responses import Response

from formaudit.decisions.apply import standing_of
from formaudit.errors import UsageError
from formaudit.letters.build import build_letter
from formaudit.letters.choose import tells_own
from formaudit.letters.letter import Kind, Letter, LetterFault, Party
from formaudit.letters.write import letter_bytes
from formaudit.model.decision import Standing
from formaudit.reports.arrange import Numbered
from formaudit.web.call import Call, Page
from formaudit.web.cases import Case, case_of, row_of
from formaudit.web.dispatch import State, file_of, issue, one, proof_of, register, register_file, settle
from formaudit.web.edited import Fault, edited, faults_of
from formaudit.web.guard import Refused

__all__ = ["PAGES"]

_KINDS: Final = (Kind.INQUIRY, Kind.RECTIFICATION, Kind.EVIDENCE_SHEET, Kind.WORKING_PAPER, Kind.RECEIPT)
_DAYS: Final = 7
_MOST_DAYS: Final = 365
_DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MAY: Final = frozenset({Standing.CONFIRMED, Standing.OPEN})


def listing(call: Call) -> Response:
    """The register."""
    index = call.desk.index()
    with call.desk.store() as store:
        letters = register(store)
    tokens = {each.id: index.rows[number].token for each in letters
              if (number := index.by_key.get((each.root, each.submission))) is not None}  # fmt: skip
    today = call.desk.today()
    late = sum(each.overdue(today) for each in letters)
    return call.page("letters.html", letters=letters, tokens=tokens, today=today, late=late)


def listing_file(call: Call) -> Response:
    """The register as a file for a spreadsheet."""
    with call.desk.store() as store:
        data = register_file(register(store), call.lang)
    return Response(
        data,
        media_type="text/csv; charset=utf-8",
        headers={"content-disposition": 'attachment; filename="letters.csv"'},
    )


def draft(call: Call) -> Response:
    """A letter about a submission before anything is decided of it."""
    return _draft(call)


def _draft(call: Call, faults: tuple[Fault, ...] = (), status: int = 200) -> Response:
    index, number = row_of(call)
    case = case_of(call, index, number)
    if case is None:
        raise Refused(404, "web.refused.gone")
    kind = _kind(call)
    offered = _offered(case, kind)
    picked = _picked(call, offered)
    letter: Letter | None = None
    was: Letter | None = None
    if picked:
        was = _letter(call, case, kind, picked)
        letter = edited(was, call.form) if was is not None and call.said("kind") == call.said("was") else was
    with call.desk.store() as store:
        before = [each for each in register(store) if (each.root, each.submission) == (case.row.root, case.row.key)]
    return call.page(
        "letter.html", status, row=case.row, kind=kind, kinds=_KINDS, offered=offered, picked=picked, letter=letter,
        faults=faults or (faults_of(letter, was) if letter is not None and was is not None else ()), before=before,
        typed=call.form, days=_days(call), today=call.desk.today().isoformat(),
        due=_due(call).isoformat(), confirmed=sum(state is Standing.CONFIRMED for _, state in offered),
    )  # fmt: skip


def _kind(call: Call) -> Kind:
    text = call.said("kind") or call.query.get("kind", "")
    return Kind(text) if text in {kind.value for kind in Kind} else Kind.INQUIRY


def _offered(case: Case, kind: Kind) -> list[tuple[Numbered, Standing]]:
    """The findings that may go into a letter of a kind: what was confirmed; in an inquiry what is open too."""
    may = _MAY if kind is Kind.INQUIRY else frozenset({Standing.CONFIRMED})
    found: list[tuple[Numbered, Standing]] = []
    for item in case.arrangement.all:
        state = standing_of(item.finding, case.report.decided_on)
        if state in may and tells_own(item.finding, case.submission):
            found.append((item, state))
    return found


def _picked(call: Call, offered: list[tuple[Numbered, Standing]]) -> frozenset[str]:
    """What was ticked; by itself all that is confirmed."""
    ids = {item.finding.id: state for item, state in offered}
    if "chosen" in call.form:
        return frozenset(call.form.get("matter", ())) & frozenset(ids)
    return frozenset(id_ for id_, state in ids.items() if state is Standing.CONFIRMED)


def _letter(call: Call, case: Case, kind: Kind, picked: frozenset[str]) -> Letter | None:
    told = replace(case.submission, findings=tuple(each for each in case.submission.findings if each.id in picked))
    report = replace(case.report, submissions=(told,))
    party = Party(
        sender=call.said("sender", 60), number=call.said("reference", 60), contact=call.said("contact", 40),
        phone=call.said("phone", 40), days=_days(call),
        date=_day(call.said("issued")) if call.form else call.desk.today(),
    )  # fmt: skip
    try:
        return build_letter(report, told, kind, party, all_open=kind is Kind.INQUIRY)
    except UsageError:
        return None


def _days(call: Call) -> int:
    text = call.said("days")
    return min(max(int(text), 1), _MOST_DAYS) if text.isascii() and text.isdigit() and len(text) < 5 else _DAYS


def _due(call: Call) -> dt.date:
    """The day given, else so many days on from the letter's own, weekends left out."""
    given = _day(call.said("due"))
    if given is not None:
        return given
    day, left = _day(call.said("issued")) or call.desk.today(), _days(call)
    while left:
        day += dt.timedelta(days=1)
        left -= day.weekday() < 5
    return day


def _day(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def send(call: Call) -> Response:
    """Look at it again with what was changed, or issue it."""
    if call.said("act") != "issue":
        return _draft(call)
    index, number = row_of(call)
    case = case_of(call, index, number)
    if case is None:
        raise Refused(404, "web.refused.gone")
    kind = _kind(call)
    picked = _picked(call, _offered(case, kind))
    was = _letter(call, case, kind, picked) if picked else None
    if was is None or not picked:
        return _draft(call, (Fault(kind="web.letter.fault.empty", detail=""),), 422)
    letter = edited(was, call.form)
    faults = faults_of(letter, was)
    if not letter.party.number:
        faults = (*faults, Fault(kind="web.letter.fault.reference", detail=""))
    if faults:
        return _draft(call, faults, 422)
    try:
        data = letter_bytes(letter)
    except LetterFault as fault:
        return _draft(call, (Fault(kind="web.letter.fault.readback", detail=str(fault)[:200]),), 422)
    how = {"issued": (letter.party.date or call.desk.today()).isoformat(), "due": _due(call).isoformat()}
    id_ = call.desk.locked(lambda store: issue(store, case.row, letter, data, how, call.who))
    return call.to(f"/letters/{id_}")


def look(call: Call) -> Response:
    """A letter that was issued, and what became of it."""
    return _look(call)


def _look(call: Call, status: int = 200) -> Response:
    index = call.desk.index()
    with call.desk.store() as store:
        letter = one(store, str(call.path["id"]))
        if letter is None:
            raise Refused(404, "web.refused.gone")
        tokens = {(letter.root, letter.submission): index.rows[number].token} if (
            number := index.by_key.get((letter.root, letter.submission))) is not None else {}  # fmt: skip
        proof = proof_of(store, letter, tokens)
    today = call.desk.today()
    return call.page(
        "dispatch.html", status, letter=letter, proof=proof, token=next(iter(tokens.values()), ""), today=today,
        overdue=letter.overdue(today), open=sum(each.there for each in proof), wanting=status == 422,
    )  # fmt: skip


def follow(call: Call) -> Response:
    """The unit has answered; or the matter is closed, which needs words where something is still found."""
    with call.desk.store() as store:
        letter = one(store, str(call.path["id"]))
    if letter is None:
        raise Refused(404, "web.refused.gone")
    state, text = call.said("act"), call.said("text")
    if state not in (State.ANSWERED, State.CLOSED) or letter.state == State.CLOSED:
        raise Refused(400, "web.refused.form")
    if not text:
        return _look(call, 422)
    day = (_day(call.said("day")) or call.desk.today()).isoformat()
    if letter.state != call.said("was"):
        return _look(call, 409)
    done = call.desk.locked(lambda store: settle(store, letter, state, text, day, call.who))
    return call.to(f"/letters/{letter.id}") if done else _look(call, 409)


def download(call: Call) -> Response:
    """The file that was issued, byte for byte."""
    with call.desk.store() as store:
        letter = one(store, str(call.path["id"]))
        data = file_of(store, str(call.path["id"]))
    if letter is None or data is None:
        raise Refused(404, "web.refused.gone")
    return Response(data, media_type=_DOCX, headers={"content-disposition": f'attachment; filename="{letter.file}"'})


PAGES: Final = (
    Page(path="/letters", show=listing),
    Page(path="/letters.csv", show=listing_file),
    Page(path="/letters/{id}", show=look, send=follow),
    Page(path="/letters/{id}/letter.docx", show=download),
    Page(path="/letter/{token}", show=draft, send=send),
)
