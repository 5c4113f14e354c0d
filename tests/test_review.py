"""The review record: how its lines are read, and that what is not to be disclosed is never shown, preview included."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.public import public_part
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.records.review import Disclosure, Item, Result, Review
from preview import previewed

NOTICE = "docs/notices/2025/doc-2025-003.md"
OTHER = "docs/systems/2025/doc-2025-002.md"
DECISION = "data/decisions/2025/dec-2025-02.yml"
TODAY = date(2025, 6, 18)

# --- reading ------------------------------------------------------------------------------------------------------


def test_each_step_is_one_line() -> None:
    review = Review.model_validate(
        {
            "proposed": "2025-06-16 community-office 主动公开 GB/T 9704/7.2.5",
            "department": "2025-06-16  community-office  内容准确，同意 主动公开",
            "secrecy": "2025-06-17 general-office 国家秘密无、工作秘密已删除，个人信息已隐去 附件已查",
            "approved": "2025-06-17 办事处 分管负责人",
        }
    )
    assert review.is_complete and not review.is_pending
    assert review.proposed is not None and review.department is not None
    assert review.secrecy is not None and review.approved is not None
    assert review.proposed == (date(2025, 6, 16), "community-office", Disclosure.ACTIVE, "GB/T 9704/7.2.5")
    assert review.department.opinion == "内容准确，同意 主动公开"
    assert review.secrecy.results.found == {
        Item.STATE_SECRET: Result.NONE,
        Item.WORK_SECRET: Result.REMOVED,
        Item.PERSONAL: Result.MASKED,
        Item.ATTACHMENTS: Result.LOOKED_THROUGH,
    }
    assert review.secrecy.results.missing == (Item.TRADE_SECRET, Item.STABILITY)
    assert review.approved.by == "办事处 分管负责人"


@pytest.mark.parametrize(
    ("step", "line", "said"),
    [
        ("proposed", "2025-06-16", "的值不完整。"),
        ("proposed", "2025-06-16 community-office 公开 711号令/20", "里的公开属性“公开”不认识。"),
        ("proposed", "2025-06-16 community-office 主动公开", "的值没有写依据。"),
        ("proposed", "6月16日 community-office 主动公开 711号令/20", "的值“6月16日”不是日期。"),
        ("department", "2025-06-16 综合办公室 同意", "的值“综合办公室”不是编号。"),
        ("secrecy", "2025-06-17 general-office 没有问题", "里的“没有问题”不认识。"),
        ("secrecy", "2025-06-17 general-office 国家秘密已隐去", "里的“国家秘密已隐去”不能这样写。"),
        ("approved", "2025-02-30 办事处主任", "的值“2025-02-30”在日历上不存在。"),
        ("approved", "办事处主任", "的值不完整。"),
        ("approved", {"date": "2025-06-17"}, "的值写成了几项。"),
    ],
)
def test_a_line_that_cannot_be_read_is_explained(step: str, line: object, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Review.model_validate({step: line})
    (error,) = caught.value.errors()
    assert error["loc"] == (step,)
    assert error["ctx"]["message"] == said
    assert error["ctx"]["remedy"].endswith("。")


# --- what is not shown --------------------------------------------------------------------------------------------


def change(root: Path, path: str, *pairs: tuple[str, str]) -> None:
    text = (root / path).read_text("utf-8")
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    (root / path).write_text(text, "utf-8")


def with_content_that_must_not_be_shown(root: Path) -> None:
    """A paper and a decision that are not active, a register of withheld papers, and others that lead to them."""
    change(
        root,
        NOTICE,
        ("disclosure: active", "disclosure: on-request"),
        ("title: 关于柳溪路夏季夜间养护的通知", "title: 乙方报价甲乙丙丁"),
        ("summary: 5月12日至23日夜间养护柳溪路路面。", "summary: 内部底价戊己庚辛。"),
    )
    change(
        root,
        OTHER,
        ("信息发布以前", "见[](ref:doc-2025-003)和[附件](../../notices/2025/doc-2025-003-1.pdf)。\n\n信息发布以前"),
    )
    change(
        root,
        DECISION,
        ("disclosure: active", "disclosure: none"),
    )
    (root / "data/withheld/2025").mkdir(parents=True)
    (root / "data/withheld/2025/wh-2025-001.yml").write_text(
        "id: wh-2025-001\ndepartment: general-office\n"
        "made: 2025-03-04\nattribute: none\narticle: 711号令/16\nground: process\n"
        "decided_by: 办事处分管负责人\ndecided: 2025-03-05\nharmless_title: 壬癸子丑\n",
        "utf-8",
    )


def hidden_words(root: Path) -> list[str]:
    decision = next(item for item in read_register(root).decisions if item.disclosure is not Disclosure.ACTIVE)
    return ["甲乙丙丁", "戊己庚辛", "壬癸子丑", "wh-2025-001", decision.id, decision.title]


def test_a_preview_shows_nothing_that_is_not_active(office_copy: Path) -> None:
    with_content_that_must_not_be_shown(office_copy)
    site = office_copy / "preview"
    previewed(office_copy, site)
    words = [word.encode() for word in hidden_words(office_copy)]
    files = [file for file in site.rglob("*") if file.is_file()]
    assert len(files) > 50
    showing = [
        f"{file.relative_to(site)}: {word.decode()}" for file in files for word in words if word in file.read_bytes()
    ]
    assert showing == []
    assert [file for file in files if "doc-2025-003" in file.name or "wh-2025" in file.name] == []
    pdf = (office_copy / "docs/notices/2025/doc-2025-003-1.pdf").read_bytes()
    assert [file for file in files if file.read_bytes() == pdf] == []


def test_a_file_of_a_hidden_document_is_not_published_through_another(office_copy: Path) -> None:
    with_content_that_must_not_be_shown(office_copy)
    neighbour = (office_copy / NOTICE).read_text("utf-8")
    neighbour = neighbour.replace("doc-2025-003\n", "doc-2025-090\n", 1).replace("on-request", "active")
    (office_copy / "docs/notices/2025/doc-2025-090.md").write_text(neighbour, "utf-8")
    (office_copy / "docs/notices/2025/doc-2025-003-2.txt").write_text("没有登记的附件", "utf-8")
    register = read_register(office_copy)
    made = publication(Site(register, law_book(register), TODAY))
    assert "documents/doc-2025-090.html" in made.pages
    assert made.files == {}


def test_a_register_that_is_public_as_a_whole_is_used_as_it_is(small_office: Path) -> None:
    register = read_register(small_office)
    assert public_part(register) is register


# --- urgent publication -------------------------------------------------------------------------------------------

URGENT = "  urgent: {reason: 路面塌陷, approved_by: 办事处主任, review_by: 2025-05-12}\n"


def page_of_notice(root: Path) -> str:
    register = read_register(root)
    return publication(Site(register, law_book(register), TODAY)).render("documents/doc-2025-003.html")


def test_readers_are_told_of_an_urgent_publication_until_it_is_reviewed(office_copy: Path) -> None:
    notice = office_copy / NOTICE
    complete = notice.read_text("utf-8")
    assert "先行发布" not in page_of_notice(office_copy)
    lines = complete.splitlines(keepends=True)
    pending = "".join(URGENT if line.startswith("  approved:") else line for line in lines)
    notice.write_text(pending, "utf-8")
    assert "先行发布，审查补办中。" in page_of_notice(office_copy)
    notice.write_text(complete.replace("attachments:", f"{URGENT}attachments:", 1), "utf-8")
    assert read_register(office_copy).findings == []
    assert "先行发布" not in page_of_notice(office_copy)


def test_readers_see_the_attribute_and_the_day_of_the_sign_off_and_no_more(small_office: Path) -> None:
    page = page_of_notice(small_office)
    assert '主动公开（<time datetime="2025-05-07">2025年5月7日</time>审签）' in page
    assert "国家秘密" not in page and "同意主动公开" not in page and "分管负责人" not in page
