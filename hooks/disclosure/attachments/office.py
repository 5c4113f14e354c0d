"""What Word, Excel and presentation files have in common: properties, embedded files, macros, pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.attachments.facts import Concern, Fact, inside, named, passage, spot
from disclosure.attachments.package import Package, natural
from disclosure.attachments.pictures import picture_facts
from disclosure.expressions import expression
from disclosure.reading.bounds import Unreadable
from disclosure.reading.xml_text import local

_CORE, _APPLICATION, _CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
_NAMES = {"creator": "作者", "lastModifiedBy": "最后修改者", "Company": "单位", "Manager": "负责人"}
_DESCRIPTIONS = {
    "title": "标题", "subject": "主题", "description": "备注", "keywords": "关键词", "category": "类别",
}  # fmt: skip
# Properties that programs write by themselves: WPS (version and number of the installation), Office ([MS-OSHARED]
# 2.3.3.2.3.2, [MS-OI29500] 2.1.1724, but for those that hold an address or somebody's name), SharePoint's numbers and
# content types, sensitivity labels (Microsoft Information Protection SDK, "Metadata"), and what LibreOffice and PDF
# converters take over from docProps/app.xml.
_OF_THE_PROGRAM = expression(
    r"^(?:KSO\w*|ICV|commondata|woTemplate\w*|_PID_GUID|_PID_HLINKS|_MarkAsFinal|_AdHocReviewCycleID|_NewReviewCycle"
    r"|_PreviousAdHocReviewCycleID|_ReviewingToolsShownOnce|_LiveCopyIndex|_TemplateID|ContentTypeId|ContentType|Order"
    r"|_dlc_DocId|_dlc_DocIdItemGuid|_dlc_DocIdPersistId|MediaServiceImageTags|ComplianceAssetId|xd_\w+"
    r"|MSIP_Label_[0-9a-fA-F-]{36}_(?:Enabled|SiteId|SetDate|Method|Name|ActionId|ContentBits|Tag|Parent|Extended_\w+)"
    r"|AppVersion|DocSecurity|HyperlinksChanged|LinksUpToDate|ScaleCrop|ShareDoc|Generator|Created|LastSaved|Producer"
    r"|GrammarlyDocumentId|SourceModified)$"
)
_NOBODYS_TYPES = {"bool", "filetime", "date", "clsid", "null", "empty"}
# The files that were put into the document whole, with all that they contain.
EMBEDDED_PARTS = expression(r"/embeddings/|/afchunk|^customUI/.*\.bin$", re.IGNORECASE)
ACTIVE_PARTS = expression(
    r"(?:^|/)(?:vba(?:Project|ProjectSignature\w*|Data)\.(?:bin|xml)|activeX/|macrosheets/|dialogsheets/|ctrlProps/)",
    re.IGNORECASE,
)
_PICTURES = expression(r"/media/[^/]+\.(?:jpe?g|png|tiff?|webp)$", re.IGNORECASE)
_MOST_PICTURES = 300


def office_facts(package: Package) -> Iterator[Fact]:
    """What is found alike in all Office files."""
    yield from _properties(package)
    parts = sorted(package.parts, key=natural)
    for part in parts:
        if ACTIVE_PARTS.search(part) and not part.endswith("/"):
            yield spot(Concern.ACTIVE, "宏或者控件")
        elif EMBEDDED_PARTS.search(part) and not part.endswith("/"):
            yield spot(Concern.EMBEDDED, "嵌入的文件", part.rpartition("/")[2])
    yield from _template(package)
    for part in [part for part in parts if _PICTURES.search(part)][:_MOST_PICTURES]:
        try:
            yield from inside(f"图片 {part.rpartition('/')[2]} ", iter(list(picture_facts(package.head(part)))))
        except Unreadable:
            continue  # a picture that Office can show and we cannot read tells nothing that we could name


def _properties(package: Package) -> Iterator[Fact]:
    for part in (_CORE, _APPLICATION):
        for element in package.tree(part) if part in package.parts else ():
            name, text = local(element.tag), element.text or ""
            if name in _NAMES:
                yield from named(_NAMES[name], text)
            elif name in _DESCRIPTIONS:
                yield from passage(f"文件属性“{_DESCRIPTIONS[name]}”", text)
    for element in package.tree(_CUSTOM) if _CUSTOM in package.parts else ():
        name = element.get("name", "")
        if not _OF_THE_PROGRAM.match(name) and not any(local(value.tag) in _NOBODYS_TYPES for value in element):
            yield from named(f"自定义属性“{name}”", "".join(element.itertext()))


def _template(package: Package) -> Iterator[Fact]:
    """A template on a disk tells who works where: C:\\Users\\<name>\\…"""
    for part in package.parts:
        if part.endswith("settings.xml.rels"):
            source = part.replace("_rels/", "").removesuffix(".rels")
            for item in package.relationships(source).values():
                if item.kind == "attachedTemplate" and item.external and re.search(r"[\\/]", item.target):
                    yield spot(Concern.PROPERTIES, "本机模板的路径")
