"""Places in web pages, web archives and mails: what a browser or a mail program shows beside the text."""

import base64
from collections.abc import Callable
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from benchmarks.hidden.content import Load, host, picture

__all__ = ["ARCHIVES", "MAILS", "PLACES", "archived", "mailed"]

Make = Callable[[Load, str], bytes]


def _page(load: Load) -> str:
    return next(iter(host(load, "html").values())).decode()


def _put(load: Load, inner: str, head: str = "") -> bytes:
    return _page(load).replace("</body>", f"{inner}</body>").replace("</head>", f"{head}</head>").encode()


def _wrapped(before: str, after: str, head: str = "") -> Make:
    return lambda load, _: _put(load, before + load.html + after, head)


def _words(load: Load) -> str:
    return "\n".join(load.lines)


def _inner_page(load: Load, _: str) -> bytes:
    source = quoteattr(f"<html><body>{load.html}</body></html>")
    return _put(load, f"<iframe srcdoc={source}></iframe>")


def _data_page(load: Load, _: str) -> bytes:
    code = base64.b64encode(f"<html><meta charset=utf-8><body>{load.html}</body></html>".encode()).decode()
    return _put(load, f'<iframe src="data:text/html;base64,{code}"></iframe>')


def _image(attributes: str) -> Make:
    def make(load: Load, font: str) -> bytes:
        code = base64.b64encode(picture(load, font)).decode()
        return _put(load, f'<p><img {attributes} src="data:image/png;base64,{code}"></p>')

    return make


def _background(load: Load, font: str) -> bytes:
    code = base64.b64encode(picture(load, font)).decode()
    return _put(
        load, f'<div style="width:1000px;height:600px;background-image:url(data:image/png;base64,{code})"></div>'
    )


def _svg(load: Load, _: str) -> bytes:
    lines = "".join(f'<text x="10" y="{20 * at}">{escape(line)}</text>' for at, line in enumerate(load.lines, start=1))
    return _put(load, f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="600">{lines}</svg>')


def _svg_foreign(load: Load, _: str) -> bytes:
    return _put(
        load, f'<svg width="900" height="600"><foreignObject width="900" height="600">{load.html}</foreignObject></svg>'
    )


def _svg_image(load: Load, _: str) -> bytes:
    lines = "".join(f'<text x="10" y="{20 * at}">{escape(line)}</text>' for at, line in enumerate(load.lines, start=1))
    code = base64.b64encode(f'<svg xmlns="http://www.w3.org/2000/svg">{lines}</svg>'.encode()).decode()
    return _put(load, f'<img width="900" height="600" src="data:image/svg+xml;base64,{code}">')


def _attribute(pattern: str) -> Make:
    return lambda load, _: _put(load, pattern.format(quoteattr(_words(load))))


def _generated(load: Load, _: str) -> bytes:
    words = _words(load).replace("\n", "\\A ").replace('"', "")
    return _put(load, '<p class="note"></p>', f'<style>.note::before{{content:"{words}"}}</style>')


PLACES: Final[dict[str, Make]] = {
    "details": _wrapped("<details><summary>附表</summary>", "</details>"),
    "inner-page": _inner_page,
    "data-page": _data_page,
    "image": _image('width="900"'),
    "image-plain": _image(""),
    "background": _background,
    "svg": _svg,
    "svg-foreign": _svg_foreign,
    "svg-image": _svg_image,
    "display-none": _wrapped('<div style="display:none">', "</div>"),
    "visibility": _wrapped('<div style="visibility:hidden">', "</div>"),
    "white": _wrapped('<div style="color:#fff">', "</div>"),
    "noscript": _wrapped("<noscript>", "</noscript>"),
    "template": _wrapped("<template>", "</template>"),
    "object": _wrapped('<object data="a.swf">', "</object>"),
    "dialog": _wrapped("<dialog open>", "</dialog>"),
    "field": _attribute("<form><input name='a' type='text' value={}></form>"),
    "text-area": lambda load, _: _put(load, f"<textarea>{escape(_words(load))}</textarea>"),
    "choice": lambda load, _: _put(
        load, f"<select><option>其他</option><option selected>{escape(_words(load))}</option></select>"
    ),
    "title": _attribute("<p title={}>见提示</p>"),
    "generated": _generated,
    "slot": _wrapped("<my-table>", "</my-table>"),
}


def _part(kind: str, content: bytes, more: str = "") -> bytes:
    return (
        f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: base64\r\n{more}\r\n".encode()
        + base64.encodebytes(content)
        + b"\r\n"
    )


def _message(kind: str, *parts: bytes) -> bytes:
    head = f'From: a@example.org\r\nSubject: a\r\nMIME-Version: 1.0\r\nContent-Type: {kind}; boundary="b"\r\n\r\n'
    return head.encode() + b"".join(parts) + b"--b--\r\n"


def _named(name: str) -> str:
    code = base64.b64encode(name.encode()).decode()
    return f'Content-Disposition: attachment; filename="=?utf-8?B?{code}?="\r\n'


def mailed(load: Load, *, openly: bool = False) -> bytes:
    """The submission as a mail: a page in its text."""
    page = next(iter(host(load, "html", openly=openly).values()))
    return _message("multipart/mixed", _part("text/html; charset=utf-8", page))


def _mail(*more: Callable[[Load, str], bytes]) -> Make:
    def make(load: Load, font: str) -> bytes:
        own = _part("text/html; charset=utf-8", _page(load).encode())
        return _message("multipart/mixed", own, *(each(load, font) for each in more))

    return make


def _hidden_page(load: Load) -> bytes:
    return f"<html><meta charset=utf-8><body>{load.html}</body></html>".encode()


def _inner_mail(load: Load, _: str) -> bytes:
    inner = (
        _message("multipart/mixed", _part("text/html; charset=utf-8", _hidden_page(load)))
        .replace(b"--b", b"--c")
        .replace(b'"b"', b'"c"')
    )
    return b"--b\r\nContent-Type: message/rfc822\r\n\r\n" + inner + b"\r\n"


MAILS: Final[dict[str, Make]] = {
    "attached-docx": _mail(lambda load, _: _part("application/octet-stream", load.docx, _named("附表.docx"))),
    "attached-html": _mail(lambda load, _: _part("text/html; charset=utf-8", _hidden_page(load), _named("附表.html"))),
    "second-page": _mail(lambda load, _: _part("text/html; charset=utf-8", _hidden_page(load))),
    "text-part": _mail(lambda load, _: _part("text/plain; charset=gb2312", _words(load).encode("gb18030"))),
    "image-part": _mail(
        lambda load, font: _part("image/png", picture(load, font), 'Content-Disposition: inline; filename="t.png"\r\n')
    ),
    "inner-mail": _mail(_inner_mail),
    "calendar": _mail(
        lambda load, _: _part(
            "text/calendar; charset=utf-8", f"BEGIN:VEVENT\r\nDESCRIPTION:{_words(load)}\r\nEND:VEVENT".encode()
        )
    ),
}


def archived(load: Load, *, openly: bool = False) -> bytes:
    """The submission as a web archive."""
    page = next(iter(host(load, "html", openly=openly).values()))
    return _message(
        "multipart/related", _part("text/html; charset=utf-8", page, "Content-Location: http://example.org/a.html\r\n")
    )


def _archive(
    page: Callable[[Load], str], kind: str, content: Callable[[Load, str], bytes], place: str = "http://example.org/b"
) -> Make:
    def make(load: Load, font: str) -> bytes:
        own = _put(load, page(load))
        return _message(
            "multipart/related",
            _part("text/html; charset=utf-8", own, "Content-Location: http://example.org/a.html\r\n"),
            _part(kind, content(load, font), f"Content-Location: {place}\r\nContent-ID: <b@x>\r\n"),
        )

    return make


ARCHIVES: Final[dict[str, Make]] = {
    "inner-page": _archive(
        lambda _: '<iframe src="b"></iframe>', "text/html; charset=utf-8", lambda load, _: _hidden_page(load)
    ),
    "inner-page-id": _archive(
        lambda _: '<iframe src="cid:b@x"></iframe>', "text/html; charset=utf-8", lambda load, _: _hidden_page(load)
    ),
    "image": _archive(lambda _: '<img src="b" width="900" height="600">', "image/png", picture),
    "image-plain": _archive(lambda _: '<img src="cid:b@x">', "image/png", picture),
    "object": _archive(
        lambda _: "", "application/octet-stream", lambda load, _: load.docx, "http://example.org/附表.docx"
    ),
}
"""Places of pages, of mails and of web archives; the second argument of each is the path of a font."""
