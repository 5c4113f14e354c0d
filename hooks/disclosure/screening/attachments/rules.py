"""The rules for attachments."""

from __future__ import annotations

from disclosure.attachments.facts import Concern
from disclosure.findings import Rule, Severity

_HIDDEN = ("本办制度/13", "保密法/35")
_FORM = ("本办制度/14",)

REVISIONS = Rule("XRY-001", "附件没有修订痕迹", basis=_HIDDEN, bad="还留着修订的 Word 文件", good="接受全部修订后另存")
REMARKS = Rule("XRY-002", "附件没有批注和备注", basis=_HIDDEN, bad="带批注的 Word 文件", good="删去批注和备注")
HIDDEN_TEXT = Rule("XRY-003", "附件没有隐藏的文字", basis=_HIDDEN, bad="设成“隐藏”的一段文字", good="删去隐藏的文字")
HIDDEN_SHEETS = Rule(
    "XRY-004", "附件没有隐藏的工作表、行、列和幻灯片", basis=_HIDDEN, bad="隐藏了一列的名单", good="删去这一列"
)
EMBEDDED = Rule("XRY-005", "附件里没有嵌入别的文件", basis=_HIDDEN, bad="插入了 Excel 对象", good="改成普通表格")
ACTIVE = Rule("XRY-006", "附件里没有宏和自动动作", basis=_HIDDEN, bad="带宏的 Excel 文件", good="另存为不带宏的格式")
PROPERTIES = Rule(
    "XRY-007", "文件属性里没有姓名和设备", Severity.WARNING, _HIDDEN, bad="“作者”是经办人姓名", good="“作者”一栏空着"
)
OTHER_DATA = Rule(
    "XRY-008", "表格没有连着别处的数据", basis=_HIDDEN, bad="公式引用另一个文件；数据透视表", good="粘贴成数值的表格"
)
POSITION = Rule("XRY-009", "图片没有拍摄位置", basis=_HIDDEN, bad="手机拍摄、带经纬度的照片", good="去掉位置信息的照片")
BLACKED_OUT = Rule("XRY-010", "涂黑的地方下面没有文字", basis=_HIDDEN, bad="用黑块盖住的号码", good="删去号码再导出")
SCANNED = Rule("XRY-011", "扫描件能检索", Severity.WARNING, _FORM, bad="只有图像的 PDF", good="从 Word 导出的 PDF")
BELIED = Rule("XRY-012", "附件的内容与扩展名一致", basis=_FORM, bad="改名为 .pdf 的照片", good="从 Word 导出的 PDF")
NAME = Rule("XRY-013", "附件的文件名没有空格和特殊字符", basis=_FORM, bad="附件 1.pdf", good="doc-2023-014-1.pdf")
UNKNOWN_FORMAT = Rule(
    "XRY-014", "附件是能检查的格式", Severity.WARNING, _FORM, bad="旧格式的 名单.xls", good="另存为 .xlsx 或者 PDF"
)
ARCHIVE = Rule("XRY-015", "压缩包里没有打不开、不能打开的东西", basis=_FORM, bad="加密的压缩包", good="不加密的压缩包")
UNREADABLE = Rule("XRY-016", "附件打得开", basis=_FORM, bad="没有传完整的 Word 文件", good="打得开的文件")
TOO_LARGE = Rule("XRY-017", "附件不超过 200 MB", basis=_FORM, bad="1 GB 的视频", good="压缩或者拆分后的文件")

LITTER = Rule(
    "XRY-018", "压缩包里没有系统添加的文件", Severity.WARNING, _FORM, bad="带上了 __MACOSX", good="只有要公开的文件"
)

RULE_OF = {
    Concern.REVISIONS: REVISIONS,
    Concern.REMARKS: REMARKS,
    Concern.HIDDEN_TEXT: HIDDEN_TEXT,
    Concern.HIDDEN_SHEETS: HIDDEN_SHEETS,
    Concern.EMBEDDED: EMBEDDED,
    Concern.ACTIVE: ACTIVE,
    Concern.PROPERTIES: PROPERTIES,
    Concern.OTHER_DATA: OTHER_DATA,
    Concern.POSITION: POSITION,
    Concern.BLACKED_OUT: BLACKED_OUT,
    Concern.SCANNED: SCANNED,
    Concern.BELIED: BELIED,
    Concern.NAME: NAME,
    Concern.UNKNOWN_FORMAT: UNKNOWN_FORMAT,
    Concern.ARCHIVE: ARCHIVE,
    Concern.LITTER: LITTER,
    Concern.UNREADABLE: UNREADABLE,
    Concern.TOO_LARGE: TOO_LARGE,
}
RULES = tuple(RULE_OF.values())
