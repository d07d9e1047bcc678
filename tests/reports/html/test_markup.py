from hypothesis import given
from hypothesis import strategies as st

from formaudit.reports.html.markup import join, link, say, tag, void
from tests.reports.html.pages import parse


def test_text_is_escaped_for_content_and_attributes() -> None:
    assert say('<b title="a">\'&') == "&lt;b title=&quot;a&quot;&gt;&#x27;&amp;"
    assert tag("p", title='" onclick="x') == '<p title="&quot; onclick=&quot;x"></p>'


def test_attributes_are_named_without_underscores_and_left_out_when_empty() -> None:
    assert tag("td", say("a"), class_="hit", data_cause="C1", colspan=2, id=None, hidden=False) == (
        '<td class="hit" data-cause="C1" colspan="2">a</td>'
    )
    assert void("input", hidden=True, value="") == '<input hidden value="">'


def test_a_link_without_a_target_is_no_link() -> None:
    assert link("", say("附件2")) == "附件2"
    assert link("", say("附件2"), class_="place") == '<span class="place">附件2</span>'
    assert link("s0", say("附件2")) == '<a href="#s0">附件2</a>'


@given(st.lists(st.text(alphabet=st.characters(), max_size=20), max_size=4))
def test_no_text_makes_a_tag(texts: list[str]) -> None:
    page = parse(tag("p", join([tag("b", say(text), title=text) for text in texts])))
    assert page.names == ["p", *["b"] * len(texts)]
    assert page.unclosed == []
