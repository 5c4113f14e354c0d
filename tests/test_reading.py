"""Reading: bytes, YAML and front matter → text with positions, or a finding in plain Chinese at the right line."""

import pytest

from disclosure.reading.front_matter import split
from disclosure.reading.text import LARGEST_TEXT, decode, read_text
from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.agency import Theme
from disclosure.records.decisions import Decision


def seen(findings):
    return [(finding.rule, finding.place.line, finding.message) for finding in findings]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("title：某通知\nkind: notice\n", 1, "键后面用了全角冒号“：”。"),
        ("id: a\ntitle： 某通知\n", 2, "键后面用了全角冒号“：”。"),
        ('id: a\ntitle: "某通知\nkind: notice\n', 2, '引号 " 没有配对。'),
        ("title: '某通知\n", 1, "引号 ' 没有配对。"),
        ("a: b\n\tc: d\n", 2, "这一行开头用了制表符（Tab 键）。"),
        ("a:\n  b: c\n\u3000 d: e\nf\n", 3, "这一行开头用了全角空格。"),
        ("title: 关于: 通知\n", 1, "值里面又出现了半角冒号加空格。"),
        ("title: *重要*通知\n", 1, "值不能以“*”开头。"),
        ("title: @单位\n", 1, "值不能以“@”开头。"),
        ("title: %5\n", 1, "值不能以“%”开头。"),
        ("title: `代码`\n", 1, "值不能以“`”开头。"),
        ("title: [通知]某事\n", 1, "值以“[”开头，会被当成列表。"),
        ("keywords: [甲, 乙\ntitle: 某\n", 1, "括号“[”没有配对。"),
        ('title: "关于"的通知\n', 1, "引号只包住了值的前半部分。"),
        ("title:某通知\nkind: notice\n", 1, "半角冒号后面少了一个空格。"),
        ("a: 1\n   b: 2\n", 2, "这一行附近的 YAML 写法有误，无法读取。"),
        ("[" * 100_000, 1, "这里的嵌套超过了 20 层。"),
        ("a:\n" + "- b\n" * 50_000, 50_000, "到这里已经写了 50000 项，太多了，没有读下去。"),
    ],
)
def test_a_slip_is_named_at_its_own_line(text, line, message):
    tree, findings = read_tree(text, "data/x.yml")
    assert tree is None
    assert seen(findings) == [("YML-001", line, message)]
    assert all(finding.remedy for finding in findings)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: 2\na: 3\n", [("YML-002", 3, "键“a”写了两次，第一次在第 1 行。")]),
        ("a:\nb: 2\n", [("YML-004", 1, "“a”后面没有内容。")]),
        ('a: ""\n', [("YML-004", 1, "“a”后面没有内容。")]),
        ("a: !!int 3\n", [("YML-003", 1, "这里用了 YAML 的锚点（&）、别名（*）或标签（!）。")]),
        ("a: 第1号 #附件\n", [("YML-006", 1, "“#附件”被当成了注释，不会发布。")]),
        ("a: 1\n---\nb: 2\n", [("YML-001", 2, "文件中间又出现了一行“---”，后面的内容不会被读取。")]),
    ],
)
def test_what_yaml_would_swallow_is_a_finding(text, expected):
    _, findings = read_tree(text, "data/x.yml")
    assert seen(findings) == expected


@pytest.mark.parametrize(
    ("text", "data", "expected"),
    [
        ("redirects:\n []: b\nreason: b\n", {"redirects": {}, "reason": "b"}, [("YML-001", 2)]),
        ("{[a]: b, c: d}\n", {"c": "d"}, [("YML-001", 1)]),
        ("? {a: [b]}\n: [c, {d: e}]\nf: g\n", {"f": "g"}, [("YML-001", 1)]),
        ("a: [[x]: b, c]\nd: e\n", {"a": [{}, "c"], "d": "e"}, [("YML-001", 1)]),
        ("*x : b\nc: d\n", {"c": "d"}, [("YML-003", 1)]),
        ("a: {x: 1}\na: {y: 2}\nb: 3\n", {"a": {"x": "1"}, "b": "3"}, [("YML-002", 2)]),
        ("a: 1\n---\nb: 2\n---\nc: 3\n", {"a": "1"}, [("YML-001", 2)]),
    ],
)
def test_what_is_no_key_is_passed_over_with_its_value_and_the_rest_is_read(text, data, expected):
    tree, findings = read_tree(text, "data/x.yml")
    assert tree.data == data
    assert [(finding.rule, finding.place.line) for finding in findings] == expected


def test_an_alias_is_refused_however_often_it_is_used():
    bomb = "a: &a [x, x]\n" + "".join(f"{k}: &{k} [*{p}, *{p}]\n" for p, k in zip("abcdefgh", "bcdefghi", strict=True))
    tree, findings = read_tree(bomb, "data/x.yml")
    assert {finding.rule for finding in findings} == {"YML-003"}
    assert tree.data["i"] == ["", ""]


@pytest.mark.parametrize("value", ["12:30", "0201", "no", "2023-02-30", "1e3", "1.10", "1_000", "~", "null", "第1号"])
def test_every_scalar_stays_text(value):
    tree, findings = read_tree(f"a: {value}\n", "data/x.yml")
    assert (tree.data, findings) == ({"a": value}, [])


def test_a_comment_after_a_blank_is_a_comment():
    assert read_tree("a: 1 # 说明\nb: 2  # 说明\n", "x.yml")[1] == []


def test_text_that_is_no_mapping_is_said_so():
    assert seen(read_tree("只有一句话\n", "data/x.yml")[1]) == [("YML-005", 1, "这里的内容不是“键: 值”的形式。")]


@pytest.mark.parametrize(
    ("raw", "text", "expected"),
    [
        (b"\xef\xbb\xbfa: 1\r\nb: 2\r\n", "a: 1\nb: 2\n", []),
        ("标题: 通知".encode("gb18030"), "", [("TXT-001", 1, "文件不是 UTF-8 编码，看起来是 GBK（ANSI）编码。")]),
        (b"a: 1\nb: \xff\xfe\x80", "", [("TXT-001", 2, "文件不是 UTF-8 编码，有无法识别的字节。")]),
        (b"", "", [("TXT-003", 1, "这个文件是空的。")]),
        (b" \n\n", "", [("TXT-003", 1, "这个文件是空的。")]),
        (b"a: 1\nb: x\x08y\n", "a: 1\nb: xy\n", [("TXT-005", 2, "这里有一个看不见的字符（U+0008）。")]),
    ],
)
def test_bytes_become_text_or_a_finding(raw, text, expected):
    decoded, findings = decode(raw, "data/x.yml")
    assert (decoded, seen(findings)) == (text, expected)


@pytest.mark.parametrize("signs", [" ", "*", "> ", "[x]", "甲", "``a`"])
def test_the_same_signs_over_and_over_are_told_and_shortened(signs):
    times = 30_000 // len(signs)
    text, findings = decode(f"a: b\nc: |\n  x{signs * times}y\nd: e\n".encode(), "data/x.yml")
    assert seen(findings) == [("TXT-006", 3, f"从这里开始，同样的符号连着写了 {times} 次。")]
    assert len(text) < 5100 and text.endswith("y\nd: e\n") and text.count("\n") == 4


def test_a_long_line_and_a_long_table_are_no_run_of_the_same_signs():
    for text in ("".join(map(str, range(9000))), "| 甲 | 乙 |\n" * 5000, "x" + "_" * 4000 + "y" * 20_000):
        expected = ["TXT-006"] if "yy" in text else []
        assert [finding.rule for finding in decode(text.encode(), "docs/x.md")[1]] == expected


@pytest.mark.parametrize("megabytes", [10, 60])
def test_a_huge_file_is_refused_without_being_read(megabytes, tmp_path):
    file = tmp_path / "big.yml"
    with file.open("wb") as stream:
        stream.truncate(megabytes * 1024 * 1024)
    text, findings = read_text(file, "data/big.yml")
    assert (text, seen(findings)) == ("", [("TXT-002", 1, f"这个文件有 {megabytes}.0 MB，超过了 1 MB。")])
    assert LARGEST_TEXT == 1024 * 1024


def test_a_file_that_cannot_be_read_is_a_finding(tmp_path):
    (tmp_path / "folder").mkdir()
    _, findings = read_text(tmp_path / "folder" / "none.yml", "data/none.yml")
    assert [finding.rule for finding in findings] == ["TXT-004"]


def test_front_matter_lines_are_lines_of_the_file():
    tree, body, findings = split("---\nid: doc-1\ntitle: 某\n---\n\n正文\n", "docs/x.md")
    assert (tree.data, tree.place(("title",)).line, findings) == ({"id": "doc-1", "title": "某"}, 3, [])
    assert (body.text, body.first_line) == ("\n正文\n", 5)


def test_missing_front_matter_is_a_finding():
    for text in ("正文\n", "---\nid: a\n没有结束\n"):
        tree, _, findings = split(text, "docs/x.md")
        assert tree is None
        assert [finding.rule for finding in findings] == ["FMT-001"]


def test_all_wrong_values_are_reported_each_at_its_line():
    text = (
        "id: Dec_1\norder: 1\ntitle: 某\nsummary: 某\ncategory: major-mesure\nowner: a\nbasis: b\n"
        "required_steps: [draft]\n"
        "completion: 2024-13\nadjusted: 新增\nstages:\n  draft: doc-1\n  risk: {absent: not-due, due: 2024-02-30}\n"
        "opnions: {}\ndisclosure: active\n"
    )
    tree, _ = read_tree(text, "data/decisions/2024/dec-1.yml")
    _, findings = validate(Decision, tree)
    assert [(finding.rule, finding.place.line) for finding in findings] == [
        ("FLD-003", 1),
        ("FLD-003", 5),
        ("FLD-003", 7),
        ("FLD-003", 9),
        ("FLD-003", 10),
        ("FLD-003", 13),
        ("FLD-002", 14),
    ]
    remedies = {finding.place.line: finding.remedy for finding in findings}
    assert remedies[5] == "您要写的是不是“major-measure”（重大公共措施）？"
    assert remedies[10] == "您要写的是不是“added”（新增）？"
    assert remedies[14] == "您要写的是不是“opinions”？"


def test_a_missing_field_points_at_the_record_that_lacks_it():
    tree, _ = read_tree("themes:\n  - id: a\n", "data/agency.yml")
    _, findings = validate(Theme, tree.below(("themes", 0)))
    assert [(finding.rule, finding.place.line) for finding in findings] == [("FLD-001", 2)]
