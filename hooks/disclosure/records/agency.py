"""The office itself: everything that the pages say about who publishes."""

from __future__ import annotations

import re
from itertools import accumulate
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, Field

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.records.base import Part, Record, RefTo
from disclosure.records.facts import WHO, Criterion
from disclosure.records.guides import OfficeGuide
from disclosure.records.values import Account, Choice, Count, Day, Id, PlaceName, Text, Url, wrong

_NO_BEGINNING = expression(r"[?#@<>\"'\\]|%(?![0-9A-Fa-f]{2})")  # what no address can go on behind


LEDGER_IN_DATA = "data/requests"  # the one folder below data/ in which requests may lie


def _beginning(url: str) -> str:
    """The address of a site as that with which the addresses of all its pages begin, with the last slash or without."""
    if _NO_BEGINNING.search(url):
        remedy = "请只写首页所在的网址，不带“?”“#”、账号和引号，例如 https://www.example.gov.cn/zwgk/。"
        raise wrong(f"的值“{url[:60]}”不能作本站的网址。", remedy)
    return url.rstrip("/") + "/"


SiteUrl = Annotated[Url, AfterValidator(_beginning)]


class Deployment(Choice):
    """Where the site may stand (国办公开办函〔2019〕61号 二: no site of its own without approval)."""

    DISTRICT_SECTION = "district-section", "上级政府网站的栏目"
    STANDALONE = "standalone", "经批准的独立网站"


class Demonstration(Part):
    """Marks the content as a demonstration and pins its clock; the real office deletes this part."""

    clock: Day = Field(title="演示日期", description="演示站点当作今天的日期", examples=["2025-06-18"])
    notice: Text = Field(title="演示说明", description="显示在每个页面顶部的一句话")


class District(Part):
    """The government whose portal the site belongs to: that of the district, the county, the city."""

    name: Text = Field(title="上级政府名称", description="网站由它开办的政府", examples=["某区人民政府"])
    site_name: Text = Field(title="上级政府网站名称", description="上级政府门户网站的名称")
    url: Url = Field(title="上级政府网站网址", description="上级政府门户网站的网址")
    fault_report_url: Url = Field(title="网站找错入口", description="“我为政府网站找错”的网址")
    search_url: Url | None = Field(
        None, title="上级政府网站搜索入口", description="上级政府门户网站搜索页的网址；不写的用门户网站的网址"
    )
    disclosure_request_url: Url = Field(title="依申请公开入口", description="网上提交政府信息公开申请的网址")
    board_url: Url | None = Field(None, title="网上留言入口", description="上级政府网站上可以提问的留言板、信箱的网址")

    @property
    def portal(self) -> str:
        """The name of its site in a sentence, in which a reader sees that it is a site."""
        return self.site_name if self.site_name.endswith(("网站", "网", "平台")) else f"{self.site_name}网站"


DepartmentId = Annotated[Id, RefTo("department", "")]


class Department(Record):
    """A unit of the office that is in charge of something."""

    record_type: ClassVar[str] = "department"
    type_label: ClassVar[str] = "内设机构"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["party-office"])
    title: Text = Field(title="名称", description="机构的规范名称", examples=["党政办公室"])
    duties: Text = Field(title="主要职责", description="一两句话说明职责")
    phone: Text | None = Field(
        None, title="联系电话", description="对外公开的办公电话；不写就用机关的", examples=["021-12345678"]
    )
    account: Account | None = Field(
        None,
        title="审核账号",
        description="代码托管网站上的账号或小组，合并前由它审核",
        examples=["@gov/party-office"],
    )


class Theme(Record):
    """One entry of the office's subject classification (主题分类)."""

    record_type: ClassVar[str] = "theme"
    type_label: ClassVar[str] = "主题分类"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["civil-affairs"])
    title: Text = Field(title="名称", description="主题名称", examples=["民政"])
    means: Text | None = Field(None, title="收哪些", description="哪些文件归在这个主题，一句话")


class PublicNumber(Part):
    """A number or mailbox of the office, or of one of its posts, that everyone may call, pay or write to."""

    number: Text = Field(title="号码", description="对外公布的手机号码、单位账号或者公用邮箱", examples=["13800000000"])
    use: Text = Field(title="用途", description="哪个岗位做什么用", examples=["防汛值班电话"])


# Folders that hold what is published, or what makes it.
_NO_LEDGER = frozenset({"docs", "data", "site", "hooks", "scripts", "tests"})


def _ledger_folder(value: str) -> str:
    """The folder of requests, relative to the project's root and within it."""
    path = value.replace("\\", "/").rstrip("/")
    steps = path.split("/")
    remedy = "请写项目里单独的一个文件夹，例如 requests；私有的代码库也可以写 data/requests。"
    if ":" in path or any(step in ("", "..") or step.startswith((".", "~")) for step in steps):
        raise wrong(f"的值“{value[:60]}”不是项目里的文件夹。", remedy)
    if steps[0].casefold() in _NO_LEDGER and path != LEDGER_IN_DATA:
        raise wrong(f"的值“{value[:60]}”是放公开内容或者程序的地方，申请台账不能放在那里。", remedy)
    return path


def _board_path(value: str) -> str:
    """The path of the office's own board below the host of the site: ``/isso``."""
    if not re.fullmatch(r"/[A-Za-z0-9._~-]+(?:/[A-Za-z0-9._~-]+)*/?", value) or "/.." in value or "/./" in value:
        raise wrong(f"的值“{value[:60]}”不是路径。", "请写以 / 开头、不带域名的路径，例如 /isso。")
    return value.rstrip("/")


class QuestionBoard(Part):
    """How the public may ask about policies besides the office's telephone, mailbox and address."""

    hotline: Text | None = Field(None, title="热线", description="可以提问的热线号码", examples=["12345"])
    own: Annotated[Text, AfterValidator(_board_path)] | None = Field(
        None, title="自己的留言板", description="本机关自己的留言板（Isso）在本站域名下的路径", examples=["/isso"]
    )
    granted: Text | None = Field(
        None, title="路径的来由", description="作为上级政府网站栏目的，写明这个路径是哪个部门交给本机关用的"
    )


class Agency(Record):
    """The publishing office (data/agency.yml)."""

    record_type: ClassVar[str] = "agency"
    type_label: ClassVar[str] = "机关信息"
    files: ClassVar[str] = "data/agency.yml"
    required: ClassVar[bool] = True

    name: Text = Field(title="机关全称", description="机关的规范名称", examples=["某区某街道办事处"])
    short_name: Text = Field(title="机关简称", description="页面上使用的简称", examples=["某街道"])
    site_name: Text = Field(title="栏目名称", description="网页标题里显示的名称", examples=["某街道政务公开"])
    site_description: Text = Field(title="栏目说明", description="一句话介绍本站")
    site_url: SiteUrl = Field(title="发布网址", description="本站首页的完整网址")
    site_id_code: Text = Field(title="政府网站标识码", description="上级门户网站的标识码")
    index_prefix: Text = Field(title="索引号前缀", description="索引号由前缀和文件编号组成", examples=["XXJ"])
    deployment: Deployment = Field(title="部署方式", description="作为上级政府网站的栏目，还是经批准的独立网站")
    deployment_approval: Text | None = Field(None, title="独立建站批准依据", description="批准独立建站的文件")
    region: list[PlaceName] = Field(
        [],
        title="所在地区",
        description="从省级到所在的区县，逐级写全称；只在别处施行的规定不作依据",
        examples=["某省"],
    )
    district: District = Field(title="上级政府", description="所在区、县的政府及其网站")
    sponsor: Text = Field(title="主办单位", description="页脚显示的主办单位")
    address: Text = Field(title="地址", description="办公地址")
    postcode: Text = Field(title="邮政编码", description="六位数字")
    phone: Text = Field(title="联系电话", description="对外公开的办公电话")
    public_numbers: list[PublicNumber] = Field(
        [], title="公开号码", description="值班手机等确需公布的号码；登记以后不再当作个人信息"
    )
    email: Text | None = Field(None, title="电子邮箱", description="对外公开的单位邮箱")
    office_hours: Text = Field(title="办公时间", description="对外办公的时间")
    reply_days: Count | None = Field(
        None,
        title="留言答复期限",
        description="政策留言几个工作日内答复，是本机关自己的承诺；不写的不作承诺，只看有没有超过三个月",
        examples=["5"],
    )
    board: QuestionBoard | None = Field(None, title="留言渠道", description="电话、邮箱、地址以外还可以从哪里提问")
    requests: Annotated[Text, AfterValidator(_ledger_folder)] | None = Field(
        None,
        title="申请台账的文件夹",
        description="依申请公开台账放在项目里的哪个文件夹，不会发布；公开的代码库不要放台账，也不写这一项",
        examples=["requests"],
    )
    platform_entry_days: Count | None = Field(
        None,
        title="平台录入期限",
        description="申请的每个节点几个工作日内录入上级的政务公开工作平台，是本机关自己的规定；不写的不查",
        examples=["3"],
    )
    icp: Text = Field(title="ICP 备案编号", description="工信部备案编号")
    police_record: Text = Field(title="公安机关备案号", description="公安备案编号")
    departments: list[Department] = Field(title="内设机构", description="承办事项的各内设机构")
    disclosure_office: DepartmentId | None = Field(
        None, title="政府信息公开工作机构", description="负责发布审查的部门编号", examples=["party-office"]
    )
    guide: OfficeGuide | None = Field(
        None, title="公开指南", description="“依申请公开”网页上的九项要素，以及本机关怎样收申请、怎样帮助申请人"
    )
    engine_owner: Account | None = Field(
        None,
        title="程序审核账号",
        description="改程序和检查流程时由它批准；不写的由政府信息公开工作机构批准",
        examples=["@gov/engineers"],
    )
    themes: list[Theme] = Field(title="主题分类", description="文件主题的分类表")
    data_terms: Text | None = Field(
        None, title="数据使用条件", description="一句话说明怎样使用网站提供的数据；不写的，写明来源就可以免费使用"
    )
    demonstration: Demonstration | None = Field(None, title="演示标记", description="演示站点才填写，正式使用时删除")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The hosts of the site and of the portal that it belongs to."""
        return tuple(urlsplit(url).hostname or "" for url in (self.site_url, self.district.url))

    @property
    def sites(self) -> dict[str, tuple[str, Place]]:
        """The sites that its texts call by name: their address, and the line on which it stands."""
        return {self.district.site_name: (self.district.url, self.place("district", "url"))}

    @property
    def places(self) -> frozenset[str]:
        """Where its law may come from: each place that it lies in, by itself and behind those around it; itself."""
        return frozenset({*self.region, *accumulate(self.region), self.name, self.short_name})


class Audience(Record):
    """A group of people that policies concern."""

    record_type: ClassVar[str] = "audience"
    type_label: ClassVar[str] = "适用人群"
    page_folder: ClassVar[str] = "for-me"

    id: Id = Field(title="编号", description="永久不变的编号", examples=["elderly"])
    title: Text = Field(title="名称", description="人群名称", examples=["老年人"])
    means: Text | None = Field(None, title="指哪些人", description="一句话", examples=["年满 60 周岁的人"])
    who: list[Criterion] = Field(default_factory=list, title="条件", description=WHO, examples=["[{age: {min: 60}}]"])


AudienceId = Annotated[Id, RefTo("audience", "")]


class Audiences(Record):
    """The list of audiences (data/audiences.yml)."""

    record_type: ClassVar[str] = "audiences"
    type_label: ClassVar[str] = "适用人群表"
    files: ClassVar[str] = "data/audiences.yml"

    everyone: AudienceId | None = Field(
        None,
        title="所有人",
        description="哪一个人群的编号代表所有人；别的人群的页面会指向它",
        examples=["all-residents"],
    )
    audiences: list[Audience] = Field(title="适用人群", description="政策面向的人群")


ThemeId = Annotated[Id, RefTo("theme", "")]
