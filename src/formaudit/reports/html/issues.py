"""Causes with their symptoms and repairs, the findings that stand alone, and remarks on form."""

from formaudit.messages import word
from formaudit.model.figure import Figure
from formaudit.model.report import Cause, Finding, Repair, SubmissionReport
from formaudit.reports.arrange import Arrangement, CauseBlock, Numbered, arrange
from formaudit.reports.html.anchors import Anchors, anchor, anchors_of, finding_id
from formaudit.reports.html.crops import crop_html
from formaudit.reports.html.markup import NOTHING, Html, join, link, say, tag
from formaudit.reports.places import places_of, say_place
from formaudit.reports.words import effect_words, kind_words, named, percent, printed, reckoned, standing_words, titled

_BATCH = -1
"""Stands in the names of places for the number of a submission."""
_SHORT = 18
"""A figure fits a narrow column; words take a line of their own."""

__all__ = ["alone_html", "batch_html", "causes_html", "figure_link", "remarks_html"]


def figure_link(anchors: Anchors, figure: Figure) -> Html:
    """A figure's place in words, leading to the place in the documents."""
    where = say_place(anchors.places, figure.place, figure.raw)
    return link(anchor(anchors, figure.place), say(where), class_="place")


def causes_html(anchors: Anchors, arrangement: Arrangement) -> Html:
    """The section of root causes; nothing where there is none."""
    if not arrangement.causes:
        return NOTHING
    lang, name = anchors.places.lang, f"s{anchors.number}causes"
    head = tag("h3", say(word("report.causes", lang)), id=name)
    note = tag("p", say(word("report.causes.note", lang)), class_="quiet")
    blocks = [_cause(anchors, block) for block in arrangement.causes]
    return tag("section", head, note, *blocks, aria_labelledby=name)


def _cause(anchors: Anchors, block: CauseBlock) -> Html:
    lang, cause = anchors.places.lang, block.cause
    title = say(f"{word('report.cause', lang, id=cause.id)} · {kind_words(cause.kind, lang)}")
    certainty = tag("span", say(word("report.certainty", lang, percent=percent(cause.confidence))), class_="quiet")
    others = [
        tag("p", link(finding_id(anchors.number, number), say(word("page.same-as", lang, number=str(number)))))
        for number in block.others
    ]
    return tag(
        "article",
        tag("h4", title, say(" "), certainty),
        tag("p", say(cause.message)),
        _repairs(anchors, cause),
        tag("p", tag("b", say(word("report.explains", lang, count=str(len(block.findings)))))),
        *[_symptom(anchors, item) for item in block.findings],
        *others,
        class_="cause",
    )


def _repairs(anchors: Anchors, cause: Cause) -> Html:
    if not cause.repairs:
        return NOTHING
    lang = anchors.places.lang
    head = tag("p", tag("b", say(word("report.repairs", lang))))
    return join([head, tag("ul", *[_repair(anchors, repair) for repair in cause.repairs], class_="repairs")])


def _repair(anchors: Anchors, repair: Repair) -> Html:
    lang = anchors.places.lang
    blank = word("report.repair.blank", lang)
    change = join(
        [
            tag("del", say(repair.printed or blank)),
            Html(' <span aria-hidden="true">→</span> '),
            tag("ins", say(repair.restored or blank)),
        ]
    )
    where = link(anchor(anchors, repair.place), say(say_place(anchors.places, repair.place)), class_="place")
    parts = [tag("span", say(repair.label), class_="what"), tag("span", change, class_="change"), where]
    if repair.constraints:
        reasons = [tag("li", say(text)) for text in repair.constraints]
        parts.append(
            tag("div", tag("span", say(word("report.constraints", lang)), class_="quiet"), tag("ul", *reasons))
        )
    return tag("li", *parts)


def remarks_html(anchors: Anchors, arrangement: Arrangement) -> Html:
    """The section of remarks on form and wording; nothing where there is none."""
    if not arrangement.form_remarks:
        return NOTHING
    lang, name = anchors.places.lang, f"s{anchors.number}form"
    head = tag("h3", say(word("report.form-remarks", lang)), id=name)
    items = [_single(anchors, item) for item in arrangement.form_remarks]
    return tag("section", head, *items, aria_labelledby=name)


def alone_html(anchors: Anchors, arrangement: Arrangement) -> Html:
    """The section of findings that no cause explains, but for those on form."""
    lang, name = anchors.places.lang, f"s{anchors.number}alone"
    head = tag("h3", say(word("report.alone", lang)), id=name)
    items = [_single(anchors, item) for item in arrangement.substance]
    note = "report.alone.note" if items else "report.none-alone"
    items.insert(0, tag("p", say(word(note, lang)), class_="quiet"))
    return tag("section", head, *items, aria_labelledby=name)


def batch_html(batch: SubmissionReport, lang: str) -> Html:
    """The section of what only laying the units beside each other shows; nothing where it shows nothing."""
    arrangement = arrange(batch)
    if not arrangement.all:
        return NOTHING
    anchors = anchors_of(_BATCH, batch, arrangement, (), places_of(batch, lang))
    head = tag("h2", say(batch.unit), id=f"s{_BATCH}")
    note = tag("p", say(word("report.batch.note", lang)), class_="quiet")
    items = [_single(anchors, item) for item in arrangement.all]
    return tag("section", head, note, *items, aria_labelledby=f"s{_BATCH}", class_="submission")


def _tags(item: Numbered, lang: str) -> Html:
    """The small words before a finding's title: number, severity, nature, check."""
    finding = item.finding
    return join(
        [
            tag("span", say(str(item.number)), class_="no"),
            tag("span", say(word(f"severity.{finding.severity}", lang)), class_="sev"),
            tag("span", say(word(f"nature.{finding.nature}", lang)), class_="nat"),
            tag("span", say(finding.check), class_="chk"),
            *(tag("span", say(text), class_="nat") for text in _marks(finding, lang)),
        ]
    )


def _marks(finding: Finding, lang: str) -> list[str]:
    """What a person decided of it, and what became of it since a baseline."""
    change = [named("change", finding.change, lang)] if finding.change else []
    return [text for text in (standing_words(finding, lang),) if text] + change


def _symptom(anchors: Anchors, item: Numbered) -> Html:
    """A finding that follows from a cause: one line, unfolded by the reader."""
    lang, finding = anchors.places.lang, item.finding
    calculation = tag("span", say(finding.calculation), class_="calc") if finding.calculation else NOTHING
    head = tag("summary", _tags(item, lang), say(" "), tag("span", say(finding.title), class_="title"), calculation)
    return tag("details", head, _body(anchors, item), **_attributes(anchors, item))


def _single(anchors: Anchors, item: Numbered) -> Html:
    lang = anchors.places.lang
    head = tag("h4", _tags(item, lang), say(" "), tag("span", say(titled(item.finding, lang)), class_="title"))
    return tag("article", head, _body(anchors, item), **_attributes(anchors, item))


def _attributes(anchors: Anchors, item: Numbered) -> dict[str, str | int | bool | None]:
    """What the filter needs."""
    return {
        "class_": f"finding {item.finding.severity}",
        "id": finding_id(anchors.number, item.number),
        "tabindex": -1,
        "data_severity": item.finding.severity.value,
        "data_nature": item.finding.nature.value,
        "data_cause": f"{anchors.number}:{item.cause}" if item.cause else "",
    }


def _body(anchors: Anchors, item: Numbered) -> Html:
    lang, finding = anchors.places.lang, item.finding
    parts = []
    if finding.message and finding.message != finding.title:
        parts.append(tag("p", say(finding.message)))
    figures = [
        _figure(anchors, figure, suspect=position < finding.suspects) for position, figure in enumerate(finding.figures)
    ]
    parts.append(tag("ul", *figures, class_="figures", aria_label=word("report.figures", lang)))
    pairs = [
        (reckoned(finding.calculation), finding.calculation, "calc"),
        ("report.effect", effect_words(finding.effect, lang), ""),
        ("report.basis", word("place.semicolon", lang).join(finding.basis), ""),
        ("report.question", finding.question, "ask"),
    ]
    told = [
        join([tag("dt", say(word(key, lang))), tag("dd", say(text), class_=kind or None)])
        for key, text, kind in pairs
        if text
    ]
    certainty = word("report.certainty", lang, percent=percent(finding.confidence))
    foot = tag("p", say(f"{certainty} · "), tag("code", say(finding.id)), class_="foot")
    return join([*parts, tag("dl", *told) if told else NOTHING, foot])


def _figure(anchors: Anchors, figure: Figure, *, suspect: bool) -> Html:
    lang = anchors.places.lang
    role = "suspect" if suspect else "evidence"
    said = printed(figure, lang)
    return tag(
        "li",
        tag("span", say(word(f"role.{role}", lang)), class_="role"),
        tag("span", say(figure.label), class_="what"),
        tag("b", say(said), class_="raw"),
        figure_link(anchors, figure),
        crop_html(anchors, figure) if suspect else NOTHING,
        class_=role if len(said) <= _SHORT else f"{role} long",
    )
