"""How addresses are written: hosts that can exist, mail and telephone, sessions, addresses as texts."""

import pytest

from disclosure.findings import Severity
from disclosure.links.form import fault
from disclosure.links.form.rules import BLANKS
from disclosure.links.hostnames import InvalidHost, canonical
from disclosure.links.inventory import Link


def found(href: str, text: str = "x") -> tuple[str, str] | None:
    """The rule that an address breaks, and the address that is suggested."""
    verdict = fault(Link(href, text, "a", "href"))
    return (verdict.rule.id, verdict.suggestion) if verdict else None


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("www.gov.cn", "www.gov.cn"),
        ("WWW.Gov.CN.", "www.gov.cn"),
        ("www。gov．cn", "www.gov.cn"),
        ("中国政府.政务", "xn--fiqs8sirgfmh.xn--zfr164b"),
        ("xn--fiqs8sirgfmh.xn--zfr164b", "xn--fiqs8sirgfmh.xn--zfr164b"),
        ("%E4%B8%AD%E5%9B%BD.cn", "xn--fiqs8s.cn"),
        ("a_b.gov.cn", "a_b.gov.cn"),
        ("r3---sn.gov.cn", "r3---sn.gov.cn"),
        ("مثال.إختبار", "xn--mgbh0fb.xn--kgbechtv"),
        (f"{'a' * 63}.cn", f"{'a' * 63}.cn"),
        ("1.2.3", "1.2.0.3"),
        ("0x7f.1", "127.0.0.1"),
        ("2130706433", "127.0.0.1"),
        ("[2001:DB8::1]", "2001:db8::1"),
    ],
)
def test_a_name_as_the_network_knows_it(written, name):
    assert canonical(written) == name


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "没有写网站名"),
        (".", "没有写网站名"),
        (".gov.cn", "网站名里两个点连在一起，或者头尾有多余的点"),
        ("www..gov.cn", "网站名里两个点连在一起，或者头尾有多余的点"),
        ("gov.cn..", "网站名里两个点连在一起，或者头尾有多余的点"),
        ("www。。gov.cn", "网站名里两个点连在一起，或者头尾有多余的点"),
        ("www.gov,cn", "网站名里不能有“,”"),
        ("www.gov，cn", "网站名里不能有“,”"),
        ("www.gov、cn", "网站名里不能有“、”"),
        ("www.some host.cn", "网站名里不能有空格"),
        ("www.some%20host.cn", "网站名里不能有空格"),
        ("www.a\x7fb.cn", "网站名里有看不见的字符"),
        ("《a》.cn", "网站名里不能有“《”"),
        ("-a.gov.cn", "网站名里“-a”的头尾不能是“-”"),
        ("a-.gov.cn", "网站名里“a-”的头尾不能是“-”"),
        (f"{'a' * 64}.cn", "网站名里两个点之间的字太多"),
        (f"{'中' * 60}.cn", "网站名里两个点之间的字太多"),
        (".".join(["a" * 60] * 5), "网站名太长"),
        ("xn--.cn", "“xn--”不是编码过的中文域名"),
        ("xn--a.cn", "“xn--a”不是编码过的中文域名"),
        ("\u0301a.cn", "网站名里有不能用的字符"),
        ("256.1.1.1", "IP 地址的写法不对"),
        ("1.2.3.4.5", "IP 地址的写法不对"),
        ("1_0.2.3.4", "IP 地址的写法不对"),
        ("08.1.1.1", "IP 地址的写法不对"),
        ("[::1", "IP 地址的写法不对"),
        ("[1:2]", "IP 地址的写法不对"),
    ],
)
def test_a_name_that_no_host_can_have(written, why):
    with pytest.raises(InvalidHost) as refused:
        canonical(written)
    assert str(refused.value) == why


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://", ("LNK-223", "")),
        ("https://?a=1", ("LNK-223", "")),
        ("https:", ("LNK-223", "")),
        ("http:/", ("LNK-223", "")),
        ("//", ("LNK-223", "")),
        ("https://www.some host.cn/", ("LNK-223", "")),
        ("https://www..gov.cn/", ("LNK-223", "")),
        ("http://.gov.cn/", ("LNK-223", "")),
        ("//www.gov,cn/", ("LNK-223", "")),
        ("https://www.gov.cn:99999/", ("LNK-223", "")),
        ("https://www.gov.cn:80a/", ("LNK-223", "")),
        ("https://www.gov.cn:25/", ("LNK-223", "")),
        (f"https://{'a' * 64}.cn/x.html", ("LNK-223", "")),
        ("https://www.gov.cn-/x.html", ("LNK-223", "")),
        ("http://127.1/", ("LNK-208", "")),
        ("http://2130706433/", ("LNK-208", "")),
        ("https:///www.gov.cn/", ("LNK-209", "https://www.gov.cn/")),
        ("https://www.gov.cn。", ("LNK-211", "https://www.gov.cn")),
        ("https://www.gov.cn（官网）", ("LNK-211", "https://www.gov.cn")),
        ("ｈｔｔｐｓ://www.gov.cn/", ("LNK-211", "https://www.gov.cn/")),
        ("https://www.gov.cn:8080/a?b", None),
        (f"https://www.gov.cn:{'0' * 5000}443/", None),
        ("https://www.gov.cn:/", None),
        ("https://www.gov.cn./", None),
        ("https://中国政府.政务/", None),
        ("https://www.gov.cn/a（一）.html", None),
        ("https://www.gov.cn/a：b", None),
        ("https://www.gov.cn/x y", None),
    ],
)
def test_a_host_or_port_that_cannot_be_reached(href, expected):
    assert found(href) == expected


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("mailto:", ("LNK-201", "")),
        ("mailto:?", ("LNK-201", "")),
        ("mailto:%20", ("LNK-201", "")),
        ("tel:", ("LNK-201", "")),
        ("sms:", ("LNK-201", "")),
        ("mailto:liuxi＠district.example", ("LNK-211", "mailto:liuxi@district.example")),
        ("mailto:liuxi@district。example", ("LNK-211", "mailto:liuxi@district.example")),
        ("mailto：liuxi@district.example", ("LNK-211", "mailto:liuxi@district.example")),
        ("tel:０２１－１２３４５６７８", ("LNK-211", "tel:021-12345678")),
        ("mailto:liuxi", ("LNK-224", "")),
        ("mailto:liuxi@", ("LNK-224", "")),
        ("mailto:@district.example", ("LNK-224", "")),
        ("mailto:liuxi@district", ("LNK-224", "")),
        ("mailto:liuxi@district..example", ("LNK-224", "")),
        ("mailto:liu..xi@district.example", ("LNK-224", "")),
        ("mailto:.liuxi@district.example", ("LNK-224", "")),
        ("mailto:liu xi@district.example", ("LNK-224", "")),
        ("mailto:liuxi@district.example?cc=nobody", ("LNK-224", "")),
        (f"mailto:{'a' * 65}@district.example", ("LNK-224", "")),
        ("mailto: liuxi@district.example", ("LNK-224", "mailto:liuxi@district.example")),
        ("mailto://liuxi@district.example", ("LNK-224", "mailto:liuxi@district.example")),
        ("mailto:柳溪 <liuxi@district.example>", ("LNK-224", "mailto:liuxi@district.example")),
        ("mailto:a@b.example;c@d.example", ("LNK-224", "mailto:a@b.example,c@d.example")),
        ("tel:电话", ("LNK-224", "")),
        ("tel:---", ("LNK-224", "")),
        ("tel:021-12345678转8012", ("LNK-224", "")),
        ("tel:021 12345678", ("LNK-224", "tel:021-12345678")),
        ("tel://12345", ("LNK-224", "tel:12345")),
        ("mailto:liuxi@district.example", None),
        ("MAILTO:liuxi@district.example?subject=%E5%92%A8%E8%AF%A2", None),
        ("mailto:?subject=a&body=b", None),
        ("mailto:?to=liuxi@district.example", None),
        ("mailto:a@b.example,c@d.example", None),
        ("mailto:%22a@b%22@district.example", None),
        ("mailto:柳溪@中国政府.政务", None),
        ("mailto:a@[192.0.2.1]", None),
        ("tel:12345", None),
        ("tel:+86-21-1234-5678", None),
        ("tel:(021)12345678", None),
        ("tel:12345678;ext=12", None),
        ("tel:*100#", None),
        ("sms:10086,10010?body=%E4%BD%A0", None),
    ],
)
def test_mail_and_telephone(href, expected):
    assert found(href) == expected


@pytest.mark.parametrize(
    ("start", "more", "end", "rule"),
    [
        ("https://", "中", ".cn/", "LNK-223"),
        ("https://xn--", "a9", ".cn/", "LNK-223"),
        ("https://", "a:", "/", "LNK-223"),
        ("https://", "1.", "/", "LNK-223"),
        ("https://", "%E4%B8%AD", "/", "LNK-223"),
        ("mailto:", "a@", " b", "LNK-224"),
        ("mailto:", "a.", " b", "LNK-224"),
        ("mailto:", "<", "@b.cn", "LNK-224"),
        ("tel:", "1", "x", "LNK-224"),
        ("https://a.example:", "9", "/", "LNK-223"),
        ("tel:", "-", "x", "LNK-224"),
    ],
)
def test_a_long_hostile_address_is_read_to_its_end(start, more, end, rule):
    """A reading that goes back and forth would not come to an end."""
    assert found(start + more * 200_000 + end) == (rule, "")


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        (" a.html", ("LNK-213", "a.html")),
        ("\nhttps://www.gov.cn/\n", ("LNK-213", "https://www.gov.cn/")),
        (" http://localhost/", ("LNK-208", "")),
        (" mailto:liuxi", ("LNK-224", "")),
        (" #", ("LNK-203", "")),
    ],
)
def test_blanks_around_an_address_do_not_hide_what_is_worse(href, expected):
    assert found(href) == expected


def test_blanks_that_browsers_pass_over_are_no_error():
    assert BLANKS.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("a;jsessionid=1A2B", ("LNK-217", "")),
        ("a?PHPSESSID=7", ("LNK-217", "")),
        ("a.aspx?x=1&sid=a8f3b2c19d8e7f60a1b2", ("LNK-217", "")),
        ("(S(lit3py55t21z5v55vlm25s55))/a.aspx", ("LNK-217", "")),
        ("list?sid=192498", None),
        ("list?sid=20250618123456789", None),
        ("list?sid=zhengcewenjian-list", None),
        ("meeting?session_id=2024", None),
    ],
)
def test_a_session_is_no_number_of_a_series(query, expected):
    assert found(f"https://www.city.example/{query}") == expected


@pytest.mark.parametrize(
    ("text", "href", "expected"),
    [
        ("shanghai.gov.cn", "https://zwgk.shanghai.gov.cn/", None),
        ("www.shanghai.gov.cn", "https://zwgk.shanghai.gov.cn/", None),
        ("https://shanghai.gov.cn/", "https://www.shanghai.gov.cn/", None),
        ("zwgk.shanghai.gov.cn", "https://www.shanghai.gov.cn/", ("LNK-220", "")),
        ("hai.gov.cn", "https://www.shanghai.gov.cn/", ("LNK-220", "")),
        ("www.gov.cn", "https://www.gov.cn/zhengce/", None),
        ("www.gov.cn", "https://www.shanghai.gov.cn/", ("LNK-220", "")),
        ("https://www.edu.cn/", "https://www.school.edu.cn/", ("LNK-220", "")),
    ],
)
def test_a_text_may_name_the_parent_of_the_host(text, href, expected):
    assert found(href, text) == expected
