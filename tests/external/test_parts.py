"""The parts by themselves: addresses, guard, domains, pages, and what is relied on in LinkChecker."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from disclosure.links.external.address import parse
from disclosure.links.external.danger import one_letter_apart
from disclosure.links.external.guard import Guard, NameMissing, PrivateAddress, is_public
from disclosure.links.external.snapshot import decode, likeness, take
from disclosure.links.hostnames import InvalidHost
from disclosure.pages.leaving import is_government, leave_notice_needed, registrable_domain

ENGINE = Path(__file__).resolve().parents[2] / "hooks" / "disclosure"
PROGRAM = ENGINE / "links" / "linkchecker_oracle.py"


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("HTTP://WWW.Gov.CN:80", "http://www.gov.cn/"),
        ("https://www.gov.cn:443/a/../b/./c?x=1#y", "https://www.gov.cn/b/c?x=1"),
        ("//www.gov.cn/a", "https://www.gov.cn/a"),
        ("http://中国政府.政务/", "http://xn--fiqs8sirgfmh.xn--zfr164b/"),
        ("http://a.cn/政策 文件.html", "http://a.cn/%E6%94%BF%E7%AD%96%20%E6%96%87%E4%BB%B6.html"),
        ("http://a.cn/%D6%D0%b9%FA.doc", "http://a.cn/%D6%D0%b9%FA.doc"),
        ("http://a.cn/x%2Fy//z%5c?q=%00&r=a%3Db", "http://a.cn/x%2Fy//z%5c?q=%00&r=a%3Db"),
        ("http://a.cn?x=1", "http://a.cn/?x=1"),
        ("http://a.cn/x?", "http://a.cn/x?"),
        ("http://user:word@a.cn/", "http://a.cn/"),
        ("http://[2001:DB8::1]:8080/", "http://[2001:db8::1]:8080/"),
        ("http://a.cn/x/..", "http://a.cn/"),
    ],
)
def test_canonical_form(written: str, canonical: str) -> None:
    assert parse(written).url == canonical
    assert parse(canonical).url == canonical


@pytest.mark.parametrize("url", ["http:///a", "http://a..cn/", "http://-a.cn/", "http://a b.cn/", "http://a.cn:99999/"])
def test_a_host_that_cannot_exist(url: str) -> None:
    with pytest.raises(InvalidHost):
        parse(url)


@pytest.mark.parametrize("target", ["/%D6%D0.doc", "/a%2Fb", "/a%5Cb", "/a%00", "/a//b", "/%e4%b8%ad"])
def test_what_linkchecker_would_rewrite_is_not_given_to_it(target: str) -> None:
    assert not parse(f"http://a.cn{target}").survives_linkchecker


def test_what_linkchecker_leaves_alone_is_given_to_it() -> None:
    assert parse("http://a.cn/%E4%B8%AD/a.html?x=%E4%B8%AD&y=1").survives_linkchecker


def test_a_sibling_lies_in_the_same_directory_and_is_always_the_same() -> None:
    address = parse("http://a.cn/x/y/z.html?id=3")
    assert address.sibling() == address.sibling()
    assert address.sibling().path.startswith("/x/y/zz") and address.sibling().path.endswith(".html")
    assert parse("http://a.cn/x/y/").sibling().path.startswith("/x/zz")


@pytest.mark.parametrize("target", ["/", "/index.html", "/default.aspx", "/home"])
def test_front_pages(target: str) -> None:
    assert parse(f"http://a.cn{target}").is_home
    assert not parse(f"http://a.cn/x{target}").is_home


PRIVATE_RANGES = """
    127.0.0.1 127.8.9.1 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254 100.64.0.1 100.127.255.255
    0.0.0.0 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255 198.18.0.1 192.0.2.1 ::1 :: fe80::1 fc00::1 fd12::1 ff02::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::a00:1 2002:7f00:1:: fec0::1
"""


@pytest.mark.parametrize("address", PRIVATE_RANGES.split())
def test_private_addresses(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(PrivateAddress):
        Guard(lambda _: ["93.184.216.34", address]).addresses("inside.example.com", 80)
    with pytest.raises(PrivateAddress):
        Guard(lambda _: []).addresses(address, 80)


@pytest.mark.parametrize("host", ["127.1", "0x7f.0.0.1", "2130706433", "017700000001", "10.1"])
def test_private_addresses_in_old_spellings(host: str) -> None:
    with pytest.raises(PrivateAddress):
        Guard(lambda _: ["93.184.216.34"]).addresses(host, 80)


@pytest.mark.parametrize("address", ["93.184.216.34", "114.114.114.114", "2400:3200::1", "::ffff:93.184.216.34"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    ("inside", "outside"),
    [
        ("3fff::1", "3ffe:ffff::1"),
        ("3fff:fff:ffff::1", "2fff::1"),
        ("192.0.0.192", "192.0.1.192"),
        ("168.63.129.16", "168.63.129.17"),
        ("192.88.99.1", "192.88.98.1"),
        ("100.100.100.200", "100.128.0.1"),
        ("2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:200::1"),
        ("2002:a83f:8110::1", "2002:a83f:8111::1"),
        ("64:ff9b::a83f:8110", "64:ff9b::a83f:8111"),
    ],
)
def test_the_edge_of_what_the_public_can_reach(inside: str, outside: str) -> None:
    assert (is_public(inside), is_public(outside)) == (False, True)


def test_an_exception_is_for_one_port_only() -> None:
    guard = Guard(lambda _: ["127.0.0.1"], {("127.0.0.1", 8000)})
    assert guard.addresses("a.test", 8000) == ["127.0.0.1"]
    with pytest.raises(PrivateAddress):
        guard.addresses("a.test", 8001)


def test_a_name_is_looked_up_once_a_round() -> None:
    asked: list[str] = []

    def resolver(host: str) -> list[str]:
        asked.append(host)
        raise NameMissing(host)

    guard = Guard(resolver)
    for _ in range(3):
        with pytest.raises(NameMissing):
            guard.addresses("a.cn", 80)
    assert asked == ["a.cn"]


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("zwgk.shmh.gov.cn", "shmh.gov.cn"),
        ("www.gov.cn", "www.gov.cn"),
        ("www.gov.cn.evil.com", "evil.com"),
        ("a.b.sh.cn", "b.sh.cn"),
        ("10.1.2.3", "10.1.2.3"),
        ("www.example.政务", "example.政务"),
    ],
)
def test_registrable_domain(host: str, domain: str) -> None:
    assert registrable_domain(host) == domain


@pytest.mark.parametrize(
    ("url", "needed"),
    [
        ("https://www.gov.cn/", False),
        ("https://zwgk.shmh.gov.cn/a", False),
        ("http://中国政府.政务/", False),
        ("https://www.gov.cn.evil.com/", True),
        ("https://evilgov.cn/", True),
        ("https://www.baidu.com/?u=www.gov.cn", True),
        ("https://static.own-site.cn/a", False),
        ("https://service.listed.org.cn/", False),
        ("//mp.weixin.qq.com/s", True),
        ("https://gov.cn@evil.com/", True),
        ("a/b.html", False),
        ("mailto:a@b.com", False),
    ],
)
def test_leave_notice(url: str, needed: bool) -> None:
    assert leave_notice_needed(url, {"www.own-site.cn"}, {"listed.org.cn"}) is needed


def test_government_is_a_matter_of_the_registrable_domain() -> None:
    assert is_government("www.gov.cn") and is_government("a.b.gov.cn")
    assert not is_government("gov.cn.com") and not is_government("notgov.cn")


@pytest.mark.parametrize(
    ("one", "other"), [("abc.cn", "abd.cn"), ("abc.cn", "abcc.cn"), ("abc.cn", "acb.cn"), ("abc.cn", "ab.cn")]
)
def test_one_letter_apart(one: str, other: str) -> None:
    assert one_letter_apart(one, other) and one_letter_apart(other, one)


def test_more_than_one_letter_apart() -> None:
    assert not one_letter_apart("abc.cn", "abc.cn") and not one_letter_apart("abc.cn", "xyc.cn")


def test_pages_are_decoded_by_what_they_are() -> None:
    assert decode("朱镕基".encode("gb18030"), "text/html; charset=GB2312") == "朱镕基"
    assert decode("朱镕基".encode("gb18030"), "text/html") == "朱镕基"
    assert decode("中国".encode(), "text/html; charset=ISO-8859-1") == "中国"
    assert decode("中国".encode() + b"\xe4\xb8", "") == "中国\ufffd"
    assert decode("中国".encode(), "text/html; charset=no-such-thing") == "中国"


def test_the_title_of_an_article_is_taken_from_its_own_mark() -> None:
    body = '<title>市政府网站</title><meta name="ArticleTitle" content="食品安全办法">'.encode()
    assert take(body, "text/html").title == "食品安全办法"
    assert take(b"%PDF-1.7 <title>x</title>", "application/pdf").title == ""


def test_likeness() -> None:
    assert likeness("食品安全办法", "食品安全办法") == pytest.approx(1)
    assert likeness("食品安全办法", "招商推介会") == 0
    assert likeness("", "") == 1 and likeness("", "办法") == 0


def test_only_the_oracle_imports_linkchecker_and_it_imports_nothing_of_the_engine() -> None:
    using = [file.name for file in ENGINE.rglob("*.py") if "linkcheck" in _imports(file)]
    assert using == ["linkchecker_oracle.py"]
    assert "disclosure" not in _imports(PROGRAM)


def _imports(file: Path) -> set[str]:
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    parts = {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in whole | parts}


def test_what_the_oracle_changes_in_linkchecker_is_still_there() -> None:
    """Fails when a new version has moved what ``linkchecker_oracle`` overrides; read that file before raising it."""
    from linkcheck.checker.httpurl import HttpUrl
    from linkcheck.checker.urlbase import UrlBase
    from linkcheck.director import aggregator, checker

    assert version("linkchecker").startswith("10.6.")
    parameters = {
        HttpUrl.__init__: "self base_url recursion_level aggregate parent_url base_ref line column page name "
        "url_encoding extern",
        HttpUrl._send_request: "self request kwargs",
        HttpUrl.build_request: "self",
        HttpUrl.read_content: "self",
        HttpUrl.reset: "self",
        UrlBase.can_get_content: "self",
        UrlBase.check_content: "self",
        UrlBase.handle_exception: "self",
        UrlBase.set_cache_url: "self",
        checker.check_url: "url_data logger",
    }
    assert {f.__qualname__: " ".join(inspect.signature(f).parameters) for f in parameters} == {
        f.__qualname__: names for f, names in parameters.items()
    }
    for name in ("wait_for_host", "add_request_session", "get_request_session"):
        assert callable(getattr(aggregator.Aggregate, name))
    assert "self.aggregate.wait_for_host(" in inspect.getsource(HttpUrl.send_request)
    assert "self.get_redirects(" in inspect.getsource(HttpUrl.follow_redirections)
    assert "self.session.resolve_redirects(" in inspect.getsource(HttpUrl.get_redirects)
    assert "self.read_content(" in inspect.getsource(UrlBase.download_content)
    assert "self.handle_exception(" in inspect.getsource(UrlBase.local_check)


def test_the_oracle_connects_to_the_approved_addresses_only() -> None:
    settings = {
        "threads": 1, "timeout": 1, "time_cap": 2, "agent": "x", "ca_file": None, "page_bytes": 9, "file_bytes": 9,
    }  # fmt: skip
    job = {"id": 1, "url": "http://a.test/", "host": "a.test", "addresses": [], "headers": {}}
    other = {"id": 2, "url": "http://127.0.0.1:9/", "host": "a.test", "addresses": ["127.0.0.1"], "headers": {}}
    lines = "\n".join(map(json.dumps, (settings, job, other))) + "\n"
    done = subprocess.run([sys.executable, "-P", str(PROGRAM)], input=lines, capture_output=True, text=True, check=True)
    answers = {answer["id"]: json.dumps(answer["errors"]) for answer in map(json.loads, done.stdout.splitlines())}
    assert "no address to connect to" in answers[1]
    assert "not the host that was asked for" in answers[2]
