"""The rules on how an address is written: each slip has one."""

from __future__ import annotations

from disclosure.findings import Rule, Severity

_BASIS = ("要点/栏目管理", "本办制度/17")


def _rule(number: int, title: str, bad: str, good: str, severity: Severity = Severity.ERROR) -> Rule:
    return Rule(f"LNK-{number}", title, severity, _BASIS, bad, good)


EMPTY = _rule(201, "链接写了地址", "[办理流程]()", "[办理流程](ref:doc-2023-014)")
ABSENT = _rule(202, "链接有地址属性", "<a>办理流程</a>", '<a href="…">办理流程</a>')
HASH = _rule(203, "链接不是空的“#”", "[办理流程](#)", "[办理流程](#办理流程)")
PLACEHOLDER = _rule(204, "链接不是占位符", "[下载](http://example.com/xxx)", "[下载](doc-2023-014-1.pdf)")
SCRIPT = _rule(205, "链接不执行程序", "[打印](javascript:print())", "[通知](ref:doc-2023-014)")
LOCAL_FILE = _rule(206, "链接不指向自己电脑里的文件", "[表格](C:\\表格.xlsx)", "[表格](doc-2023-014-1.xlsx)")
BACKSLASH = _rule(207, "链接不用反斜杠", "[表格](files\\a.xlsx)", "[表格](files/a.xlsx)")
INTRANET = _rule(208, "链接不指向内网", "[系统](http://10.1.2.3/oa)", "[系统](https://www.gov.cn/)")
SCHEME = _rule(209, "网址开头写法正确", "[官网](htttp://www.gov.cn/)", "[官网](https://www.gov.cn/)")
SCHEMELESS = _rule(210, "网址写明 https://", "[官网](www.gov.cn)", "[官网](https://www.gov.cn/)")
FULL_WIDTH = _rule(211, "网址里没有全角字符", "[官网](http：//www.gov.cn/)", "[官网](http://www.gov.cn/)")
INVISIBLE = _rule(212, "网址里没有看不见的字符", "网址里夹着零宽空格", "[官网](https://www.gov.cn/)")
# Browsers pass over them (HTML Standard, "valid URL potentially surrounded by spaces").
BLANKS = _rule(213, "网址前后没有空格", '<a href=" a.html">', '<a href="a.html">', Severity.WARNING)
DOUBLE_ENCODED = _rule(214, "网址没有重复编码", "%25E4%25B8%25AD.html", "%E4%B8%AD.html")
BAD_ENCODING = _rule(215, "百分号后面是两位十六进制数", "[比例](100%.pdf)", "[比例](100%25.pdf)")
USER_INFO = _rule(216, "网址里没有用户名和密码", "http://user:pass@www.gov.cn/", "http://www.gov.cn/")
SESSION = _rule(217, "网址里没有会话编号", "/list;jsessionid=A1B2", "/list")
EXPIRING = _rule(218, "网址不会过期", "…?Expires=1700000000&Signature=…", "文件的固定网址")
BARE_IP = _rule(219, "外部链接用域名不用 IP 地址", "http://8.8.8.8/", "https://www.gov.cn/", Severity.WARNING)
OTHER_URL = _rule(
    220, "链接文字是网址时与地址一致", "[www.gov.cn](http://other.com/)", "[www.gov.cn](http://www.gov.cn/)"
)
COMPOSED = _rule(221, "文件名用规范的字符编排", "é 写成 e 加附加符号", "é", Severity.WARNING)
ODD_SCHEME = _rule(222, "链接的协议读者打得开", "[下载](ftp://…)", "[下载](https://…)", Severity.WARNING)
NO_HOST = _rule(223, "网址里的网站名写法正确", "[官网](https://www..gov.cn/)", "[官网](https://www.gov.cn/)")
CONTACT = _rule(224, "邮箱和电话的写法正确", "[邮箱](mailto:liuxi)", "[邮箱](mailto:liuxi@district.example)")

RULES = (
    EMPTY, ABSENT, HASH, PLACEHOLDER, SCRIPT, LOCAL_FILE, BACKSLASH, INTRANET, SCHEME, SCHEMELESS, FULL_WIDTH,
    INVISIBLE, BLANKS, DOUBLE_ENCODED, BAD_ENCODING, USER_INFO, SESSION, EXPIRING, BARE_IP, OTHER_URL, COMPOSED,
    ODD_SCHEME, NO_HOST, CONTACT,
)  # fmt: skip
