"""Every format of a report, whole: the same small list with the characters that each format must defuse."""

from __future__ import annotations

import json
import re
from dataclasses import fields, replace
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.findings import Finding, Place, Rule, Severity, Silenced
from disclosure.reporting import Format, machine, render

TITLE = Rule(
    "DOC-101",
    "标题不能只写栏目名, 也不能为空: 100%",
    basis=("《条例》第十二条", "本机关保密审查办法 <2023>"),
    bad="title: 通知公告",
    good="title: 关于古美路街道\n  垃圾分类的通知",
)
LINK = Rule("LNK-101", "链接打不开", severity=Severity.WARNING)
RULES = {LINK.id: LINK, TITLE.id: TITLE}

NASTY = [
    TITLE.at(
        Place('docs/a,b:c 100%/<通知>&"x".md', 7, 12),
        '标题“50%, <b>&"\x1b[31m红\x1b[0m”\n::error::假的',
        "写全标题：例如 A,B。",
        record="doc-2023-014",
    ),
    LINK.at(
        Place("docs/通知.md", 3),
        "链接指向的页面不存在。",
        "改成现有的页面。",
        page="tz/index.html",
        href="../a%20b/?x=1&y=<2>",
        text="办\u202e法",
        target="a b/",
        suggestion="../ab/",
    ),
    Finding("SYS-001", Severity.NOTICE, Place("docs/通知.md", 9, 2), "文件名 \udcff\x00 无法识别。", ""),
]

# Written down, not computed: a change of the recipe makes every code host report every fault as new.
PRINTS = [
    "5215af9e96a2d75e8b64ef8b643ba5ddd95a257fe4cecb472a03871ce14e066d",
    "8f665a5035c9d57b5691b1524d02da607f9498952be70ce57b365123a3298b6f",
    "3d53fab7060f129e8ef82875be720750280b6b72d96e8be9201c70f799219eca",
]


def test_text_is_the_shape_that_editors_know() -> None:
    assert render(NASTY, Format.TEXT) == (
        'docs/a,b:c 100%/<通知>&"x".md:7:12: error DOC-101 标题“50%, <b>&"␛[31m红␛[0m”␊::error::假的\n'
        "    怎么改：写全标题：例如 A,B。 依据：《条例》第十二条；本机关保密审查办法 <2023>\n"
        "docs/通知.md:3:1: warning LNK-101 链接指向的页面不存在。\n"
        "    怎么改：改成现有的页面。\n"
        "    页面：tz/index.html\n"
        "    链接：../a%20b/?x=1&y=<2>\n"
        "    可改为：../ab/\n"
        "docs/通知.md:9:2: notice SYS-001 文件名 �␀ 无法识别。\n"
        "共 1 个错误、1 个提醒、1 个建议，涉及 2 个文件。\n"
    )
    assert render([], Format.TEXT) == render([], Format.TEXT, colour=True, strict=True) == "没有发现问题。\n"


def test_text_parts_what_only_time_brought_and_keeps_the_order_of_both() -> None:
    timely = replace(LINK, by_time=True)
    late, own, later = timely.at(Place("b.md"), "一。", ""), TITLE.at(Place("c.md"), "二。", ""), NASTY[1]
    told = render([late, own, own, later], Format.TEXT, rules={LINK.id: timely})
    assert [line.split(" ")[0] for line in told.splitlines() if not line.startswith(" ")] == (
        ["c.md:1:1:", "c.md:1:1:", "以下", "b.md:1:1:", "docs/通知.md:3:1:", "共"]
    )
    assert "以下" not in render([late, own, own, later], Format.TEXT, rules=RULES)


def test_text_says_what_strict_adds() -> None:
    closing = render(NASTY, Format.TEXT, strict=True).splitlines()[-1]
    assert closing == "共 1 个错误、1 个提醒、1 个建议，涉及 2 个文件。严格模式下，提醒同样阻止发布。"
    assert render(NASTY[:1], Format.TEXT, strict=True).endswith("共 1 个错误，涉及 1 个文件。\n")


def test_colour_is_only_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "10")
    assert render(NASTY[1:], Format.TEXT, colour=True) == (
        "\x1b[1mdocs/通知.md\x1b[0m:3:1: \x1b[33mwarning\x1b[0m LNK-101 链接指向的页面不存在。\n"
        "    怎么改：改成现有的页面。\n"
        "    页面：tz/index.html\n"
        "    链接：../a%20b/?x=1&y=<2>\n"
        "    可改为：../ab/\n"
        "\x1b[1mdocs/通知.md\x1b[0m:9:2: \x1b[36mnotice\x1b[0m SYS-001 文件名 �␀ 无法识别。\n"
        "共 1 个提醒、1 个建议，涉及 1 个文件。\n"
    )
    first = render(NASTY[:1], Format.TEXT, colour=True).splitlines()[0]
    assert first.count("\x1b") == 4
    assert "\x1b[1;31merror\x1b[0m" in first


def test_json_has_every_key_of_the_contract() -> None:
    report = render(NASTY, Format.JSON)
    blank = dict.fromkeys(["record", "page", "href", "text", "target", "suggestion"], "")
    assert json.loads(report) == {
        "schema": "disclosure/findings/1",
        "counts": {"error": 1, "warning": 1, "notice": 1},
        "findings": [
            blank
            | {
                "rule": "DOC-101",
                "severity": "error",
                "path": 'docs/a,b:c 100%/<通知>&"x".md',
                "line": 7,
                "column": 12,
                "record": "doc-2023-014",
                "message": '标题“50%, <b>&"\x1b[31m红\x1b[0m”\n::error::假的',
                "remedy": "写全标题：例如 A,B。",
                "basis": ["《条例》第十二条", "本机关保密审查办法 <2023>"],
            },
            {
                "rule": "LNK-101",
                "severity": "warning",
                "path": "docs/通知.md",
                "line": 3,
                "column": 1,
                "record": "",
                "message": "链接指向的页面不存在。",
                "remedy": "改成现有的页面。",
                "basis": [],
                "page": "tz/index.html",
                "href": "../a%20b/?x=1&y=<2>",
                "text": "办\u202e法",
                "target": "a b/",
                "suggestion": "../ab/",
            },
            blank
            | {
                "rule": "SYS-001",
                "severity": "notice",
                "path": "docs/通知.md",
                "line": 9,
                "column": 2,
                "message": "文件名 �\x00 无法识别。",
                "remedy": "",
                "basis": [],
            },
        ],
        "silenced": [],
    }


def test_json_names_the_fields_in_the_order_of_the_contract() -> None:
    keys = ["rule", "severity", "path", "line", "column", "record", "message", "remedy", "basis"]
    keys += ["page", "href", "text", "target", "suggestion"]
    assert list(json.loads(render(NASTY, Format.JSON))["findings"][0]) == keys
    own = {field.name for field in fields(Finding)} - {"place"} | {"path", "line", "column"}
    assert set(keys) == own, "a new field of Finding must reach the JSON report"


@pytest.mark.parametrize("format", [Format.JSON, Format.GITLAB, Format.SARIF])
def test_json_is_laid_out_for_reading_in_a_diff(format: Format) -> None:
    report = render(NASTY, format, rules=RULES)
    layout = json.dumps(json.loads(report), ensure_ascii=False, indent=2)
    assert report == layout.replace("\u202e", "\\u202e") + "\n"


def test_what_approvals_left_out_is_told_and_can_be_read_back() -> None:
    error, link, _ = NASTY
    left_out = [Silenced(replace(link, place=Place("docs/a\n.md", 4)), "data/waivers/a.yml，到 2026-12-31")]
    assert render([error], Format.TEXT, silenced=left_out).endswith(
        "共 1 个错误，涉及 1 个文件。\n另有 1 处经批准没有列为问题：\n"
        "    docs/a␊.md:4: LNK-101 链接指向的页面不存在。（data/waivers/a.yml，到 2026-12-31）\n"
    )
    assert render([error] * 12, Format.GITHUB, silenced=left_out).splitlines()[10:] == [
        "::notice::还有 2 条没有列出。GitHub 每一步每级最多显示 10 条，改用 --format text 可看到全部。",
        "::notice::另有 1 处经批准没有列为问题："
        "%0A    docs/a␊.md:4: LNK-101 链接指向的页面不存在。（data/waivers/a.yml，到 2026-12-31）",
    ]
    page = render([], Format.HTML, silenced=left_out)
    assert page.endswith(
        "<p>没有发现问题。</p>\n<h2>经批准没有列为问题的</h2>\n<p>另有 1 处经批准没有列为问题：</p>\n<ul>\n"
        "<li>docs/a␊.md:4: LNK-101 链接指向的页面不存在。（data/waivers/a.yml，到 2026-12-31）</li>\n"
        "</ul>\n</body></html>\n"
    )
    assert machine.read(render([error], Format.JSON, silenced=left_out)) == ([error], left_out)
    with pytest.raises(ValueError, match="schema"):
        machine.read("{}")


def test_json_of_nothing() -> None:
    assert render([], Format.JSON) == (
        '{\n  "schema": "disclosure/findings/1",\n  "counts": {\n    "error": 0,\n    "warning": 0,\n    "notice": 0\n'
        '  },\n  "findings": [],\n  "silenced": []\n}\n'
    )


def test_github_escapes_properties_and_text() -> None:
    assert render(NASTY, Format.GITHUB, rules=RULES) == (
        '::error file=docs/a%2Cb%3Ac 100%25/<通知>&"x".md,line=7,col=12,'
        "title=DOC-101 标题不能只写栏目名%2C 也不能为空%3A 100%25::"
        '标题“50%25, <b>&"␛[31m红␛[0m”␊::error::假的'
        "%0A怎么改：写全标题：例如 A,B。 依据：《条例》第十二条；本机关保密审查办法 <2023>\n"
        "::warning file=docs/通知.md,line=3,col=1,title=LNK-101 链接打不开::链接指向的页面不存在。"
        "%0A怎么改：改成现有的页面。%0A页面：tz/index.html%0A链接：../a%2520b/?x=1&y=<2>%0A可改为：../ab/\n"
        "::notice file=docs/通知.md,line=9,col=2,title=SYS-001::文件名 �␀ 无法识别。\n"
    )
    assert render([], Format.GITHUB) == ""
    odd = Finding("SYS-001", Severity.ERROR, Place("a\r\nb"), "一", "", page="x")
    assert render([odd], Format.GITHUB) == "::error file=a%0D%0Ab,line=1,col=1,title=SYS-001::一%0A页面：x\n"


def test_github_counts_what_it_would_not_show() -> None:
    error, warning, notice = NASTY
    ten = render([error] * 10 + [notice] * 10, Format.GITHUB)
    assert ten.count("\n") == 20 and "还有" not in ten
    lines = render([warning] + [error] * 12 + [notice] * 11, Format.GITHUB).splitlines()
    starts = [line.split(" ")[0].split("::")[1] for line in lines]
    assert starts == ["warning"] + ["error"] * 10 + ["notice"] * 10
    assert lines[-1] == "::notice::还有 4 条没有列出。GitHub 每一步每级最多显示 10 条，改用 --format text 可看到全部。"


def test_gitlab_issues() -> None:
    report = render(NASTY, Format.GITLAB)
    assert json.loads(report) == [
        {
            "description": '标题“50%, <b>&"␛[31m红␛[0m”␊::error::假的 怎么改：写全标题：例如 A,B。'
            " 依据：《条例》第十二条；本机关保密审查办法 <2023>",
            "check_name": "DOC-101",
            "fingerprint": PRINTS[0],
            "severity": "blocker",
            "location": {"path": 'docs/a,b:c 100%/<通知>&"x".md', "lines": {"begin": 7}},
        },
        {
            "description": "链接指向的页面不存在。 怎么改：改成现有的页面。",
            "check_name": "LNK-101",
            "fingerprint": PRINTS[1],
            "severity": "major",
            "location": {"path": "docs/通知.md", "lines": {"begin": 3}},
        },
        {
            "description": "文件名 �␀ 无法识别。",
            "check_name": "SYS-001",
            "fingerprint": PRINTS[2],
            "severity": "info",
            "location": {"path": "docs/通知.md", "lines": {"begin": 9}},
        },
    ]
    assert render([], Format.GITLAB) == "[]\n"
    strict = json.loads(render(NASTY, Format.GITLAB, strict=True))
    assert [issue["severity"] for issue in strict] == ["blocker", "blocker", "info"]


def test_fingerprints_follow_the_fault_and_not_the_line() -> None:
    error, link, _ = NASTY
    moved = replace(error, place=replace(error.place, line=70, column=1))
    assert _prints([error]) == _prints([moved])
    assert _prints([error, link]) == _prints([moved, link])
    twice = _prints([error, moved, error])
    assert len(set(twice)) == 3 and twice[0] == _prints([error])[0]
    others = [
        replace(error, place=replace(error.place, path="docs/b.md")),
        replace(error, rule="DOC-102"),
        replace(error, record="doc-2023-015"),
        replace(error, message="别的。"),
        replace(link, href="../c/"),
    ]
    assert len({print_ for finding in [error, link, *others] for print_ in _prints([finding])}) == 7


def _prints(findings: list[Finding]) -> list[str]:
    return [issue["fingerprint"] for issue in json.loads(render(findings, Format.GITLAB))]


def test_sarif_tells_rules_and_results() -> None:
    assert json.loads(render(NASTY, Format.SARIF, rules=RULES)) == {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "disclosure", "rules": [_TITLE_DESCRIPTOR, _LINK_DESCRIPTOR]}},
                "columnKind": "unicodeCodePoints",
                "results": [
                    _result(
                        "DOC-101",
                        "error",
                        '标题“50%, <b>&"␛[31m红␛[0m”␊::error::假的\n'
                        "怎么改：写全标题：例如 A,B。 依据：《条例》第十二条；本机关保密审查办法 <2023>",
                        ("docs/a%2Cb%3Ac%20100%25/%3C%E9%80%9A%E7%9F%A5%3E%26%22x%22.md", 7, 12),
                        PRINTS[0],
                    ),
                    _result(
                        "LNK-101",
                        "warning",
                        "链接指向的页面不存在。\n怎么改：改成现有的页面。\n页面：tz/index.html\n"
                        "链接：../a%20b/?x=1&y=<2>\n可改为：../ab/",
                        ("docs/%E9%80%9A%E7%9F%A5.md", 3, 1),
                        PRINTS[1],
                    ),
                    _result("SYS-001", "note", "文件名 �␀ 无法识别。", ("docs/%E9%80%9A%E7%9F%A5.md", 9, 2), PRINTS[2]),
                ],
            }
        ],
    }
    assert json.loads(render([], Format.SARIF))["runs"] == [
        {"tool": {"driver": {"name": "disclosure", "rules": []}}, "columnKind": "unicodeCodePoints", "results": []}
    ]


_TITLE_DESCRIPTOR = {
    "id": "DOC-101",
    "name": "标题不能只写栏目名, 也不能为空: 100%",
    "shortDescription": {"text": "标题不能只写栏目名, 也不能为空: 100%"},
    "fullDescription": {"text": "标题不能只写栏目名, 也不能为空: 100%"},
    "help": {
        "text": "标题不能只写栏目名, 也不能为空: 100%\n错误的例子：title: 通知公告\n"
        "正确的例子：title: 关于古美路街道\n  垃圾分类的通知\n依据：《条例》第十二条；本机关保密审查办法 <2023>"
    },
    "defaultConfiguration": {"level": "error"},
    "properties": {"basis": ["《条例》第十二条", "本机关保密审查办法 <2023>"]},
}
_LINK_DESCRIPTOR = {
    "id": "LNK-101",
    "name": "链接打不开",
    "shortDescription": {"text": "链接打不开"},
    "fullDescription": {"text": "链接打不开"},
    "help": {"text": "链接打不开"},
    "defaultConfiguration": {"level": "warning"},
    "properties": {"basis": []},
}


def _result(rule: str, level: str, text: str, place: tuple[str, int, int], fingerprint: str) -> dict[str, object]:
    uri, line, column = place
    region = {"startLine": line, "startColumn": column}
    return {
        "ruleId": rule,
        "level": level,
        "message": {"text": text},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": uri}, "region": region}}],
        "partialFingerprints": {"disclosureFinding/v1": fingerprint},
    }


QUOTE = '"'  # which ElementTree escapes in attributes only
PATH_IN_XML = "docs/a,b:c 100%/&lt;通知&gt;&amp;&quot;x&quot;.md"
FAULT_IN_XML = "标题“50%, &lt;b&gt;&amp;&quot;␛[31m红␛[0m”␊::error::假的"
JUNIT = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="disclosure" tests="4" failures="1" skipped="3">
  <testsuite name="{PATH_IN_XML}" errors="0" tests="1" failures="1" skipped="0">
    <testcase classname="{PATH_IN_XML}" name="DOC-101 {FAULT_IN_XML}" file="{PATH_IN_XML}" line="7">
      <failure message="{FAULT_IN_XML}" type="DOC-101">{PATH_IN_XML.replace("&quot;", QUOTE)}:7:12: error DOC-101
{FAULT_IN_XML.replace("&quot;", QUOTE)}
怎么改：写全标题：例如 A,B。 依据：《条例》第十二条；本机关保密审查办法 &lt;2023&gt;</failure>
    </testcase>
  </testsuite>
  <testsuite name="docs/通知.md" errors="0" tests="3" failures="0" skipped="3">
    <testcase classname="docs/通知.md" name="LNK-101 链接指向的页面不存在。" file="docs/通知.md" line="3">
      <skipped message="链接指向的页面不存在。">docs/通知.md:3:1: warning LNK-101
链接指向的页面不存在。
怎么改：改成现有的页面。
页面：tz/index.html
链接：../a%20b/?x=1&amp;y=&lt;2&gt;
可改为：../ab/</skipped>
    </testcase>
    <testcase classname="docs/通知.md" name="SYS-001 文件名 �␀ 无法识别。" file="docs/通知.md" line="9">
      <skipped message="文件名 �␀ 无法识别。">docs/通知.md:9:2: notice SYS-001
文件名 �␀ 无法识别。</skipped>
    </testcase>
    <testcase classname="docs/通知.md" name="SYS-001 文件名 �␀ 无法识别。 (2)" file="docs/通知.md" line="9">
      <skipped message="文件名 �␀ 无法识别。">docs/通知.md:9:2: notice SYS-001
文件名 �␀ 无法识别。</skipped>
    </testcase>
  </testsuite>
</testsuites>
"""


def test_junit_is_a_suite_a_file_and_a_case_a_finding() -> None:
    assert render([*NASTY, NASTY[2]], Format.JUNIT) == JUNIT
    failed = ET.fromstring(render(NASTY, Format.JUNIT, strict=True)).findall(".//failure")
    assert [failure.get("type") for failure in failed] == ["DOC-101", "LNK-101"]


def test_junit_of_nothing_is_one_case_that_passes() -> None:
    assert render([], Format.JUNIT) == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<testsuites name="disclosure" tests="1" failures="0" skipped="0">\n'
        '  <testsuite name="disclosure" errors="0" tests="1" failures="0" skipped="0">\n'
        '    <testcase classname="disclosure" name="没有发现问题。" />\n'
        "  </testsuite>\n"
        "</testsuites>\n"
    )


@pytest.mark.parametrize("format", Format)
def test_a_finding_of_no_file_is_still_reported(format: Format) -> None:
    report = render([Finding("SYS-900", Severity.ERROR, Place(""), "规则出错。", "")], format)
    assert "SYS-900" in report and "规则出错。" in report


_ANY = st.text(st.characters(exclude_categories=[]), max_size=12)
_FINDING = st.builds(
    Finding,
    rule=_ANY,
    severity=st.sampled_from(Severity),
    place=st.builds(Place, _ANY, st.integers(1, 9), st.integers(1, 9)),
    message=_ANY,
    remedy=_ANY,
    basis=st.lists(_ANY, max_size=2).map(tuple),
    href=_ANY,
)


@given(st.lists(_FINDING, max_size=4))
def test_no_character_breaks_a_format(findings: list[Finding]) -> None:
    reports = {format: render(findings, format, rules=RULES) for format in Format}
    for report in reports.values():
        report.encode("utf-8")
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e]", report), "steers the reader's terminal"
    assert len(json.loads(reports[Format.JSON])["findings"]) == len(findings)
    assert len(json.loads(reports[Format.SARIF])["runs"][0]["results"]) == len(findings)
    assert len(set(_prints(findings))) == len(findings)
    assert reports[Format.GITHUB].count("\n") == len(reports[Format.GITHUB].splitlines()) == len(findings)
    assert len(ET.fromstring(reports[Format.JUNIT].encode()).findall(".//testcase")) == max(1, len(findings))
    assert reports[Format.TEXT].count("\n") == len(reports[Format.TEXT].splitlines())
    assert reports == {format: render(list(findings), format, rules=RULES) for format in Format}


def test_the_offices_page_groups_by_department_and_target() -> None:
    findings = [
        Finding("LNK-101", Severity.ERROR, Place("docs/a.md", 3), "目标<x>不存在。", "请改正。", target="gone.html"),
        Finding("LNK-101", Severity.ERROR, Place("docs/b.md", 9), "目标不存在。", "请改正。", target="gone.html"),
        Finding("DOC-004", Severity.WARNING, Place("docs/c.md", 5), "写法不规范。", "请改正。"),
    ]
    owners = {"docs/a.md": "党政办公室", "docs/b.md": "党政办公室"}
    page = render(findings, Format.HTML, owner_of=lambda finding: owners.get(finding.place.path, ""))
    assert re.findall(r"<h2>(.*?)</h2>", page) == ["党政办公室（2）", "未写明责任部门（1）"]
    assert re.findall(r'<th scope="rowgroup" rowspan="(\d)">(.*?)</th>', page) == [
        ("2", "gone.html"),
        ("1", "docs/c.md"),
    ]
    assert "目标&lt;x&gt;不存在。" in page
    assert "<script" not in page
