"""What an editor is told of a slip: the one cause, in words that lead to what was meant when followed to the letter.

Every test makes one slip in the small office and compares the whole list of findings: where, and all that is said.
"""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import forks
from demonstration import linked_copy
from disclosure import publish
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding, Place, Severity, by_urgency
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.publish import told_together
from disclosure.reading.git import changed_paths
from disclosure.screening.wording.fix import fixed
from disclosure.screening.written import Known, Written
from recordings import mp4

NOTICE = "docs/notices/2025/doc-2025-003.md"
POLICY = "docs/policies/2024/doc-2024-008.md"
DRAFT = "docs/decision-papers/2025/doc-2025-004.md"
DECISION = "data/decisions/2025/dec-2025-01.yml"
TODAY = date(2025, 6, 18)


class Office:
    """A copy of the small office, to be spoilt and checked."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, path: str, content: str | bytes) -> None:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)

    def text(self, path: str) -> str:
        return (self.root / path).read_text("utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        assert self.text(path).count(old) >= 1, old
        self.write(path, self.text(path).replace(old, new, 1))

    def findings(self) -> list[Finding]:
        return check(read_register(self.root), TODAY, rules=ALL_RULES)

    def told(self) -> list[str]:
        return [
            f"{item.place.path}:{item.place.line} {item.severity} {item.rule} {item.message}{item.remedy}"
            for item in self.findings()
        ]


@pytest.fixture
def office(small_office: Path, tmp_path: Path) -> Office:
    return Office(linked_copy(small_office, tmp_path / "project"))


Spoil = Callable[[Office], None]


def backfilled_before_it_was_approved(office: Office) -> None:
    words = "original: 柳溪街道公告栏, reason: 当时网站停机, approved_by: 综合办公室"
    office.replace(NOTICE, "summary: 5月12日", f"backfill: {{date: 2025-06-02, {words}}}\nsummary: 5月12日")
    office.replace(NOTICE, "approved: 2025-05-07", "approved: 2025-06-03")


def replaced(path: str, old: str, new: str) -> Spoil:
    return lambda office: office.replace(path, old, new)


def test_the_office_as_it_is_has_nothing_to_tell(office: Office) -> None:
    assert office.told() == []


# --- names where ids are wanted ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "spoil",
    [
        replaced(NOTICE, "department: community-office", "department: 社区建设办公室"),
        replaced(NOTICE, "proposed: 2025-05-06 community-office", "proposed: 2025-05-06 社区建设办公室"),
        replaced(NOTICE, "column: notices", "column: 通知公告"),
        replaced(POLICY, "audience: [residents]", "audience: [居民, shops]"),
        replaced(POLICY, "theme: community", "theme: 社区治理"),
        replaced(DECISION, "owner: community-office", "owner: 社区建设办公室"),
        replaced("data/columns.yml", "kinds: [notice]", "kinds: [notice]\n    department: 综合办公室"),
        replaced("data/columns.yml", "parent: disclosure", "parent: 政府信息公开"),
        replaced("data/audiences.yml", "everyone: residents", "everyone: 居民"),
        replaced(NOTICE, "disclosure: active", "disclosure: 主动公开"),
    ],
)
def test_a_name_that_only_one_bears_is_taken_for_its_id(office: Office, spoil: Spoil) -> None:
    spoil(office)
    assert office.told() == []


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            replaced(POLICY, "audience: [residents]", "audience: [全体居民]"),
            f"{POLICY}:22 error FLD-003 “适用人群”（audience）写成了名称“全体居民”，这里要写编号。"
            "可能是：residents（居民）。",
        ),
        (
            replaced(NOTICE, "department: community-office", "department: 财政所"),
            f"{NOTICE}:7 error FLD-003 “责任部门”（department）写成了名称“财政所”，这里要写编号。"
            "可以写：general-office（综合办公室）、community-office（社区建设办公室）。",
        ),
        (
            replaced(NOTICE, "secrecy: 2025-05-06 general-office", "secrecy: 2025-05-06 综合办"),
            f"{NOTICE}:15 error FLD-003 “保密审查”（secrecy）写成了名称“综合办”，这里要写编号。"
            "可能是：general-office（综合办公室）。",
        ),
        (
            replaced(DECISION, "draft: doc-2025-004", "draft: 柳溪街道非机动车停放管理办法（草案）"),
            f"{DECISION}:13 error FLD-003 “决策草案全文”（draft）写成了名称“柳溪街道非机动车停放管理办法（草案）”，"
            "这里要写编号。“柳溪街道非机动车停放管理办法（草案）”的编号是 doc-2025-004。",
        ),
        (
            replaced("data/audiences.yml", "everyone: residents", "everyone: 大家"),
            "data/audiences.yml:1 error FLD-003 “所有人”（everyone）写成了名称“大家”，这里要写编号。"
            "可以写：residents（居民）、shops（沿街商户）。",
        ),
        (
            replaced(NOTICE, "title: ", "标题: "),
            f"{NOTICE}:3 error FLD-002 不认识“标题”这一项。您要写的是不是“title”？",
        ),
        (
            replaced(NOTICE, "title: ", "titel: "),
            f"{NOTICE}:3 error FLD-002 不认识“titel”这一项。您要写的是不是“title”？",
        ),
        (
            replaced(NOTICE, "kind: notice", "kind: 通知"),
            f"{NOTICE}:4 error FLD-003 “文件种类”（kind）不能填“通知”。您要写的是不是“notice”（通知公告）？",
        ),
    ],
)
def test_a_name_that_may_be_several_is_told_with_the_ids(office: Office, spoil: Spoil, told: str) -> None:
    spoil(office)
    assert office.told() == [told]


SETTLED = "data/decisions/2024/dec-2024-01.yml"


@pytest.mark.parametrize(
    ("path", "old", "new", "told"),
    [
        (SETTLED, "count: 3", "count: [3]", "“条数”（count）的写法不对。这一项只写一个值，不要分成列表或下级项目。"),
        (SETTLED, "outcome: partly", "outcome: {partly: 1}",
         "“采纳情况”（outcome）的写法不对。这一项只写一个值，不要分成列表或下级项目。"),
        (SETTLED, "draft: doc-2024-001", "draft: [doc-2024-001]",
         "“决策草案全文”（draft）的写法不对。请只写一个文件编号，或者写 absent: not-due（加 due）等原因。"),
        (SETTLED, "  execution: {absent", "  others: doc-2024-001\n  execution: {absent",
         "“其余环节”（others）不能写文件编号。请把编号写在它自己的环节；"
         "这里只写其余环节为什么没有文件，例如 {absent: not-due, due: 2025-10-31}。"),
        ("data/agency.yml", "site_url: https://district.example/zwgk/liuxi/", "site_url: https://district.example/?id=7",
         "“发布网址”（site_url）的值“https://district.example/?id=7”不能作本站的网址。"
         "请只写首页所在的网址，不带“?”“#”、账号和引号，例如 https://www.example.gov.cn/zwgk/。"),
        ("data/agency.yml", "site_url: https://district.example/zwgk/liuxi/", "site_url: https://[::1/",
         "“发布网址”（site_url）的值“https://[::1/”打不开。请核对网址，或者从浏览器的地址栏重新复制。"),
        ("data/agency.yml", "  url: https://district.example/", "  url: https://[::1/",
         "“上级政府网站网址”（url）的值“https://[::1/”打不开。请核对网址，或者从浏览器的地址栏重新复制。"),
        ("data/columns.yml", "title: 公开指南", "title: 公开指南\n    short: 怎样查找和申请信息",
         "“短名称”（short）有 9 个字，放不下。请缩短到 8 个字以内。"),
    ],
)  # fmt: skip
def test_a_value_of_the_wrong_shape_is_told_once_in_words(
    office: Office, path: str, old: str, new: str, told: str
) -> None:
    start = office.text(path).index(old) + len(new) - len(new.lstrip())
    office.replace(path, old, new)
    line = office.text(path).count("\n", 0, start) + 1 + new.startswith("title")
    assert office.told() == [f"{path}:{line} error FLD-003 {told}"]


def test_a_name_that_two_bear_is_no_id(office: Office) -> None:
    office.replace("data/agency.yml", "title: 综合办公室", "title: 社区建设办公室")
    office.replace(NOTICE, "department: community-office", "department: 社区建设办公室")
    assert office.told() == [
        f"{NOTICE}:7 error FLD-003 “责任部门”（department）写成了名称“社区建设办公室”，这里要写编号。"
        "可能是：general-office（社区建设办公室）、community-office（社区建设办公室）。"
    ]


@pytest.mark.parametrize(
    ("word", "label"),
    [
        ("不予公开", "不予公开"),
        ("none", "不予公开"),
        ("不公开", "不予公开"),
        ("暂不对外公开", "不予公开"),
        ("非公开", "不予公开"),
        ("依申请公开", "依申请公开"),
        ("依申请", "依申请公开"),
    ],
)
def test_what_is_not_to_be_public_is_an_alarm_however_it_is_written(office: Office, word: str, label: str) -> None:
    office.replace(NOTICE, "disclosure: active", f"disclosure: {word}")
    assert office.told() == [
        f"{NOTICE}:11 error REV-001 公开属性是“{label}”的信息不能放进代码库。"
        "请立即撤下并报告保密审查人员，需要登记的只在 data/withheld/ 里记一条；属性填错的请改正。"
    ]


@pytest.mark.parametrize("word", ["公开", "主动", "actve"])
def test_a_slip_in_what_is_public_is_no_alarm(office: Office, word: str) -> None:
    office.replace(NOTICE, "disclosure: active", f"disclosure: {word}")
    assert [told.split(" ")[:3] for told in office.told()] == [[f"{NOTICE}:11", "error", "FLD-003"]]


def test_what_is_not_to_be_public_is_an_alarm_whatever_else_is_wrong(office: Office) -> None:
    office.replace(NOTICE, "disclosure: active", "disclosure: 不予公开")
    office.replace(NOTICE, "title: ", "titel: ")
    assert [told.split(" ")[0:3] for told in office.told()] == [
        [f"{NOTICE}:3", "error", "FLD-002"],
        [f"{NOTICE}:11", "error", "REV-001"],
    ]


@pytest.mark.parametrize("word", ["announcement", "opinions"])
def test_a_word_that_is_only_somewhat_like_another_is_not_guessed(office: Office, word: str) -> None:
    office.replace(NOTICE, "kind: notice", f"kind: {word}")
    assert [told.partition("请从这些里选一个：")[0] for told in office.told()] == [
        f"{NOTICE}:4 error FLD-003 “文件种类”（kind）不能填“{word}”。"
    ]


# --- slips of the keyboard -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            replaced(DECISION, "{absent: not-due, due: 2025-07-31}", "{absent: not-due，due: 2025-07-31}"),
            f"{DECISION}:16 error YML-001 花括号里用了全角逗号“，”。请写成 {{absent: not-due, due: 2025-07-31}}。",
        ),
        (
            replaced(DECISION, "{absent: not-due, due: 2025-07-31}", "{absent：not-due， due：2025-07-31}"),
            f"{DECISION}:16 error YML-001 “absent：not-due， due：2025-07-31”里用了全角冒号。"
            "请写成 absent: not-due, due: 2025-07-31；冒号、逗号用半角，后面空一格，同一行别处的也要改。",
        ),
        (
            replaced(DECISION, "{absent: not-due, due: 2025-07-31}", "{absent：not-due, due：2025-07-31}"),
            f"{DECISION}:16 error YML-001 “absent：not-due”里用了全角冒号。"
            "请写成 absent: not-due；冒号、逗号用半角，后面空一格，同一行别处的也要改。",
        ),
        (
            replaced(NOTICE, "kind: notice", "kind:\u3000notice"),
            f"{NOTICE}:4 error YML-001 冒号后面用了全角空格。请改成半角空格，例如 kind: notice。",
        ),
        (
            replaced(NOTICE, "published: 2025-05-08", "published: ２０２５-０５-０８"),
            f"{NOTICE}:9 error FLD-003 “发布日期”（published）的值“２０２５-０５-０８ 09:30”用了全角的数字或符号。"
            "请写成 2025-05-08 09:30。",
        ),
        (
            replaced(NOTICE, "made: 2025-05-06", "made: 2025年5月6日"),
            f"{NOTICE}:8 error FLD-003 “生成日期”（made）的值“2025年5月6日”不是日期。请写成 2025-05-06。",
        ),
        (
            replaced(NOTICE, "made: 2025-05-06", "made: 2025-02-30"),
            f"{NOTICE}:8 error FLD-003 “生成日期”（made）的值“2025-02-30”在日历上不存在。请核对年、月、日。",
        ),
        (
            replaced(NOTICE, "proposed: 2025-05-06", "proposed: 2025/5/6"),
            f"{NOTICE}:13 error FLD-003 “拟稿部门提出”（proposed）的值“2025/5/6”不是日期。请写成 2025-05-06。",
        ),
        (
            replaced(DECISION, "draft: doc-2025-004", "draft:"),
            f"{DECISION}:13 error YML-004 “draft”后面没有内容。"
            "请写文件编号；还没有文件的，写 draft: {absent: not-due, due: 预计的日期}。",
        ),
        (
            replaced(NOTICE, "title: 关于柳溪路夏季夜间养护的通知", "title:"),
            f"{NOTICE}:3 error YML-004 “title”后面没有内容。请填写，例如 title: 关于……的通知。",
        ),
        (
            replaced(NOTICE, "summary: 5月12日至23日夜间养护柳溪路路面。", "summary:"),
            f"{NOTICE}:10 error YML-004 “summary”后面没有内容。请填写内容；确实没有就删除这一行。",
        ),
    ],
)
def test_a_slip_of_the_keyboard_is_one_finding_that_says_what_to_type(office: Office, spoil: Spoil, told: str) -> None:
    spoil(office)
    assert office.told() == [told]


def test_quotes_and_figures_are_told_in_words_that_can_be_followed(office: Office) -> None:
    office.write(NOTICE, office.text(NOTICE) + '\n请带"申请表"，费用１，２００元，长１．５米。\n')
    assert office.told() == [f'{NOTICE}:27 notice FRM-007 “请带"申请表"，”里的“"”应当用全角。请改成中文的左引号。']
    assert fixed(Written(NOTICE, office.text(NOTICE)), Known())[0].endswith("请带“申请表”，费用1,200元，长1.5米。\n")


# --- one cause, one finding ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            replaced(NOTICE, "column: notices", "column: notice"),
            f"{NOTICE}:5 error REF-001 引用的编号“notice”不存在。您要写的是不是“notices”（通知公告）？",
        ),
        (
            replaced(DRAFT, "id: doc-2025-004", "id: doc-2025-040"),
            f"{DRAFT}:2 error ID-002 文件名是“doc-2025-004.md”，里面的编号却是“doc-2025-040”。"
            "别处引用的是 doc-2025-004，请把 id 改成 doc-2025-004。",
        ),
        (
            replaced("docs/consultations/2024/doc-2024-004.md", "id: doc-2024-004", "id: doc-2024-044"),
            "docs/consultations/2024/doc-2024-004.md:2 error ID-002 "
            "文件名是“doc-2024-004.md”，里面的编号却是“doc-2024-044”。"
            "别处引用的是 doc-2024-004，请把 id 改成 doc-2024-004。",
        ),
        (
            replaced("data/agency.yml", "  - id: community-office", "  - id: comunity-office"),
            "data/agency.yml:32 error REF-001 这里没有编号为“community-office”的内设机构，有 20 处引用它，"
            "第一处是 data/decisions/2024/dec-2024-01.yml 第 6 行。"
            "编号不能改；请把“comunity-office”（社区建设办公室）的 id 改回 community-office。",
        ),
        (
            replaced("data/columns.yml", "- id: decision-papers", "- id: decision-paper"),
            "data/columns.yml:68 error REF-001 这里没有编号为“decision-papers”的栏目，有 12 处引用它，"
            "第一处是 docs/decision-papers/2024/doc-2024-001.md 第 5 行。"
            "编号不能改；请把“decision-paper”（决策过程文件）的 id 改回 decision-papers。",
        ),
        (
            replaced("data/audiences.yml", "  - id: residents\n    title: 居民\n", ""),
            "data/audiences.yml:3 error REF-001 这里没有编号为“residents”的适用人群，有 5 处引用它，"
            "第一处是 data/audiences.yml 第 1 行。"
            "请恢复这个适用人群，不要删除用过的编号；确实不用了的，先改掉引用它的各处。",
        ),
        (
            lambda office: (office.root / "data/audiences.yml").unlink(),
            "data/audiences.yml:1 error REF-001 这里一个适用人群也没有，有 5 处引用适用人群。"
            "请从代码库的历史版本恢复这个文件，或对照手册重新填写。",
        ),
        (
            lambda office: office.write(NOTICE, office.text(NOTICE).replace("community-office", "community-offise")),
            f"{NOTICE}:7 error REF-001 引用的编号“community-offise”不存在。"
            "您要写的是不是“community-office”（社区建设办公室）？",
        ),
        (
            lambda office: office.write(NOTICE, office.text(NOTICE).replace("6 community-off", "6 community-oaf")),
            f"{NOTICE}:13 error REV-012 没有编号为“community-oafice”的部门，这份文件里共 2 处。"
            "请写部门的编号：community-office（社区建设办公室）。",
        ),
        (
            replaced(DECISION, "feedback: {absent: not-due, due: 2025-07-31}", "feedback: doc-2025-062"),
            f"{DECISION}:16 error REF-001 引用的编号“doc-2025-062”不存在。"
            "请核对编号；文件还没有发布的，请先发布，没有文件的写 absent。",
        ),
        (
            replaced(DECISION, "draft: doc-2025-004", "draft: doc-2025-014"),
            f"{DECISION}:13 error REF-001 引用的编号“doc-2025-014”不存在。"
            "请核对编号；文件还没有发布的，请先发布，没有文件的写 absent。",
        ),
        (
            replaced(DECISION, "draft: doc-2025-004", "draft: doc-2025-04"),
            f"{DECISION}:13 error REF-001 引用的编号“doc-2025-04”不存在。"
            "您要写的是不是“doc-2025-004”（柳溪街道非机动车停放管理办法（草案））？",
        ),
        (
            lambda office: office.write(NOTICE, f"{office.text(NOTICE)}\n\n请居民提前准备\n到场听从指挥\n"),
            f"{NOTICE}:28 warning FID-004 第 28—29 行之间没有空行，网页上会连成一段。"
            "每段后面空一行，或者运行 disclosure check --fix。",
        ),
        (
            lambda office: office.write(NOTICE, f"{office.text(NOTICE)}\n\n甲**明、乙**燕到场。\n"),
            f"{NOTICE}:28 warning FID-005 “**明、乙**”的星号在网页上会消失，变成加粗或者斜体。"
            "遮盖请用“×”，例如“王×英”；确是加粗的，请在两边星号的外面各空一格。",
        ),
        (
            backfilled_before_it_was_approved,
            f"{NOTICE}:17 error REV-003 “领导审签”的日期 2025-06-03 晚于补录日期 2025-06-02。"
            "请写补录这次审查的真实日期，不要倒填；审查以后才放上来的，请改正补录日期。",
        ),
        (
            replaced(POLICY, "theme: community", "theme: civil"),
            f"{POLICY}:21 error REF-001 引用的编号“civil”不存在。"
            "可以写：community（社区治理）、environment（市容环境）。",
        ),
    ],
)  # fmt: skip
def test_one_cause_is_one_finding(office: Office, spoil: Spoil, told: str) -> None:
    spoil(office)
    assert office.told() == [told]


def test_where_the_office_cannot_be_read_nothing_is_late(office: Office) -> None:
    later = date(2030, 6, 18)
    late = {rule.id for rule in ALL_RULES if rule.by_time}
    assert late & {item.rule for item in check(read_register(office.root), later, rules=ALL_RULES)}
    office.replace("data/agency.yml", "phone: ", "phone ")
    told = check(read_register(office.root), later, rules=ALL_RULES)
    assert [(item.place.path, item.rule) for item in told] == [("data/agency.yml", "YML-001")]


# --- files that are not what they should be ------------------------------------------------------------------------


def renamed(old: str, new: str) -> Spoil:
    return lambda office: (office.root / old).rename(office.root / new) and None


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (
            renamed(NOTICE, f"{NOTICE}.txt"),
            f"{NOTICE}.txt:1 error FIL-001 文件名的结尾应当是“.md”，这个文件没有读取。"
            "请把“doc-2025-003.md.txt”改名为 doc-2025-003.md；看不到结尾的，先在资源管理器里勾选“文件扩展名”。",
        ),
        (
            renamed(DRAFT, DRAFT.replace(".md", ".MD")),
            "docs/decision-papers/2025/doc-2025-004.MD:1 error FIL-001 文件名的结尾应当是“.md”，这个文件没有读取。"
            "请把“doc-2025-004.MD”改名为 doc-2025-004.md；看不到结尾的，先在资源管理器里勾选“文件扩展名”。",
        ),
        (
            renamed(DECISION, DECISION.replace(".yml", ".yaml")),
            "data/decisions/2025/dec-2025-01.yaml:1 error FIL-001 文件名的结尾应当是“.yml”，这个文件没有读取。"
            "请把“dec-2025-01.yaml”改名为 dec-2025-01.yml；看不到结尾的，先在资源管理器里勾选“文件扩展名”。",
        ),
        (
            lambda office: office.write(NOTICE, office.text(NOTICE).encode("utf-16")),
            f"{NOTICE}:1 error TXT-001 文件不是 UTF-8 编码，是 UTF-16 编码（记事本里叫“Unicode”）。"
            "请用记事本打开，选“另存为”，编码选 UTF-8 后再提交。",
        ),
        (
            lambda office: office.write(NOTICE, office.text(NOTICE).encode("utf-16-be")),
            f"{NOTICE}:1 error TXT-001 文件不是 UTF-8 编码，是 UTF-16 编码（记事本里叫“Unicode”）。"
            "请用记事本打开，选“另存为”，编码选 UTF-8 后再提交。",
        ),
        (
            lambda office: office.write("docs/notices/2025/doc-2025-003-2.mp4", mp4(seconds=9)),
            "docs/notices/2025/doc-2025-003-2.mp4:1 warning ATT-004 “doc-2025-003-2.mp4”没有被任何文件登记为附件，"
            "不会发布。解读的录音录像请写在那份解读的 media 里；别的视频请删除，发布在视频平台，在正文里写网址。",
        ),
    ],
)
def test_a_file_of_a_wrong_name_or_kind_is_told_once_and_in_the_right_words(
    office: Office, spoil: Spoil, told: str
) -> None:
    spoil(office)
    assert office.told() == [told]


# --- what to do first ----------------------------------------------------------------------------------------------


def test_what_blocks_comes_first_then_ones_own_files() -> None:
    def found(rule: str, path: str, severity: Severity) -> Finding:
        return Finding(rule, severity, Place(path), "某事。", "请改。")

    findings = [
        found("AAA-001", "docs/a.md", Severity.NOTICE),
        found("AAA-002", "docs/b.md", Severity.ERROR),
        found("AAA-003", "docs/c.md", Severity.ERROR),
        found("AAA-004", "docs/d.md", Severity.WARNING),
    ]
    assert [item.rule for item in by_urgency(findings, {"docs/c.md"})] == ["AAA-003", "AAA-002", "AAA-004", "AAA-001"]
    assert by_urgency(reversed(findings)) == by_urgency(findings)


def test_the_first_line_says_how_much_is_to_be_done_and_what_only_time_brought_stands_apart(office: Office) -> None:
    office.replace(DECISION, "due: 2025-07-31", "due: 2025-06-01")
    office.replace(NOTICE, "department: community-office", "department: nobody")
    office.replace(NOTICE, "column: notices", "column: notice")
    office.replace(POLICY, "theme: community", "theme: civil")
    lines = forks.disclosure("check", "--root", office.root).stdout.splitlines()
    heads = [line.split(" ")[0:3] for line in lines if not line.startswith(" ")]
    assert heads == [
        ["不能合并：您要改", "3", "处（2"],
        [f"{NOTICE}:5:1:", "error", "REF-001"],
        [f"{NOTICE}:7:1:", "error", "REF-001"],
        [f"{POLICY}:21:1:", "error", "REF-001"],
        ["以下", "1", "处只是时间到了，不是这次改动带来的："],
        [f"{DECISION}:16:3:", "notice", "DEC-009"],
        ["共", "3", "个错误、1"],
    ]


def test_what_has_changed_since_the_main_branch_is_known(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        settings = ("-c", "user.name=a", "-c", "user.email=a@b.example")
        subprocess.run(["git", "-C", str(tmp_path), *settings, *arguments], check=True, capture_output=True)

    assert changed_paths(tmp_path) == set()
    git("init", "-q", "-b", "main")
    for name in ("kept.md", "edited.md", "committed.md"):
        (tmp_path / name).write_text("一")
    git("add", ".")
    git("commit", "-q", "-m", "one")
    git("switch", "-q", "-c", "change")
    (tmp_path / "committed.md").write_text("二")
    git("commit", "-q", "-a", "-m", "two")
    (tmp_path / "edited.md").write_text("二")
    (tmp_path / "新.md").write_text("一")
    assert changed_paths(tmp_path) == {"committed.md", "edited.md", "新.md"}


# --- everything in one round ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "![图](doc-2025-003-9.png)",
            [
                "正文用到的“doc-2025-003-9.png”不在 docs/notices/2025 里。"
                "请把文件传到这个文件夹，或者核对文件名（包括大小写和扩展名）。"
            ],
        ),
        (
            "见[表](DOC-2025-003-1.PDF)",
            [
                "正文用到的“DOC-2025-003-1.PDF”不在 docs/notices/2025 里。"
                "大小写不同：文件夹里的名称是“doc-2025-003-1.pdf”，请改成一致。"
            ],
        ),
        (
            "见[通知](doc-2025-002.md)",
            [
                "“doc-2025-002.md”不是网页的地址，读者打不开。"
                "链到本站的文件请写它的编号，例如 [标题](ref:doc-2023-014)。"
            ],
        ),
        ("见[路线](doc-2025-003-1.pdf)和[区门户](https://district.example/)", []),
    ],
)  # fmt: skip
def test_what_the_text_uses_is_looked_for_by_the_check(office: Office, body: str, told: list[str]) -> None:
    office.write(NOTICE, f"{office.text(NOTICE)}\n{body}。\n")
    assert office.told() == [f"{NOTICE}:27 error ATT-007 {one}" for one in told]


def test_an_attachment_that_is_missing_is_told_once(office: Office) -> None:
    (office.root / "docs/notices/2025/doc-2025-003-1.pdf").unlink()
    assert [told.split(" ")[:3] for told in office.told()] == [[f"{NOTICE}:18", "error", "ATT-001"]]


def test_a_build_tells_of_dead_links_beside_the_errors_of_the_check(office: Office) -> None:
    office.replace(POLICY, "theme: community", "theme: civil")
    office.write(NOTICE, f"{office.text(NOTICE)}\n见[旧网页](../old/page.html)。\n\n见[附表](doc-2025-003-9.xlsx)。\n")
    found = publish.build(office.root, Order(out=office.root / "public"))
    told = [(item.place.path, item.place.line, item.rule) for item in found.findings if item.severity == "error"]
    assert told == [(NOTICE, 27, "LNK-101"), (NOTICE, 29, "LNK-101"), (POLICY, 21, "REF-001")]
    assert not (office.root / "public").exists()


def test_of_the_links_in_a_file_with_errors_nothing_is_told() -> None:
    def found(rule: str, path: str, line: int, severity: Severity = Severity.ERROR) -> Finding:
        return Finding(rule, severity, Place(path, line), "某事。", "请改。")

    checked = [found("REF-001", "docs/a.md", 3), found("ATT-007", "docs/b.md", 9), found("ATT-007", "docs/b.md", 12)]
    links = [
        found("LNK-101", "docs/a.md", 8),
        found("LNK-101", "docs/b.md", 9),
        found("LNK-611", "docs/c.md", 1, Severity.WARNING),
    ]
    assert [(item.rule, item.place.path, item.place.line) for item in told_together(checked, links)] == [
        ("REF-001", "docs/a.md", 3),
        ("ATT-007", "docs/b.md", 12),
        ("LNK-101", "docs/b.md", 9),
    ]
    assert told_together([], links) == links


# --- fields in their places ----------------------------------------------------------------------------------------

CONSULTATION = "docs/consultations/2025/doc-2025-006.md"
NOTE = "changes:\n  - date: 2025-05-09\n    note: 补充绕行路线。\n"
OF_A_NOTE = "“修改记录”（changes）的写法不对。每一条先写一行“  - date: 内容”，下面每行空四格，写 note: 内容。"


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (replaced(NOTICE, NOTE, "changes: 补充绕行路线。\n"), f"{NOTICE}:21 error FLD-003 {OF_A_NOTE}"),
        (replaced(NOTICE, NOTE, "changes:\n  - 补充绕行路线。\n"), f"{NOTICE}:22 error FLD-003 {OF_A_NOTE}"),
        (
            replaced(CONSULTATION, "audience:", "shortened_reason: 汛期以前要完成。\naudience:"),
            f"{CONSULTATION}:17 error FLD-002 不认识“shortened_reason”这一项。"
            "请移到“consultation”下面，和那里的各项对齐。",
        ),
        (
            replaced(NOTICE, "---\nid:", "\n\n---\nid:"),
            f"{NOTICE}:1 error FMT-001 信息栏前面有 2 个空行。请删去，使“---”成为第一行。",
        ),
    ],
)
def test_what_stands_in_a_wrong_place_is_told_its_place(office: Office, spoil: Spoil, told: str) -> None:
    spoil(office)
    assert office.told() == [told]


def test_a_withheld_paper_is_never_asked_for_its_title(office: Office) -> None:
    written = "id: wh-2025-001\ndepartment: community-office\nmade: 2025-06-10\nattribute: on-request\n"
    office.write("data/withheld/2025/wh-2025-001.yml", f"{written}decided_by: 主任\ndecided: 2025-06-11\ntitle: 选址\n")
    [told] = office.told()
    assert "error FLD-002 不认识“title”这一项。这里可以写：id、department、" in told
    assert told.endswith("不在其中的请删除。")


def test_full_width_blanks_part_the_words_of_a_review(office: Office) -> None:
    office.replace(NOTICE, "2025-05-06 community-office 主动公开 711", "2025-05-06　community-office　主动公开　711")
    assert office.told() == []


# --- titles where ids are wanted -----------------------------------------------------------------------------------


def test_the_title_of_a_document_in_a_link_is_told_its_id(office: Office) -> None:
    title = "柳溪街道社区花园共建管理办法"
    office.replace(NOTICE, "绕行路线见", f"见[办法](ref:{title})。绕行路线见")
    assert office.told() == [f"{NOTICE}:25 error REF-001 引用的编号“{title}”不存在。“{title}”的编号是 doc-2024-008。"]


def test_the_name_of_a_column_behind_a_redirect_is_told_its_id(office: Office) -> None:
    text = "old: documents/doc-2020-001.html\nnew: 通知公告\nreason: 并入通知。\ndate: 2025-06-10\n"
    office.write("data/redirects/a.yml", text)
    assert office.told() == [
        "data/redirects/a.yml:2 error FLD-003 “新位置”（new）写成了名称“通知公告”，这里要写编号。"
        "“通知公告”的编号是 notices。"
    ]
