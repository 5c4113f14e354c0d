"""The words of the findings on attachments: what is wrong, and how to mend it by hand or with ``disclosure clean``."""

from __future__ import annotations

from disclosure.attachments.kinds import COPIED
from disclosure.findings import Rule
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.screening.attachments import rules

# What ``disclosure clean`` makes a copy of.
CLEANABLE = frozenset({FileKind.WORD, FileKind.EXCEL, FileKind.SLIDES, FileKind.PDF, FileKind.PICTURE})
_MESSAGES = {
    rules.PROPERTIES.id: "文件属性里留着制作人或设备的信息：{what}{places}。",
    rules.BELIED.id: "{what}{places}。",
    rules.NAME.id: "文件名里有{what}{places}。",
    rules.UNKNOWN_FORMAT.id: "这是{what}，里面的内容没有查全{places}。",
    rules.ARCHIVE.id: "压缩包里有{what}{places}。",
    rules.LITTER.id: "压缩包里有苹果电脑或者 Windows 自动添加的文件{places}，读者用不上。",
    rules.UNREADABLE.id: "{what}",
    rules.TOO_LARGE.id: "附件有 {what}，超过了 200 MB。",
    rules.SCANNED.id: "这是扫描件，有{what}{places}，读者无法检索，里面的内容也没有检查。",
}
_BY_HAND = {
    rules.REVISIONS.id: "请在“审阅”里接受或拒绝全部修订，再另存上传",
    rules.REMARKS.id: "请删去全部批注和备注，再另存上传",
    rules.HIDDEN_TEXT.id: "请删去看不见的文字，再另存上传",
    rules.HIDDEN_SHEETS.id: "请把要公开的内容复制到新文件，不要隐藏",
    rules.EMBEDDED.id: "请删去嵌入的文件，需要公开的作为单独的附件上传",
    rules.ACTIVE.id: "请另存为不带宏的格式",
    rules.PROPERTIES.id: "请在“文件→信息→检查文档”里删去文档属性和个人信息",
    rules.OTHER_DATA.id: "请把表格选择性粘贴为数值，再另存上传",
    rules.POSITION.id: "请用删去了位置信息的图片",
    rules.BLACKED_OUT.id: "遮盖的文字读者仍能复制出来，请在原文件里删去后重新导出",
}
# The same where a kind of file has its own way.
_BY_KIND = {
    (rules.REVISIONS.id, FileKind.PDF): "请从原来的文件重新导出 PDF，再上传",
    (rules.POSITION.id, FileKind.VIDEO): "请在手机或者剪辑软件里关掉位置信息，重新导出视频",
    (rules.EMBEDDED.id, FileKind.VIDEO): "请用剪辑软件重新导出只有画面和声音的视频",
    (rules.EMBEDDED.id, FileKind.AUDIO): "请用剪辑软件重新导出只有声音的文件",
    (rules.PROPERTIES.id, FileKind.AUDIO): "请在文件的属性里删去姓名",
    (rules.EMBEDDED.id, FileKind.PICTURE): "请用只有这张图片的文件，例如打开后截图另存",
}
_OTHERWISE = {
    rules.SCANNED.id: "请换成从 Word 或 WPS 导出的 PDF；只有扫描件的，请人工核对内容。",
    rules.BELIED.id: "请把扩展名改成与内容一致，或者用原来的软件另存为需要的格式。",
    rules.NAME.id: "请改名为“文件编号-序号”，例如 doc-2023-014-1.pdf。",
    rules.UNKNOWN_FORMAT.id: "请另存为 docx、xlsx、pptx 或者 PDF 再上传。",
    rules.ARCHIVE.id: "请把里面的文件逐个作为附件上传，或者重新压缩。",
    rules.LITTER.id: "请打开压缩包，删去 __MACOSX 文件夹和 .DS_Store 等文件再上传；或者在 Windows 里重新压缩。",
    rules.UNREADABLE.id: "请用原来的软件打开并另存一次，再重新上传；内容太多的请拆成几个文件。",
    rules.TOO_LARGE.id: "请压缩图片或者拆成几个文件再上传。",
}


def message_of(rule: Rule, what: str, places: str) -> str:
    """What is wrong: ``what`` was found, in ``places``."""
    stated = f"（{places}）" if places else ""
    return _MESSAGES.get(rule.id, "附件里有{what}{places}。").format(what=what, places=stated)


def remedy_of(rule: Rule, path: str) -> str:
    """How to mend it."""
    if rule.id in _OTHERWISE:
        return _OTHERWISE[rule.id]
    kind = suffix_of(path).kind
    # What is left in a clean copy is what the program does not decide about.
    is_copy = path.rpartition(".")[0].endswith(COPIED)
    program = f"；也可以运行 disclosure clean {path}" if kind in CLEANABLE and not is_copy else ""
    return f"{_BY_KIND.get((rule.id, kind)) or _BY_HAND[rule.id]}{program}。"
