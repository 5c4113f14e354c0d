"""What a page has that is not carried over."""

from __future__ import annotations

from disclosure.importing.word.losses import Loss


class PageLeft(Loss):
    """What of a page is left behind; what was hidden is never quoted."""

    HIDDEN = "看不见的文字", "没有取；要公开的请在下面补写。"
    COMMENTS = "批注", "批注是内部意见，一般不公开。"
    DELETED = "修订里删除的文字", "已按接受修订处理，请核对。"
    PICTURES = "图片", "没有取到图片文件；请单独上传，并写一句图上是什么。"
    MEDIA = "视频、音频、动画", "请单独上传，在 media 里登记，并附文字稿。"
    FRAMES = "嵌在里面的网页", "没有取；要公开的请写进正文，或者另存为附件。"
    DRAWINGS = "画出来的图", "网页程序画的图取不到；请截成图片，并把数据写成表格。"
    FORMS = "可以填写的表单", "本网站的正文里没有表单，只取了文字。"
    LINKS = "链接", "地址只在原来的地方有用，只取了文字；要链接的请写文件编号。"
    FORMULAS = "公式", "只取了其中的文字，请对照原文核对。"
    DEEP = "套得太深的内容", "没有取，请单独粘贴那一部分。"
