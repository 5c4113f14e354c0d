"""A tree of HTML that no generator of ours has made: pages with titles, headings, and the same number of links each."""

from __future__ import annotations

from html import escape
from pathlib import Path
from random import Random
from urllib.parse import quote

from benchmark.wording import PLACES, TOPICS, body

LINKS = 25  # links of a page
_FOLDERS = ("zhengce", "jiedu", "tongzhi", "juece", "nianbao")
_KINDS = ("实施办法", "工作方案", "管理规定", "补助细则", "公开目录")
_GENERIC = ("详见", "点击查看", "原文", "下载")


def make_link_tree(folder: Path, pages: int) -> None:
    """Write ``pages`` pages with ``LINKS`` sound links each: titles, fragments, relative paths, some outside."""
    random = Random(2)
    titles = [_title(number, random) for number in range(pages)]
    paths = [f"{_FOLDERS[number % len(_FOLDERS)]}/{number % 97}/{number}.html" for number in range(pages)]
    for number in range(pages):
        file = folder / paths[number]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(_page(number, titles, paths, random), "utf-8")


def _title(number: int, random: Random) -> str:
    place, topic = random.choice(PLACES), random.choice(TOPICS)
    return f"{place}社区{topic}{random.choice(_KINDS)}（第{number + 1}批）"


def _page(number: int, titles: list[str], paths: list[str], random: Random) -> str:
    links = [_link(random.randrange(len(titles)), titles, paths, random) for _ in range(LINKS - 1)]
    outside = f'<a href="https://www.shanghai.gov.cn/{number}">上海市人民政府</a>'
    items = "".join(f"<li>{link}，{random.choice(TOPICS)}。</li>" for link in [*links, outside])
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in body(random, []).split("\n\n") if line[0] not in "#|-")
    title = escape(titles[number])
    return (
        f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title} - 示例</title></head>'
        f'<body><h1>{title}</h1><h2 id="范围">范围</h2>{paragraphs}<h2 id="s2">链接</h2><ul>{items}</ul></body></html>'
    )


def _link(number: int, titles: list[str], paths: list[str], random: Random) -> str:
    title, href = titles[number], f"../../{paths[number]}"
    fragment = random.choice(("", "", "", "#s2", f"#{quote('范围')}"))
    text = random.choice((title, title, f"《{title}》", title[: len(title) // 2] + "…", random.choice(_GENERIC)))
    return f'<a href="{href}{fragment}">{escape(text)}</a>'
