"""The sentences in which a change is told, in the comment and in the report alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from disclosure.reading.differing import TextRun, pieces
from disclosure.reporting.story import ChangeStory
from disclosure.reporting.story.changes import Changes, Fate, FileChange, PageChange
from disclosure.reporting.story.reading import Sentence
from disclosure.reporting.story.sentences import SentenceChange

LABELS = {Fate.NEW: "新网页", Fate.GONE: "不再有的网页", Fate.CHANGED: "改动的网页"}
_FILES = {Fate.NEW: "加了附件", Fate.GONE: "撤了附件", Fate.CHANGED: "换了附件"}
_AROUND = 40  # signs told on either side of a change; what is left out between is marked
_LONGEST = 2_000  # signs of a sentence that is compared word by word
_FIRST = 3  # sentences told of a new page
HOW_TO_OPEN = "下载 preview.zip，先解压，再双击里面的 index.html。每一页都标着“预览，未发布”。"


def in_short(changes: Changes) -> str:
    """How many pages readers will see changed, of how many."""
    count = Counter(item.fate for item in changes.pages)
    kinds = "、".join(f"{LABELS[fate]} {count[fate]} 个" for fate in Fate if count[fate])
    if changes.none:
        return f"读者看到的没有变化（共 {changes.after} 个网页）。"
    if not changes.pages:
        return f"{changes.after} 个网页的正文都没有变。"
    return f"{changes.after} 个网页里有 {len(changes.pages)} 个和以前不一样：{kinds}。"


def beside(changes: Changes) -> list[str]:
    """What is only counted: pages that follow, frames, files that are made from the content."""
    told = []
    if changes.following:
        told.append(f"另有 {len(changes.following)} 页只是列表、日期、数字跟着变。")
    if changes.framed:
        told.append(f"另有 {len(changes.framed)} 页正文没有变，变的是页头、页脚、导航或者看不见的说明。")
    if changes.generated:
        told.append(f"搜索、订阅、数据下载等自动生成的文件有 {changes.generated} 个跟着变。")
    return told


def page_line(item: PageChange) -> str:
    """One line on a page: where it is and what it is called."""
    count = f"（改了 {len(item.turns)} 处）" if item.turns else "（只是先后顺序变了）"
    return f"{item.address}　{item.page.title}{count if item.fate is Fate.CHANGED else ''}"


def of_gone(item: PageChange) -> str:
    """What happens to those who have the address of a page that is gone."""
    if item.moved_to:
        return f"旧网址自动转到 {item.moved_to}。"
    return "没有跳转：存了旧网址的读者会看到“没有找到这个页面”。"


def of_new(item: PageChange) -> list[str]:
    """How a new page begins."""
    if item.moved_to:
        return [f"这一页只把读者带到 {item.moved_to}。"]
    said = [sentence.text for sentence in item.page.sentences if sentence.text != item.page.title]
    length = sum(map(len, said))
    first = [_cut(text) for text in said[:_FIRST]]
    return [*first, f"……（全页约 {length} 字）"] if len(said) > _FIRST else first


def file_line(item: FileChange) -> str:
    """One line on an attachment."""
    before, after = map(_size, item.sizes)
    size = f"{before} → {after}" if item.fate is Fate.CHANGED else after if item.fate is Fate.NEW else before
    of = f"（{item.of}）" if item.of else ""
    return f"{_FILES[item.fate]}：{item.name}，{size}{of}"


def _sides(turn: SentenceChange) -> tuple[list[TextRun], list[TextRun]]:
    """The old sentence and the new one as runs of what stayed and what did not, shortened far from any change."""
    before, after = (_said(sentence, turn.is_of_links) for sentence in turn)
    if turn.before is None or turn.after is None or max(len(before), len(after)) > _LONGEST:
        return [TextRun("out", _cut(before))] if before else [], [TextRun("in", _cut(after))] if after else []
    runs = pieces(before, after)
    old, new = ([run for run in runs if run.sort in ("same", own)] for own in ("out", "in"))
    return _shortened(old), _shortened(new)


def told_of(turn: SentenceChange) -> list[tuple[str, list[TextRun]]]:
    """The one or two sentences of a place that differs, each with the word before it."""
    old, new = _sides(turn)
    if turn.before is None or turn.after is None:
        return (
            [("加上", [TextRun("same", run.text) for run in new])]
            if new
            else [("删去", [TextRun("same", run.text) for run in old])]
        )
    return [("旧", old), ("新", new)]


def uncompared(story: ChangeStory) -> str:
    """Why readers' changes are not told, where they are not."""
    return story.uncompared or "改动前、改动后的网站没有都生成，没有比较。"


def _said(sentence: Sentence | None, with_leads: bool) -> str:
    if sentence is None:
        return ""
    return f"{sentence.text}（链接到 {'、'.join(sentence.leads) or '无'}）" if with_leads else sentence.text


def _shortened(runs: Sequence[TextRun]) -> list[TextRun]:
    made = []
    for number, run in enumerate(runs):
        text = run.text
        if run.sort == "same":
            head = "" if number == 0 else text[:_AROUND]
            tail = "" if number == len(runs) - 1 else text[-_AROUND:]
            text = f"{head}……{tail}" if len(text) > len(head) + len(tail) + 2 and len(text) > _AROUND else text
        made.append(TextRun(run.sort, text if run.sort == "same" else _cut(text)))
    return made


def _cut(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:300]}……"


def _size(number: int) -> str:
    return f"{number / 1024:.0f} KB" if number >= 1024 else f"{number} 字节"


def told_in(runs: Iterable[TextRun]) -> Iterator[str]:
    """Runs as plain text, what differs between ⟦ and ⟧."""
    for run in runs:
        yield run.text if run.sort == "same" else f"⟦{run.text}⟧"
