"""The classes of link defects that are seeded into Markdown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from urllib.parse import quote

from seeding.carriers import ANYWHERE, INLINE, MARKDOWN_ONLY, ONCE, PICTURES, TAGS, WHOLE
from seeding.defect import Category

SITE = "https://www.example.gov.cn/zwgk/gml/"
# Attachments with Chinese names, which the demonstration has none of: document → name.
CHINESE_NAMES = {"doc-2024-018": "场地申请表.docx", "doc-2023-010": "加装电梯登记表.docx"}


def categories() -> tuple[Category, ...]:
    """All classes, in the order of their rules."""
    return (*_targets(), *_fragments_and_bounds(), *_names(), *_unfinished(), *_elsewhere(), *_slips(), *_fragile())


def harmless() -> tuple[Category, ...]:
    """Links that are as they should be, written in every way; whatever is found in them is a false alarm."""
    anywhere = (
        "doc-2023-010.html", "../columns/policies.html", "../", "#main",
        f"{SITE}documents/doc-2023-010.html?from={{n}}",
        "/zwgk/gml/index.html#main", "https://www.gov.cn/zwgk/{n}.htm?a=1&b=2", "//www.shanghai.gov.cn/{n}/",
        "https://www.gov.cn/%E9%80%9A%E7%9F%A5%20{n}.html", "https://baike.baidu.com/item/{n}",
        "mailto:gmjdxx@shmh.gov.cn", "tel:021-34227900",
        "../files/doc-2024-018/" + quote(CHINESE_NAMES["doc-2024-018"]),
    )  # fmt: skip
    escaped = (
        "https://www.gov.cn/zwgk\\_{n}.html",
        "https://www.gov.cn/a\\({n}\\).html",
        "ref:policies#main",
        "ref:news",
    )
    return (_of("正常的链接", "", *anywhere), _of("正常的链接（转义）", "", *escaped, by=MARKDOWN_ONLY))


# What the check can tell of some of these addresses before the site is built.
_WITHOUT_A_BUILD = {"LNK-101": "REF-007", "LNK-102": "REF-008"}


def _of(name: str, rules: str, *hrefs: str, by: tuple[str, ...] = ANYWHERE, text: str = "") -> Category:
    told = {n if "-" in n else f"LNK-{n}" for n in rules.split()}
    earlier = {_WITHOUT_A_BUILD[rule] for rule in told & set(_WITHOUT_A_BUILD)}
    return Category(name, frozenset(told | earlier), hrefs, by, text)


def _targets() -> Iterator[Category]:
    yield _of(
        "页面不存在", "101", "doc-2019-{n}.html", "../documents/doc-2022-{n}.html", "../columns/old-{n}.html?from=a"
    )
    yield _of("附件不存在", "101", "旧表格{n}.docx", "doc-2021-{n}-1.pdf", "../files/doc-2023-010/旧表{n}.xlsx")
    yield _of("以斜杠开头的目标不存在", "101", "/zwgk/gml/documents/old-{n}.html", "/zwgk/gml/files/old-{n}.pdf")
    yield _of(
        "本站完整网址不存在", "101", f"{SITE}documents/old-{{n}}.html", f"{SITE}old/{{n}}/",
        "//www.example.gov.cn/zwgk/gml/old-{n}.html", f"{SITE}files/doc-2024-018/old-{{n}}.docx",
    )  # fmt: skip
    yield _of("图片不存在", "101", "照片{n}.png", "../files/photo-{n}.jpg", "/zwgk/gml/img/{n}.png", by=PICTURES)
    yield _of("链接到源文件", "101", "doc-2023-010.md", "../2024/doc-2024-018.md?v={n}", "../columns/news.md?v={n}")
    yield _of("网页名后多了斜杠", "101", "doc-2023-010.html/", "../columns/news.html/", f"{SITE}index.html/")
    yield _of("网页名缺了扩展名", "101", "doc-2023-010", "doc-2024-018?v={n}", "../columns/policies-page")
    yield Category("正文引用不存在的编号", frozenset({"REF-001"}), ("ref:doc-2018-{n}",), ONCE, stops=True)
    yield Category(
        "正文引用没有网页的编号", frozenset({"REF-002"}), ("ref:party-office", "ref:civil-affairs"), INLINE, stops=True
    )
    yield _of("原始标签里的 ref:", "104", "ref:doc-2023-010", "ref:policies", "ref:doc-2019-{n}", by=TAGS)
    yield _of("文件夹没有首页", "107", "../files/", "../files/doc-2024-018/", "../documents/", f"{SITE}files/")


def _fragments_and_bounds() -> Iterator[Category]:
    yield _of("本页没有的段落", "102", "#第{n}部分", "#no-such-{n}", "#" + quote("没有") + "{n}")
    yield _of(
        "别的页面没有的段落",
        "102",
        "doc-2025-001.html#收费{n}",
        "../index.html#news-{n}",
        f"{SITE}index.html#part-{{n}}",
    )
    # A column never lands in its own document, where a reference would be one to itself (REF-003).
    yield _of("编号链接里没有的段落", "102", "ref:notices#费用{n}", "ref:policies#part-{n}", by=MARKDOWN_ONLY)
    yield _of("段落名大小写不同", "102", "#Main", "doc-2025-001.html#MAIN", "../index.html#Main")
    yield _of("越出本站", "103", "../../gml-{n}.html", "../../../zwgk-{n}/index.html", "../../../../{n}.pdf")


def _names() -> Iterator[Category]:
    yield _of(
        "网页名大小写不同", "105", "Doc-2023-010.html", "../Columns/policies.html", f"{SITE}documents/DOC-2024-018.html"
    )
    yield _of(
        "附件名大小写不同", "105", "../files/DOC-2024-018/doc-2024-018-1.docx",
        "../files/doc-2024-018/doc-2024-018-1.DOCX",
        "/zwgk/gml/files/doc-2023-010/Doc-2023-010-1.docx",
    )  # fmt: skip
    gbk = {f"files/{document}/" + quote(name.encode("gb18030")) for document, name in CHINESE_NAMES.items()}
    whole = [prefix + path for path in sorted(gbk) for prefix in ("../", SITE, "/zwgk/gml/")]
    yield _of("GBK 编码的附件名", "106", *whole)
    yield _of("GBK 编码且文件不在", "101 106", "%CD%A8%D6%AA{n}.docx", f"{SITE}files/%B1%ED%B8%F1{{n}}.xlsx")
    double = {f"files/{document}/" + quote(quote(name)) for document, name in CHINESE_NAMES.items()}
    yield _of("重复编码", "214", *(prefix + path for path in sorted(double) for prefix in ("../", SITE)))
    yield _of(
        "百分号没有编码", "215", "完成率100%.pdf", "报告%{n}年.pdf?v=%zz", "https://www.shanghai.gov.cn/a%{n}%.html"
    )
    decomposed = unicodedata.normalize("NFD", "café")
    yield _of("字符分开编排", "101 221", f"{decomposed}-{{n}}.pdf", f"https://www.shanghai.gov.cn/{decomposed}{{n}}")


def _unfinished() -> Iterator[Category]:
    yield _of("没有写地址", "201", "", by=tuple(name for name in ANYWHERE if name != "定义"))
    yield _of("图片没有写地址", "201", "", by=("图片", "图片标签"))
    yield _of(
        "没有地址属性", "202", "补充材料可以<a>点击查看</a>。", '<p><a lang="zh">点击查看</a></p>',
        '| <a title="材料">点击查看</a> | 材料 |', '- 材料：<a target="_blank">点击查看</a>', by=WHOLE,
    )  # fmt: skip
    yield _of(
        "图片没有地址属性", "202", '<p><img alt="现场示意图"></p>', '补充<img alt="标志" width="20">图片。', by=WHOLE
    )
    yield _of("只有井号", "203", "#")
    yield _of("占位的中文", "204", "待补充", "网址", "链接", "此处填写网址", "待定")
    yield _of("占位的英文", "204", "TODO", "url", "xxx", "your-url", "link.html", "example")
    yield _of("占位的网址", "204", "http://example.com/{n}", "https://www.example.org/", "http://xxx.gov.cn/{n}")
    running = ("javascript:void(0)", "javascript:print()", "JavaScript:history.back()", "vbscript:a")
    yield Category("执行程序", frozenset({"MKP-003"}), running, ANYWHERE, stops=True)
    yield Category("内嵌数据", frozenset({"MKP-003"}), ("data:text/html,{n}", "data:,{n}"), ANYWHERE, stops=True)
    yield _of("不明内容", "205", "blob:https://www.gov.cn/{n}", "about:blank")


def _elsewhere() -> Iterator[Category]:
    yield _of("file: 地址", "206", "file:///C:/材料/{n}.doc", "file:///home/oa/{n}.pdf", "FILE://server/{n}.doc")
    yield _of("盘符", "206", "D:/材料/{n}.doc", "C:\\材料\\{n}.doc", "E:\\{n}.xlsx")
    yield _of("局域网共享", "206 207", "\\\\server\\材料\\{n}.doc", "\\\\192.168.1.8\\share\\{n}.xlsx")
    yield _of("反斜杠", "207", "files\\{n}.docx", "..\\files\\doc-2024-018\\{n}.docx", "https://www.gov.cn\\zwgk\\{n}")
    yield _of(
        "本机地址",
        "208",
        "http://localhost/{n}",
        "http://localhost:8000/{n}.html",
        "https://127.0.0.1/{n}",
        "http://[::1]/{n}",
    )
    yield _of("10 段内网", "208", "http://10.1.2.3/oa/{n}", "https://10.1.2.3:8443/{n}", "//10.8.0.1/{n}")
    yield _of(
        "192.168 和 172 段内网",
        "208",
        "http://192.168.1.1/{n}",
        "http://172.16.3.4/{n}",
        "http://192.168.31.7:8080/{n}",
    )
    yield _of("没有点的主机名", "208", "http://oa/{n}", "https://wendang-fwq/{n}", "http://intranet:8080/{n}")
    yield _of("内网域名", "208", "http://oa.local/{n}", "https://portal.lan/{n}", "http://doc.gml.internal/{n}")
    hidden = (
        '<div style="display:none"><a href="https://www.sh{n}.com/">推广</a></div>',
        '<p hidden><a href="https://www.sh{n}.com/a">推广</a></p>',
        '通知如下<a style="position:absolute;left:-9999px" href="https://www.sh{n}.com/b">推广</a>。',
        '<a style="font-size:0" href="https://www.sh{n}.com/c">推广</a>',
    )
    yield Category("藏起来的对外链接", frozenset({"MKP-005"}), hidden, WHOLE, stops=True)


def _slips() -> Iterator[Category]:
    yield _of("协议多打字母", "209", "htttp://www.gov.cn/{n}", "httpss://www.gov.cn/{n}", "hhttp://www.gov.cn/{n}")
    yield _of("协议少打斜杠", "209", "http:/www.gov.cn/{n}", "https:/www.shanghai.gov.cn/{n}", "http:www.gov.cn/{n}")
    yield _of("协议少打冒号", "209", "http//www.gov.cn/{n}", "https//www.gov.cn/{n}", "https;//www.gov.cn/{n}")
    yield _of("没有写协议", "210", "www.gov.cn", "www.shanghai.gov.cn/{n}.html", "WWW.shmh.gov.cn/{n}/")
    yield _of("全角冒号", "211", "http：//www.gov.cn/{n}", "https：//www.shanghai.gov.cn/{n}")
    yield _of(
        "全角斜杠和句号", "211", "http://www.gov.cn／zwgk{n}", "https:／／www.gov.cn/{n}", "http://www。gov。cn/{n}"
    )
    yield _of(
        "零宽字符", "212", "https://www.gov.cn/\u200b{n}", "\u200bhttps://www.gov.cn/{n}", "doc-2024-018.html\ufeff"
    )
    yield _of("全角空格", "212", "https://www.gov.cn/{n}\u3000", "\u3000doc-2024-018.html", by=TAGS)
    yield _of("不换行空格", "212", "https://www.gov.cn/\u00a0{n}", "doc-2024-018.html\u00a0", by=TAGS)
    yield _of("前面有空格", "213", " https://www.gov.cn/{n}", "  doc-2024-018.html", by=TAGS)
    yield _of("后面有空格", "213", "https://www.gov.cn/{n} ", "doc-2024-018.html  ", "\t../index.html ", by=TAGS)


def _fragile() -> Iterator[Category]:
    yield _of("用户名和密码", "216", "http://user:pass@www.gov.cn/{n}", "https://admin@oa.shanghai.gov.cn/{n}")
    yield _of("会话编号", "217", "https://www.gov.cn/a;jsessionid=1A2B{n}", "https://www.gov.cn/b?PHPSESSID=abcdef{n}")
    yield _of(
        "时效签名", "218", "https://a.gov.cn/{n}?Expires=1700000000&Signature=x", "https://b.gov.cn/{n}?x-oss-signature=y",
        "https://c.gov.cn/{n}?q-sign-algorithm=sha1",
    )  # fmt: skip
    yield _of(
        "公网 IP 地址", "219", "http://8.8.8.8/{n}", "https://114.114.114.114:8080/{n}", "http://[2400:3200::1]/{n}"
    )
    yield _of("文字是另一个网址", "220", "http://www.other{n}.com/", "https://other{n}.cn/", text="www.gov.cn")
    yield _of("读者打不开的协议", "222", "ftp://ftp.gov.cn/{n}.doc", "thunder://abc{n}", "ed2k://file{n}")
