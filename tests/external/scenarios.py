"""Every kind of link that the simulator plays, with the verdict it deserves and the requests that it may cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from disclosure.links.external.judging import State
from external.simulator import UNSURE, Answer, Internet, page

OK, SUSPECT, CERTAIN, DANGER = State.OK, State.SUSPECT, State.CERTAIN, State.DANGER
GOOD = page("食品安全办法", "第一条 为了保障公众身体健康和生命安全，制定本办法。" * 10)
MARKS = "京ICP备12345678号 网站标识码：3101120001"
GAMBLING = page(
    "澳门威尼斯人 真人娱乐 百家乐", "老虎机 时时彩 六合彩 " * 30, '<meta name="keywords" content="体育投注,彩票平台">'
)


@dataclass(frozen=True)
class Scenario:
    """``requests`` are those of the first run to the link's own host; ``again`` those of a second run an hour later."""

    name: str
    target: str
    state: State
    reason: str
    requests: int
    again: int = 0
    scheme: str = "http"
    confirmed: bool = False
    answers: Callable[[Internet], dict[str, object]] | None = None
    host: str = ""

    @property
    def at(self) -> str:
        return self.host or f"{self.name}.test"

    def url(self, internet: Internet) -> str:
        return internet.url(self.at, self.target, self.scheme)


def _always(answer: Answer, target: str = "/a/b.html") -> Callable[[Internet], dict[str, object]]:
    return lambda _: {target: answer}


def _in_turn(*answers: Answer) -> Callable[[Internet], dict[str, object]]:
    return lambda _: {"/a/b.html": list(answers)}


def _to(url: Callable[[Internet], str], status: int = 302) -> Callable[[Internet], dict[str, object]]:
    return lambda internet: {"/a/b.html": Answer(status=status, headers=(("Location", url(internet)),))}


def _status(status: int, name: str = "", **headers: str) -> Scenario:
    found = tuple((key.replace("_", "-"), value) for key, value in headers.items())
    answers = _always(Answer(status=status, headers=found))
    return Scenario(name or f"status-{status}", "/a/b.html", SUSPECT, f"http-{status}", 3, answers=answers)


def _with_cookie(headers: dict[str, str]) -> Answer:
    if "seen=yes" in headers.get("Cookie", ""):
        return Answer(GOOD)
    return Answer(status=302, headers=(("Location", "/a/b.html"), ("Set-Cookie", "seen=yes; Path=/")))


def _to_spiders(headers: dict[str, str]) -> Answer:
    return Answer(GAMBLING if "Baiduspider" in headers.get("User-Agent", "") else GOOD)


GB18030 = "<html><head><meta charset=gb2312><title>朱镕基〇訚</title></head><body>答记者问</body></html>".encode(
    "gb18030"
)
SCENARIOS = [
    # 1 request for the page, 1 for a name that does not exist in its directory.
    Scenario("good", "/a/b.html", OK, "", 2, answers=_always(Answer(GOOD))),
    Scenario("home", "/", OK, "", 1, answers=lambda _: {"*": Answer(GOOD)}),
    Scenario("pdf", "/a.pdf", OK, "", 1, answers=_always(Answer(b"%PDF-1.7", kind="application/pdf"), "/a.pdf")),
    Scenario("flaky", "/a/b.html", OK, "", 3, answers=_in_turn(Answer(status=503), Answer(GOOD))),
    Scenario(
        "busy", "/a/b.html", OK, "", 3,
        answers=_in_turn(Answer(status=429, headers=(("Retry-After", "120"),)), Answer(GOOD)),
    ),
    _status(429, "very-busy", Retry_After="7200"),
    *(_status(status) for status in (400, 401, 403, 406, 412, 418, 421, 429, 451, 500, 502, 503, 504, 520, 521)),
    Scenario("gone", "/a/b.html", CERTAIN, "http-404", 2, 1, confirmed=True, answers=_always(Answer(status=404))),
    Scenario(
        "gone-for-good", "/b", CERTAIN, "http-410", 2, 1, confirmed=True,
        answers=_always(Answer(status=410), "/b"),
    ),
    Scenario("lost-once", "/a/b.html", OK, "", 3, answers=_in_turn(Answer(status=404), Answer(GOOD))),
    Scenario(
        "lost-then-ill", "/a/b.html", SUSPECT, "http-502", 3,
        answers=_in_turn(Answer(status=404), Answer(status=502)),
    ),
    Scenario("slow", "/a/b.html", SUSPECT, "timeout", 3, answers=_always(Answer(GOOD, slow=2.5))),
    Scenario("reset", "/a/b.html", SUSPECT, "reset", 3, answers=_always(Answer(reset=True))),
    Scenario("loop", "/a/b.html", SUSPECT, "redirect-loop", 3, answers=_to(lambda _: "/a/b.html")),
    Scenario("cookie", "/a/b.html", OK, "", 3, answers=lambda _: {"/a/b.html": _with_cookie}),
    Scenario(
        "endless", "/0", SUSPECT, "too-many-redirects", 18,
        answers=lambda _: {f"/{n}": Answer(status=302, headers=(("Location", f"/{n + 1}"),)) for n in range(20)},
    ),
    Scenario(
        "sent-home", "/a/b.html", SUSPECT, "redirect-home", 4, confirmed=True,
        answers=lambda i: {**_to(lambda _: "/")(i), "/": Answer(GOOD)},
    ),
    Scenario(
        "sent-by-page", "/a/b.html", SUSPECT, "redirect-home", 4, confirmed=True,
        answers=lambda _: {
            "/a/b.html": Answer(page("请稍候", "跳转中", '<meta http-equiv="refresh" content="0;url=/index.html">')),
            "/index.html": Answer(GOOD),
        },
    ),
    Scenario(
        "taken-over", "/a/b.html", SUSPECT, "other-domain", 2, confirmed=True,
        answers=_to(lambda i: i.url("elsewhere.test", "/c.html")),
    ),
    Scenario(
        "merged", "/a/b.html", OK, "", 2, host="www.merged.gov.cn",
        answers=_to(lambda i: i.url("www.larger.gov.cn", "/c.html")),
    ),
    Scenario(
        "moved", "/a/b.html", OK, "", 3,
        answers=lambda i: {**_to(lambda _: "/c.html", 301)(i), "/c.html": Answer(GOOD)},
    ),
    # Every name gives the same error page: 1 page and 1 probe, twice.
    Scenario(
        "soft", "/a/b.html", SUSPECT, "soft-404", 4, confirmed=True,
        answers=lambda _: {"*": Answer(page("网站提示", "您的访问出了点问题，请返回首页。" * 5))},
    ),
    Scenario(
        "soft-words", "/a/b.html", SUSPECT, "soft-404", 2, confirmed=True,
        answers=_always(Answer(page("您访问的页面不存在"))),
    ),
    Scenario(
        "generous", "/a/b.html", OK, "", 2,
        answers=lambda _: {"*": Answer(page("栏目首页", "各栏目列表 " * 30)), "/a/b.html": Answer(GOOD)},
    ),
    Scenario(
        "scripted", "/a/b.html", OK, "", 1,
        answers=lambda _: {"*": Answer(page("办事大厅", "<div id=app></div><script src=/app.js></script>"))},
    ),
    Scenario("old-label", "/a/b.html", OK, "", 2, answers=_always(Answer(GB18030, kind="text/html"))),
    Scenario("gbk", "/%D6%D0%B9%FA.doc", OK, "", 1, answers=lambda _: {"/%D6%D0%B9%FA.doc": Answer(b"x", kind="a/b")}),
    Scenario("slashes", "/a%2Fb//c%5Cd", OK, "", 1, answers=lambda _: {"/a%2Fb//c%5Cd": Answer(b"x", kind="a/b")}),
    # Nothing in it looks dangerous, yet LinkChecker would write it differently: found out by asking it.
    Scenario("equals", "/x?a=b=c%7Ed", OK, "", 1, answers=lambda _: {"/x?a=b=c%7Ed": Answer(b"x", kind="a/b")}),
    # Redirects to names that are sent as bare bytes, in UTF-8 and in GBK.
    Scenario(
        "bare-utf-8", "/a/b.html", OK, "", 2,
        answers=lambda i: {
            **_to(lambda _: "/中国.pdf".encode().decode("latin-1"))(i),
            "/%E4%B8%AD%E5%9B%BD.pdf": Answer(b"x", kind="application/pdf"),
        },
    ),
    Scenario(
        "bare-gbk", "/a/b.html", OK, "", 2,
        answers=lambda i: {
            **_to(lambda _: "/中国.pdf".encode("gbk").decode("latin-1"))(i),
            "/%D6%D0%B9%FA.pdf": Answer(b"x", kind="application/pdf"),
        },
    ),
    Scenario("huge", "/a/b.html", OK, "", 2, answers=_always(Answer(GOOD + b" " * 30_000_000))),
    # Cut off when its time is up; what has come by then says nothing against the link.
    Scenario("dripping", "/a/b.html", OK, "", 1, answers=_always(Answer(b" " * 200 + GOOD, drip=0.05))),
    Scenario("secure", "/a/b.html", OK, "", 2, scheme="https", answers=_always(Answer(GOOD))),
    Scenario("wrong-name", "/", CERTAIN, "tls-name", 0, scheme="https", confirmed=True, answers=_always(Answer(GOOD))),
    Scenario("expired", "/", SUSPECT, "tls-expired", 0, scheme="https", confirmed=True, answers=_always(Answer(GOOD))),
    Scenario("self-signed", "/", SUSPECT, "tls-other", 0, scheme="https", answers=_always(Answer(GOOD))),
    Scenario("no-such-name", "/", CERTAIN, "name-missing", 0, confirmed=True),
    Scenario("unsure-name", "/", SUSPECT, "name-unsure", 0),
    Scenario(
        "parked", "/", SUSPECT, "suspicious-page", 2, confirmed=True,
        answers=_always(Answer(page("此域名可转让")), "/"),
    ),
    Scenario("casino", "/", SUSPECT, "suspicious-page", 2, confirmed=True, answers=_always(Answer(GAMBLING), "/")),
    Scenario(
        "casino-elsewhere", "/a/b.html", DANGER, "danger", 2, 1, confirmed=True,
        answers=_to(lambda i: i.url("casino.test", "/")),
    ),
    Scenario("inside", "/", SUSPECT, "private-address", 0, confirmed=True),
    Scenario("half-inside", "/", SUSPECT, "private-address", 0, confirmed=True),
    Scenario(
        "to-inside", "/a/b.html", SUSPECT, "private-address", 2, confirmed=True,
        answers=_to(lambda _: "http://10.1.2.3/admin"),
    ),
    Scenario(
        "to-inside-by-name", "/a/b.html", SUSPECT, "private-address", 2, confirmed=True,
        answers=_to(lambda i: i.url("inside.test", "/")),
    ),
    Scenario(
        "to-other-port", "/a/b.html", SUSPECT, "private-address", 2, confirmed=True,
        answers=_to(lambda _: "http://127.0.0.1:9/"),
    ),
]  # fmt: skip


def furnish(internet: Internet) -> None:
    """Build all hosts of the scenarios."""
    for scenario in SCENARIOS:
        if scenario.answers is not None:
            internet.put(scenario.at, scenario.answers(internet))  # type: ignore[arg-type]
    internet.put("elsewhere.test", {"/c.html": Answer(GOOD)})
    internet.put("www.larger.gov.cn", {"/c.html": Answer(GOOD)})
    internet.put("www.merged.gov.cn", {})
    internet.put("spider.test", {"/a/b.html": _to_spiders})
    internet.names["inside.test"] = ["192.168.3.4"]
    internet.names["half-inside.test"] = ["93.184.216.34", "169.254.169.254"]
    internet.names["unsure-name.test"] = UNSURE
