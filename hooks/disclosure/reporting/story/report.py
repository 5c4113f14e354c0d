"""One HTML file that tells a change and stands by itself: no script, no other file, nothing asked of the network."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from disclosure.findings import Finding, Severity
from disclosure.reading.differing import TextRun
from disclosure.reporting.characters import visible
from disclosure.reporting.story import ChangeStory
from disclosure.reporting.story.changes import Changes, Fate, PageChange
from disclosure.reporting.story.words import (
    HOW_TO_OPEN,
    LABELS,
    beside,
    file_line,
    in_short,
    of_gone,
    of_new,
    page_line,
    told_of,
    uncompared,
)
from disclosure.reporting.wording import details, left_out, summary, where

_HEAD = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex"><title>{title}</title><style>
:root{{--text:#1c2430;--line:#cfd7e2;--paper:#fff;--out:#8a1c00;--in:#0b5d1e;--faint:#f2f5f9}}
@media(prefers-color-scheme:dark){{:root{{--text:#e8ecf2;--line:#46505e;--paper:#14181f;--out:#ff9f87;--in:#7fdc98;--faint:#202733}}}}
body{{font:1rem/1.7 "Microsoft YaHei","PingFang SC",sans-serif;color:var(--text);background:var(--paper)}}
body{{max-width:60rem;margin:2rem auto;padding:0 1rem;overflow-wrap:anywhere}}
h1{{font-size:1.6rem}}h2{{font-size:1.3rem;margin-top:2.5rem}}h3{{font-size:1.1rem;margin-top:2rem}}
.verdict{{border:2px solid;padding:.75rem 1rem;font-size:1.25rem;font-weight:700}}
.address{{display:block;font-size:.9rem;font-weight:400}}
.turn{{border-left:4px solid var(--line);margin:1rem 0;padding:.25rem 1rem}}.turn p{{margin:.25rem 0}}
del{{color:var(--out);text-decoration:line-through}}ins{{color:var(--in);text-decoration:underline}}
.unseen{{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}
.error{{color:var(--out);font-weight:700}}figure{{margin:1rem 0}}img{{max-width:100%;border:1px solid var(--line)}}
</style></head><body><main>
"""
_END = "</main></body></html>\n"


@dataclass(frozen=True)
class Picture:
    """A picture of a page as readers see it; ``what`` says which and how wide."""

    what: str
    jpeg: bytes


def report(story: ChangeStory, pictures: Sequence[Picture] = (), unpictured: str = "") -> str:
    """The whole report; ``unpictured`` says why there are no pictures, where there are none."""
    parts = [
        _HEAD.format(title=_shown(f"{story.verdict}：这次改动")),
        f'<h1>这次改动</h1>\n<p class="verdict">{_shown(story.verdict)}</p>\n',
        *(_paragraph(line) for line in (*story.remarks, *story.fault.splitlines())),
        "<h2>读者会看到什么变化</h2>\n",
        *(_changes(story.changes) if story.changes is not None else [_paragraph(uncompared(story))]),
        f"<h2>检查出的问题</h2>\n{_paragraph(summary(story.findings))}{''.join(map(_finding, story.findings))}",
        *(_paragraph(line) for line in left_out(story.silenced)),
        *_turned(story),
        f"<h2>预览</h2>\n{_paragraph(HOW_TO_OPEN if story.has_preview else '网站没有生成，没有预览。')}",
        *_pictured(pictures, unpictured),
        _END,
    ]
    return "".join(parts)


def _changes(changes: Changes) -> Iterator[str]:
    yield _paragraph(in_short(changes))
    yield from map(_paragraph, beside(changes))
    if changes.files:
        yield "<h3>附件</h3>\n" + _list(file_line(item) for item in changes.files)
    for item in changes.pages:
        yield from _page(item)
    if changes.following:
        lines = _list(page_line(item) for item in changes.following)
        yield f"<details><summary>跟着变的 {len(changes.following)} 页</summary>\n{lines}</details>\n"


def _page(item: PageChange) -> Iterator[str]:
    title, address = _shown(item.page.title), _shown(item.address)
    yield f'<h3>{LABELS[item.fate]}：{title} <span class="address">{address}</span></h3>\n'
    if item.fate is Fate.GONE:
        yield _paragraph(of_gone(item))
    elif item.fate is Fate.NEW:
        yield from map(_paragraph, of_new(item))
    elif not item.turns:
        yield _paragraph("只是先后顺序变了。")
    for turn in item.turns:
        told = "".join(f"<p>{word}：{''.join(map(_run, runs))}</p>" for word, runs in told_of(turn))
        yield f'<div class="turn">{told}</div>\n'


def _run(run: TextRun) -> str:
    if run.sort == "same":
        return _shown(run.text)
    tag, word = ("del", "删去") if run.sort == "out" else ("ins", "加上")
    return f'<{tag}><span class="unseen">（{word}：</span>{_shown(run.text)}<span class="unseen">）</span></{tag}>'


def _finding(finding: Finding) -> str:
    weight = f'<span class="{finding.severity.value}">{finding.severity.label}</span>'
    if finding.severity is not Severity.ERROR:
        weight = finding.severity.label
    place = f"{where(finding)}:{finding.place.line}:{finding.place.column}"
    rest = "".join(f"<br>{_shown(line)}" for line in details(finding))
    message = f"{_shown(finding.rule)} {_shown(finding.message)}"
    return f'<div class="turn"><p>{weight} {message}<span class="address">{_shown(place)}</span>{rest}</p></div>\n'


def _turned(story: ChangeStory) -> Iterator[str]:
    if story.turned:
        yield f"<h2>自查：{len(story.turned)} 项的结论变了</h2>\n"
        yield _list(f"{item.title}：{item.before} → {item.after}" for item in story.turned)


def _pictured(pictures: Sequence[Picture], unpictured: str) -> Iterator[str]:
    if pictures or unpictured:
        yield "<h2>截图</h2>\n"
    if unpictured:
        yield _paragraph(unpictured)
    for picture in pictures:
        data = b64encode(picture.jpeg).decode()
        what = _shown(picture.what)
        image = f'<img alt="{what}" src="data:image/jpeg;base64,{data}">'
        yield f"<figure>{image}<figcaption>{what}</figcaption></figure>\n"


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{_shown(line)}</li>\n" for line in lines)
    return f"<ul>\n{items}</ul>\n"


def _paragraph(line: str) -> str:
    return f"<p>{_shown(line)}</p>\n"


def _shown(text: str) -> str:
    return escape(visible(text))
