"""The form for a request (条例29: three kinds of content, and no purpose): one for page, Word and PDF."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, section_of, site_tags, trail_to
from disclosure.pages.requesting import channels
from disclosure.pages.site import Site
from disclosure.records.columns import Column, Layout

FORM = "政府信息公开申请表"


@dataclass(frozen=True)
class FormField:
    """A field to be filled in: its name for programs, its label, how it is filled in, and how many lines it has.

    With ``choices`` it is marked, not written.
    """

    key: str
    title: str
    hint: str = ""
    lines: int = 1
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormSection:
    """One of the three kinds of content that a request has."""

    title: str
    note: str
    fields: tuple[FormField, ...]


SECTIONS = (
    FormSection(
        "一、申请人",
        "个人填前三行，法人或者其他组织填第四、五行；联系方式都要填。",
        (
            FormField("name", "姓名"),
            FormField("document", "证件名称"),
            FormField("document-number", "证件号码", "另附证件复印件"),
            FormField("organization", "单位名称"),
            FormField("organization-code", "统一社会信用代码", "另附证照复印件，写明联系人"),
            FormField("phone", "联系电话"),
            FormField("address", "通信地址和邮编"),
            FormField("email", "电子邮箱", "有的填写"),
        ),
    ),
    FormSection(
        "二、所需的政府信息",
        "名称、文号写一样就行；都不知道的，描述内容，便于我们查找。",
        (
            FormField("title", "名称"),
            FormField("number", "文号"),
            FormField("described", "内容描述", "哪件事、大概什么时候、哪个部门", 5),
        ),
    ),
    FormSection(
        "三、怎样给您",
        "没有您要的形式的，我们用其他适当的形式提供。",
        (
            FormField("form", "信息的形式", choices=("纸质", "电子文件")),
            FormField("way", "获取的方式", choices=("邮寄", "电子邮件", "当面领取", "当面查阅", "传真")),
            FormField("needs", "需要的帮助", "大字、读屏能读的文件、念读等，有需要的填写"),
        ),
    ),
)
SIGNING = (FormField("signature", "申请人签名或者盖章"), FormField("date", "日期"))


@dataclass(frozen=True)
class RequestForm:
    """The form of an office: to whom it goes, its sections, and what is said below them."""

    office: str
    sections: tuple[FormSection, ...]
    signing: tuple[FormField, ...]
    remarks: tuple[str, ...]


def request_form(site: Site) -> RequestForm:
    """The form, with the ways to hand it in."""
    ways = [f"{way.title}：{way.words}" for way in channels(site)]
    remarks = (
        "一张表写一件事。申请公开政府信息，不用写原因。",
        "只在办理申请时使用您填写的内容。",
        *ways,
    )
    return RequestForm(site.agency.name, SECTIONS, SIGNING, remarks)


@site_pages
def form_page(site: Site) -> Iterator[Page]:
    """The form to fill in on the screen and print; what is filled in stays in the reader's browser."""
    column = request_column(site)
    if column is None:
        return

    def values(links: Links) -> Mapping[str, Any]:
        return {"form": request_form(site), "column": column}

    yield Page(
        site=site,
        address=addresses.REQUEST_FORM,
        title=FORM,
        template="request_form.html",
        source=site.agency.place(),
        values=values,
        description=f"{site.agency.short_name}的{FORM}，可以在网页上填好打印，也可以下载 Word、PDF。",
        tags=site_tags(site),
        trail=trail_to(site, column),
        section=section_of(site, column),
    )


def request_column(site: Site) -> Column | None:
    """The column of requests, if the office has one."""
    return next((column for column in site.columns if column.layout is Layout.REQUESTS), None)
