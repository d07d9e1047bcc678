"""Every address of the server, called as a page of another site, a stranger or a curious person would call it."""

import re
from collections.abc import Iterator

import pytest

from formaudit.web.pages import PAGES
from tests.web.made import Browser, findings, served

_OTHER = "http://evil.example"
_FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def there(kept: str) -> Iterator[Browser]:
    with served(kept) as (_, browser):
        yield browser


@pytest.fixture(scope="module")
def known(kept: str) -> dict[str, str]:
    """Parts of addresses that lead somewhere."""
    token, finding = findings(kept)[0][0].removeprefix("/s/").split("/")
    return {"token": token, "finding": finding, "digest": "0", "name": "review.css", "id": "0" * 32, "case": "some"}


def address(path: str, known: dict[str, str]) -> str:
    return re.sub(r"\{(\w+)(?::int)?\}", lambda found: known.get(found[1], "1"), path)


ROUTES = [page.path for page in PAGES]
SENT = [page.path for page in PAGES if page.send is not None]
SHOWN = [page.path for page in PAGES if page.show is not None]


def test_there_are_pages_to_walk() -> None:
    assert len(ROUTES) > 15
    assert len(SENT) >= 8
    assert len(ROUTES) == len(set(ROUTES))


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "evil.example:{port}",
        "127.0.0.1:1",
        "localhost.:{port}",
        "",
        "@127.0.0.1",
    ],
)
def test_no_page_answers_to_another_name(there: Browser, known: dict[str, str], path: str, host: str) -> None:
    answer = there.ask("GET", address(path, known), host=host.format(port=there.port))
    assert answer.status in (400, 421)
    assert "澄湖" not in answer.text


@pytest.mark.parametrize("path", SENT)
@pytest.mark.parametrize(
    "origin", ["", "null", _OTHER, "http://127.0.0.1:1", "http://127.0.0.1", "https://127.0.0.1.evil.example"]
)
def test_no_form_is_taken_from_elsewhere(there: Browser, known: dict[str, str], path: str, origin: str) -> None:
    body = f"csrf={there.token()}&act=confirm".encode()
    answer = there.ask("POST", address(path, known), body, origin=origin, content_type=_FORM)
    assert answer.status == 403


@pytest.mark.parametrize("path", SENT)
def test_no_form_is_taken_without_its_token(there: Browser, known: dict[str, str], path: str) -> None:
    place = address(path, known)
    for token in ("", "0" * 64, "é" * 10, there.token()[:-1] + "x"):
        assert there.send(place, {"csrf": token, "act": "confirm"}).status == 403
    stranger = Browser(there.port)
    assert there.send(place, {"csrf": stranger.token(), "act": "confirm"}).status == 403


@pytest.mark.parametrize("path", ROUTES)
@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
def test_no_page_answers_to_another_method(there: Browser, known: dict[str, str], path: str, method: str) -> None:
    assert there.ask(method, address(path, known), origin=there.here).status == 405


@pytest.mark.parametrize("path", [path for path in ROUTES if path not in SENT])
def test_a_page_to_look_at_takes_no_form(there: Browser, known: dict[str, str], path: str) -> None:
    assert there.send(address(path, known), {"csrf": there.token()}).status in (404, 405)


@pytest.mark.parametrize("path", SENT)
def test_no_upload_is_taken(there: Browser, known: dict[str, str], path: str) -> None:
    place = address(path, known)
    for kind in ("multipart/form-data; boundary=x", "application/json", "text/plain", ""):
        assert there.ask("POST", place, b"x", origin=there.here, content_type=kind).status == 415
    large = b"a=" + b"x" * 600_000
    assert there.ask("POST", place, large, origin=there.here, content_type=_FORM).status == 413


@pytest.mark.parametrize("path", ROUTES)
def test_another_site_can_neither_frame_nor_load_a_page(there: Browser, known: dict[str, str], path: str) -> None:
    place = address(path, known)
    for mode in ("no-cors", "cors", "websocket"):
        assert there.ask("GET", place, sec_fetch_site="cross-site", sec_fetch_mode=mode).status == 403
    answer = there.ask("GET", place)
    assert answer.headers["x-frame-options"] == "DENY"
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"
    assert "access-control-allow-origin" not in answer.headers


_TRICKS = (
    "..", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e%2fpasswd", "....//....//etc/passwd", "%00", "a%00.png",
    "..%5c..%5cboot.ini", "%252e%252e%252f", "file:%2f%2f%2fetc%2fpasswd", "~root", "%c0%ae%c0%ae", "'%20OR%201=1--",
    "%25", "%f0%9f%92%a9", "-1", "99999999999999999999", "A" * 3000,
)  # fmt: skip


@pytest.mark.parametrize("path", [path for path in ROUTES if "{" in path])
def test_no_trick_with_a_path_leads_anywhere(there: Browser, known: dict[str, str], path: str) -> None:
    parts = re.findall(r"\{(\w+)(?::int)?\}", path)
    for name in parts:
        for trick in _TRICKS:
            answer = there.ask("GET", address(path, {**known, name: trick}))
            assert answer.status in (200, 303, 400, 404, 405), (name, trick, answer.text[-400:])
            assert "root:" not in answer.text
            if path.startswith("/assets"):
                assert answer.status in (200, 404)
                assert name == "digest" or answer.status == 404


@pytest.mark.parametrize(
    "query",
    ["after=..", "before=%00", "start=-1", "start=99999999999999999999", "state=' OR 1=1--", "below=x", "from=//evil.example",
     "text=%25%25%27", "check=<script>alert(1)</script>", "file=999", "page=999999", "view=../..", "kind=none", "unit=%ff%fe",
     "severity=" + "a" * 5000, "&".join(f"check=T{number}" for number in range(3000))],
)  # fmt: skip
@pytest.mark.parametrize(
    "path", ["/", "/bulk", "/log", "/s/{token}", "/s/{token}/{finding}", "/letter/{token}", "/settings", "/find"]
)
def test_no_query_breaks_a_page(there: Browser, known: dict[str, str], path: str, query: str) -> None:
    answer = there.ask(
        "GET", f"{address(path, known)}?{query.replace(' ', '%20').replace('<', '%3C').replace('>', '%3E')}"
    )
    assert answer.status == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example/", "/\\evil.example", "javascript:alert(1)", "evil"]
)
def test_no_form_leads_to_another_site(there: Browser, back: str) -> None:
    answer = there.post("/settings", {"name": "张某", "lang": "zh", "back": back})
    assert answer.status == 400
    assert answer.to == ""


def test_without_the_access_token_nothing_is_told(kept: str, known: dict[str, str]) -> None:
    with served(kept, token="a-long-access-token") as (_, browser):
        for path in ROUTES:
            answer = browser.ask("GET", address(path, known))
            open_ = path.startswith(("/assets", "/login"))
            shown = path not in SENT or path in SHOWN
            assert (answer.status, answer.to) == ((answer.status, "") if open_ or not shown else (303, "/login")), path
            assert "澄湖" not in answer.text
        for path in SENT:
            assert browser.send(address(path, known), {"csrf": "0" * 64}).status == 403
        page = browser.ask("GET", "/login").text
        token = re.search(r'name="csrf" value="([0-9a-f]+)"', page)
        assert token is not None
        wrong = browser.send("/login", {"csrf": token[1], "token": "a-wrong-access-token", "name": "李某"})
        assert wrong.status == 403
        assert browser.ask("GET", "/").to == "/login"
        assert browser.send("/login", {"csrf": token[1], "token": "a-long-access-token", "name": "李某"}).status == 303
        assert "李某" in browser.get("/").text
        cookies = dict(browser.cookies)
    # The grant of one token opens nothing once another one is set, nor a server that trusts a proxy.
    with served(kept, token="another-access-token") as (_, other):
        other.cookies = {f"formaudit-{other.port}": next(iter(cookies.values()))}
        assert other.ask("GET", "/").to == "/login"


def test_a_name_in_a_header_counts_from_a_trusted_proxy_only(kept: str) -> None:
    with served(kept, header="x-user", proxies=("127.0.0.1",)) as (_, browser):
        assert browser.ask("GET", "/").to == "/login"
        assert ">王某</a>" in browser.ask("GET", "/", x_user="王某".encode().decode("latin-1")).text
        answer = browser.ask("GET", "/", x_user="wang")
        assert answer.status == 200
        assert ">wang</a>" in answer.text
    with served(kept, header="x-user", proxies=("192.0.2.1",)) as (_, browser):
        assert browser.ask("GET", "/", x_user="wang").to == "/login"


def test_on_this_machine_a_cookie_is_bound_and_signed(there: Browser) -> None:
    browser = Browser(there.port)
    answer = browser.ask("GET", "/")
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    name, value = next(iter(browser.cookies.items()))
    browser.cookies[name] = value[:-2] + "xx"
    assert browser.ask("GET", "/").headers["set-cookie"] != cookie
    assert "set-cookie" not in browser.ask("GET", "/assets/0/review.css").headers
