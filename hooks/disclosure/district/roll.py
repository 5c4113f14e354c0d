"""The roll: which offices a district has, where each keeps its content, where each is published (district.yml)."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, Field, PrivateAttr, model_validator

from disclosure.district import ROLL
from disclosure.expressions import expression
from disclosure.findings import Finding, Place
from disclosure.reading.text import read_text
from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import Tree, read_tree
from disclosure.records.agency import Agency, Deployment, District, SiteUrl
from disclosure.records.base import Part
from disclosure.records.values import Id, Text, wrong

# Folders of the portal's own pages, in which no office can lie.
OWN_FOLDERS = frozenset({"assets", "faces", "kinds", "newest", "offices", "search", "themes"})
_REPOSITORY = expression(r"https://[^\s@]+|ssh://\S+|[\w.-]+@[\w.-]+:[^\s]+|(?:\.{0,2}/)?[\w.-][\w./-]*")
_BRANCH = expression(r"[A-Za-z0-9][\w./-]*")


def _repository(value: str) -> str:
    if not _REPOSITORY.fullmatch(value) or "::" in value:
        remedy = "请写 https:// 开头的地址（不带账号和密码）、ssh 地址，或者本机的文件夹。"
        raise wrong(f"的值“{value[:60]}”不是代码库的地址。", remedy)
    return value


def _branch(value: str) -> str:
    if not _BRANCH.fullmatch(value) or ".." in value:
        raise wrong(f"的值“{value[:40]}”不是分支的名称。", "请写分支的名称，例如 main。")
    return value


class RollEntry(Part):
    """One office of the roll."""

    id: Id = Field(title="编号", description="永久不变的编号，也是它的页面在门户里的名称", examples=["liuxi"])
    name: Text = Field(title="简称", description="列表和搜索结果里显示的名称", examples=["某街道"])
    site_url: SiteUrl = Field(title="发布网址", description="和它自己的 data/agency.yml 里的一样")
    repository: Annotated[Text, AfterValidator(_repository)] = Field(
        title="代码库", description="它的内容所在的代码库", examples=["https://git.example.gov.cn/liuxi.git"]
    )
    branch: Annotated[Text, AfterValidator(_branch)] = Field("main", title="分支", description="公开哪个分支的内容")


class Roll(Part):
    """The district's own facts, for the frame of its pages, and its offices in the order of display."""

    name: Text = Field(title="全称", description="汇总各机关公开内容的机关", examples=["某区人民政府"])
    short_name: Text = Field(title="简称", description="页面上使用的简称", examples=["某区"])
    site_name: Text = Field(title="名称", description="网页标题里显示的名称", examples=["某区政务公开"])
    site_description: Text = Field(title="说明", description="一句话介绍")
    site_url: SiteUrl = Field(title="发布网址", description="汇总页面首页的完整网址")
    site_id_code: Text = Field(title="政府网站标识码", description="所在网站的标识码")
    portal: District = Field(title="所在网站", description="汇总页面所在的政府网站")
    sponsor: Text = Field(title="主办单位", description="页脚显示的主办单位")
    address: Text = Field(title="地址", description="办公地址")
    postcode: Text = Field(title="邮政编码", description="六位数字")
    phone: Text = Field(title="联系电话", description="对外公开的办公电话")
    office_hours: Text = Field(title="办公时间", description="对外办公的时间")
    icp: Text = Field(title="ICP 备案编号", description="工信部备案编号")
    police_record: Text = Field(title="公安机关备案号", description="公安备案编号")
    offices: list[RollEntry] = Field(title="各机关", description="一个机关一项", min_length=1)

    _tree: Tree = PrivateAttr(default_factory=lambda: Tree(ROLL))

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        for name, label in (("id", "编号"), ("site_url", "发布网址")):
            values = [getattr(office, name) for office in self.offices]
            twice = next((number for number, value in enumerate(values) if value in values[:number]), None)
            if twice is not None:
                message = f"的{label}“{values[twice]}”和前面一个机关的一样。"
                raise wrong(message, f"请给每个机关各自的{label}。", below=("offices", twice, name))
        for number, office in enumerate(self.offices):
            if self.folder_of(office).split("/")[0] in OWN_FOLDERS:
                message = f"的值“{office.site_url}”和汇总页面自己的网址相同。"
                raise wrong(message, "请换一个文件夹名。", below=("offices", number, "site_url"))
        return self

    def folder_of(self, office: RollEntry) -> str:
        """The folder of an office's pages below the portal's, with its last slash; "" if they lie elsewhere."""
        below = office.site_url.startswith(self.site_url)
        return office.site_url.removeprefix(self.site_url) if below else ""

    def place(self, *location: str | int) -> Place:
        """Where a field stands in the file."""
        return self._tree.place(location)

    def rooted_at(self, tree: Tree) -> Self:
        """This roll, knowing what it was read from."""
        self._tree = tree
        return self

    @property
    def agency(self) -> Agency:
        """Who publishes the portal, as the frame of every page wants to know it."""
        shared = {name: value for name, value in self if name not in ("portal", "offices")}
        own = {"index_prefix": "-", "deployment": Deployment.DISTRICT_SECTION, "departments": [], "themes": []}
        return Agency.model_validate(shared | own | {"district": self.portal}).rooted_at(self._tree)


def read_roll(root: Path, name: str = ROLL) -> tuple[Roll | None, list[Finding]]:
    """The roll of a district, or ``None`` with what is wrong with it; nothing is raised."""
    text, findings = read_text(root / name, name)
    tree, told = read_tree(text, name) if text else (None, [])
    if tree is None:
        return None, [*findings, *told]
    roll, faults = validate(Roll, tree)
    return (roll.rooted_at(tree) if roll is not None else None), [*findings, *told, *faults]


def office_called(roll: Roll, key: str) -> RollEntry | None:
    """The office of an id."""
    return next((office for office in roll.offices if office.id == key), None)


def ids(roll: Roll) -> Sequence[str]:
    """The ids of all offices, in the order of display."""
    return [office.id for office in roll.offices]
