"""What happens over several runs, to whole hosts, and when the fault is our own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from disclosure.findings import Place, Severity
from disclosure.links.external import ExternalLink, LinkInfo, Settings, State, check_external, external_findings
from disclosure.links.external.fetching import Response
from disclosure.links.external.memory import Standing, open_memory
from disclosure.links.external.oracle import Oracle, OracleFailed
from disclosure.links.external.raw import RawFetch
from external.scenarios import GAMBLING, GOOD, MARKS, furnish
from external.simulator import Answer, FakeTime, Internet, page, running

NOW = datetime(2025, 6, 18, 3, 0, tzinfo=UTC)
GONE = Answer(status=404)


class Bench:
    """One simulator, one memory, and a run at any moment."""

    def __init__(self, internet: Internet, folder: Path) -> None:
        self.internet = internet
        self.memory = folder / "links.sqlite"
        self.time = FakeTime()

    def settings(self, **more: Any) -> Settings:
        return Settings(timeout=0.5, time_cap=1.0, ca_file=self.internet.ca_file, **more)

    def run(self, *urls: str, after: timedelta = timedelta(0), **more: Any) -> list[Standing]:
        self.internet.log.clear()
        settings = self.settings(**more)
        found = check_external(
            {url: LinkInfo() for url in urls}, self.memory, NOW + after, settings, guard=self.internet.guard(),
            oracle=RawFetch(settings), clock=self.time.clock, sleep=self.time.sleep,
        )  # fmt: skip
        return [found[url] for url in urls]

    def findings(self, *links: ExternalLink, **more: Any) -> list[Any]:
        settings = self.settings()
        return external_findings(
            links, self.memory, NOW, settings, guard=self.internet.guard(), oracle=RawFetch(settings),
            clock=self.time.clock, sleep=self.time.sleep, **more,
        )  # fmt: skip


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with running(tmp_path) as internet:
        yield Bench(internet, tmp_path)


def test_another_title_is_noticed(bench: Bench) -> None:
    url = bench.internet.url("site.test", "/a.html")
    bench.internet.put("site.test", {"/a.html": Answer(GOOD)})
    bench.run(url)
    bench.internet.put("site.test", {"/a.html": Answer(page("春季招商推介会邀请函"))})
    [verdict] = bench.run(url, after=timedelta(days=10))
    assert (verdict.state, verdict.reason, verdict.confirmed) == (State.SUSPECT, "changed-title", True)
    assert "食品安全办法" in verdict.words and "春季招商推介会邀请函" in verdict.words


@pytest.mark.parametrize(
    ("title", "text", "rules"),
    [
        ("春季招商推介会邀请函", "《某市献血条例》", ["LNK-413"]),
        ("某市献血条例_某市人民政府", "《某市献血条例》", []),
        ("关于公布《某市献血条例》的公告", "《某市献血条例》", []),
        ("献血条例", "《某市献血条例》", []),
        ("春季招商推介会邀请函", "点击查看", []),
        ("Welcome to nginx", "《某市献血条例》", []),
    ],
)
def test_a_page_elsewhere_is_held_against_its_title(bench: Bench, title: str, text: str, rules: list[str]) -> None:
    url = bench.internet.url("site.test", "/a.html")
    bench.internet.put("site.test", {"/a.html": Answer(page(title))})
    found = bench.findings(ExternalLink(url, Place("docs/a.md", 3), "a.html", text))
    assert [(item.rule, item.place.line) for item in found] == [(rule, 3) for rule in rules]


def test_a_small_change_of_title_is_none(bench: Bench) -> None:
    url = bench.internet.url("site.test", "/a.html")
    bench.internet.put("site.test", {"/a.html": Answer(GOOD)})
    bench.run(url)
    bench.internet.put("site.test", {"/a.html": Answer(page("食品安全办法（2024年修订）"))})
    [verdict] = bench.run(url, after=timedelta(days=10))
    assert verdict.state is State.OK


def test_a_domain_that_has_lost_its_identity_and_gambles_is_a_danger(bench: Bench) -> None:
    url = bench.internet.url("site.test", "/")
    bench.internet.put("site.test", {"/": Answer(page("某某协会门户网站", f"协会简介 {MARKS}"))})
    [first] = bench.run(url)
    assert first.before is not None and len(first.before.identity) == 2
    bench.internet.put("site.test", {"/": Answer(GAMBLING)})
    [verdict] = bench.run(url, after=timedelta(days=10))
    assert (verdict.state, len(verdict.signs)) == (State.DANGER, 2)


def test_a_page_that_gambles_for_search_engines_only(bench: Bench) -> None:
    furnish(bench.internet)
    url = bench.internet.url("spider.test", "/a/b.html")
    assert bench.run(url)[0].state is State.OK
    [verdict] = bench.run(url, after=timedelta(days=10), ask_as_spider=True)
    assert verdict.state is State.DANGER


def test_a_warning_against_gambling_is_no_sign(bench: Bench) -> None:
    text = "警方提醒：网络赌博、色情网站均属违法，切勿参与百家乐等赌博。" * 5
    bench.internet.put("police.test", {"/": Answer(page("打击网络赌博专项行动", text))})
    assert bench.run(bench.internet.url("police.test"))[0].state is State.OK


def test_a_name_one_letter_from_a_known_one(bench: Bench) -> None:
    bench.internet.put("www.shnnh.gov.cn", {"/": Answer(GOOD)})
    url = bench.internet.url("www.shnnh.gov.cn")
    [verdict] = bench.run(url, known_hosts=("www.shnmh.gov.cn",))
    assert verdict.reason == "suspicious-page"


def test_a_certain_verdict_of_an_earlier_run_is_confirmed_by_one_look(bench: Bench) -> None:
    bench.internet.put("site.test", {"/a.html": GONE})
    url = bench.internet.url("site.test", "/a.html")
    bench.run(url)
    [verdict] = bench.run(url, after=timedelta(days=1))
    assert (verdict.state, verdict.strikes, bench.internet.requests("site.test")) == (State.CERTAIN, 2, ["/a.html"])


def test_what_was_dead_and_lives_again_is_fine(bench: Bench) -> None:
    bench.internet.put("site.test", {"/a.html": GONE})
    url = bench.internet.url("site.test", "/a.html")
    bench.run(url)
    bench.internet.put("site.test", {"/a.html": Answer(GOOD)})
    [verdict] = bench.run(url, after=timedelta(days=1))
    assert (verdict.state, verdict.reason, verdict.strikes) == (State.OK, "", 0)


def test_the_ages_of_verdicts(bench: Bench) -> None:
    net = bench.internet
    net.put("site.test", {"/ok.html": Answer(GOOD), "/ill.html": Answer(status=503)})
    net.put("site.test", {"/old.html": Answer(status=301, headers=(("Location", "/ok.html"),))})
    urls = [net.url("site.test", f"/{name}.html") for name in ("ok", "ill", "old")]
    bench.run(*urls)

    def asked(after: timedelta) -> set[str]:
        return {url for url, verdict in zip(urls, bench.run(*urls, after=after), strict=True) if not verdict.remembered}

    assert asked(timedelta(hours=5, minutes=59)) == set()
    assert asked(timedelta(hours=6)) == {urls[1]}
    assert asked(timedelta(days=3)) == {urls[1], urls[2]}
    assert urls[0] not in asked(timedelta(days=5, hours=14))
    assert urls[0] in asked(timedelta(days=8, hours=10))


def test_links_do_not_all_come_due_at_once(bench: Bench) -> None:
    bench.internet.put("site.test", {f"/{n}.html": Answer(page(f"第{n}号公告", f"{n} " * 50)) for n in range(60)})
    urls = [bench.internet.url("site.test", f"/{n}.html") for n in range(60)]
    bench.run(*urls)
    again = [not verdict.remembered for verdict in bench.run(*urls, after=timedelta(days=7))]
    assert 10 < sum(again) < 50  # ports differ from run to run, and with them the ages


def test_one_address_is_asked_once_whatever_its_spelling(bench: Bench) -> None:
    bench.internet.put("site.test", {"/a.html": Answer(GOOD)})
    url = bench.internet.url("site.test", "/a.html")
    verdicts = bench.run(url, url + "#第三条", url.replace("site.test", "SITE.test"), f" {url} ")
    assert {verdict.state for verdict in verdicts} == {State.OK}
    assert bench.internet.requests("site.test").count("/a.html") == 1


def test_mail_and_telephone_are_not_asked(bench: Bench) -> None:
    settings = bench.settings()
    urls = {url: LinkInfo() for url in ("mailto:a@b.cn", "tel:021", "ftp://site.test/", "a.html")}
    assert check_external(urls, bench.memory, NOW, settings, oracle=RawFetch(settings)) == {}


def test_a_host_that_is_down_is_not_tried_for_every_link(bench: Bench) -> None:
    bench.internet.put("down.test", {"*": Answer(GOOD, slow=0.8)})
    urls = [bench.internet.url("down.test", f"/{n}.html") for n in range(12)]
    verdicts = bench.run(*urls, gaps=())
    assert {verdict.state for verdict in verdicts} == {State.SUSPECT}
    assert len(bench.internet.requests("down.test")) == 3


def test_a_host_that_asks_for_quiet_gets_it(bench: Bench) -> None:
    busy = Answer(status=429, headers=(("Retry-After", "60"),))
    bench.internet.put("busy.test", {"/0.html": [busy, Answer(GOOD)], "*": Answer(status=404)})
    urls = [bench.internet.url("busy.test", f"/{n}.html") for n in range(4)]
    bench.run(*urls, gaps=(30.0,))
    assert bench.internet.requests("busy.test")[0] == "/0.html"
    assert bench.internet.requests("busy.test").count("/1.html") == 1
    assert 60.0 in bench.time.slept


def test_a_retry_after_may_be_a_date(bench: Bench) -> None:
    busy = Answer(status=503, headers=(("Retry-After", "Wed, 18 Jun 2025 03:03:20 GMT"),))
    bench.internet.put("busy.test", {"/": [busy, Answer(GOOD)]})
    bench.run(bench.internet.url("busy.test"))
    assert 200.0 in bench.time.slept


@pytest.mark.parametrize(
    ("value", "seconds"), [("9" * 5000, 1e7), ("²", 0.0), ("0060", 60.0), ("1 Jan 99999999999 00:00", 0.0)]
)
def test_a_retry_after_is_read_however_it_is_written(value: str, seconds: float) -> None:
    reply = Response(429, (("Retry-After", value),))
    assert reply.retry_after(datetime(2025, 6, 18, tzinfo=UTC)) == seconds


def test_one_host_keeps_its_pace_and_no_other_waits_for_it(bench: Bench) -> None:
    for host in ("one.test", "two.test"):
        bench.internet.put(host, {f"/{n}.pdf": Answer(b"x", kind="application/pdf") for n in range(5)})
    bench.run(*(bench.internet.url(host, f"/{n}.pdf") for host in ("one.test", "two.test") for n in range(5)))
    assert len(bench.internet.log) == 10
    assert 0 < sum(bench.time.slept) <= 8


def test_a_missing_name_proves_nothing_when_no_name_is_found(bench: Bench) -> None:
    del bench.internet.hosts["control.test"]
    [verdict] = bench.run("http://www.some-office.gov.cn/")
    assert (verdict.state, verdict.reason) == (State.SUSPECT, "name-unsure")


def test_an_impossible_host_is_certain_without_a_request(bench: Bench) -> None:
    [verdict] = bench.run("https://www..gov.cn/a.html")
    assert (verdict.state, verdict.reason, bench.internet.lookups) == (State.CERTAIN, "invalid-host", [])


def test_a_memory_that_cannot_be_read_is_set_aside(bench: Bench) -> None:
    bench.memory.write_bytes(b"this is no database, and long enough to be looked at as one" * 40)
    bench.internet.put("site.test", {"/": Answer(GOOD)})
    assert bench.run(bench.internet.url("site.test"))[0].state is State.OK
    assert bench.memory.with_name("links.sqlite.unreadable").exists()


def test_the_history_of_a_link_is_kept(bench: Bench) -> None:
    bench.internet.put("site.test", {"/": GONE})
    url = bench.internet.url("site.test")
    bench.run(url)
    bench.run(url, after=timedelta(days=1))
    with open_memory(bench.memory) as memory:
        assert [state for _, state, _ in memory.history(url)] == ["certain", "certain"]


def link(url: str, line: int = 7, site_page: str = "index.html") -> ExternalLink:
    return ExternalLink(url, Place("docs/a.md", line, 3), site_page, "市规章")


@pytest.mark.parametrize(("is_new", "rule", "severity"), [(True, "LNK-401", "error"), (False, "LNK-402", "warning")])
def test_only_a_new_link_blocks(bench: Bench, is_new: bool, rule: str, severity: str) -> None:
    bench.internet.put("site.test", {"/a.html": GONE})
    url = bench.internet.url("site.test", "/a.html")
    [finding] = bench.findings(link(url), added={url} if is_new else set())
    assert (finding.rule, finding.severity, finding.place.line, finding.href) == (rule, severity, 7, url)


def test_no_passing_fault_of_a_new_link_blocks_or_warns(bench: Bench) -> None:
    furnish(bench.internet)
    passing = ["status-503", "status-403", "status-412", "status-521", "reset", "loop", "unsure-name", "very-busy"]
    urls = [bench.internet.url(f"{name}.test", "/a/b.html") for name in passing]
    found = bench.findings(*map(link, urls), added=set(urls))
    assert len(found) == len(passing)
    assert {(finding.rule, finding.severity) for finding in found} == {("LNK-403", Severity.NOTICE)}


def test_a_link_in_the_footer_is_one_finding(bench: Bench) -> None:
    bench.internet.put("site.test", {"/a.html": GONE})
    url = bench.internet.url("site.test", "/a.html")
    footer = [link(url, 1, f"page-{n}.html") for n in range(5000)]
    [finding] = bench.findings(*footer)
    assert "共 5000 个页面" in finding.message


def test_each_line_that_names_a_dead_link_is_told(bench: Bench) -> None:
    bench.internet.put("site.test", {"/a.html": GONE})
    url = bench.internet.url("site.test", "/a.html")
    assert [finding.place.line for finding in bench.findings(link(url, 9), link(url, 4))] == [4, 9]
    assert bench.internet.requests("site.test") == ["/a.html", "/a.html"]


RULE_CASES: dict[str, Callable[[Internet], str]] = {
    "LNK-404": lambda i: i.url("soft.test", "/a/b.html"),
    "LNK-405": lambda i: i.url("sent-home.test", "/a/b.html"),
    "LNK-406": lambda i: i.url("taken-over.test", "/a/b.html"),
    "LNK-408": lambda i: i.url("expired.test", "/", "https"),
    "LNK-409": lambda i: i.url("inside.test"),
    "LNK-410": lambda i: i.url("casino-elsewhere.test", "/a/b.html"),
    "LNK-411": lambda i: i.url("parked.test"),
    "LNK-412": lambda i: i.url("moved.test", "/a/b.html"),
}


@pytest.mark.parametrize("rule", RULE_CASES)
def test_each_trouble_has_its_rule(bench: Bench, rule: str) -> None:
    furnish(bench.internet)
    [finding] = bench.findings(link(RULE_CASES[rule](bench.internet)))
    assert (finding.rule, bool(finding.suggestion)) == (rule, rule == "LNK-412")


def test_a_missing_linkchecker_is_said_and_not_taken_for_dead_links(
    bench: Bench, monkeypatch: Any, tmp_path: Path
) -> None:
    broken = tmp_path / "broken.py"
    broken.write_text("raise SystemExit('no module named linkcheck')")
    monkeypatch.setattr("disclosure.links.external.oracle._PROGRAM", broken)
    bench.internet.put("site.test", {"/": Answer(GOOD)})
    with pytest.raises(OracleFailed, match="no module named linkcheck"), Oracle(bench.settings()) as oracle:
        check_external(
            {bench.internet.url("site.test"): LinkInfo()}, bench.memory, NOW, bench.settings(),
            guard=bench.internet.guard(), oracle=oracle, clock=bench.time.clock, sleep=bench.time.sleep,
        )  # fmt: skip
